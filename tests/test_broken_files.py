"""Files that are broken, or made to break something: each is told of in Finnish, and the others stay."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kaytantopankki.content.loader import load
from tests.builders import TODAY, fields_of, write_entry, write_words

Make = Callable[[Path], object]
HEAD = "---\ntitle: Otsikko\nsummary: Mitä tapahtui.\ndate: 2026-01-01\n"
PRACTICE = (
    "---\ntitle: Otsikko\nsummary: Mitä tehtiin.\nmunicipalities: [Turku]\nthemes: [energia]\n"
    "stage: in_use\npublished: 2026-01-01\nsources:\n  - title: Lähde\n"
)
NEWS = "docs/uutiset/posts"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one sound entry of two kinds."""
    write_words(tmp_path)
    write_entry(tmp_path, "practice", "kunnossa")
    write_entry(tmp_path, "news", "kunnossa")
    return tmp_path


def raw(path: str, content: bytes | str) -> Make:
    """Writes a file as it is given."""

    def make(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))

    return make


def news(fields: str = "", body: str = "", name: str = "rikki.md") -> Make:
    return raw(f"{NEWS}/{name}", f"{HEAD}{fields}---\n{body}")


def practice(fields: str = "", body: str = "", name: str = "rikki.md") -> Make:
    return raw(f"practices/{name}", f"{PRACTICE}{fields}---\n{body}")


def folder(path: str) -> Make:
    return lambda root: (root / path).mkdir(parents=True)


def pipe(path: str) -> Make:
    return lambda root: os.mkfifo(root / path)


def link(path: str, to: str) -> Make:
    """A symbolic link; `to` is seen from the root."""

    def make(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(root / to)

    return make


def linked_folder(root: Path) -> None:
    write_entry(root / "muualla", "network", "x")
    (root / "docs/verkostot").symlink_to(root / "muualla/docs/verkostot")


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b]\n"
IMAGE = "image:\n  file: {}\n  alt: Kuva\n  credit: Kunta\n  licence: CC BY 4.0\n"
N, P = f"{NEWS}/rikki.md", "practices/rikki.md"

