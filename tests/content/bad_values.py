"""For every rule of the schema a value that breaks it, in an entry that is sound otherwise."""

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

from kaytantopankki.content import form_export
from kaytantopankki.content.body_markdown import LIMITS
from kaytantopankki.content.checks import BY_NOW
from kaytantopankki.content.file_checks import NOT_FREE
from kaytantopankki.content.front_matter import MAX_BYTES, MAX_NODES
from kaytantopankki.content.models import KINDS
from tests.content import table

Data = dict[str, Any]
Loc = tuple[str | int, ...]
_ABSENT = object()
ITSELF = "itse"  # Stands for the name of the entry that has it.

# For each kind with a form an entry with every field.
WHOLE: dict[str, Data] = table("whole")
# A picture has to be in its folder, which only the build can see: it is given only where its fields are broken.
_IMAGE = {"file": "kuva.jpg", "alt": "Talo.", "caption": "Talo.", "credit": "Kunta", "licence": "CC BY 4.0"}

_HIDDEN = ("tyh\u200bjä", "kään\u202eteinen", "\ue000")
_STRANGE = (
    "https://www.turкu.fi/a",
    "https://xn--turu-b5d.fi",
    "https://xn--99999999.fi",
    "https://xn--hmeenlinna-v5b.fi",
)
_PRIVATE = ("kirjoita matti@kunta.fi", "soita 040 123 4567", "soita +358 40 1234567")
_WRONG: dict[str, tuple[Any, ...]] = {
    "text": ("",),
    "number": ("paljon", "458.500", "24 %", "5 ja 6", "1e400", "nan", "", "0x10"),
    "whole": ("monta", "12 kpl", "1.5", ""),
    "bool": ("ehkä", ""),
    "choice": ("olematon", "toteutettu", ""),
    "day": ("5/2024", "2024-02-30", "1850-01-01", "2024-13-01", "3.5.24", "3.5.2024 klo 13", ""),
    "moment": (
        "syksy 2024",
        "1850",
        "2101",
        "31.2.2024",
        "3.5.2024 klo 25",
        "2024-05-03 10:75",
        "2019–2021",
        "13.00",
        "28.3.2027 klo 3.30",
        "",
    ),
    "group": ("teksti", ["kohta"]),
}


class Case(NamedTuple):
    """One entry with one thing wrong in it; a name when its file's own name matters."""

    kind: str
    values: Data
    body: str = ""
    name: str = ""


def cases() -> Iterator[Case]:
    """Every kind with a form, every field, everything that its type refuses; then what fields say together."""
    for kind, whole in WHOLE.items():
        yield Case(kind, {**whole, "colour": "red"})
        yield Case(kind, {**whole, "sourcess": "red"})
        for loc, field in _fields(form_export.form_schema(KINDS[kind])["fields"], whole):
            for value in _wrong(field):
                yield Case(kind, _with(whole, loc, value))
    yield from _together()


def _fields(fields: list[Data], values: Any, at: Loc = ()) -> Iterator[tuple[Loc, Data]]:
    for field in fields:
        loc: Loc = (*at, field["name"])
        yield loc, field
        value = values.get(field["name"])
        if field["type"] == "group" and value:
            several = "list" in field
            yield from _fields(field["fields"], value[0] if several else value, (*loc, 0) if several else loc)


def _wrong(field: Data) -> Iterator[Any]:
    if field.get("required"):
        yield _ABSENT
    if field["name"] == "image":
        for inner in field["fields"]:
            yield from ({**_IMAGE, inner["name"]: value} for value in _wrong_items(inner) if value is not _ABSENT)
            if inner.get("required"):
                yield {name: value for name, value in _IMAGE.items() if name != inner["name"]}
        return
    if "list" not in field:
        yield from _wrong_items(field)
        return
    limits = field["list"]
    if not limits.get("alone"):
        yield "teksti ilman luetteloa"
        yield {"avain": "arvo"}
    if limits.get("min_length"):
        yield []
    if most := limits.get("max_length"):
        yield ["energia", "ruoka", "liikkuminen", "energiaa"][: most + 1] if most < 4 else ["lämpö"] * (most + 1)
    for value in _wrong_items(field):
        yield [value]
        if limits.get("alone") and isinstance(value, str):
            yield value


