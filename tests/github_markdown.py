"""The structure of HTML, and GitHub's own rendering of Markdown to compare with ours."""

import re

import cmarkgfm
import lxml.html
from cmarkgfm.cmark import Options
from lxml import etree

from kaytantopankki.content.body_markdown import render_html

_UNSAFE = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
# Differences that are meant, each with its reason: (pattern in GitHub's HTML, what ours has).
ALLOWED = (
    # A task is shown as its mark: a page is not a form, and a box that nobody can tick tells less than the mark.
    (r'<input type="checkbox" checked="" disabled="" />', "[x]"),
    (r'<input type="checkbox" disabled="" />', "[ ]"),
    # Footnotes are numbered in the order in which they are referred to; GitHub's ids have the author's own names.
    (r"#fn(ref)?-[\w-]+", r"#fn\1"),
    (r"</?section[^>]*>", ""),
    # Addresses without a scheme lead to https, as browsers would go there.
    (r'href="http://www\.', 'href="https://www.'),
)


def github_structure(body: str) -> list[str]:
    """The structure of GitHub's rendering, but for differences that are meant."""
    html = cmarkgfm.github_flavored_markdown_to_html(body, options=_UNSAFE)
    for pattern, ours in ALLOWED:
        html = re.sub(pattern, ours, html)
    return structure(html)


def our_structure(body: str) -> list[str]:
    """The structure of our rendering."""
    html = render_html(body, lambda href: href)
    return structure(re.sub(r"#fn(ref)?\d+", r"#fn\1", html).replace("\ufe0e", ""))


def structure(html: str) -> list[str]:
    """Elements, the numbers where lists begin, addresses and texts, in order."""
    parts: list[str] = []
    for event, element in etree.iterwalk(lxml.html.fragment_fromstring(html, create_parent="div"), ("start", "end")):
        if event == "start":
            parts += [f"<{element.tag} {element.get('start') or ''}{element.get('href') or ''}>"]
            parts += (element.text or "").split()
        else:
            parts += [f"</{element.tag}>", *(element.tail or "").split()]
    return parts
