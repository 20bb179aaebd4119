"""A municipality as Markdown."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue, Municipality
from catalogue.reference import Place
from pages.finnish import amount, moment, number
from pages.settings import Site
from pages.tallies import tally
from robots.markdown import cited, fact, facts, plain, sentences
from robots.shared import contact, goal, sources, standing, told

_TYPES = {"urban": "kaupunkimainen", "semi_urban": "taajaan asuttu", "rural": "maaseutumainen"}
_LANGUAGES = {"fi": "suomi", "sv": "ruotsi"}


def place_text(catalogue: Catalogue, site: Site, place: Place) -> str:
    """A municipality: its basic facts, and its own words where it has some."""
    own = catalogue.own_words.get(place.name)
    basic = (
        catalogue.regions[place.region].name,
        f"{number(place.population)} asukasta 31.12.{place.population_year}",
        f"{_TYPES[place.type]} kunta",
        f"{'kieli' if len(place.languages) == 1 else 'kielet'} {' ja '.join(map(_LANGUAGES.__getitem__, place.languages))}",
    )
    memberships = catalogue.memberships.get(place.name, ())
    lines = (
        f"- **Osoite:** <{site.at(f'kunnat/{place.slug}/')}>\n",
        f"- **Perustiedot:** {', '.join(basic)}\n",
        fact("Verkostot", ", ".join(plain(item.network.data.title) for item in memberships if not item.member.until)),
        fact("Kirjattu", tally(catalogue, place.name).words),
        *(_own_words(catalogue, own) if own else ()),
    )
    return f"### {place.name}\n\n" + "".join(lines) + f"\n{told(own.body) if own else ''}"


def _own_words(catalogue: Catalogue, entry: Municipality) -> Iterator[str]:
    data, words = entry.data, catalogue.vocabulary
    yield facts("Tavoitteet, eivät tuloksia", map(goal, data.goals))
    yield fact("Keskeinen toimenpide", cited(plain(data.key_action or ""), data.key_action_source))
    yield fact("Keskeinen haaste", cited(plain(data.key_challenge or ""), data.key_challenge_source))
    hindrances = (
        cited(sentences(words.bottlenecks[item.kind].title, item.what), item.source) for item in data.bottlenecks_now
    )
    yield facts("Pullonkaulat nyt", hindrances)
    yield facts("Etsii", map(plain, data.looking_for))
    yield facts("Tarjoaa", map(plain, data.can_offer))
    measures = (
        cited(
            f"{words.indicators[item.indicator].title} {moment(item.year)}: "
            f"{amount(item.value, plain(item.unit or words.indicators[item.indicator].unit))} ({item.basis.label})"
            f"{f'. {plain(item.note)}' if item.note else ''}",
            item.source,
        )
        for item in data.indicators
    )
    yield facts("Mittarit", measures)
    programmes = (
        cited(
            ", ".join(filter(None, (plain(item.title), moment(item.year) if item.year else "")))
            + (f" <{item.url}>" if item.url else ""),
            item.source,
        )
        for item in data.programmes
    )
    yield facts("Ohjelmat", programmes)
    yield facts("Yhteydet", map(contact, data.contacts))
    yield from standing(data)
    yield facts("Lähteet", sources(data.sources))
