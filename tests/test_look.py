"""The design tokens: every pair of colours that meets on a page is told apart well enough, in both schemes."""

import re
from itertools import product
from pathlib import Path

import pytest

from tests.cases import read_tables

STYLES = Path(__file__).resolve().parents[1] / "docs/assets/css"
PAIRS = [pair for least, fronts, backs in read_tables(__file__) for pair in product(fronts, backs, [least])]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of one scheme by name."""
    css = (STYLES / "tokens.css").read_text(encoding="utf-8")
    block = css.split(f'[data-md-color-scheme="{scheme}"] {{', 1)[1].split("\n}", 1)[0]
    return dict(re.findall(r"--kp-([\w-]+):\s*(#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2, from 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_colours_that_meet_are_told_apart(scheme: str) -> None:
    colours = tokens(scheme)
    low = [
        (front, back, round(contrast(colours[front], colours[back]), 2))
        for front, back, least in PAIRS
        if contrast(colours[front], colours[back]) < least
    ]
    assert low == []


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda file: file.name)
def test_style_sheets_close_what_they_open(sheet: Path) -> None:
    depth = 0
    for number, line in enumerate(sheet.read_text(encoding="utf-8").splitlines(), 1):
        depth += line.count("{") - line.count("}")
        assert depth in (0, 1, 2), f"line {number}"
    assert depth == 0


def test_only_the_tokens_name_colours() -> None:
    for sheet in STYLES.glob("*.css"):
        if sheet.name != "tokens.css":
            outside_print = sheet.read_text(encoding="utf-8").split("@media print")[0]
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b", outside_print) == [], sheet.name
