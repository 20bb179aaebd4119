"""The fields of the models: labels for every one, no unknown keys, no change after reading, and what they refer to."""

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import BaseModel, ValidationError

from kaytantopankki.content import field_types, kind_submodels, vocabulary
from kaytantopankki.content.field_types import Choice, Moment
from kaytantopankki.content.fields import field_specs, submodels_of
from kaytantopankki.content.models import KINDS
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.pages.page_macros import PageMacros
from kaytantopankki.settings import Settings
from tests.builders import VOCABULARY, catalogue, entry, fields_of
from tests.cases import read_tables

KIND_MODELS = tuple(kind.model for kind in KINDS.values())
GUIDED = (*KIND_MODELS, *submodels_of(*KIND_MODELS))
MODELS = (*GUIDED, *vocabulary.FILES.values())
CLASSES = [value for module in (field_types, kind_submodels) for value in vars(module).values()]
CHOICES = [kind for kind in CLASSES if isinstance(kind, type) and issubclass(kind, Choice) and list(kind)]
FINNISH = re.compile(r"[a-zåäöé0-9, ]+")
TABLES = read_tables(__file__)
GUIDE = PageMacros(catalogue(), Settings(Path()), "").kenttien_ohje()


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_strict_and_its_fields_are_explained(model: type[BaseModel]) -> None:
    labels = [spec.label for spec in field_specs(model).values()]
    assert len(set(labels)) == len(labels)
    for name, info in model.model_fields.items():
        assert FINNISH.fullmatch(info.title or ""), name
        assert info.title != name
        assert re.fullmatch(r"[A-ZÅÄÖa-z].*[.]", info.description or ""), name
    assert model.__doc__
    with pytest.raises(ValidationError, match=r"colour\n.*\[type=extra_forbidden"):
        model.model_validate({"colour": "red"})


@pytest.mark.parametrize("kind", KINDS)
def test_entries_do_not_change(kind: str) -> None:
    data = entry(kind, "x").data
    for name in type(data).model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(data, name, None)


@pytest.mark.parametrize("model", MODELS)
def test_a_text_is_as_long_as_its_type_says(model: type[BaseModel]) -> None:
    """A second limit, of the field, would be told in wrong words or not hold at all."""
    for spec in field_specs(model).values():
        limits = [item for item in spec.metadata if getattr(item, "max_length", None)]
        assert len(limits) < 2, (
            f"{spec.key}: give it a type of its own length, as those made with _text in field_types.py"
        )


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
    used = {spec.value_type for model in MODELS for spec in field_specs(model).values() if spec.choices}
    assert used | {field_types.MunicipalityType} == set(CHOICES)


@pytest.mark.parametrize("kind", KINDS)
def test_json_schema_agrees_with_the_reader(kind: str) -> None:
    model = KINDS[kind].model
    schema = model.model_json_schema()
    validator = Draft202012Validator(schema)
    assert set(schema["properties"]) == set(model.model_fields)
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
    found = entry("practice", "x", **TABLES["referring"]).references
    assert set(found) == {(tuple(at), target, name) for at, target, name in TABLES["references"]}


@pytest.mark.parametrize("model", GUIDED)
def test_the_guide_tells_every_field(model: type[BaseModel]) -> None:
    terms = set(re.findall(r"^(`\w+` .+)\n:   ", GUIDE, re.MULTILINE))
    for spec in field_specs(model).values():
        assert f"`{spec.key}` {spec.label}{' (pakollinen)' if spec.required else ''}" in terms
        for choice in spec.choices:
            assert f"`{choice.value}` {choice.label}" in GUIDE


@pytest.mark.parametrize("text", TABLES["guide"])
def test_the_guide_tells_what_a_field_takes(text: str) -> None:
    assert text in GUIDE


def test_every_link_within_the_guide_leads_to_a_heading() -> None:
    headings = [slugify(heading) for heading in re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)]
    assert len(set(headings)) == len(headings)
    assert set(re.findall(r"\(#([^)]+)\)", GUIDE)) <= set(headings)
