"""`scripts/new`: begins a new entry."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kaytantopankki.cli import ArgumentParser, refuse, repository_root, today
from kaytantopankki.content import scaffold, vocabulary
from kaytantopankki.content.fields import FieldSpec, field_specs, references
from kaytantopankki.content.loader import VOCABULARY, load, names_of
from kaytantopankki.content.messages import did_you_mean
from kaytantopankki.content.models import KINDS, Kind
from kaytantopankki.content.municipalities import Named, slugify, unknown_reference_message
from kaytantopankki.content.validation import explain, field_label

EntryValues = dict[str, Any]

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


def asked_of(kind: Kind) -> Iterator[FieldSpec]:
    """The few fields without which an entry of this kind is not sound."""
    return (spec for spec in field_specs(kind.model).values() if spec.required and spec.key in OPTIONS)


def missing_fields(kind: Kind, values: Mapping[str, Any]) -> list[str]:
    """The options that are still needed."""
    needed = [OPTIONS[spec.key] for spec in asked_of(kind) if not values.get(spec.key)]
    if kind.name == "practice" and not values.keys() & {"sources", "contact"}:
        needed.append("--lähde tai --yhteys")
    return needed


def entry_complaints(kind: Kind, values: Mapping[str, Any], named: Named) -> list[str]:
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
            f"{label}: {unknown_reference_message(target, word, named[target])}"
            for _, target, word in references(kind.model, {key: value})
            if target in named and word not in named[target]
        ]
    return problems


def _is_about(message: str, label: str) -> bool:
    return message.startswith((f"{label}:", f"{label},", f"{label} "))


def choose_option(spec: FieldSpec, word: str) -> str:
    """The value that a choice's Finnish word means; any other word as it is."""
    return next((choice.value for choice in spec.choices if word.strip().casefold() == choice.label), word)


def fill_in(kind: Kind, values: EntryValues, named: Named, ask: Callable[[str], str]) -> None:
    """Asks for what is missing, and again for what is wrong."""
    for spec in asked_of(kind):
        while not values.get(spec.key) or _still_wrong(kind, values, spec.key, named):
            answer = ask(f"{spec.label[0].upper()}{spec.label[1:]}: {scaffold.advice(spec)}")
            values[spec.key] = _answered(spec, answer)
    while kind.name == "practice" and not values.keys() & {"sources", "contact"}:
        if title := ask(
            "Lähde: sen sivun tai asiakirjan otsikko, josta tiedot ovat. Jos lähdettä ei ole, jätä tyhjäksi."
        ):
            values["sources"] = [source_of(title, ask("Lähteen osoite, alkaa https://. Voit jättää tyhjäksi."))]
        elif organisation := ask("Yhteys: keneltä voi kysyä, esimerkiksi Turun kaupunki."):
            values["contact"] = {"organisation": organisation}
        for key in ("sources", "contact"):
            if key in values and _still_wrong(kind, values, key, named):
                del values[key]


def _still_wrong(kind: Kind, values: EntryValues, key: str, named: Named) -> bool:
    found = entry_complaints(kind, {key: values[key]}, named)
    for complaint in found:
        print(f"  {complaint}")
    return bool(found)


def _answered(spec: FieldSpec, answer: str) -> Any:
    if spec.many:
        return [word.strip() for word in answer.split(",") if word.strip()]
    return choose_option(spec, answer.strip())


def source_of(title: str, url: str) -> EntryValues:
    """A source as it is written in front matter."""
    return {"title": title.strip()} | ({"url": url.strip()} if url.strip() else {})


KIND_WORDS = {
    "käytäntö": "practice",
    "uutinen": "news",
    "tapahtuma": "event",
    "hanke": "project",
    "verkosto": "network",
    "kunta": "municipality",
}
GUIDE = f"""Käyttö: scripts/new LAJI "Otsikko" [--kunta Turku] [--teema energia] ...

Tekee uuden tiedoston, jossa on kaikkien kenttien ohjeet. Komento kysyy, mitä puuttuu.
LAJI on {", ".join(KIND_WORDS)}. Kunnan otsikko on kunnan nimi.

  --kunta NIMI          kunta, jossa tehtiin; voit antaa monta
  --teema AVAIN         teema tiedostosta practices/vocabulary/themes.yml; voit antaa monta
  --tiivistelmä TEKSTI  yksi tai kaksi virkettä
  --vaihe SANA          miten pitkällä ollaan, esimerkiksi kokeilu tai käytössä
  --päivä PÄIVÄ         uutisen päivä, esimerkiksi 2026-05-03
  --alkaa AIKA          tapahtuman alku, esimerkiksi "2026-05-03 13:00"
  --lähde OTSIKKO       sivu tai asiakirja, josta tiedot ovat
  --osoite OSOITE       lähteen osoite
  --yhteys NIMI         organisaatio, jolta voi kysyä
  --tiedosto NIMI       tiedoston nimi ilman päätettä, jos se ei synny otsikosta
"""


