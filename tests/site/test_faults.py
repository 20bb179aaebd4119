"""What the machine can do to a build: each fault is told in Finnish, and no half-made site looks whole."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cases import table
from tests.site.processes import BUILD, CHECK, begin, closed_gate, eventually, run
from tests.site.small import write_practice

TABLES = table("site/faults")
TITLE = "Toinen kunta teki sen"
UNCHANGED = "Sivusto ei valmistunut, eikä aiempaa muutettu. Syy: "
# Without these, root is refused what others are.
_AS_OTHERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
AS_OTHERS = _AS_OTHERS if os.geteuid() == 0 else ()


def is_whole(site: Path) -> bool:
    """Whether the site looks whole, and has nothing of a build that is going on."""
    return (site / "index.html").is_file() and not list(site.glob(".kesken*"))


def digests(root: Path, leave: Sequence[str] = ("site", ".cache")) -> dict[str, str]:
    """What every file of a folder holds."""
    files = (file for file in root.rglob("*") if file.is_file() and file.relative_to(root).parts[0] not in leave)
    return {str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture
def changed(checkout: Path) -> Path:
    """A repository in which a practice was renamed after its site was built, with words that are known already."""
    write_practice(checkout, "eka", TITLE)
    return checkout


def forget(root: Path, *parts: str) -> None:
    for part in parts:
        shutil.rmtree(root / ".cache" / part)


def shows_the_change(root: Path) -> bool:
    return TITLE in (root / "site/kaytannot/eka/index.html").read_text(encoding="utf-8")


@contextmanager
def unchanged(root: Path) -> Iterator[None]:
    """Neither the checkout nor the site in it becomes anything else."""
    before = digests(root), digests(root / "site")
    yield
    assert (digests(root), digests(root / "site")) == before
    assert is_whole(root / "site")


@contextmanager
def closed(*paths: Path) -> Iterator[None]:
    """Files or folders that nobody may read or write."""
    modes = [path.stat().st_mode for path in paths]
    for path in paths:
        path.chmod(0)
    yield
    for path, mode in zip(paths, modes, strict=True):
        path.chmod(mode)


@pytest.mark.parametrize("path", ["docs/tietoa.md", "overrides/kunta.html"])
def test_a_file_that_cannot_be_read_is_named(changed: Path, path: str) -> None:
    with unchanged(changed), closed(changed / path):
        for command in ((*BUILD, "--strict"), CHECK):
            code, output = run(changed, *AS_OTHERS, *command)
            told = f"{path}:1: tiedostoa ei voi lukea. Korjaa sen lukuoikeudet"
            assert (code, told in output) == (1, True), output


@pytest.mark.parametrize("folder", ["practices", "docs/tapahtumat", "docs/osallistu"])
def test_a_folder_that_cannot_be_read_is_not_an_empty_one(changed: Path, folder: str) -> None:
    with unchanged(changed), closed(changed / folder):
        for command, start in ((BUILD, UNCHANGED), (CHECK, "Sisältöä ei voi tarkistaa. Syy: ")):
            code, output = run(changed, *AS_OTHERS, *command)
            assert code in (1, 2)
            assert re.search(f"{start}{changed / folder}\\S*: oikeudet eivät riitä. Korjaa tiedoston tai", output)


def test_files_that_are_wrong_are_left_out_and_everything_else_is_built(checkout: Path) -> None:
    strange = os.fsdecode(b"k\xe4yt\xe4nt\xf6")
    write_practice(checkout, "toka", "Toinen", "tags:\n  - kaukolampö\n")
    write_practice(checkout, strange, "Nimetön")
    for ending in ("md", "svg"):
        (checkout / f"docs/{strange}.{ending}").write_text("# Sivu\n")
    os.mkfifo(checkout / "practices/putki.md")
    (checkout / "practices/kansio.md").mkdir()
    with closed(checkout / "practices/kolmas.md"):
        _, checked = run(checkout, *AS_OTHERS, *CHECK)
        code, output = run(checkout, *AS_OTHERS, *BUILD)
    assert (code, is_whole(checkout / "site")) == (0, True)
    assert [problem for problem in TABLES["left_out"] if problem not in output or problem not in checked] == []
    assert {file.name for file in (checkout / "site/kaytannot").iterdir()} & {"eka", "toka", "kolmas"} == {"eka"}
    assert "kaytannot/toka" not in (checkout / "site/kaytannot/eka/index.html").read_text()


@pytest.mark.parametrize("case", TABLES["strict"], ids=lambda case: case["problem"])
def test_a_strict_build_that_fails_leaves_the_site_as_it_was(changed: Path, case: dict[str, Any]) -> None:
    if "file" in case:
        file = changed / case["file"]
        file.write_text(file.read_text(encoding="utf-8").replace(*case["replace"], 1), encoding="utf-8")
    with unchanged(changed):
        code, output = run(changed, *BUILD, "--strict", **case.get("environment", {}))
        assert (code, case["problem"] in output) == (1, True), output


def with_small_disk(folder: Path, size: str) -> list[str]:
    """The beginning of a command that has a small disk of its own in the folder, by whichever way is allowed here."""
    mounted = ["sh", "-c", f'mount -t tmpfs -o size={size} none "$0" && exec "$@"', str(folder)]
    ways = [["unshare", "-m"], ["unshare", "-rm"], ["sudo", "-n", "-E", "unshare", "-m"]]
    for way in ways:
        if subprocess.run([*way, *mounted, "true"], capture_output=True).returncode == 0:
            return [*way, *mounted]
    raise AssertionError("Neither unshare nor sudo can make a small disk here: the full disk is not tested.")


def test_a_full_disk(checkout: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    listed = ["sh", "-c", '"$@"; code=$?; ls -A "$0"; exit $code', str(disk)]  # What is on the disk at the end.
    code, output = run(checkout, *with_small_disk(disk, "1m"), *listed, *BUILD, "--site-dir", str(disk))
    assert code == 1
    assert UNCHANGED in output
    assert "levy on täynnä. Vapauta tilaa ja yritä uudelleen." in output
    assert not {"index.html", ".kesken"} & {*output.splitlines()}


def test_a_full_cache_costs_only_time(changed: Path) -> None:
    cache = changed / ".cache/fonts"
    code, output = run(changed, *with_small_disk(cache, "8k"), *BUILD)
    assert (code, is_whole(changed / "site"), shows_the_change(changed)) == (0, True, True)
    assert "Välimuisti jäi tallentamatta. Sivusto on silti kunnossa" in output
    assert f"{cache}: levy on täynnä" in output


def test_a_checkout_that_cannot_be_written(checkout: Path, tmp_path: Path) -> None:
    forget(checkout, "fonts", "kuvat")
    cards = sorted((checkout / ".cache/kortit").glob("*.png"))
    cards[0].unlink()
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    before = digests(checkout, leave=())
    subprocess.run(["chmod", "-R", "a-w", str(checkout)], check=True)
    command = (*AS_OTHERS, *BUILD, "--strict", "--site-dir", str(tmp_path / "site"))
    code, output = run(checkout, *command, TMPDIR=str(temporary))
    subprocess.run(["chmod", "-R", "u+w", str(checkout)], check=True)
    assert (code, is_whole(tmp_path / "site")) == (0, True), output
    assert list(temporary.iterdir()) == []
    for part in ("fonts", "kuvat", "kortit"):
        assert re.search(rf"{checkout}/\.cache/{part}\S*: oikeudet eivät riitä", output)
    assert digests(checkout, leave=()) == before
    assert digests(tmp_path / "site") == digests(checkout / "site")


@contextmanager
def waiting_build(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A build that has begun, and reads a file that does not end."""
    gate = closed_gate(root)
    process, writers = begin(root), list[int]()
    assert eventually(lambda: _is_read(gate, writers))
    time.sleep(0.2)  # It has opened the gate, and now it waits for text.
    yield process
    process.kill()
    process.wait()
    os.close(writers[0])
    gate.unlink(missing_ok=True)


