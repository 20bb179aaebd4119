"""What stands in the way: every kind of bottleneck, who met it, who solved it and how."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue, Hindrance, Hurdle
from pages import links, marks
from pages.figures import most_common
from pages.finnish import counted
from pages.listing import paged
from pages.page import Link, Page, View

_CRUMBS = (Link("Käytännöt", "kaytannot/"), Link("Pullonkaulat", "pullonkaulat/"))


def bottleneck_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list of all kinds, the most often met first, and a page for each kind."""
    kinds = sorted((_summary(catalogue, key) for key in catalogue.vocabulary.bottlenecks), key=_weight, reverse=True)
    yield Page(
        uri="pullonkaulat/index.md",
        findable=True,
        title="Pullonkaulat",
        template="pullonkaulat.html",
        section="kaytannot/",
        crumbs=_CRUMBS[:1],
        description="Mikä kuntien työssä on ollut vaikeaa, kuka sen on ratkaissut ja miten.",
        view={
            "met": [kind for kind in kinds if any(_weight(kind))],
            "unmet": [kind for kind in kinds if not any(_weight(kind))],
        },
    )
    for key in catalogue.vocabulary.bottlenecks:
        yield from _kind(catalogue, key)


def _summary(catalogue: Catalogue, key: str) -> View:
    """A kind with how many practices met it and solved it, and how many adopters and municipalities did."""
    met = catalogue.hurdles_by_kind.get(key, ())
    return {
        **links.bottleneck_link(catalogue, key),
        "description": catalogue.vocabulary.bottlenecks[key].description,
        "practices": len({hurdle.practice.slug for hurdle in met}),
        "solved": len({hurdle.practice.slug for hurdle in met if hurdle.bottleneck.solved}),
        "adoptions": len(
            {
                (hurdle.practice.slug, hurdle.adoption.municipality)
                for hurdle in catalogue.adoption_hurdles_by_kind.get(key, ())
                if hurdle.adoption
            }
        ),
        "now": len({item.municipality.slug for item in catalogue.hindrances_by_kind.get(key, ())}),
    }


def _weight(kind: View) -> tuple[int, int, int]:
    return kind["practices"], kind["adoptions"], kind["now"]


def _kind(catalogue: Catalogue, key: str) -> Iterator[Page]:
    kind = _summary(catalogue, key)
    practices = {hurdle.practice.slug: hurdle.practice for hurdle in catalogue.hurdles_by_kind.get(key, ())}
    themes = most_common(theme for practice in practices.values() for theme in practice.data.themes)
    search = links.search("pullonkaula", key)
    view = {
        **kind,
        "search": search if practices else "",
        "summary": _met(kind["practices"], kind["solved"]),
        "themes": [
            {**links.theme_link(catalogue, theme), "url": f"{search}&teema={theme}", "count": count}
            for theme, count in themes
        ],
    }
    yield from paged(
        Page(
            uri=f"pullonkaulat/{key}.md",
            title=f"Pullonkaula: {kind['title'][:1].lower()}{kind['title'][1:]}",
            template="pullonkaula.html",
            section="kaytannot/",
            crumbs=_CRUMBS,
            description=f"{kind['title']}: {kind['description']}",
            view=view,
        ),
        "rows",
        _rows(catalogue, key),
    )


def _met(practices: int, solved: int) -> str:
    told = counted(practices, "käytäntö", "käytäntöä") + " on kohdannut tämän."
    if not solved:
        return f"{told} Ratkaisua ei ole vielä kirjattu."
    return f"{told} Ratkaisu on kirjattu." if practices == 1 else f"{told} Niistä {solved} kertoo ratkaisun."


def _rows(catalogue: Catalogue, key: str) -> list[View]:
    """All that met the kind, in the order of the page's sections: solved, open, in adoptions, now."""
    met = catalogue.hurdles_by_kind.get(key, ())
    return [
        *(_hurdle(catalogue, hurdle, "solved") for hurdle in met if hurdle.bottleneck.solved),
        *(_hurdle(catalogue, hurdle, "open") for hurdle in met if not hurdle.bottleneck.solved),
        *(_hurdle(catalogue, hurdle, "adoption") for hurdle in catalogue.adoption_hurdles_by_kind.get(key, ())),
        *(_hindrance(catalogue, item) for item in catalogue.hindrances_by_kind.get(key, ())),
    ]


def _hurdle(catalogue: Catalogue, hurdle: Hurdle, section: str) -> View:
    practice, item, adoption = hurdle.practice, hurdle.bottleneck, hurdle.adoption
    here = adoption.municipality if adoption else item.municipality
    names = (here,) if here else practice.data.municipalities
    source = item.source or (adoption.source if adoption else ())
    return {
        "section": section,
        "practice": links.entry_link(practice),
        "origin": marks.where(practice) if adoption else "",
        "places": links.place_links(catalogue, names if len(names) <= marks.FEW_PLACES else ()),
        "where": marks.where(practice) if len(names) > marks.FEW_PLACES else "",
        "size": marks.size(catalogue, names),
        "what": item.what,
        "solved": item.solved or "",
        "sources": counted(len(source), "lähde", "lähdettä") if source else "",
        "sources_url": f"{links.address(practice)}#lahteet",
    }


def _hindrance(catalogue: Catalogue, item: Hindrance) -> View:
    place = catalogue.places[item.municipality.data.municipality]
    source = item.now.source
    return {
        "section": "now",
        "places": [links.place_link(place)],
        "size": marks.size(catalogue, (place.name,)),
        "what": item.now.what or "",
        "sources": counted(len(source), "lähde", "lähdettä") if source else "",
        "sources_url": f"kunnat/{place.slug}/#lahteet",
    }
