"""Contributed text as safe HTML: cleaned, its source numbers linked, and split into sections."""

import itertools
import re

import nh3

from kaytantopankki.content.body_markdown import ID_PREFIX
from kaytantopankki.content.front_matter import CONTROL
from kaytantopankki.page import Context

_TAGS = "a abbr blockquote br code dd del dl dt em h2 h3 h4 hr li ol p pre strong sub sup table tbody td th thead tr ul"
TAGS = set(_TAGS.split())
ATTRIBUTES = {
    "a": {"href", "id", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{tag: {"id"} for tag in ("h2", "h3", "h4", "li")},
}
_FOOTNOTE = re.compile(r"fn(?:ref)?\d+(?::\d+)?")
# Code, links and every other tag are found too, so that nothing inside them is taken for a source number.
_SOURCE = re.compile(
    r"<(code|pre|a)\b[^<]*(?:<(?!/?\1\b)[^<]*)*</\1>|<[^<>]*>|(?: |&nbsp;)?\[(\d{1,2}(?:, ?\d{1,2})*)\](?!\()"
)
_ID = re.compile(r'<h([234]) id="([^"]*)">')
_FRAGMENT = re.compile(r'<a href="#([^"]*)"')
_HEADING = re.compile(r'<h2(?: id="([^"]*)")?>((?:(?!<h2).)*?)</h2>', re.DOTALL)
# What Python-Markdown's extensions write of an aligned cell, a task, an emoji and an icon.
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (\w+);">')
_TASK = re.compile(r'<input type="checkbox" disabled( checked)?/>')
_EMOJI = re.compile(r'<img alt="([^"]+)" class="twemoji"[^>]*>')


def _attribute(tag: str, name: str, value: str) -> str | None:
    """No attribute that could be taken for a tag: some versions of nh3 leave < and > in attributes as they are. Ids of
    links and list items are those of footnotes alone."""
    if "<" in value or ">" in value:
        return None
    return None if name == "id" and tag in ("a", "li") and not _FOOTNOTE.fullmatch(value) else value


_CLEANER = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, attribute_filter=_attribute, url_schemes={"http", "https"}, link_rel=None
)


def readable(html: str) -> str:
    """Safe HTML with ids of its own, links from source numbers to the sources, and tables that scroll by keyboard."""
    # What nobody sees is removed after the cleaning, because an entity such as &#x202e; comes from it as its letter.
    clean = CONTROL.sub("", _CLEANER.clean(html))
    return _with_scrolling_tables(_SOURCE.sub(_source_links, _with_own_ids(clean)))


def hand_written(html: str) -> str:
    """The HTML of a hand-written page as the site needs it: no inline styles and no pictures from elsewhere, and tables,
    code and task lists that work by keyboard and screen reader."""
    html = _ALIGNED.sub(r'<\1 class="\2">', html)
    html = _TASK.sub(
        lambda task: (
            f'<input type="checkbox" disabled{task[1] or ""} aria-label="{"Tehty" if task[1] else "Tekemättä"}">'
        ),
        html,
    )
    html = _EMOJI.sub(r"\1", html).replace('<span class="twemoji">', '<span class="twemoji" aria-hidden="true">')
    html = html.replace("<pre", '<pre tabindex="0"')
    return _with_scrolling_tables(html)


def _with_scrolling_tables(html: str) -> str:
    """Tables in regions that scroll, numbered when there are many: no two regions of a page may have the same name."""
    count, numbers = html.count("<table>"), itertools.count(1)

    def region(_: re.Match[str]) -> str:
        name = f"Taulukko {next(numbers)}" if count > 1 else "Taulukko"
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{name}"><table>'

    return re.sub("<table>", region, html).replace("</table>", "</table></div>")


def _with_own_ids(html: str) -> str:
    """Each id once and with its prefix, and links to them from the text itself."""
    ids: set[str] = set()

    def prefixed(heading: re.Match[str]) -> str:
        level, name = heading.groups()
        if name in ids or not name:
            return f"<h{level}>"
        ids.add(name)
        return f'<h{level} id="{ID_PREFIX}{name}">'

    html = _ID.sub(prefixed, html)
    return _FRAGMENT.sub(lambda link: f'<a href="#{ID_PREFIX * (link[1] in ids)}{link[1]}"', html)


def _source_links(match: re.Match[str]) -> str:
    """[1, 2] as links to the sources; anything else as it is."""
    if not match[2]:
        return match[0]
    return "".join(
        f'<sup><a href="#lahde-{number}" aria-label="lähde {number}">{number}</a></sup>'
        for number in re.findall(r"\d+", match[2])
    )


def sections(html: str) -> list[Context]:
    """The text before the first second-level heading, and each section after it: heading, id and HTML.

    A heading inside another element begins no section, because that element would be cut in two.
    """
    headings = [
        heading for heading in _HEADING.finditer(html) if _depth(html[: heading.start()]) == _depth(heading[2]) == 0
    ]
    starts = [heading.start() for heading in headings] + [len(html)]
    lead = html[: starts[0]].strip()
    pieces = [{"id": "", "title": "", "html": lead}] if lead else []
    return pieces + [
        {"id": heading[1] or "", "title": heading[2], "html": html[heading.end() : end].strip()}
        for heading, end in zip(headings, starts[1:], strict=True)
    ]


def _depth(html: str) -> int:
    """How many elements are open at the end of cleaned HTML."""
    return html.count("<") - 2 * html.count("</") - html.count("<br") - html.count("<hr")
