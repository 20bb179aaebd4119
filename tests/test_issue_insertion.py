"""Items are added to lists, and every other byte stays."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content import front_matter, scaffold
from kaytantopankki.content.form_export import form_schema
from kaytantopankki.content.front_matter import Document
from kaytantopankki.content.models import KINDS, entry_files
from kaytantopankki.github_forms.draft import insert_items

ROOT = Path(__file__).resolve().parents[1]
ORDER = [field["name"] for field in form_schema(KINDS["practice"])["fields"]]
RECORD: dict[str, Any] = {
    "municipality": "Naantali",
    "stage": "pilot",
    "bottlenecks": [{"kind": "rahoitus", "what": "a: b #c"}],
    "source": [1, 2],
}
SOURCE: dict[str, Any] = {"title": "Juttu: osa 1", "url": "https://example.org/"}
ADDED: dict[str, list[dict[str, Any]]] = {"adoptions": [RECORD], "sources": [SOURCE]}


def rest(before: str, after: str) -> str:
    """What is in `after` and not in `before`, when every line of `before` is there in its order."""
    lines = iter(before.splitlines(keepends=True))
    expected = next(lines, None)
    more = []
    for line in after.splitlines(keepends=True):
        if line == expected:
            expected = next(lines, None)
        else:
            more.append(line)
    assert expected is None
    return "".join(more)


def values(text: str) -> dict[str, object]:
    parsed = front_matter.parse_document(front_matter.normalised(text), "x.md")
    assert isinstance(parsed, Document), parsed
    return dict(parsed.data)


@pytest.mark.parametrize("file", entry_files(ROOT, KINDS["practice"]), ids=lambda file: file.stem)
def test_an_adoption_goes_into_every_practice_there_is(file: Path) -> None:
    raw = file.read_bytes().decode("utf-8")
    made = insert_items(raw, ADDED, ORDER)
    assert "municipality: Naantali" in rest(raw, made)
    before, after = values(raw), values(made)
    assert {name for name in after if after[name] != before.get(name)} == {"adoptions", "sources"}


FILES = {
    "nothing yet": "---\ntitle: x\nstage: in_use # huom\n# loppu\n---\n\nteksti\n",
    "nothing before it": "---\nreviewed: 2026-01-01\n---\n",
    "no indent": "---\nadoptions:\n- municipality: Turku\nsources:\n- title: a\n---\n",
    "deep indent": "---\nadoptions:\n      - municipality: Turku\n        year: 2024\n\n# huom\nsources:\n  - title: a # b\n---\n",
    "item on lines of its own": "---\nadoptions:\n  -\n    municipality: Turku\nsources:\n  - title: a\n---\n",
    "flow item": "---\nadoptions:\n  - {municipality: Turku, year: 2024}\nsources: # b\n  - title: a\n---\n",
    "block text": "---\nadoptions:\n  - municipality: Turku\n    changed: |\n      a\n\n      b\n\n\n# huom\nsources:\n  - title: >-\n      a\n      b\n---\nx",
    "quoted text on lines": "---\nsources:\n  - title: \"a\n      b\"\n  - title: 'c\n\n      d'\n---\n",
    "plain text on lines": "---\nsources:\n  - title: a\n      b\n      c\n# huom\ntags:\n  - d\n---\n",
    "empty value last": "---\nadoptions:\n  - municipality: Turku\n    year:\nsources:\n  - title: a\n    url:\n---\n",
    "windows": "---\r\nadoptions:\r\n  - municipality: Turku\r\nsources:\r\n  - title: a\r\n---\r\n\r\nteksti\r\n",
    "byte order mark": "\ufeff---\nadoptions:\n  - municipality: Turku\n---\n",
    "decomposed": "---\ntitle: ka\u0308yta\u0308nto\u0308\nsources:\n  - title: a\u0308\n---\na\u0308\n",
    "dashes in the body": "---\nsources:\n  - title: a\n---\n\n---\nx: y\n---\n",
    "quoted key": '---\n"sources":\n  - title: a\n---\n',
}  # fmt: skip


@pytest.mark.parametrize("raw", FILES.values(), ids=FILES)
def test_every_way_to_write_a_list_stays_as_it_is(raw: str) -> None:
    made = insert_items(raw, ADDED, ORDER)
    more = rest(raw, made)
    assert more.count("\n") == 9 + (0 if "adoptions:" in raw else 1) + (0 if "sources" in raw else 1) - 1
    assert ("\r" in more) is ("\r" in raw)
    before, after = values(raw), values(made)
    for name in ADDED:
        listed, was = after[name], before.get(name) or []
        assert isinstance(listed, list)
        assert isinstance(was, list)
        assert listed[:-1] == was


@pytest.mark.parametrize(
    "raw",
    [
        "---\nsources: []\n---\n",
        "---\nsources: [{title: a}]\n---\n",
        "---\nsources:\n---\n",
        "---\nsources: x\n---\n",
        "---\nsources: &a\n  - title: b\n---\n",
        "---\rsources:\r  - title: a\r---\r",
        "---\nsources:\n  - title: |+\n      a\n\n\n---\n",
        "title: x\n",
        "",
    ],
)
def test_what_cannot_be_added_line_by_line_is_left_to_people(raw: str) -> None:
    with pytest.raises(ValueError, match="lisää sen käsin"):
        insert_items(raw, ADDED, ORDER)


def test_a_new_list_goes_to_its_place_in_the_schema() -> None:
    made = insert_items(
        "---\ntitle: x\nstage: in_use\ncontact: {organisation: a}\nreviewed: 2026-01-01\n---\n", ADDED, ORDER
    )
    keys = [line.split(":")[0] for line in made.splitlines() if line[:1].isalpha()]
    assert keys == ["title", "stage", "adoptions", "contact", "sources", "reviewed"]


LINE = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z")), min_size=1, max_size=20)


@given(st.sampled_from(sorted(FILES)), LINE, LINE)
@settings(deadline=None)
def test_any_text_is_added_as_it_stands(name: str, changed: str, title: str) -> None:
    record = {"municipality": "Naantali", "changed": changed}
    try:
        made = insert_items(FILES[name], {"adoptions": [record], "sources": [{"title": title}]}, ORDER)
    except ValueError:
        assert isinstance(
            front_matter.parse_document(
                "---\n" + "\n".join(scaffold.yaml_text("x", [changed, title])) + "\n---\n", "x"
            ),
            list,
        )
        return
    rest(FILES[name], made)
