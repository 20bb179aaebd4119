"""From an issue to an entry, or to the list of what to mend."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.loader import load
from kaytantopankki.github_forms import MARK, IssueResult, issue_result
from tests.builders import TODAY, write_text
from tests.cases import read_tables, table
from tests.github_forms import issues
from tests.hostile.snippets import SNIPPETS

OLD = f"practices/{issues.OLD}.md"
CASES = read_tables(__file__)
REFUSED: dict[str, dict[str, Any]] = table("github_forms/refused")
FEW = settings(max_examples=25, deadline=None, derandomize=True, database=None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return issues.repository(tmp_path)


def result_of(root: Path, text: str, login: str = "maija") -> IssueResult:
    """The result of an issue, of which nothing but its path is written, and which leaves the content without problems."""
    before = files(root)
    sound = load(root, TODAY).problems
    result = issue_result(root, 12, login, text, TODAY)
    after = files(root)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == ({result.path} if result.path else set())
    assert load(root, TODAY).problems == sound
    return result


def files(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def made(root: Path, form: str, answers: dict[str, str], consent: str = issues.CONSENTS) -> IssueResult:
    return result_of(root, issues.issue_text(form, answers, consent))


def entry_of(root: Path, result: IssueResult) -> Any:
    return load(root, TODAY).catalogue.practices[Path(result.path).stem]


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_has_to_be_mended_is_told(case: dict[str, Any], root: Path) -> None:
    text = case["text"] if "text" in case else issues.issue_text(case["form"], case.get("answers", {}))
    for old, new in case.get("replace", {}).items():
        assert old in text
        text = text.replace(old, new, 1)
    result = result_of(root, text)
    assert result._replace(answer="") == IssueResult("", "kirjaus/12", "", "", "", "")
    assert [line[2:] for line in result.answer.splitlines() if line.startswith("- ")] == case["problems"]


def test_a_problem_that_was_there_before_is_not_the_contributors(root: Path) -> None:
    write_text(root, "practices/vanha-virhe.md", "---\ntitle: Vanha\n---\n")
    assert made(root, "kaytanto", {}).path == "practices/turku-koulun-keittio-saastaa-lampoa.md"
    assert made(root, "kayttoonotto", {}).path == OLD


def test_a_practice_that_has_a_problem_gets_no_adoption(root: Path) -> None:
    write_text(root, OLD, (root / OLD).read_text(encoding="utf-8").replace("source: 1", "source: 9"))
    assert "ei ole" in made(root, "kayttoonotto", {}).answer


@pytest.mark.parametrize(("given", "found"), CASES["named"])
def test_a_practice_is_named_by_its_address_or_its_title(root: Path, given: str, found: bool) -> None:
    assert made(root, "kayttoonotto", {"practice": given}).path == (OLD if found else "")


def test_figures_are_as_exact_as_they_were_said_to_be(root: Path) -> None:
    answers = {"costs-kind": "tulot", "costs-amount": "yli 3 000 €", "results-value": "100–140",
               "results-indicator": "Sähkönsäästö (MWh/v)", "results-basis": "arvio",
               "outcome": "tavoite saavutettiin"}  # fmt: skip
    data = entry_of(root, made(root, "kaytanto", answers)).data
    assert [(item.kind, item.amount, item.approx, item.source) for item in data.costs] == [
        ("income", 3000, "over", (1,)),
    ]
    assert (data.outcome, data.outcome_source) == ("reached", (1,))
    assert [(result.value, result.value_to, result.basis) for result in data.results] == [(100, 140, "estimated")]


@pytest.mark.parametrize(("title", "slug"), CASES["titles"])
def test_a_title_cannot_lead_out_of_its_folder(title: str, slug: str, root: Path) -> None:
    assert made(root, "kaytanto", {"title": title}).path == f"practices/{slug}.md"


def test_a_long_title_is_told(root: Path) -> None:
    answer = made(root, "kaytanto", {"title": f"Turku {'ä' * 300}"}).answer
    assert "- **Otsikko**: liian pitkä \\(306 merkkiä\\), enintään 120" in answer


def test_what_is_not_chosen_is_not_there(root: Path) -> None:
    data = entry_of(root, made(root, "kaytanto", {"bottlenecks-kind": "None", "standing": "None"})).data
    assert (data.standing, data.bottlenecks) == (None, ())


def test_an_answer_fits_in_a_comment(root: Path) -> None:
    text = issues.issue_text("kaytanto", {"sources": "\n".join(["*_#[]()<>" * 30] * 100)})
    answer = result_of(root, "#*_[]<>\n" * 2000 + text).answer
    assert "- Lisäksi 70\u00a0muuta." in answer
    assert "… ja 1\u00a0970\u00a0riviä, jotka ovat asiassa." in answer
    assert len(answer) < 60_000
    steps = "\n".join(["Sana"] * 20_001)
    assert "- Kirjauksessa on liian monta kohtaa" in made(root, "kaytanto", {"uptake-first_steps": steps}).answer
    assert "lisää sen käsin" in made(root, "kayttoonotto", {"sources": steps}).answer
    assert "- Teksti on liian pitkä" in made(root, "kaytanto", {"ratkaisu": "Pitkä.\n" * 9000}).answer
    assert "- **Ratkaisu**: rivi on liian pitkä" in made(root, "kaytanto", {"ratkaisu": "Pitkä. " * 9000}).answer


def test_what_nobody_sees_is_named_in_the_answer(root: Path) -> None:
    text = "a\u202eb \ud800 \u200b\x07\n" + issues.issue_text("kaytanto", {})
    result = result_of(root, text, "maija\u202e")
    for shown in (result.answer, result.text):
        assert "a U\\+202E b U\\+D800 U\\+0007" in shown
        assert not re.search("[\u202e\u200b\x07\ud800]", shown)


LISTS = table("github_forms/lists")
HEAD = "---\ntitle: Valot\nsummary: S.\nmunicipalities: [Hanko]\nthemes: [energia]\npublished: 2026-01-01\ncontact: {organisation: a}\n"
ADOPTION = CASES["adoption"]  # fmt: skip


def write_practice(root: Path, lists: str, start: str = "", end: str = "\n") -> str:
    text = f"{start}{HEAD}{lists}---\n\nteksti\n\n---\n\nx: y\n".replace("\n", end)
    (root / OLD).write_bytes(text.encode())
    return text


@pytest.mark.parametrize(("start", "end"), [("", "\n"), ("\ufeff", "\r\n")], ids=["plain", "windows"])
@pytest.mark.parametrize("lists", LISTS.values(), ids=LISTS)
def test_every_way_to_write_a_list_stays_as_it_is(lists: str, start: str, end: str, root: Path) -> None:
    raw = write_practice(root, lists, start, end)
    before = load(root, TODAY).catalogue.practices[issues.OLD].data
    assert made(root, "kayttoonotto", ADOPTION).path == OLD
    rows = (root / OLD).read_bytes().decode().splitlines(keepends=True)
    assert all(row.endswith(end) for row in rows)
    later_rows = iter(rows)
    assert all(row in later_rows for row in raw.splitlines(keepends=True))
    after = load(root, TODAY).catalogue.practices[issues.OLD].data
    assert after.adoptions[:-1] == before.adoptions
    assert after.sources[:-1] == before.sources
    assert after.adoptions[-1].bottlenecks[0].what == "a: b #c"
    assert after.adoptions[-1].source == (len(after.sources),)
    assert after.sources[-1].title == "Juttu: osa 1"


@pytest.mark.parametrize(("lists", "end"), CASES["by_hand"])
def test_what_cannot_be_added_line_by_line_is_left_to_people(lists: str, end: str, root: Path) -> None:
    write_practice(root, f"{lists}stage: in_use\n", end=end)
    assert "lisää sen käsin" in made(root, "kayttoonotto", ADOPTION).answer


def test_a_new_list_goes_to_its_place_in_the_schema(root: Path) -> None:
    write_practice(root, "stage: in_use\nreviewed: 2026-01-01\n")
    made(root, "kayttoonotto", ADOPTION)
    keys = re.findall(r"^(\w+):", (root / OLD).read_text(encoding="utf-8").split("\n---")[0], re.MULTILINE)
    assert keys[-5:] == ["contact", "stage", "adoptions", "sources", "reviewed"]


# Words that mean something to YAML, to Markdown, to GitHub or to the reader of the form.
WORDS = [*SNIPPETS, "_No response_", "### Opit", "### Julkaiseminen", "- [ ] x", "---", "12 000 €", "noin 5", "1/2024",
         "31.2.2024", "Turku, Lieto", "Energia", "a; b; https://example.org/x; 2024", "\ud800", "\x00", "\u202e",
         "null", "- &a", "*b", "!tag", "%YAML 1.2", "0x1F", "| > & * ! % @ ` {a: b} [c] 'd' \"e\" \\n"]  # fmt: skip
TEXT = st.text(max_size=40) | st.sampled_from(WORDS) | st.lists(st.sampled_from(WORDS), max_size=4).map("\n".join)


@pytest.mark.parametrize("form", issues.LEAST)
@given(data=st.data())
@FEW
def test_any_text_in_any_field_gives_an_entry_or_an_answer(
    form: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = issues.repository(tmp_path_factory.mktemp("any"))
    ids = [question.id for question in issues.FORMS[form].questions]
    result = made(root, form, data.draw(st.dictionaries(st.sampled_from(ids), TEXT, max_size=5)))
    assert result.answer.startswith(MARK)
    result.answer.encode("utf-8")
    if result.path:
        assert Path(result.path).parent.as_posix() == "practices"
    else:
        assert re.search(r"^- .", result.answer, re.MULTILINE)


@given(text=st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=20).map("\n\n".join))
@FEW
def test_any_issue_gives_an_answer(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = issues.repository(tmp_path_factory.mktemp("any"))
    assert result_of(root, text).path == ""


PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=";@#<"), min_size=2, max_size=12
)
SENTENCE = st.lists(PLAIN, min_size=1, max_size=5).map(
    lambda words: unicodedata.normalize("NFC", " ".join(["Sana", *words]))
)


@given(title=SENTENCE, summary=SENTENCE, unit=SENTENCE, lessons=SENTENCE, steps=st.lists(SENTENCE, min_size=1))
@FEW
def test_what_was_put_in_is_read_back(
    title: str, summary: str, unit: str, lessons: str, steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = issues.repository(tmp_path_factory.mktemp("back"))
    answers = {"title": title, "summary": summary, "contact-organisation": "Turku", "contact-unit": unit,
               "opit": lessons, "uptake-first_steps": "\n".join(steps)}  # fmt: skip
    result = made(root, "kaytanto", answers)
    if not result.path:
        return
    entry = entry_of(root, result)
    assert (entry.data.title, entry.data.summary, entry.data.contact.unit) == (title, summary, unit)
    assert list(entry.data.uptake.first_steps) == steps
    assert entry.body == f"\n## Opit\n\n{lessons}\n"
