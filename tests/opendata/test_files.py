"""The files as a whole: the bundle, the texts, the sheets, and that nothing depends on anything but the catalogue."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from kaytantopankki.content.loader import load
from kaytantopankki.outputs.csv_files import SHEETS
from kaytantopankki.outputs.open_data import data_files, distributions, file_listing, file_size, open_data_page
from kaytantopankki.outputs.records import terms_of
from kaytantopankki.page import Link
from tests.builders import catalogue
from tests.opendata.samples import CATALOGUES, PUBLISHER, ROOT, items, published

GOLDEN = ROOT / "tests/fixtures/opendata"


@pytest.mark.parametrize("name", ["small"])
def test_files_are_as_expected(name: str, bless: bool) -> None:
    """All but those that are the same for every catalogue or long for 308 municipalities."""
    files = {key: file.content for key, file in published(name).items() if _is_kept(key)}
    if bless:
        for key, content in files.items():
            (GOLDEN / key).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / key).write_bytes(content)
    kept = {str(file.relative_to(GOLDEN)): file.read_bytes() for file in GOLDEN.rglob("*") if file.is_file()}
    assert sorted(files) == sorted(kept), "if this is as it should be, run pytest --bless"
    for key, content in files.items():
        assert content == kept[key], f"{key}: if this is as it should be, run pytest --bless"


def _is_kept(name: str) -> bool:
    large = ("municipalities.", "entries.csv", "texts.csv", "fi/kunnat.csv", "datapackage.json", ".zip", "esimerkit/")
    return not any(part in name for part in large) or name.startswith("schema/")


def test_the_same_catalogue_gives_the_same_bytes_on_any_day() -> None:
    def made(today: date) -> list[tuple[str, bytes]]:
        found = load(ROOT / "tests/fixtures/pages/repo", today).catalogue
        return [(file.uri, file.content) for file in data_files(found, terms_of(found, PUBLISHER))]

    assert made(date(2026, 11, 21)) == made(date(2026, 11, 21)) == made(date(2031, 1, 2))


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_bundle_has_every_file(name: str) -> None:
    files = published(name)
    with ZipFile(BytesIO(files["kaytantopankki-v1.zip"].content)) as bundle:
        assert bundle.testzip() is None
        found = {info.filename: bundle.read(info) for info in bundle.infolist()}
        assert [*found] == [key for key in files if key != "kaytantopankki-v1.zip"]
        assert {info.date_time for info in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert found == {key: file.content for key, file in files.items() if file.group != "bundle"}


def test_the_bundle_tells_the_licence_and_how_to_name_the_data() -> None:
    licence = published("real")["LISENSSI.txt"].content.decode()
    assert "https://creativecommons.org/licenses/by/4.0/deed.fi" in licence
    assert "Käytäntöpankki, https://kunnat.example/pankki/, CC BY 4.0" in licence
    assert all(owner in licence for owner in ("Tilastokeskus", "Maanmittauslaitos", "Wikidata"))
    readme = published("real")["LUE.txt"].content.decode()
    assert "21.11.2026" in readme
    assert "https://kunnat.example/pankki/avoin-data/" in readme


def test_an_empty_catalogue_has_every_file() -> None:
    empty = catalogue()
    files = tuple(data_files(empty, terms_of(empty, PUBLISHER)))
    assert {file.name for file in files} == set(published("real"))
    assert open_data_page(terms_of(empty, PUBLISHER)).view["modified"] == ""
    data = json.loads(next(file.content for file in files if file.name == "practices.json"))
    assert (data["count"], data["items"], data["modified"]) == (0, [], None)


def sheet(name: str, file: str) -> list[dict[str, str]]:
    content = published(name)[f"fi/{file}.csv"].content
    return [*csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")]


def test_a_sheet_is_in_finnish_words() -> None:
    first = sheet("whole", "kaytannot")[0]
    assert first["Vaihe"] == "idea"
    assert first["Julkaistu"] == "3.5.2020"
    assert first["Alkoi"] == "5/2020"
    assert first["Kunnat"] == "Lieto"
    assert first["Teemat"] == "Energia"
    assert first["Näin pääset alkuun, kuka päättää"] == "viranhaltija"
    assert first["Yhteys, ottaa vierailijoita"] == "kyllä"
    assert first["Sivu"] == "https://kunnat.example/pankki/kaytannot/practice-0/"
    (own,) = [row for row in sheet("whole", "tulokset") if row["Käytäntö"] == "'+1"]
    assert (own["Mittari"], own["Peruste"], own["Kunta"]) == ("Energiansäästö", "arvio", "Lieto")
    assert own["Lähteet"].endswith("https://www.example.fi/")


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_sheet_has_a_row_for_each_record_or_item(name: str) -> None:
    for made in SHEETS:
        records = items(name, made.dataset)
        expected: list[Any] = [item for record in records for item in record[made.path]] if made.path else records
        assert len(sheet(name, made.name)) == len(expected) == published(name)[f"fi/{made.name}.csv"].rows


def test_the_page_tells_of_every_file_and_shows_the_examples() -> None:
    files = tuple(published("real").values())
    page = open_data_page(terms_of(CATALOGUES["real"](), PUBLISHER), [Link("Tilaa", "tilaa/")])
    listed = file_listing(files)
    told = [row["url"] for group in ("sheet", "json", "table") for row in listed[group]]
    assert sorted(told) == sorted(file.uri for file in files if file.group in ("sheet", "json", "table"))
    assert page.view["elsewhere"] == [{"title": "Tilaa", "url": "tilaa/"}]
    for name in ("teemat.js", "teemat.py"):
        source = (ROOT / "hooks/opendata/examples" / name).read_text(encoding="utf-8")
        shown = listed["examples"][name]["code"]
        assert shown == source.replace("https://example.org/", PUBLISHER.url)


def test_distributions_have_the_address_type_and_size_of_each_file() -> None:
    files = tuple(published("small").values())
    found = {item["contentUrl"]: item for item in distributions(file_listing(files), PUBLISHER)}
    assert found["https://kunnat.example/pankki/data/v1/practices.json"] == {
        "name": "Käytännöt",
        "contentUrl": "https://kunnat.example/pankki/data/v1/practices.json",
        "encodingFormat": "application/json",
        "contentSize": len(published("small")["practices.json"].content),
    }
    assert {item["encodingFormat"] for item in found.values()} == {"application/json", "text/csv", "application/zip"}


@pytest.mark.parametrize(("count", "told"), [(1, "1 kt"), (1499, "1 kt"), (999_499, "999 kt"), (1_234_567, "1,2 Mt")])
def test_a_size_is_told_in_words(count: int, told: str) -> None:
    assert file_size(count).replace("\u00a0", " ") == told


def test_addresses_are_ascii() -> None:
    assert all(file.uri.isascii() and Path(file.uri).parts[:2] == ("data", "v1") for file in published("real").values())
