"""From an issue to an entry: GitHub's payloads give the expected file, or the expected list of what to mend."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.cli import entry_from_issue
from kaytantopankki.content.loader import load
from kaytantopankki.github_forms.comments import MARK
from kaytantopankki.github_forms.validate import IssueResult, issue_result
from tests import issues
from tests.builders import TODAY, write_text
from tests.hostile.snippets import SNIPPETS

EVENTS = sorted(issues.FIXTURES.glob("*.json"))
OLD = f"practices/{issues.OLD}.md"
LEAST = {
    "kaytanto": {
        "title": "Koulun keittiö säästää lämpöä",
        "summary": "Keittiön hukkalämpö lämmittää koulun veden.",
        "municipalities": "Turku",
        "themes": "Energia",
        "stage": "käytössä",
        "sources": "Keittiön raportti; https://example.org/keittio",
    },
    "kayttoonotto": {"practice": issues.OLD, "municipality": "Raisio"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return issues.repository(tmp_path)


def made(root: Path, name: str, answers: dict[str, str], consent: str = issues.CONSENT) -> IssueResult:
    text = issues.rendered(issues.form_of(root, name), LEAST[name] | answers, consent)
    return issue_result(root, 12, "maija", text, TODAY)


def files(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def changed(before: dict[str, bytes], root: Path) -> set[str]:
    after = files(root)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.stem)
def test_an_issue_gives_the_expected_file_or_the_expected_answer(event: Path, root: Path, bless: bool) -> None:
    before = files(root)
    issue = entry_from_issue.issue_of(event)
    found = issue_result(root, issue["number"], issue["login"], issue["body"], TODAY)
    assert changed(before, root) == ({found.path} if found.path else set())
    assert load(root, TODAY).problems == ()
    text = f"{found.answer}\n"
    if found.path:
        text = (
            f"{found.path}\n\n{(root / found.path).read_text(encoding='utf-8')}\n=====\n\n{found.text}\n=====\n\n{text}"
        )
    golden = event.with_suffix(".txt")
    if bless:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.stem)
def test_the_same_issue_gives_the_same_bytes(event: Path, tmp_path: Path) -> None:
    issue = entry_from_issue.issue_of(event)
    found = []
    for name in ("one", "two"):
        root = issues.repository(tmp_path / name)
        made_of = issue_result(root, issue["number"], issue["login"], issue["body"], TODAY)
        found.append((made_of, files(root)))
    assert found[0] == found[1]


def test_a_problem_that_was_there_before_is_not_the_contributors(root: Path) -> None:
    write_text(root, "practices/vanha-virhe.md", "---\ntitle: Vanha\n---\n")
    assert made(root, "kaytanto", {}).path == "practices/turku-koulun-keittio-saastaa-lampoa.md"
    assert made(root, "kayttoonotto", {}).path == OLD


def test_a_practice_that_has_a_problem_gets_no_adoption(root: Path) -> None:
    text = (root / OLD).read_text(encoding="utf-8").replace("source: 1", "source: 9")
    write_text(root, OLD, text)
    found = made(root, "kayttoonotto", {})
    assert found.path == ""
    assert "ei ole" in found.answer
    assert (root / OLD).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ("hanko-uimahallin-valot", issues.OLD),
        ("https://example.org/x/kaytannot/hanko-uimahallin-valot/?a=b#kuka", issues.OLD),
        ("kaytannot/hanko-uimahallin-valot", issues.OLD),
        ("practices/hanko-uimahallin-valot.md", issues.OLD),
        ("uimahallin valot VAIHDETTIIN ledeihin", issues.OLD),
        ("../practices/hanko-uimahallin-valot", issues.OLD),
        ("https://example.org/teemat/energia/", ""),
        ("../../README.md", ""),
        ("energia", ""),
    ],
)
def test_a_practice_is_named_by_its_address_or_its_title(root: Path, given: str, slug: str) -> None:
    assert made(root, "kayttoonotto", {"practice": given}).path == (f"practices/{slug}.md" if slug else "")


def test_of_two_figures_each_is_as_exact_as_it_was_said_to_be(root: Path) -> None:
    found = made(root, "kaytanto", {"costs-investment": "yli 3 000", "costs-yearly_saving": "500"})
    costs = load(root, TODAY).catalogue.practices[Path(found.path).stem].data.costs
    assert [(cost.investment, cost.yearly_saving, cost.approx, cost.source) for cost in costs] == [
        (3000, None, "over", (1,)),
        (None, 500, None, (1,)),
    ]


def test_a_range_is_a_range(root: Path) -> None:
    answers = {"results-indicator": "Sähkönsäästö (MWh/v)", "results-value": "100–140 MWh/v", "results-basis": "arvio"}
    found = made(root, "kaytanto", answers)
    result = load(root, TODAY).catalogue.practices[Path(found.path).stem].data.results[0]
    assert (result.value, result.value_to, result.basis) == (100, 140, "estimated")


def test_a_figure_of_one_among_many_sources_needs_its_number(root: Path) -> None:
    sources = "Raportti\nPöytäkirja"
    found = made(root, "kaytanto", {"sources": sources, "costs-investment": "3000"})
    assert "**Kustannus**: kirjoita kohtaan lähde, monesko lähderivi kertoo luvun" in found.answer
    assert made(root, "kaytanto", {"sources": sources, "costs-investment": "3000", "costs-source": "2"}).path


def test_what_is_not_chosen_is_not_there(root: Path) -> None:
    found = made(root, "kaytanto", {"bottlenecks-kind": "None", "standing": "None"})
    assert found.path
    assert "standing" not in (root / found.path).read_text(encoding="utf-8")
    assert "**Vaihe**: puuttuu" in made(root, "kaytanto", {"title": "Toinen", "stage": "None"}).answer


def test_an_answer_fits_in_a_comment(root: Path) -> None:
    text = issues.rendered(
        issues.form_of(root, "kaytanto"), LEAST["kaytanto"] | {"sources": "\n".join(["*_#[]()<>" * 30] * 100)}
    )
    found = issue_result(root, 12, "maija", "#*_[]<>\n" * 2000 + text, TODAY)
    assert found.path == ""
    assert "- Lisäksi 70 muuta." in found.answer
    assert len(found.answer) < 60_000


def test_a_mention_or_markup_of_a_contributor_does_nothing_in_the_answer(root: Path) -> None:
    hostile = "@maija <img src=x> [x](https://example.org) #1 `a` **b** $x$ Fixes GH-3"
    found = made(root, "kaytanto", {"municipalities": hostile}, issues.CONSENT + f"\n\n{hostile}")
    answer = found.answer.removeprefix(MARK)
    for acting in (
        "@maija",
        r"(?<!\\)<",
        r"(?<!\\)\[x",
        "#1",
        r"GH\\?-3",
        r"(?<!\\)`",
        r"[^\\]\*\*b",
        "https://",
        r"(?<!\\)\$",
    ):
        assert not re.search(acting, answer), acting
    assert answer.count("maija") == 2


# Words that mean something to YAML, to Markdown, to GitHub or to the reader of the form.
WORDS = [*SNIPPETS, "_No response_", "### Opit", "### Julkaiseminen", "- [ ] x", "---", "12 000 €", "noin 5", "1/2024",
         "31.2.2024", "Turku, Lieto", "Energia", "a; b; https://example.org/x; 2024", "\ud800", "\x00", "\u202e"]  # fmt: skip
TEXT = st.text(max_size=40) | st.sampled_from(WORDS) | st.lists(st.sampled_from(WORDS), max_size=4).map("\n".join)
IDS = {name: [question.id for question in form.questions] for name, form in issues.forms_of_words().items()}


@pytest.mark.parametrize("name", LEAST)
@given(data=st.data())
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
def test_any_text_in_any_field_gives_an_entry_or_an_answer(
    name: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = issues.repository(tmp_path_factory.mktemp("any"))
    before = files(root)
    answers = data.draw(st.dictionaries(st.sampled_from(IDS[name]), TEXT, max_size=5))
    found = made(root, name, answers)
    assert changed(before, root) == ({found.path} if found.path else set())
    assert found.answer.startswith(MARK)
    found.answer.encode("utf-8")
    if found.path:
        assert Path(found.path).parent.as_posix() == "practices"
        assert load(root, TODAY).problems == ()
    else:
        assert re.search(r"^- .", found.answer, re.MULTILINE)


@given(text=st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=20).map("\n\n".join))
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
def test_any_issue_gives_an_entry_or_an_answer(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = issues.repository(tmp_path_factory.mktemp("any"))
    assert issue_result(root, 1, "maija", text, TODAY).path == ""


PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=";@#<"), min_size=2, max_size=12
)
SENTENCE = st.lists(PLAIN, min_size=1, max_size=5).map(
    lambda words: unicodedata.normalize("NFC", " ".join(["Sana", *words]))
)


@given(
    title=SENTENCE, summary=SENTENCE, unit=SENTENCE, lessons=SENTENCE, steps=st.lists(SENTENCE, min_size=1, max_size=4)
)
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
def test_what_was_put_in_is_read_back(
    title: str, summary: str, unit: str, lessons: str, steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = issues.repository(tmp_path_factory.mktemp("back"))
    answers = {"title": title, "summary": summary, "contact-organisation": "Turku", "contact-unit": unit,
               "opit": lessons, "uptake-first_steps": "\n".join(steps)}  # fmt: skip
    found = made(root, "kaytanto", answers)
    if not found.path:
        return
    entry = load(root, TODAY).catalogue.practices[Path(found.path).stem]
    assert (entry.data.title, entry.data.summary) == (title, summary)
    assert entry.data.contact
    assert entry.data.contact.unit == unit
    assert entry.data.uptake
    assert list(entry.data.uptake.first_steps) == steps
    assert entry.body == f"\n## Opit\n\n{lessons}\n"


def test_every_answer_of_a_whole_practice_is_in_the_entry(root: Path) -> None:
    issue = entry_from_issue.issue_of(issues.FIXTURES / "whole-practice.json")
    found = issue_result(root, 1, "maija", issue["body"], TODAY)
    data = load(root, TODAY).catalogue.practices[Path(found.path).stem].data
    told = {name for name in type(data).model_fields if getattr(data, name) not in (None, ())}
    asked = {question.path[0] for question in issues.form_of(root, "kaytanto").questions if not question.heading}
    assert told == asked | {"published"}


def parsed(text: str) -> dict[str, str]:
    """Outputs as GitHub reads them."""
    found, lines = {}, iter(text.split("\n"))
    for line in lines:
        if line:
            name, _, end = line.partition("<<")
            value = []
            while (row := next(lines)) != end:
                value.append(row)
            found[name] = "\n".join(value)
    return found


def event(tmp_path: Path, body: str | None, **changed: Any) -> str:
    file = tmp_path / "event.json"
    issue = {"number": 7, "title": "Uusi käytäntö", "body": body, "user": {"login": "maija"}, "labels": []} | changed
    file.write_text(json.dumps({"action": "labeled", "issue": issue}), encoding="utf-8")
    return str(file)


def test_outputs_are_for_the_workflow(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "out"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    body = "path<<x\n\nx\npath=../../pahaa\n" + issues.rendered(issues.form_of(root, "kaytanto"), LEAST["kaytanto"])
    assert entry_from_issue.main([event(tmp_path, body)]) == 0
    found = parsed((tmp_path / "out").read_text(encoding="utf-8"))
    assert found.keys() == set(IssueResult._fields)
    assert found["path"] == "practices/turku-koulun-keittio-saastaa-lampoa.md"
    assert found["branch"] == "kirjaus/7"
    assert found["message"].splitlines()[0] == "Lisää käytäntö turku-koulun-keittio-saastaa-lampoa"
    assert "pahaa" in found["text"]
    assert "Closes #7" in found["text"]
    assert found["path"] in capsys.readouterr().out


def test_an_issue_to_mend_ends_with_one_and_the_answer(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.delenv("GITHUB_OUTPUT", raising=False)
    assert entry_from_issue.main([event(tmp_path, None, user=None)]) == 1
    assert capsys.readouterr().out.startswith(MARK)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"issue": null}', '{"issue": {"number": "x", "body": ""}}', "\udcff"]
)
def test_what_is_no_event_ends_with_two(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    for name in (str(file), str(tmp_path / "puuttuu.json")):
        with pytest.raises(SystemExit) as end:
            entry_from_issue.main([name])
        assert end.value.code == 2
        assert "ei ole GitHubin asian tapahtumaa" in capsys.readouterr().err


def test_no_value_can_end_an_output_early() -> None:
    value = "a\nx\nEOF\npath<<EOF\n../../pahaa\nEOF"
    found = IssueResult("polku", "haara", "otsikko", value, value, value)
    assert parsed(entry_from_issue.outputs(found)) == found._asdict()
    ends = [set(re.findall(r"<<(\w{32})", entry_from_issue.outputs(found))) for _ in range(2)]
    assert len(ends[0]) == len(IssueResult._fields)
    assert ends[0].isdisjoint(ends[1])


def test_what_nobody_sees_is_named_in_the_answer(root: Path) -> None:
    text = "a\u202eb \ud800 \u200b\x07\n" + issues.rendered(issues.form_of(root, "kaytanto"), LEAST["kaytanto"])
    found = issue_result(root, 12, "maija\u202e", text, TODAY)
    assert found.path
    for told in (found.answer, found.text):
        assert "a U\\+202E b U\\+D800 U\\+200B U\\+0007" in told
        assert not re.search("[\u202e\u200b\x07\ud800]", told)