# How the file comes to be, its path, the line that is told and words of the message.
CASES: dict[str, tuple[Make, str, int, str]] = {
    # YAML.
    "alias bomb": (raw(N, f"---\n{BOMB}---\n"), N, 2, "ankkurit ja viittaukset"),
    "merge key": (news("x: &x {a: 1}\n<<: *x\n"), N, 5, "ankkurit ja viittaukset"),
    "deep flow": (news("x: " + "[" * 5000 + "\n"), N, 5, "yli 12 sisäkkäistä tasoa"),
    "deep block": (
        news("x:\n" + "".join(f"{'  ' * depth}- a:\n" for depth in range(1, 20))),
        N,
        12,
        "yli 12 sisäkkäistä",
    ),
    "many nodes": (news("x:\n" + "- 1\n" * 20_000), N, 19_997, "yli 20000 kohtaa"),
    "python tag": (news("x: !!python/object/apply:os.system ['id']\n"), N, 5, "YAMLin tyyppimerkintä"),
    "two documents": (raw(N, "---\na: 1\n--- # x\nb: 2\n---\n"), N, 3, "kaksi etutietolohkoa"),
    "macros": (news("render_macros: true\n"), N, 5, 'tuntematon kenttä "render_macros"'),
    "template": (news("template: ../../x.html\n"), N, 5, 'tuntematon kenttä "template"'),
    # Bytes.
    "ten megabytes": (raw(N, b"x" * 10_000_000), N, 1, "liian suuri, enintään 300 kt"),
    "binary": (raw(N, b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe"), N, 1, "ei ole UTF-8-muodossa"),
    "archive": (raw(N, b"PK\x03\x04\x14\x00"), N, 1, "etutiedot puuttuvat"),
    "latin-1": (raw(N, f"{HEAD}place: Häme\n---\n".encode("latin-1")), N, 3, "ei ole UTF-8-muodossa"),
    "utf-16": (raw(N, HEAD.encode("utf-16")), N, 1, "ei ole UTF-8-muodossa"),
    "utf-32": (raw(N, HEAD.encode("utf-32-le")), N, 3, "ei ole UTF-8-muodossa"),
    "lone surrogate": (news(body="a\n\ud800\n"), N, 7, "ei ole UTF-8-muodossa"),
    "overlong": (raw(N, HEAD.encode() + b"x: \xc0\xaf\n---\n"), N, 5, "ei ole UTF-8-muodossa"),
    "empty": (raw(N, b""), N, 1, "etutiedot puuttuvat"),
    "only newlines": (raw(N, b"\n" * 1000), N, 1, "etutiedot puuttuvat"),
    "never ends": (raw(N, HEAD), N, 1, "etutietojen loppu puuttuu"),
    # Letters that nobody sees.
    "nul": (news(body="a\x00b\n"), N, 6, "näkymätön merkki U+0000"),
    "nul in a field": (news("x: a\x00b\n"), N, 5, "näkymätön merkki U+0000"),
    "escape": (news(body="\x1b[31m"), N, 6, "näkymätön merkki U+001B"),
    "trojan source": (news(body="a\nkunta \u202e)x(\u2066\n"), N, 7, "näkymätön merkki U+202E"),
    "trojan field": (news('x: "\\u202e"\n'), N, 5, "näkymätön merkki U+202E"),
    "zero width": (news(body="kun\u200bta"), N, 6, "näkymätön merkki U+200B"),
    "private letter": (news(body="\ue000"), N, 6, "näkymätön merkki U+E000"),
    "tag letters": (news(body="\U000e0041"), N, 6, "näkymätön merkki U+E0041"),
    # Addresses.
    "look-alike host": (
        practice("contact:\n  organisation: a\n  url: https://www.turku.f\u0456/\n"),
        P,
        12,
        "(U+0456)",
    ),
    "look-alike in the text": (news(body="a\n[Turku](https://www.turk\u0443.fi)\n"), N, 7, "(U+0443)"),
    "look-alike in punycode": (news(body="<https://xn--turu-b5d.fi>\n"), N, 6, "(U+0438)"),
    "user before the host": (news(body="[a](https://turku.fi@x.example)\n"), N, 6, "sähköpostiosoitteita"),
    "script": (practice("contact:\n  organisation: a\n  url: javascript:alert(1)\n"), P, 12, "ei ole verkko-osoite"),
    "bracketed host": (news(body="[a](https://[b]/)\n"), N, 6, "ei ole verkko-osoite"),
    # Names.
    "spaces": (news(name="kaksi sanaa.md"), f"{NEWS}/kaksi sanaa.md", 1, '"kaksi-sanaa.md"'),
    "capitals": (news(name="Kunnossa.md"), f"{NEWS}/Kunnossa.md", 1, '"kunnossa.md"'),
    "finnish letters": (news(name="häme.md"), f"{NEWS}/häme.md", 1, '"hame.md"'),
    "no letters": (news(name="….md"), f"{NEWS}/….md", 1, '"nimi.md"'),
    "leading dash": (news(name="-x.md"), f"{NEWS}/-x.md", 1, '"x.md"'),
    "capital suffix": (news(name="iso.MD"), f"{NEWS}/iso.MD", 1, "tiedostoa ei lueta"),
    "other suffix": (news(name="teksti.md.txt"), f"{NEWS}/teksti.md.txt", 1, "tiedostoa ei lueta"),
    "con": (news(name="con.md"), f"{NEWS}/con.md", 1, "varattu Windowsin laitteille"),
    "nul.md": (news(name="nul.md"), f"{NEWS}/nul.md", 1, "varattu Windowsin laitteille"),
    "page of a list": (practice(name="sivu.md"), "practices/sivu.md", 1, "varattu sivuston omille luetteloille"),
    "index": (practice(name="index.md"), "practices/index.md", 1, "tiedostoa ei lueta"),
    "subfolder": (practice(name="oma/rikki.md"), "practices/oma/rikki.md", 1, "siirrä se kansioon practices"),
    "page of markup": (raw("docs/tapahtumat/x.html", "<script>"), "docs/tapahtumat/x.html", 1, "tiedostoa ei lueta"),
    "page in an entry's place": (raw("docs/kaytannot/kunnossa.md", "x"), "docs/kaytannot/kunnossa.md", 1, "ei lueta"),
    # Files that are none.
    "folder": (folder(N), N, 1, "ei ole tiedosto"),
    "pipe": (pipe(N), N, 1, "ei ole tiedosto"),
    "link": (link(N, f"{NEWS}/kunnossa.md"), N, 1, "on linkki toiseen paikkaan"),
    "link to nowhere": (link(N, "ei/ole.md"), N, 1, "on linkki toiseen paikkaan"),
    "link to a secret": (link("docs/assets/x.txt", "/etc/hostname"), "docs/assets/x.txt", 1, "on linkki toiseen"),
    "linked folder": (linked_folder, "docs/verkostot", 1, "on linkki toiseen paikkaan"),
    # Figures and days.
    "huge": (practice("costs:\n  - investment: 1e309\n    source: 1\n"), P, 11, "kirjoita tavallinen luku"),
    "huge but finite": (practice("costs:\n  - investment: 1e300\n    source: 1\n"), P, 11, "liian suuri"),
    "nan": (practice("costs:\n  - investment: nan\n    source: 1\n"), P, 11, "kirjoita tavallinen luku"),
    "inf": (practice("costs:\n  - yearly: -inf\n    source: 1\n"), P, 11, "kirjoita tavallinen luku"),
    "many digits": (practice(f"costs:\n  - yearly: 1\n    source: {'9' * 5000}\n"), P, 12, ""),
    "year 0": (practice("reviewed: 0000-01-01\n"), P, 10, "vuoden pitää olla 1900–2100"),
    "year 1": (practice("reviewed: 0001-01-01\n"), P, 10, "vuoden pitää olla 1900–2100"),
    "year 9999": (practice("started: 9999\n"), P, 10, "vuoden pitää olla 1900–2100"),
    "day that is not": (practice("reviewed: 2025-02-30\n"), P, 10, "ei ole"),
    "tomorrow": (practice("reviewed: 2026-11-22\n"), P, 10, "on tulevaisuudessa"),
    "2099": (practice("updated: 2099-01-01\n"), P, 10, "on tulevaisuudessa"),
    "news of tomorrow": (raw(N, HEAD.replace("2026-01-01", "2026-12") + "---\n"), N, 4, "on tulevaisuudessa"),
    "source of tomorrow": (news("sources:\n  - title: a\n    date: 2099\n"), N, 7, "on tulevaisuudessa"),
    # Files beside.
    "picture outside": (practice(IMAGE.format("../../../etc/passwd")), P, 11, "ei käy tiedoston nimeksi"),
    "picture by address": (practice(IMAGE.format("https://x.example/a.png")), P, 11, "ei käy tiedoston nimeksi"),
    "picture that is not": (practice(IMAGE.format("puuttuu.png")), P, 11, "ei ole, lisää se kansioon"),
    "old address outside": (practice("aliases_url:\n  - ../../x/\n"), P, 11, "ei käy osoitteeksi"),
    "old address at the root": (practice("aliases_url:\n  - /x/\n"), P, 11, "ei käy osoitteeksi"),
    "old address as a file": (practice("aliases_url:\n  - kaytannot/x.html\n"), P, 11, "ei käy osoitteeksi"),
    "old address elsewhere": (practice("aliases_url:\n  - assets/js/\n"), P, 11, "ei ole vanha sivun osoite"),
    "old address of a page": (practice("aliases_url:\n  - kaytannot/kunnossa/\n"), P, 11, "on jo käytössä"),
    "old address of a place": (practice("aliases_url:\n  - kunnat/turku/\n"), P, 11, "on jo käytössä (kunta Turku)"),
    "old address of a map": (
        practice("aliases_url:\n  - kunnat/kartta/\n"),
        P,
        11,
        "on jo käytössä (sivuston oma sivu)",
    ),
    "old address of a series": (practice("aliases_url:\n  - tapahtumat/sarjat/\n"), P, 11, "on jo käytössä"),
    # Text that stops the build.
    "nested lists": (news(body="- " * 1000 + "x\n"), N, 6, "sisäkkäistä luetteloa"),
    "open brackets": (news(body="[" * 3000), N, 6, "avointa merkkiä"),
    "long": (news(body="sana\n\n" * 20_000), N, 6, "teksti on liian pitkä"),
    "long paragraph": (news(body="sana " * 2000), N, 6, "kappale on liian pitkä"),
    "fences": (news(body="```a\n" * 1000), N, 46, "koodilohkojen rajoja"),
    "declaration": (news(body='<![" x\n'), N, 6, 'merkit "<!" eivät käy'),
    # Headings.
    "underlined title": (practice(body="Otsikko\n=======\n"), P, 11, "käytä tasoa ##"),
    "underlined section": (practice(body="a\n\nMuuta\n-----\n"), P, 13, "ei kuulu rakenteeseen"),
    "heading of markup": (practice(body="<h2>Muuta</h2>\n"), P, 11, "otsikko on HTML:ää"),
}


@pytest.mark.parametrize("name", CASES)
def test_broken_file_is_told_of_and_nothing_else_is_lost(root: Path, name: str) -> None:
    make, path, line, words = CASES[name]
    make(root)
    found = load(root, TODAY)
    assert (path, line) in {(problem.path, problem.line) for problem in found.problems}, found.problems
    assert {problem.path for problem in found.problems} == {path}
    assert any(words in problem.message for problem in found.problems if problem.line == line), found.problems
    assert [entry.path for entry in found.catalogue.entries] == ["practices/kunnossa.md", f"{NEWS}/kunnossa.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_unreadable_file(root: Path) -> None:
    news()(root)
    (root / N).chmod(0)
    (problem,) = load(root, TODAY).problems
    assert str(problem) == f"{N}:1: tiedostoa ei voi lukea. Korjaa sen lukuoikeudet"


def test_file_that_cannot_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news()(root)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems = load(root, TODAY).problems
    assert {problem.message for problem in problems if problem.path == N} == {
        "tiedostoa ei voi lukea. Korjaa sen lukuoikeudet"
    }


def refuse(_: Path) -> bytes:
    raise PermissionError(13, "Permission denied")


def test_vocabulary_that_is_a_folder(root: Path) -> None:
    (root / "practices/vocabulary/tags.yml").unlink()
    (root / "practices/vocabulary/tags.yml").mkdir()
    found = load(root, TODAY)
    assert [str(problem) for problem in found.problems] == [
        "practices/vocabulary/tags.yml:1: ei ole tiedosto. Poista se tai anna kansiolle nimi ilman päätettä"
    ]
    assert len([*found.catalogue.entries]) == 2


def test_names_that_differ_only_by_case_cannot_both_be(root: Path) -> None:
    for name in ("sama.md", "Sama.md"):
        news(name=name)(root)
    found = load(root, TODAY)
    assert {problem.path for problem in found.problems} == {f"{NEWS}/Sama.md"}
    assert "sama" in found.catalogue.news


def test_all_of_them_at_once(root: Path) -> None:
    """Every file is told of in one run, each under a name of its own."""
    for number, (make, path, _, _) in enumerate(CASES.values()):
        if path == N:
            make(root)
            (root / N).rename(root / NEWS / f"rikki-{number}.md")
    found = load(root, TODAY)
    expected = {f"{NEWS}/rikki-{number}.md" for number, (_, path, _, _) in enumerate(CASES.values()) if path == N}
    assert {problem.path for problem in found.problems} == expected
    assert fields_of("news", "kunnossa")["title"] in {entry.data.title for entry in found.catalogue.news.values()}
