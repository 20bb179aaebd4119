"""Every kind of page once: what holds on these is measured in the browser."""

from pathlib import Path

# An address may carry the question that the page answers with a script.
PAGES = (
    "",
    "kaytannot/",
    "kaytannot/ekotuki/",
    "kaytannot/ii-koulut-50-50/",
    "teemat/",
    "teemat/energia/",
    "avainsanat/",
    "avainsanat/kaukolampo/",
    "kunnat/",
    "kunnat/kartta/",
    "kunnat/kuopio/",
    "kunnat/savitaipale/",
    "maakunnat/pohjois-savo/",
    "verkostot/",
    "verkostot/fisu/",
    "verkostot/fisu/tilannekuva/",
    "hankkeet/",
    "hankkeet/circwaste/",
    "uutiset/",
    "uutiset/salo-foorumi-2021/",
    "tapahtumat/",
    "tapahtumat/skaalaus-1-vastaanotto-2023/",
    "tapahtumat/sarjat/kestavyystoimien-skaalaus-2023/",
    "tilannekuva/",
    "pullonkaulat/",
    "pullonkaulat/rahoitus/",
    "kohtaamiset/",
    "vertaa/?k=ekotuki,ii-koulut-50-50",
    "haku/?haku=energia",
    "tietoa/",
    "tilaa/",
    "ohje/",
    "osallistu/",
    "osallistu/kaytanto/",
    "osallistu/tarkistus/",
    "osallistu/kentat/",
    "upota/",
    "sanasto/",
    "menetelma/",
    "avoin-data/",
    "saavutettavuus/",
    "404.html",
)
# Those that plain Material has too, made of the same Markdown.
STOCK = (
    "",
    "kaytannot/ekotuki/",
    "kaytannot/ii-koulut-50-50/",
    "avainsanat/",
    "kunnat/kuopio/",
    "verkostot/fisu/",
    "hankkeet/circwaste/",
    "uutiset/salo-foorumi-2021/",
    "tapahtumat/skaalaus-1-vastaanotto-2023/",
    "tietoa/",
    "saavutettavuus/",
    "404.html",
)


def file(site: Path, page: str) -> Path:
    """The file of a page in the built site."""
    path = site / page.partition("?")[0]
    return path if path.suffix == ".html" else path / "index.html"
