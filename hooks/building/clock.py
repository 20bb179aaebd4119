"""The day of a build or a command."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

# The content was written after this day, so an earlier one is a mistake.
_EARLIEST = date(2026, 1, 1)
# What gzip can hold, in February 2106.
_LAST = 2**32 - 1


def day(epoch: str | None) -> date:
    """The day in Finland at SOURCE_DATE_EPOCH, or today; ValueError says in Finnish why it cannot be that."""
    if epoch and not (epoch.isascii() and epoch.isdigit() and int(epoch) <= _LAST):
        raise ValueError(
            f'Ympäristömuuttujan SOURCE_DATE_EPOCH arvo "{epoch}" ei kelpaa. Sen pitää olla sekunteina vuoden 1970 '
            'alusta, esimerkiksi "$(date +%s)". Korjaa se tai poista muuttuja: unset SOURCE_DATE_EPOCH'
        )
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    found = now.astimezone(ZoneInfo("Europe/Helsinki")).date()
    if found < _EARLIEST:
        source = "Ympäristömuuttujan SOURCE_DATE_EPOCH" if epoch else "Tämän koneen kellon"
        raise ValueError(
            f"{source} mukaan nyt on {found.day}.{found.month}.{found.year}. Silloin kirjauksia ei vielä ollut. "
            "Aseta aika oikein ja kokoa sivusto uudelleen"
        )
    return found
