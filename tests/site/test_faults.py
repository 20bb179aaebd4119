"""What the machine can do to a build: each fault is told in Finnish, and no half-made site looks whole."""

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from PIL import Image

from tests.site.small import SOUND, eventually, repository, write

BUILD = (sys.executable, "-m", "mkdocs", "build")
CHECK = (sys.executable, "-m", "kaytantopankki.cli.check")
# A page that is not there until somebody writes it: a build that reads it waits.
GATE = "docs/aaa.md"
GONE_BY = "Sivusto ei valmistunut, eikä aiempaa muutettu. Syy: "


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return repository(tmp_path / "checkout")


def run(root: Path, *command: str, before: Callable[[], object] | None = None, **environment: str) -> tuple[int, str]:
    """Exit code, and all that was said."""
    done = subprocess.run(
        command or BUILD,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="backslashreplace",
        env=environment_with(environment),
        preexec_fn=before,
        timeout=120,
    )
    assert "Traceback" not in done.stdout, done.stdout
    return done.returncode, done.stdout


def environment_with(more: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **more}


def whole(site: Path) -> bool:
    """Whether the site looks whole, and has nothing of a build that is going on."""
    return (site / "index.html").is_file() and not list(site.glob(".kesken*"))


def digests(root: Path, leave: Sequence[str] = ("site", ".cache")) -> dict[str, str]:
    """What every file of the checkout holds."""
    files = (file for file in root.rglob("*") if file.is_file() and file.relative_to(root).parts[0] not in leave)
    return {str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture
def built(small: Path) -> Path:
    """A repository whose site has been built, and then a practice was renamed."""
    assert run(small)[0] == 0
    write(small, "eka", SOUND.format(title="Nimetty uudelleen", more=""))
    return small


@contextmanager
def unchanged(root: Path) -> Iterator[None]:
    """Neither the checkout nor the site in it becomes anything else."""
    before = digests(root), digests(root / "site")
    yield
    assert (digests(root), digests(root / "site")) == before
    assert whole(root / "site")


# Without these, root is refused what others are.
_AS_OTHERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
AS_OTHERS = _AS_OTHERS if os.geteuid() == 0 else ()


@contextmanager
def closed(*paths: Path) -> Iterator[None]:
    """Files or folders that nobody may read or write."""
    modes = [path.stat().st_mode for path in paths]
    for path in paths:
        path.chmod(0)
    yield
    for path, mode in zip(paths, modes, strict=True):
        path.chmod(mode)


@pytest.mark.parametrize("path", ["docs/tietoa.md", "docs/osallistu", "practices", "overrides/kunta.html"])
def test_what_cannot_be_read_is_named(built: Path, path: str) -> None:
    with unchanged(built), closed(built / path):
        code, said = run(built, *AS_OTHERS, *BUILD)
        assert code == 1
        assert f"{GONE_BY}{built / path}" in said
        assert "oikeudet eivät riitä. Korjaa tiedoston tai kansion oikeudet ja yritä uudelleen." in said


def test_an_entry_that_cannot_be_read_is_a_problem_of_that_entry(small: Path) -> None:
    with closed(small / "practices/kolmas.md"):
        code, said = run(small, *AS_OTHERS, *BUILD)
    assert "practices/kolmas.md:1: tiedostoa ei voi lukea. Korjaa sen lukuoikeudet" in said
    assert (code, whole(small / "site")) == (0, True)


def test_a_folder_of_entries_that_cannot_be_read_is_not_an_empty_one(small: Path) -> None:
    (small / "docs/tapahtumat").mkdir()
    with closed(small / "docs/tapahtumat"):
        for command in (BUILD, CHECK):
            code, said = run(small, *AS_OTHERS, *command)
            assert code in (1, 2)
            assert "docs/tapahtumat: oikeudet eivät riitä" in said
    assert not (small / "site/index.html").exists()


def test_a_strict_build_that_fails_leaves_the_site_as_it_was(built: Path) -> None:
    write(built, "toka", SOUND.format(title="Toinen", more="tags:\n  - kaukolampö\n"))
    with unchanged(built):
        code, said = run(built, *BUILD, "--strict")
        assert (code, "tuntematon avainsana" in said) == (1, True)


def with_small_disk(folder: Path, size: str) -> list[str]:
    """The beginning of a command that has a small disk of its own in the folder, by whichever way is allowed here."""
    mounted = ["sh", "-c", f'mount -t tmpfs -o size={size} none "$0" && exec "$@"', str(folder)]
    ways = [["unshare", "-m"], ["unshare", "-rm"], ["sudo", "-n", "-E", "unshare", "-m"]]
    for way in ways:
        if subprocess.run([*way, *mounted, "true"], capture_output=True).returncode == 0:
            return [*way, *mounted]
    raise AssertionError("Neither unshare nor sudo can make a small disk here: the full disk is not tested.")


def test_a_full_disk(small: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    left = ["sh", "-c", '"$@"; code=$?; ls -A "$0"; exit $code', str(disk)]  # What is on the disk at the end.
    code, said = run(small, *with_small_disk(disk, "2m"), *left, *BUILD, "--site-dir", str(disk))
    assert code == 1
    assert GONE_BY in said
    assert "levy on täynnä. Vapauta tilaa ja yritä uudelleen." in said
    assert "index.html" not in said
    assert ".kesken" not in said.splitlines()


def test_a_file_that_is_larger_than_is_allowed(built: Path) -> None:
    with unchanged(built):
        most = 20_000
        code, said = run(built, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
        assert (code, "tiedosto on suurempi kuin tämä kone sallii (ulimit -f)" in said) == (1, True)


def test_a_full_cache_costs_only_time(small: Path) -> None:
    cache = small / ".cache/fonts"
    code, said = run(small, *with_small_disk(cache, "8k"), *BUILD)
    assert (code, whole(small / "site")) == (0, True)
    assert "Välimuisti jäi tallentamatta. Sivusto on silti kunnossa" in said
    assert f"{cache}: levy on täynnä" in said


def test_a_checkout_that_cannot_be_written(small: Path, tmp_path: Path) -> None:
    for part in ("fonts", "kortit"):
        shutil.rmtree(small / ".cache" / part, ignore_errors=True)
    (small / "docs/assets/kuvat").mkdir()
    Image.effect_noise((1000, 500), 60).save(small / "docs/assets/kuvat/koulu.jpg")
    image = "image:\n  file: koulu.jpg\n  alt: Koulu\n  credit: Kunta\n  licence: CC BY 4.0\n"
    write(small, "eka", SOUND.format(title="Ensimmäinen", more=image))
    before = digests(small, leave=())
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with unwritable(small):
        command = (*AS_OTHERS, *BUILD, "--strict", "--site-dir", str(tmp_path / "site"))
        code, said = run(small, *command, TMPDIR=str(temporary))
    assert code == 0, said
    assert list(temporary.iterdir()) == []
    for part in ("fonts", "kuvat", "kortit"):
        assert f"{small}/.cache/{part}: oikeudet eivät riitä" in said
    assert digests(small, leave=()) == before
    assert whole(tmp_path / "site")
    assert len(list((tmp_path / "site/assets/kuvat").iterdir())) == 3


@contextmanager
def unwritable(root: Path) -> Iterator[None]:
    subprocess.run(["chmod", "-R", "a-w", str(root)], check=True)
    yield
    subprocess.run(["chmod", "-R", "u+w", str(root)], check=True)


def begin(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        BUILD, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment_with({})
    )


@contextmanager
def at_the_gate(root: Path) -> Iterator[tuple[subprocess.Popen[str], Callable[[], None]]]:
    """A build that has begun and reads a page that does not end, and what ends the page."""
    if not (root / GATE).exists():
        os.mkfifo(root / GATE)
    process = begin(root)
    writers: list[int] = []
    assert eventually(lambda: comes(root / GATE, writers))
    time.sleep(0.2)  # It has opened the gate, and now it waits for text.
    let_through = ExitStack()
    let_through.callback(os.close, writers[0])
    with let_through:
        yield process, let_through.close
    process.kill()
    process.wait()


def comes(gate: Path, writers: list[int]) -> bool:
    """Whether somebody is about to read the gate; whoever does waits until the writer is closed."""
    with suppress(OSError):
        writers.append(os.open(gate, os.O_WRONLY | os.O_NONBLOCK))
    return bool(writers)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_interrupted_clears_up(built: Path, number: int) -> None:
    os.mkfifo(built / GATE)
    with unchanged_but_for_the_gate(built), at_the_gate(built) as (process, _):
        process.send_signal(number)
        said, _ = process.communicate(timeout=30)
        assert process.returncode == 1
        assert "Kokoaminen keskeytettiin. Sivustoa ei muutettu." in said
        assert "Traceback" not in said


@contextmanager
def unchanged_but_for_the_gate(root: Path) -> Iterator[None]:
    with unchanged(root):
        yield
    (root / GATE).unlink()


def test_a_build_that_is_killed_leaves_the_site_and_the_next_one_clears_up(built: Path) -> None:
    before = digests(built / "site")
    with at_the_gate(built) as (process, _):
        process.kill()
        process.wait()
    assert {path: found for path, found in digests(built / "site").items() if path in before} == before
    assert not whole(built / "site")
    (built / GATE).unlink()
    assert run(built)[0] == 0
    assert whole(built / "site")
    assert "Nimetty uudelleen" in (built / "site/kaytannot/eka/index.html").read_text()


def test_two_builds_of_one_site_come_one_after_the_other(small: Path) -> None:
    with at_the_gate(small) as (first, _):
        second = begin(small)
        assert second.stdout
        waiting = next(line for line in second.stdout if "Odotan" in line)
        assert f"Sivustoa kootaan jo kansioon {small / 'site'}." in waiting
        (small / GATE).unlink()
        first.terminate()
        first.wait()
        said = second.stdout.read()
    assert (second.wait(), whole(small / "site")) == (0, True), said


def test_two_builds_at_once_share_one_cache(small: Path, tmp_path: Path) -> None:
    shutil.rmtree(small / ".cache/fonts")
    codes: list[tuple[int, str]] = []
    builds = [
        threading.Thread(target=lambda name=name: codes.append(run(small, *BUILD, "--site-dir", str(tmp_path / name))))
        for name in ("first", "second")
    ]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [code for code, _ in codes] == [0, 0], codes
    assert digests(tmp_path / "first") == digests(tmp_path / "second")
    assert whole(tmp_path / "first")


_FILLS = """
import sys
from pathlib import Path
from building.cache import keep
while True:
    keep(Path(sys.argv[1]), b"x" * 50_000_000)
"""


def test_a_cache_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    process = subprocess.Popen([sys.executable, "-c", _FILLS, str(file)])
    assert eventually(lambda: file.exists() and len(list(tmp_path.iterdir())) > 1)  # In the midst of the second.
    process.kill()
    process.wait()
    assert file.stat().st_size == 50_000_000


def test_broken_caches_are_made_anew(small: Path, tmp_path: Path) -> None:
    (small / "docs/assets/kuvat").mkdir()
    Image.effect_noise((1000, 500), 60).save(small / "docs/assets/kuvat/koulu.jpg")
    image = "image:\n  file: koulu.jpg\n  alt: Koulu\n  credit: Kunta\n  licence: CC BY 4.0\n"
    write(small, "eka", SOUND.format(title="Ensimmäinen", more=image))
    assert run(small)[0] == 0
    shutil.rmtree(small / ".cache/kaaviot")
    kept = {file.relative_to(small).parts[1]: file for file in (small / ".cache").rglob("*") if file.is_file()}
    assert kept.keys() == {"haku", "fonts", "kuvat", "kortit", "mallit"}
    sound = digests(small / "site")
    for file in [file for file in (small / ".cache").rglob("*") if file.is_file()]:
        with file.open("r+b") as cut:
            cut.truncate(file.stat().st_size // 2)
    assert run(small, *BUILD, "--strict", "--site-dir", str(tmp_path / "again"))[0] == 0
    assert digests(tmp_path / "again") == sound
    assert all(file.stat().st_size > 0 for file in kept.values())


# Refuses every connection and every name that Python asks for.
_NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        raise RuntimeError(f"the build wants the network: {event} {arguments}")

sys.addaudithook(refuse)
"""


def test_a_build_needs_no_network(small: Path, tmp_path: Path) -> None:
    """Python is refused every connection; where the machine allows, everything else in the process is too."""
    shutil.rmtree(small / ".cache/fonts")
    (tmp_path / "sitecustomize.py").write_text(_NO_NETWORK)
    alone = ["unshare", "-rn"] if subprocess.run(["unshare", "-rn", "true"]).returncode == 0 else []
    code, said = run(small, *alone, *BUILD, "--strict", PYTHONPATH=str(tmp_path))
    assert (code, whole(small / "site")) == (0, True), said
    asked = (sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    refused = subprocess.run(asked, env=environment_with({"PYTHONPATH": str(tmp_path)}), capture_output=True, text=True)
    assert "the build wants the network" in refused.stderr  # Or the first part of this test could not fail.


@pytest.mark.parametrize(
    ("epoch", "told"),
    [
        ("abc", 'SOURCE_DATE_EPOCH arvo "abc" ei kelpaa'),
        ("-1", 'SOURCE_DATE_EPOCH arvo "-1" ei kelpaa'),
        ("99999999999", 'SOURCE_DATE_EPOCH arvo "99999999999" ei kelpaa'),
        ("0", "mukaan nyt on 1.1.1970. Silloin kirjauksia ei vielä ollut. Aseta aika oikein"),
    ],
)
def test_a_wrong_day(small: Path, epoch: str, told: str) -> None:
    for command in (BUILD, CHECK):
        code, said = run(small, *command, SOURCE_DATE_EPOCH=epoch)
        assert code in (1, 2)
        assert told in said
    assert not (small / "site/index.html").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("feedback:", "palaute:", "mkdocs.yml: kohdasta extra puuttuu feedback."),
        ("review_months: 24", "review_months: kaksi", "mkdocs.yml: kohdan extra review_months pitää olla"),
    ],
)
def test_wrong_settings(built: Path, old: str, new: str, told: str) -> None:
    settings = built / "mkdocs.yml"
    settings.write_text(settings.read_text().replace(old, new))
    with unchanged(built):
        code, said = run(built)
        assert (code, told in said) == (1, True), said


def test_the_folder_of_practices_is_missing(built: Path) -> None:
    (built / "practices").rename(built / "elsewhere")
    with unchanged(built):
        code, said = run(built)
        assert (code, "Kansio practices puuttuu. Palauta se" in said) == (1, True), said


def test_a_page_that_goes_away_during_the_build(built: Path) -> None:
    with at_the_gate(built) as (process, let_through):
        (built / "docs/tietoa.md").unlink()
        let_through()
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"{built / 'docs/tietoa.md'}: tiedostoa tai kansiota ei ole, tai se katosi kesken kaiken" in said
    assert "Nimetty uudelleen" not in (built / "site/kaytannot/eka/index.html").read_text()


def test_names_that_are_no_text(small: Path) -> None:
    strange = os.fsdecode(b"k\xe4yt\xe4nt\xf6")
    write(small, strange, SOUND.format(title="Nimetön", more=""))
    (small / f"docs/{strange}.md").write_text("# Sivu\n")
    (small / f"docs/{strange}.svg").write_text("<svg/>")
    code, said = run(small)
    assert (code, whole(small / "site")) == (0, True)
    assert "k\\udce4yt\\udce4nt\\udcf6.md:1: tiedoston nimessä saa olla vain pieniä kirjaimia a–z" in said
    for ending in ("md", "svg"):
        assert f"docs/k\\udce4yt\\udce4nt\\udcf6.{ending}: tiedoston nimessä on merkkejä, joita" in said
    assert run(small, *CHECK)[0] == 1


def test_a_file_that_is_no_file(small: Path) -> None:
    os.mkfifo(small / "practices/putki.md")
    (small / "practices/kansio.md").mkdir()
    code, said = run(small)
    assert (code, whole(small / "site")) == (0, True)
    assert "practices/putki.md:1: ei ole tiedosto" in said
    assert "practices/kansio.md:1: ei ole tiedosto" in said


def test_a_broken_vocabulary(small: Path) -> None:
    (small / "practices/vocabulary/themes.yml").write_text("energia:\n  : [ {\n")
    code, said = run(small, *BUILD, "--strict")
    assert (code, "practices/vocabulary/themes.yml:2: " in said) == (1, True)
    assert not (small / "site/index.html").exists()
