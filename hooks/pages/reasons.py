"""Why municipalities are alike, and why a practice is suggested, in words."""

from collections.abc import Iterator, Mapping
from math import exp, log

from catalogue.catalogue import Catalogue
from catalogue.labels import AdoptionStage, Basis
from catalogue.parts import Adoption
from catalogue.reference import Place
from insight.insight import Insight
from insight.scoring import FRESH_YEARS, fits
from insight.similarity import Peer
from insight.suggestions import Suggestion
from pages import figures, links, marks
from pages.finnish import capitalised, counted, listed, number
from pages.page import View
from pages.starter import suited

_NEAR_KM = 60
_SAME_SIZE, _NEARLY_SAME_SIZE = 0.85, 0.65  # Populations at most 1.4-fold and 2.2-fold.
_MUCH_LARGER = 5
_SHOWN_TAKERS = 3
_LANGUAGES = {("sv",): "ruotsinkielinen", ("fi", "sv"): "kaksikielinen", ("sv", "fi"): "kaksikielinen"}
_NEED = {
    "looking_for": "Kunta etsii",
    "key_challenge": "Kunnan keskeinen haaste",
    "goals": "Kunnan tavoite",
}
_FOUND = {
    Basis.MEASURED: "Tulos on mitattu",
    Basis.REPORTED: "Lähde ilmoittaa tuloksen",
    Basis.ESTIMATED: "Tuloksesta on arvio",
}
_GAVE_UP = {AdoptionStage.REJECTED: "ei ottanut", AdoptionStage.ENDED: "lopetti"}
_POINTS = {
    "reach": "käyttö samankaltaisissa kunnissa",
    "origin": "alkukunta on samankaltainen",
    "evidence": "tuloksen peruste",
    "need": "vastaa kunnan tarpeeseen",
    "solved": "ratkaisi pullonkaulan, joka kunnalla on",
    "suits": "kenelle käytännön sanotaan sopivan",
    "refused": "samankaltainen kunta ei ottanut tai lopetti",
    "old": "lähteiden ikä",
    "ended": "käytäntö on päättynyt alkukunnassa",
}


def peers(catalogue: Catalogue, insight: Insight, place: Place) -> list[View]:
    """The municipalities most like this one, with why."""
    return [
        {
            **links.place_link(peer.place),
            "population": number(peer.place.population),
            "why": capitalised(listed(likeness(place, peer))),
            "practices": len(catalogue.practices_by_municipality.get(peer.place.name, ())),
        }
        for peer in insight.resemblance.nearest(place.name)
    ]


def likeness(place: Place, peer: Peer) -> list[str]:
    """What two municipalities have in common, the weightiest first."""
    return list(_likeness(place, peer))


def _likeness(place: Place, peer: Peer) -> Iterator[str]:
    if peer.parts["size"] >= _SAME_SIZE:
        yield "samankokoinen"
    elif peer.parts["size"] >= _NEARLY_SAME_SIZE:
        yield "samaa kokoluokkaa"
    if peer.parts["region"]:
        yield "sama maakunta"
    if peer.kilometres <= _NEAR_KM:
        yield f"{peer.kilometres}\u00a0km päässä"
    if peer.parts["kind"]:
        yield "sama kuntaryhmä"
    yield from (network.data.short or network.data.title for network in peer.networks)
    if place.languages == peer.place.languages and place.languages in _LANGUAGES:
        yield _LANGUAGES[place.languages]


def suggestions(catalogue: Catalogue, insight: Insight, place: Place) -> list[View]:
    """What the municipality could take into use next, with reasons for and against."""
    return [
        {
            **links.entry_link(item.practice),
            "where": marks.where(item.practice),
            "stage": marks.stage(item.practice),
            "slug": item.practice.slug,
            "summary": item.practice.data.summary,
            "why": [*_for(catalogue, insight, place, item), *_against(catalogue, insight, place, item)],
            "points": [
                {"title": capitalised(_POINTS[reason]), "value": signed(value)}
                for reason, value in _ranked(item.points)
            ],
            "score": number(round(item.score, 2)),
        }
        for item in insight.suggestions.of(place.name)
    ]


