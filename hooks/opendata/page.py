"""The page that tells what data there is and how to use it."""

from collections.abc import Sequence

from opendata.files import DataFile
from opendata.terms import LICENCE, VERSION, Terms
from pages.finnish import day, number
from pages.page import Link, Page, View


def open_data_page(terms: Terms, elsewhere: Sequence[Link] = ()) -> Page:
    """The page; `elsewhere` are the site's other ways of reuse, such as feeds. The files are told by `listing`."""
    return Page(
        uri="avoin-data.md",
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


def listing(files: Sequence[DataFile]) -> View:
    """The files as the page shows them: each with its address, title, rows and size, and the text of the examples."""
    shown = ("sheet", "json", "table", "bundle", "package")
    return {
        **{group: [_row(file) for file in files if file.group == group] for group in shown},
        "examples": {file.name.rpartition("/")[2]: _example(file) for file in files if file.group == "example"},
    }


def _row(file: DataFile) -> View:
    return {
        "name": file.name.rpartition("/")[2],
        "url": file.uri,
        "title": file.title,
        "description": file.description,
        "rows": "" if file.rows is None else number(file.rows),
        "size": size(len(file.content)),
    }


def _example(file: DataFile) -> View:
    return {"url": file.uri, "code": file.content.decode()}


def size(count: int) -> str:
    """950 → "1 kt", 1234567 → "1,2 Mt"; a number of bytes as people say it."""
    kilobytes = max(1, round(count / 1000))
    return f"{number(kilobytes)}\u00a0kt" if kilobytes < 1000 else f"{number(round(count / 1e6, 1))}\u00a0Mt"
