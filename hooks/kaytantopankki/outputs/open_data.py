"""The catalogue as open data: every published file, and the page that tells of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.data_files import data_text
from kaytantopankki.formatting import file_size, long_date, number, short_date
from kaytantopankki.outputs import data_package, datasets, tables
from kaytantopankki.page import Context, Link, Page, titled_page

_Group = Literal["json", "table", "sheet", "schema", "example", "package", "text", "bundle"]

DATA_PAGE = "avoin-data.md"
# Stands in the examples for the address of the data.
_PLACEHOLDER = "https://example.org/data/v1/"
_COMPRESSION = 1  # A third of the time of the usual 6.
SHOWN = ("sheet", "json", "table", "bundle", "package")  # The groups of files that the page shows.
_MEDIA_TYPES = {"json": "application/json", "csv": "text/csv", "zip": "application/zip"}


@dataclass(frozen=True)
class DataFile:
    """A published file. `name` is its path in the folder of the data; `rows` how many records it has, if any."""

    name: str
    group: _Group
    title: str
    description: str
    content: bytes
    rows: int | None = None

    @property
    def uri(self) -> str:
        """The address of the file, relative to the site's root."""
        return data_package.FOLDER + self.name


def data_files(catalogue: Catalogue, release: data_package.Release) -> Iterator[DataFile]:
    """Every file, and last all of them in a bundle."""
    content = BytesIO()
    with ZipFile(content, "w") as bundle:
        for file in _files(catalogue, release):
            info = ZipInfo(file.name)  # Of 1980, so that the bundle changes only when what is in it does.
            info.external_attr = 0o644 << 16
            info.create_system = 3  # Unix, whatever this is built on.
            bundle.writestr(info, file.content, ZIP_DEFLATED, _COMPRESSION)
            yield file
    yield DataFile("kaytantopankki-v1.zip", "bundle", "Koko aineisto", "Kaikki tiedostot yhdessä.", content.getvalue())


def _files(catalogue: Catalogue, release: data_package.Release) -> Iterator[DataFile]:
    sets = tuple(datasets.datasets(catalogue, release.url))
    for dataset in sets:
        content = data_package.json_file(dataset, release)
        yield DataFile(
            f"{dataset.name}.json", "json", dataset.title, dataset.description, content, len(dataset.records)
        )
    for dataset in sets:
        name, content = f"schema/{dataset.name}.schema.json", data_package.schema_file(dataset, release)
        yield DataFile(name, "schema", f"{dataset.title}: skeema", "Kenttien nimet ja tyypit.", content)
    for words, content, count in tables.sheet_files(sets):
        yield DataFile(f"fi/{words['name']}.csv", "sheet", words["title"], words["description"], content, count)
    resources = []
    for table in tables.data_tables(sets):
        content = table.content
        resources.append(data_package.resource(table, content))
        yield DataFile(f"{table.name}.csv", "table", table.title, table.description, content, len(table.rows))
    package = data_package.package_file(resources, release)
    yield DataFile("datapackage.json", "package", "Data Package", "Taulukoiden kuvaus ohjelmille.", package)
    modified = short_date(release.modified) if release.modified else "ei tiedossa"
    origins = "\n".join(f"- {title} ({url})" for title, url in data_package.ORIGINS.items())
    for name in ("LUE.txt", "LISENSSI.txt"):
        text = data_text(f"outputs/data/{name}").format(
            release=release,
            version=data_package.VERSION,
            modified=modified,
            licence=data_package.LICENCE,
            origins=origins,
        )
        yield DataFile(name, "text", name, "", text.encode())
    for name, kept_as in (("teemat.js", "teemat.js"), ("teemat.py", "teemat.py.txt")):
        program = data_text(f"outputs/data/{kept_as}").replace(_PLACEHOLDER, release.root)
        yield DataFile(f"esimerkit/{name}", "example", name, "", program.encode())


def open_data_page(release: data_package.Release, elsewhere: Sequence[Link] = ()) -> Page:
    """The page; `elsewhere` are the site's other ways of reuse, such as feeds. `file_listing` tells of the files."""
    view = {
        "root": release.root,
        "version": data_package.VERSION,
        "modified": long_date(release.modified) if release.modified else "",
        "licence": dict(data_package.LICENCE),
        "attribution": release.attribution,
        "elsewhere": [{"title": link.title, "url": link.url} for link in elsewhere],
    }
    return titled_page(DATA_PAGE, view)


def file_listing(files: Iterable[DataFile]) -> Context:
    """The files as the page shows them: each with its address, title, rows and size, and the text of the examples."""
    listing: Context = {group: [] for group in SHOWN} | {"examples": {}}
    for file in files:
        if file.group == "example":
            listing["examples"][file.title] = {"url": file.uri, "code": file.content.decode()}
        elif file.group in SHOWN:
            listing[file.group].append({
                "name": file.name.rpartition("/")[2],
                "url": file.uri,
                "title": file.title,
                "description": file.description,
                "rows": "" if file.rows is None else number(file.rows),
                "media_type": _MEDIA_TYPES[file.name.rpartition(".")[2]],
                "bytes": len(file.content),
                "size": file_size(len(file.content)),
            })  # fmt: skip
    return listing
