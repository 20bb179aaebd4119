"""`scripts/entry-from-issue`: makes an entry of an issue that was written with an issue form."""

import json
import os
import secrets
import sys
from pathlib import Path

from kaytantopankki import cli
from kaytantopankki.github_forms import IssueResult, issue_result

_TO_MEND = 3  # Python itself ends with 1 when it crashes.


def main(arguments: list[str] | None = None) -> int:
    """Writes the file and says what it is, or what is wrong with the issue."""
    parser = cli.ArgumentParser(cli.GUIDES["entry_from_issue"])
    parser.add_argument("event", type=Path)
    event = parser.parse_args(arguments).event
    try:
        issue = json.loads(event.read_text(encoding="utf-8"))["issue"]
        number, login, text = int(issue["number"]), (issue["user"] or {}).get("login", ""), issue["body"] or ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        cli.refuse(f'Tiedostossa "{event}" ei ole GitHubin asian tapahtumaa.')
    result = issue_result(cli.repository_root(), number, str(login), str(text), cli.today())
    if file := os.environ.get("GITHUB_OUTPUT"):
        with Path(file).open("a", encoding="utf-8") as out:
            out.write(_outputs(result))
    if result.path:
        print(f"Tiedosto: {result.path}\nHaara: {result.branch}\nMuutos: {result.message}\n\n{result.text}")
    print(result.answer, end="")
    return 0 if result.path else _TO_MEND


def _outputs(result: IssueResult) -> str:
    """The outputs of the workflow step: each value between two lines that nobody can guess, so that none ends early."""
    ends = {name: secrets.token_hex(16) for name in result._fields}
    return "".join(f"{name}<<{ends[name]}\n{value}\n{ends[name]}\n" for name, value in result._asdict().items())


if __name__ == "__main__":
    sys.exit(main())
