"""`scripts/stale`: what should be checked again, by who should do it."""

import csv
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from kaytantopankki.analysis.overview import completeness
from kaytantopankki.cli import ArgumentParser, read_settings, refuse, repository_root, today
from kaytantopankki.content.catalogue import Catalogue, newest_source
from kaytantopankki.content.loader import load
from kaytantopankki.content.models import KINDS, Entry
from kaytantopankki.content.municipalities import collation
from kaytantopankki.content.submodels import Contact
from kaytantopankki.formatting import counted, listed, short_date
from kaytantopankki.github_forms.comments import escape_markdown, markdown_link
from kaytantopankki.pages.figures import months_between

# News and events tell what happened then; they do not age.
_AGEING = ("practice", "network", "project", "municipality")


@dataclass(frozen=True)
class StaleEntry:
    """An entry to be checked. `late`: its review is past or was never made. `unchecked`: contacts never checked."""

    entry: Entry[Any]
    late: bool
    unchecked: tuple[str, ...]
    lacks: tuple[str, ...]
    broken: tuple[tuple[str, str], ...] = ()

    @property
    def age(self) -> str:
        """Sorts the oldest first: when it was reviewed, else when its newest source is from."""
        data = self.entry.data
        newest = newest_source(self.entry) if self.entry.kind == "practice" else None
        return data.reviewed.isoformat() if data.reviewed else f"{newest or ''}"


def stale_by_owner(
    catalogue: Catalogue, review_months: int, broken: Mapping[str, str] | None = None
) -> dict[str, tuple[StaleEntry, ...]]:
    """What each municipality or organisation should check, those with the most first; `broken` has the addresses
    that do not open, with the reason."""
    groups: dict[str, list[StaleEntry]] = defaultdict(list)
    for kind in _AGEING:
        for entry in catalogue.of_kind(kind).values():
            found = _aged(entry, catalogue.today, review_months, broken or {})
            if found.late or found.unchecked or found.broken:
                groups[owner(entry)].append(found)
    ordered = sorted(groups, key=lambda name: (-len(groups[name]), collation(name)))
    return {name: tuple(sorted(groups[name], key=lambda aged: (aged.age, aged.entry.path))) for name in ordered}


def owner(entry: Entry[Any]) -> str:
    """The first municipality, or the organisation that leads a network or a project."""
    data = entry.data
    if entry.kind == "municipality":
        return str(data.municipality)
    if entry.kind == "practice":
        return str(data.municipalities[0])
    leaders = data.coordinators if entry.kind == "network" else filter(None, (data.coordinator, *data.municipalities))
    return str(next(iter(leaders), data.title))


def _aged(entry: Entry[Any], today: date, review_months: int, broken: Mapping[str, str]) -> StaleEntry:
    reviewed = entry.data.reviewed
    return StaleEntry(
        entry,
        reviewed is None or months_between(reviewed, today) >= review_months,
        tuple(contact.organisation for contact in contacts(entry) if contact.checked is None),
        tuple(item.label for item in completeness(entry).missing) if entry.kind == "practice" else (),
        tuple((url, broken[url]) for url in dict.fromkeys(entry_addresses(entry.data)) if url in broken),
    )


def contacts(entry: Entry[Any]) -> tuple[Contact, ...]:
    """Whom the entry tells to ask."""
    if entry.kind == "municipality":
        found: tuple[Contact, ...] = entry.data.contacts
        return found
    contact = getattr(entry.data, "contact", None)
    return (contact,) if contact else ()


