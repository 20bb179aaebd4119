"""Everything that can be found, with its texts by weight."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kaytantopankki import formatting, links
from kaytantopankki.content import field_types, models
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.fields import values
from kaytantopankki.content.municipalities import INVESTMENTS, SIZES, Place, bin_of, formers
from kaytantopankki.content.static_pages import MACRO

_Facets = dict[str, tuple[str, ...]]  # Values by the key of the facet.
_Texts = tuple[tuple[float, str], ...]  # Each with its weight.
TITLE, ALIAS, SUMMARY, _NAME, BODY, _SYNONYM, _FORMER = 6.0, 5.0, 3.0, 3.0, 1.0, 1.5, 0.5
# The name of each kind of entry, and how much its entries count.
_KINDS = {
    "practice": ("Käytäntö", 1.0),
    "news": ("Uutinen", 0.8),
    "event": ("Tapahtuma", 0.8),
    "network": ("Verkosto", 0.9),
    "project": ("Yhteishanke", 0.9),
}
_ITEM = re.compile(r"^[^\S\n]*(?:[-+:]|\d+[.)])\s|\|", re.MULTILINE)
_MARKUP = re.compile(
    r"\[(\d{1,2}(?:, ?\d{1,2})*)\]|^#+ .*$|-{3,}|[*_`>]|\]\((?:(?!\]\()[^)])*\)|\[",
    re.MULTILINE,
)
# Fields whose texts are names, or are searched on their own.
_NOT_TEXT = {"sources", "title", "summary", "aliases", "adapted_from", "image", "members", "under", "per"}


@dataclass(frozen=True)
class Document:
    """One page to be found. `texts` are (weight, text), `parts` those of them in which the reader sees the words that
    were found; `facets` values by facet key; `shown` is for its card, and `about`, by what it is, why it may be there."""

    url: str
    title: str
    texts: _Texts
    parts: tuple[str, ...]
    shown: dict[str, str]
    facets: _Facets = field(default_factory=dict)
    about: _Facets = field(default_factory=dict)
    newest: str = ""
    adopters: int = 0
    prior: float = 1.0

    @property
    def text(self) -> str:
        """All parts as one."""
        return " ".join(filter(None, self.parts))


def documents(catalogue: Catalogue) -> Iterator[Document]:
    """Every page of the catalogue; hand-written pages are added by the caller."""
    yield from (_practice(catalogue, practice) for practice in catalogue.newest)
    for kind in [kind for kind in _KINDS if kind != "practice"]:
        yield from (_other_entry(catalogue, entry) for entry in catalogue.of_kind(kind).values())
    yield from (_municipality(catalogue, place) for place in catalogue.places.values())
    for region in catalogue.regions.values():
        names = " ".join(place.name for place in catalogue.places_by_region[region.code])
        yield _page(f"maakunnat/{region.slug}/", region.name, "Maakunta", names, (region.name, region.name_sv))
    words = catalogue.vocabulary
    for key, theme in words.themes.items():
        yield _page(f"teemat/{key}/", theme.title, "Teema", theme.description, theme.synonyms)
    for key, bottleneck in words.bottlenecks.items():
        yield _page(f"pullonkaulat/{key}/", bottleneck.title, "Pullonkaula", bottleneck.description, ("pullonkaula",))
    for key in catalogue.entries_by_indicator:
        indicator = words.indicators[key]
        yield _page(f"mittarit/{key}/", indicator.title, "Mittari", indicator.description, ("mittari", indicator.unit))
    for tag in catalogue.practices_by_tag:
        synonyms = words.tags[tag].synonyms
        page = _page(links.tag_link(tag)["url"], formatting.capitalised(tag), "Avainsana", "", synonyms)
        summary = words.tags[tag].description or f"Samaa etsitään myös sanoilla {', '.join(synonyms)}." * bool(synonyms)
        yield replace(page, shown={**page.shown, "summary": summary})


def written_page(url: str, title: str, description: str, markdown: str) -> Document:
    """A hand-written page; what its macros would write is not searched."""
    text = _without_markup(MACRO.sub("", markdown))
    return _page(url, title, "Sivu", description, text=text, prior=0.45)  # After entries.


def _without_markup(markdown: str) -> str:
    """Markdown as running text: without headings, marks, addresses and source numbers. Items have a dot between them."""
    text = re.sub(r"\s+", " ", _MARKUP.sub(" ", _ITEM.sub(" · ", markdown)))
    text = re.sub(r"([.,:!?] )?(?:· ?)+", lambda match: match[1] or "· ", text).strip(" ·")
    return re.sub(r" ([.,;:!?)])", r"\1", text)


def _page(
    url: str, title: str, kind: str, summary: str, names: Iterable[str] = (), text: str = "", prior: float = 0.7
) -> Document:
    texts = ((TITLE, title), (ALIAS, ". ".join(names)), (SUMMARY, summary), (BODY, text))
    return Document(url, title, texts, (text,), {"kind": kind, "summary": summary}, {"laji": (kind,)}, prior=prior)


def _practice(catalogue: Catalogue, practice: PracticeEntry) -> Document:
    data, investment = practice.data, practice.data.largest_investment
    names = (
        (_NAME, _names(catalogue, data.municipalities)),
        (_FORMER, _former_names(data.municipalities)),
        (BODY, _names(catalogue, [adoption.municipality for adoption in data.adoptions])),
    )
    shown = {
        "where": formatting.municipalities_text(practice),
        "theme": catalogue.vocabulary.themes[data.themes[0]].title,
        "stage": formatting.stage_view(catalogue, practice)["label"],
        "outcome": formatting.outcome_view(practice)["text"],
        "year": formatting.period(data.started, data.ended),
        "adoptions": formatting.adoptions_text(catalogue, practice),
    }
    places = [catalogue.places[name] for name in data.municipalities]
    memberships = (item for name in data.municipalities for item in catalogue.memberships.get(name, ()))
    networks = {item.network.slug for item in memberships if not item.member.until}
    facets: _Facets = {
        "kunta": data.municipalities,
        "maakunta": tuple(dict.fromkeys(place.region for place in places)),
        "verkosto": tuple(sorted({*data.networks, *networks})),
        "vaihe": (data.stage.value,),
        "lopputulos": (data.outcome.value,) if data.outcome != field_types.Outcome.UNKNOWN else (),
        "tekija": tuple(dict.fromkeys(actor.kind.value for actor in data.actors if actor.kind)),
        "koko": tuple(dict.fromkeys(bin_of(place.population, SIZES) for place in places)),
        "investointi": (bin_of(investment, INVESTMENTS),) if investment is not None else (),
        "mitattu": ("on",) if any(result.basis == field_types.Basis.MEASURED for result in data.results) else (),
        "muualla": ("on",) if catalogue.adopters(practice) else (),
        "pullonkaula": tuple(dict.fromkeys(item.kind for item in data.bottlenecks)),
        "vuosi": (str(data.started.year),) if data.started else (),
    }
    newest = max((str(source.date) for source in data.sources if source.date), default="")
    document = _of_entry(catalogue, practice, data.aliases, names, shown, facets, newest)
    return replace(document, adopters=len(catalogue.adopters(practice)))


def _other_entry(catalogue: Catalogue, entry: models.Entry[Any]) -> Document:
    data = entry.data
    when = getattr(data, "date", None) or getattr(data, "start", None) or getattr(data, "started", None)
    year = str(when.year) if when else ""
    municipalities = getattr(data, "municipalities", ())
    members = [member.municipality for member in getattr(data, "members", ())]
    names = ((BODY, _names(catalogue, [*municipalities, *members])),)
    aliases = (*getattr(data, "aliases", ()), getattr(data, "short", None) or "", getattr(data, "series", None) or "")
    facets = {
        "kunta": tuple(dict.fromkeys(municipalities)),
        "verkosto": (entry.slug,) if entry.kind == "network" else getattr(data, "networks", ()),
        "vuosi": (year,) if year else (),
    }
    return _of_entry(catalogue, entry, aliases, names, {"year": year}, facets, str(when or ""))


def _of_entry(
    catalogue: Catalogue,
    entry: models.Entry[Any],
    aliases: Iterable[str],
    names: _Texts,
    shown: dict[str, str],
    facets: _Facets,
    newest: str,
) -> Document:
    """What entries of all kinds have in common, and what is given of one; `names` are those of municipalities."""
    data, (kind, prior) = entry.data, _KINDS[entry.kind]
    body, front = _body_and_front(entry)
    known = ((TITLE, data.title), (ALIAS, ". ".join(aliases)), (SUMMARY, data.summary))
    texts = (*known, (_SYNONYM, _synonyms(catalogue, data)), *names, (BODY, body), (BODY, front))
    facets |= {"laji": (kind,), "teema": getattr(data, "themes", ()), "avainsana": getattr(data, "tags", ())}
    shown = {"kind": kind, "summary": data.summary, **shown}
    themes = tuple(catalogue.vocabulary.themes[key].title for key in facets["teema"])
    about = {"Kunta": facets.get("kunta", ()), "Avainsana": facets["avainsana"], "Teema": themes}
    return Document(links.entry_url(entry), data.title, texts, (body, front), shown, facets, about, newest, prior=prior)


def _municipality(catalogue: Catalogue, place: Place) -> Document:
    entry = catalogue.municipality_entries.get(place.name)
    body, front = _body_and_front(entry) if entry else ("", "")
    region = catalogue.regions[place.region]
    summary = f"{place.genitive} sivu: käytännöt, käyttöönotot, tavoitteet ja verkostot. Maakunta: {region.name}."
    if ended := [former.name for former in formers() if place.name in former.municipalities]:
        names = dict.fromkeys(name.replace(" mlk", " maalaiskunta") for name in ended)
        summary += f" Entisiä kuntia: {', '.join(names)}."
    return Document(
        f"kunnat/{place.slug}/",
        place.name,
        (
            (TITLE * 1.5, f"{place.name}. {place.name_sv}"),
            (BODY, _former_names([place.name])),
            (BODY, region.name),
            (BODY, body),
            (BODY, front),
        ),
        (body, front),
        {"kind": "Kunta", "summary": summary, "where": region.name},
        {
            "laji": ("Kunta",),
            "kunta": (place.name,),
            "maakunta": (place.region,),
            "verkosto": tuple(dict.fromkeys(item.network.slug for item in catalogue.memberships.get(place.name, ()))),
            "koko": (bin_of(place.population, SIZES),),
        },
        prior=1.0 if entry or place.name in catalogue.practices_by_municipality else 0.8,
    )


def _body_and_front(entry: models.Entry[Any]) -> tuple[str, str]:
    """The running text of an entry, and every sentence of its front matter: captions, bottlenecks, adoptions …"""
    texts = (text for loc, spec, text in values(entry.data) if spec.is_prose and _NOT_TEXT.isdisjoint(loc))
    return _without_markup(entry.body), " ".join(
        text if text.endswith((".", "!", "?")) else f"{text}." for text in texts
    )


def _names(catalogue: Catalogue, names: Iterable[str]) -> str:
    """Municipalities by their Finnish and Swedish names."""
    places = [catalogue.places[name] for name in dict.fromkeys(names)]
    return ". ".join(name for place in places for name in (place.name, place.name_sv))


def _former_names(names: Iterable[str]) -> str:
    """Former municipalities that belong to these, by the names by which they are looked for."""
    found = (former for former in formers() if not {*names}.isdisjoint(former.municipalities))
    return ". ".join(dict.fromkeys(name for former in found for name in (former.name, former.name_sv)))


def _synonyms(catalogue: Catalogue, data: Any) -> str:
    tags = [word for tag in getattr(data, "tags", ()) for word in (tag, *catalogue.vocabulary.tags[tag].synonyms)]
    themes = [catalogue.vocabulary.themes[key].title for key in getattr(data, "themes", ())]
    return ". ".join((*tags, *themes))
