"""What stands in the way and who solved it; who looks for what and whom to ask."""

from collections import Counter
from collections.abc import Iterator

from kaytantopankki import formatting, links
from kaytantopankki.analysis import Analysis, Offer, Question
from kaytantopankki.content.catalogue import Catalogue, CurrentBottleneck, PastBottleneck, PracticeEntry
from kaytantopankki.content.models import Municipality
from kaytantopankki.formatting import counted, listed
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages.cards import paged
from kaytantopankki.pages.practice_pages import contact_details

_CRUMBS = (Link("Käytännöt", "kaytannot/"), Link("Pullonkaulat", "pullonkaulat/"))


def bottleneck_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list of all kinds, the most often met first, and a page for each kind."""
    kinds = sorted((_summary(catalogue, key) for key in catalogue.vocabulary.bottlenecks), key=_weight, reverse=True)
    yield Page(
        uri="pullonkaulat/index.md",
        in_site_search=True,
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


def _summary(catalogue: Catalogue, key: str) -> Context:
    """A kind with how many practices met it and solved it, and how many adopters and municipalities did."""
    met = catalogue.past_bottlenecks_by_kind.get(key, ())
    return {
        **links.bottleneck_link(catalogue, key),
        "description": catalogue.vocabulary.bottlenecks[key].description,
        "practices": len({hurdle.practice.slug for hurdle in met}),
        "solved": len({hurdle.practice.slug for hurdle in met if hurdle.bottleneck.solved}),
        "adoptions": len(
            {
                (hurdle.practice.slug, hurdle.adoption.municipality)
                for hurdle in catalogue.adoption_bottlenecks_by_kind.get(key, ())
                if hurdle.adoption
            }
        ),
        "now": len({item.municipality.slug for item in catalogue.current_bottlenecks_by_kind.get(key, ())}),
    }


def _weight(kind: Context) -> tuple[int, int, int]:
    return kind["practices"], kind["adoptions"], kind["now"]


def _kind(catalogue: Catalogue, key: str) -> Iterator[Page]:
    kind = _summary(catalogue, key)
    practices = {hurdle.practice.slug: hurdle.practice for hurdle in catalogue.past_bottlenecks_by_kind.get(key, ())}
    themes = Counter(theme for practice in practices.values() for theme in practice.data.themes).most_common()
    search = links.search_url(pullonkaula=key)
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


def _rows(catalogue: Catalogue, key: str) -> list[Context]:
    """All that met the kind, in the order of the page's sections: solved, open, in adoptions, now."""
    met = catalogue.past_bottlenecks_by_kind.get(key, ())
    return [
        *(_hurdle(catalogue, hurdle, "solved") for hurdle in met if hurdle.bottleneck.solved),
        *(_hurdle(catalogue, hurdle, "open") for hurdle in met if not hurdle.bottleneck.solved),
        *(_hurdle(catalogue, hurdle, "adoption") for hurdle in catalogue.adoption_bottlenecks_by_kind.get(key, ())),
        *(_hindrance(catalogue, item) for item in catalogue.current_bottlenecks_by_kind.get(key, ())),
    ]


def _hurdle(catalogue: Catalogue, hurdle: PastBottleneck, section: str) -> Context:
    practice, item, adoption = hurdle.practice, hurdle.bottleneck, hurdle.adoption
    here = adoption.municipality if adoption else item.municipality
    names = (here,) if here else practice.data.municipalities
    source = item.source or (adoption.source if adoption else ())
    return {
        "section": section,
        "practice": links.entry_link(practice),
        "origin": formatting.municipalities_text(practice) if adoption else "",
        "places": links.place_links(catalogue, names if len(names) <= formatting.MOST_NAMED else ()),
        "where": formatting.municipalities_text(practice) if len(names) > formatting.MOST_NAMED else "",
        "size": formatting.population_text(catalogue, names),
        "what": item.what,
        "solved": item.solved or "",
        "sources": counted(len(source), "lähde", "lähdettä") if source else "",
        "sources_url": f"{links.entry_url(practice)}#lahteet",
    }


def _hindrance(catalogue: Catalogue, item: CurrentBottleneck) -> Context:
    place = catalogue.places[item.municipality.data.municipality]
    source = item.now.source
    return {
        "section": "now",
        "places": [links.place_link(place)],
        "size": formatting.population_text(catalogue, (place.name,)),
        "what": item.now.what or "",
        "sources": counted(len(source), "lähde", "lähdettä") if source else "",
        "sources_url": f"kunnat/{place.slug}/#lahteet",
    }


_LABELS = {"looking_for": "Etsii", "key_challenge": "Keskeinen haaste"}


def meetings_page(catalogue: Catalogue, insight: Analysis) -> Page:
    """Needs of municipalities beside the practices and offers of others, and places that take visitors."""
    needs = [_question(catalogue, question) for question in insight.meetings.questions]
    visits = [entry for entry in catalogue.newest if entry.data.contact and entry.data.contact.hosts_visits]
    return Page(
        uri="kohtaamiset.md",
        in_site_search=True,
        title="Kohtaamiset: kuka etsii, kuka voi auttaa",
        template="kohtaamiset.html",
        section="kunnat/",
        crumbs=(Link("Kunnat", "kunnat/"),),
        description="Mitä kunnat etsivät ja mikä niille on vaikeaa, ja mistä kunnasta voi kysyä.",
        view={
            "needs": [need for need in needs if need["practices"] or need["offers"]],
            "open": [need for need in needs if not need["practices"] and not need["offers"]],
            "offers": [_offer(catalogue, offer) for offer in insight.meetings.offers],
            "looked_for": any(need["field"] == "looking_for" for need in needs),
            "visits": [_practice(catalogue, entry, ()) for entry in visits],
        },
    )


def _question(catalogue: Catalogue, question: Question) -> Context:
    place = catalogue.places[question.municipality.municipality]
    return {
        **links.place_link(place),
        "field": question.need.field,
        "label": _LABELS[question.need.field],
        "text": question.need.text,
        "contacts": _contacts(question.municipality),
        "offers": [{**_offer(catalogue, answer.found), "words": _words(answer.words)} for answer in question.offers],
        "practices": [_practice(catalogue, answer.found, answer.words) for answer in question.practices],
    }


def _practice(catalogue: Catalogue, practice: PracticeEntry, words: tuple[str, ...]) -> Context:
    return {
        **links.entry_link(practice),
        "where": formatting.municipalities_text(practice),
        "places": links.place_links(catalogue, practice.data.municipalities),
        "contact": contact_details(practice),
        "words": _words(words),
    }


def _offer(catalogue: Catalogue, offer: Offer) -> Context:
    place = catalogue.places[offer.municipality.municipality]
    return {**links.place_link(place), "text": offer.text, "contacts": _contacts(offer.municipality), "words": ""}


def _contacts(data: Municipality) -> list[Context]:
    return [
        {"name": ", ".join(filter(None, (item.organisation, item.unit, item.role))), "url": item.url or ""}
        for item in data.contacts
    ]


def _words(words: tuple[str, ...]) -> str:
    return listed([word.lower() for word in words])
