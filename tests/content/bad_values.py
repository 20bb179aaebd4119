"""For every rule of the schema a value that breaks it, in an entry that is sound otherwise."""

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

from kaytantopankki.content import form_export
from kaytantopankki.content.body_markdown import LIMITS
from kaytantopankki.content.checks import BY_NOW
from kaytantopankki.content.file_checks import NOT_FREE
from kaytantopankki.content.front_matter import MAX_BYTES, MAX_LINE, MAX_NODES
from kaytantopankki.content.models import KINDS
from tests.cases import table

Data = dict[str, Any]
Loc = tuple[str | int, ...]
_ABSENT = object()
ITSELF = "itse"  # Stands for the name of the entry that has it.

# For each kind with a form an entry with every field.
WHOLE: dict[str, Data] = table("content/whole")
# A picture has to be in its folder, which only the build can see: it is given only where its fields are broken.
_IMAGE = {"file": "kuva.jpg", "alt": "Talo.", "caption": "Talo.", "credit": "Kunta", "licence": "CC BY 4.0"}

_TABLES = table("content/bad_values")


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
    yield from () if limited else _TABLES["wrong"][kind]
    if kind not in ("group", "choice"):  # Of a list in place of a choice the build tells in Python's words.
        yield ["luettelo"]
    if most := field.get("max_length"):
        yield "https://kunta.fi/" + "x" * most if field.get("says") == "url" else "x" * (most + 1)
    if field.get("pattern"):
        yield from ("Väärä osoite", "ftp://kunta.fi")
    if field.get("prose"):
        yield from (*_TABLES["private"], *_TABLES["hidden"], *_TABLES["strange"][:2], "yksi\n\nkaksi")
    if field.get("says") == "url":
        yield from _TABLES["strange"]
    if "ge" in field:
        yield str(field["ge"] - 1)
    if "gt" in field:
        yield str(field["gt"])
    if "le" in field:
        yield str(field["le"] + 1)
    if field.get("target"):
        yield from ("Zzzzzzzzzz", *_TABLES["near"].get(field["target"], ()))


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
    practice = WHOLE["practice"]
    for kind, changes in _TABLES["together"]:
        values = WHOLE[kind]
        for path, value in changes.items():
            loc = tuple(int(step) if step.isdecimal() else step for step in path.split("."))
            values = _with(values, loc, _ABSENT if value is None else value)
        yield Case(kind, values)
    for name, model in (("costs", "Money"), ("milestones", "Milestone")):
        for item in table("content/submodels")[model]["clash"]:
            yield Case(
                "practice", {**practice, name: [{key: str(value) for key, value in item.items()} | {"source": "1"}]}
            )
    plain = {key: practice[key] for key in ("title", "summary", "municipalities", "themes", "stage", "published")}
    yield Case("practice", plain)
    cost = {"kind": "investment", "amount": "1", "source": "1"}
    yield Case("practice", {**plain, "contact": {"organisation": "Kunta"}, "costs": [cost]})
    yield from _of_the_future()
    yield from _of_names()
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


def _of_names() -> Iterator[Case]:
    yield Case("event", {**WHOLE["event"], "aliases_url": ["tapahtumat/oma/"]}, name="oma")
    for names in NOT_FREE.values():
        yield from (Case("practice", WHOLE["practice"], name=name) for name in sorted(names) if name != "index")
    yield Case("municipality", WHOLE["municipality"], name="lieto")


def _of_texts() -> Iterator[Case]:
    practice, news = WHOLE["practice"], WHOLE["news"]
    for body in (
        *table("content/bodies"),
        *(f"Sana {hidden}" for hidden in _TABLES["hidden"]),
        "[a](HTTPS://www.tur\u043au.fi)\n\n[b](https://www.tur\u043au.fi)",
        "x\n\n" * LIMITS["characters"],
        "a\n\n" + "sana " * 900,
        "## Opit\n" + "x" * (LIMITS["paragraph"] - len("## Opit\n")),
        "a\n```\n" * (LIMITS["fences"] + 1),
        f"```\n{'a' * (MAX_LINE + 1)}\n```",
        *(sign * (LIMITS["open"] + 1) for sign in ("[a](", "<a ")),
    ):
        yield Case("practice", practice, f"\n{body}\n")
    yield Case("news", news, "\n# Iso\n")
