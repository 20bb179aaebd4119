"""`scripts/serve` on a small copy of the repository: what is shown of a part, and how it begins and ends."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from kaytantopankki.cli.serve import check_settings
from tests.site.small import SOUND, Served, eventually, repository, served, write

SERVE = ("kaytantopankki.cli.serve", "--port", "PORT")
NEWS = """---
title: Uutinen
summary: Kunta kertoi.
date: 2024-05-03
practices: [eka]
---

Katso myös [kolmas](../../kaytannot/kolmas.md).
"""
BAR = "Näytetään vain osa sivustosta"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The practices `eka`, which names `toka`, and `kolmas`, and a news item about `eka`."""
    root = repository(tmp_path)
    (root / "docs/uutiset/posts").mkdir(parents=True)
    (root / "docs/uutiset/posts/uutinen.md").write_text(NEWS)
    return root


@pytest.fixture
def part(small: Path) -> Iterator[tuple[Path, Served]]:
    with served(small, *SERVE, "--only", "practices/eka.md") as server:
        assert eventually(lambda: "Ensimmäinen" in server.fetch("kaytannot/eka/"))
        yield small, server


def test_a_part_shows_an_entry_and_what_it_stands_beside(part: tuple[Path, Served]) -> None:
    _, server = part
    page = server.fetch("kaytannot/eka/")
    assert BAR in page
    assert "<code>practices/eka.md</code> ja mihin se liittyy" in page
    assert "Toinen" in page  # Which it names.
    assert "Uutinen" in page  # Which names it.
    for path in ("", "kunnat/turku/", "kaytannot/", "teemat/energia/", "kaytannot/toka/", "uutiset/uutinen/"):
        assert BAR in server.fetch(path), path
        assert "Kolmas" not in server.fetch(path), path
    for path in ("kaytannot/kolmas/", "kunnat/kuopio/"):
        assert server.fetch(path) == ""
    assert "Ensimmäinen" in server.fetch("kunnat/turku/")


def test_a_part_says_nothing_false_of_what_is_left_out(part: tuple[Path, Served]) -> None:
    _, server = part
    assert "WARNING" not in server.said
    assert "ei käytä yksikään kirjaus" not in server.said
    assert "Traceback" not in server.said


def test_a_part_follows_its_entries(part: tuple[Path, Served]) -> None:
    root, server = part
    write(root, "eka", SOUND.format(title="Uusi nimi", more="related:\n  - kolmas\n"))
    assert eventually(lambda: "Uusi nimi" in server.fetch("kaytannot/eka/"))
    assert "Kolmas" in server.fetch("kaytannot/eka/")  # Which it names now.
    assert "Uusi nimi" in server.fetch("kunnat/turku/")
    write(root, "eka", SOUND.format(title="Uusi nimi", more="tagz: x\nrelated:\n  - ei-ole\n"))
    assert eventually(lambda: server.fetch("kaytannot/eka/") == "")
    assert eventually(lambda: 'practices/eka.md:10: tuntematon kenttä "tagz"' in server.said)
    write(root, "eka", SOUND.format(title="Korjattu", more=""))
    assert eventually(lambda: "Korjattu" in server.fetch("kaytannot/eka/"))


def test_what_is_wrong_is_told_where_the_page_should_be(small: Path) -> None:
    write(small, "eka", SOUND.format(title="Rikki", more="tagz: x\n"))
    with served(small, *SERVE) as server:
        assert eventually(lambda: "Toinen" in server.fetch("kaytannot/toka/"))
        assert BAR not in server.fetch("")
        page = server.missing("kaytannot/eka/")
        assert "Kirjauksissa on korjattavaa" in page
        assert "practices/eka.md:" in page


def test_the_search_follows(small: Path) -> None:
    with served(small, *SERVE) as server:
        assert eventually(lambda: server.fetch("haku/esikatselu/alku.json") != "")
        assert 'data-root="../../haku/esikatselu/"' in server.fetch("kaytannot/eka/")
        write(small, "eka", SOUND.format(title="Zorkkuliina", more=""))
        assert eventually(lambda: any("Zorkkuliina" in server.fetch(f"haku/esikatselu/d/{n}.json") for n in range(4)))
        kept = next((small / ".cache/haku").glob("pykko-*-4.json"))
        assert eventually(lambda: "Zorkkuliina" in json.loads(kept.read_text(encoding="utf-8"))["readings"])


def said(root: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "kaytantopankki.cli.serve", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_a_port_that_is_taken(small: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        port = other.server_port
        code, told = said(small, "--port", str(port))
        other.shutdown()
    assert code == 2
    assert f"Portti {port} on jo käytössä" in told
    assert f"scripts/serve --port {port + 1}" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--only", "practices/ekka.md"], 'Tiedostoa "practices/ekka.md" ei ole, tarkoititko "practices/eka.md"?'),
        (["--only", "mkdocs.yml"], '"mkdocs.yml" ei ole kirjaus'),
        (["--only"], "Käyttö: scripts/serve"),
        (["--port", "70000"], "Porttia 70000 ei ole. Suurin on 65535"),
    ],
)
def test_what_cannot_be_shown(small: Path, arguments: list[str], told: str) -> None:
    code, found = said(small, *arguments)
    assert (code, told in found) == (2, True), found


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("mkdocs.yml", "site_name: x\nextra: a: b\n", "mkdocs.yml:2: tiedostoa ei voi lukea. Tarkista"),
        ("mkdocs.yml", "site_name: x\nextra: 1\n", "mkdocs.yml: kohdasta extra puuttuu feedback"),
        ("mkdocs.yml", None, "mkdocs.yml puuttuu kansiosta"),
    ],
)
def test_settings_that_cannot_be_read(small: Path, path: str, text: str | None, told: str) -> None:
    if text is None:
        (small / path).unlink()
    else:
        (small / path).write_text(text)
    with pytest.raises(ValueError, match=told):
        check_settings(small)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_stopped_leaves_nothing(small: Path, number: int, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with served(small, *SERVE, TMPDIR=str(temporary)) as server:
        assert eventually(lambda: "Toinen" in server.fetch("kaytannot/toka/"))
        server.process.send_signal(number)
        assert server.process.wait(20) == 0
    assert "Traceback" not in server.said
    assert list(temporary.iterdir()) == []


def test_a_server_that_is_stopped_at_once_leaves_nothing(small: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    os.mkfifo(small / "docs/aaa.md")  # The first build waits here.
    with served(small, *SERVE, TMPDIR=str(temporary)) as server:
        assert eventually(lambda: list(temporary.iterdir()) != [])
        assert eventually(lambda: "Building documentation" in server.said)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(20) == 1
    assert "Traceback" not in server.said
    assert list(temporary.iterdir()) == []


def test_a_site_to_be_published_is_whole(small: Path) -> None:
    """Whatever is in the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=small,
        env={**os.environ, "KAYTANTOPANKKI_ONLY": "practices/eka.md", "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0
    page = (small / "site/kaytannot/kolmas/index.html").read_text()
    assert BAR not in page
    assert "http-equiv" not in (small / "site/404.html").read_text().replace('http-equiv="Content-Security-Policy"', "")
