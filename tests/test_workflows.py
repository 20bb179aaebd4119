"""The steps of GitHub's workflows that are no command of ours, run as GitHub runs them."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS: dict[str, dict[Any, Any]] = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in (ROOT / ".github/workflows").glob("*.yml")
}
ON = True  # What YAML reads of the key `on`.
GH = '#!/usr/bin/env bash\necho "$@" >> "$GH_LOG"\n'
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")


def run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the text of a step in a folder."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    machine = {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder), **environment}
    return subprocess.run(command, cwd=folder, env=machine, capture_output=True, text=True, check=False)


def step(workflow: str, job: str, name: str) -> str:
    steps = WORKFLOWS[workflow]["jobs"][job]["steps"]
    return str(next(step["run"] for step in steps if step.get("name") == name))


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["practices/uusi.md"], False),
        (["practices/vocabulary/tags.yml", "docs/uutiset/posts/a.md", "docs/index.md"], False),
        (["docs/assets/kuvat/koulu.jpg"], False),
        (["docs/assets/js/haku.js"], True),
        (["docs/assets/css/kp.css"], True),
        (["docs/sivu.html"], True),
        (["practices/uusi.md", "mkdocs.yml"], True),
        (["hooks/mkdocs_hooks.py"], True),
        (["overrides/practices/a.md"], True),
        ([".github/workflows/checks.yml"], True),
    ],
)
def test_a_change_of_content_alone_is_told_from_others(tmp_path: Path, paths: list[str], code: bool) -> None:
    subprocess.run([*GIT, "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run([*GIT, "commit", "--quiet", "--allow-empty", "-m", "Alku"], cwd=tmp_path, check=True)
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("uusi", encoding="utf-8")
    subprocess.run([*GIT, "add", "--all"], cwd=tmp_path, check=True)
    subprocess.run([*GIT, "commit", "--quiet", "-m", "Muutos"], cwd=tmp_path, check=True)
    assert run(f"{ROOT}/scripts/changed-parts HEAD^1", tmp_path).stdout == f"code={str(code).lower()}\n"


def test_without_a_version_to_compare_with_everything_has_changed(tmp_path: Path) -> None:
    assert run(f"{ROOT}/scripts/changed-parts ''", tmp_path).stdout == "code=true\n"


@pytest.mark.parametrize(
    ("results", "code"),
    [("success success success", 0), ("success success skipped", 0), ("success failure skipped", 1), ("cancelled", 1)],
)
def test_the_required_check_is_green_for_both_kinds_of_change(tmp_path: Path, results: str, code: int) -> None:
    script = step("checks", "checks", "Tell whether all parts passed")
    assert run(script, tmp_path, RESULTS=results).returncode == code


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
