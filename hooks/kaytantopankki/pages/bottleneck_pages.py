"""The pages of the kinds of bottleneck, from what practices, adopters and municipalities have met, and the page that
brings the needs of municipalities together with the practices and offers of others."""

from collections import Counter
from collections.abc import Iterator

from kaytantopankki import formatting, links
from kaytantopankki.analysis import Analysis
from kaytantopankki.content.catalogue import Catalogue, PastBottleneck, PracticeAdoption, PracticeEntry
from kaytantopankki.content.models import Municipality
from kaytantopankki.page import Context, Page, titled_page
from kaytantopankki.pages import cards, practice_pages

_NEED_LABELS = {"looking_for": "Etsii", "key_challenge": "Keskeinen haaste"}


def bottleneck_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list of all kinds, the most often met first, and a page for each kind."""
    keys = catalogue.vocabulary.bottlenecks
    kinds = sorted((_summary(catalogue, key) for key in keys), key=_times_met, reverse=True)
    yield titled_page(
        "pullonkaulat/index.md",
        {
            "met": [kind for kind in kinds if any(_times_met(kind))],
            "unmet": [kind for kind in kinds if not any(_times_met(kind))],
        },
    )
    for key in keys:
        yield from _kind_pages(catalogue, key)


def meetings_page(catalogue: Catalogue, analysis: Analysis) -> Page:
    """Needs of municipalities beside the practices and offers of others, and places that take visitors."""
    needs = [
        {
            **_municipality_text(catalogue, question.municipality, question.need.text),
            "label": _NEED_LABELS[question.need.field],
            "offers": [_municipality_text(catalogue, *offer) for offer, _ in question.offers],
            "practices": [_practice(practice, words) for practice, words in question.practices],
        }
        for question in analysis.questions
    ]
    visits = [entry for entry in catalogue.newest if entry.data.contact and entry.data.contact.hosts_visits]
    return titled_page(
        "kohtaamiset.md",
        {
            "needs": [need for need in needs if need["practices"] or need["offers"]],
            "open": [need for need in needs if not need["practices"] and not need["offers"]],
            "offers": [_municipality_text(catalogue, *offer) for offer in analysis.offers],
            "looked_for": any(question.need.field == "looking_for" for question in analysis.questions),
            "visits": [_practice(entry) for entry in visits],
        },
    )


def _summary(catalogue: Catalogue, key: str) -> Context:
    """A kind with how many practices met it and solved it, and how many adopters and municipalities did."""
    past = catalogue.past_bottlenecks_by_kind.get(key, ())
    adopted = catalogue.adoption_bottlenecks_by_kind.get(key, ())
    return {
        **links.bottleneck_link(catalogue, key),
        "description": catalogue.vocabulary.bottlenecks[key].description,
        "practices": len({item.practice.slug for item in past}),
        "solved": len({item.practice.slug for item in past if item.bottleneck.solved}),
        "adoptions": len({(item.practice.slug, item.adoption.municipality) for item in adopted if item.adoption}),
        "now": len({entry.slug for entry, _ in catalogue.current_bottlenecks_by_kind.get(key, ())}),
    }


def _times_met(kind: Context) -> tuple[int, int, int]:
    return kind["practices"], kind["adoptions"], kind["now"]


def _kind_pages(catalogue: Catalogue, key: str) -> Iterator[Page]:
    kind = _summary(catalogue, key)
    practices = {item.practice.slug: item.practice for item in catalogue.past_bottlenecks_by_kind.get(key, ())}
    themes = Counter(theme for entry in practices.values() for theme in entry.data.themes)
    search = links.search_url(pullonkaula=key)
    about = {"title": kind["title"], "description": kind["description"]}
    view = {
        **about,
        "search": search if practices else "",
        "practices": kind["practices"],
        "solved": kind["solved"],
        "themes": [
            {**links.theme_link(catalogue, theme), "url": f"{search}&teema={theme}", "count": count}
            for theme, count in themes.most_common()
        ],
    }
    page = titled_page("pullonkaulat/{key}.md", view, key=key, **about)
    yield from cards.numbered_pages(page, "rows", list(_rows(catalogue, key)))


def _rows(catalogue: Catalogue, key: str) -> Iterator[Context]:
    """All that met the kind, in the order of the page's sections: solved, open, in adoptions, now."""
    past = catalogue.past_bottlenecks_by_kind.get(key, ())
    yield from (_past_row(catalogue, item, "solved") for item in past if item.bottleneck.solved)
    yield from (_past_row(catalogue, item, "open") for item in past if not item.bottleneck.solved)
    for item in catalogue.adoption_bottlenecks_by_kind.get(key, ()):
        yield _past_row(catalogue, item, "adoption")
    for entry, now in catalogue.current_bottlenecks_by_kind.get(key, ()):
        place = catalogue.places[entry.data.municipality]
        yield {
            "section": "now",
            "places": [links.place_link(place)],
            "size": formatting.population_text(catalogue, (place.name,)),
            "what": now.what or "",
            "sources": len(now.source),
            "sources_url": f"kunnat/{place.slug}/#lahteet",
        }


def _past_row(catalogue: Catalogue, item: PastBottleneck, section: str) -> Context:
    practice, bottleneck, adoption = item.practice, item.bottleneck, item.adoption
    municipality = adoption.municipality if adoption else bottleneck.municipality
    names = (municipality,) if municipality else practice.data.municipalities
    few = len(names) <= formatting.MOST_NAMED
    sources = bottleneck.source or (adoption.source if adoption else ())
    return {
        "section": section,
        "practice": links.entry_link(practice),
        "origin": formatting.municipalities_text(practice) if adoption else "",
        "places": links.place_links(catalogue, names) if few else [],
        "where": "" if few else formatting.municipalities_text(practice),
        "size": formatting.population_text(catalogue, names),
        "stage": formatting.adoption_stage_view(catalogue, PracticeAdoption(practice, adoption)) if adoption else None,
        "what": bottleneck.what,
        "solved": bottleneck.solved or "",
        "sources": len(sources),
        "sources_url": f"{links.entry_url(practice)}#lahteet",
    }


def _municipality_text(catalogue: Catalogue, data: Municipality, text: str) -> Context:
    """What a municipality says, and whom to ask there."""
    contacts = list(map(formatting.contact_link, data.contacts))
    return {**links.place_link(catalogue.places[data.municipality]), "text": text, "contacts": contacts}


def _practice(practice: PracticeEntry, words: tuple[str, ...] = ()) -> Context:
    return {
        **formatting.practice_row(practice),
        "contact": practice_pages.contact_details(practice),
        "words": formatting.listed(words),
    }
