"""Catalogues to publish: the real one, the small one of the pages, and one whose every field is filled."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from kaytantopankki.content.models import KINDS
from kaytantopankki.outputs.data_package import terms_of
from kaytantopankki.outputs.open_data import DataFile, data_files
from tests.builders import catalogue, entry
from tests.hostile.fields import filled

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
PUBLISHER = ("Käytäntöpankki", "https://kunnat.example/pankki/")
RISKY = (
    "=1+1",
    "+1",
    "-1 ja muuta",
    "@SUM(A1)",
    "'lainattu'",
    "=cmd|' /C calc'!A0",
    '"lainaus"; ja, pilkku',
    "<b>&amp;",
)


@cache
def real() -> Catalogue:
    return load(ROOT, TODAY).catalogue


@cache
def small() -> Catalogue:
    return load(ROOT / "tests/fixtures/pages/repo", TODAY).catalogue


@cache
def whole() -> Catalogue:
    """Entries of every kind with every field, and in them text that spreadsheets would run."""
    entries = [
        entry(kind, f"{kind}-{number}", **_fields(kind, text)) for kind in KINDS for number, text in _texts(kind)
    ]
    own: dict[str, Any] = {
        "related": ["practice-1"],
        "networks": ["network-0"],
        "projects": ["project-0"],
        "superseded_by": "practice-2",
    }
    linked = entry("practice", "linked", adapted_from=[{"practice": "practice-0"}], **own)
    odd = {"indicator": "energiansaasto", "basis": "measured"}
    numbers = [{"value": -50.5}, {"before": 0.00001, "after": -7}, {"value": 1900000, "value_to": 1e13}]
    figures = entry("practice", "figures", body="=1\n\nToinen kappale.\n", results=[odd | number for number in numbers])
    return catalogue(*entries, linked, figures)


def _texts(kind: str) -> list[tuple[int, str]]:
    return [*enumerate(RISKY)][: 1 if kind == "municipality" else None]


def _fields(kind: str, text: str) -> dict[str, Any]:
    fields = filled(KINDS[kind].model, lambda _, limit: text[:limit])
    if kind == "practice":
        fields["adoptions"][0]["heard_at"] = "event-0"
    return fields


CATALOGUES = {"real": real, "small": small, "whole": whole}


@cache
def published(name: str) -> dict[str, DataFile]:
    """The files of a catalogue by name."""
    found = CATALOGUES[name]()
    return {file.name: file for file in data_files(found, terms_of(found, *PUBLISHER))}


@cache
def items(name: str, file: str) -> list[dict[str, Any]]:
    """The records of a JSON file, read back."""
    found: list[dict[str, Any]] = json.loads(published(name)[f"{file}.json"].content)["items"]
    return found
