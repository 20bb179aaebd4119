"""Cards of the parts of the site: they stand for every page that has none of its own."""

from catalogue.catalogue import Catalogue
from previews.card import Card

_FACTS = ("Mitä tehtiin, mitä siitä tuli ja kuka on ottanut sen käyttöön",)
_SITE = ("site", "Kuntien hyvät käytännöt", "Joku kunta on jo kokeillut")
# Look, label and title by the beginning of the address.
_PARTS = {
    "kaytannot/": ("practice", "Käytännöt", "Mitä kunnissa on tehty ja mitä siitä tuli"),
    "teemat/": ("practice", "Teemat", "Kuntien käytännöt teemoittain"),
    "avainsanat/": ("practice", "Avainsanat", "Kuntien käytännöt avainsanoittain"),
    "pullonkaulat/": ("practice", "Pullonkaulat", "Mikä kunnissa on estänyt ja miten se ratkesi"),
    "hankkeet/": ("network", "Yhteishankkeet", "Kuntien yhteiset hankkeet ideasta tuloksiin"),
    "uutiset/": ("news", "Uutiset", "Uutisia kuntien verkostoista ja kestävyystyöstä"),
    "tapahtumat/": ("event", "Tapahtumat", "Verkostojen tapahtumat ja ilmoittautumispäivät"),
}
_WITH_MAP = {
    "": _SITE,
    "kunnat/": ("place", "Kunnat", "Mitä eri kunnat ovat tehneet"),
    "maakunnat/": ("place", "Maakunnat", "Mitä maakunnan kunnat ovat tehneet"),
    "verkostot/": ("network", "Verkostot", "Verkostot ja yhteishankkeet"),
}


def part_cards(catalogue: Catalogue) -> dict[str, Card]:
    """By the beginning of the address; those with a map show the municipalities that have a practice."""
    places = tuple(sorted(catalogue.practices_by_municipality))
    return {
        **{url: Card(look, label, title, _FACTS) for url, (look, label, title) in _PARTS.items()},
        **{url: Card(look, label, title, _FACTS, marked=places) for url, (look, label, title) in _WITH_MAP.items()},
    }
