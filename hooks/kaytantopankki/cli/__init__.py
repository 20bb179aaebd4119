"""What a person or a workflow runs: the only place that reads arguments, the clock and git, and prints."""

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import yaml

from kaytantopankki.content.models import KINDS
from kaytantopankki.settings import build_date


class ArgumentParser(argparse.ArgumentParser):
    """A parser whose whole help is its guide; what it cannot read ends the command with 2."""

    def __init__(self, guide: str) -> None:
        super().__init__(add_help=False, allow_abbrev=False)
        self.guide = guide
        self.add_argument("-h", "--help", action="help")

    def format_help(self) -> str:
        """The guide, for `--help`."""
        return self.guide

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 (argparse speaks English)
        """Ends the command with the guide."""
        refuse(f"En ymmärtänyt komentoa.\n\n{self.guide}")


def refuse(message: str) -> NoReturn:
    """Ends the command: nothing was done, because it was asked wrongly."""
    print(message, file=sys.stderr)
    sys.exit(2)


def enclosing_repository(folder: Path) -> Path | None:
    """The repository that the folder is in."""
    return next((found for found in (folder, *folder.parents) if (found / KINDS["practice"].folder).is_dir()), None)


def repository_root() -> Path:
    """The repository of the current folder, else the one that this file is in."""
    return enclosing_repository(Path.cwd()) or Path(__file__).resolve().parents[3]


def today() -> date:
    """The day in Finland, as in the build."""
    try:
        return build_date(os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        refuse(f"{error}.")


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml, where a value may come from the environment: `!ENV [NAME, default]`."""

    environment: Mapping[str, str] = MappingProxyType({})


def _from_environment(loader: _Settings, node: yaml.SequenceNode) -> object:
    *names, default = loader.construct_sequence(node)
    return next((loader.environment[name] for name in names if name in loader.environment), default)


_Settings.add_constructor("!ENV", _from_environment)
_Settings.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda _loader, name, _node: name)


def read_settings(root: Path, environment: Mapping[str, str] | None = None) -> dict[str, object]:
    """What mkdocs.yml says; values that may come from an environment come from this process's unless one is given."""
    with (root / "mkdocs.yml").open(encoding="utf-8") as file:
        loader = _Settings(file)
        loader.environment = os.environ if environment is None else environment
        try:
            found: dict[str, object] = loader.get_single_data()
        finally:
            loader.dispose()
    return found
