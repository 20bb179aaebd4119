"""Parts that the texts of all kinds of entry share."""

from collections.abc import Iterable, Iterator
from typing import Any

from catalogue.catalogue import Catalogue
from catalogue.parts import Contact, Goal, Source
from pages.finnish import capitalised, moment
from pages.page import View
from robots.markdown import cited, fact, plain, quoted


def told(body: str) -> str:
    """The text of an entry under a heading of its own; empty when there is none."""
    text = quoted(body)
    return f"#### Kuvaus\n\n{text}\n\n" if text else ""


def titles(catalogue: Catalogue, kind: str, slugs: Iterable[str]) -> str:
    """Entries of one kind by title."""
    return ", ".join(plain(catalogue.of_kind(kind)[slug].data.title) for slug in slugs)


def standing(data: Any) -> Iterator[str]:
    """Who stands behind an entry, and when it was written and found true."""
    label = data.standing.label if getattr(data, "standing", None) else ""
    yield fact("Luotettavuus", capitalised(label))
    days = (
        ("julkaistu", getattr(data, "published", None)),
        ("päivitetty", data.updated),
        ("tarkistettu", data.reviewed),
    )
    yield fact("Päivät", ", ".join(f"{name} {day}" for name, day in days if day))


def contact(item: Contact) -> str:
    """Whom to ask: organisation, unit, role and address."""
    told = ", ".join(map(plain, filter(None, (item.organisation, item.unit, item.role))))
    visits = "; ottaa vierailijoita" if item.hosts_visits else ""
    return f"{told}{visits}{f' <{item.url}>' if item.url else ''}"


def sources(items: tuple[Source, ...]) -> Iterator[str]:
    """Sources with the numbers that the text and the figures refer to."""
    for number, item in enumerate(items, 1):
        when = moment(item.date) if item.date else "päiväys ei tiedossa"
        parts = (plain(item.title), plain(item.publisher or ""), when, item.language.label if item.language else "")
        link, note = f" <{item.url}>" if item.url else "", f". {plain(item.note)}" if item.note else ""
        yield f"[{number}] {', '.join(filter(None, parts))}{link}{note}"


def funding(item: View) -> str:
    """Who paid, how much, and on what basis that is told."""
    amount = f": {item['amount']} ({item['basis']['label'].lower()})" if item["amount"] else ""
    note = f". {plain(item['note'])}" if item["note"] else ""
    return cited(f"{plain(item['funder'])}{amount}{note}", item["sources"])


def goal(item: Goal) -> str:
    """A goal, the year it is for, and where it was decided."""
    when = f"vuoteen {item.year.year}" if item.year else ""
    since = f"vertailuvuosi {item.baseline.year}" if item.baseline else ""
    aside = "; ".join(filter(None, (when, since, plain(item.document or ""))))
    return cited(f"{capitalised(plain(item.text))}{f' ({aside})' if aside else ''}", item.source)
