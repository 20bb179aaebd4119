"""What an owner should check, as the Markdown text of an issue."""

from collections.abc import Mapping, Sequence

from catalogue.layout import KINDS
from commands.ageing import Aged
from commands.markdown import link, plain
from pages.finnish import counted, listed, short_day

_LACKS = 4


def title(owner: str) -> str:
    """The same every month, so that the owner has one issue."""
    return f"Tarkista tiedot: {owner}"


def body(aged: Sequence[Aged], site: str) -> str:
    """The entries as a list to tick."""
    intro = (
        f"{counted(len(aged), 'kirjaus odottaa', 'kirjausta odottaa')} tarkistusta. Katso, pitääkö tieto yhä paikkansa. "
        "Korjaa tiedosto ja kirjoita siihen tarkistuspäivä: `reviewed: 2026-05-03`. Yhteystiedon päivä on sen kentässä "
        "`checked`."
    )
    return "\n".join((intro, "", *(line for item in aged for line in _lines(item, site)), ""))


def _lines(aged: Aged, site: str) -> list[str]:
    entry = aged.entry
    name = getattr(entry.data, "title", None) or entry.data.municipality
    page = f"{site.rstrip('/')}/{KINDS[entry.kind].address}/{entry.slug}/"
    lines = [f"- [ ] {link(name, page)}, tiedosto `{entry.path}`"]
    if aged.late:
        reviewed = entry.data.reviewed
        lines.append(f"  - {'Tarkistettu viimeksi ' + short_day(reviewed) if reviewed else 'Ei ole tarkistettu'}.")
    lines += [f"  - Yhteystietoa ei ole tarkistettu: {plain(name)}." for name in aged.unchecked]
    lines += [f"  - Linkki ei aukea ({plain(reason)}): {link(url, url)}" for url, reason in aged.broken]
    if aged.lacks:
        more = len(aged.lacks) - _LACKS
        lines.append(f"  - Puuttuu: {listed((*aged.lacks[:_LACKS], *([f'{more} muuta'] if more > 0 else ())))}.")
    return lines


def report(groups: Mapping[str, Sequence[Aged]], site: str) -> str:
    """Every owner under a heading."""
    if not groups:
        return "Kaikki kirjaukset on tarkistettu ajallaan."
    return "\n".join(f"## {plain(owner)}\n\n{body(aged, site)}" for owner, aged in groups.items())
