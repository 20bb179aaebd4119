"""The page that tells what data there is and how to use it."""

from collections.abc import Iterable, Sequence

from opendata.file import DataFile
from opendata.records import Publisher
from opendata.terms import LICENCE, VERSION, Terms
from pages.finnish import day, number
from pages.page import Link, Page, View

DATA_PAGE = "avoin-data.md"
_SHOWN = ("sheet", "json", "table", "bundle", "package")
_MEDIA = {"json": "application/json", "csv": "text/csv", "zip": "application/zip"}


def open_data_page(terms: Terms, elsewhere: Sequence[Link] = ()) -> Page:
    """The page; `elsewhere` are the site's other ways of reuse, such as feeds. The files are told by `listing`."""
    return Page(
        uri=DATA_PAGE,
        title="Avoin data",
        template="avoin-data.html",
        section="tietoa/",
        crumbs=(Link("Tietoa", "tietoa/"),),
        description="Käytännöt, kunnat, käyttöönotot ja muut tiedot Excel-, CSV- ja JSON-tiedostoina vapaaseen käyttöön.",
        findable=True,
        view={
            "root": terms.root,
            "version": VERSION,
            "modified": day(terms.modified) if terms.modified else "",
            "licence": dict(LICENCE),
            "attribution": terms.attribution,
            "elsewhere": [{"title": link.title, "url": link.url} for link in elsewhere],
        },
    )


def listing(files: Iterable[DataFile]) -> View:
    """The files as the page shows them: each with its address, title, rows and size, and the text of the examples."""
    listed: View = {group: [] for group in _SHOWN} | {"examples": {}}
    for file in files:
        if file.group == "example":
            listed["examples"][file.name.rpartition("/")[2]] = {"url": file.uri, "code": file.content.decode()}
        elif file.group in _SHOWN:
            listed[file.group].append(_row(file))
    return listed


def _row(file: DataFile) -> View:
    return {
        "name": file.name.rpartition("/")[2],
        "url": file.uri,
        "title": file.title,
        "description": file.description,
        "rows": "" if file.rows is None else number(file.rows),
        "bytes": len(file.content),
        "size": size(len(file.content)),
    }


def distributions(listed: View, publisher: Publisher) -> list[View]:
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


def size(count: int) -> str:
    """950 → "1 kt", 1234567 → "1,2 Mt"; a number of bytes as people say it."""
    kilobytes = max(1, round(count / 1000))
    return f"{number(kilobytes)}\u00a0kt" if kilobytes < 1000 else f"{number(round(count / 1e6, 1))}\u00a0Mt"
