"""Pages made by two processes: the same site, the same warnings and the same faults as from one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.small import SOUND, repository, write

# The second makes all pages in one process, as a machine with one core would.
TWO = "from mkdocs.__main__ import cli; cli(['build', *sys.argv[1:]])"
ONE = f"os.cpu_count = lambda: 1; {TWO}"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return repository(tmp_path / "checkout")


def build(root: Path, program: str, *options: str) -> tuple[int, list[str]]:
    """Exit code, and what was said."""
    done = subprocess.run(
        [sys.executable, "-c", f"import os, sys; {program}", *options],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1780000000"},
        timeout=120,
    )
    return done.returncode, done.stdout.splitlines()


def files(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def hook(root: Path, program: str) -> None:
    """Adds a hook to MkDocs that comes after all others."""
    (root / "lisa.py").write_text(f"import os\n{program}")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("hooks:\n", "hooks:\n  - lisa.py\n", 1))


def test_the_site_is_the_same_as_from_one_process(small: Path) -> None:
    assert build(small, ONE, "--strict")[0] == 0
    alone = files(small / "site")
    assert build(small, TWO, "--strict")[0] == 0
    assert files(small / "site") == alone


def test_two_processes_make_pages(small: Path) -> None:
    """Or the other tests of this file would compare one process with itself."""
    hook(small, "def on_post_page(output, **_): return f'{output}<!-- pid={os.getpid()} -->'\n")

    def makers() -> set[str]:
        pages = [(small / f"site/{url}/index.html").read_text() for url in ("kaytannot/eka", "kunnat/akaa")]
        return {page.rpartition("pid=")[2].partition(" ")[0] for page in pages}

    assert build(small, TWO)[0] == 0
    assert len(makers()) == 2
    assert build(small, ONE)[0] == 0
    assert len(makers()) == 1


def test_links_that_lead_nowhere_are_told_once(small: Path) -> None:
    """From either half to itself and to the other."""
    to = [
        "eka.md#puuttuu",
        "toka.md#puuttuu",
        "kolmas.md#puuttuu",
        "kolmas.md#ratkaisu",
        "../tietoa.md#puuttuu",
        "ei.md",
    ]
    for slug in ("eka", "toka", "kolmas"):
        links = " ".join(f"[linkki]({link})" for link in to)
        write(small, slug, SOUND.format(title=slug.capitalize(), more="") + f"\n{links}\n")
    (small / "docs/linkit.md").write_text("# Linkit\n\n[a](tietoa.md#puuttuu) [b](kaytannot/eka.md#puuttuu)\n")
    (code, said), (alone, said_alone) = build(small, TWO, "--strict"), build(small, ONE, "--strict")
    assert (code, alone) == (1, 1)
    warnings = [line for line in said if "Doc file" in line]
    assert len(warnings) == len({*warnings}) == 17
    assert sorted(warnings) == sorted(line for line in said_alone if "Doc file" in line)
    assert [line for line in said if "Aborted" in line] == [line for line in said_alone if "Aborted" in line]


@pytest.mark.parametrize("file", ["kaytannot/eka.md", "kunnat/akaa.md", "tietoa.md"])
@pytest.mark.parametrize(("event", "told"), [("page_content", "reading"), ("page_context", "building")])
def test_a_page_that_cannot_be_made_ends_the_build(small: Path, file: str, event: str, told: str) -> None:
    hook(small, f"def on_{event}(it, page, **_):\n    if page.file.src_uri == '{file}':\n        1 / 0\n")
    for program in (TWO, ONE):
        code, said = build(small, program)
        assert code == 1
        assert any(f"Error {told} page '{file}': division by zero" in line for line in said)
        assert any("ZeroDivisionError" in line for line in said)
        assert not (small / "site/index.html").exists()
        assert not list((small / "site").glob(".kesken*"))
