"""The settings of a site in `mkdocs.yml`, and the day of a build."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import yaml
from yaml_env_tag import add_env_tag

from kaytantopankki.content import front_matter, messages
from kaytantopankki.content.models import KINDS

SETTINGS_FILE = "mkdocs.yml"

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


class _Loader(yaml.SafeLoader):
    """Reads `!ENV [NAME, default]` from the environment, as MkDocs does, and a Python object as its name."""


class _DefaultsLoader(_Loader):
    """Reads `!ENV [NAME, default]` as the default."""


add_env_tag(_Loader)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda _loader, name, _node: name)
_DefaultsLoader.add_constructor("!ENV", lambda loader, node: loader.construct_object(node.value[-1]))


def read_settings(root: Path, *, from_environment: bool = True) -> dict[str, Any]:
    """The content of mkdocs.yml, with the values of the environment or with the defaults in their place."""
    loader = _Loader if from_environment else _DefaultsLoader
    settings: dict[str, Any] = yaml.load((root / SETTINGS_FILE).read_text(encoding="utf-8"), loader)
    return settings


def settings_problems(root: Path) -> Iterator[messages.Problem]:
    """What is missing or wrong in the folder or in mkdocs.yml, and what to write."""
    for name in (KINDS["practice"].folder, "docs", SETTINGS_FILE):
        if not (root / name).exists():
            yield messages.Problem(name, 1, messages.message_for("not_there", name=name))
            if name == SETTINGS_FILE:
                return
    text = front_matter.read_text(root / SETTINGS_FILE, SETTINGS_FILE)
    if isinstance(text, messages.Problem):
        yield text
        return
    try:
        settings = yaml.load(text, _Loader)
        for keys, message in _wrong_settings(settings if isinstance(settings, dict) else {}):
            yield messages.Problem(SETTINGS_FILE, _line(yaml.compose(text, yaml.SafeLoader), keys), message)
    except yaml.MarkedYAMLError as error:
        conflicts = [*front_matter.line_problems(text, SETTINGS_FILE)]
        line, message = front_matter.explained(error)
        yield from conflicts or [messages.Problem(SETTINGS_FILE, line + 1, message)]


def _wrong_settings(settings: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """(where, message) of each setting that is missing or wrong."""
    for key in ("site_name", "repo_url"):
        if not isinstance(settings.get(key), str):
            yield (key,), messages.message_for("setting_text", name=key)
    if not re.fullmatch(r"edit/[^\s?#]+/", str(settings.get("edit_uri"))):
        yield ("edit_uri",), messages.message_for("setting_branch")
    extra = settings.get("extra")
    extra = extra if isinstance(extra, dict) else {}
    if not isinstance(extra.get("feedback"), str):
        yield ("extra", "feedback"), messages.message_for("setting_feedback")
    months = extra.get("review_months")
    if not isinstance(months, int) or months < 1:
        yield ("extra", "review_months"), messages.message_for("setting_months")
    if not re.fullmatch(r"[a-z0-9.-]+,\d{4}", str(extra.get("identity"))):
        yield ("extra", "identity"), messages.message_for("setting_identity")


def _line(node: yaml.Node | None, keys: Sequence[str]) -> int:
    """The line of a setting, or of the nearest thing around it that is there."""
    line = 1
    for wanted in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        key, node = next(((key, value) for key, value in pairs if key.value == wanted), (None, None))
        line = key.start_mark.line + 1 if key else line
    return line


def macro_pages(text: str) -> frozenset[str]:
    """The paths in docs/ of the pages that may use macros, which the text of mkdocs.yml lists for mkdocs-macros-plugin;
    none when it cannot be read."""
    try:
        settings = yaml.load(text, _Loader)
    except yaml.YAMLError:
        return frozenset()
    plugins = settings.get("plugins") if isinstance(settings, dict) else None
    items = (
        item.get("macros")
        for item in ([plugins] if isinstance(plugins, dict) else plugins or ())
        if isinstance(item, dict)
    )
    return frozenset(path for item in items if item for path in str(item.get("force_render_paths") or "").split())


def nav_lines(root: Path) -> Iterator[tuple[str, int]]:
    """Each Markdown file that the navigation names, and its line in mkdocs.yml."""
    tree = yaml.compose((root / SETTINGS_FILE).read_text(encoding="utf-8"), yaml.SafeLoader)
    assert tree
    for key, value in tree.value:
        if key.value == "nav":
            yield from _scalars(value)


def _scalars(node: yaml.Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.ScalarNode) and node.value.endswith(".md"):
        yield node.value, node.start_mark.line + 1
    elif not isinstance(node, yaml.ScalarNode):
        for item in node.value:
            yield from _scalars(item[1] if isinstance(item, tuple) else item)


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
