"""Every kind of page of a built site, whatever its content is."""

from collections.abc import Iterator
from pathlib import Path

# `*` stands for an entry's name. Of those pages the one with the most in it is taken, and the one with the least.
_KINDS = (
    "",
    "404.html",
    "kaytannot/",
    "kaytannot/*/",
    "teemat/",
    "teemat/*/",
    "avainsanat/",
    "avainsanat/*/",
    "kunnat/",
    "kunnat/kartta/",
    "kunnat/*/",
    "maakunnat/*/",
    "verkostot/",
    "verkostot/*/",
    "verkostot/*/tilannekuva/",
    "hankkeet/",
    "hankkeet/*/",
    "uutiset/",
    "uutiset/*/",
    "tapahtumat/",
    "tapahtumat/*/",
    "tapahtumat/sarjat/*/",
    "tilannekuva/",
    "pullonkaulat/",
    "pullonkaulat/*/",
    "kohtaamiset/",
    "vertaa/",
    "haku/?haku=energia",
    "tilaa/",
    "osallistu/",
    "osallistu/kaytanto/",
    "osallistu/kentat/",
    "upota/",
    "upota/kunta/*/",
    "avoin-data/",
    "tietoa/",
    "ohje/",
    "osallistu/tarkistus/",
    "sanasto/",
    "menetelma/",
    "saavutettavuus/",
    "tietosuoja/",
    "elementit/",
)
# Their pages are also under an address that stands for an entry of another kind.
_OWN = {"kunnat/kartta/", "osallistu/kaytanto/"}


def file(site: Path, page: str) -> Path:
    """The file of a page in the built site. An address may carry the question that a script answers."""
    path = site / page.partition("?")[0]
    return path if path.suffix == ".html" else path / "index.html"


def every_page(site: Path) -> Iterator[str]:
    """The address of each page of the site, without those that only lead on to another."""
    for path in sorted(site.rglob("*.html")):
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"):
            yield str(path.relative_to(site)).removesuffix("index.html")


def pages(site: Path) -> list[str]:
    """The kinds of page that the site has."""
    entries = [page for page in every_page(site) if page not in _OWN]
    chosen: list[str] = []
    for kind in _KINDS:
        if "*" in kind:
            found = [page for page in entries if Path(page).match(kind) and page.count("/") == kind.count("/")]
            found.sort(key=lambda page: file(site, page).stat().st_size)
            chosen += [*found[-1:], *found[:1]]
        elif file(site, kind).is_file():
            chosen.append(kind)
    return list(dict.fromkeys(chosen))
