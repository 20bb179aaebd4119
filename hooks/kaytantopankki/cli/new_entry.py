"""`scripts/new`: begins a new entry."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kaytantopankki import cli
from kaytantopankki.content import fields, loader, models, municipalities, references, scaffold, vocabulary, written
from kaytantopankki.content.messages import did_you_mean

_GUIDE = cli.GUIDES["new_entry"].format(kinds=", ".join(cli.KIND_WORDS))
_LIST_OPTIONS = {"municipalities": "kunta", "themes": "teema"}
_OPTIONS = {"summary": "tiivistelmä", "stage": "vaihe", "date": "päivä", "start": "alkaa"}
# The argument that gives each field without which an entry is not sound.
_ARGUMENTS = {
    "title": "otsikko",
    "municipality": "kunta",
    **{field: f"--{option}" for field, option in (_LIST_OPTIONS | _OPTIONS).items()},
}
_ORIGIN = ("sources", "contact")  # Of these a practice needs one.

_Values = dict[str, Any]
_Ask = Callable[[str], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file, or says why it does not."""
    parser = cli.ArgumentParser(_GUIDE)
    parser.add_argument("laji", nargs="?")
    parser.add_argument("title", nargs="?")
    for field, option in _LIST_OPTIONS.items():
        parser.add_argument(f"--{option}", dest=field, action="append", default=[])
    others = _OPTIONS | {name: name for name in ("lähde", "osoite", "yhteys", "tiedosto")}
    for field, option in others.items():  # With or without its dots.
        parser.add_argument(
            *dict.fromkeys((f"--{option}", f"--{municipalities.slugify(option)}")), dest=municipalities.slugify(field)
        )
    asked = parser.parse_args(arguments)
    ask = (lambda question: input(f"\n{question}\n> ").strip()) if sys.stdin.isatty() else None
    try:
        print(_new_entry(cli.repository_root(), asked, cli.today(), ask))
    except ValueError as error:
        cli.refuse(str(error))
    except (EOFError, KeyboardInterrupt):
        cli.refuse("\nKeskeytit. Tiedostoa ei kirjoitettu.")
    return 0


def _new_entry(root: Path, asked: Namespace, today: date, ask: _Ask | None) -> str:
    """Writes the file and says how to go on with it. `ask` puts a question to a person; None when there is no one."""
    word = asked.laji or (ask(f"Mitä lisäät? Vaihtoehdot: {', '.join(cli.KIND_WORDS)}.") if ask else "")
    if not word:
        raise ValueError(_GUIDE)
    kind = _kind_called(word)
    words, _ = vocabulary.load(root / loader.VOCABULARY, loader.VOCABULARY)
    names = loader.names_of(root, words)
    values, _ = written.read(kind.model, _given_values(kind, asked, today), names)
    if ask:
        _ask_missing(kind, values, names, ask)
    missing = [_ARGUMENTS[spec.key] for spec in _required_fields(kind) if not values.get(spec.key)]
    missing += ["--lähde tai --yhteys"] * _lacks_origin(kind, values)
    problems = [f"Puuttuu: {', '.join(missing)}."] * bool(missing) + _problems(kind, values, names)
    if problems:
        raise ValueError("\n".join(problems))
    slug = municipalities.slugify(asked.tiedosto or "") or scaffold.slug_of(kind, values)
    if not slug:
        raise ValueError("Otsikosta ei synny tiedoston nimeä. Anna nimi: --tiedosto nimi")
    path = f"{kind.folder}/{slug}.md"
    _write(root, path, scaffold.scaffold_text(kind, values), today)
    return (
        f"Kirjoitin tiedoston {path}. Täydennä sitä.\n"
        f"Tarkista:   scripts/check {path}\n"
        f"Katso:      scripts/serve ja osoite http://127.0.0.1:8000/{kind.address}/{slug}/"
    )


