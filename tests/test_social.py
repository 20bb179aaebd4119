"""Social cards: what they tell, how their text is laid out, and that they are drawn once."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from catalogue.load import load
from social import HEIGHT, WIDTH, Card, card_files, cards, site_card
from social.drawing import drawn, legible
from social.kept import _MANY
from social.wrapping import clamped, lines
from tests.builders import catalogue, entry

ROOT = Path(__file__).resolve().parents[1]


def card(title: str = "Puukoulu", tone: str = "practice", kind: str = "Käytäntö", detail: str = "Turku") -> Card:
    return Card("assets/kortit/x.png", kind, title, detail, "Käytäntöpankki", tone)


def picture(shown: Card) -> Image.Image:
    return Image.open(BytesIO(drawn(shown)))


def test_every_entry_of_the_content_has_a_card_of_its_own() -> None:
    content = load(ROOT, date.today()).catalogue
    made = dict(cards(content, "Käytäntöpankki"))
    assert len({card.address for card in made.values()}) == len(made)
    for kind in ("practice", "news", "event", "network", "project"):
        for slug, each in content.of_kind(kind).items():
            (shown,) = [
                card for url, card in made.items() if url.endswith(f"/{slug}/") and card.title == each.data.title
            ]
            assert each.data.title in shown.told


def test_a_municipality_without_anything_has_the_card_of_the_site() -> None:
    made = dict(cards(catalogue(entry("practice", "eka", municipalities=["Turku"])), "Käytäntöpankki"))
    assert made["kunnat/turku/"].detail == "1\u00a0käytäntö · Varsinais-Suomi"
    assert "kunnat/salo/" not in made


def test_a_card_tells_of_a_practice_where_it_is_from_and_what_it_is_about() -> None:
    made = dict(
        cards(catalogue(entry("practice", "eka", municipalities=["Turku", "Salo"], themes=["energia"])), "Pankki")
    )
    shown = made["kaytannot/eka/"]
    assert (shown.kind, shown.detail, shown.site) == ("Käytäntö", "Turku ja Salo · Energia", "Pankki")
    assert shown.address == "assets/kortit/kaytannot-eka.png"


def test_what_is_said_of_a_card_has_no_soft_hyphens() -> None:
    assert card("Kierto\u00adtalous").told == "Käytäntö: Kiertotalous. Turku"
    assert site_card("Pankki", "Hyviä käytäntöjä.").told == "Pankki. Hyviä käytäntöjä."


def test_a_card_is_a_small_picture_of_its_size() -> None:
    content = drawn(card("Valtuusto päätti luopua lämmitysöljystä kunnan kiinteistöissä"))
    shown = Image.open(BytesIO(content))
    assert (shown.size, shown.mode, shown.format) == ((WIDTH, HEIGHT), "P", "PNG")
    assert len(content) < 20_000
    assert content == drawn(card("Valtuusto päätti luopua lämmitysöljystä kunnan kiinteistöissä"))


def test_texts_and_colours_make_the_picture() -> None:
    shown = {drawn(card()), drawn(card("Toinen")), drawn(card(detail="Salo")), drawn(card(tone="news"))}
    assert len(shown) == 4
    assert len({drawn(card(kind=kind)) for kind in ("", "Uutinen", "Kunta")}) == 3


@pytest.mark.parametrize(
    "title", ["Pitkä otsikko " * 25, "a", "Lentokone\u00adsuihku\u00adturbiini\u00admoottori " * 4]
)
def test_no_title_runs_over_the_foot_or_the_edge(title: str) -> None:
    """The double rule under the text stays whole, and so does the margin on the right."""
    shown = picture(card(title)).convert("RGB")
    rule = {shown.getpixel((x, 494)) for x in range(60, 1140)}
    assert rule == {(91, 31, 75)}
    assert {shown.getpixel((1142, y)) for y in range(130, 480)} == {(255, 255, 255)}


def test_characters_that_the_font_lacks_are_left_out() -> None:
    assert legible("Kunta 😀 ja 𝒜 työ\u202e") == "Kunta ja työ"
    assert legible("Åland – ”šŽ” 5 € °C\u00ad") == "Åland – ”šŽ” 5 € °C\u00ad"
    assert drawn(card("Kunta 😀")) == drawn(card("Kunta"))


@given(st.text(st.sampled_from("ab \u00ad"), max_size=60), st.integers(2, 12))
def test_lines_hold_every_letter_in_order(text: str, width: int) -> None:
    made = lines(text, width, len)
    assert "".join(made).replace(" ", "").replace("-", "") == "".join(text.split()).replace("\u00ad", "")
    for line in made:
        uncut = max(map(len, line.rstrip("-").split()), default=0)
        assert len(line) <= width or uncut >= width


def test_words_are_cut_at_their_seams_only_when_they_must() -> None:
    assert lines("uusi kierto\u00adtalous", 12, len) == ["uusi", "kiertotalous"]
    assert lines("vain 9\u00a0kuntaa", 8, len) == ["vain", "9\u00a0kuntaa"]
    assert lines("uusi kierto\u00adtalous", 8, len) == ["uusi", "kierto-", "talous"]


def test_too_much_text_ends_with_an_ellipsis() -> None:
    assert clamped("yksi kaksi kolme", 10, 1, len) == ["yksi…"]
    assert clamped("yksi kaksi", 10, 1, len) == ["yksi kaksi"]


def test_a_card_is_drawn_once(tmp_path: Path) -> None:
    (first,) = dict(card_files([card()], tmp_path)).values()
    first.write_bytes(b"kept")
    files = dict(card_files([card()], tmp_path))
    assert files == {"assets/kortit/x.png": first}
    assert first.read_bytes() == b"kept"
    (other,) = dict(card_files([card("Toinen")], tmp_path)).values()
    assert other != first
    assert [file.suffix for file in tmp_path.iterdir()] == [".png", ".png"]


def test_cards_of_no_use_are_thrown_away_when_there_are_many(tmp_path: Path) -> None:
    for number in range(_MANY + 1):
        (tmp_path / f"{number}.png").write_bytes(b"")
    (kept,) = dict(card_files([card()], tmp_path)).values()
    assert list(tmp_path.iterdir()) == [kept]
