"""A small repository whose every text field and body is hostile."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from kaytantopankki.content.body_markdown import body_links
from kaytantopankki.content.front_matter import Loc
from kaytantopankki.content.models import KINDS
from kaytantopankki.content.municipalities import slugify
from tests.builders import write_entry, write_text, write_words
from tests.hostile.fields import ADDRESS, PICTURE, filled, texts
from tests.hostile.reader import problems_of
from tests.hostile.snippets import CLEANED, CONTEXTS, GOOD_ADDRESSES, REFUSED_IN_BODY
from tests.site.small import MUNICIPALITIES, write_frame

WORD = "Kaappaus"  # In every summary, so that the search finds them.
ENTRIES, BODIES = 12, 3  # Entries of each kind, and snippets in the body of each.
SHOWN = CLEANED + REFUSED_IN_BODY


@cache
def packed(limit: int) -> tuple[str, ...]:
    """All snippets that fit, as few texts of at most `limit` characters."""
    found = [""]
    for snippet in SHOWN:
        if len(snippet) <= limit:
            fits = len(found[-1]) + 1 + len(snippet) <= limit
            found[-1:] = [f"{found[-1]} {snippet}".strip()] if fits else [found[-1], snippet]
    return tuple(text for text in found if text)


@cache
def bodies() -> tuple[str, ...]:
    """A body for each snippet, which stands in every place where the reader lets it be."""
    return tuple(map(_body, CLEANED))


def _body(snippet: str) -> str:
    places = filter(_is_read, (context.replace("@", snippet) for context in CONTEXTS))
    body = "\n\n".join(["Alku.", *places, "Loppu."])
    return body if _is_read(body) else snippet  # A definition makes links of what stands elsewhere.


def _is_read(body: str) -> bool:
    """Whether the check accepts it, and every link leads to the web."""
    links = [*body_links(body)]
    web = all(re.match("https?://", link.href) and not link.is_image for link in links)
    return web and not problems_of(f"---\ntitle: x\ndate: 2020\nsummary: x\n---\n{body}", KINDS["news"])


def front_matter(kind: str, number: int) -> dict[str, Any]:
    """The entry `number` of a kind: in each field the next of the texts that fit into it."""

    def text(at: Loc, limit: int) -> str:
        room = limit - len(WORD) - 1 if at in (("summary",), ("title",)) else limit
        # Each field begins elsewhere, so that all kinds together show every snippet in every length of field.
        first = ENTRIES * ([*KINDS].index(kind) + [*texts(KINDS[kind].model)].index(at))
        found = packed(room)
        chosen = found[(number + first) % len(found)]
        if at == ("summary",):
            return f"{WORD} {chosen}"
        return f"{chosen} {number}" if at == ("title",) else chosen  # No two titles are the same.

    def other(at: Loc, usual: Any) -> Any:
        if usual == ADDRESS:
            return GOOD_ADDRESSES[number % len(GOOD_ADDRESSES)]
        own = {"published": "2024-01-01", "municipalities": "Turku", "municipality": MUNICIPALITIES[number]}
        return own.get(str(at[0]), usual)

    return filled(KINDS[kind].model, text, other)


def entries() -> dict[tuple[str, str], dict[str, Any]]:
    """The front matter of every entry, by kind and slug."""
    return {(kind, slug): front_matter(kind, number) for kind in KINDS for number, slug in enumerate(_slugs(kind))}


def write(root: Path) -> None:
    """What a build needs, and the entries."""
    write_frame(root)
    write_words(root)
    (root / "docs/assets/kuvat").mkdir(parents=True)
    Image.new("RGB", (60, 40)).save(root / "docs/assets/kuvat" / PICTURE)
    assert len(bodies()) <= ENTRIES * BODIES * len(KINDS)
    texts_of_bodies = cycle(bodies())
    for (kind, slug), data in entries().items():
        body = "\n\n".join(islice(texts_of_bodies, BODIES))
        front = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**9)
        write_text(root, f"{KINDS[kind].folder}/{slug}.md", f"---\n{front}---\n{body}\n")
    write_tricks(root)


# Bodies that MkDocs would obey if it took their beginning for front matter.
ORDERS = {
    "maarays": "---\nrender_macros: true\ntitle: Kaapattu\n---\n{{ 7 * 191 }}\n",
    "maarays-2": "render_macros: true\ntitle: Kaapattu\n\n{{ 7 * 191 }}\n",
}
SECRET = "salaisuus-4711"


def write_tricks(root: Path) -> None:
    """Entries whose bodies give orders, and files that would be published beside the entries."""
    for kind in ("news", "network"):
        for slug, body in ORDERS.items():
            write_entry(root, kind, slug, body)
    write_text(root, "salaisuus.txt", SECRET)
    (root / "docs/assets/vuoto.txt").symlink_to(root / "salaisuus.txt")
    write_text(root, "docs/tapahtumat/sivu.html", f"<script>{SECRET}</script>")
    write_text(root, "docs/verkostot/oma/sivu.md", f"---\nrender_macros: true\n---\n{SECRET} {{{{ 7 * 191 }}}}")


def _slugs(kind: str) -> Iterable[str]:
    if kind == "municipality":
        return map(slugify, MUNICIPALITIES[:ENTRIES])
    return [f"vihamielinen-{number}" for number in range(ENTRIES)]