def _is_read(gate: Path, writers: list[int]) -> bool:
    """Whether somebody is about to read the gate; whoever does waits until the writer is closed."""
    with suppress(OSError):
        writers.append(os.open(gate, os.O_WRONLY | os.O_NONBLOCK))
    return bool(writers)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_interrupted_clears_up(changed: Path, number: int) -> None:
    with unchanged(changed), waiting_build(changed) as process:
        process.send_signal(number)
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 1
        assert "Kokoaminen keskeytettiin. Sivustoa ei muutettu." in output
        assert "Traceback" not in output


def test_a_build_that_is_killed_leaves_the_site_and_the_next_one_clears_up(changed: Path) -> None:
    before = digests(changed / "site")
    with waiting_build(changed) as process:
        process.kill()
        process.wait()
    assert before.items() <= digests(changed / "site").items()
    assert not is_whole(changed / "site")
    assert run(changed)[0] == 0
    assert (is_whole(changed / "site"), shows_the_change(changed)) == (True, True)


def test_two_builds_of_one_site_come_one_after_the_other(changed: Path) -> None:
    with waiting_build(changed) as first:
        second = begin(changed)
        assert second.stdout
        waiting = next(line for line in second.stdout if "Odotan" in line)
        assert f"Sivustoa kootaan jo kansioon {changed / 'site'}." in waiting
        forget(changed, "fonts")
        first.terminate()
        first.wait()
        output = second.stdout.read()
    assert (second.wait(), is_whole(changed / "site"), shows_the_change(changed)) == (0, True, True), output


