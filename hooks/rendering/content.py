"""The content of a page made by its template, without the frame: HTML that any generator takes as Markdown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader

from pages.hyphens import Lexicon
from rendering.prose import base_of
from rendering.templates import prepared

# In place of the frame: what a page has of its own, in three parts.
_CUT = "<!--cut-->"
_PARTS = f"{{% block extrahead %}}{{% endblock %}}{_CUT}{{% block container %}}{{% endblock %}}{_CUT}{{% block scripts %}}{{% endblock %}}"
_SCRIPT = re.compile(r'<script src="(?:\./|(?:\.\./)+)([^"]+)"')
_PRE = re.compile(r"(<(pre|textarea)\b.*?</\2>)", re.DOTALL)


@dataclass(frozen=True)
class Content:
    """What a page has of its own: HTML for its head, its HTML, and the addresses of its scripts."""

    head: str
    html: str
    scripts: list[str]


class Templates:
    """Our templates without the frame."""

    def __init__(self, folder: Path, config: Mapping[str, Any], names: Mapping[str, Any], lexicon: Lexicon) -> None:
        loader = ChoiceLoader([DictLoader({"base.html": _PARTS}), FileSystemLoader(folder)])
        self._env = prepared(Environment(loader=loader), folder, {"config": config, **names}, lexicon)

    def content(self, template: str, page: Mapping[str, Any]) -> Content:
        """What the template shows of the page."""
        text = self._env.get_template(template).render(page=page, base_url=base_of(page["url"]))
        head, html, scripts = text.split(_CUT)
        return Content(head.strip(), unbroken(html), _SCRIPT.findall(scripts))


def unbroken(html: str) -> str:
    """The HTML so that Markdown leaves it alone: no empty line, which would end it, no line that begins with anything but
    an element, such as the fence of a code block, and no tab. In preformatted text they are entities."""
    parts = _PRE.split(html)
    # Text, preformatted text, the name of its element, text …
    parts[1::3] = [part.replace("\n", "&#10;") for part in parts[1::3]]
    del parts[2::3]
    lines = re.sub(r" *\n[ \n]*+(?!<)", " ", "".join(parts).strip())
    return re.sub(r" *\n[ \n]*", "\n", lines).replace("\t", "&#9;")
