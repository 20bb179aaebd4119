"""Who wrote an entry: always an organisation, never a person."""

from catalogue.catalogue import Practice
from catalogue.labels import Standing
from pages.finnish import listed


def author(practice: Practice) -> str:
    """The organisation or municipalities that describe their own work; empty when the site compiled the entry."""
    data = practice.data
    if data.standing in (None, Standing.COMPILED):
        return ""
    return data.contact.organisation if data.contact else listed(data.municipalities)
