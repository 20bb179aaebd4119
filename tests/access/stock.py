"""Plain Material with the same Markdown: its search and tags, no overrides."""

import re
import shutil
from pathlib import Path

from tests import ROOT
from tests.site.conftest import mkdocs

_FOLDERS = {
    "practices": "kaytannot",
    "docs/uutiset/posts": "uutiset",
    **{f"docs/{name}": name for name in ("kunnat", "verkostot", "hankkeet", "tapahtumat")},
}


def build(folder: Path) -> Path:
    """Builds it into a folder; returns the folder of the site."""
    docs = folder / "docs"
    entries = [Path(source).parts[1] for source in _FOLDERS if source.startswith("docs/")]
    shutil.copytree(ROOT / "docs", docs, ignore=shutil.ignore_patterns("assets", *entries))
    for source, target in _FOLDERS.items():
        shutil.copytree(ROOT / source, docs / target, ignore=shutil.ignore_patterns("vocabulary"))
    for file in docs.glob("*.md"):
        text = file.read_text(encoding="utf-8")  # Only this site knows what its macros write.
        file.write_text(re.sub(r"\{\{.*?\}\}", "https://example.org/", text), encoding="utf-8")
    (docs / "avainsanat").mkdir()
    (docs / "avainsanat/index.md").write_text("# Avainsanat\n\n<!-- material/tags -->\n", encoding="utf-8")
    shutil.copy(Path(__file__).with_name("stock.yml"), folder / "mkdocs.yml")
    mkdocs("build", "--quiet", root=folder)
    return folder / "site"
