"""`scripts/entry-from-issue`: makes an entry of an issue that was written with an issue form."""

import json
import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kaytantopankki.cli import ArgumentParser, refuse, repository_root, today
from kaytantopankki.github_forms.validate import IssueResult, issue_result

GUIDE = """Käyttö: scripts/entry-from-issue TAPAHTUMA.json

Tekee kirjauksen GitHubin asiasta, joka on kirjoitettu lomakkeella: uuden käytännön, tai lisää käyttöönoton
käytännön tiedostoon. TAPAHTUMA.json on GitHubin tapahtuma, jossa asia on.

Jos tiedostossa olisi virheitä, sitä ei kirjoiteta, ja komento kertoo, mitä asiassa pitää korjata.
Tulokset menevät myös tiedostoon, jonka nimi on muuttujassa GITHUB_OUTPUT.

Komento palauttaa 0, jos tiedosto syntyi, 1, jos asiaa pitää korjata, ja 2, jos tapahtumaa ei voi lukea.
"""


def issue_of(file: Path) -> Mapping[str, Any]:
    """The issue of an event. Raises ValueError in Finnish when there is none."""
    try:
        issue: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))["issue"]
        return {
            "number": int(issue["number"]),
            "body": str(issue["body"] or ""),
            "login": str((issue["user"] or {}).get("login", "")),
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(f'Tiedostossa "{file}" ei ole GitHubin asian tapahtumaa.') from None


def outputs(found: IssueResult) -> str:
    """What the workflow reads: every value between two lines that nobody can guess, so that no value can end early."""
    lines = []
    for name, value in found._asdict().items():
        end = secrets.token_hex(16)
        lines.append(f"{name}<<{end}\n{value}\n{end}\n")
    return "".join(lines)


def print_result(found: IssueResult) -> str:
    """The same for a person."""
    if not found.path:
        return found.answer
    return f"Tiedosto: {found.path}\nHaara: {found.branch}\nMuutos: {found.message}\n\n{found.text}\n{found.answer}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file and tells of it, or tells what is wrong."""
    parser = ArgumentParser(GUIDE)
    parser.add_argument("event", type=Path)
    try:
        issue = issue_of(parser.parse_args(arguments).event)
    except ValueError as error:
        refuse(str(error))
    found = issue_result(repository_root(), issue["number"], issue["login"], issue["body"], today())
    if file := os.environ.get("GITHUB_OUTPUT"):
        with Path(file).open("a", encoding="utf-8") as out:
            out.write(outputs(found))
    print(print_result(found), end="")
    return 0 if found.path else 1


if __name__ == "__main__":
    sys.exit(main())
