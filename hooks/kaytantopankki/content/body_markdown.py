"""Markdown of contributed texts as GitHub shows it: parsed once, for its HTML, its links and what is wrong with it."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from posixpath import dirname, normpath, relpath
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from kaytantopankki.content.models import KINDS
from kaytantopankki.content.municipalities import slugify

# Elements that contributed texts may write as HTML. Every other tag is shown as text.
INLINE_TAGS = ("abbr", "br", "code", "del", "em", "kbd", "strong", "sub", "sup")
_TAG = re.compile(rf"</?(?:{'|'.join(INLINE_TAGS)})\s*/?>", re.IGNORECASE)
# Before the ids of a text on its page, so that none of them is one of the page's own, to which links and scripts lead.
ID_PREFIX = "kohta-"
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG_NAME = re.compile(r"""</?[a-z0-9]+(?: class="[^"]*")?""")
# Names that no page shows: of a language after a fence, and of a definition and what refers to it.
_LABEL = re.compile(
    r"^ *(?:```+|~~~+) *(?:bash|html|json|markdown|python|text|yaml)? *$|\[\^[^\]\s]+\]|\]\[[^\]]*\]|^ *\[[^\]]+\]:"
)
_WWW = re.compile(r"[\w-]+(?:\.[\w-]+)+[^\s<]*", re.IGNORECASE)


@dataclass(frozen=True)
class BodyLink:
    """A link of a body: its address as written, its text, and the line of the body where it stands, from 0."""

    href: str
    text: str
    line: int
    is_image: bool = False


def parse_body(body: str) -> list[Token]:
    """The tokens of a body, with the lines of each block."""
    return _parser().parse(body)


def render_html(body: str, resolve: Callable[[str], str]) -> str:
    """The body as HTML, not yet cleaned; each heading has an id of a–z, digits and hyphens. `resolve` makes the address
    of a link on the site from that in the text."""
    tokens = parse_body(body)
    ids: dict[str, str] = {}
    for anchor, heading in _anchors(tokens):
        ids[anchor] = _unique(slugify(anchor) or "kohta", ids.values())
        heading.attrSet("id", ids[anchor])
    for token in _inline_tokens(tokens):
        if token.type == "link_open":
            href = str(token.attrGet("href") or "")
            token.attrSet("href", f"#{ids.get(unquote(href[1:]), href[1:])}" if href.startswith("#") else resolve(href))
    return str(_parser().renderer.render(tokens, _parser().options, {})).rstrip()


def body_links(body: str) -> Iterator[BodyLink]:
    """Every link and picture of a body, in order."""
    for block in parse_body(body):
        line = block.map[0] if block.map else 0
        children = block.children or ()
        for position, token in enumerate(children):
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            elif token.type == "image":
                yield BodyLink(str(token.attrGet("src") or ""), token.content, line, is_image=True)
            elif token.type == "link_open":
                yield BodyLink(str(token.attrGet("href") or ""), _text_until_close(children[position:]), line)


def unseen_words(body: str) -> Iterator[tuple[int, str]]:
    """(line of the body from 0, word) of the first word of each line that the page does not show, such as one in a
    definition that nothing refers to."""
    html = _TAG_NAME.sub(" ", render_html(body, str))
    shown = {"https", *_WORD.findall(unescape(html)), *_WORD.findall(unquote(html))}
    for link in body_links(body):  # The host of an address is in the HTML as browsers send it: xn--….
        shown.update(_WORD.findall(f"{unquote(link.href)} {_parser().normalizeLinkText(link.href)}"))
    for number, line in enumerate(body.split("\n")):
        unseen = (word for word in _WORD.findall(unescape(_LABEL.sub(" ", line))) if word not in shown)
        if word := next(unseen, ""):
            yield number, word


def heading_anchors(body: str) -> list[str]:
    """The anchors that GitHub gives to the headings of a body."""
    return [anchor for anchor, _ in _anchors(parse_body(body))]


def github_slug(heading: str) -> str:
    """The anchor of a heading on GitHub: "Näin se tehtiin" → "näin-se-tehtiin"."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


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
    for kind in KINDS.values():
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
    return f"{way}#{ID_PREFIX}{slugify(fragment)}" if fragment else way


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"linkify": True}, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough", "linkify"]).use(footnote_plugin)
    parser.validateLink = bool  # type: ignore[method-assign,assignment]  # The check tells of dead ones.
    parser.add_render_rule("footnote_caption", _footnote_number)
    parser.add_render_rule("footnote_block_open", _footnotes_open)
    parser.add_render_rule("footnote_block_close", _footnotes_close)
    # GitHub makes links of whole addresses and of those that begin with www., not of every word with a dot in it.
    linkify: Any = parser.linkify
    linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    linkify.add("www.", {"validate": _www_length, "normalize": _with_scheme})
    return parser


def _www_length(_linkify: object, text: str, position: int) -> int:
    match = _WWW.match(text, position)
    return len(match[0].rstrip(".,:;!?)")) if match else 0


def _with_scheme(_linkify: object, match: Any) -> None:
    match.url = f"https://{match.url}"


def _footnote_number(_: object, tokens: Sequence[Token], idx: int, *__: object) -> str:
    return str(tokens[idx].meta["id"] + 1)


def _footnotes_open(*_: object) -> str:
    return "<ol>\n"


def _footnotes_close(*_: object) -> str:
    return "</ol>\n"


class _Renderer(RendererHTML):
    """Tags that a contributed text may not use are text."""

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        content = tokens[idx].content
        return content if _TAG.fullmatch(content) else _escaped(content)

    def s_open(self, *_: object) -> str:
        return "<del>"

    def s_close(self, *_: object) -> str:
        return "</del>"

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return f"<p>{_escaped(tokens[idx].content.strip())}</p>\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _anchors(tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """(GitHub's anchor, token) of each heading."""
    taken: list[str] = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            taken.append(_unique(github_slug(_text(tokens[place + 1])), taken))
            yield taken[-1], token


def _inline_tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or ())


def _text(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))


def _text_until_close(tokens: Sequence[Token]) -> str:
    end = next(place for place, token in enumerate(tokens) if token.type == "link_close")
    return "".join(token.content for token in tokens[:end])


def _unique(slug: str, taken: Collection[str]) -> str:
    numbered = (f"{slug}-{number}" for number in range(1, len(taken) + 1))
    return next((name for name in (slug, *numbered) if name not in taken), slug)
