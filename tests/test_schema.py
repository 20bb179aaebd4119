"""The schema: labels for every field, no unknown keys, no change after reading, and its JSON Schema."""

import re

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import BaseModel, ValidationError

from kaytantopankki.content import field_types, vocabulary
from kaytantopankki.content.field_types import Choice, Moment
from kaytantopankki.content.models import KINDS
from kaytantopankki.content.references import references
from kaytantopankki.content.validation import choices_of, submodel_of
from tests.builders import VOCABULARY, entry, fields_of


def _with_parts(*models: type[BaseModel]) -> list[type[BaseModel]]:
    """These models and every part inside them."""
    found = list(models)
    for model in found:
        parts = (submodel_of(info.annotation) for info in model.model_fields.values())
        found += [part for part in dict.fromkeys(parts) if part and part not in found]
    return found


MODELS = _with_parts(*(kind.model for kind in KINDS.values()), *vocabulary.FILES.values())
CHOICES = [
    kind for kind in vars(field_types).values() if isinstance(kind, type) and issubclass(kind, Choice) and list(kind)
]
FINNISH = re.compile(r"[a-zåäöé0-9 ]+")


@pytest.mark.parametrize("model", MODELS)
def test_every_field_has_a_label_and_tells_what_to_write(model: type[BaseModel]) -> None:
    titles = [info.title or "" for info in model.model_fields.values()]
    assert len(set(titles)) == len(titles)
    for name, info in model.model_fields.items():
        assert FINNISH.fullmatch(info.title or ""), name
        assert info.title != name
        assert re.fullmatch(r"[A-ZÅÄÖa-z].*[.]", info.description or ""), name


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_strict_and_says_what_it_is(model: type[BaseModel]) -> None:
    assert model.model_config.get("extra") == "forbid"
    assert model.model_config.get("frozen") is True
    assert model.__doc__
    with pytest.raises(ValidationError, match=r"colour\n.*\[type=extra_forbidden"):
        model.model_validate({"colour": "red"})


@pytest.mark.parametrize("kind", KINDS)
def test_entries_do_not_change(kind: str) -> None:
    data = entry(kind, "x").data
    for name in type(data).model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(data, name, None)


def test_words_do_not_change() -> None:
    for word in (VOCABULARY.themes["energia"], VOCABULARY.tags["lämpö"]):
        with pytest.raises(ValidationError, match="frozen"):
            word.synonyms = ()  # type: ignore[misc]


@pytest.mark.parametrize("choices", CHOICES)
def test_every_choice_has_a_finnish_word_of_its_own(choices: type[Choice]) -> None:
    words = [choice.label for choice in choices]
    assert len(set(words)) == len(words)
    assert all(FINNISH.fullmatch(word) for word in words)


def test_every_choice_is_used_by_some_field() -> None:
    annotations = [info.annotation for model in MODELS for info in model.model_fields.values()]
    assert set(filter(None, map(choices_of, annotations))) | {field_types.MunicipalityType} == set(CHOICES)


@pytest.mark.parametrize(
    "model", [*(kind.model for kind in KINDS.values()), *vocabulary.FILES.values()], ids=lambda model: model.__name__
)
def test_json_schema_is_valid(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(model.model_fields)


@pytest.mark.parametrize("kind", KINDS)
def test_json_schema_agrees_with_the_reader(kind: str) -> None:
    validator = Draft202012Validator(KINDS[kind].model.model_json_schema())
    assert validator.is_valid(fields_of(kind, "x"))
    assert validator.is_valid(entry(kind, "x").data.model_dump(mode="json"))
    assert not validator.is_valid(fields_of(kind, "x", colour="red"))
    assert not validator.is_valid({})


@pytest.mark.parametrize("text", ["2024", "2024-05", "2024-05-03", "2024-05-03 13:00", "3.5.2024", "2024-5", ""])
def test_json_schema_of_a_moment_agrees_with_its_parser(text: str) -> None:
    news = Draft202012Validator(KINDS["news"].model.model_json_schema())
    try:
        readable = bool(Moment.parse(text))
    except ValueError:
        readable = False
    assert news.is_valid(fields_of("news", "x", date=text)) is readable


def test_references_are_found_at_every_depth() -> None:
    lack = {"kind": "rahoitus", "what": "Rahaa ei ollut.", "municipality": "Lieto"}
    practice = entry(
        "practice",
        "x",
        tags=["lämpö", "pyöräily"],
        bottlenecks=[lack],
        adoptions=[{"municipality": "Raisio", "heard_at": "paiva", "bottlenecks": [lack]}],
        adapted_from=[{"place": "Oslo"}, {"practice": "y"}],
    )
    assert set(references(practice.data)) == {
        (("municipalities", 0), "municipality", "Turku"),
        (("themes", 0), "theme", "energia"),
        (("tags", 0), "tag", "lämpö"),
        (("tags", 1), "tag", "pyöräily"),
        (("bottlenecks", 0, "kind"), "bottleneck", "rahoitus"),
        (("bottlenecks", 0, "municipality"), "municipality", "Lieto"),
        (("adoptions", 0, "municipality"), "municipality", "Raisio"),
        (("adoptions", 0, "heard_at"), "event", "paiva"),
        (("adoptions", 0, "bottlenecks", 0, "kind"), "bottleneck", "rahoitus"),
        (("adoptions", 0, "bottlenecks", 0, "municipality"), "municipality", "Lieto"),
        (("adapted_from", 1, "practice"), "practice", "y"),
    }
