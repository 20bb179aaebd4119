"""`scripts/entry-from-issue`: makes an entry of an issue that was written with an issue form."""

import json
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from kaytantopankki.cli import ArgumentParser, refuse, repository_root, today
from kaytantopankki.github_forms.validate import IssueResult, issue_result

_GUIDE = """Käyttö: scripts/entry-from-issue TAPAHTUMA.json

Tekee kirjauksen GitHubin asiasta, joka on kirjoitettu lomakkeella: uuden käytännön, tai lisää käyttöönoton
käytännön tiedostoon. TAPAHTUMA.json on GitHubin tapahtuma, jossa asia on.

Jos tiedostossa olisi virheitä, sitä ei kirjoiteta, ja komento kertoo, mitä asiassa pitää korjata.
Tulokset menevät myös tiedostoon, jonka nimi on muuttujassa GITHUB_OUTPUT.

Komento palauttaa 0, jos tiedosto syntyi, 1, jos asiaa pitää korjata, ja 2, jos tapahtumaa ei voi lukea.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file and tells of it, or tells what is wrong."""
    parser = ArgumentParser(_GUIDE)
    parser.add_argument("event", type=Path)
    event = parser.parse_args(arguments).event
    try:
        issue = json.loads(event.read_text(encoding="utf-8"))["issue"]
        number, login, text = int(issue["number"]), (issue["user"] or {}).get("login", ""), issue["body"] or ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        refuse(f'Tiedostossa "{event}" ei ole GitHubin asian tapahtumaa.')
    result = issue_result(repository_root(), number, str(login), str(text), today())
    if file := os.environ.get("GITHUB_OUTPUT"):
        with Path(file).open("a", encoding="utf-8") as out:
            out.write(_outputs(result))
    if result.path:
        print(f"Tiedosto: {result.path}\nHaara: {result.branch}\nMuutos: {result.message}\n\n{result.text}")
    print(result.answer, end="")
    return 0 if result.path else 1


def _outputs(result: IssueResult) -> str:
    """What the workflow reads: every value between two lines that nobody can guess, so that no value can end early."""
    lines = []
    for name, value in result._asdict().items():
        end = secrets.token_hex(16)
        lines.append(f"{name}<<{end}\n{value}\n{end}\n")
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
