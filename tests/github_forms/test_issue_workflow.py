"""The workflow that makes a pull request of an issue: its own steps, run with real git and a gh that remembers."""

import json
import os
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from kaytantopankki.github_forms import MARK, IssueResult
from kaytantopankki.github_forms.issue_forms import form_files
from tests import ROOT
from tests.builders import VOCABULARY
from tests.cases import read_tables
from tests.workflows import git, run

TEXT = (ROOT / ".github/workflows/issue-entry.yml").read_text(encoding="utf-8")
WORKFLOW: dict[Any, Any] = yaml.safe_load(TEXT)
JOB: dict[str, Any] = WORKFLOW["jobs"]["entry"]
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in JOB["steps"] if "name" in step}
BOT: str = STEPS["Propose it"]["env"]["BOT"]
BRANCH, PULL_REQUEST = "kirjaus/7", "https://github.example/pull/1"
PROPOSED = {"ENTRY": "practices/uusi.md", "BRANCH": BRANCH, "MESSAGE": "Lisää uusi\n\nTehty asiasta #7.",
            "TITLE": "Uusi käytäntö: uusi", "TEXT": "Teksti", "COMPARE": "https://github.example/compare/"}  # fmt: skip
ANSWERED = {"NUMBER": "7", "STATUS": "success", "ANSWER": f"{MARK}\n\nKiitos!", "URL": "", "EDITED": "",
            "RUN": "https://run.example"}  # fmt: skip


