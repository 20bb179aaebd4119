"""Markdown of contributed texts as GitHub shows it: parsed once, for its HTML, its links and what is wrong with it; and
text that is not to be Markdown there."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape, unescape
from itertools import pairwise
from posixpath import dirname, normpath, relpath
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from kaytantopankki.content import field_types, front_matter, models, municipalities
from kaytantopankki.content.messages import Problem, did_you_mean, message_for

# Elements that contributed texts may write as HTML. Every other tag is shown as text.
INLINE_TAGS = ("abbr", "br", "code", "del", "em", "kbd", "strong", "sub", "sup")
_TAG = re.compile(rf"</?(?:{'|'.join(INLINE_TAGS)})\s*/?>", re.IGNORECASE)
# Before the ids of a text on its page, so that none of them is one of the page's own, to which links and scripts lead.
ID_PREFIX = "kohta-"
# What the parser would write otherwise.
_ELEMENTS = {"s_open": "<del>", "s_close": "</del>", "footnote_block_open": "<ol>\n", "footnote_block_close": "</ol>\n"}
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG_NAME = re.compile(r"""</?[a-z0-9]+(?: class="[^"]*")?""")
# Names that no page shows: of a language after a fence, and of a definition and what refers to it.
_LABEL = re.compile(
    r"^ *(?:```+|~~~+) *(?:(?:bash|html|json|markdown|python|text|yaml) *)?$|\[\^[^\[\]\s]+\]|\]\[[^\]]*\]|^ *\[[^\]]+\]:"
)
# What begins an address of the web that is written without its scheme.
WEB_NAME = re.compile(r"^(?:www\.|[\w-]+\.(?:fi|com|eu|net|org)\b)")
_WWW = re.compile(r"^[\w-]+(?:\.[\w-]+)+[^\s<]*", re.IGNORECASE)
PRACTICE = ("Lähtötilanne", "Ratkaisu", "Näin se tehtiin", "Tulokset", "Opit", "Käyttöönotto muualla")
# The sections of a kind's body, in order; other kinds have the headings they like.
OF_KIND = {"practice": PRACTICE}
# How many characters, fences, nested lists and open brackets a body may have, and how much of an address is quoted.
LIMITS = {"characters": 20_000, "paragraph": 4_000, "fences": 40, "nested": 8, "open": 20, "told": 80}
PATTERNS = {
    # As CommonMark has them: a heading, the line under one, a line across the page, and what begins a list or a quotation.
    "heading": re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(?=[^ \t])(.*?[^ \t]))??(?:[ \t]+#+)?[ \t]*$"),
    "underline": re.compile(r"^ {0,3}(=+|-+)[ \t]*$"),
    "rule": re.compile(r"^ {0,3}(?:(?:- *){3,}|(?:_ *){3,}|(?:\* *){3,})$"),
    "container": re.compile(r"^ {0,3}(?:(?:[-+*]|\d{1,9}[.)])(?:\s|$)|[>|<])"),
    # Elements that GitHub shows as such and the site as text: those of no use here, others with attributes, and remarks.
    "html": re.compile(
        r"<(?:!--|(?:(?:a|b|big|center|details|div|dl|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|picture|pre|q|s|small|span"
        rf"|strike|summary|t[dhr]|table|tbody|thead|tt|u|ul|video)(?:\s*|\s[^<>]*=[^<>]*)|(?:{'|'.join(INLINE_TAGS)})\s[^<>]*=[^<>]*)/?(?:>|$))",
        re.IGNORECASE,
    ),
    "fence": re.compile(r"^(?:```|~~~)", re.MULTILINE),
    "marks": re.compile(r"^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])(?=[ \t>]))+"),
    "mark": re.compile(r"[-*+>]|\d{1,9}[.)]"),
    "declaration": re.compile("<!(?!--)"),
    "boldLine": re.compile(r"^[*_]{1,3}([^*_]+)[*_]{1,3}:?$"),
    # What stands for a host in [x](https://host/), [x]: https://host/ and <https://host/>, however it is written.
    "bodyHost": re.compile(
        r"(?:\]\(\s*<?|<)(?:[\w+.\s-]*:)?\s*/\s*/([^/?#<>)]*)|\]:\s*<?(?:[\w+.-]*:)?//([^/?#<>)\s]*)"
    ),
}
# What is markup in a text, and mentions and addresses, of which GitHub would make links.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+!|~&$-]")
_LINKED = re.compile(r"[@#](?=\w)|GH-(?=\d)|(?i:https?:(?=//)|www(?=\.))")
_WORD_JOINER = "\u2060"
_TABBED = r"(?! *(?:[-*+]|\d{1,9}[.)])[ \t])[^\t\n]+\t+[^\t\n]+"  # Two cells, but no item of a list.
# Marks of other programs, at the beginning of a line that has the next one after it.
PASTED = {
    "heading_space": re.compile(r"^(?: {0,3}#{1,6}\u00a0|#{2,6}[^#\s])"),
    "pasted_list": re.compile(r"^[ \t]*(?:[•▪◦‣●·∙⁃○■□➢❖]|[-*]\u00a0|[–—o](?=[\t\u00a0]))"),
    "pasted_table": re.compile(rf"^[^\t\n]+\t+[^\t\n]+\t+[^\t\n]|^{_TABBED}\n{_TABBED}"),
    "github_alert": re.compile(r"^ {0,3}> ?\[![\w]+\]"),
}
OPENS = (("[", "]"), ("(", ")"), ("<", ">"))
_KEPT = 4096  # Bodies that a server need not read again at every save.
# What no host has, though it could be taken apart.
NO_HOST = "[]("
_PARAGRAPH = re.compile(r"(?:^.*\S.*\n?)+", re.MULTILINE)
# What Markdown itself takes for fenced code: a fence that is not closed is none.
_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE


