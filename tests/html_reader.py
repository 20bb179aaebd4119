"""HTML as a browser would take it: what is in it, and what must not be."""

import re
from html.parser import HTMLParser

from kaytantopankki.content.body_markdown import render_html
from kaytantopankki.pages.body import sections
from tests.cases import read_tables

_TABLES = read_tables(__file__)
TAGS = frozenset(_TABLES["tags"])
ATTRIBUTES = frozenset((tag, name) for tag, names in _TABLES["attributes"].items() for name in names)
VOID = ("br", "hr")
SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")  # Browsers drop tabs and line breaks first.


class Seen(HTMLParser):
    """What a browser would make of contributed HTML: text, tags, addresses, and everything that must not be there."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.wrong: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> is left open" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self._open.append(tag)
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if (tag, name) not in ATTRIBUTES:
                self.wrong.append(f"<{tag} {name}>")
            if name == "href":
                self.addresses.append(value or "")
                scheme = SCHEME.match(re.sub(r"[\t\n\r]", "", value or ""))
                if scheme and scheme[1].lower() not in ("http", "https"):
                    self.wrong.append(f"address {value}")
            if set("<>") & set(value or ""):
                self.wrong.append(f"angle brackets in {name}")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment, section or instruction {data}")

    handle_pi = unknown_decl = handle_comment


def html_of(text: str) -> str:
    """A contributed text as the site turns it into HTML, with its links as they are written."""
    return render_html(text, str)


def wrongs(html: str) -> list[str]:
    """Everything in readable HTML, or in one of its sections, that must not be there."""
    pieces = [html, *(piece[part] for piece in sections(html) for part in ("title", "html"))]
    return [wrong for piece in pieces for wrong in Seen(piece).wrong]
