"""Every kind of page of a built site, whatever its content is."""

from functools import cache
from pathlib import Path

import yaml

KINDS: list[str] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
# Their pages are also under an address that stands for an entry of another kind.
_OWN = {"kunnat/kartta/", "osallistu/kaytanto/"}


def file(site: Path, page: str) -> Path:
    """The file of a page in the built site. An address may carry the question that a script answers."""
    path = site / page.partition("?")[0]
    return path if path.suffix == ".html" else path / "index.html"


@cache
def every_page(site: Path) -> tuple[str, ...]:
    """The address of each page of the site, without those that only lead on to another."""
    files = (file for file in sorted(site.rglob("*.html")) if 'http-equiv="refresh"' not in file.read_text("utf-8"))
    return tuple(str(file.relative_to(site)).removesuffix("index.html") for file in files)


def of_kind(site: Path, kind: str) -> list[str]:
    """The pages of a kind that stand for all of them."""
    if "*" not in kind:
        return [kind] if file(site, kind).is_file() else []
    entries = (page for page in every_page(site) if page not in _OWN and page.count("/") == kind.count("/"))
    by_size = sorted((page for page in entries if Path(page).match(kind)), key=lambda it: file(site, it).stat().st_size)
    return [*by_size[-1:], *by_size[:1]]


def pages(site: Path) -> list[str]:
    """The kinds of page that the site has."""
    return list(dict.fromkeys(page for kind in KINDS for page in of_kind(site, kind)))
