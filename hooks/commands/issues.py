"""One issue for each owner on GitHub, made and renewed with the program gh."""

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence

from commands import issue_text
from commands.ageing import Aged

LABEL = "tarkistus"
Run = Callable[[Sequence[str], str], str]


def gh(arguments: Sequence[str], text: str = "") -> str:
    """What gh answers; `text` is given to it."""
    done = subprocess.run(("gh", *arguments), input=text, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return done.stdout


def renew(groups: Mapping[str, Sequence[Aged]], site: str, most: int, run: Run = gh) -> list[str]:
    """Renews the open issue of each owner, makes at most `most` new ones, and closes those with nothing left to
    check. Returns what was done."""
    run(("label", "create", LABEL, "--force", "--description", "Tiedot pitää tarkistaa"), "")
    fields = ("--state", "open", "--limit", "1000", "--json", "number,title,body")
    found = {issue["title"]: issue for issue in json.loads(run(("issue", "list", "--label", LABEL, *fields), ""))}
    wanted = {issue_text.title(owner): issue_text.body(aged, site) for owner, aged in groups.items()}
    done = []
    for title, body in wanted.items():
        if (issue := found.get(title)) is None:
            if most > 0:
                most -= 1
                run(("issue", "create", "--title", title, "--label", LABEL, "--body-file", "-"), body)
                done.append(f"Uusi: {title}")
        elif issue["body"].strip().replace("\r\n", "\n") != body.strip():
            run(("issue", "edit", str(issue["number"]), "--body-file", "-"), body)
            done.append(f"Päivitetty: {title}")
    for title in found.keys() - wanted.keys():
        run(("issue", "close", str(found[title]["number"]), "--comment", "Kaikki on tarkistettu."), "")
        done.append(f"Valmis: {title}")
    return done
