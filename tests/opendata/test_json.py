"""Every JSON file against the catalogue, entry by entry, and against its published schema."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import Basis
from kaytantopankki.content.models import KINDS
from kaytantopankki.content.municipalities import places
from kaytantopankki.outputs.records import terms_of
from tests.builders import catalogue, entry
from tests.opendata.samples import CATALOGUES, PUBLISHER, items, published

FILES = {"practice": "practices", "news": "news", "event": "events", "network": "networks", "project": "projects"}
JSON = (*FILES.values(), "municipalities", "adoptions", "vocabulary")


def place(name: str) -> dict[str, str]:
    return {"code": places()[name].code, "name": name}


def expected(value: Any, sources: list[dict[str, Any]], units: dict[str, str]) -> Any:
    """What is published of what the author wrote."""
    if isinstance(value, list):
        return [expected(item, sources, units) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: expected(item, sources, units) for key, item in value.items()}
    for key in [key for key in found if key == "source" or key.endswith("_source")]:
        found[f"{key}s"] = [sources[number - 1] for number in found.pop(key)]
    if found.get("municipality"):
        found["municipality"] = place(found["municipality"])
    if "municipalities" in found:
        found["municipalities"] = [place(name) for name in found["municipalities"]]
    if "indicator" in found:
        found["unit"] = found["unit"] or units.get(found["indicator"]) or None
    return found


def entry_expected(catalogue: Catalogue, entry: Any) -> dict[str, Any]:
    data = entry.data.model_dump(mode="json")
    data["sources"] = [{"number": number + 1, **source} for number, source in enumerate(data["sources"])]
    units = {key: word.unit for key, word in catalogue.vocabulary.indicators.items()}
    found: dict[str, Any] = expected(data, data["sources"], units)
    return found


@pytest.mark.parametrize("name", CATALOGUES)
@pytest.mark.parametrize("kind", FILES)
def test_every_field_of_every_entry_is_published(name: str, kind: str) -> None:
    catalogue = CATALOGUES[name]()
    entries = catalogue.of_kind(kind)
    found = {item["id"]: item for item in items(name, FILES[kind])}
    assert [*found] == [*entries]
    for slug, written in entries.items():
        record = entry_expected(catalogue, written)
        if kind in ("network", "project"):
            record["website"] = record.pop("url")
        page = f"{PUBLISHER.url}{KINDS[kind].address}/{slug}/"
        assert found[slug] == {"id": slug, "url": page, **record, "body": written.body.strip() or None}


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_municipality_is_published(name: str) -> None:
    catalogue = CATALOGUES[name]()
    found = items(name, "municipalities")
    assert [item["name"] for item in found] == [*places()]
    for item, known in zip(found, places().values(), strict=True):
        region = catalogue.regions[known.region]
        facts = ("code", "name_sv", "population", "population_year", "latitude", "longitude")
        assert {key: item[key] for key in facts} == {key: getattr(known, key) for key in facts}
        assert (item["type"], item["languages"], item["website"] or "") == (
            known.type.value,
            [*known.languages],
            known.website,
        )
        assert item["url"] == f"{PUBLISHER.url}kunnat/{known.slug}/"
        assert item["region"] == {"code": region.code, "name": region.name}
        own = catalogue.municipality_entries.get(known.name)
        assert item["described"] == bool(own)
        if own:
            written = entry_expected(catalogue, own)
            assert written.pop("municipality") == place(known.name)
            assert {key: item[key] for key in written} == written
            assert item["body"] == (own.body.strip() or None)
        assert item["counts"]["practices"] == sum(
            known.name in entry.data.municipalities for entry in catalogue.practices.values()
        )
        uses = [item.municipality for entry in catalogue.practices.values() for item in entry.data.adoptions]
        counts = item["counts"]
        assert counts["taken"] + counts["parallel"] + counts["refused"] == uses.count(known.name)
        about: dict[str, Any] = {"news": catalogue.news, "events": catalogue.events, "projects": catalogue.projects}
        for kind, entries in about.items():
            assert counts[kind] == sum(known.name in entry.data.municipalities for entry in entries.values())
        joined = [
            (network.slug, str(member.since) if member.since else None, str(member.until) if member.until else None)
            for network in catalogue.networks_by_title
            for member in network.data.members
            if member.municipality == known.name
        ]
        assert [(item["id"], item["since"], item["until"]) for item in item["networks"]] == joined


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_adoption_is_published_with_where_it_came_from(name: str) -> None:
    found = iter(items(name, "adoptions"))
    practices = {item["id"]: item for item in items(name, "practices")}
    for slug, practice in CATALOGUES[name]().practices.items():
        for number, (adoption, written) in enumerate(
            zip(practice.data.adoptions, practices[slug]["adoptions"], strict=True), 1
        ):
            refused = adoption.stage in ("rejected", "considering")
            relation = "refused" if refused else "parallel" if adoption.model_named is False else "taken"
            assert next(found) == {
                "id": f"practice/{slug}/adoptions/{number}",
                "practice": slug,
                "practice_title": practice.data.title,
                "practice_url": f"{PUBLISHER.url}kaytannot/{slug}/",
                "origins": [place(name) for name in practice.data.municipalities],
                "relation": relation,
                **written,
            }
    assert next(found, None) is None


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_word_is_published(name: str) -> None:
    words = CATALOGUES[name]().vocabulary
    found = {(item["kind"], item["id"]): item for item in items(name, "vocabulary")}
    kinds: dict[str, Any] = {
        "theme": words.themes,
        "tag": words.tags,
        "indicator": words.indicators,
        "bottleneck": words.bottlenecks,
    }
    assert [*found] == [(kind, key) for kind, group in kinds.items() for key in group]
    for (kind, key), item in found.items():
        word = kinds[kind][key].model_dump(mode="json")
        assert item["title"] == word.get("title", key)
        assert item["description"] == word["description"]
        assert item["synonyms"] == word.get("synonyms", [])
        assert (item["unit"] or "", item["direction"]) == (word.get("unit", ""), word.get("direction"))


@pytest.mark.parametrize("name", CATALOGUES)
@pytest.mark.parametrize("file", JSON)
def test_a_file_agrees_with_its_schema(name: str, file: str) -> None:
    files = published(name)
    data = json.loads(files[f"{file}.json"].content)
    schema = json.loads(files[f"schema/{file}.schema.json"].content)
    assert data["$schema"] == schema["$id"] == f"{PUBLISHER.url}data/v1/schema/{file}.schema.json"
    Draft202012Validator.check_schema(schema)
    wrong = Draft202012Validator(closed(schema), format_checker=FormatChecker()).iter_errors(data)
    assert [error.message for error in wrong] == []
    assert data["count"] == len(data["items"])
    assert (data["license"]["name"], data["version"]) == ("CC-BY-4.0", "1.0")
    assert PUBLISHER.url in data["attribution"]


def closed(schema: Any) -> Any:
    """The schema with no other fields than those that it tells of."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: closed(item) for key, item in schema.items()}
    return (
        found | {"additionalProperties": False}
        if isinstance(found.get("properties"), dict) and "type" in found
        else found
    )


