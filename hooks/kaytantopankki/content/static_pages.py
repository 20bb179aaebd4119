"""Hand-written pages: read and checked as entries are, and the links in them."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import dirname, isfile, normpath, relpath
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from markdown.extensions.toc import slugify, unique

from kaytantopankki.content import body_markdown, fields, file_checks, front_matter, models, municipalities, written
from kaytantopankki.content.field_types import Choice, Line, Paragraph, check_homograph, refusal
from kaytantopankki.content.messages import Problem, did_you_mean, message_for, nearest
from kaytantopankki.content.submodels import Submodel, field
from kaytantopankki.page import address_of

# Sources that are not published as they stand: beginnings of paths in docs/.
UNPUBLISHED = (f"{file_checks.FOLDER}/".removeprefix("docs/"), "assets/css/", "assets/js/lomake/")
_PICTURES = (*file_checks.TYPES, ".gif", ".svg")
_SCHEMES = ("http", "https", "mailto", "tel")
MACRO = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}", re.DOTALL)
# An address with spaces in it, which the renderer of hand-written pages takes for one.
_SPACED = re.compile(r"""\]\([^()<>"'\n]*[^()<>"'\n\s]\)""")
# An id that is written for a heading, or in HTML.
_OWN_ID = re.compile(r"""\{:?[^{}\n]*#([\w:.-]++)[^{}#\n]*\}|\bid=["']([^"']+)["']""")
# HTML that runs, fetches or leads elsewhere by itself. In code too, because renderers differ in what they take for it.
_LIVE = re.compile(
    r"<(?:applet|base|embed|form|frame|iframe|link|math|meta|object|script|style|svg|template)\w*"
    r"|[<{][^<{]{0,300}?\b(?:on[a-z]+|style|srcdoc|formaction)\s*=",
    re.IGNORECASE,
)
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")


class _Robots(Choice):
    """What search engines may do with a page, if not everything."""

    NOINDEX = "noindex", "ei hakukoneisiin"


class _Crumb(Submodel):
    """A page above this one."""

    title: Line = field("nimi", "Sivun nimi.")
    url: str = field("osoite", "Sivun osoite, esimerkiksi tietoa/.", min_length=1)


class _Fields(Submodel):
    """The front matter of a hand-written page."""

    title: Line | None = field("otsikko", "Sivun nimi selaimessa ja haussa.", None)
    heading: Line | None = field("pääotsikko", "Jos sivulla lukee muuta kuin otsikko.", None)
    description: Paragraph | None = field("kuvaus", "Mistä sivu kertoo.", None)
    section: str | None = field("osio", "Päävalikon kohdan osoite, esimerkiksi tietoa/.", None)
    crumbs: tuple[_Crumb, ...] = field("murupolku", "Sivut tämän yläpuolella.", ())
    robots: _Robots | None = field("hakukoneet", "noindex, jos sivu ei kuulu hakukoneisiin.", None)

    renamed: ClassVar = {"render_macros": "sivun nimi tiedoston mkdocs.yml kohtaan force_render_paths"}


@dataclass(frozen=True)
class StaticPage:
    """One page that somebody wrote, by its path in docs/. `first_line` is the line of the file where `text` begins, and
    `problems` what is wrong with its file and front matter."""

    uri: str
    meta: dict[str, Any]
    text: str
    first_line: int = 1
    problems: tuple[Problem, ...] = ()

    @property
    def path(self) -> str:
        """The path of the file in the repository."""
        return f"docs/{self.uri}"

    @property
    def url(self) -> str:
        """The address of the page, relative to the site's root."""
        return address_of(self.uri)

    @property
    def title(self) -> str:
        """The title, else the name of the file."""
        return str(self.meta.get("title", Path(self.uri).stem))

    def problem(self, line: int, message: str) -> Problem:
        """A problem at a line of the text, counted from 0."""
        return Problem(self.path, self.first_line + line, message)


def page_paths(root: Path) -> list[str]:
    """The path in the repository of every hand-written page."""
    paths = (path for path in models.files_in(root, "docs") if path.endswith(".md"))
    return sorted((path for path in paths if not models.is_entry(path.removeprefix("docs/"))), key=PurePosixPath)


def read_page(root: Path, path: str) -> StaticPage:
    """One hand-written page, sound or not."""
    uri, text = path.removeprefix("docs/"), file_checks.read_source(root / path, path)
    if isinstance(text, Problem):
        return StaticPage(uri, {}, "", problems=(text,))
    document = front_matter.parse_document(text, path, required=False)
    if isinstance(document, list):
        return StaticPage(uri, {}, "", problems=tuple(document))
    page, problems = fields.validate(_Fields, written.read(_Fields, document.data), path, document.lines)
    meta = {} if problems else page.model_dump(mode="json", exclude_unset=True)
    if problems and (kind := models.likely_kind(document.data)):
        problems = [Problem(path, 1, message_for("wrong_folder", folder=kind.folder))]
    return StaticPage(uri, meta, document.body, document.body_line, (*document.problems, *problems))


class Links:
    """Where links of hand-written pages lead. `texts` are the pages' own texts after their macros have run, `named` the
    other pages that are always there, and `generate` gives all that are made of the catalogue, which takes longer; each
    by the path in docs/."""

    def __init__(
        self, root: Path, texts: Mapping[str, str], named: Collection[str], generate: Callable[[], Collection[str]]
    ) -> None:
        self._root, self._texts, self._named, self._generate = root, texts, named, generate

    def problems(self, page: StaticPage) -> Iterator[Problem]:
        """What MkDocs cannot read of a page; else each link and picture that leads nowhere."""
        # What stands for a macro is on as many lines, and leads somewhere in the place of an address.
        text = MACRO.sub(lambda macro: "https://makro" + "\n" * macro[0].count("\n"), page.text)
        text = _SPACED.sub(lambda link: link[0].replace(" ", "%20"), _flat(text))
        for live in _LIVE.finditer(text):
            line = text.count("\n", 0, live.end())
            yield page.problem(line, message_for("live_html", given=live[0].split("\n")[-1][-40:]))
        plain = body_markdown.without_code(text)
        if unreadable := [*body_markdown.unreadable(plain)]:
            yield from (page.problem(plain.count("\n", 0, place), message) for place, message in unreadable)
            return
        for link in body_markdown.body_links(text):
            if message := (self._bad_picture if link.is_image else self._dead_link)(page.path, link):
                yield page.problem(link.line, f"teksti: {message}")

    def leads_to_page(self, uri: str) -> bool:
        """Whether there is a page of this Markdown file."""
        return uri in self._texts or uri in self._named or uri in self._generated

    @cached_property
    def _generated(self) -> Collection[str]:
        return self._generate()

    def near(self, path: str, file: str) -> str:
        """What to write in the file at `path` to lead to the page that is meant by `file`."""
        pages = sorted({*self._texts, *self._named, *self._generated})
        names = {_name(uri): uri for uri in pages if municipalities.slugify(_name(uri)) == _name(uri)}
        made = f"{(body_markdown.page_url(file) or '').rstrip('/')}.md"
        meant = made if made in pages else names.get(nearest(_name(file), names) or "")
        return message_for("did_you_mean", near=relpath(f"docs/{meant}", dirname(path))) if meant else ""

    def _dead_link(self, path: str, link: body_markdown.BodyLink) -> str:
        href = unquote(link.href)
        scheme, host, target, _, anchor = urlsplit(href)
        if not href:
            return message_for("body_link_empty", text=link.text)
        if scheme in _SCHEMES:
            return refusal(check_homograph, href)
        if scheme or host:
            return message_for("body_link_scheme", given=href)
        file = _target(path, target)
        folder, _, uri = file.partition("/")
        if folder == "docs" and target[:1] != "/" and (self._is_published(uri) or self.leads_to_page(uri)):
            return self._dead_anchor(uri, anchor, href) if anchor else ""
        if body_markdown.WEB_NAME.match(href):
            return message_for("body_link_www", given=href)
        example = relpath("docs/tietoa.md", dirname(path))
        near = self.near(path, file) or message_for("far_file", example=example)
        return message_for("body_link_file", given=href, near=near)

    def _dead_anchor(self, uri: str, anchor: str, href: str) -> str:
        if uri not in self._texts:
            return message_for("generated_anchor", given=href)
        anchors = [*_anchors(self._texts[uri])]
        near = did_you_mean(anchor, anchors)
        return "" if anchor in anchors else message_for("body_link_anchor", given=href, near=near)

    def _bad_picture(self, path: str, link: body_markdown.BodyLink) -> str:
        href = unquote(link.href)
        folder, _, uri = _target(path, href).partition("/")
        if folder != "docs" or urlsplit(href).scheme or not self._is_published(uri):
            return message_for("page_image", given=href)
        if (suffix := PurePosixPath(uri).suffix) not in _PICTURES:
            return message_for("image_type", suffix=suffix, types=", ".join(_PICTURES))
        return "" if link.text.strip() else message_for("page_image_alt", given=href)

    def _is_published(self, uri: str) -> bool:
        """Whether this file in docs/ stands beside the pages."""
        return isfile(self._root / "docs" / uri) and not uri.startswith(UNPUBLISHED) and not uri.endswith(".md")


def _target(path: str, href: str) -> str:
    """The file of the repository that a link in the file at `path` leads to."""
    return normpath(f"{'docs' if href.startswith('/') else dirname(path)}/{href}") if href else path


def _name(file: str) -> str:
    """What a page is called in its address: "osallistu/index.md" → "osallistu"."""
    return re.sub(r"(/index)?(\.md|\.html)?$", "", file).rpartition("/")[2]


def _flat(text: str) -> str:
    """The text without the indentation that blocks inside blocks have."""
    return "\n".join(line.lstrip() for line in text.split("\n"))


def _anchors(text: str) -> Iterator[str]:
    """The anchors of a page, as the site gives them."""
    taken: set[str] = set()
    for _, _, heading in body_markdown.headings(_flat(text)):
        if not _OWN_ID.search(heading):
            yield unique(slugify(_ATTRIBUTES.sub("", heading), "-"), taken)
    yield from (written or html for written, html in _OWN_ID.findall(text))
