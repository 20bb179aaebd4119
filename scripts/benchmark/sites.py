"""The sites to build: this one, and plain MkDocs Material, with the same Markdown."""

import shutil
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Site = Callable[[Path, dict[str, str]], None]  # Writes its sources to a folder; the entries are Markdown by file.
_LEFT_OUT = ("posts", "tapahtumat", "verkostot", "hankkeet", "kunnat")


def this(folder: Path, entries: dict[str, str]) -> None:
    """A copy of this site with the made entries in place of its own."""
    for name in ("hooks", "overrides", "schemas", "practices/vocabulary"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.egg-info"))
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns(*_LEFT_OUT))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for uri, text in entries.items():
        write(folder / uri.replace("kaytannot/", "practices/").replace("uutiset/", "docs/uutiset/"), text)


def plain(folder: Path, entries: dict[str, str]) -> None:
    """Stock Material with the tags plugin, the entries outside the navigation: the fastest it can be."""
    plain_in_nav(folder, entries)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nav:\n  - index.md\n  - tags.md\nvalidation:\n  nav:\n    omitted_files: ignore\n")


def plain_with_search(folder: Path, entries: dict[str, str]) -> None:
    """The same with Material's search in Finnish, as people use it."""
    plain(folder, entries)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    write(folder / "mkdocs.yml", config.replace("  - tags\n", "  - tags\n  - search:\n      lang: fi\n"))


def plain_in_nav(folder: Path, entries: dict[str, str]) -> None:
    """Stock Material with the tags plugin, as it comes: every page in the navigation."""
    write(folder / "docs/index.md", "# Etusivu\n")
    write(folder / "docs/tags.md", "# Avainsanat\n\n<!-- material/tags -->\n")
    settings = "theme:\n  name: material\n  language: fi\n  font: false\nplugins:\n  - tags\n"
    write(folder / "mkdocs.yml", f"site_name: Vertailu\nsite_url: https://example.org/vertailu/\n{settings}")
    for uri, text in entries.items():
        write(folder / "docs" / uri, text)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
