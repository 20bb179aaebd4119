"""The site's own words: themes, tags, indicators and kinds of bottleneck; and by what else they are looked for."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kaytantopankki.content import field_types as types
from kaytantopankki.content import fields, front_matter, municipalities, written
from kaytantopankki.content.messages import Problem, message_for
from kaytantopankki.content.submodels import Submodel, field


class Theme(Submodel):
    """A subject that citizens and officers recognise; every practice has one to three."""

    title: types.Line = field("nimi", "Teeman nimi.")
    description: types.Sentence = field("kuvaus", "Mitä käytäntöjä teemassa on.")
    icon: str = field("kuvake", "Kuvakkeen nimi.", pattern="^[a-z]+$")
    synonyms: tuple[types.Line, ...] = field("rinnakkaiset sanat", "Sanoja, joilla teemaa etsitään.", ())


class Tag(Submodel):
    """A word for what a practice is about."""

    synonyms: tuple[types.Line, ...] = field("rinnakkaiset sanat", "Sanoja, joilla tätä etsitään.", ())
    description: types.Sentence | None = field("kuvaus", "Mitä sana tarkoittaa.", None)


class Indicator(Submodel):
    """Something that results are counted in."""

    title: types.Line = field("nimi", "Mittarin nimi.")
    unit: str = field(
        "yksikkö", "Luvun perässä, esimerkiksi MWh/v tai koulua; tyhjä, jos yksikkö vaihtelee.", "", max_length=30
    )
    unit_one: str = field(
        "yksikkö yhdestä", "Jos yksikkö taipuu: miten se on luvun 1 perässä, esimerkiksi koulu.", "", max_length=30
    )
    direction: types.Direction = field("suunta", "up, down tai neutral: kumpi suunta on parempi.")
    description: types.Sentence = field("kuvaus", "Mitä lasketaan ja mitä ei.")

    def unit_after(self, value: float, own: str | None) -> str:
        """The unit as it stands after a number: the figure's `own`, else 1 koulu and 7 koulua."""
        return own or (self.unit_one if value == 1 and self.unit_one else self.unit)


class BottleneckKind(Submodel):
    """A kind of obstacle."""

    title: types.Line = field("nimi", "Pullonkaulan nimi.")
    description: types.Paragraph = field("kuvaus", "Miltä se käytännössä näyttää.")


class SearchWord(Submodel):
    """A word of the texts, and the words by which readers look for the same."""

    finnish: tuple[types.Line, ...] = field("suomeksi", "Arkisia sanoja, lyhenteitä ja rinnakkaisia sanoja.", ())
    swedish: tuple[types.Line, ...] = field("ruotsiksi", "Samaa ruotsiksi.", ())
    english: tuple[types.Line, ...] = field("englanniksi", "Samaa englanniksi.", ())


FILES: dict[str, type[Submodel]] = {
    "themes": Theme,
    "tags": Tag,
    "indicators": Indicator,
    "bottlenecks": BottleneckKind,
    "search": SearchWord,
}


@dataclass(frozen=True)
class Vocabulary:
    """Words by key. `lines` tells where each key stands, by vocabulary file path."""

    themes: Mapping[str, Theme] = dataclasses.field(default_factory=dict)
    tags: Mapping[str, Tag] = dataclasses.field(default_factory=dict)
    indicators: Mapping[str, Indicator] = dataclasses.field(default_factory=dict)
    bottlenecks: Mapping[str, BottleneckKind] = dataclasses.field(default_factory=dict)
    search: Mapping[str, SearchWord] = dataclasses.field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = dataclasses.field(default_factory=dict)

    def names(self, group: str, key: str) -> tuple[str, ...]:
        """The title and the synonyms of a word."""
        word = getattr(self, group).get(key)
        return (*filter(None, [getattr(word, "title", "")]), *getattr(word, "synonyms", ()))


def load(folder: Path, shown_as: str) -> tuple[Vocabulary, list[Problem]]:
    """The vocabularies in `folder`; problems name the files as `shown_as/…`."""
    problems: list[Problem] = []
    words: dict[str, dict[str, Any]] = {}
    lines: dict[tuple[str, str], int] = {}
    for name, model in FILES.items():
        path = f"{shown_as}/{name}.yml"
        words[name] = {}
        tree, where, told = _parse(folder / f"{name}.yml", path)
        problems += told
        lines |= {(path, key): where[(key,)] for key in tree}
        for key, value in tree.items():
            word, told = fields.validate(model, written.read(model, value or {}), path, where, (key,))
            problems += told
            words[name] |= {} if told else {key: word}
        if name == "tags":
            problems += [Problem(path, line, message) for line, message in _tag_clashes(words[name], where)]
        if name == "search":
            problems += [Problem(path, line, message) for line, message in _said_twice(words[name], where)]
    return Vocabulary(**words, lines=lines), problems


def _parse(file: Path, path: str) -> tuple[dict[str, front_matter.Value], front_matter.Lines, list[Problem]]:
    """The words of one file as they are written and the line of each value; or only what is wrong with the file."""
    if not file.exists():
        return {}, {}, [Problem(path, 1, message_for("vocabulary_none"))]
    text = front_matter.read_text(file, path)
    if isinstance(text, Problem):
        return {}, {}, [text]
    if conflicts := [*front_matter.line_problems(text, path)]:
        return {}, {}, conflicts
    tree, lines, problems = front_matter.parse_yaml(text)
    if isinstance(tree, dict) and not problems:
        return tree, lines, []
    problems = problems or [(1, message_for("vocabulary_other"))]
    return {}, {}, [Problem(path, *problem) for problem in problems]


def _tag_clashes(tags: Mapping[str, Tag], where: front_matter.Lines) -> Iterator[tuple[int, str]]:
    """(line, message) where two tags share an address, or a synonym means two tags."""
    slugs: dict[str, str] = {}
    meanings = {tag: tag for tag in tags}
    for tag, word in tags.items():
        other = slugs.setdefault(municipalities.slugify(tag), tag)
        if other != tag:
            yield where[(tag,)], message_for("tag_address", given=tag, other=other)
        for number, synonym in enumerate(word.synonyms):
            other = meanings.setdefault(synonym, tag)
            if other != tag:
                key = "synonym_is_tag" if synonym in tags else "synonym_twice"
                yield where[(tag, "synonyms", number)], message_for(key, given=synonym, other=other)


def _said_twice(words: Mapping[str, SearchWord], where: front_matter.Lines) -> Iterator[tuple[int, str]]:
    """(line, message) where a word is looked for by itself, or twice by the same."""
    for key, word in words.items():
        seen = {key.casefold()}
        for language in type(word).model_fields:
            for number, given in enumerate(getattr(word, language)):
                if given.casefold() in seen:
                    yield where[(key, language, number)], message_for("search_word_twice", given=given, other=key)
                seen.add(given.casefold())
