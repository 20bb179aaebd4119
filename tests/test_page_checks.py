"""Hand-written pages, templates and the navigation: what is told of those that are wrong, and of none that is sound."""

from pathlib import Path

import pytest

from kaytantopankki.content.loader import Loaded
from kaytantopankki.content.static_pages import page_paths, read_page
from kaytantopankki.page import TITLED
from kaytantopankki.pages import generate
from kaytantopankki.pages.page_checks import fatal_problems, page_problems
from kaytantopankki.settings import Settings, Site
from tests import OVERRIDES
from tests.builders import catalogue, entry, write_text
from tests.cases import read_tables
from tests.content.broken import OTHER_PAGE, SOUND

CASES = read_tables(__file__)
SETTINGS = Settings(OVERRIDES, site=Site(feedback="mailto:palaute@example.org"))
CATALOGUE = catalogue(
    entry("practice", "kunnossa", municipalities=["Lahti", "Turku"], networks=["fisu"]), entry("network", "fisu")
)
SETTINGS_FILE = """nav: [index.md, {Haku: haku.md}]
plugins:
  - macros: {force_render_paths: "a.md\\nb.md\\nosallistu/index.md"}
"""


def problems(root: Path) -> list[str]:
    """What is told of the hand-written pages under `root`."""
    write_text(root, "mkdocs.yml", SETTINGS_FILE)
    write_text(root, "docs/index.md", "")
    pages = tuple(read_page(root, path) for path in page_paths(root))
    config = {"repo_url": "https://example.org/", "extra": {"review_months": 24}}
    found = page_problems(root, Loaded(CATALOGUE, pages, (), (), {}), config, SETTINGS)
    return [str(problem) for problem in (*(problem for page in pages for problem in page.problems), *found)]


@pytest.mark.parametrize(("text", "message"), CASES["macros"])
def test_a_macro_that_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    write_text(tmp_path, "docs/a.md", f"\nAlku.\n\n{text}\n")
    (problem,) = problems(tmp_path)
    assert problem.startswith(f"docs/a.md:4: makro: {message}")


@pytest.mark.parametrize(("text", "told"), CASES["live"])
def test_live_html_is_refused(tmp_path: Path, text: str, told: str) -> None:
    write_text(tmp_path, "docs/b.md", "")
    write_text(tmp_path, "docs/a.md", f"\nAlku.\n\n{text}\n")
    line = 4 + text[: text.index(told.lstrip("{'"))].count("\n")
    assert problems(tmp_path) == [
        f'docs/a.md:{line}: HTML "{told}" ei käy sivulla. Kirjoita sama Markdownina tai poista se'
    ]


def test_macros_in_too_many_brackets_are_refused(tmp_path: Path) -> None:
    write_text(tmp_path, "docs/a.md", "{{ " + "(" * 4000)
    assert problems(tmp_path) == ["docs/a.md:1: makro: sulkeita on sisäkkäin liikaa"]


def test_misspelt_macros_of_all_pages_are_told_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_text(tmp_path, f"docs/{name}.md", "{{ uusimat() }}\n\n{{ palate() }}\n")
    found = [problem.split(": ")[0] for problem in problems(tmp_path)]
    assert found == ["docs/a.md:1", "docs/a.md:3", "docs/b.md:1", "docs/b.md:3"]


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_page(tmp_path: Path, text: str) -> None:
    write_text(tmp_path, "docs/osallistu/index.md", text)
    write_text(tmp_path, "docs/muu.md", OTHER_PAGE)
    write_text(tmp_path, "docs/osallistu/kuva.png", "kuva")
    assert problems(tmp_path) == []


def test_pages_with_names_of_their_own_are_there_whatever_the_catalogue_has() -> None:
    named = {uri for uri in TITLED if "{" not in uri}
    assert named - {page.uri for page in generate(catalogue(), SETTINGS)} == {"avoin-data.md"}


def test_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    write_text(tmp_path, "overrides/partials/a.html", "<p>\n{% if x %}\n</p>\n")
    (problem,) = [str(problem) for problem in fatal_problems(tmp_path) if problem.path.startswith("overrides")]
    assert problem.startswith("overrides/partials/a.html:2: sivupohjassa on virhe. Tarkista rivi")
