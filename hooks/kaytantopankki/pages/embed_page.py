"""Lists of practices that other sites show in a frame, and the page that tells how."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from kaytantopankki import formatting, links
from kaytantopankki.content.catalogue import Catalogue, NetworkEntry, PracticeEntry
from kaytantopankki.content.municipalities import Place
from kaytantopankki.formatting import counted, period
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages.templates import Lexicon, environment
from kaytantopankki.settings import Settings, Site

_FOLDER, _MOST, _HEIGHT = "upota", 6, 560


@dataclass(frozen=True)
class Embed:
    """The newest practices of one municipality or network. `key` is its address under the folder of all of them, `url`
    that of the whole profile."""

    key: str
    name: str
    title: str
    url: str
    practices: tuple[PracticeEntry, ...]
    many: bool = False

    @property
    def address(self) -> str:
        return f"{_FOLDER}/{self.key}/"


def of_place(catalogue: Catalogue, place: Place) -> Embed | None:
    """That of a municipality which has practices of its own."""
    practices = catalogue.practices_by_municipality.get(place.name, ())
    if not practices:
        return None
    url = links.place_link(place)["url"]
    return Embed(f"kunta/{place.slug}", place.name, f"{place.genitive} käytäntöjä", url, practices)


def of_network(catalogue: Catalogue, network: NetworkEntry) -> Embed:
    """That of a network: what its members have done."""
    title, practices = network.data.title, catalogue.practices_by_members.get(network.slug, ())
    url = links.entry_url(network)
    return Embed(f"verkosto/{network.slug}", title, f"{title}: jäsenten käytäntöjä", url, practices, many=True)


def embeds(embed: Embed) -> str:
    """The page that tells how to show a list elsewhere, opened with it."""
    return f"{_FOLDER}/?lista={embed.key}"


def embed_page(catalogue: Catalogue, settings: Settings) -> Page:
    """How to show a list elsewhere, and all the lists; a script makes the code for the one that is chosen."""
    places, networks = _of_places(catalogue), _of_networks(catalogue)
    example = next(iter((*places, *networks)), None)
    return Page(
        uri=f"{_FOLDER}.md",
        title="Näytä käytäntöjä omalla sivustollasi",
        template="upota.html",
        section="tietoa/",
        crumbs=(Link("Tietoa", "tietoa/"),),
        description="Näin liität kunnan tai verkoston uusimmat käytännöt omalle verkkosivullesi: valitse lista ja kopioi koodi.",
        in_site_search=True,
        view={
            "framed": True,
            "root": settings.site.at(f"{_FOLDER}/"),
            "height": _HEIGHT,
            "most": _MOST,
            "lists": [
                {"title": title, "items": [_row(settings.site, item) for item in found]}
                for title, found in (("Verkostot", networks), ("Kunnat", places))
                if found
            ],
            "example": _code(settings.site, example) if example else "",
        },
    )


def embed_files(catalogue: Catalogue, settings: Settings, lexicon: Lexicon | None = None) -> Iterator[tuple[str, str]]:
    """(file, HTML) of every list: a small page without the site's header, footer or scripts."""
    template = environment(settings.templates, lexicon).get_template("upote.html")
    for embed in (*_of_networks(catalogue), *_of_places(catalogue)):
        shown = {"site": settings.site, "base": "../../..", **_view(catalogue, embed)}
        yield f"{embed.address}index.html", template.render(shown)


def _of_places(catalogue: Catalogue) -> list[Embed]:
    return list(filter(None, (of_place(catalogue, place) for place in catalogue.places.values())))


def _of_networks(catalogue: Catalogue) -> list[Embed]:
    return [of_network(catalogue, network) for network in catalogue.networks_by_title]


def _row(site: Site, embed: Embed) -> Context:
    return {"title": embed.name, "url": embed.address, "key": embed.key, "frame": _title(site, embed)}


def _title(site: Site, embed: Embed) -> str:
    return f"{embed.title} – {site.name}"


def _code(site: Site, embed: Embed) -> str:
    """What to put into one's own page."""
    address, title = escape(site.at(embed.address)), escape(_title(site, embed))
    return f'<iframe src="{address}" title="{title}" width="100%" height="{_HEIGHT}" loading="lazy" style="border:0"></iframe>'


def _view(catalogue: Catalogue, embed: Embed) -> Context:
    count = len(embed.practices)
    return {
        "title": embed.title,
        "address": embed.address,
        "url": embed.url,
        "more": f"{embed.name}: {counted(count, 'käytäntö', 'käytäntöä')} ja koko profiili",
        "practices": [_item(catalogue, practice, embed.many) for practice in embed.practices[:_MOST]],
    }


def _item(catalogue: Catalogue, practice: PracticeEntry, many: bool) -> Context:
    data = practice.data
    where = formatting.municipalities_text(practice) if many or len(data.municipalities) > 1 else ""
    return {
        **links.entry_link(practice),
        "theme": links.theme_link(catalogue, data.themes[0])["title"],
        "where": " · ".join(filter(None, (where, period(data.started, data.ended)))),
        "summary": data.summary,
    }
