"""`scripts/serve` and `mkdocs serve`: what they show while files change, and how they begin and end."""

import json
import signal
import sys
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from tests.cases import table
from tests.site.processes import Server, closed_gate, eventually, run, served
from tests.site.small import write_practice

MKDOCS = ("mkdocs", "serve", "--dev-addr", "127.0.0.1:PORT")
SERVE = ("kaytantopankki.cli.serve", "--port", "PORT")


@pytest.mark.parametrize("command", [MKDOCS, SERVE], ids=["mkdocs serve", "scripts/serve"])
def test_pages_follow_files_that_are_added_changed_broken_mended_and_removed(
    checkout: Path, command: tuple[str, ...]
) -> None:
    with served(checkout, *command) as server:
        fetch = server.fetch
        assert eventually(lambda: "Kolmas" in fetch("kaytannot/kolmas/"))
        write_practice(checkout, "uusi", "Uusi käytäntö")
        assert eventually(lambda: "Uusi käytäntö" in fetch("kaytannot/uusi/"))
        assert "Uusi käytäntö" in fetch("kunnat/turku/")
        write_practice(checkout, "uusi", "Uusi käytäntö", "tagz: x\n")
        assert eventually(lambda: fetch("kaytannot/uusi/") == "" and "Kolmas" in fetch("kaytannot/kolmas/"))
        assert 'practices/uusi.md:10: tuntematon kenttä "tagz"' in server.output
        page = server.shown("kaytannot/uusi/")
        assert "Kirjauksissa on korjattavaa" in page
        assert "practices/uusi.md:10: " in page
        write_practice(checkout, "uusi", "Mennyt on mennyttä")
        assert eventually(lambda: "Mennyt on mennyttä" in fetch("kaytannot/uusi/"))
        themes = checkout / "practices/vocabulary/themes.yml"
        themes.write_text(
            themes.read_text(encoding="utf-8").replace("title: Energia", "title: Energiaa"), encoding="utf-8"
        )
        assert eventually(lambda: "Energiaa" in fetch("teemat/energia/"))
        (checkout / "practices/uusi.md").unlink()
        assert eventually(lambda: fetch("kaytannot/uusi/") == "" and "Kolmas" in fetch("kaytannot/kolmas/"))


def comes_to_show(server: Server, told: list[str]) -> bool:
    return eventually(lambda: all(words in server.shown("tietoa/") for words in told))


def test_a_page_shows_what_is_wrong_until_it_is_mended(checkout: Path) -> None:
    with served(checkout, *SERVE) as server:
        for path, old, new, told in table("site/serve")["broken"]:
            assert eventually(lambda: "käytäntöä" in server.fetch("tietoa/")), path
            file = checkout / path
            sound = file.read_bytes()
            assert old.encode() in sound
            file.write_bytes(sound.replace(old.encode(), new.encode("cp1252"), 1))
            assert comes_to_show(server, told), (path, told)
            file.write_bytes(sound)
        assert eventually(lambda: "käytäntöä" in server.fetch("tietoa/"))
    assert "Traceback" not in server.output


def test_the_search_follows(checkout: Path) -> None:
    with served(checkout, *SERVE) as server:
        assert eventually(lambda: server.fetch("haku/esikatselu/alku.json") != "")
        assert 'data-root="../../haku/esikatselu/"' in server.fetch("kaytannot/eka/")
        write_practice(checkout, "eka", "Zorkkuliina")
        kept = next((checkout / ".cache/haku").glob("pykko-*-4.json"))
        assert eventually(lambda: "Zorkkuliina" in json.loads(kept.read_text(encoding="utf-8"))["readings"])
        assert eventually(lambda: any("Zorkkuliina" in server.fetch(f"haku/esikatselu/d/{n}.json") for n in range(100)))


def test_a_port_that_is_taken_or_is_not_there(checkout: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as other:  # It listens, and answers nobody.
        port = other.server_port
        for number, told in (
            (port, f"Portti {port} on jo käytössä"),
            (port, f"scripts/serve --port {port + 1}"),
            (70000, "Porttia 70000 ei ole. Suurin on 65535"),
        ):
            code, output = run(checkout, sys.executable, "-m", SERVE[0], "--port", str(number))
            assert (code, told in output) == (2, True), output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_stopped_leaves_nothing(checkout: Path, number: int, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with served(checkout, *SERVE, TMPDIR=str(temporary)) as server:
        assert eventually(lambda: "Toinen" in server.fetch("kaytannot/toka/"))
        server.process.send_signal(number)
        assert server.process.wait(60) == 0
    assert "Traceback" not in server.output
    assert list(temporary.iterdir()) == []


def test_a_server_that_is_stopped_at_once_leaves_nothing(checkout: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    closed_gate(checkout)
    with served(checkout, *SERVE, TMPDIR=str(temporary)) as server:
        assert eventually(lambda: list(temporary.iterdir()) != [])
        assert eventually(lambda: "Building documentation" in server.output)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(60) == 1
    assert "Traceback" not in server.output
    assert list(temporary.iterdir()) == []