def _wrong_items(field: Data) -> Iterator[Any]:
    kind = field["type"]
    limited = kind == "text" and not field.get("min_length") and "pattern" not in field
    yield from () if limited else _WRONG[kind]
    if kind not in ("group", "choice"):  # Of a list in place of a choice the build tells in Python's words.
        yield ["luettelo"]
    if most := field.get("max_length"):
        yield "https://kunta.fi/" + "x" * most if field.get("says") == "url" else "x" * (most + 1)
    if field.get("pattern"):
        yield from ("Väärä osoite", "ftp://kunta.fi")
    if field.get("prose"):
        yield from (*_PRIVATE, *_HIDDEN, *_STRANGE[:2], "yksi\n\nkaksi")
    if field.get("says") == "url":
        yield from _STRANGE
    if "ge" in field:
        yield str(field["ge"] - 1)
    if "gt" in field:
        yield str(field["gt"])
    if "le" in field:
        yield str(field["le"] + 1)
    if field.get("target"):
        yield from ("Zzzzzzzzzz", *_NEAR.get(field["target"], ()))


_NEAR = {
    "municipality": ("Tuku", "Helsnki", "Nastola", "Päijät-Häme", "Lappi"),
    "theme": ("energi",),
    "tag": ("lämpöä",),
    "practice": ("mali",),
}


def _with(values: Data, loc: Loc, value: Any) -> Data:
    changed = copy.deepcopy(values)
    part: Any = changed
    for step in loc[:-1]:
        part = part[step]
    if value is _ABSENT:
        del part[loc[-1]]
    else:
        part[loc[-1]] = value
    return changed