@dataclass(frozen=True)
class BodyLink:
    """A link of a body: its address as written, its text, and the line of the body where it stands, from 0."""

    href: str
    text: str
    line: int
    is_image: bool = False


@lru_cache(_KEPT)
def _parsed(body: str) -> tuple[Token, ...]:
    """The tokens of a body, with the lines of each block. All who ask get the same ones: none may be changed."""
    return (*_parser().parse(body),)


def _copied(tokens: Sequence[Token]) -> list[Token]:
    return [
        token.copy(attrs=dict(token.attrs), children=token.children and _copied(token.children)) for token in tokens
    ]


def headings(body: str) -> Iterator[tuple[int, int, str]]:
    """(line within the body from 0, level, text) of each heading that stands by itself, as the site shows it."""
    for opening, content in pairwise(_parsed(body)):
        if opening.type == "heading_open" and opening.level == 0 and opening.map:
            yield opening.map[0], int(opening.tag[1]), content.content.replace("\n", " ")


def render_html(body: str, resolve: Callable[[str], str]) -> str:
    """The body as HTML, not yet cleaned; each heading has an id of a–z, digits and hyphens. `resolve` makes the address
    of a link on the site from that in the text."""
    tokens = _copied(_parsed(body))
    ids: dict[str, str] = {}
    for anchor, heading in _anchors(tokens):
        ids[anchor] = _unique(municipalities.slugify(anchor) or "kohta", ids.values())
        heading.attrSet("id", ids[anchor])
    for token in (child for block in tokens for child in block.children or ()):
        if token.type == "link_open":
            href = str(token.attrGet("href") or "")
            token.attrSet("href", f"#{ids.get(unquote(href[1:]), href[1:])}" if href.startswith("#") else resolve(href))
    return str(_parser().renderer.render(tokens, _parser().options, {})).rstrip()


def body_links(body: str) -> tuple[BodyLink, ...]:
    """Every link and picture of a body, in order."""
    return (*_links(_parsed(body)),)


def _links(tokens: Sequence[Token]) -> Iterator[BodyLink]:
    for block in tokens:
        line = block.map[0] if block.map else 0
        children = block.children or ()
        for position, token in enumerate(children):
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            elif token.type == "image":
                yield BodyLink(str(token.attrGet("src") or ""), token.content, line, is_image=True)
            elif token.type == "link_open":
                yield BodyLink(str(token.attrGet("href") or ""), _text_until_close(children[position:]), line)


@lru_cache(_KEPT)
def unseen_words(body: str) -> tuple[tuple[int, str], ...]:
    """(line of the body from 0, word) of the first word of each line that the page does not show, such as one in a
    definition that nothing refers to."""
    html = _TAG_NAME.sub(" ", render_html(body, str))
    shown = {"https", *_WORD.findall(unescape(html)), *_WORD.findall(unquote(html))}
    for link in body_links(body):  # The host of an address is in the HTML as browsers send it: xn--….
        shown.update(_WORD.findall(f"{unquote(link.href)} {_parser().normalizeLinkText(link.href)}"))
    lines = (_WORD.findall(unescape(_LABEL.sub(" ", _TAG.sub(" ", line)))) for line in body.split("\n"))
    firsts = ((number, next((word for word in words if word not in shown), "")) for number, words in enumerate(lines))
    return tuple((number, word) for number, word in firsts if word)