def _kind_called(word: str) -> models.Kind:
    """The kind that a Finnish word means, with or without its dots. Raises ValueError in Finnish."""
    kinds = {municipalities.slugify(name): models.KINDS[kind] for name, kind in cli.KIND_WORDS.items()}
    if kind := kinds.get(municipalities.slugify(word)):
        return kind
    raise ValueError(
        f'Lajia "{word}" ei ole{did_you_mean(word, cli.KIND_WORDS) or "."} Lajit: {", ".join(cli.KIND_WORDS)}.'
    )


def _given_values(kind: models.Kind, asked: Namespace, today: date) -> _Values:
    """The fields that the arguments give, and the day of publication."""
    given = vars(asked) | {
        "municipality": asked.title or next(iter(asked.municipalities), None),
        "published": today.isoformat(),
        "sources": [_source(asked.lahde, asked.osoite or "")] if asked.lahde else None,
        "contact": {"organisation": asked.yhteys} if asked.yhteys else None,
    }
    specs = [spec for spec in fields.field_specs(kind.model).values() if given.get(spec.key)]
    return {spec.key: given[spec.key] for spec in specs}


def _source(title: str, url: str) -> _Values:
    return {"title": title.strip()} | ({"url": url.strip()} if url.strip() else {})


def _required_fields(kind: models.Kind) -> list[fields.FieldSpec]:
    return [spec for spec in fields.field_specs(kind.model).values() if spec.required and spec.key in _ARGUMENTS]


def _lacks_origin(kind: models.Kind, values: _Values) -> bool:
    return kind.name == "practice" and not values.keys() & _ORIGIN


def _problems(kind: models.Kind, values: _Values, names: references.KnownWords) -> list[str]:
    """The messages of the build about the values that are there."""
    entry = loader.read_entry(scaffold.scaffold_text(kind, values), f"{kind.folder}/x.md", kind, names)
    texts = [] if isinstance(entry, models.Entry) else [problem.message for problem in entry]
    labels = tuple(fields.field_label(kind.model, (key,)) + sign for key in values for sign in ":, ")
    return [text for text in texts if text.startswith(labels)]


def _ask_missing(kind: models.Kind, values: _Values, names: references.KnownWords, ask: _Ask) -> None:
    """Asks for what is missing, and again for what is wrong."""
    for spec in _required_fields(kind):
        while not values.get(spec.key) or _print_problems(kind, {spec.key: values[spec.key]}, names):
            answer = ask(f"{spec.label[0].upper()}{spec.label[1:]}: {scaffold.advice(spec)}").strip()
            words = [word.strip() for word in answer.split(",") if word.strip()]
            values |= written.read(kind.model, {spec.key: words if spec.many else answer}, names)[0]
    while _lacks_origin(kind, values):
        if title := ask(
            "Lähde: sen sivun tai asiakirjan otsikko, josta tiedot ovat. Jos lähdettä ei ole, jätä tyhjäksi."
        ):
            values["sources"] = [_source(title, ask("Lähteen osoite, alkaa https://. Voit jättää tyhjäksi."))]
        elif organisation := ask("Yhteys: keneltä voi kysyä, esimerkiksi Turun kaupunki."):
            values["contact"] = {"organisation": organisation}
        for key in values.keys() & _ORIGIN:
            if _print_problems(kind, {key: values[key]}, names):
                del values[key]


def _print_problems(kind: models.Kind, values: _Values, names: references.KnownWords) -> bool:
    """Prints the problems; whether there were any."""
    problems = _problems(kind, values, names)
    print(*(f"  {problem}\n" for problem in problems), sep="", end="")
    return bool(problems)


def _write(root: Path, path: str, text: str, today: date) -> None:
    """Writes the file. Raises ValueError in Finnish, and leaves no file, when the build would complain."""
    before = set(loader.load(root, today).problems)
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        advice = "Täydennä sitä" if path.startswith("docs/kunnat/") else "Muuta otsikkoa tai anna --tiedosto"
        raise ValueError(f"Tiedosto {path} on jo olemassa. {advice}.") from None
    if problems := [problem for problem in loader.load(root, today).problems if problem not in before]:
        file.unlink()
        raise ValueError("\n".join(problem.message if problem.path == path else str(problem) for problem in problems))


if __name__ == "__main__":
    sys.exit(main())
