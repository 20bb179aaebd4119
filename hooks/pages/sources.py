"""Lists of sources, and how fresh an entry is."""

from datetime import date

from catalogue.catalogue import Catalogue, Practice, newest_source
from catalogue.parts import Source
from pages.finnish import capitalised, day, moment
from pages.page import View


def sources(items: tuple[Source, ...]) -> list[View]:
    """Sources in the author's order; figures refer to them by number."""
    return [
        {
            "title": item.title,
            "url": item.url or "",
            "publisher": item.publisher or "",
            "date": moment(item.date) if item.date else "päiväys ei tiedossa",
            "language": item.language.value if item.language else "",
            "note": item.note or "",
        }
        for item in items
    ]


def freshness(catalogue: Catalogue, practice: Practice, review_months: int) -> View:
    """Whether the entry is still true: newest source, last review, and who stands behind it."""
    data = practice.data
    newest = newest_source(practice)
    return {
        "newest": capitalised(moment(newest)) if newest else "Ei tiedossa",
        "reviewed": day(data.reviewed) if data.reviewed else "Ei vielä",
        "published": day(data.published),
        "updated": day(data.updated) if data.updated else "",
        "standing": capitalised(data.standing.label) if data.standing else "",
        "late": overdue(practice, catalogue.today, review_months),
        "short": f"Tarkistettu {day(data.reviewed)}" if data.reviewed else "Tilannetta ei ole tarkistettu",
    }


def overdue(practice: Practice, today: date, review_months: int) -> bool:
    """Whether the entry was never reviewed, or too long ago."""
    reviewed = practice.data.reviewed
    return reviewed is None or months_between(reviewed, today) >= review_months


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