def _together() -> Iterator[Case]:
    """What fields, the entry as a whole and its text must not say."""
    practice, event, news = WHOLE["practice"], WHOLE["event"], WHOLE["news"]
    result, cost = (
        {"indicator": "energiansaasto", "basis": "measured", "source": "1"},
        {"kind": "investment", "amount": "1"},
    )
    figures: tuple[Data, ...] = (
        {},
        {"before": "1"},
        {"value": "1", "before": "2"},
        {"value": "2", "value_to": "1"},
        {"value_to": "1", "before": "1", "after": "2"},
    )
    for figure in figures:
        yield Case("practice", {**practice, "results": [{**result, **figure}]})
    yield Case("practice", {**practice, "results": [{**result, "value": "noin 5", "approx": "over"}]})
    yield Case("practice", {**practice, "costs": [{"kind": "saving", "years": "5–10", "source": "1"}]})
    yield Case("practice", {"otsikko" if key == "title" else key: value for key, value in practice.items()})
    for name, model in (("costs", "Money"), ("milestones", "Milestone")):
        for item in table("submodels")[model]["clash"]:
            yield Case("practice", {**practice, name: [{key: str(value) for key, value in item.items()}]})
    yield Case("practice", {key: value for key, value in practice.items() if key != "outcome_source"})
    yield Case("practice", {**practice, "results": [{**result, "value": "1", "period": "2017–2018"}]})
    yield Case("practice", _with(practice, ("uptake", "suits"), {"population_min": "9", "population_max": "1"}))
    for origin in ({"practice": "malli", "place": "Oslo"}, {"note": "Idea."}):
        yield Case("practice", {**practice, "adapted_from": [origin]})
    plain = {key: practice[key] for key in ("title", "summary", "municipalities", "themes", "stage", "published")}
    yield Case("practice", plain)
    for number in (["1", "2"], "7"):
        yield Case("practice", _with(practice, ("costs", 0, "source"), number))
        yield Case("practice", _with(practice, ("uptake", "documents", 0, "source"), number))
    yield Case("practice", {**plain, "contact": {"organisation": "Kunta"}, "costs": [{**cost, "source": "1"}]})
    for name, item in (
        ("results", {**result, "value": "1"}),
        ("costs", cost),
        ("funding", {"funder": "EU"}),
    ):
        yield Case("practice", {**practice, name: [{key: value for key, value in item.items() if key != "source"}]})
    for names in (["Turku"], ["Raisio", "Raisio"]):
        taken = {"adapted_from": [{"place": "Oslo"}], "adoptions": [{"municipality": name} for name in names]}
        yield Case("practice", practice | taken)
    for name in ("municipalities", "themes", "tags", "related"):
        yield Case("practice", {**practice, name: practice[name] * 2})
    yield Case("practice", {**practice, "results": [{**result, "value": "1", "note": "Tavoite on suuri."}]})
    yield Case("practice", {**practice, "results": [{**result, "value": "1", "period": "2020–2099"}]})
    yield Case("practice", {**practice, "started": "2020-05", "ended": "2019"})
    yield Case("practice", _with(practice, ("adoptions", 0, "ended"), "2019"))
    yield Case("practice", {**practice, "stage": "in_use", "ended": "2020-05-03"})
    yield Case("practice", {**practice, "title": "Malli"})
    yield Case("practice", {**practice, "superseded_by": ITSELF})
    yield Case("news", {**news, "title": "JUTTU"})
    for name, value in (
        ("end", "2026-01-04"),
        ("end", "2026-01-05 12:00"),
        ("registration_deadline", "2026-01-06"),
        ("registration_deadline", "2026-01-05 14:00"),
    ):
        yield Case("event", {**event, name: value})
    town = WHOLE["municipality"]
    figure = {"indicator": "energiansaasto", "year": "2020", "value": "1", "source": "1"}
    changes: tuple[Data, ...] = ({"year": "2099"}, {"note": "Tavoite on suuri."}, {"source": []})
    for change in changes:
        yield Case("municipality", {**town, "indicators": [{**figure, **change}]})
    for above in ("Ohjelma", "Stratgia", "Zzzzzzzzzz"):
        yield Case("municipality", _with(town, ("programmes", 1, "under"), above))
    yield from _of_the_future()
    yield from _of_addresses()
    for picture in ("kuva.gif", "kuva.jpg2"):
        yield Case("practice", {**practice, "image": {**_IMAGE, "file": picture}})
    yield Case("practice", {**practice, "aliases": ["a" * 150] * (MAX_BYTES // 150)})
    yield Case("practice", {**practice, "aliases": ["ab"] * MAX_NODES})
    yield from _of_texts()


def _of_the_future() -> Iterator[Case]:
    for kind, whole in WHOLE.items():
        for where, names in BY_NOW.items():
            for name in names:
                loc: Loc = () if not where else (where, 0) if isinstance(whole.get(where), list) else (where,)
                part = whole if not where else whole.get(where) and (whole[where][0] if len(loc) == 2 else whole[where])
                if part and name in part:
                    yield Case(kind, _with(whole, (*loc, name), "2099-01-01"))


def _of_addresses() -> Iterator[Case]:
    practice, event = WHOLE["practice"], WHOLE["event"]
    for address in ("muu/x/", "kaytannot/a/b/", "kaytannot/malli/", "kunnat/turku/", "uutiset/kartta/"):
        yield Case("event", {**event, "aliases_url": [address]})
    yield Case("event", {**event, "aliases_url": ["tapahtumat/oma/"]}, name="oma")
    yield Case("practice", {**practice, "aliases_url": ["hankkeet/hanke/"]})
    for names in NOT_FREE.values():
        yield from (Case("practice", practice, name=name) for name in sorted(names) if name != "index")
    yield Case("municipality", WHOLE["municipality"], name="lieto")


def _of_texts() -> Iterator[Case]:
    practice, news = WHOLE["practice"], WHOLE["news"]
    for body in (
        *table("bodies"),
        *(f"Sana {hidden}" for hidden in _HIDDEN),
        "[a](HTTPS://www.tur\u043au.fi)\n\n[b](https://www.tur\u043au.fi)",
        "x\n\n" * LIMITS["characters"],
        "a\n\n" + "sana " * 900,
        "## Opit\n" + "x" * (LIMITS["paragraph"] - len("## Opit\n")),
        "a\n```\n" * (LIMITS["fences"] + 1),
        *(sign * (LIMITS["open"] + 1) for sign in ("[a](", "<a ")),
    ):
        yield Case("practice", practice, f"\n{body}\n")
    yield Case("news", news, "\n# Iso\n")