class Runner:
    """A repository with its origin, and the steps of the workflow."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin = folder, folder / "origin"
        (folder / "bin").mkdir()
        shutil.copy(Path(__file__).with_name("gh"), folder / "bin")
        (folder / "new").write_text(f"{PULL_REQUEST}\n", encoding="utf-8")
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        self.work = self.checkout()
        git(self.work, "commit", "--quiet", "--allow-empty", "-m", "Alku")
        git(self.work, "push", "--quiet", "origin", "HEAD:main")

    def checkout(self) -> Path:
        """Main as the workflow has it: only its last commit."""
        work = self.folder / f"work{len(list(self.folder.glob('work*')))}"
        git(self.folder, "clone", "--quiet", "--depth", "1", f"file://{self.origin}", str(work))
        (work / "practices").mkdir()
        return work

    def step(self, name: str, **outputs: str) -> CompletedProcess[str]:
        """Runs a step as GitHub does, with these values for what its expressions give."""
        values = {key: value for key, value in STEPS[name]["env"].items() if "${{" not in value} | outputs
        machine = {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "HOME": str(self.folder),
                   "GH_FOLDER": str(self.folder), "GH_REPO": "kunta/pankki", "RUNNER_TEMP": str(self.folder),
                   "GITHUB_OUTPUT": str(self.folder / "out")}  # fmt: skip
        return run(STEPS[name]["run"], self.work, STEPS[name].get("shell", ""), **machine | values)

    def propose(self, text: str = "uusi\n", **changed: str) -> CompletedProcess[str]:
        self.work = self.checkout()
        (self.work / "practices/uusi.md").write_text(text, encoding="utf-8")
        (self.work / "muuta.txt").write_text("ei kuulu ehdotukseen", encoding="utf-8")
        return self.step("Propose it", **(PROPOSED | changed))

    def answer(self, **changed: str) -> str:
        """The comment."""
        done = self.step("Answer", **(ANSWERED | changed))
        assert done.returncode == 0, done.stderr
        return (self.folder / "answer.md").read_text(encoding="utf-8")

    def asked(self) -> list[list[str]]:
        """What gh was asked since the last time."""
        log = self.folder / "asked"
        calls = log.read_text(encoding="utf-8").split("---\n")[:-1] if log.exists() else []
        log.unlink(missing_ok=True)
        return [call.rstrip("\n").split("\n") for call in calls]


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    return Runner(tmp_path)


@pytest.mark.parametrize(("status", "out", "done"), read_tables(__file__))
def test_a_crash_or_no_answer_is_no_issue_to_mend(runner: Runner, status: int, out: str, done: int) -> None:
    command = runner.work / "scripts/entry-from-issue"
    command.parent.mkdir()
    script = f"#!/usr/bin/env bash\nprintf '%s' '{out.format(MARK)}' >> \"$GITHUB_OUTPUT\"\nexit {status}\n"
    command.write_text(script, encoding="utf-8")
    command.chmod(0o755)
    assert runner.step("Make the entry", GITHUB_EVENT_PATH="event.json").returncode == done


def test_only_the_entry_is_proposed_and_the_same_issue_renews_its_proposal(runner: Runner) -> None:
    done = runner.propose()
    assert done.returncode == 0, done.stderr
    assert git(runner.origin, "diff", "--name-status", "main", BRANCH) == "A\tpractices/uusi.md\n"
    assert git(runner.origin, "log", "-1", "--format=%ae %s", BRANCH) == f"{BOT} Lisää uusi\n"
    calls = runner.asked()
    assert calls[0] == ["auth", "setup-git"]
    assert ["pr", "create", "--head", BRANCH, "--title", "Uusi käytäntö: uusi", "--body", "Teksti"] in calls
    assert (runner.folder / "out").read_text(encoding="utf-8") == f"url={PULL_REQUEST}\n"
    (runner.folder / "pr").write_text(f"{PULL_REQUEST}\n", encoding="utf-8")
    assert runner.propose("korjattu\n").returncode == 0
    assert git(runner.origin, "show", f"{BRANCH}:practices/uusi.md") == "korjattu\n"
    assert git(runner.origin, "rev-list", "--count", f"main..{BRANCH}") == "1\n"
    listing, edit = runner.asked()[-2:]
    assert edit[:3] == ["pr", "edit", PULL_REQUEST]
    assert "select(.isCrossRepository | not)" in listing[-1]  # Anyone can name a branch of a fork so.


@pytest.mark.parametrize("command", ["-a --amend --no-edit", "-am Korjaa --author=A<a@example.org>"])
def test_what_a_person_has_changed_in_the_branch_stays(command: str, runner: Runner) -> None:
    assert runner.propose().returncode == 0
    git(runner.work, "switch", "--quiet", "--detach", BRANCH)
    (runner.work / "practices/uusi.md").write_text("ihmisen työtä\n", encoding="utf-8")
    git(runner.work, "commit", "--quiet", *command.split())
    git(runner.work, "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{BRANCH}")
    runner.asked()
    addresses = {PULL_REQUEST: f"{PULL_REQUEST}\n", f"https://github.example/compare/{BRANCH}?expand=1": ""}
    for url, found in addresses.items():
        (runner.folder / "pr").write_text(found, encoding="utf-8")
        (runner.folder / "out").unlink(missing_ok=True)
        assert runner.propose("korjattu\n").returncode == 0
        assert git(runner.origin, "show", f"{BRANCH}:practices/uusi.md") == "ihmisen työtä\n"
        assert [call[:2] for call in runner.asked()] == [["auth", "setup-git"], ["pr", "list"]]
        assert (runner.folder / "out").read_text(encoding="utf-8") == f"edited={url}\n"
        answer = runner.answer(EDITED=url)
        assert "muokattu käsin" in answer
        assert answer.endswith(f"{url}\n")
        assert runner.asked()[-1] == ["issue", "edit", "7", "--remove-label", "kirjaukseksi"]


def test_where_no_pull_request_may_be_made_a_person_gets_the_address(runner: Runner) -> None:
    (runner.folder / "new").unlink()
    assert runner.propose().returncode == 0
    url = f"https://github.example/compare/{BRANCH}?expand=1"
    assert (runner.folder / "out").read_text(encoding="utf-8") == f"url={url}\n"


def test_what_was_written_in_an_issue_is_no_command(runner: Runner) -> None:
    hostile = "$(touch pahaa) `touch pahaa` \"; touch pahaa; ' && touch pahaa\n--title x"
    assert runner.propose(MESSAGE=hostile, TITLE=hostile, TEXT=hostile).returncode == 0
    assert runner.answer(ANSWER=f"{MARK}\n\n{hostile}") == f"{MARK}\n\n{hostile}\n"
    assert list(runner.folder.rglob("pahaa")) == []


def test_the_first_answer_is_a_new_comment_and_the_next_is_in_its_place(runner: Runner) -> None:
    runner.answer()
    body = str(runner.folder / "answer.md")
    listing, *calls = runner.asked()
    assert calls == [["issue", "comment", "7", "--body-file", body],
                     ["issue", "edit", "7", "--remove-label", "kirjaukseksi"]]  # fmt: skip
    assert json.dumps(MARK) in listing[-1]
    (runner.folder / "comment").write_text("11\n22\n", encoding="utf-8")
    assert runner.answer(URL=PULL_REQUEST) == f"{MARK}\n\nKiitos!\n\nEhdotus: {PULL_REQUEST}\n"
    assert runner.asked()[1] == ["api", "--silent", "--method", "PATCH", "repos/kunta/pankki/issues/comments/22",
                                 "--field", f"body=@{body}"]  # fmt: skip


def test_a_fault_of_the_program_is_told_as_one(runner: Runner) -> None:
    answer = runner.answer(STATUS="failure")
    assert answer.startswith(MARK)
    assert "Vika ei ole tekstissäsi" in answer
    assert "Kiitos!" not in answer


def test_the_workflow_the_command_and_the_forms_agree() -> None:
    """The forms do not give the label that only a maintainer gives."""
    assert STEPS["Answer"]["env"]["MARK"] == STEPS["Make the entry"]["env"]["MARK"] == MARK
    assert {name for name in IssueResult._fields if f"steps.entry.outputs.{name} " in TEXT} == set(IssueResult._fields)
    assert "kirjaukseksi" in JOB["if"]
    assert WORKFLOW[True] == {"issues": {"types": ["labeled"]}}  # YAML 1.1 reads "on" as true.
    forms = form_files(VOCABULARY, {"site_url": "", "extra": {"feedback": ""}})
    assert not any("labels" in yaml.safe_load(text) for text in forms.values())


def test_no_expression_is_in_a_command_and_no_token_is_where_the_issue_is_read() -> None:
    assert not any("${{" in step.get("run", "") for step in JOB["steps"])
    assert WORKFLOW["permissions"] == {}
    with_token = {name for name, step in STEPS.items() if "GH_TOKEN" in step.get("env", {})}
    assert with_token == {"Propose it", "Answer"}
