"""One contributed file read and checked as the build does: what comes out is an entry or problems, never an exception."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

from kaytantopankki.content import front_matter
from kaytantopankki.content.checks import CHECKS
from kaytantopankki.content.field_types import Target
from kaytantopankki.content.file_checks import Scope
from kaytantopankki.content.loader import read_entry
from kaytantopankki.content.messages import Problem
from kaytantopankki.content.models import Entry, Kind
from kaytantopankki.content.written import KnownWords
from tests.builders import catalogue

NOWHERE = Path("nowhere")
NOTHING: KnownWords = {target: {} for target in get_args(Target)}


def problems_of_bytes(raw: bytes, kind: Kind, file: Path) -> list[Problem]:
    """The problems of a file with these bytes."""
    file.write_bytes(raw)
    text = front_matter.read_text(file, "x.md")
    return [text] if isinstance(text, Problem) else problems_of(text, kind)


def problems_of(text: str, kind: Kind) -> list[Problem]:
    """The problems of a text; each has its file, a line inside it and something to say."""
    path = f"{kind.folder}/x.md"
    result = read_entry(text, path, kind)
    if isinstance(result, Entry):
        scope = Scope(catalogue(replace(result, kind=kind.name)), NOTHING, NOWHERE)
        problems = [problem for check in CHECKS for problem in check(scope)]
    else:
        problems = result
        assert problems
    for problem in problems:
        assert problem.path == path
        assert problem.message
        assert "arvo ei käy" not in problem.message  # Something that has no words of its own.
        assert 1 <= problem.line <= text.count("\n") + 2
    return problems
