"""The workflow that makes a pull request of an issue: its own steps, run with real git and a gh that remembers."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaytantopankki.github_forms import issue_forms
from kaytantopankki.github_forms.comments import MARK
from kaytantopankki.github_forms.validate import IssueResult

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github/workflows/issue-entry.yml").read_text(encoding="utf-8"))
JOB: dict[str, Any] = WORKFLOW["jobs"]["entry"]
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in JOB["steps"] if "name" in step}
BOT: str = STEPS["Propose it"]["env"]["BOT"]
BRANCH = "kirjaus/7"

# Answers as gh does from a folder of files, and writes down what it was asked, one argument a line.
GH = """#!/usr/bin/env bash
printf '%s\\n' "$@" --- >> "$GH_LOG"
case "$1 $2" in
  "pr list") cat "$GH_FOLDER/pr" 2>/dev/null || true ;;
  "pr create") cat "$GH_FOLDER/new" 2>/dev/null || exit 1 ;;
  "api --paginate") cat "$GH_FOLDER/comment" 2>/dev/null || true ;;
esac
"""


class Runner:
    """A repository with its origin, and the steps of the workflow."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin, self.work = folder, folder / "origin", folder / "work"
        self.log = folder / "gh.log"
        (folder / "bin").mkdir()
        (folder / "bin/gh").write_text(GH, encoding="utf-8")
        (folder / "bin/gh").chmod(0o755)
        (folder / "new").write_text("https://github.example/pull/1\n", encoding="utf-8")
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        self.checkout()
        (self.work / "practices").mkdir()
        (self.work / "practices/vanha.md").write_text("vanha\n", encoding="utf-8")
        git(self.work, "add", ".")
        git(self.work, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "Alku")
        git(self.work, "push", "--quiet", "origin", "HEAD:main")

    def checkout(self) -> None:
        """Main as the workflow has it: only its last commit."""
        self.work = self.folder / f"work{len(list(self.folder.glob('work*')))}"
        git(self.folder, "clone", "--quiet", "--depth", "1", f"file://{self.origin}", str(self.work))

    def step(self, name: str, **outputs: str) -> subprocess.CompletedProcess[str]:
        """Runs a step as GitHub does, with these values for what its expressions give."""
        environment = {key: value for key, value in STEPS[name]["env"].items() if "${{" not in value} | outputs
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
            cwd=self.work,
            env={
                "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
                "HOME": str(self.folder),
                "GH_LOG": str(self.log),
                "GH_FOLDER": str(self.folder),
                "GH_REPO": "kunta/pankki",
                "GITHUB_OUTPUT": str(self.folder / "out"),
                "RUNNER_TEMP": str(self.folder),
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def propose(self, text: str = "uusi\n", **changed: str) -> subprocess.CompletedProcess[str]:
        self.checkout()
        (self.work / "practices/uusi.md").write_text(text, encoding="utf-8")
        (self.work / "muuta.txt").write_text("ei kuulu ehdotukseen", encoding="utf-8")
        values = {"ENTRY": "practices/uusi.md", "BRANCH": BRANCH, "MESSAGE": "Lisää uusi\n\nTehty asiasta #7.",
                  "TITLE": "Uusi käytäntö: uusi", "TEXT": "Teksti", "COMPARE": "https://github.example/compare/"}  # fmt: skip
        return self.step("Propose it", **(values | changed))

    def asked(self) -> list[list[str]]:
        calls = self.log.read_text(encoding="utf-8").split("---\n")[:-1] if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [call.rstrip("\n").split("\n") for call in calls]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(("git", "-C", str(folder), *arguments), check=True, capture_output=True, text=True).stdout


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    return Runner(tmp_path)


def test_only_the_entry_is_proposed(runner: Runner) -> None:
    done = runner.propose()
    assert done.returncode == 0, done.stderr
    assert git(runner.origin, "diff", "--name-status", "main", BRANCH) == "A\tpractices/uusi.md\n"
    assert git(runner.origin, "log", "-1", "--format=%ae %s", BRANCH) == f"{BOT} Lisää uusi\n"
    calls = runner.asked()
    assert calls[0] == ["auth", "setup-git"]
    assert ["pr", "create", "--head", BRANCH, "--title", "Uusi käytäntö: uusi", "--body", "Teksti"] in calls
    assert (runner.folder / "out").read_text(encoding="utf-8") == "url=https://github.example/pull/1\n"


def test_the_same_issue_again_renews_the_same_branch_and_pull_request(runner: Runner) -> None:
    assert runner.propose().returncode == 0
    runner.asked()
    (runner.folder / "pr").write_text("https://github.example/pull/1\n", encoding="utf-8")
    done = runner.propose("korjattu\n")
    assert done.returncode == 0, done.stderr
    assert git(runner.origin, "show", f"{BRANCH}:practices/uusi.md") == "korjattu\n"
    assert git(runner.origin, "rev-list", "--count", f"main..{BRANCH}") == "1\n"
    assert [call[:3] for call in runner.asked()][-1] == ["pr", "edit", "https://github.example/pull/1"]


def test_what_a_person_has_changed_in_the_branch_stays(runner: Runner) -> None:
    assert runner.propose().returncode == 0
    runner.checkout()
    git(runner.work, "fetch", "--quiet", "origin", BRANCH)
    git(runner.work, "switch", "--quiet", "--detach", "FETCH_HEAD")
    (runner.work / "practices/uusi.md").write_text("ihmisen työtä\n", encoding="utf-8")
    git(runner.work, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-am", "Korjaa")
    git(runner.work, "push", "--quiet", "origin", f"HEAD:refs/heads/{BRANCH}")
    runner.asked()
    done = runner.propose("korjattu\n")
    assert done.returncode == 1
    assert "ihmisen muutoksia" in done.stdout
    assert git(runner.origin, "show", f"{BRANCH}:practices/uusi.md") == "ihmisen työtä\n"
    assert runner.asked() == [["auth", "setup-git"]]


def test_where_no_pull_request_may_be_made_a_person_gets_the_address(runner: Runner) -> None:
    (runner.folder / "new").unlink()
    done = runner.propose()
    assert done.returncode == 0, done.stderr
    assert (runner.folder / "out").read_text(
        encoding="utf-8"
    ) == f"url=https://github.example/compare/{BRANCH}?expand=1\n"


def test_what_was_written_in_an_issue_is_no_command(runner: Runner) -> None:
    hostile = "$(touch pahaa) `touch pahaa` \"; touch pahaa; ' && touch pahaa\n--title x"
    assert runner.propose(MESSAGE=hostile, TITLE=hostile, TEXT=hostile).returncode == 0
    answer = runner.step("Answer", NUMBER="7", STATUS="success", ANSWER=f"{MARK}\n\n{hostile}", URL="", RUN="")
    assert answer.returncode == 0, answer.stderr
    assert (runner.folder / "answer.md").read_text(encoding="utf-8") == f"{MARK}\n\n{hostile}\n"
    assert list(runner.folder.rglob("pahaa")) == []


def test_the_first_answer_is_a_new_comment_and_the_next_is_in_its_place(runner: Runner) -> None:
    given = {"NUMBER": "7", "STATUS": "success", "ANSWER": f"{MARK}\n\nKorjaa.", "URL": "", "RUN": ""}
    assert runner.step("Answer", **given).returncode == 0
    body = str(runner.folder / "answer.md")
    calls = runner.asked()
    assert calls[1:] == [["issue", "comment", "7", "--body-file", body],
                         ["issue", "edit", "7", "--remove-label", "kirjaukseksi"]]  # fmt: skip
    assert json.dumps(MARK) in calls[0][-1]
    (runner.folder / "comment").write_text("11\n22\n", encoding="utf-8")
    assert runner.step("Answer", **given | {"URL": "https://github.example/pull/1"}).returncode == 0
    calls = runner.asked()
    assert calls[1] == ["api", "--silent", "--method", "PATCH", "repos/kunta/pankki/issues/comments/22",
                        "--field", f"body=@{body}"]  # fmt: skip
    assert Path(body).read_text(encoding="utf-8") == f"{MARK}\n\nKorjaa.\n\nEhdotus: https://github.example/pull/1\n"


def test_a_fault_of_the_program_is_told_as_one(runner: Runner) -> None:
    given = {
        "NUMBER": "7",
        "STATUS": "failure",
        "ANSWER": f"{MARK}\n\nKiitos!",
        "URL": "",
        "RUN": "https://github.example/1",
    }
    assert runner.step("Answer", **given).returncode == 0
    text = (runner.folder / "answer.md").read_text(encoding="utf-8")
    assert text.startswith(MARK)
    assert "Vika ei ole tekstissäsi" in text
    assert "Kiitos!" not in text


def test_the_workflow_and_the_command_agree() -> None:
    assert STEPS["Answer"]["env"]["MARK"] == MARK
    text = (ROOT / ".github/workflows/issue-entry.yml").read_text(encoding="utf-8")
    used = {name for name in IssueResult._fields if f"steps.entry.outputs.{name} " in text}
    assert used == set(IssueResult._fields)


def test_a_form_does_not_give_the_label_that_only_a_maintainer_gives() -> None:
    assert "kirjaukseksi" in JOB["if"]
    assert WORKFLOW[True] == {"issues": {"types": ["labeled"]}}  # YAML 1.1 reads "on" as true.
    for name in issue_forms.ASKED:
        template = yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text(encoding="utf-8"))
        assert "labels" not in template


def test_no_expression_is_in_a_command_and_no_token_is_where_the_issue_is_read() -> None:
    assert not any("${{" in step.get("run", "") for step in JOB["steps"])
    assert WORKFLOW["permissions"] == {}
    with_token = {name for name, step in STEPS.items() if "GH_TOKEN" in step.get("env", {})}
    assert with_token == {"Propose it", "Answer"}
