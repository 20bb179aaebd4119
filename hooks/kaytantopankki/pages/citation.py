"""How to refer to an entry: its author, a sentence, BibTeX and RIS."""

import re

import rispy

from kaytantopankki import links
from kaytantopankki.content import models
from kaytantopankki.content.catalogue import PracticeEntry
from kaytantopankki.content.field_types import Standing
from kaytantopankki.formatting import listed, short_date
from kaytantopankki.page import Context
from kaytantopankki.settings import Site


def authors(data: models.Practice) -> tuple[str, ...]:
    """The organisation or municipalities that describe their own work; empty when the site compiled the entry."""
    if data.standing in (None, Standing.COMPILED):
        return ()
    return (data.contact.organisation,) if data.contact else data.municipalities


def author(practice: PracticeEntry) -> str:
    """The same in one line."""
    return listed(authors(practice.data))


# What TeX would take as a command; a brace that is not closed would end the field.
_TEX = {
    "\\": r"\textbackslash{}",
    **{character: f"\\{character}" for character in "{}%#$&_"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIAL = re.compile(r"[\\{}%#$&_~^]")


class _Plain(rispy.RisWriter):  # type: ignore[misc]
    """Without the ordinal number that the library puts before every reference."""

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""


_ris = _Plain()


def citation(site: Site, practice: PracticeEntry) -> Context:
    """The parts of the sentence, and the two formats. The version is the day on which the content last changed."""
    data = practice.data
    version, by = data.updated or data.published, author(practice)
    told = {
        "slug": practice.slug,
        "author": _line(by or site.name),
        "year": version.year,
        "title": _line(data.title),
        "site": site.name if by else "",
        "version": short_date(version),
        "url": site.at(links.entry_url(practice)),
    }
    return {**told, "bibtex": _bibtex(site, told), "ris": _ris_of(site, told)}


def _line(text: str) -> str:
    """Without what some reader would take for the end of a line."""
    return " ".join(text.split())


def _bibtex(site: Site, told: Context) -> str:
    """The author in braces of its own: an organisation has no first and last name."""
    fields = {
        "author": f"{{{_tex(told['author'])}}}",
        "title": f"{{{_tex(told['title'])}}}",
        "howpublished": _tex(site.name),
        "year": str(told["year"]),
        "note": f"Versio {told['version']}",
        "url": told["url"],
        "language": "finnish",
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{told['slug']},\n" + ",\n".join(lines) + "\n}"


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _TEX[found[0]], text)


def _ris_of(site: Site, told: Context) -> str:
    reference = {
        "type_of_reference": "ELEC",
        "authors": [told["author"]],
        "title": told["title"],
        "publisher": site.name,
        "year": str(told["year"]),
        "edition": f"Versio {told['version']}",
        "urls": [told["url"]],
        "language": "fi",
    }
    return str(_ris.formats([reference])).strip("\n")
