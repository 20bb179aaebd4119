"""Moments of the content as moments in Finland."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from catalogue import kinds
from catalogue.catalogue import News, Practice
from catalogue.types import Moment

HELSINKI = ZoneInfo("Europe/Helsinki")
# At what hour a day without a time of day stands in a feed. Early, so that what is published today is not of the
# future; yet not at midnight, when it would be of the day before in the west of Finland's time zone.
HOUR = 6


def at(day: date) -> datetime:
    """When something happened of which only the day is known."""
    return datetime(day.year, day.month, day.day, HOUR, tzinfo=HELSINKI)


def instant(moment: Moment) -> datetime | None:
    """A moment with a time of day; None when only the day is known."""
    if moment.hour < 0:
        return None
    return datetime(moment.year, moment.month, moment.day, moment.hour, moment.minute, tzinfo=HELSINKI)


def published(entry: Practice | News) -> date:
    """The first day of the month or year, where a piece of news is not known more exactly."""
    data = entry.data
    return data.date.first_day if isinstance(data, kinds.News) else data.published


def updated(entry: Practice | News) -> date:
    """The day when an entry was published, last changed or last found right, whichever is the latest."""
    return max(filter(None, (published(entry), entry.data.updated, entry.data.reviewed)))
