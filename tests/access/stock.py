"""Plain Material with the same Markdown: its search and tags, no overrides."""

import re
import shutil
from pathlib import Path

from tests.access.kinds import STOCK
from tests.site.conftest import ROOT, mkdocs

_CONFIG = """site_name: Vertailu
site_url: https://example.org/material/
use_directory_urls: true
theme:
  name: material
  language: fi
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Tumma tila}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Vaalea tila}
plugins: [search, tags]
markdown_extensions: [def_list, tables]
validation: {nav: {omitted_files: ignore}}
"""
_FOLDERS = {
    "practices": "kaytannot",
    "docs/kunnat": "kunnat",
    "docs/verkostot": "verkostot",
    "docs/hankkeet": "hankkeet",
    "docs/uutiset/posts": "uutiset",
    "docs/tapahtumat": "tapahtumat",
}


def build(folder: Path) -> Path:
    """Builds it into a folder; returns the folder of the site. The navigation names the pages that are measured."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs", docs, ignore=lambda name, _: [] if Path(name) != ROOT / "docs" else _entries())
    for source, target in _FOLDERS.items():
        for file in (ROOT / source).glob("*.md"):
            write(docs / target / file.name, file.read_text(encoding="utf-8"))
    for file in docs.glob("*.md"):
        # Only this site knows what its macros write.
        write(file, re.sub(r"\{\{.*?\}\}", "https://example.org/", file.read_text(encoding="utf-8")))
    write(docs / "avainsanat/index.md", "# Avainsanat\n\n<!-- material/tags -->\n")
    nav = [f"  - {_file(docs, page)}\n" for page in STOCK if page != "404.html"]
    write(folder / "mkdocs.yml", _CONFIG + "nav:\n" + "".join(nav))
    mkdocs("build", "--quiet", root=folder)
    return folder / "site"


def _entries() -> list[str]:
    return ["assets", *(Path(source).parts[1] for source in _FOLDERS if source.startswith("docs/"))]


def _file(docs: Path, page: str) -> str:
    index = f"{page}index.md"
    return index if (docs / index).is_file() else f"{page.rstrip('/')}.md"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
