"""What the head of a page tells search engines, social media and other programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from kaytantopankki.outputs.jsonld import Node, breadcrumb_node, data_block, json_node
from kaytantopankki.page import Context, Link
from kaytantopankki.settings import Site

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


def page_head(site: Site, page: Link, meta: Mapping[str, Any], thing: Node | None) -> Context:
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
    return (breadcrumb_node(site, (*crumbs, page)),)


def _card(site: Site, card: Mapping[str, Any] | None) -> Context | None:
    return {**card, "url": site.at(card["url"])} if card and site.url else None


def _image(card: Context | None) -> Node | None:
    return json_node("ImageObject", url=card["url"], caption=card["alt"]) if card else None
