"""`scripts/entry-from-issue`: GitHub's events give the expected file and answers, and outputs for the workflow."""

import json
import re
from pathlib import Path

import pytest

from kaytantopankki.cli import entry_from_issue
from kaytantopankki.content.loader import load
from kaytantopankki.github_forms import MARK, IssueResult
from tests.builders import TODAY
from tests.cases import compare
from tests.cli import refused
from tests.github_forms import issues

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issues.repository(root)
    monkeypatch.delenv("GITHUB_OUTPUT", raising=False)


def outputs(file: Path) -> dict[str, str]:
    """Outputs as GitHub reads them."""
    blocks = re.findall(r"(\w+)<<(\w+)\n(.*?)\n\2\n", file.read_text(encoding="utf-8"), re.DOTALL)
    return {name: value for name, _, value in blocks}


@pytest.mark.parametrize("name", ["practice", "adoption"])
def test_an_event_gives_the_expected_file_and_answers(name: str, root: Path, bless: bool, capsys: Output) -> None:
    """All questions are answered, with text outside the form and headings within an answer."""
    assert entry_from_issue.main([str(issues.FIXTURES / f"{name}.json")]) == 0
    out = capsys.readouterr().out
    path = out.split("\n")[0].removeprefix("Tiedosto: ")
    text = f"{out}\n=====\n\n{(root / path).read_text(encoding='utf-8')}"
    compare(issues.FIXTURES / f"{name}.txt", text, bless)
    assert load(root, TODAY).problems == ()


def test_outputs_are_for_the_workflow(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No value can end early, whatever is written in the issue."""
    monkeypatch.setenv("GITHUB_OUTPUT", str(root / "out"))
    text = "path<<x\n\nx\npath=../../pahaa\nEOF\n" + issues.issue_text("kaytanto", {})
    event = {"issue": {"number": 7, "body": text, "user": {"login": "maija"}}}
    (root / "event.json").write_text(json.dumps(event), encoding="utf-8")
    ends: list[str] = []
    for _ in range(2):
        assert entry_from_issue.main([str(root / "event.json")]) == 0
        ends += re.findall(r"<<(\w{32})", (root / "out").read_text(encoding="utf-8"))
        values = outputs(root / "out")
        (root / "out").unlink()
        (root / values["path"]).unlink()
    assert len(set(ends)) == len(ends) == 2 * len(IssueResult._fields)
    assert values.keys() == set(IssueResult._fields)
    assert values["path"] == "practices/turku-koulun-keittio-saastaa-lampoa.md"
    assert values["branch"] == "kirjaus/7"
    assert values["message"] == "Lisää käytäntö turku-koulun-keittio-saastaa-lampoa\n\nTehty asiasta #7."
    assert "pahaa" in values["text"]
    assert "Closes #7" in values["text"]


def test_an_issue_to_mend_ends_with_three_and_the_answer(root: Path, capsys: Output) -> None:
    event = {"issue": {"number": 7, "body": None, "user": None}}
    (root / "event.json").write_text(json.dumps(event), encoding="utf-8")
    assert entry_from_issue.main([str(root / "event.json")]) == 3
    assert capsys.readouterr().out.startswith(MARK)


@pytest.mark.parametrize(
    "text", [None, "", "[]", "{}", '{"issue": null}', '{"issue": {"number": "x", "user": null, "body": ""}}', "\udcff"]
)
def test_what_is_no_event_ends_with_two(text: str | None, root: Path, capsys: Output) -> None:
    if text is not None:
        (root / "event.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    told = refused(capsys, entry_from_issue.main, str(root / "event.json"))
    assert "ei ole GitHubin asian tapahtumaa" in told