def body_problems(kind: str, document: front_matter.Document, path: str) -> list[Problem]:
    """What is wrong with a body by itself: its headings are not those of its kind, or marks are of another program."""
    told = (*_heading_problems(kind, document.body), *_pasted_problems(kind, document.body))
    return [Problem(path, document.body_line + line, message) for line, message in told]


def heading_anchors(body: str) -> list[str]:
    """The anchors that GitHub gives to the headings of a body."""
    return [anchor for anchor, _ in _anchors(_parsed(body))]


def linked_file(source: str, href: str) -> str | None:
    """The file of the repository that a link in the file `source` leads to, as GitHub reads it; None for an address
    with a scheme or a host, and for a place on the same page."""
    scheme, host, path, _, _ = urlsplit(href)
    return None if scheme or host or not path else normpath(f"{dirname(source)}/{unquote(path)}".lstrip("/"))


def page_url(path: str) -> str | None:
    """The URL of the page that is made of a Markdown file of the repository, relative to the site's root."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".md"):
        return None
    for kind in models.KINDS.values():
        if folder == kind.folder and name != "index.md":
            return f"{kind.address}/{name.removesuffix('.md')}/"
    if not path.startswith("docs/"):
        return None
    return path.removeprefix("docs/").removesuffix(".md").removesuffix("index").rstrip("/") + "/"


def site_href(source: str, url: str, href: str) -> str:
    """The address on the page at `url` of a link that is written in the file `source`."""
    target = page_url(linked_file(source, href) or "")
    if target is None:
        return href
    fragment = unquote(urlsplit(href).fragment)
    way = relpath(f"/{target}", f"/{url}") + "/"
    return f"{way}#{ID_PREFIX}{municipalities.slugify(fragment)}" if fragment else way


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"linkify": True})
    parser.enable(["table", "strikethrough", "linkify"]).use(footnote_plugin, inline=False)
    parser.validateLink = bool  # type: ignore[method-assign,assignment]  # The check tells of dead ones.
    for name, html in _ELEMENTS.items():
        parser.add_render_rule(name, lambda *_, html=html: html)
    parser.add_render_rule("footnote_caption", lambda _, tokens, idx, *__: str(tokens[idx].meta["id"] + 1))
    parser.add_render_rule("html_inline", _html_inline)
    parser.add_render_rule(
        "html_block", lambda _, tokens, idx, *__: f"<p>{escape(tokens[idx].content.strip(), quote=False)}</p>\n"
    )
    # GitHub makes links of whole addresses and of those that begin with www., not of every word with a dot in it.
    linkify: Any = parser.linkify
    linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    linkify.add("www.", {"validate": _www_length, "normalize": _with_scheme})
    linkify.re["pretest"] = linkify.re["schema_test"]  # Its own looks for names of hosts too, for a tenth of a build.
    return parser


def _html_inline(_renderer: object, tokens: Sequence[Token], idx: int, *_: object) -> str:
    """Tags that a contributed text may not use are text."""
    content = tokens[idx].content
    return content if _TAG.fullmatch(content) else escape(content, quote=False)


def _www_length(_linkify: object, text: str, position: int) -> int:
    match = _WWW.match(text[position:])
    return len(match[0].rstrip(".,:;!?)")) if match else 0


def _with_scheme(_linkify: object, match: Any) -> None:
    match.url = f"https://{match.url}"


def _anchors(tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """(GitHub's anchor, token) of each heading: "näin-se-tehtiin" of "Näin se tehtiin"."""
    taken: list[str] = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[place + 1].children or ()
            text = "".join(child.content for child in inline if child.type in ("text", "code_inline"))
            slug = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
            taken.append(_unique(slug, taken))
            yield taken[-1], token


def _text_until_close(tokens: Sequence[Token]) -> str:
    end = next(place for place, token in enumerate(tokens) if token.type == "link_close")
    return "".join(token.content for token in tokens[:end])


def _unique(slug: str, taken: Collection[str]) -> str:
    numbered = (f"{slug}-{number}" for number in range(1, len(taken) + 1))
    return next((name for name in (slug, *numbered) if name not in taken), slug)


def _heading_problems(kind: str, body: str) -> Iterator[tuple[int, str]]:
    """A page has one first-level heading, its title; a practice's sections have fixed names and order."""
    for number, row in enumerate(without_code(body).split("\n")):
        markup = PATTERNS["html"].search(re.sub(r"`[^`]*`", "", row))
        if markup and not row.startswith(("    ", "\t")):
            yield number, message_for("html", given=markup[0][: LIMITS["told"]])
    names, last = OF_KIND.get(kind, ()), -1
    listed = " · ".join(names)
    for line, level, text in headings(body):
        if level == 1:
            yield line, message_for("first_heading", given=text)
        elif names and level == 2:
            if text not in names:
                near = did_you_mean(text, names) or message_for("headings", headings=listed)
                yield line, message_for("odd_heading", given=text, near=near)
            elif names.index(text) <= last:
                yield line, message_for("heading_order", given=text, headings=listed)
            else:
                last = names.index(text)


def _pasted_problems(kind: str, body: str) -> Iterator[tuple[int, str]]:
    """Marks of other programs that a page would show as they are, and headings that are none."""
    lines = without_code(body).split("\n")
    for number, line in enumerate(lines):
        two = "\n".join(lines[number : number + 2])
        key = next((key for key, pattern in PASTED.items() if pattern.match(two)), "")
        bold = PATTERNS["boldLine"].match(line.strip())
        name = bold[1].replace(":", "").strip().capitalize() if bold else ""
        if key:
            yield number, message_for(key, given=line.strip()[:40])
        elif name in OF_KIND.get(kind, ()):
            yield number, message_for("bold_heading", given=name)


def without_code(body: str) -> str:
    """The body with as many lines but nothing in its fenced code."""
    return str(_FENCED.sub(lambda block: "\n" * block[0].count("\n"), body))


def size_problems(document: front_matter.Document, path: str) -> Iterator[Problem]:
    """A body is of a length that people read, and nothing in it is nested deeper than they can follow."""
    body, first = document.body, document.body_line
    if len(body) > LIMITS["characters"]:
        yield Problem(path, first, message_for("long_text", actual=len(body), limit=LIMITS["characters"]))
    elif len(fences := list(PATTERNS["fence"].finditer(body))) > LIMITS["fences"]:
        line = first + body.count("\n", 0, fences[LIMITS["fences"]].start())
        yield Problem(path, line, message_for("many_fences", limit=LIMITS["fences"]))
    else:
        text = without_code(body)
        for place, message in _text_problems(text):
            yield Problem(path, first + text.count("\n", 0, place), message)


def _text_problems(text: str) -> Iterator[tuple[int, str]]:
    """(place in the text, message) of what people cannot follow and what MkDocs cannot read."""
    for paragraph in _PARAGRAPH.finditer(text):
        if len(paragraph[0]) > LIMITS["paragraph"]:
            yield paragraph.start(), message_for("long_paragraph", limit=LIMITS["paragraph"])
        elif sign := _left_open(paragraph[0]):
            yield paragraph.start(), message_for("left_open", limit=LIMITS["open"], sign=sign)
        for line in re.finditer("^.*$", paragraph[0], re.MULTILINE):
            marks = PATTERNS["marks"].match(line[0])
            if marks and len(PATTERNS["mark"].findall(marks[0])) > LIMITS["nested"]:
                yield paragraph.start() + line.start(), message_for("nested", limit=LIMITS["nested"])
    yield from unreadable(text)


def unreadable(text: str) -> Iterator[tuple[int, str]]:
    """(place in the text, message) of what MkDocs cannot read."""
    # Python's HTML parser, through which MkDocs reads every text, gives up on some of these.
    if declaration := PATTERNS["declaration"].search(text):
        yield declaration.start(), message_for("declaration")
    # MkDocs takes every link apart, and cannot when what should be a host has a bracket or an odd letter.
    for match in PATTERNS["bodyHost"].finditer(text):
        host = (match[1] or match[2] or "").strip()
        if set(NO_HOST) & set(host) or field_types.refusal(urlsplit, f"//{host}"):
            yield match.start(match.lastindex or 0), message_for("body_host", given=host[: LIMITS["told"]])
            return


def _left_open(paragraph: str) -> str:
    """The bracket of which too many are open at once; "" when none is."""
    for opening, closing in OPENS:
        depth = 0
        for sign in re.findall(f"[{re.escape(opening + closing)}]", paragraph):
            depth = depth + 1 if sign == opening else max(0, depth - 1)
            if depth > LIMITS["open"]:
                return opening
    return ""


def escape_markdown(text: str, longest: int = 300) -> str:
    """One line that is neither markup, HTML, a table cell's end, a link nor a mention of a person or an issue."""
    line = " ".join(front_matter.CONTROL.sub(" ", text).split())
    cut = line if len(line) <= longest else f"{line[:longest].rstrip()} …"
    return _SPECIAL.sub(r"\\\g<0>", _LINKED.sub(rf"\g<0>{_WORD_JOINER}", cut))


def markdown_link(text: str, address: str) -> str:
    """A link; an address that could end it early is written as text."""
    safe = re.fullmatch(r"https?://[^\s<>()\\\[\]]+", address)
    return f"[{escape_markdown(text)}]({address})" if safe else f"{escape_markdown(text)} ({escape_markdown(address)})"