def test_two_builds_at_once_share_one_cache_and_give_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    forget(checkout, "fonts", "kuvat")
    builds = [begin(checkout, *BUILD, "--site-dir", str(tmp_path / name)) for name in ("first", "second")]
    outputs = [build.communicate(timeout=120) for build in builds]
    assert [build.returncode for build in builds] == [0, 0], outputs
    assert digests(tmp_path / "first") == digests(tmp_path / "second") == digests(checkout / "site")
    assert is_whole(tmp_path / "first")


def test_an_empty_day_of_the_build_is_today_and_a_closed_cache_is_told(changed: Path) -> None:
    with closed(*(changed / ".cache").iterdir()):
        code, output = run(changed, *AS_OTHERS, *BUILD, "--strict", SOURCE_DATE_EPOCH="")
    assert code == 0, output
    assert "Välimuisti jäi tallentamatta" in output


def test_broken_caches_are_made_anew(checkout: Path) -> None:
    """Of words too, which tests/search/test_analyser.py says."""
    kept = {file.relative_to(checkout / ".cache").parts[0]: file for file in sorted((checkout / ".cache").rglob("*.*"))}
    assert kept.pop("haku")
    assert kept.keys() == {"fonts", "kuvat", "kortit"}
    sound = digests(checkout / "site")
    for file in kept.values():
        os.truncate(file, file.stat().st_size // 2)
    assert run(checkout, *BUILD, "--strict")[0] == 0
    assert digests(checkout / "site") == sound
    assert all(file.stat().st_size > 0 for file in kept.values())


# Refuses every connection and every name that Python asks for.
_NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        raise RuntimeError(f"the build wants the network: {event} {arguments}")

sys.addaudithook(refuse)
"""


def test_a_build_needs_no_network(changed: Path) -> None:
    """Python is refused every connection; where the machine allows, everything else in the process is too."""
    forget(changed, "fonts", "kuvat")
    (changed / "hooks/sitecustomize.py").write_text(_NO_NETWORK)
    alone = ["unshare", "-rn"] if subprocess.run(["unshare", "-rn", "true"]).returncode == 0 else []
    code, output = run(changed, *alone, *BUILD, "--strict")
    assert (code, shows_the_change(changed)) == (0, True), output
    asks = ("-c", "import socket\ntry: socket.create_connection(('127.0.0.1', 9))\nexcept RuntimeError as e: print(e)")
    assert "the build wants the network" in run(changed, sys.executable, *asks)[1]  # Or the above could not fail.