def entry_addresses(part: BaseModel) -> Iterator[str]:
    """Every external address in an entry."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from entry_addresses(item)
            elif isinstance(item, str) and item.startswith(("http://", "https://")):
                yield item


_LACKS = 4


def issue_title(owner: str) -> str:
    """The same every month, so that the owner has one issue."""
    return f"Tarkista tiedot: {owner}"


def issue_body(aged: Sequence[StaleEntry], site: str) -> str:
    """The entries as a list to tick."""
    intro = (
        f"{counted(len(aged), 'kirjaus odottaa', 'kirjausta odottaa')} tarkistusta. Katso, pitääkö tieto yhä paikkansa. "
        "Korjaa tiedosto ja kirjoita siihen tarkistuspäivä: `reviewed: 2026-05-03`. Yhteystiedon päivä on sen kentässä "
        "`checked`."
    )
    return "\n".join((intro, "", *(line for item in aged for line in _lines(item, site)), ""))


def _lines(aged: StaleEntry, site: str) -> list[str]:
    entry = aged.entry
    name = getattr(entry.data, "title", None) or entry.data.municipality
    page = f"{site.rstrip('/')}/{KINDS[entry.kind].address}/{entry.slug}/"
    lines = [f"- [ ] {markdown_link(name, page)}, tiedosto `{entry.path}`"]
    if aged.late:
        reviewed = entry.data.reviewed
        lines.append(f"  - {'Tarkistettu viimeksi ' + short_date(reviewed) if reviewed else 'Ei ole tarkistettu'}.")
    lines += [f"  - Yhteystietoa ei ole tarkistettu: {escape_markdown(name)}." for name in aged.unchecked]
    lines += [
        f"  - Linkki ei aukea ({escape_markdown(reason)}): {markdown_link(url, url)}" for url, reason in aged.broken
    ]
    if aged.lacks:
        more = len(aged.lacks) - _LACKS
        lines.append(f"  - Puuttuu: {listed((*aged.lacks[:_LACKS], *([f'{more} muuta'] if more > 0 else ())))}.")
    return lines


def stale_report(groups: Mapping[str, Sequence[StaleEntry]], site: str) -> str:
    """Every owner under a heading."""
    if not groups:
        return "Kaikki kirjaukset on tarkistettu ajallaan."
    return "\n".join(f"## {escape_markdown(owner)}\n\n{issue_body(aged, site)}" for owner, aged in groups.items())


LABEL = "tarkistus"
Run = Callable[[Sequence[str], str], str]


def gh(arguments: Sequence[str], text: str = "") -> str:
    """What gh answers; `text` is given to it."""
    done = subprocess.run(("gh", *arguments), input=text, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return done.stdout


def renew_issues(groups: Mapping[str, Sequence[StaleEntry]], site: str, most: int, run: Run = gh) -> list[str]:
    """Renews the open issue of each owner, makes at most `most` new ones, and closes those with nothing left to
    check. Returns what was done."""
    run(("label", "create", LABEL, "--force", "--description", "Tiedot pitää tarkistaa"), "")
    fields = ("--state", "open", "--limit", "1000", "--json", "number,title,body")
    found = {issue["title"]: issue for issue in json.loads(run(("issue", "list", "--label", LABEL, *fields), ""))}
    wanted = {issue_title(owner): issue_body(aged, site) for owner, aged in groups.items()}
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


# Many sites refuse programs or are slow; only what is surely gone is told.
_GONE = ("404", "410", "NameResolutionError", "Name or service not known", "nodename nor servname")
LINKCHECKER = (
    "linkchecker",
    "--stdin",
    "--recursion-level=0",
    "--check-extern",
    "--threads=8",
    "--timeout=20",
    "--no-status",
    "--no-warnings",
    "--output=csv",
)


def broken_links(addresses: Iterable[str], command: Sequence[str] = LINKCHECKER) -> dict[str, str]:
    """Addresses that do not open any more, with the reason. Raises FileNotFoundError without the program."""
    asked = "\n".join(dict.fromkeys(addresses))
    done = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):  # 1: some address is broken
        raise RuntimeError(done.stderr.strip() or "linkchecker ei onnistunut")
    return read_linkchecker(done.stdout)


def read_linkchecker(output: str) -> dict[str, str]:
    """The same from linkchecker's CSV."""
    lines = (line for line in output.splitlines() if line and not line.startswith("#"))
    return {
        row["urlname"]: _reason(row["result"])
        for row in csv.DictReader(lines, delimiter=";")
        if row["valid"] == "False" and any(sign in row["result"] for sign in _GONE)
    }


def _reason(result: str) -> str:
    return "sivua ei ole" if result.startswith(("404", "410")) else "palvelinta ei löydy"


GUIDE = """Käyttö: scripts/stale [--links] [--issues [--most N]]

Luettelee kirjaukset, joita ei ole tarkistettu ajallaan, ja yhteystiedot, joita ei ole tarkistettu koskaan.
Ryhmittelee ne kunnan tai vetäjän mukaan. Raja (review_months) on tiedostossa mkdocs.yml.

  --links    kokeile myös, aukeavatko ulkoiset linkit (tarvitsee ohjelman linkchecker)
  --issues   tee kullekin oma asia GitHubiin tai päivitä se (tarvitsee ohjelman gh)
  --most N   tee enintään N uutta asiaa kerralla (oletus 10)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the list as Markdown, or what was done with the issues."""
    parser = ArgumentParser(GUIDE)
    parser.add_argument("--links", action="store_true")
    parser.add_argument("--issues", action="store_true")
    parser.add_argument("--most", type=int, default=10)
    asked = parser.parse_args(arguments)
    root = repository_root()
    settings: dict[str, Any] = read_settings(root)
    catalogue = load(root, today()).catalogue
    try:
        urls = [url for entry in catalogue.entries for url in entry_addresses(entry.data)] if asked.links else []
        broken = broken_links(urls) if urls else {}
        groups = stale_by_owner(catalogue, settings["extra"]["review_months"], broken)
        if asked.issues:
            print("\n".join(renew_issues(groups, settings["site_url"], asked.most)))
        else:
            print(stale_report(groups, settings["site_url"]))
    except FileNotFoundError as error:
        refuse(f"Ohjelma {error.filename} puuttuu. Asenna se: sudo apt install {error.filename}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
