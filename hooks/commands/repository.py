"""The repository that a command is run in, and the day."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from catalogue.layout import KINDS


def root_of(folder: Path) -> Path | None:
    """The repository that the folder is in."""
    return next((found for found in (folder, *folder.parents) if (found / KINDS["practice"].folder).is_dir()), None)


def here() -> Path:
    """The repository of the current folder, else the one that this file is in."""
    return root_of(Path.cwd()) or Path(__file__).resolve().parents[2]


def today() -> date:
    """The day in Finland; that of SOURCE_DATE_EPOCH when it is set, as in the build."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(ZoneInfo("Europe/Helsinki")).date()


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml, where a value may come from the environment: `!ENV [NAME, default]`."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> object:
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Settings.add_constructor("!ENV", _from_environment)


def settings(root: Path) -> dict[str, object]:
    """What mkdocs.yml says."""
    with (root / "mkdocs.yml").open(encoding="utf-8") as file:
        found: dict[str, object] = yaml.load(file, Loader=_Settings)
    return found
