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


def begin_practices_with(root: Path, text: str) -> None:
    """Adds something to the template of practices."""
    template = root / "overrides/kaytanto.html"
    before, begin, after = template.read_text().partition("{% block content %}")
    assert begin
    template.write_text(before + begin + text + after)


def test_the_site_is_the_same_as_from_one_process(small: Path) -> None:
    assert build(small, ONE, "--strict")[0] == 0
    alone = files(small / "site")
    assert build(small, TWO, "--strict")[0] == 0
    assert files(small / "site") == alone


def test_two_processes_make_pages(small: Path) -> None:
    """Or the other tests of this file would compare one process with itself."""
    begin_practices_with(small, "{{ pid }}")
    (small / "pid.py").write_text("import os\ndef on_env(env, **_):\n    env.globals['pid'] = f'pid={os.getpid()}.'\n")
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("hooks:\n", "hooks:\n  - pid.py\n", 1))

    def makers() -> set[str]:
        pages = [(small / f"site/kaytannot/{slug}/index.html").read_text() for slug in ("eka", "toka", "kolmas")]
        return {page.partition("pid=")[2].partition(".")[0] for page in pages}

    assert build(small, TWO)[0] == 0
    assert len(makers()) == 2
    assert build(small, ONE)[0] == 0
    assert len(makers()) == 1


def test_links_that_lead_nowhere_are_told_once(small: Path) -> None:
    """From either half to itself, to the other and to a page that both read."""
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
    (code, said), (alone, said_alone) = build(small, TWO, "--strict"), build(small, ONE, "--strict")
    assert (code, alone) == (1, 1)
    warnings = [line for line in said if "Doc file" in line]
    assert len(warnings) == len({*warnings}) == 15
    assert sorted(warnings) == sorted(line for line in said_alone if "Doc file" in line)
    assert [line for line in said if "Aborted" in line] == [line for line in said_alone if "Aborted" in line]


@pytest.mark.parametrize("slug", ["eka", "toka", "kolmas"])
def test_a_page_that_cannot_be_made_ends_the_build(small: Path, slug: str) -> None:
    begin_practices_with(small, f'{{% if page.meta.view.slug == "{slug}" %}}{{{{ 1 / 0 }}}}{{% endif %}}')
    for program in (TWO, ONE):
        code, said = build(small, program)
        assert code == 1
        assert any(f"Error building page 'kaytannot/{slug}.md': division by zero" in line for line in said)
        assert any("ZeroDivisionError" in line for line in said)
        assert not (small / "site/index.html").exists()
        assert not list((small / "site").glob(".kesken*"))
