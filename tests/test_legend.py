"""The marks that hand-written pages show are those of every other page."""

import re
from pathlib import Path

import pytest

from kaytantopankki.content.field_types import AdoptionStage, Basis, Stage
from kaytantopankki.pages.figures import legend

ROOT = Path(__file__).resolve().parents[1]
MARKS = legend(ROOT / "overrides")


def test_every_basis_and_stage_has_its_mark() -> None:
    assert set(MARKS) == {choice.label for kind in (Basis, Stage, AdoptionStage) for choice in kind}


@pytest.mark.parametrize("basis", Basis)
def test_a_basis_is_a_box_with_its_word(basis: Basis) -> None:
    assert re.fullmatch(rf'<span class="basis basis--[muat]">{basis.label.capitalize()}</span>', MARKS[basis.label])


@pytest.mark.parametrize("stage", [*Stage, *AdoptionStage])
def test_a_stage_is_a_drawing_that_is_not_read_out_and_its_word(stage: Stage | AdoptionStage) -> None:
    drawing, word = MARKS[stage.label].rsplit("</svg> ", 1)
    assert drawing.startswith('<svg class="dot"')
    assert 'aria-hidden="true"' in drawing
    assert word == stage.label.capitalize()


def test_meanings_are_told_apart_by_shape() -> None:
    drawings = {label: MARKS[label].rsplit("</svg> ", 1)[0] for label in ("idea", "tekeillä", "kokeilu", "käytössä")}
    drawings |= {label: MARKS[label].rsplit("</svg> ", 1)[0] for label in ("ei otettu", "päättynyt")}
    assert len(set(drawings.values())) == len(drawings)
    assert len({MARKS[basis.label] for basis in Basis}) == len(Basis)


@pytest.mark.parametrize("page", ["ohje", "sanasto"])
def test_the_pages_that_explain_marks_show_them(page: str) -> None:
    shown = set(re.findall(r'merkki\("([^"]+)"\)', (ROOT / f"docs/{page}.md").read_text(encoding="utf-8")))
    assert {basis.label for basis in Basis} <= shown <= set(MARKS)


def test_the_guide_explains_every_drawing_of_a_stage() -> None:
    text = (ROOT / "docs/ohje.md").read_text(encoding="utf-8")
    explained = {MARKS[word].rsplit("</svg> ", 1)[0] for word in re.findall(r'merkki\("([^"]+)"\)', text)}
    assert {MARKS[stage.label].rsplit("</svg> ", 1)[0] for stage in (*Stage, *AdoptionStage)} <= explained


@pytest.mark.parametrize("page", ["ohje", "osallistu/index", "osallistu/tarkistus", "sanasto", "tietoa"])
def test_a_page_is_short(page: str) -> None:
    text = (ROOT / f"docs/{page}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert len(re.findall(r"\w+", text)) <= 350