@pytest.mark.parametrize("file", JSON)
def test_a_schema_tells_of_every_field_in_finnish(file: str) -> None:
    schema = json.loads(published("real")[f"schema/{file}.schema.json"].content)
    for name, group in schema["$defs"].items():
        for key, field in group["properties"].items():
            assert field["title"][0].isupper(), (name, key)
            assert "description" in field or name == "place", (name, key)
            assert not field.get("description", "").startswith("Vain, jos"), (name, key)


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("practices", {"results": [{"indicator": "energiansaasto"}]}),
        ("practices", {"stage": "valmis"}),
        ("practices", {"published": "3.5.2024"}),
        ("practices", {"municipalities": ["Turku"]}),
        ("practices", {"title": None}),
        ("events", {"start": "huomenna"}),
        ("adoptions", {"practice": None}),
        ("municipalities", {"population": "tuhat"}),
    ],
)
def test_a_schema_refuses_what_is_not_so(file: str, change: dict[str, Any]) -> None:
    schema = json.loads(published("whole")[f"schema/{file}.schema.json"].content)
    data = json.loads(published("whole")[f"{file}.json"].content)
    data["items"][0] |= change
    assert [*Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(data)]


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_figure_has_its_basis_and_what_sources_it_names(name: str) -> None:
    figures = [item for practice in items(name, "practices") for item in (*practice["results"], *practice["costs"])]
    assert figures
    assert {item["basis"] for item in figures} <= {*Basis}
    assert any(item["sources"] for item in figures)
    assert all({"number", "title", "url"} <= {*source} for item in figures for source in item["sources"])


def test_the_newest_change_is_that_of_the_content() -> None:
    def newest(*entries: Any) -> str:
        return str(terms_of(catalogue(*entries), PUBLISHER).modified)

    assert newest() == "None"
    first = entry("practice", "a", published="2024-05-03")
    assert newest(first) == "2024-05-03"
    assert newest(first, entry("network", "v", updated="2025-01-02")) == "2025-01-02"
    assert newest(first, entry("network", "v", reviewed="2025-01-03")) == "2025-01-03"
    assert newest(first, entry("news", "u", date="2025-02")) == "2025-02-01"
    assert newest(first, entry("event", "t", start="2030-01-01")) == "2024-05-03"
