"""Command-line arguments with help and errors in Finnish."""

import argparse
import sys
from typing import NoReturn


class Arguments(argparse.ArgumentParser):
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
