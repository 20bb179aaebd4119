"""`scripts/stale`: what should be checked again, by who should do it."""

import sys
from collections.abc import Sequence
from typing import Any

from catalogue.load import load
from commands import ageing, issue_text, issues, links, repository
from commands.arguments import Arguments, refuse

GUIDE = """Käyttö: scripts/stale [--links] [--issues [--most N]]

Luettelee kirjaukset, joita ei ole tarkistettu ajallaan, ja yhteystiedot, joita ei ole tarkistettu koskaan.
Ryhmittelee ne kunnan tai vetäjän mukaan. Raja (review_months) on tiedostossa mkdocs.yml.

  --links    kokeile myös, aukeavatko ulkoiset linkit (tarvitsee ohjelman linkchecker)
  --issues   tee kullekin oma asia GitHubiin tai päivitä se (tarvitsee ohjelman gh)
  --most N   tee enintään N uutta asiaa kerralla (oletus 10)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the list as Markdown, or what was done with the issues."""
    parser = Arguments(GUIDE)
    parser.add_argument("--links", action="store_true")
    parser.add_argument("--issues", action="store_true")
    parser.add_argument("--most", type=int, default=10)
    asked = parser.parse_args(arguments)
    root = repository.here()
    settings: dict[str, Any] = repository.settings(root)
    catalogue = load(root, repository.today()).catalogue
    try:
        urls = [url for entry in catalogue.entries for url in ageing.addresses(entry.data)] if asked.links else []
        broken = links.broken(urls) if urls else {}
        groups = ageing.by_owner(catalogue, settings["extra"]["review_months"], broken)
        if asked.issues:
            print("\n".join(issues.renew(groups, settings["site_url"], asked.most)))
        else:
            print(issue_text.report(groups, settings["site_url"]))
    except FileNotFoundError as error:
        refuse(f"Ohjelma {error.filename} puuttuu. Asenna se: sudo apt install {error.filename}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
