"""How to refer to an entry: its author, a sentence, BibTeX and RIS."""

from kaytantopankki import formatting, links
from kaytantopankki.content import field_types, models
from kaytantopankki.content.catalogue import PracticeEntry
from kaytantopankki.page import Context
from kaytantopankki.settings import Site

# What TeX would take as a command; a brace that is not closed would end the field.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        **{character: f"\\{character}" for character in "{}%#$&_"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def authors(data: models.Practice) -> tuple[str, ...]:
    """The organisation or municipalities that describe their own work; empty when the site compiled the entry."""
    if data.standing in (None, field_types.Standing.COMPILED):
        return ()
    return (data.contact.organisation,) if data.contact else data.municipalities


def citation(site: Site, practice: PracticeEntry) -> Context:
    """The parts of the sentence, and the two formats. The version is the day on which the content last changed."""
    data, name = practice.data, formatting.listed(authors(practice.data))
    version = data.updated or data.published
    parts = {
        "slug": practice.slug,
        "author": _one_line(name or site.name),
        "year": version.year,
        "title": _one_line(data.title),
        "site": site.name if name else "",
        "version": formatting.short_date(version),
        "url": site.at(links.entry_url(practice)),
    }
    return {**parts, "bibtex": _bibtex(site, parts), "ris": _ris(site, parts)}


def _one_line(text: str) -> str:
    """Without what some reader would take for the end of a line."""
    return " ".join(text.split())


def _bibtex(site: Site, parts: Context) -> str:
    """The author in braces of its own: an organisation has no first and last name."""
    fields = {
        "author": f"{{{parts['author'].translate(_TEX)}}}",
        "title": f"{{{parts['title'].translate(_TEX)}}}",
        "howpublished": site.name.translate(_TEX),
        "year": str(parts["year"]),
        "note": f"Versio {parts['version']}",
        "url": parts["url"],
        "language": "finnish",
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{parts['slug']},\n" + ",\n".join(lines) + "\n}"


def _ris(site: Site, parts: Context) -> str:
    made = {"TY": "ELEC", "AU": parts["author"], "TI": parts["title"], "PB": site.name, "PY": parts["year"]}
    found = {"ET": f"Versio {parts['version']}", "UR": parts["url"], "LA": "fi", "ER": ""}
    return "\n".join(f"{tag}  - {value}" for tag, value in (made | found).items())
