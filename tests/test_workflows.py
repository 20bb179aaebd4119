"""The steps of GitHub's workflows that are no command of ours, run as GitHub runs them."""

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
GH = '#!/usr/bin/env bash\necho "$@" >> "$GH_LOG"\n'
TABLES = read_tables(__file__)


def step(workflow: str, job: str, name: str) -> str:
    steps = WORKFLOWS[workflow]["jobs"][job]["steps"]
    return str(next(step["run"] for step in steps if step.get("name") == name))


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
    script = step("checks", "checks", "Tell whether all parts passed")
    assert run(script, tmp_path, RESULTS=results).returncode == code


def test_links_of_the_site_for_a_look_lead_to_files(tmp_path: Path) -> None:
    for before, _ in TABLES["links"]:
        write_text(tmp_path, f"site/a/{len(before)}.html", f"<a {before}>")
    write_text(tmp_path, ".github/esikatselu.txt", "Avaa.")
    assert run(step("checks", "content", "Lead links to files and tell how to look at the site"), tmp_path).stderr == ""
    assert (tmp_path / "site/LUE-ENSIN.txt").is_file()
    for before, after in TABLES["links"]:
        assert (tmp_path / f"site/a/{len(before)}.html").read_text(encoding="utf-8") == f"<a {after}>"


def test_every_schedule_is_kept_on(tmp_path: Path) -> None:
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    done = run(step("rebuild", "schedules", "Turn them on"), tmp_path, GH_LOG=f"{tmp_path}/log", GH_REPO="kunta/pankki")
    assert done.returncode == 0, done.stderr
    asked = [line.split()[-1] for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    scheduled = sorted(name for name, workflow in WORKFLOWS.items() if "schedule" in workflow[ON])
    assert asked == [f"repos/kunta/pankki/actions/workflows/{name}.yml/enable" for name in scheduled]
    assert "publish" not in scheduled
    assert WORKFLOWS["rebuild"]["jobs"]["publish"]["uses"] == "./.github/workflows/publish.yml"
    assert "workflow_call" in WORKFLOWS["publish"][ON]


def test_nothing_that_a_pull_request_makes_is_kept_for_publishing() -> None:
    saves = [
        name
        for name, workflow in WORKFLOWS.items()
        for job in workflow["jobs"].values()
        for step in job.get("steps", ())
        if step.get("uses", "").split("@")[0] in ("actions/cache", "actions/cache/save")
    ]
    assert saves == ["publish"]
