"""Which calendars there are, and which events stand in each."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.catalogue import Catalogue, Event


@dataclass(frozen=True)
class Calendar:
    """A calendar: its file and the page it belongs to, both relative to the site's root, and its events in order.

    `kind` is "all", "network" or "event"."""

    kind: str
    page: str
    label: str
    title: str
    events: tuple[Event, ...]

    @property
    def uri(self) -> str:
        return f"{self.page}kalenteri.ics"


def calendars(catalogue: Catalogue) -> Iterator[Calendar]:
    """One of all events, one for each network that has any, and one for each event that has a day.

    An event of which only the month or year is known has no place in a calendar before its day is told.
    """
    dated = {entry.key: entry for entry in _in_order(catalogue) if has_day(entry)}
    yield Calendar("all", "tapahtumat/", "Kaikki tapahtumat", "Tapahtumat", tuple(dated.values()))
    for network in catalogue.networks_by_title:
        about = {entry.key for entry in catalogue.events_about.get(network.key, ())}
        title = network.data.title
        if found := tuple(entry for key, entry in dated.items() if key in about):
            yield Calendar("network", f"verkostot/{network.slug}/", title, f"Tapahtumat: {title}", found)
    for entry in dated.values():
        yield Calendar("event", f"tapahtumat/{entry.slug}/", entry.data.title, entry.data.title, (entry,))


def has_day(event: Event) -> bool:
    """Whether the day of the event, or of its registration deadline, is known."""
    deadline = event.data.registration_deadline
    return bool(event.data.start.day or (deadline and deadline.day))


def _in_order(catalogue: Catalogue) -> list[Event]:
    return sorted(catalogue.events.values(), key=lambda entry: (entry.data.start, entry.slug))
