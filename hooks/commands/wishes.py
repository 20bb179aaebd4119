"""What a person wants in a new entry, from arguments or from questions, and what is still wrong or missing in it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from catalogue.guide import Guide, guides
from catalogue.layout import Kind
from catalogue.messages import explain, field_label
from catalogue.references import written_references
from catalogue.unknown import Named, unknown

Values = dict[str, Any]

# The option that gives each field; the title is given without one.
OPTIONS = {
    "title": "otsikko",
    "municipality": "kunta",
    "municipalities": "--kunta",
    "themes": "--teema",
    "summary": "--tiivistelmä",
    "stage": "--vaihe",
    "date": "--päivä",
    "start": "--alkaa",
    "sources": "--lähde",
    "contact": "--yhteys",
}


def asked_of(kind: Kind) -> Iterator[Guide]:
    """The few fields without which an entry of this kind is not sound."""
    return (guide for guide in guides(kind.model) if guide.required and guide.key in OPTIONS)


def missing(kind: Kind, values: Mapping[str, Any]) -> list[str]:
    """The options that are still needed."""
    needed = [OPTIONS[guide.key] for guide in asked_of(kind) if not values.get(guide.key)]
    if kind.name == "practice" and not values.keys() & {"sources", "contact"}:
        needed.append("--lähde tai --yhteys")
    return needed


def complaints(kind: Kind, values: Mapping[str, Any], named: Named) -> list[str]:
    """What is wrong with the values that are there, in the words of the build."""
    problems = []
    for key, value in values.items():
        label = field_label(kind.model, (key,))
        try:
            kind.model.model_validate({key: value})
        except ValidationError as error:
            whole = [problem.message for problem in explain(error, kind.model, "", {})]
            problems += [message for message in whole if _is_about(message, label)] if value else []
        problems += [
            f"{label}: {unknown(target, word, named[target])}"
            for _, target, word in written_references(kind.model, {key: value})
            if target in named and word not in named[target]
        ]
    return problems


def _is_about(message: str, label: str) -> bool:
    return message.startswith((f"{label}:", f"{label},", f"{label} "))


def chosen(guide: Guide, word: str) -> str:
    """The value that a choice's Finnish word means; any other word as it is."""
    return next((choice.value for choice in guide.choices if word.strip().casefold() == choice.label), word)


def fill_in(kind: Kind, values: Values, named: Named, ask: Callable[[str], str]) -> None:
    """Asks for what is missing, and again for what is wrong."""
    for guide in asked_of(kind):
        while not values.get(guide.key) or _still_wrong(kind, values, guide.key, named):
            answer = ask(f"{guide.label[0].upper()}{guide.label[1:]}: {guide.advice}")
            values[guide.key] = _answered(guide, answer)
    while kind.name == "practice" and not values.keys() & {"sources", "contact"}:
        if title := ask(
            "Lähde: sen sivun tai asiakirjan otsikko, josta tiedot ovat. Jos lähdettä ei ole, jätä tyhjäksi."
        ):
            values["sources"] = [source(title, ask("Lähteen osoite, alkaa https://. Voit jättää tyhjäksi."))]
        elif organisation := ask("Yhteys: keneltä voi kysyä, esimerkiksi Turun kaupunki."):
            values["contact"] = {"organisation": organisation}
        for key in ("sources", "contact"):
            if key in values and _still_wrong(kind, values, key, named):
                del values[key]


def _still_wrong(kind: Kind, values: Values, key: str, named: Named) -> bool:
    found = complaints(kind, {key: values[key]}, named)
    for complaint in found:
        print(f"  {complaint}")
    return bool(found)


def _answered(guide: Guide, answer: str) -> Any:
    if guide.many:
        return [word.strip() for word in answer.split(",") if word.strip()]
    return chosen(guide, answer.strip())


def source(title: str, url: str) -> Values:
    """A source as it is written in front matter."""
    return {"title": title.strip()} | ({"url": url.strip()} if url.strip() else {})
