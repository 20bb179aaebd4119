"""What a person or a workflow runs: the only place that reads arguments, the clock and git, and prints."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

from kaytantopankki.content.models import KINDS
from kaytantopankki.data_files import data_table
from kaytantopankki.settings import build_date

_WORDS = data_table("cli/data/words.yml")
GUIDES: dict[str, str] = _WORDS["guides"]
KIND_WORDS: dict[str, str] = _WORDS["kinds"]


class ArgumentParser(argparse.ArgumentParser):
    """A parser whose whole help is a guide; arguments that it cannot read end the command with 2."""

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
    """Ends the command with 2: it was asked wrongly, and nothing was done."""
    print(message, file=sys.stderr)
    sys.exit(2)


def repository_root() -> Path:
    """The repository of the current folder, else the one that this file is in."""
    folders = (Path.cwd(), *Path.cwd().parents)
    repositories = (folder for folder in folders if (folder / KINDS["practice"].folder).is_dir())
    return next(repositories, Path(__file__).resolve().parents[3])


def today() -> date:
    """The day in Finland, as in the build."""
    try:
        return build_date(os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        refuse(f"{error}.")
