"""`scripts/stale`: what should be checked again, by who should do it."""

import csv
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kaytantopankki import cli, formatting
from kaytantopankki.analysis.overview import completeness
from kaytantopankki.content import catalogue, loader, models, municipalities
from kaytantopankki.content.body_markdown import escape_markdown, markdown_link
from kaytantopankki.content.fields import web_addresses
from kaytantopankki.pages.figures import overdue
from kaytantopankki.settings import read_settings

# The kinds that age, and the fields of which the first that is there names the owner. News and events tell what
# happened then.
_OWNER_FIELDS = {
    "practice": ("municipalities",),
    "network": ("coordinators", "title"),
    "project": ("coordinator", "municipalities", "title"),
    "municipality": ("municipality",),
}
_MOST_MISSING = 4
_LABEL = "tarkistus"
_LINKCHECKER = ("linkchecker", "--stdin", "--recursion-level=0", "--check-extern", "--threads=8", "--timeout=20",
                "--no-status", "--no-warnings", "--output=csv")  # fmt: skip
# Many sites refuse programs or are slow; only what is surely gone is told.
_NO_PAGE = ("404", "410")
_NO_SERVER = ("NameResolutionError", "Name or service not known", "nodename nor servname")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the list as Markdown, or what was done with the issues."""
    parser = cli.ArgumentParser(cli.GUIDES["stale"])
    parser.add_argument("--links", action="store_true")
    parser.add_argument("--issues", action="store_true")
    parser.add_argument("--most", type=int, default=10)
    asked = parser.parse_args(arguments)
    root = cli.repository_root()
    settings = read_settings(root)
    content = loader.load(root, cli.today()).catalogue
    try:
        urls = [url for entry in content.entries for _, url in web_addresses(entry.data)] if asked.links else []
        broken = _broken_links(urls) if urls else {}
        by_owner = _stale_by_owner(content, settings, broken)
        bodies = {owner: _issue_body(items) for owner, items in by_owner.items()}
        print("\n".join(_renew_issues(bodies, asked.most)) if asked.issues else _report(bodies))
    except FileNotFoundError as error:
        cli.refuse(f"Ohjelma {error.filename} puuttuu. Asenna se: sudo apt install {error.filename}")
    return 0


def _stale_by_owner(
    content: catalogue.Catalogue, settings: Mapping[str, Any], broken: Mapping[str, str]
) -> dict[str, list[str]]:
    """The entries that each municipality or organisation should check as list items; those with the most come first,
    and of each the oldest."""
    groups: dict[str, list[str]] = defaultdict(list)
    entries = [entry for kind in _OWNER_FIELDS for entry in content.of_kind(kind).values()]
    for entry in sorted(entries, key=lambda entry: (_age(entry), entry.path)):
        # An entry that was never reviewed was known to be right when it was published.
        known = entry.data.reviewed or getattr(entry.data, "published", None)
        late = overdue(known, content.today, settings["extra"]["review_months"])
        if reasons := list(_reasons(entry, late, broken)):
            groups[_owner(entry)].append("\n".join((_link(entry, settings["site_url"]), *reasons, *_missing(entry))))
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), municipalities.collation(group[0]))))


def _age(entry: models.Entry[Any]) -> str:
    """Sorts the oldest first: the day of its review, else the date of its newest source."""
    newest = catalogue.newest_source(entry) if entry.kind == "practice" else None
    return str(entry.data.reviewed or newest or "")


def _owner(entry: models.Entry[Any]) -> str:
    """The first municipality, or the organisation that leads a network or a project."""
    owner = next(value for name in _OWNER_FIELDS[entry.kind] if (value := getattr(entry.data, name)))
    return str(owner[0] if isinstance(owner, tuple) else owner)


def _issue_body(items: Sequence[str]) -> str:
    """The entries as a list to tick."""
    intro = (
        f"{formatting.counted(len(items), 'kirjaus odottaa', 'kirjausta odottaa')} tarkistusta. Katso, pitääkö tieto "
        "yhä paikkansa. Korjaa tiedosto ja kirjoita siihen tarkistuspäivä: `reviewed: 2026-05-03`. Yhteystiedon päivä "
        "on sen kentässä `checked`."
    )
    return "\n".join((intro, "", *items, ""))


def _link(entry: models.Entry[Any], site: str) -> str:
    name = getattr(entry.data, "title", None) or entry.data.municipality
    page = f"{site.rstrip('/')}/{models.KINDS[entry.kind].address}/{entry.slug}/"
    return f"- [ ] {markdown_link(name, page)}, tiedosto `{entry.path}`"


def _reasons(entry: models.Entry[Any], late: bool, broken: Mapping[str, str]) -> Iterator[str]:
    """Why an entry is to be checked: its review is past or was never made, a contact was never checked, or a link does
    not open."""
    if late:
        reviewed = entry.data.reviewed
        yield f"  - {'Tarkistettu viimeksi ' + formatting.short_date(reviewed) if reviewed else 'Ei ole tarkistettu'}."
    for contact in getattr(entry.data, "contacts", ()) or (getattr(entry.data, "contact", None),):
        if contact and contact.checked is None:
            yield f"  - Yhteystietoa ei ole tarkistettu: {escape_markdown(contact.organisation)}."
    for url in dict.fromkeys(url for _, url in web_addresses(entry.data)):
        if url in broken:
            yield f"  - Linkki ei aukea ({escape_markdown(broken[url])}): {markdown_link(url, url)}"


def _missing(entry: models.Entry[Any]) -> Iterator[str]:
    """What a practice lacks."""
    if entry.kind == "practice" and (missing := [part.label for part in completeness(entry).missing]):
        more = len(missing) - _MOST_MISSING
        labels = missing[:_MOST_MISSING] + ([formatting.counted(more, "muu", "muuta")] if more > 0 else [])
        yield f"  - Puuttuu: {formatting.listed(labels)}."


def _report(bodies: Mapping[str, str]) -> str:
    """Every owner under a heading."""
    parts = (f"## {escape_markdown(owner)}\n\n{body}" for owner, body in bodies.items())
    return "\n".join(parts) or "Kaikki kirjaukset on tarkistettu ajallaan."


def _renew_issues(bodies: Mapping[str, str], most: int) -> Iterator[str]:
    """Renews the open issue of each owner, makes at most `most` new ones, and closes those with nothing left to
    check. Yields what was done."""
    _gh("label", "create", _LABEL, "--force", "--description", "Tiedot pitää tarkistaa")
    fields = ("--state", "open", "--limit", "1000", "--json", "number,title,body")
    open_issues = {issue["title"]: issue for issue in json.loads(_gh("issue", "list", "--label", _LABEL, *fields))}
    # The title is the same every month, so that the owner has one issue.
    wanted = {f"Tarkista tiedot: {owner}": body for owner, body in bodies.items()}
    for title, body in wanted.items():
        if (issue := open_issues.get(title)) is None:
            if most > 0:
                most -= 1
                _gh("issue", "create", "--title", title, "--label", _LABEL, "--body-file", "-", text=body)
                yield f"Uusi: {title}"
        elif issue["body"].strip().replace("\r\n", "\n") != body.strip():
            _gh("issue", "edit", str(issue["number"]), "--body-file", "-", text=body)
            yield f"Päivitetty: {title}"
    for title in open_issues.keys() - wanted.keys():
        _gh("issue", "close", str(open_issues[title]["number"]), "--comment", "Kaikki on tarkistettu.")
        yield f"Valmis: {title}"


def _gh(*arguments: str, text: str = "") -> str:
    """The output of gh, whose input is `text`."""
    return subprocess.run(("gh", *arguments), input=text, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def _broken_links(urls: Iterable[str]) -> dict[str, str]:
    """Addresses that do not open any more, with the reason. Raises FileNotFoundError without the program."""
    addresses = "\n".join(dict.fromkeys(urls))
    done = subprocess.run(_LINKCHECKER, input=addresses, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):  # 1: some address is broken
        raise RuntimeError(done.stderr.strip() or "linkchecker ei onnistunut")
    lines = (line for line in done.stdout.splitlines() if line and not line.startswith("#"))
    return {
        row["urlname"]: "sivua ei ole" if row["result"].startswith(_NO_PAGE) else "palvelinta ei löydy"
        for row in csv.DictReader(lines, delimiter=";")
        if row["valid"] == "False" and any(sign in row["result"] for sign in _NO_PAGE + _NO_SERVER)
    }


if __name__ == "__main__":
    sys.exit(main())
