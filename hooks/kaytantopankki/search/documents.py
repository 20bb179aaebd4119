"""Everything that can be found, with its texts by weight."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel

from kaytantopankki import formatting, links
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.field_types import Basis, Choice
from kaytantopankki.content.models import KINDS, Entry
from kaytantopankki.content.municipalities import INVESTMENTS, SIZES, Place, bin_of
from kaytantopankki.formatting import capitalised, period

_MARKUP = re.compile(
    r"\[(\d{1,2}(?:, ?\d{1,2})*)\]|^#+ .*$|^\s*(?:[-+:]|\d+[.)])\s|-{3,}|[*_`>|]|\]\([^)]*\)|\[", re.MULTILINE
)
# Fields of front matter that name or count something, or are searched on their own.
_NOT_TEXT = {
    "url",
    "source",
    "basis",
    "stage",
    "kind",
    "indicator",
    "date",
    "language",
    "type",
    "standing",
    "themes",
    "tags",
    "municipalities",
    "municipality",
    "networks",
    "projects",
    "practices",
    "events",
    "related",
    "aliases_url",
    "sources",
    "title",
    "summary",
    "aliases",
    "adapted_from",
    "superseded_by",
    "recap",
    "audience",
    "status",
    "image",
    "key_action_source",
    "key_challenge_source",
    "approx",
    "members",
    "practice",
    "heard_at",
    "registration_url",
}


def without_markup(markdown: str) -> str:
    """Markdown as running text: without headings, marks, addresses and source numbers."""
    text = re.sub(r"\s+", " ", _MARKUP.sub(" ", markdown)).strip()
    return re.sub(r" ([.,;:!?)])", r"\1", text)


def running_texts(value: Any) -> Iterator[str]:
    """Every sentence inside front matter: captions, bottlenecks, adoptions and the like."""
    if isinstance(value, Choice):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from running_texts(item)
    elif isinstance(value, BaseModel):
        for name in _texts_of(type(value)):
            yield from running_texts(getattr(value, name))


@cache
def _texts_of(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _NOT_TEXT)


TITLE, ALIAS, SUMMARY, NAME, BODY, SYNONYM = 6.0, 5.0, 3.0, 3.0, 1.0, 1.5


@dataclass(frozen=True)
class Document:
    """One page to be found. `texts` are (weight, text), `parts` those of them in which the reader sees the words that
    were found; `facets` values by facet key; `shown` is for its card."""

    url: str
    title: str
    texts: tuple[tuple[float, str], ...]
    parts: tuple[str, ...]
    shown: dict[str, str]
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    newest: str = ""
    adopters: int = 0
    prior: float = 1.0

    @property
    def text(self) -> str:
        """All parts as one."""
        return " ".join(filter(None, self.parts))


def documents(catalogue: Catalogue) -> Iterator[Document]:
    """Every page of the catalogue; hand-written pages are added by the caller."""
    for practice in catalogue.newest:
        yield _practice(catalogue, practice)
    for kind, prior in (("news", 0.8), ("event", 0.8), ("network", 0.9), ("project", 0.9)):
        for entry in catalogue.of_kind(kind).values():
            yield _entry(catalogue, entry, kind, prior)
    for place in catalogue.places.values():
        yield _place(catalogue, place)
    for region in catalogue.regions.values():
        yield _page(
            f"maakunnat/{region.slug}/",
            region.name,
            "Maakunta",
            (region.name, region.name_sv),
            " ".join(place.name for place in catalogue.places_by_region[region.code]),
        )
    for key, theme in catalogue.vocabulary.themes.items():
        yield _page(f"teemat/{key}/", theme.title, "Teema", theme.synonyms, theme.description)
    for key, bottleneck in catalogue.vocabulary.bottlenecks.items():
        yield _page(f"pullonkaulat/{key}/", bottleneck.title, "Pullonkaula", ("pullonkaula",), bottleneck.description)
    for tag in catalogue.practices_by_tag:
        link = links.tag_link(tag)
        yield _page(link["url"], capitalised(tag), "Avainsana", catalogue.vocabulary.tags[tag].synonyms, "")


def written_page(url: str, title: str, description: str, markdown: str) -> Document:
    """A hand-written page; what its macros would write is not searched."""
    text = without_markup(re.sub(r"\{\{.*?\}\}", "", markdown))
    return Document(
        url,
        title,
        ((TITLE, title), (SUMMARY, description), (BODY, text)),
        (text,),
        {"kind": "Sivu", "summary": description},
        {"laji": ("Sivu",)},
        prior=0.9,
    )


def _page(url: str, title: str, kind: str, other_names: Any, text: str) -> Document:
    return Document(
        url,
        title,
        ((TITLE, title), (ALIAS, ". ".join(other_names)), (SUMMARY, text)),
        (),
        {"kind": kind, "summary": text},
        {"laji": (kind,)},
        prior=0.7,
    )


def _names(catalogue: Catalogue, names: Any) -> str:
    """Municipalities by their Finnish and Swedish names."""
    return ". ".join(
        name
        for place in map(catalogue.places.__getitem__, dict.fromkeys(names))
        for name in (place.name, place.name_sv)
    )


def _synonyms(catalogue: Catalogue, data: Any) -> str:
    tags = [word for tag in getattr(data, "tags", ()) for word in (tag, *catalogue.vocabulary.tags[tag].synonyms)]
    themes = [catalogue.vocabulary.themes[key].title for key in getattr(data, "themes", ())]
    return ". ".join((*tags, *themes))


def _practice(catalogue: Catalogue, practice: PracticeEntry) -> Document:
    data = practice.data
    front = " ".join(running_texts(data))
    adopters = [adoption.municipality for adoption in data.adoptions]
    body = without_markup(practice.body)
    return Document(
        links.entry_url(practice),
        data.title,
        (
            (TITLE, data.title),
            (ALIAS, ". ".join(data.aliases)),
            (SUMMARY, data.summary),
            (SYNONYM, _synonyms(catalogue, data)),
            (NAME, _names(catalogue, data.municipalities)),
            (BODY, _names(catalogue, adopters)),
            (BODY, body),
            (BODY, front),
        ),
        (body, front),
        {
            "kind": "Käytäntö",
            "summary": data.summary,
            "where": formatting.municipalities_text(practice),
            "theme": catalogue.vocabulary.themes[data.themes[0]].title,
            "stage": capitalised(data.stage.label),
            "year": period(data.started, data.ended),
            "adoptions": formatting.adoptions_text(data.adoptions),
        },
        _practice_facets(catalogue, practice),
        max((str(source.date) for source in data.sources if source.date), default=""),
        len(catalogue.adopters(practice)),
    )


def _practice_facets(catalogue: Catalogue, practice: PracticeEntry) -> dict[str, tuple[str, ...]]:
    data = practice.data
    places = [catalogue.places[name] for name in data.municipalities]
    networks = {
        membership.network.slug
        for name in data.municipalities
        for membership in catalogue.memberships.get(name, ())
        if not membership.member.until
    }
    investment = max((cost.investment for cost in data.costs if cost.investment is not None), default=None)
    return {
        "laji": ("Käytäntö",),
        "teema": data.themes,
        "avainsana": data.tags,
        "kunta": data.municipalities,
        "maakunta": tuple(dict.fromkeys(place.region for place in places)),
        "verkosto": tuple(sorted({*data.networks, *networks})),
        "vaihe": (data.stage.value,),
        "koko": tuple(dict.fromkeys(bin_of(place.population, SIZES) for place in places)),
        "investointi": (bin_of(investment, INVESTMENTS),) if investment is not None else (),
        "mitattu": ("on",) if any(result.basis == Basis.MEASURED for result in data.results) else (),
        "muualla": ("on",) if catalogue.adopters(practice) else (),
        "pullonkaula": tuple(dict.fromkeys(item.kind for item in data.bottlenecks)),
        "vuosi": (str(data.started.year),) if data.started else (),
    }


_KIND_WORDS = {"news": "Uutinen", "event": "Tapahtuma", "network": "Verkosto", "project": "Yhteishanke"}


def _entry(catalogue: Catalogue, entry: Entry[Any], kind: str, prior: float) -> Document:
    data = entry.data
    when = getattr(data, "date", None) or getattr(data, "start", None) or getattr(data, "started", None)
    names = [*getattr(data, "municipalities", ()), *(member.municipality for member in getattr(data, "members", ()))]
    body = without_markup(entry.body)
    front = " ".join(running_texts(data))
    other = ". ".join(
        (*getattr(data, "aliases", ()), getattr(data, "short", None) or "", getattr(data, "series", None) or "")
    )
    facets: dict[str, tuple[str, ...]] = {
        "laji": (_KIND_WORDS[kind],),
        "teema": getattr(data, "themes", ()),
        "avainsana": getattr(data, "tags", ()),
        "kunta": tuple(dict.fromkeys(getattr(data, "municipalities", ()))),
        "verkosto": (entry.slug,) if kind == "network" else getattr(data, "networks", ()),
        "vuosi": (str(when.year),) if when else (),
    }
    return Document(
        f"{KINDS[kind].address}/{entry.slug}/",
        data.title,
        (
            (TITLE, data.title),
            (ALIAS, other),
            (SUMMARY, data.summary),
            (SYNONYM, _synonyms(catalogue, data)),
            (BODY, _names(catalogue, names)),
            (BODY, body),
            (BODY, front),
        ),
        (body, front),
        {"kind": _KIND_WORDS[kind], "summary": data.summary, "year": str(when.year) if when else ""},
        facets,
        str(when or ""),
        prior=prior,
    )


def _place(catalogue: Catalogue, place: Place) -> Document:
    own = catalogue.municipality_entries.get(place.name)
    body, front = (without_markup(own.body), " ".join(running_texts(own.data))) if own else ("", "")
    region = catalogue.regions[place.region]
    networks = tuple(dict.fromkeys(membership.network.slug for membership in catalogue.memberships.get(place.name, ())))
    count = len(catalogue.practices_by_municipality.get(place.name, ()))
    summary = f"{place.genitive} sivu: käytännöt, käyttöönotot, tavoitteet ja verkostot. Maakunta: {region.name}."
    return Document(
        f"kunnat/{place.slug}/",
        place.name,
        ((TITLE * 1.5, f"{place.name}. {place.name_sv}"), (BODY, region.name), (BODY, body), (BODY, front)),
        (body, front),
        {"kind": "Kunta", "summary": summary, "where": region.name},
        {
            "laji": ("Kunta",),
            "kunta": (place.name,),
            "maakunta": (place.region,),
            "verkosto": networks,
            "koko": (bin_of(place.population, SIZES),),
        },
        prior=1.0 if count or own else 0.8,
    )
