"""The written sources, built by MkDocs alone: no hook, no plugin, no theme. The site must be the same."""

import filecmp
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.generators.builders import bare_mkdocs, run
from tests.generators.difference import difference
from tests.generators.outline import outline, whole
from tests.hostile import repository
from tests.site.conftest import ROOT, mkdocs

# As if neither MkDocs nor anything of it were installed.
WITHOUT_MKDOCS = """
import sys
sys.modules.update(dict.fromkeys(("mkdocs", "material", "mergedeep", "pymdownx")))
from commands.materialise import main
sys.exit(main(sys.argv[1:]))
"""


def materialise(folder: Path, root: Path = ROOT) -> Path:
    run(sys.executable, "-c", WITHOUT_MKDOCS, str(folder), cwd=root)
    return folder


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return materialise(tmp_path_factory.mktemp("lahteet") / "sivusto")


@pytest.fixture(scope="module")
def bare(sources: Path) -> Path:
    return bare_mkdocs(sources)


def test_every_address_and_main_heading_is_the_same(site: Path, bare: Path) -> None:
    found = difference("MkDocs", outline(site), outline(bare))
    assert found[2:] == ([], [], [], [], [])


def unlike(ours: Path, theirs: Path) -> Iterator[str]:
    """Pages that are not the same through and through, and files that are not the same bytes."""
    for file in sorted(file for file in ours.rglob("*") if file.is_file()):
        name = file.relative_to(ours).as_posix()
        same = (
            whole(file) == whole(theirs / name) if name.endswith(".html") else filecmp.cmp(file, theirs / name, False)
        )
        if not same and name != "sitemap.xml.gz":
            yield name


def test_every_page_is_the_same_through_and_through(site: Path, bare: Path) -> None:
    assert [*unlike(site, bare)] == []


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    root = tmp_path / "hostile"
    root.mkdir()
    written = repository.write(root)
    mkdocs("build", root=root)
    bare = bare_mkdocs(materialise(tmp_path / "lahteet", root))
    assert {f"{path}index.html" for path in written} <= outline(bare).pages.keys()
    assert [*unlike(root / "site", bare)] == []


def test_the_same_content_gives_the_same_bytes_and_the_repository_is_left_alone(sources: Path, tmp_path: Path) -> None:
    before = {
        file: file.stat().st_mtime_ns
        for name in ("docs", "practices", "overrides")
        for file in (ROOT / name).rglob("*")
    }
    again = materialise(tmp_path / "toinen")
    files = {file.relative_to(sources) for file in sources.rglob("*") if file.is_file()}
    assert files == {file.relative_to(again) for file in again.rglob("*") if file.is_file()}
    assert [file for file in files if (sources / file).read_bytes() != (again / file).read_bytes()] == []
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "oma.txt").write_text("tärkeä")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        materialise(tmp_path)
    assert "on jo muuta. Valitse tyhjä kansio" in refused.value.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["oma.txt"]
