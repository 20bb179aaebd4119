"""Every published file of the data, in the order in which they are told of."""

from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

from catalogue.catalogue import Catalogue
from opendata.bundle import add
from opendata.datasets import datasets
from opendata.file import DataFile
from opendata.json_files import json_file, schema_file, schema_path
from opendata.package import package_file, resource
from opendata.rows import table_file, tables
from opendata.sheets import SHEETS, sheet_file, titles_of
from opendata.terms import FOLDER, Terms
from opendata.wording import licence_text, readme_text

BUNDLE = f"{FOLDER}kaytantopankki-v1.zip"
# Stands in the examples for the address of the data.
_PLACEHOLDER = "https://example.org/data/v1/"


def data_files(catalogue: Catalogue, terms: Terms) -> Iterator[DataFile]:
    """Every file, and last all of them in a bundle."""
    written = BytesIO()
    with ZipFile(written, "w") as bundle:
        for file in _files(catalogue, terms):
            add(bundle, file.name, file.content)
            yield file
    yield DataFile(BUNDLE, "bundle", "Koko aineisto", "Kaikki tiedostot yhdessä.", written.getvalue())


def _files(catalogue: Catalogue, terms: Terms) -> Iterator[DataFile]:
    sets = tuple(datasets(catalogue, terms.publisher))
    for dataset in sets:
        uri, count = f"{FOLDER}{dataset.name}.json", len(dataset.records)
        yield DataFile(uri, "json", dataset.title, dataset.description, json_file(dataset, terms), count)
    for dataset in sets:
        uri, title = f"{FOLDER}{schema_path(dataset)}", f"{dataset.title}: skeema"
        yield DataFile(uri, "schema", title, "Kenttien nimet ja tyypit.", schema_file(dataset, terms))
    by_name = {dataset.name: dataset for dataset in sets}
    titles = titles_of(by_name)
    for sheet in SHEETS:
        content, count = sheet_file(sheet, by_name, titles)
        yield DataFile(f"{FOLDER}fi/{sheet.name}.csv", "sheet", sheet.title, sheet.description, content, count)
    described = []
    for table in tables(sets):
        content = table_file(table)
        described.append(resource(table, content))
        uri = f"{FOLDER}{table.name}.csv"
        yield DataFile(uri, "table", table.title, table.description, content, len(table.rows))
    package = package_file(described, terms)
    yield DataFile(f"{FOLDER}datapackage.json", "package", "Data Package", "Taulukoiden kuvaus ohjelmille.", package)
    yield from _texts(terms)


def _texts(terms: Terms) -> Iterator[DataFile]:
    for name, text in (("LUE.txt", readme_text(terms)), ("LISENSSI.txt", licence_text(terms))):
        yield DataFile(FOLDER + name, "text", name, "", text.encode())
    for name in ("teemat.js", "teemat.py"):
        yield DataFile(f"{FOLDER}esimerkit/{name}", "example", name, "", example(name, terms.root).encode())


def example(name: str, root: str) -> str:
    """An example program that reads the data at an address."""
    text = files("opendata").joinpath("examples", name).read_text(encoding="utf-8")
    return text.replace(_PLACEHOLDER, root)