def _ranked(points: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(points.items(), key=lambda part: -abs(part[1]))


def signed(value: float) -> str:
    """+1,43 or −0,1"""
    return ("+" if value > 0 else "") + number(round(value, 2))


def _for(catalogue: Catalogue, insight: Insight, place: Place, item: Suggestion) -> Iterator[View]:
    if item.fit:
        shared = f" Yhteistä: {listed([word.lower() for word in item.fit.words])}." if item.fit.words else ""
        yield _reason(True, f"{_NEED[item.fit.need.field]}: ”{item.fit.need.text.rstrip('.')}”.{shared}")
    for now, solved in item.solved:
        kind = links.bottleneck_title(catalogue, now.kind)
        yield _reason(True, f"Ratkaisi pullonkaulan, joka kunnalla on nyt ({kind.lower()}): {solved.solved}")
    yield from _takers(catalogue, insight, place, item)
    if origin := _origin(insight, place, item):
        yield origin
    if item.basis:
        main = figures.main_result(item.practice.data.results)
        if main:
            shown = figures.result(main, catalogue.vocabulary)
            figure = " ".join(filter(None, (shown["value"], shown["unit"])))
            yield _reason(True, f"{_FOUND[item.basis]}: {figure}, {shown['what'][:1].lower()}{shown['what'][1:]}.")
    if item.suits and fits(item.suits, place):
        yield _reason(True, f"Sopii tällaisille kunnille: {suited(item.suits)}.")


def _takers(catalogue: Catalogue, insight: Insight, place: Place, item: Suggestion) -> Iterator[View]:
    """Who has it, the most alike first; those whose source does not name this model are told apart."""
    named = [adoption for adoption in item.takers if adoption.model_named is not False]
    parallel = [adoption for adoption in item.takers if adoption.model_named is False]
    for adoptions, text in ((named, "Käytössä muualla"), (parallel, "Sama malli käytössä")):
        if adoptions:
            rest = len(adoptions) - _SHOWN_TAKERS
            yield {
                **_reason(True, text),
                "places": [_taker(catalogue, insight, place, adoption) for adoption in adoptions[:_SHOWN_TAKERS]],
                "rest": f" ja {counted(rest, 'muu kunta', 'muuta kuntaa')}" if rest > 0 else "",
            }


def _taker(catalogue: Catalogue, insight: Insight, place: Place, adoption: Adoption) -> View:
    peer = insight.resemblance.peer(place.name, adoption.municipality)
    stage = {AdoptionStage.PILOT: ["kokeilee"], AdoptionStage.CONSIDERING: ["harkitsee"]}
    notes = [*(stage.get(adoption.stage, []) if adoption.stage else []), *likeness(place, peer)[:2]]
    return {**links.place_link(catalogue.places[adoption.municipality]), "note": ", ".join(notes)}


def _origin(insight: Insight, place: Place, item: Suggestion) -> View | None:
    peer = insight.resemblance.peer(place.name, item.origin)
    alike = likeness(place, peer)
    if len(alike) < 2:
        return None
    return {
        **_reason(True, "Tehty kunnassa"),
        "places": [{**links.place_link(peer.place), "note": ", ".join(alike)}],
        "rest": "",
    }


def _against(catalogue: Catalogue, insight: Insight, place: Place, item: Suggestion) -> Iterator[View]:
    for adoption in item.refusers:
        peer = insight.resemblance.peer(place.name, adoption.municipality)
        told = f" ({', '.join(likeness(place, peer)[:2])})" if likeness(place, peer) else ""
        why = f": {adoption.why_not}" if adoption.why_not else "."
        yield _reason(False, f"{adoption.municipality}{told} {_GAVE_UP[adoption.stage or AdoptionStage.REJECTED]}{why}")
    if item.suits and not fits(item.suits, place):
        yield _reason(False, f"Tarkoitettu muunlaisille kunnille: {suited(item.suits)}.")
    if not item.basis:
        yield _reason(False, "Tulosta ei ole kirjattu.")
    elif item.basis is Basis.ESTIMATED:
        yield _reason(False, "Tulos on arvio, ei toteuma.")
    if "ended" in item.points:
        yield _reason(False, f"Käytäntö on päättynyt: {marks.where(item.practice)}.")
    if item.newest is None:
        yield _reason(False, "Lähteitä ei ole päivätty.")
    elif catalogue.today.year - item.newest > FRESH_YEARS:
        yield _reason(False, f"Uusin lähde on vuodelta {item.newest}.")
    origins = [catalogue.places[name].population for name in item.practice.data.municipalities]
    if min(origins) > _MUCH_LARGER * place.population:
        times = round(exp(log(min(origins) / place.population)))
        yield _reason(False, f"Alkukunta on noin {times} kertaa suurempi.")


def _reason(good: bool, text: str) -> View:
    return {"good": good, "text": text, "places": [], "rest": ""}
