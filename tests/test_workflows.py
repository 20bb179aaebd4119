"""The steps of GitHub's workflows, run as GitHub runs them."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import ROOT
from tests.builders import write_text
from tests.cases import read_tables
from tests.workflows import git, run

WORKFLOWS: dict[str, dict[Any, Any]] = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in (ROOT / ".github/workflows").glob("*.yml")
}
ON = True  # What YAML reads of the key `on`.
JOBS = {(name, key): job for name, file in WORKFLOWS.items() for key, job in file["jobs"].items()}
ALL = [(name, key, step) for (name, key), job in JOBS.items() for step in job.get("steps", ())]
STEPS: dict[str, dict[str, Any]] = {f"{name} {key}, {step['name']}": step for name, key, step in ALL if "run" in step}
# Stands for every command: writes down what it is asked, or fails.
COMMAND = '#!/usr/bin/env bash\n[ "${0##*/}" != "$FAILING" ] || exit 9\necho "${0##*/} $*" >> "$LOG"\n'
TABLES = read_tables(__file__)


def run_step(name: str, folder: Path, failing: str = "", **values: str) -> tuple[int, list[str], str]:
    """How a step ended, the commands it ran and what it said, where an expression of its environment is its name."""
    commands = [f"scripts/{file.name}" for file in (ROOT / "scripts").iterdir()]
    commands += [f".venv/bin/{each}" for each in ("python", "mkdocs", "properdocs")]
    for path in (*commands, "sudo", "gh", "diff"):
        write_text(folder, path, COMMAND)
        (folder / path).chmod(0o755)
    step, log = STEPS[name], folder / "log"
    environment = {key: key if "${{" in value else value for key, value in step.get("env", {}).items()}
    files = {key: str(folder / "out") for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    machine = {"LOG": str(log), "FAILING": failing, "RUNNER_TEMP": "temp", **files, **environment, **values}
    done = run(step["run"], folder, step.get("shell", ""), **machine)
    asked = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return done.returncode, asked, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "commands"), TABLES["steps"].items())
def test_a_step_runs_its_commands_and_fails_with_each(name: str, commands: list[str], tmp_path: Path) -> None:
    write_text(tmp_path, ".github/esikatselu.txt", "Avaa index.html.")
    write_text(tmp_path, "mkdocs.yml", "repo_url: REPO_URL")
    write_text(tmp_path, "site/index.html", "")
    assert run_step(name, tmp_path) == (0, commands, "")
    for failing in {command.split()[0] for command in commands}:
        assert run_step(name, tmp_path, failing)[0] == 9


def test_every_step_is_run_here_or_with_a_real_repository() -> None:
    assert STEPS.keys() - TABLES["steps"].keys() == {f"issue-entry entry, {name}" for name in TABLES["real"]}


@pytest.mark.parametrize("script", ["access-report", "search-quality"])
def test_a_script_knows_the_options_that_a_step_gives(script: str) -> None:
    command = [sys.executable, str(ROOT / "scripts" / script), "--help"]
    known = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    given = " ".join(each for commands in TABLES["steps"].values() for each in commands if f"/{script} " in each)
    assert [option for option in re.findall(r"--\S+", given) if option not in known] == []


def test_the_inputs_of_actions_are_those_that_they_publish() -> None:
    used = {(step["uses"], each) for _, _, step in ALL if "uses" in step for each in ("", *step.get("with", {}))}
    assert used <= {(action, each) for action, names in TABLES["inputs"].items() for each in ("", *names)}


def test_no_branch_is_named_and_a_schedule_asks_nothing_of_its_event() -> None:
    """GitHub's event of a schedule has no repository, so a condition on its default branch would never hold."""
    assert [name for name, file in WORKFLOWS.items() if "branches" in str(file[ON])] == []
    asking = [job["if"] for (name, _), job in JOBS.items() if name in ("publish", "rebuild") and "if" in job]
    assert all(each.startswith("${{ github.event_name == 'schedule' ||") for each in asking)


def test_a_copy_is_told_that_its_forms_lead_elsewhere(tmp_path: Path) -> None:
    write_text(tmp_path, "mkdocs.yml", 'repo_url: !ENV [REPO_URL, "https://github.com/alku/pankki"]')
    name = "publish build, Tell a copy what leads to the original"
    assert run_step(name, tmp_path, REPO_URL="https://github.com/alku/pankki")[2] == ""
    code, _, said = run_step(name, tmp_path, REPO_URL="https://github.com/kunta/pankki")
    assert (code, said[:28]) == (0, "::warning file=mkdocs.yml::G")


@pytest.mark.parametrize(("paths", "code"), TABLES["changes"])
def test_a_change_of_content_alone_is_told_from_others(tmp_path: Path, paths: list[str], code: bool) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "Alku")
    for path in paths:
        write_text(tmp_path, path, "uusi")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "Muutos")
    assert run(f"{ROOT}/scripts/changed-parts HEAD^1", tmp_path).stdout == f"code={str(code).lower()}\n"


def test_without_a_version_to_compare_with_everything_has_changed(tmp_path: Path) -> None:
    assert run(f"{ROOT}/scripts/changed-parts ''", tmp_path).stdout == "code=true\n"


@pytest.mark.parametrize(("results", "code"), TABLES["results"].items())
def test_the_required_check_is_green_for_both_kinds_of_change(tmp_path: Path, results: str, code: int) -> None:
    assert run_step("checks checks, Tell whether all parts passed", tmp_path, RESULTS=results)[0] == code


def test_links_of_the_site_for_a_look_lead_to_files(tmp_path: Path) -> None:
    write_text(tmp_path, ".github/esikatselu.txt", "Avaa.")
    page = tmp_path / "site/a/index.html"
    for before, after in TABLES["links"]:
        write_text(tmp_path, "site/a/index.html", f"<a {before}>")
        assert run_step("checks content, Lead links to files and tell how to look at the site", tmp_path) == (0, [], "")
        assert page.read_text(encoding="utf-8") == f"<a {after}>"


def test_every_schedule_is_kept_on() -> None:
    asked = [command.split()[-1] for command in TABLES["steps"]["rebuild schedules, Turn them on"]]
    scheduled = sorted(name for name, workflow in WORKFLOWS.items() if "schedule" in workflow[ON])
    assert asked == [f"repos/GH_REPO/actions/workflows/{name}.yml/enable" for name in scheduled]
    assert "publish" not in scheduled
    called = [job["uses"].rpartition("/")[2].removesuffix(".yml") for job in JOBS.values() if "uses" in job]
    assert sorted(called) == ["checks", "publish"]
    assert all("workflow_call" in WORKFLOWS[name][ON] for name in called)


def test_nothing_that_a_pull_request_makes_is_kept_for_publishing() -> None:
    savers = ("actions/cache@", "actions/cache/save@")
    assert [name for name, _, step in ALL if step.get("uses", "").startswith(savers)] == ["publish"]
