"""The settings of a site in `mkdocs.yml`, and the day of a build."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from kaytantopankki.content.models import KINDS

_EARLIEST = date(2026, 1, 1)  # All content is later, so an earlier day is a mistake.
_LAST = 2**32 - 1  # The last second that gzip can hold.


def build_date(epoch: str | None) -> date:
    """The day in Finland at SOURCE_DATE_EPOCH, or today; ValueError says in Finnish why it cannot be that."""
    if epoch and not (epoch.isascii() and epoch.isdigit() and int(epoch) <= _LAST):
        raise ValueError(
            f'Ympäristömuuttujan SOURCE_DATE_EPOCH arvo "{epoch}" ei kelpaa. Sen pitää olla sekunteina vuoden 1970 '
            'alusta, esimerkiksi "$(date +%s)". Korjaa se tai poista muuttuja: unset SOURCE_DATE_EPOCH'
        )
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    day = now.astimezone(ZoneInfo("Europe/Helsinki")).date()
    if day < _EARLIEST:
        source = "Ympäristömuuttujan SOURCE_DATE_EPOCH" if epoch else "Tämän koneen kellon"
        raise ValueError(
            f"{source} mukaan nyt on {day.day}.{day.month}.{day.year}. Silloin kirjauksia ei vielä ollut. "
            "Aseta aika oikein ja kokoa sivusto uudelleen"
        )
    return day


def settings_problem(root: Path, extra: Mapping[str, Any]) -> str | None:
    """What is missing or wrong in the folder or in `extra`, and what to write; None when all is well."""
    folder = KINDS["practice"].folder
    if not (root / folder).is_dir():
        return f"Kansio {folder} puuttuu. Palauta se, esimerkiksi komennolla git checkout -- {folder}"
    if not isinstance(extra.get("feedback"), str):
        return 'mkdocs.yml: kohdasta extra puuttuu feedback. Kirjoita siihen osoite tai tyhjä: feedback: ""'
    months = extra.get("review_months")
    if not isinstance(months, int) or months < 1:
        return "mkdocs.yml: kohdan extra review_months pitää olla kuukausien määrä, esimerkiksi review_months: 24"
    if not re.fullmatch(r"[a-z0-9.-]+,\d{4}", str(extra.get("identity"))):
        return "mkdocs.yml: kohdan extra identity pitää olla verkkotunnus ja vuosi, esimerkiksi identity: kunta.fi,2026"
    return None


@dataclass(frozen=True)
class Site:
    """The site as others see it. `url` ends with a slash; empty when the address of the site is not known. `identity`
    is the first part of lasting ids and is never changed: a host name that was the publisher's in some year,
    "example.fi,2026". `feedback` is the address for feedback."""

    name: str = "Käytäntöpankki"
    url: str = ""
    description: str = ""
    identity: str = ""
    feedback: str = ""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """The site that `mkdocs.yml` describes."""
        extra = settings["extra"]
        return cls(
            settings["site_name"],
            settings.get("site_url") or "",
            settings.get("site_description") or "",
            extra["identity"],
            extra["feedback"] or f"{settings['repo_url']}/issues/new",
        )

    def at(self, url: str) -> str:
        """The whole address of a page or file, which is relative to the site's root."""
        return self.url + url


@dataclass(frozen=True)
class Settings:
    """`templates`: the folder of the theme's templates. `review_months`: after how many months without review an
    entry says so. `pictures`: the sizes in which each contributed picture is published. `site`: its name and place."""

    templates: Path
    review_months: int = 24
    pictures: Mapping[str, Collection[tuple[int, int]]] = field(default_factory=dict)
    site: Site = field(default_factory=Site)
