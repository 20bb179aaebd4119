"""A practice as Markdown: all that is known of it, with the basis and the sources of every figure."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue, Practice
from catalogue.labels import Basis
from catalogue.parts import Adoption, Bottleneck, Uptake
from pages import figures, links, marks
from pages.finnish import counted, moment, period, short_moment
from pages.page import View
from pages.settings import Site
from robots.markdown import cited, fact, facts, plain, sentences
from robots.shared import contact, funding, sources, standing, titles, told

_TYPES = {"urban": "kaupunkimaiset", "semi_urban": "taajaan asutut", "rural": "maaseutumaiset"}


def practice_text(catalogue: Catalogue, site: Site, entry: Practice) -> str:
    """The heading, the facts as a list, and the text as a quotation."""
    lines = "".join(_facts(catalogue, site, entry))
    return f"### {plain(entry.data.title)}\n\n{lines}\n{told(entry.body)}"


def _facts(catalogue: Catalogue, site: Site, entry: Practice) -> Iterator[str]:
    data, words = entry.data, catalogue.vocabulary
    yield f"- **Osoite:** <{site.at(links.address(entry))}>\n"
    yield f"- **Tiivistelmä:** {plain(data.summary)}\n"
    yield f"- **Kunnat:** {', '.join(data.municipalities)}\n"
    stage = f"{marks.stage(entry)['text']}{f' (tieto: {short_moment(data.stage_as_of)})' if data.stage_as_of else ''}"
    yield f"- **Vaihe:** {stage}{f'. {plain(data.stage_note)}' if data.stage_note else ''}\n"
    yield f"- **Teemat:** {', '.join(words.themes[key].title for key in data.themes)}\n"
    yield fact("Avainsanat", ", ".join(map(plain, data.tags)))
    yield fact("Hakusanat", ", ".join(map(plain, data.aliases)))
    results = [item for item in data.results if item.basis != Basis.TARGET]
    yield facts("Tulokset", (_result(figures.result(item, words)) for item in results))
    yield facts("Tavoitteet, eivät tuloksia", map(_result, figures.targets(data.results, words)))
    yield facts("Kustannukset", map(_cost, figures.costs(data.costs)))
    yield facts("Rahoitus", map(funding, figures.funding(data.funding)))
    yield fact("Työmäärä", plain(data.effort or ""))
    yield fact("Tekijät", ", ".join(map(plain, data.actors)))
    yield facts("Pullonkaulat", (_bottleneck(catalogue, item) for item in data.bottlenecks))
    if data.uptake:
        yield from _uptake(data.uptake)
    yield facts("Käyttöönotot muualla", (_adoption(catalogue, item) for item in data.adoptions))
    yield from _relations(catalogue, entry)
    if data.image:
        yield f"- **Kuva:** {sentences(data.image.alt, data.image.caption, data.image.credit, data.image.licence)}\n"
    yield from standing(data)
    yield facts("Lähteet", sources(data.sources))


def _relations(catalogue: Catalogue, entry: Practice) -> Iterator[str]:
    data = entry.data
    origins = (
        cited(
            sentences(catalogue.practices[item.practice].data.title if item.practice else item.place, item.note),
            item.source,
        )
        for item in data.adapted_from
    )
    yield facts("Esikuvat", origins)
    yield fact("Korvaava käytäntö", titles(catalogue, "practice", filter(None, [data.superseded_by])))
    yield fact("Liittyvät käytännöt", titles(catalogue, "practice", data.related))
    yield fact("Verkostot", titles(catalogue, "network", data.networks))
    yield fact("Yhteishankkeet", titles(catalogue, "project", data.projects))
    if data.contact:
        yield fact("Yhteys", contact(data.contact))


def _result(item: View) -> str:
    aside = "; ".join(filter(None, (item["basis"]["label"].lower(), plain(item["when"]), item["where"])))
    figure = " ".join(filter(None, (item["value"], plain(item["unit"]))))
    return cited(f"{plain(item['what'])}: {figure} ({aside})", item["sources"])


def _cost(item: View) -> str:
    aside = "; ".join(filter(None, (item["basis"]["label"].lower(), item["when"])))
    note = f". {plain(item['note'])}" if item["note"] else ""
    return cited(f"{plain(item['what'])}: {item['value']} {item['unit']} ({aside}){note}", item["sources"])


def _bottleneck(catalogue: Catalogue, item: Bottleneck) -> str:
    where = f" ({item.municipality})" if item.municipality else ""
    solved = f" Ratkaisu: {sentences(item.solved)}" if item.solved else " Ratkaisua ei kerrota."
    return cited(f"{links.bottleneck_title(catalogue, item.kind)}{where}: {sentences(item.what)}{solved}", item.source)


def _uptake(item: Uptake) -> Iterator[str]:
    yield facts("Käyttöönoton ehdot", map(plain, item.conditions))
    yield facts("Ensimmäiset askeleet", map(plain, item.first_steps))
    yield fact("Kuka päättää", item.decision_level.label if item.decision_level else "")
    if item.suits:
        least, most = item.suits.population_min, item.suits.population_max
        sizes = (("vähintään", least), ("enintään", most))
        size = ", ".join(f"{word} {counted(bound, 'asukas', 'asukasta')}" for word, bound in sizes if bound is not None)
        types = ", ".join(_TYPES[kind] for kind in item.suits.types)
        yield fact("Kenelle sopii", "; ".join(filter(None, (size, types, plain(item.suits.note or "")))))
    documents = (
        cited(f"{plain(each.title)}{f' <{each.url}>' if each.url else ''}", each.source) for each in item.documents
    )
    yield facts("Valmiit asiakirjat", documents)


def _adoption(catalogue: Catalogue, item: Adoption) -> str:
    stage = item.stage.label if item.stage else "vaihe ei tiedossa"
    heard = catalogue.events[item.heard_at].data.title if item.heard_at else item.heard_from
    when = period(item.year, item.ended) if item.ended else moment(item.year) if item.year else ""
    own = (
        ("Muutettu", item.changed),
        ("Tulos", item.result),
        ("Miksi ei", item.why_not),
        ("Kustannus", item.cost),
        ("Mistä kuultiin", heard),
    )
    named = {True: "Lähde kertoo mallin tulleen täältä.", False: "Sama malli, mutta lähde ei kerro sen tulleen täältä."}
    parts = (
        f"{', '.join(filter(None, (f'{item.municipality}: {stage}', when)))}.",
        *(f"{label}: {sentences(text)}" for label, text in own if text),
        *(f"Pullonkaula: {_bottleneck(catalogue, each)}" for each in item.bottlenecks),
        *([] if item.model_named is None else [named[item.model_named]]),
    )
    return cited(" ".join(parts), item.source)