def kind_of(word: str) -> Kind:
    """The kind that a Finnish word means, with or without its dots. Raises ValueError in Finnish."""
    kinds = {slugify(name): kind for name, kind in KIND_WORDS.items()}
    if slugify(word) in kinds:
        return KINDS[kinds[slugify(word)]]
    raise ValueError(f'Lajia "{word}" ei ole{did_you_mean(word, KIND_WORDS) or "."} Lajit: {", ".join(KIND_WORDS)}.')


def values_of(kind: Kind, asked: Namespace, today: date) -> EntryValues:
    """The fields that the arguments give, and the day of publication."""
    name = "municipality" if kind.name == "municipality" else "title"
    given = {
        name: asked.title or (asked.kunta[0] if name == "municipality" and asked.kunta else None),
        "municipalities": asked.kunta,
        "themes": asked.teema,
        "summary": asked.tiivistelma,
        "stage": asked.vaihe,
        "date": asked.paiva,
        "start": asked.alkaa,
        "published": today.isoformat(),
        "sources": [source_of(asked.lahde, asked.osoite or "")] if asked.lahde else None,
        "contact": {"organisation": asked.yhteys} if asked.yhteys else None,
    }
    return {
        spec.key: choose_option(spec, value) if spec.choices else value
        for spec in field_specs(kind.model).values()
        if (value := given.get(spec.key))
    }


def write(root: Path, kind: Kind, values: EntryValues, slug: str, today: date) -> str:
    """Writes the file and returns its path; ValueError in Finnish, and no file, when the build would complain."""
    before = set(load(root, today).problems)
    path = f"{kind.folder}/{slug}.md"
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(scaffold.scaffold_text(kind, values))
    except FileExistsError:
        raise ValueError(f"Tiedosto {path} on jo olemassa. Muuta otsikkoa tai anna --tiedosto.") from None
    if problems := [problem for problem in load(root, today).problems if problem not in before]:
        file.unlink()
        raise ValueError("\n".join(problem.message if problem.path == path else str(problem) for problem in problems))
    return path


def create(root: Path, asked: Namespace, today: date, ask: Callable[[str], str] | None) -> str:
    """The path of the new file. `ask` puts a question to a person; None when there is no one to ask."""
    word = asked.kind or (ask(f"Mitä lisäät? Vaihtoehdot: {', '.join(KIND_WORDS)}.") if ask else "")
    if not word:
        raise ValueError(GUIDE)
    kind = kind_of(word)
    values = values_of(kind, asked, today)
    words, _ = vocabulary.load(root / VOCABULARY, VOCABULARY)
    named = names_of(root, words)
    if ask:
        fill_in(kind, values, named, ask)
    elif missing := missing_fields(kind, values):
        raise ValueError("\n".join([f"Puuttuu: {', '.join(missing)}.", *entry_complaints(kind, values, named)]))
    if complaints := entry_complaints(kind, values, named):
        raise ValueError("\n".join(complaints))
    slug = slugify(asked.tiedosto or "") or scaffold.slug_of(kind, values)
    if not slug:
        raise ValueError("Otsikosta ei synny tiedoston nimeä. Anna nimi: --tiedosto nimi")
    return write(root, kind, values, slug, today)


def next_steps(path: str) -> str:
    """How to go on with the file."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    address = next(kind.address for kind in KINDS.values() if kind.folder == folder)
    return (
        f"Kirjoitin tiedoston {path}. Täydennä sitä.\n"
        f"Tarkista:   scripts/check {path}\n"
        f"Katso:      scripts/serve ja osoite http://127.0.0.1:8000/{address}/{name}/"
    )


def parser() -> ArgumentParser:
    """The arguments; an option may be written with or without its dots."""
    found = ArgumentParser(GUIDE)
    found.add_argument("kind", nargs="?")
    found.add_argument("title", nargs="?")
    for name in ("kunta", "teema"):
        found.add_argument(f"--{name}", action="append", default=[])
    for name in ("tiivistelmä", "vaihe", "päivä", "alkaa", "lähde", "osoite", "yhteys", "tiedosto"):
        found.add_argument(*dict.fromkeys((f"--{name}", f"--{slugify(name)}")), dest=slugify(name))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file, or says why it does not."""
    asked = parser().parse_args(arguments)
    try:
        ask = _ask if sys.stdin.isatty() else None
        print(next_steps(create(repository_root(), asked, today(), ask)))
    except ValueError as error:
        refuse(str(error))
    except (EOFError, KeyboardInterrupt):
        refuse("\nKeskeytit. Tiedostoa ei kirjoitettu.")
    return 0


def _ask(question: str) -> str:
    return input(f"\n{question}\n> ").strip()


if __name__ == "__main__":
    sys.exit(main())
