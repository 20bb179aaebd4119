"""Finnish time as a calendar is told of it.

As a rule that goes on, not as the dates that the library would list to 2038.
"""

from datetime import datetime, timedelta

import icalendar

# The rule since 1996: summer time from the last Sunday of March at 3 to the last Sunday of October at 4.
_CHANGES: tuple[tuple[type[icalendar.Component], str, datetime, int, int, int], ...] = (
    (icalendar.TimezoneDaylight, "EEST", datetime(1997, 3, 30, 3), 3, 2, 3),
    (icalendar.TimezoneStandard, "EET", datetime(1996, 10, 27, 4), 10, 3, 2),
)


def helsinki() -> icalendar.Timezone:
    """The time zone of every time in the calendars."""
    made = icalendar.Timezone()
    made.add("tzid", "Europe/Helsinki")
    for kind, name, first, month, before, after in _CHANGES:
        part = kind()
        part.add("dtstart", first)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        made.add_component(part)
    return made
