"""Who looks for what, and whom to ask."""

from catalogue.catalogue import Catalogue, Practice
from catalogue.kinds import Municipality
from insight.insight import Insight
from insight.meetings import Offer, Question
from pages import links, marks
from pages.finnish import listed
from pages.page import Link, Page, View
from pages.starter import contact_details

_LABELS = {"looking_for": "Etsii", "key_challenge": "Keskeinen haaste"}


def meetings_page(catalogue: Catalogue, insight: Insight) -> Page:
    """Needs of municipalities beside the practices and offers of others, and places that take visitors."""
    needs = [_question(catalogue, question) for question in insight.meetings.questions]
    visits = [entry for entry in catalogue.newest if entry.data.contact and entry.data.contact.hosts_visits]
    return Page(
        uri="kohtaamiset.md",
        findable=True,
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


def _question(catalogue: Catalogue, question: Question) -> View:
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


def _practice(catalogue: Catalogue, practice: Practice, words: tuple[str, ...]) -> View:
    return {
        **links.entry_link(practice),
        "where": marks.where(practice),
        "places": links.place_links(catalogue, practice.data.municipalities),
        "contact": contact_details(practice),
        "words": _words(words),
    }


def _offer(catalogue: Catalogue, offer: Offer) -> View:
    place = catalogue.places[offer.municipality.municipality]
    return {**links.place_link(place), "text": offer.text, "contacts": _contacts(offer.municipality), "words": ""}


def _contacts(data: Municipality) -> list[View]:
    return [
        {"name": ", ".join(filter(None, (item.organisation, item.unit, item.role))), "url": item.url or ""}
        for item in data.contacts
    ]


def _words(words: tuple[str, ...]) -> str:
    return listed([word.lower() for word in words])
