"""`scripts/new`: begins a new entry."""

import re
import sys
import textwrap
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kaytantopankki import cli
from kaytantopankki.content import fields, loader, models, municipalities, scaffold, submodels, vocabulary, written
from kaytantopankki.content.form_export import fields_in_order
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
_CHOOSE, _OPTIONAL = "Kirjoita numero tai sana.", "Voit jättää tyhjäksi."

_Values = dict[str, Any]
_Ask = Callable[[str], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file, or says why it does not."""
    parser = cli.ArgumentParser(_GUIDE)
    parser.add_argument("laji", nargs="?")
    parser.add_argument("title", nargs="?")
    for field, option in _LIST_OPTIONS.items():
        parser.add_argument(f"--{option}", dest=field, action="append", default=[])
    parser.add_argument("--lyhyt", action="store_true")
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
    interview = _Interview(kind, values, names, words, ask) if ask else None
    if interview:
        interview.ask_required()
        if not asked.lyhyt:
            interview.ask_optional()
    while True:
        try:
            return _file_of(root, kind, values, names, asked, today)
        except ValueError as error:
            if not interview or kind.name == "municipality":
                raise
            print(f"  {error}")
            if not interview.ask_again(str(error)):
                asked.tiedosto = interview.ask("Anna tiedostolle toinen nimi, ilman päätettä.")


def _file_of(
    root: Path, kind: models.Kind, values: _Values, names: written.KnownWords, asked: Namespace, today: date
) -> str:
    """Writes the file and says how to go on with it. Raises ValueError in Finnish."""
    missing = [_ARGUMENTS[spec.key] for spec in _required_fields(kind) if not values.get(spec.key)]
    missing += ["--lähde tai --yhteys"] * _lacks_origin(kind, values)
    problems = [f"Puuttuu: {', '.join(missing)}."] * bool(missing) + _problems(kind, values, names)
    if problems:
        raise ValueError("\n".join(problems))
    slug = municipalities.slugify(asked.tiedosto or "") or scaffold.slug_of(kind, values)
    if not slug:
        raise ValueError("Otsikosta ei synny tiedoston nimeä. Anna nimi: --tiedosto nimi")
    path = f"{kind.folder}/{slug}.md"
    _write(root, path, scaffold.scaffold_text(kind, values, brief=asked.lyhyt), today)
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


def _problems(kind: models.Kind, values: _Values, names: written.KnownWords) -> list[str]:
    """The messages of the build about the values that are there."""
    entry = loader.read_entry(scaffold.scaffold_text(kind, values), f"{kind.folder}/x.md", kind, names)
    texts = [] if isinstance(entry, models.Entry) else [problem.message for problem in entry]
    labels = tuple(fields.field_label(kind.model, (key,)) + sign for key in values for sign in ":, ")
    return [text for text in texts if text.startswith(labels)]


@dataclass
class _Interview:
    """Asks a person for what is missing, and again for what is wrong: what was right stays in `values`."""

    kind: models.Kind
    values: _Values
    names: written.KnownWords
    words: vocabulary.Vocabulary
    ask: _Ask

    def ask_required(self) -> None:
        """Asks for the fields that an entry must have, and where a practice is told of."""
        for spec in _required_fields(self.kind):
            self._ask_field(spec)
        self._ask_origin()

    def ask_optional(self) -> None:
        """Offers tags and a figure."""
        specs = fields.field_specs(self.kind.model)
        if "tags" in specs:
            self._ask_field(specs["tags"])
        if "results" in specs and self.words.indicators:
            self._ask_result()

    def ask_again(self, told: str) -> bool:
        """Asks for the fields of which messages tell; whether there were any."""
        specs = fields.field_specs(self.kind.model).values()
        begins = r"^(?:\S+:\d+: )?{}\b[^:,]*[:,]"
        wrong = [spec for spec in specs if spec.key in self.values and re.search(begins.format(spec.label), told, re.M)]
        for spec in wrong:
            del self.values[spec.key]
            if not spec.submodel:
                self._ask_field(spec)
        self._ask_origin()
        return bool(wrong)

    def _keep(self, key: str, value: Any) -> bool:
        """Puts a sound value among the values; tells the problems of another."""
        read, _ = written.read(self.kind.model, {key: value}, self.names)
        read |= {"sources": self.values["sources"]} if key != "sources" and "sources" in self.values else {}
        problems = _problems(self.kind, read, self.names)
        print(*(f"  {problem}\n" for problem in problems), sep="", end="")
        if not problems:
            self.values[key] = read[key]
        return not problems

    def _numbered(self, spec: fields.FieldSpec) -> dict[str, str]:
        """The keys of the vocabulary that a field takes words from, by number."""
        return dict(zip(map(str, range(1, 1000)), getattr(self.words, f"{spec.target}s", ()), strict=False))

    def _question(self, spec: fields.FieldSpec) -> str:
        words = getattr(self.words, f"{spec.target}s", {})
        listed = " · ".join(
            f"{number} {getattr(words[key], 'title', key)}".replace(" ", "\0")
            for number, key in self._numbered(spec).items()
        )
        question = f"{spec.label[0].upper()}{spec.label[1:]}: {scaffold.advice(spec)}"
        lines = textwrap.wrap(listed, 100, break_long_words=False, break_on_hyphens=False)
        return "\n".join([question, *lines, *[_CHOOSE] * bool(lines)]).replace("\0", " ")

    def _ask_field(self, spec: fields.FieldSpec) -> None:
        given, question = self.values.pop(spec.key, ""), self._question(spec)
        if spec.many:
            self._ask_list(spec, given, question)
            return
        while not (given and self._keep(spec.key, given)):
            given = self.ask(question)

    def _ask_list(self, spec: fields.FieldSpec, given: Sequence[str], question: str) -> None:
        """Asks until every word of an answer is sound; those that are stay chosen."""
        numbered, key, chosen = self._numbered(spec), spec.key, list[str]()
        while True:
            words = written.read(self.kind.model, {key: [numbered.get(word, word) for word in given]}, self.names)[0]
            wrong = [word for word in words.get(key, ()) if not self._keep(key, [word])]
            chosen = [*dict.fromkeys([*chosen, *(word for word in words.get(key, ()) if word not in wrong)])]
            self.values.pop(key, None)
            if not wrong and chosen:
                if self._keep(key, chosen):
                    return
                chosen = []
            more = f"Jo valittu: {', '.join(chosen)}. Lisää, tai jätä tyhjäksi." if chosen else ""
            answer = self.ask("\n".join(filter(None, (question, more or _OPTIONAL * (not spec.required)))))
            given = [word.strip() for word in answer.split(",") if word.strip()]
            if not given and not chosen and not spec.required:
                return

    def _ask_origin(self) -> None:
        for source in self.values.pop("sources", ()):
            self._ask_source(source["title"], source.get("url", ""))
        while _lacks_origin(self.kind, self.values):
            title = self.ask(
                "Lähde: sen sivun tai asiakirjan otsikko, josta tiedot ovat. Jos lähdettä ei ole, jätä tyhjäksi."
            )
            if title:
                self._ask_source(title)
            elif organisation := self.ask("Yhteys: keneltä voi kysyä, esimerkiksi Turun kaupunki."):
                self._keep("contact", {"organisation": organisation})

    def _ask_source(self, title: str, url: str | None = None) -> None:
        asking = f"Lähteen osoite, alkaa https://. {_OPTIONAL}"
        if self._keep("sources", [_source(title, "")]):
            url = self.ask(asking) if url is None else url
            while url and not self._keep("sources", [_source(title, url)]):
                url = self.ask(asking)

    def _ask_result(self) -> None:
        parts, order = fields.field_specs(submodels.Result), [spec.key for spec in fields_in_order(submodels.Result)]
        spec, basis = parts["indicator"], self._question(parts["basis"])
        question = f"{self._question(spec)}\n{_OPTIONAL}"
        while answer := self.ask(question):
            word = self._numbered(spec).get(answer, answer)
            if indicator := written.key_meant("indicator", word, self.names):
                item = {"indicator": indicator, "basis": "reported", "source": [1] if "sources" in self.values else []}
                while figure := self.ask(f"Luku, esimerkiksi noin 1 600. {_OPTIONAL}"):
                    if self._keep("results", [item | {"value": figure}]):
                        while not self._keep("results", [item | {"value": figure, "basis": self.ask(basis)}]):
                            pass
                        (read,) = self.values["results"]
                        self.values["results"] = [{key: yaml.safe_load(str(read[key])) for key in order if key in read}]
                        return
                return
            print(f"  {written.unknown_reference_message('indicator', word, self.names['indicator'])}")


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
