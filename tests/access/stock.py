"""Plain Material with the same Markdown: its search and tags, no overrides."""

import re
import shutil
from pathlib import Path

from tests.site.conftest import ROOT, mkdocs

_CONFIG = """site_name: Vertailu
site_url: https://example.org/material/
theme: {name: material, language: fi, palette: [
  {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: Tumma tila}},
  {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: Vaalea tila}}]}
plugins: [search, tags]
markdown_extensions: [def_list, tables]
validation: {nav: {omitted_files: ignore}}
nav: [index.md, tietoa.md, kunnat/kuopio.md, avainsanat/index.md]
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
    """Builds it into a folder; returns the folder of the site."""
    docs = folder / "docs"
    entries = [Path(source).parts[1] for source in _FOLDERS if source.startswith("docs/")]
    shutil.copytree(ROOT / "docs", docs, ignore=shutil.ignore_patterns("assets", *entries))
    for source, target in _FOLDERS.items():
        shutil.copytree(ROOT / source, docs / target, ignore=shutil.ignore_patterns("vocabulary"))
    for file in docs.glob("*.md"):
        # Only this site knows what its macros write.
        file.write_text(
            re.sub(r"\{\{.*?\}\}", "https://example.org/", file.read_text(encoding="utf-8")), encoding="utf-8"
        )
    (docs / "avainsanat").mkdir()
    (docs / "avainsanat/index.md").write_text("# Avainsanat\n\n<!-- material/tags -->\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    mkdocs("build", "--quiet", root=folder)
    return folder / "site"
