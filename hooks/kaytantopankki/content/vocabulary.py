"""The site's own words: themes, tags, indicators and kinds of bottleneck."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from kaytantopankki.content import field_types, front_matter, submodels
from kaytantopankki.content.field_types import Direction
from kaytantopankki.content.front_matter import read_text
from kaytantopankki.content.messages import Problem
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.content.validation import explain


class Theme(submodels.Submodel):
    """A subject that citizens and officers recognise; every practice has one to three."""

    title: field_types.Line = submodels.field("nimi", "Teeman nimi.")
    description: field_types.Sentence = submodels.field("kuvaus", "Mitä käytäntöjä teemassa on.")
    icon: str = submodels.field("kuvake", "Kuvakkeen nimi.", pattern="^[a-z]+$")
    synonyms: tuple[field_types.Line, ...] = submodels.field(
        "rinnakkaiset sanat", "Sanoja, joilla teemaa etsitään.", ()
    )


class Tag(submodels.Submodel):
    """A word for what a practice is about."""

    synonyms: tuple[field_types.Line, ...] = submodels.field("rinnakkaiset sanat", "Sanoja, joilla tätä etsitään.", ())
    description: field_types.Sentence | None = submodels.field("kuvaus", "Mitä sana tarkoittaa.", None)


class Indicator(submodels.Submodel):
    """Something that results are counted in."""

    title: field_types.Line = submodels.field("nimi", "Mittarin nimi.")
    unit: str = submodels.field("yksikkö", "Esimerkiksi MWh/v; tyhjä, jos yksikkö vaihtelee.", "", max_length=30)
    direction: Direction = submodels.field("suunta", "up, down tai neutral: kumpi suunta on parempi.")
    description: field_types.Sentence = submodels.field("kuvaus", "Mitä lasketaan ja mitä ei.")


class BottleneckKind(submodels.Submodel):
    """A kind of obstacle."""

    title: field_types.Line = submodels.field("nimi", "Pullonkaulan nimi.")
    description: field_types.Paragraph = submodels.field("kuvaus", "Miltä se käytännössä näyttää.")


@dataclass(frozen=True)
class Vocabulary:
    """Words by key. `lines` tells where each key stands, by vocabulary file path."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    tags: Mapping[str, Tag] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    bottlenecks: Mapping[str, BottleneckKind] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)


FILES: dict[str, type[submodels.Submodel]] = {
    "themes": Theme,
    "tags": Tag,
    "indicators": Indicator,
    "bottlenecks": BottleneckKind,
}


def load(folder: Path, shown_as: str) -> tuple[Vocabulary, list[Problem]]:
    """The vocabularies in `folder`; problems name the files as `shown_as/…`."""
    problems: list[Problem] = []
    words: dict[str, dict[str, submodels.Submodel]] = {}
    lines: dict[tuple[str, str], int] = {}
    for name, model in FILES.items():
        path = f"{shown_as}/{name}.yml"
        words[name], where = _load_file(folder / f"{name}.yml", path, model, problems)
        lines |= {(path, str(loc[0])): line for loc, line in where.items() if len(loc) == 1}
        if name == "tags":
            problems += _address_clashes(words[name], where, path)
    return Vocabulary(**words, lines=lines), problems  # type: ignore[arg-type]


def _load_file(
    file: Path, path: str, model: type[submodels.Submodel], problems: list[Problem]
) -> tuple[dict[str, submodels.Submodel], front_matter.Lines]:
    if not file.exists():
        problems.append(Problem(path, 1, "sanasto puuttuu, lisää tiedosto"))
        return {}, {}
    text = read_text(file, path)
    if isinstance(text, Problem):
        problems.append(text)
        return {}, {}
    try:
        tree, where = front_matter.parse_yaml(text)
    except front_matter.YamlError as error:
        problems += [Problem(path, line, message) for line, message in error.problems]
        return {}, {}
    if not isinstance(tree, dict):
        problems.append(Problem(path, 1, "sanaston pitää olla avaimia ja niiden kenttiä"))
        return {}, {}
    words: dict[str, submodels.Submodel] = {}
    for key, value in tree.items():
        try:
            words[key] = model.model_validate(front_matter.without_empty(value) or {})
        except ValidationError as error:
            problems += explain(error, model, path, where, (key,))
    return words, where


def _address_clashes(tags: Mapping[str, submodels.Submodel], where: front_matter.Lines, path: str) -> list[Problem]:
    """Two tags must not share an address, and a synonym must not mean two tags."""
    problems: list[Problem] = []
    slugs: dict[str, str] = {}
    meanings = {tag: tag for tag in tags}
    for tag, word in tags.items():
        other = slugs.setdefault(slugify(tag), tag)
        if other != tag:
            problems.append(Problem(path, where[(tag,)], f'"{tag}" ja "{other}" saavat saman osoitteen, yhdistä ne'))
        for number, synonym in enumerate(word.synonyms if isinstance(word, Tag) else ()):
            other = meanings.setdefault(synonym, tag)
            if other != tag:
                taken = "on itse avainsana" if synonym in tags else f'on jo sanalla "{other}"'
                line = where[(tag, "synonyms", number)]
                problems.append(Problem(path, line, f'rinnakkainen sana "{synonym}" {taken}, poista toinen'))
    return problems
