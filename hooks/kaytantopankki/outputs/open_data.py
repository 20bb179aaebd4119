"""The catalogue as open data: every published file, and the page that tells of them."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.formatting import long_date, number
from kaytantopankki.outputs.csv_files import SHEETS, data_tables, sheet_file, table_file, titles_of
from kaytantopankki.outputs.data_package import json_file, package_file, resource, schema_file, schema_path
from kaytantopankki.outputs.datasets import datasets
from kaytantopankki.outputs.records import FOLDER, LICENCE, ORIGINS, VERSION, DataFile, DataPublisher, Terms
from kaytantopankki.page import Context, Link, Page

# Zip knows no earlier day. The day of the build is not told, so that a file changes only when what is in it does.
_DAY = (1980, 1, 1, 0, 0, 0)
_LEVEL = 1  # A third of the time of the usual 6.


def add_to_zip(bundle: ZipFile, name: str, content: bytes) -> None:
    """Adds a file to the bundle."""
    info = ZipInfo(name, _DAY)
    info.external_attr = 0o644 << 16
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3  # Unix, whatever this is built on.
    bundle.writestr(info, content, compresslevel=_LEVEL)


def readme_text(terms: Terms) -> str:
    """What is in the bundle."""
    changed = f"{terms.modified.day}.{terms.modified.month}.{terms.modified.year}" if terms.modified else "ei tiedossa"
    return f"""{terms.publisher.name}: avoin data
Muodon versio {VERSION}. Uusin muutos sisältöön {changed}.

fi/*.csv          Taulukot Exceliin: suomenkieliset otsikot, puolipiste, desimaalipilkku.
*.csv             Samat tiedot ohjelmille: taulukot, jotka viittaavat toisiinsa.
datapackage.json  CSV-taulukoiden kuvaus (Data Package): sarakkeet, avaimet ja viittaukset.
*.json            Samat tiedot JSON-muodossa.
schema/           JSON-tiedostojen skeemat (JSON Schema).
esimerkit/        Lyhyet ohjelmat, jotka lukevat dataa.

Tiedostot ovat UTF-8-muodossa. Jos CSV:n tekstisolu alkaa merkillä = + - @ ' tai
sarkaimella tai rivinvaihdolla, sen eteen on lisätty heittomerkki. Näin
taulukkolaskenta ei pidä tekstiä kaavana. Saat alkuperäisen tekstin, kun poistat
solun alusta yhden heittomerkin. Luvuissa lisäystä ei ole.

Jokaisella tuloksella on peruste (basis): mitattu, ilmoitettu, arvio tai tavoite.
Tavoite ei ole tulos. Lähteet ovat tiedoissa mukana.

Lisää: {terms.publisher.url}avoin-data/
"""


def licence_text(terms: Terms) -> str:
    """The licence and how to name the data."""
    origins = "\n".join(f"- {title} ({url})" for title, url in ORIGINS)
    return f"""Lisenssi: {LICENCE["title"]} (CC BY 4.0)
{LICENCE["url"]}

Saat käyttää, muokata ja jakaa aineistoa, kun mainitset lähteen.
Kerro myös, jos muutit tietoja. Mainitse lähde näin:

{terms.attribution}

Kuntien perustiedot ovat näistä lähteistä. Mainitse nekin, jos käytät niitä:
{origins}

Kuvilla voi olla oma lisenssinsä, joka on kerrottu kuvan tiedoissa.
Kirjauksissa mainitut lähteet ovat julkaisijoidensa omia.
"""


BUNDLE = f"{FOLDER}kaytantopankki-v1.zip"
# Stands in the examples for the address of the data.
_PLACEHOLDER = "https://example.org/data/v1/"


def data_files(catalogue: Catalogue, terms: Terms) -> Iterator[DataFile]:
    """Every file, and last all of them in a bundle."""
    written = BytesIO()
    with ZipFile(written, "w") as bundle:
        for file in _files(catalogue, terms):
            add_to_zip(bundle, file.name, file.content)
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
    for table in data_tables(sets):
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
    text = files("kaytantopankki.outputs").joinpath("examples", name).read_text(encoding="utf-8")
    return text.replace(_PLACEHOLDER, root)


DATA_PAGE = "avoin-data.md"
_SHOWN = ("sheet", "json", "table", "bundle", "package")
_MEDIA = {"json": "application/json", "csv": "text/csv", "zip": "application/zip"}


def open_data_page(terms: Terms, elsewhere: Sequence[Link] = ()) -> Page:
    """The page; `elsewhere` are the site's other ways of reuse, such as feeds. The files are told by `listing`."""
    return Page(
        uri=DATA_PAGE,
        title="Avoin data",
        template="avoin-data.html",
        crumbs=(Link("Tietoa", "tietoa/"),),
        description="Käytännöt, kunnat, käyttöönotot ja muut tiedot Excel-, CSV- ja JSON-tiedostoina vapaaseen käyttöön.",
        in_site_search=True,
        view={
            "root": terms.root,
            "version": VERSION,
            "modified": long_date(terms.modified) if terms.modified else "",
            "licence": dict(LICENCE),
            "attribution": terms.attribution,
            "elsewhere": [{"title": link.title, "url": link.url} for link in elsewhere],
        },
    )


def file_listing(files: Iterable[DataFile]) -> Context:
    """The files as the page shows them: each with its address, title, rows and size, and the text of the examples."""
    listed: Context = {group: [] for group in _SHOWN} | {"examples": {}}
    for file in files:
        if file.group == "example":
            listed["examples"][file.name.rpartition("/")[2]] = {"url": file.uri, "code": file.content.decode()}
        elif file.group in _SHOWN:
            listed[file.group].append(_row(file))
    return listed


def _row(file: DataFile) -> Context:
    return {
        "name": file.name.rpartition("/")[2],
        "url": file.uri,
        "title": file.title,
        "description": file.description,
        "rows": "" if file.rows is None else number(file.rows),
        "bytes": len(file.content),
        "size": file_size(len(file.content)),
    }


def distributions(listed: Context, publisher: DataPublisher) -> list[Context]:
    """The files of a `listing` as schema.org has them: name, address, media type and size in bytes of each."""
    return [
        {
            "name": row["title"],
            "contentUrl": publisher.url + row["url"],
            "encodingFormat": _MEDIA[row["name"].rpartition(".")[2]],
            "contentSize": row["bytes"],
        }
        for group in _SHOWN
        for row in listed[group]
    ]


def file_size(count: int) -> str:
    """950 → "1 kt", 1234567 → "1,2 Mt"; a number of bytes as people say it."""
    kilobytes = max(1, round(count / 1000))
    return f"{number(kilobytes)}\u00a0kt" if kilobytes < 1000 else f"{number(round(count / 1e6, 1))}\u00a0Mt"
