"""Link pictures: titles set in lines and never cut in a word, nothing outside its place, drawn once and kept."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from kaytantopankki.outputs import card_renderer
from kaytantopankki.outputs.card_renderer import HEIGHT, MARGIN, RULE, TOP, WIDTH, Card, CardArt, draw_card
from kaytantopankki.outputs.social_cards import CardCache, card_address, cards, is_shown, social_card
from kaytantopankki.outputs.typesetting import ELLIPSIS, SIZES, TITLE_WEIGHT, Face, fit_title, legible
from tests import ROOT
from tests.builders import catalogue, entry
from tests.cases import read_tables
from tests.test_look import contrast

ART = CardArt(ROOT, "Käytäntöpankki")
BOX = (992, 330)
TABLES = read_tables(__file__)
LONG: str = TABLES["long"]
WORDS = st.lists(st.text("aeiknstäö", min_size=1, max_size=22), min_size=1, max_size=40).map(" ".join)


def wide(line: str, size: int) -> float:
    return Face(size, TITLE_WEIGHT).width(line)


def opened(card: Card, art: CardArt = ART) -> Image.Image:
    return Image.open(BytesIO(draw_card(card, art)))


def inked(card: Card) -> tuple[int, int, int, int]:
    """The box of what is written in ink, which is darker than all other colours."""
    box = opened(card).convert("L").point(lambda light: 255 * (light < 34)).getbbox()
    assert box
    return box


def practice(title: str = "Otsikko") -> Card:
    return Card("practice", "Käytäntö", title, ("Turku", "Käytössä"), "Energia", "energia")


def each_look(title: str) -> list[Card]:
    return [
        practice(title),
        Card("news", "Uutinen", title, ("3. huhtikuuta 2013", "Hinku")),
        Card("event", "Tapahtuma", title, ("Kuntatalo, Helsinki",), leaf=("27.–28.", "maaliskuuta", "2023")),
        Card("place", "Kunta", title, ("2 omaa käytäntöä", "Pohjanmaa"), marked=("Turku",)),
        Card("network", "Verkosto", title, ("13 jäsenkuntaa",), marked=("Ii", "Lahti")),
        Card("theme", "Teema", title, ("5 käytäntöä",), icon="energia"),
        Card("site", "Kuntien hyvät käytännöt", title, ("Mitä tehtiin",), marked=("Ii",)),
    ]


@settings(deadline=None, max_examples=60)
@given(WORDS)
def test_no_word_is_cut_no_line_is_too_wide_and_nothing_is_lost_that_has_room(text: str) -> None:
    size, lines = fit_title(text, *BOX)
    joined = " ".join(lines)
    assert all(wide(line, size) <= BOX[0] for line in lines)
    assert len(lines) * size < BOX[1]
    if joined.endswith(ELLIPSIS):
        assert size == SIZES[-1]
        assert joined[:-1].split() == text.split()[: len(joined.split())]
    else:
        assert joined == text


@pytest.mark.parametrize(("text", "width", "size", "lines"), TABLES["titles"])
def test_a_title_is_set_in_the_largest_size_that_fits(text: str, width: float, size: int, lines: list[str]) -> None:
    assert fit_title(text, width, BOX[1]) == (size, lines)


def test_a_long_title_is_small_but_whole_and_a_row_of_letters_without_end_stays_inside() -> None:
    size, lines = fit_title(LONG, *BOX)
    assert size < SIZES[3]
    assert " ".join(lines) == LONG
    size, lines = fit_title("x" * 900, *BOX)
    assert lines[-1].endswith(ELLIPSIS)
    assert all(wide(line, size) <= BOX[0] for line in lines)
    assert Face(36).one_line("x" * 900, BOX[0]) == ""


@pytest.mark.parametrize(("text", "expected"), TABLES["legible"])
def test_what_has_no_letter_is_left_out(text: str, expected: str) -> None:
    assert legible(text) == expected


@pytest.mark.parametrize("title", [LONG, "x" * 300], ids=["long", "endless"])
def test_what_is_written_stays_on_the_card_at_any_length_and_off_the_map_and_the_leaf(title: str) -> None:
    for card in each_look(title):
        content = draw_card(card, ART)
        assert len(content) < 35_000
        left, top, right, bottom = inked(card)
        assert left >= MARGIN - 4
        assert top > TOP
        assert right <= WIDTH - MARGIN + 4
        assert bottom < HEIGHT
        assert inked(replace(card, facts=(), subject=""))[3] < RULE
        if card.leaf or card.marked:
            box = (MARGIN, TOP, 360, RULE) if card.leaf else (860, TOP, WIDTH, RULE)
            bare, full = (opened(one).crop(box).convert("RGB") for one in (replace(card, title=""), card))
            # A title of nothing gives way to the label, which has room. Each picture has its own palette.
            changed = ImageChops.difference(bare, full).convert("L").point(lambda step: 255 * (step > 40))
            assert changed.getbbox() is None


def test_an_emoji_leaves_no_trace_and_a_title_of_nothing_else_gives_way_to_the_kind() -> None:
    assert draw_card(practice("🎉 Juhla 💚"), ART) == draw_card(practice("Juhla"), ART)
    assert draw_card(practice("🎉"), ART) == draw_card(practice("Käytäntö"), ART)


def test_a_copy_with_another_name_writes_it() -> None:
    other = CardArt(ROOT, "Pohjanmaan käytännöt")
    assert not other.has_logo
    corner = (WIDTH // 2, 0, WIDTH, TOP - 2)
    assert opened(practice(), other).crop(corner).tobytes() != opened(practice()).crop(corner).tobytes()


@pytest.mark.parametrize("look", card_renderer.LOOKS)
def test_words_stand_out_from_their_ground(look: str) -> None:
    colours = ART.colours(look)
    assert contrast(colours["ink"], card_renderer.WHITE) > 7
    assert contrast(colours["ground"], card_renderer.WHITE) > 4.5


def test_every_kind_of_page_has_a_card_of_its_own_or_that_of_its_part() -> None:
    of = cards(catalogue(*(entry(kind, slug, **fields) for kind, slug, fields in TABLES["entries"])))
    alts = {url: of[url].alt.replace("\u00a0", " ") for url in TABLES["cards"]}
    assert {url: re.sub(r"\d+ \d+ asukasta", "N asukasta", alt) for url, alt in alts.items()} == TABLES["cards"]
    assert {url: social_card(of, url)["url"] for url in TABLES["shown"]} == {
        url: f"assets/kortit/{name}.png" for url, name in TABLES["shown"].items()
    }
    assert social_card(of, "kunnat/akaa/")["alt"] == (
        "Kunnat: Mitä eri kunnat ovat tehneet. Mitä tehtiin, mitä siitä tuli ja kuka on ottanut sen käyttöön"
    )
    assert of["kunnat/"].marked == ("Turku",)
    assert len({card_address(url) for url in of}) == len(of)


@pytest.mark.parametrize(("start", "end", "leaf"), TABLES["leaves"])
def test_the_leaf_tells_the_day_as_exactly_as_it_is_known(start: str, end: str | None, leaf: list[str]) -> None:
    assert cards(catalogue(entry("event", "a", start=start, end=end)))["tapahtumat/a/"].leaf == tuple(leaf)


def test_only_what_changed_is_drawn_again_and_what_outnumbers_that_in_use_is_let_go(tmp_path: Path) -> None:
    store = CardCache(tmp_path, ART)
    cards = {"a/": practice("Yksi"), "b/": practice("Kaksi"), "c/": practice("Yksi")}
    shown = dict(store.pictures(cards))
    assert shown == {card_address(url): draw_card(card, ART) for url, card in cards.items()}
    before = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert set(before) == {store.file(card).name for card in cards.values()}
    assert len(before) == 2, "one picture for two that are alike"
    changed = practice("Kolme")
    again = CardCache(tmp_path, CardArt(ROOT, "Käytäntöpankki"))
    shown = dict(again.pictures({"a/": changed, "b/": practice("Kaksi")}))
    after = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert after.items() > before.items(), "what was needed lately is kept"
    assert after.keys() - before.keys() == {store.file(changed).name}
    assert shown[card_address("a/")] == store.file(changed).read_bytes() == draw_card(changed, ART)
    assert len([*store.pictures({"a/": changed})]) == 1
    assert [file.name for file in tmp_path.iterdir()] == [store.file(changed).name]


def test_another_name_or_colour_is_another_picture(tmp_path: Path) -> None:
    css = tmp_path / "docs/assets/css/tokens.css"
    partials = tmp_path / "overrides/partials/kp"
    css.parent.mkdir(parents=True)
    partials.mkdir(parents=True)
    for source, target in zip(ART.sources, CardArt(tmp_path, "").sources, strict=True):
        target.write_bytes(source.read_bytes())

    def file(name: str, root: Path = tmp_path) -> Path:
        return CardCache(tmp_path, CardArt(root, name)).file(practice())

    before = file("Käytäntöpankki")
    assert before == file("Käytäntöpankki", ROOT) != file("Toinen")
    css.write_text(css.read_text(encoding="utf-8").replace("#5b1f4b", "#1f5b4b"), encoding="utf-8")
    assert file("Käytäntöpankki") != before


@pytest.mark.parametrize(("url", "expected"), TABLES["addresses"].items())
def test_links_to_ones_own_machine_are_shown_nowhere(url: str, expected: bool) -> None:
    assert is_shown(url) is expected


def test_a_picture_that_was_cut_short_is_drawn_anew(tmp_path: Path) -> None:
    shown = {"a/": practice()}
    store = CardCache(tmp_path, ART)
    ((_, whole),) = store.pictures(shown)
    file = store.file(shown["a/"])
    for left in (b"", whole[:50], whole[:-1]):
        file.write_bytes(left)
        ((_, anew),) = CardCache(tmp_path, ART).pictures(shown)
        assert anew == file.read_bytes() == whole


def test_a_picture_that_cannot_be_kept_is_drawn_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ((_, picture),) = CardCache(tmp_path / "file" / "folder", ART).pictures({"a/": practice()})
    assert picture.startswith(b"\x89PNG")
