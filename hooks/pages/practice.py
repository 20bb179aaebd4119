"""The page of one practice."""

from collections.abc import Iterator
from functools import partial

from catalogue.catalogue import Catalogue, Practice
from catalogue.classes import INVESTMENTS, SIZES, class_of
from catalogue.labels import Basis
from catalogue.parts import Bottleneck
from pages import figures, images, links, marks
from pages.adoptions import adoption_rows, naming
from pages.cards import Deck
from pages.citation import citation
from pages.finnish import capitalised, counted, period, short_moment
from pages.lineage import lineage_view
from pages.page import Later, Link, Page, View
from pages.settings import Settings
from pages.sources import freshness, sources
from pages.starter import contact_details, starter

_TYPES = {"urban": "kaupunkimainen", "semi_urban": "taajaan asuttu", "rural": "maaseutumainen"}


def practice_pages(catalogue: Catalogue, deck: Deck, settings: Settings) -> Iterator[Page]:
    """A page for every practice."""
    for practice in catalogue.newest:
        data = practice.data
        theme = links.theme_link(catalogue, data.themes[0])
        yield Page(
            uri=f"kaytannot/{practice.slug}.md",
            title=data.title,
            template="kaytanto.html",
            section="kaytannot/",
            crumbs=(Link("Käytännöt", "kaytannot/"), Link(theme["title"], theme["url"])),
            description=data.summary,
            body=practice.body,
            source=practice.path,
            contributed=True,
            view=Later(partial(_view, catalogue, deck, practice, settings)),
        )


def _view(catalogue: Catalogue, deck: Deck, practice: Practice, settings: Settings) -> View:
    data, words = practice.data, catalogue.vocabulary
    spread = marks.spread_text(data.adoptions)
    superseding = catalogue.practices[data.superseded_by] if data.superseded_by else None
    return {
        "slug": practice.slug,
        "summary": data.summary,
        "themes": [links.theme_link(catalogue, key) for key in data.themes],
        "where": links.place_links(catalogue, data.municipalities),
        "stage": marks.stage(practice),
        "fresh": freshness(catalogue, practice, settings.review_months),
        "facts": _facts(catalogue, practice, spread),
        "results": figures.results(data.results, words),
        "targets": figures.targets(data.results, words),
        "costs": figures.costs(data.costs),
        "funding": figures.funding(data.funding),
        "bottlenecks": [_bottleneck(catalogue, item) for item in data.bottlenecks],
        "starter": starter(catalogue, practice),
        "spread": spread,
        "adoptions": adoption_rows(catalogue, practice, same=False),
        "same_model": adoption_rows(catalogue, practice, same=True),
        "naming": naming(practice),
        "report": links.form("kayttoonotto", "kaytanto", practice.slug),
        "amend": links.form("kaytanto", "muokkaa", practice.slug),
        "lineage": lineage_view(catalogue, practice),
        "superseded_by": links.entry_link(superseding) if superseding else None,
        "related": deck.of(catalogue.related(practice)),
        "tags": [links.tag_link(tag) for tag in data.tags],
        "networks": links.entry_links(catalogue, "network", data.networks),
        "projects": links.entry_links(catalogue, "project", data.projects),
        "news": [
            {**links.entry_link(item), "date": short_moment(item.data.date)}
            for item in catalogue.news_about.get(practice.key, ())
        ],
        "events": [
            {**links.entry_link(item), "date": short_moment(item.data.start)}
            for item in catalogue.events_about.get(practice.key, ())
        ],
        "sources": sources(data.sources),
        "contact": contact_details(practice),
        "image": _image(practice, settings),
        "citation": citation(settings.site, practice),
    }


def _facts(catalogue: Catalogue, practice: Practice, spread: str) -> list[View]:
    """The key facts in the order readers ask for them; what is not known is said to be so."""
    data = practice.data
    stage = capitalised(data.stage.label)
    if data.stage_as_of:
        stage += f" (tieto: {short_moment(data.stage_as_of)})"
    main = figures.main_result(item for item in data.results if item.basis != Basis.TARGET)
    result = figures.result(main, catalogue.vocabulary) if main else None
    money = figures.costs(data.costs)
    investment = max((cost.investment for cost in data.costs if cost.investment is not None), default=None)
    facts: list[View] = [
        {
            "label": "Kunnan koko" if len(data.municipalities) == 1 else "Kuntien koko",
            "lines": [size(catalogue, practice)],
            "url": links.search("koko", _size_class(catalogue, practice)),
        },
        {
            "label": "Vaihe",
            "lines": list(filter(None, (stage, data.stage_note))),
            "url": links.search("vaihe", data.stage.value),
        },
        {
            "label": "Aika",
            "lines": list(filter(None, [capitalised(period(data.started, data.ended))])),
            "url": links.search("vuosi", str(data.started.year)) if data.started else "",
        },
        {
            "label": "Päätulos",
            "lines": [f"{result['value']} {result['unit']}", result["what"]] if result else [],
            "basis": result["basis"] if result else None,
            "sources": result["sources"] if result else [],
        },
        {
            "label": "Kustannus",
            "lines": [f"{item['what']}: {item['value']} {item['unit']}" for item in money[:2]],
            "sources": sorted({number for item in money[:2] for number in item["sources"]}),
            "url": links.search("investointi", class_of(investment, INVESTMENTS)) if investment is not None else "",
        },
        {"label": "Työmäärä", "lines": list(filter(None, [data.effort]))},
        {"label": "Tekijät", "lines": list(data.actors)},
        {"label": "Käyttöönotto muualla", "lines": list(filter(None, [spread]))},
    ]
    optional = ("Aika", "Tekijät", "Työmäärä", "Käyttöönotto muualla")
    return [fact for fact in facts if fact["lines"] or fact["label"] not in optional]


def size(catalogue: Catalogue, practice: Practice) -> str:
    """The population and type of the municipality, or the range of many."""
    places = [catalogue.places[name] for name in practice.data.municipalities]
    if len(places) == 1:
        return f"{counted(places[0].population, 'asukas', 'asukasta')}, {_TYPES[places[0].type]} kunta"
    return marks.size(catalogue, practice.data.municipalities)


def _size_class(catalogue: Catalogue, practice: Practice) -> str:
    return class_of(catalogue.places[practice.data.municipalities[0]].population, SIZES)


def _bottleneck(catalogue: Catalogue, item: Bottleneck) -> View:
    return {
        "kind": links.bottleneck_title(catalogue, item.kind),
        "url": links.bottleneck_link(catalogue, item.kind)["url"],
        "where": item.municipality or "",
        "what": item.what,
        "solved": item.solved or "",
        "sources": list(item.source),
    }


def _image(practice: Practice, settings: Settings) -> View | None:
    image = practice.data.image
    sizes = settings.pictures.get(image.file) if image else None
    if image is None or not sizes:
        return None
    return {
        "files": [
            {"src": images.address(image.file, width), "width": width, "height": height} for width, height in sizes
        ],
        "alt": image.alt,
        "caption": image.caption or "",
        "credit": f"Kuva: {image.credit}, {image.licence}",
    }
