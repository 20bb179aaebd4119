"""The repository that a command is run in, and the day."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import yaml

from building.clock import day
from catalogue.layout import KINDS
from commands.arguments import refuse


def root_of(folder: Path) -> Path | None:
    """The repository that the folder is in."""
    return next((found for found in (folder, *folder.parents) if (found / KINDS["practice"].folder).is_dir()), None)


def here() -> Path:
    """The repository of the current folder, else the one that this file is in."""
    return root_of(Path.cwd()) or Path(__file__).resolve().parents[2]


def today() -> date:
    """The day in Finland, as in the build."""
    try:
        return day(os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        refuse(f"{error}.")


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml, where a value may come from the environment: `!ENV [NAME, default]`."""

    environment: Mapping[str, str] = MappingProxyType({})


def _from_environment(loader: _Settings, node: yaml.SequenceNode) -> object:
    *names, default = loader.construct_sequence(node)
    return next((loader.environment[name] for name in names if name in loader.environment), default)


_Settings.add_constructor("!ENV", _from_environment)


def settings(root: Path, environment: Mapping[str, str] | None = None) -> dict[str, object]:
    """What mkdocs.yml says; values that may come from an environment come from this process's unless one is given."""
    with (root / "mkdocs.yml").open(encoding="utf-8") as file:
        loader = _Settings(file)
        loader.environment = os.environ if environment is None else environment
        try:
            found: dict[str, object] = loader.get_single_data()
        finally:
            loader.dispose()
    return found
