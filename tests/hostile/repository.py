"""A small repository whose every text field and body is hostile."""

import shutil
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from kaytantopankki.content.front_matter import Loc
from kaytantopankki.content.models import KINDS
from kaytantopankki.content.municipalities import places
from tests.builders import write_entry, write_text, write_words
from tests.hostile.fields import ADDRESS, PICTURE, filled, texts
from tests.hostile.reader import problems_of
from tests.hostile.snippets import CLEANED, CONTEXTS, GOOD_ADDRESSES, REFUSED_IN_BODY

ROOT = Path(__file__).resolve().parents[2]
WORD = "Kaappaus"  # In every summary, so that the search finds them.
ENTRIES = 30  # Of each kind.
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


def bodies() -> tuple[str, ...]:
    """A body for each snippet, which stands in every place where the reader lets it be."""
    return tuple(
        "\n\n".join(["Alku.", *filter(_is_read, (context.replace("@", snippet) for context in CONTEXTS)), "Loppu."])
        for snippet in CLEANED
    )


def _is_read(body: str) -> bool:
    return not problems_of(f"---\ntitle: x\ndate: 2020\nsummary: x\n---\n{body}", KINDS["news"])


def front_matter(kind: str, number: int) -> dict[str, Any]:
    """The entry `number` of a kind: in each field the next of the texts that fit into it."""

    def text(at: Loc, limit: int) -> str:
        found = packed(_room(at, limit))
        chosen = found[(number + _first(kind, at)) % len(found)]
        if at == ("summary",):
            return f"{WORD} {chosen}"
        return f"{chosen} {number}" if at == ("title",) else chosen  # No two titles are the same.

    def other(at: Loc, usual: Any) -> Any:
        if usual == ADDRESS:
            return GOOD_ADDRESSES[number % len(GOOD_ADDRESSES)]
        own = {"published": "2024-01-01", "municipalities": "Turku"}
        return own.get(str(at[0]), usual)

    return filled(KINDS[kind].model, text, other)


def _first(kind: str, at: Loc) -> int:
    """Where each field begins, so that all kinds together show every snippet in every length of field."""
    return ENTRIES * ([*KINDS].index(kind) + [*texts(KINDS[kind].model)].index(at))


def _room(at: Loc, limit: int) -> int:
    return limit - len(WORD) - 1 if at in (("summary",), ("title",)) else limit


def write(root: Path) -> dict[str, dict[str, Any]]:
    """Copies what a build needs and writes the entries; their front matter by address."""
    for name in ("hooks", "overrides", "docs"):
        leave = ("__pycache__", "*.egg-info", "posts", "tapahtumat", "verkostot", "hankkeet", "kunnat", "kuvat")
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(*leave))
    if (ROOT / ".cache").is_dir():
        shutil.copytree(ROOT / ".cache", root / ".cache")
    shutil.copy(ROOT / "mkdocs.yml", root)
    write_words(root)
    (root / "docs/assets/kuvat").mkdir(parents=True)
    Image.new("RGB", (60, 40)).save(root / "docs/assets/kuvat" / PICTURE)
    written = {}
    texts_of_bodies = iter([*bodies()] * 3)
    for kind in KINDS:
        for number, slug in enumerate(_slugs(kind)):
            data = front_matter(kind, number)
            if kind == "municipality":
                data["municipality"] = next(place.name for place in places().values() if place.slug == slug)
            body = "\n\n".join(islice(texts_of_bodies, 3))
            front = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**9)
            write_text(root, f"{KINDS[kind].folder}/{slug}.md", f"---\n{front}---\n{body}\n")
            written[f"{KINDS[kind].address}/{slug}/"] = data
    write_tricks(root)
    return written


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
        return [place.slug for place in islice(places().values(), ENTRIES)]
    return [f"vihamielinen-{number}" for number in range(ENTRIES)]
