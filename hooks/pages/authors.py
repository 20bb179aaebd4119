"""Who wrote an entry: always an organisation, never a person."""

from catalogue import kinds
from catalogue.catalogue import Practice
from catalogue.labels import Standing
from pages.finnish import listed


def authors(data: kinds.Practice) -> tuple[str, ...]:
    """The organisation or municipalities that describe their own work; empty when the site compiled the entry."""
    if data.standing in (None, Standing.COMPILED):
        return ()
    return (data.contact.organisation,) if data.contact else data.municipalities


def author(practice: Practice) -> str:
    """The same in one line."""
    return listed(authors(practice.data))
