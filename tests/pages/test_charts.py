"""Charts: what a page may hold, readable text, and the same bytes every time."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kaytantopankki.page import Context
from kaytantopankki.pages import charts
from kaytantopankki.pages.templates import environment
from tests import OVERRIDES

YEARS = [(2011, 1), (2018, 10), (2022, 2)]
PARTS = [("Tekniikka ja olosuhteet", 2, 8), ("Hankinnat & <markkinat>", 0, 5)]
KINDS = ("columns", "bars")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("charts")


def view_of(kind: str, cache: Path, years: list[tuple[int, int]] = YEARS) -> Context:
    """The chart of the years or of the parts."""
    if kind == "bars":
        return charts.bar_chart("pullonkaulat", PARTS, "Kuvaus & <luvut>", cache)
    every = [year for year, count in years for _ in range(count)]
    view = charts.year_chart("vuodet", every, cache, known=13, all=20)
    assert view
    return view


def drawn(kind: str, cache: Path, **given: list[tuple[int, int]]) -> str:
    view = {**view_of(kind, cache, **given), "name": "kaavio", "title": "Nimi", "description": "Kuvaus & <luvut>"}
    figure = str(environment(OVERRIDES).get_template("partials/kp/chart.html").module.chart(view))  # type: ignore[attr-defined]
    return figure[figure.index("<svg") : figure.index("</svg>") + len("</svg>")]


SVG = b'<svg viewBox="0 0 1 1">%s</svg>'
BROKEN = [b"", b"<svg></svg>", b"{}</svg>", b'<svg viewBox="0 0"></svg>', SVG % b"", b"\0" * 99, SVG % b"<path",
          SVG % b'<script fill="a">alert(1)</script>', SVG % (b"<g>" * 9000 + b"</g>" * 9000),
          b'<?xml version="1.0" encoding="utf-7"?><svg/>', b'<?xml version="1.0" encoding="x"?><svg/>']  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_kept_chart_that_is_broken_or_not_ours_is_drawn_anew(tmp_path: Path, broken: bytes) -> None:
    whole = drawn("columns", tmp_path)
    (file,) = tmp_path.iterdir()
    content = file.read_bytes()
    file.write_bytes(broken)
    assert drawn("columns", tmp_path) == whole
    assert file.read_bytes() == content


@pytest.fixture(params=KINDS)
def svg(request: pytest.FixtureRequest, cache: Path) -> ET.Element:
    return ET.fromstring(drawn(request.param, cache))


def test_a_chart_has_a_name_and_a_description(svg: ET.Element) -> None:
    title, description = svg[0], svg[1]
    assert (title.tag, title.text, title.get("id")) == ("title", "Nimi", svg.get("aria-labelledby"))
    assert (description.tag, description.text) == ("desc", "Kuvaus & <luvut>")
    assert description.get("id") == svg.get("aria-describedby")
    assert svg.get("role") == "img"


def test_nothing_in_a_chart_breaks_the_policy_or_repeats_its_role(svg: ET.Element) -> None:
    inner = list(svg.iter())[1:]
    assert not [part for part in svg.iter() if "style" in part.attrib or "class" in part.attrib]
    assert not [part for part in inner if part.tag in ("style", "script", "image", "a", "foreignObject")]
    assert not [part for part in inner if any(name.startswith("aria") or name == "role" for name in part.attrib)]
    assert [part.get("id") for part in inner if "id" in part.attrib] == ["kaavio-nimi", "kaavio-kuvaus"]


def test_colours_are_those_of_the_page_and_there_is_no_background(svg: ET.Element) -> None:
    colours = {part.get(name) for part in svg.iter() for name in ("fill", "stroke")} - {None}
    assert colours
    assert all(re.fullmatch(r"var\(--kp-[a-z0-9-]+\)", colour or "") for colour in colours), colours
    size = svg.attrib["viewBox"].split()[2:]
    assert not [part for part in svg.iter("rect") if [part.get("width"), part.get("height")] == size]


def test_text_is_readable_on_a_telephone_and_in_the_font_of_the_page(svg: ET.Element) -> None:
    """On a screen of 320 px a chart is 288 px wide."""
    texts = [part for part in svg.iter() if part.tag == "text"]
    assert texts
    width = float(svg.attrib["viewBox"].split()[2])
    assert all(float(part.attrib["font-size"]) * 288 / width >= 12 for part in texts)
    assert not [part for part in texts if "font-family" in part.attrib]


def test_columns_tell_their_figures_and_years(cache: Path) -> None:
    drawing = drawn("columns", cache)
    assert {"1", "10", "2", "2011"} <= set(re.findall(r"<text[^>]*>([^<]*)</text>", drawing))
    assert drawing.count("<path") == len(YEARS)
    view = view_of("columns", cache)
    assert view["description"] == "2011: 1; 2018: 10; 2022: 2"
    assert view["note"] == "Vuosi tiedetään 13 käyttöönotosta, kaikkiaan käyttöönottoja on 20."
    assert [view["head"], *view["rows"]] == [["Vuosi", "Käyttöönottoja"], ["2011", "1"], ["2018", "10"], ["2022", "2"]]
    assert charts.year_chart("vuodet", [2011, 2011], cache) is None


def test_bars_tell_part_and_whole(cache: Path) -> None:
    labels = ["Tekniikka ja olosuhteet", "Hankinnat &amp; &lt;markkinat&gt;"]
    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawn("bars", cache)) == [*labels, "2/8", "0/5"]


def test_a_chart_is_drawn_once_and_always_the_same(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawn("columns", cache)
    assert drawn("columns", tmp_path) == first
    assert drawn("columns", cache, years=[*YEARS, (2023, 1)]) != first
    monkeypatch.setitem(sys.modules, "vl_convert", None)  # What has been drawn needs no drawing library.
    assert drawn("columns", cache) == first
