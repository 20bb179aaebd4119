"""Pages that a build has made: their text becomes what MkDocs itself would make of it, one page after another."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generated import GeneratedPage, text_reader
from tests.hostile.snippets import SNIPPETS

ROOT = Path(__file__).parent.parent
TEXTS = (
    "",
    " \n",
    "## Ratkaisu\n\nKatso [tulokset](#tulokset) ja [toinen](y.md#ratkaisu).\n\n## Tulokset\n\n[1]\n",
    "## Ratkaisu\n\n## Ratkaisu\n",
    "[nimi]: https://example.org/\n\nLue [nimi] ja [nimi][].\n",
    "Lue [nimi] ja [nimi][].\n",  # Of the text before nothing is left.
    "<p id='oma'>x</p><a name='toinen'>y</a>\n",
    "| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    "Sana\n:   selitys\n",
    "```\n## ei otsikko\n```\n",
    "[![kuva](kuva.png)](y.md)\n",
    "# Otsikko\n\nteksti\n",
    *SNIPPETS,
)


@pytest.fixture(scope="module")
def config() -> MkDocsConfig:
    found = load_config(str(ROOT / "mkdocs.yml"))
    found.extra["build"] = SimpleNamespace(reader=text_reader(found))
    return found


def rendered(which: type[Page], text: str, config: MkDocsConfig) -> dict[str, Any]:
    """What MkDocs knows of a page once its text has been read."""
    files = Files([])
    for name in ("x.md", "y.md"):
        file = File(f"kaytannot/{name}", src_dir=None, dest_dir=config.site_dir, use_directory_urls=True)
        file.generated_by, file.content_string = "test", f"\n{text}"
        files.append(file)
    page = which(None, files.src_uris["kaytannot/x.md"], config)
    page.read_source(config)
    page.render(config, files)
    return {
        "content": page.content,
        "toc": str(page.toc),
        "anchors": page.present_anchor_ids,
        "links": {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
    }


def test_texts_become_what_mkdocs_makes_of_them(config: MkDocsConfig) -> None:
    wrong = []
    for text in TEXTS:
        expected, found = (rendered(which, text, config) for which in (Page, GeneratedPage))
        if not text.strip():
            expected["toc"] = found["toc"]
        if found != expected:
            wrong.append((text, expected, found))
    assert wrong == []


def test_there_is_something_to_compare(config: MkDocsConfig) -> None:
    found = rendered(GeneratedPage, TEXTS[2], config)
    assert found["anchors"] == {"ratkaisu", "tulokset"}
    assert found["links"] == {
        "kaytannot/x.md": {"tulokset": "#tulokset"},
        "kaytannot/y.md": {"ratkaisu": "y.md#ratkaisu"},
    }
    assert "#tulokset" in found["toc"]


def test_a_page_without_text_has_no_content(config: MkDocsConfig) -> None:
    assert rendered(GeneratedPage, " \n", config) == {"content": "", "toc": "[]", "anchors": set(), "links": {}}
