"""What the head of a page tells search engines, social media and other programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from pages.page import Link, View
from pages.settings import Site
from pages.structured.nodes import Node, node
from pages.structured.script import data_block
from pages.structured.site import breadcrumbs

LONGEST = 160
_WORKS = ("Article", "NewsArticle")


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut after a whole word when it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    whole = cut if line[longest - 1] == " " else cut.rpartition(" ")[0] or cut
    return whole.rstrip(" ,;:–-") + "…"


def head(site: Site, page: Link, meta: Mapping[str, Any], thing: Node | None) -> View:
    """What the template writes. `meta` is the page's front matter: its description, crumbs, robots, and `social_card`
    (url relative to the site's root, width, height, alt)."""
    card = _card(site, meta.get("social_card"))
    told = {**thing, "image": _image(card)} if thing and card and _is_work(thing) and "image" not in thing else thing
    return {
        "title": page.title if page.url else site.name,
        "description": shortened(str(meta.get("description") or site.description or page.title)),
        "robots": meta.get("robots", ""),
        "type": "article" if told and _is_work(told) else "website",
        "published": told.get("datePublished", "") if told else "",
        "modified": told.get("dateModified", "") if told else "",
        "card": card,
        "data": data_block([*([told] if told else []), *_way(site, page, meta)]),
    }


def _is_work(thing: Node) -> bool:
    return thing["@type"] in _WORKS


def _way(site: Site, page: Link, meta: Mapping[str, Any]) -> Sequence[Node]:
    if not page.url or not site.url or meta.get("robots"):
        return ()
    crumbs = (Link(item["title"], item["url"]) for item in meta.get("crumbs") or ())
    return (breadcrumbs(site, (*crumbs, page)),)


def _card(site: Site, card: Mapping[str, Any] | None) -> View | None:
    return {**card, "url": site.at(card["url"])} if card and site.url else None


def _image(card: View | None) -> Node | None:
    return node("ImageObject", url=card["url"], caption=card["alt"]) if card else None
