"""MkDocs itself, run on a small copy of the repository as its users run it."""

import filecmp
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from PIL import ExifTags, Image

from tests.site.conftest import mkdocs
from tests.site.small import SOUND, eventually, repository, served, write

MKDOCS = ("mkdocs", "serve", "--dev-addr", "127.0.0.1:PORT")
SERVE = ("kaytantopankki.cli.serve", "--port", "PORT")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return repository(tmp_path)


def test_a_broken_entry_is_left_out_and_everything_else_is_built(small: Path) -> None:
    write(small, "toka", SOUND.format(title="Toinen", more="tags:\n  - kaukolampö\n"))
    said = mkdocs("build", root=small).stderr
    assert 'practices/toka.md:11: avainsanat: tuntematon avainsana "kaukolampö", tarkoititko "kaukolämpö"?' in said
    assert not (small / "site/kaytannot/toka").exists()
    page = (small / "site/kaytannot/eka/index.html").read_text()
    assert "kaytannot/toka" not in page
    assert (small / "site/kaytannot/kolmas/index.html").is_file()
    assert len(list((small / "site/kunnat").glob("*/index.html"))) == 308 + 1  # And the map.


def test_a_strict_build_fails_on_a_problem_and_names_it(small: Path) -> None:
    write(small, "toka", "---\ntitle: a: b\n---\n")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        mkdocs("build", "--strict", root=small)
    assert "practices/toka.md:2: rivillä on ylimääräinen kaksoispiste" in failed.value.stderr


def test_old_addresses_and_edit_links(small: Path) -> None:
    mkdocs("build", "--strict", root=small, REPO_URL="https://example.org/repo", SITE_URL="https://example.org/sivut/")
    assert "url=../../kaytannot/toka/" in (small / "site/kaytannot/vanha/index.html").read_text()
    page = (small / "site/kaytannot/eka/index.html").read_text()
    assert 'href="../../osallistu/kaytanto/?muokkaa=eka"' in page
    assert 'href="https://example.org/sivut/kaytannot/eka/"' in page
    assert 'href="https://example.org/repo/edit/main/docs/tietoa.md"' in (small / "site/tietoa/index.html").read_text()


def test_a_page_is_told_of_with_its_own_words_and_rules(small: Path) -> None:
    text = f"---\ntitle: Tietoa\ndescription: {'Pitkä sana ' * 30}\nrobots: noindex\n---\n\nTekstiä.\n"
    (small / "docs/tietosuoja.md").write_text(text, encoding="utf-8")
    (small / "docs/saavutettavuus.md").write_text("---\ntitle: Seloste\n---\n\nTekstiä.\n", encoding="utf-8")
    mkdocs("build", "--strict", root=small, SITE_URL="https://example.org/sivut/")
    found = heads(small / "site/tietosuoja/index.html")
    assert found["robots"] == "noindex"
    assert found["description"].endswith("Pitkä…")
    assert "tietosuoja" not in (small / "site/sitemap.xml").read_text()
    plain = heads(small / "site/saavutettavuus/index.html")
    assert plain["description"].startswith("Kuntien hyvät käytännöt")
    assert "robots" not in plain


def heads(file: Path) -> dict[str, str]:
    """What the head of a page tells, by name."""
    metas = html.fromstring(file.read_text(encoding="utf-8")).findall("./head/meta")
    return {meta.get("property", meta.get("name", "")): meta.get("content", "") for meta in metas}


def test_hostile_text_is_shown_as_text(small: Path) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    more = f"stage_note: '{hostile.replace(chr(39), chr(39) * 2)}'\naliases:\n  - x\n"
    text = SOUND.format(title="Vihamielinen", more=more).replace(
        "summary: Kunta kokeili ja kertoo, mitä siitä tuli.", "summary: '<b onmouseover=alert(3)>{{ 7*7 }}</b>'"
    )
    write(small, "kolmas", text + f"\n{hostile}\n\n[linkki](javascript:alert(4)) {{{{ config }}}}\n")
    mkdocs("build", "--strict", root=small)
    for path in ("kaytannot/kolmas", "kaytannot", "teemat/energia", "kunnat/turku", "."):
        page = (small / "site" / path / "index.html").read_text()
        for bad in ("alert(1)</script>", "<img src=x", "<b onmouseover", "javascript:alert", ">49<", "MkDocsConfig"):
            assert bad not in page, (path, bad)


def test_two_builds_give_the_same_bytes(small: Path) -> None:
    for name in ("first", "second"):
        mkdocs("build", "--strict", "--site-dir", name, root=small, SOURCE_DATE_EPOCH="1790000000")
    compared = filecmp.dircmp(small / "first", small / "second")
    assert [*differences(compared)] == []


def differences(compared: filecmp.dircmp[str]) -> Iterator[str]:
    yield from (*compared.left_only, *compared.right_only)
    _, mismatch, errors = filecmp.cmpfiles(compared.left, compared.right, compared.common_files, shallow=False)
    yield from (*mismatch, *errors)
    for folder in compared.subdirs.values():
        yield from differences(folder)


def test_the_day_decides_which_events_are_to_come(small: Path) -> None:
    (small / "docs/tapahtumat").mkdir()
    (small / "docs/tapahtumat/paiva.md").write_text(
        "---\ntitle: Verkostopäivä\nsummary: Kunnat tapaavat.\nstart: 2026-10-08\nregistration_deadline: 2026-10-01\n---\n"
    )
    mkdocs("build", "--strict", root=small, SOURCE_DATE_EPOCH="1790000000")  # 21 September 2026
    assert "10 päivää aikaa" in (small / "site/tapahtumat/index.html").read_text().replace("\u00a0", " ")
    mkdocs("build", "--strict", root=small, SOURCE_DATE_EPOCH="1795000000")  # 18 November 2026
    assert "Tulevia tapahtumia ei ole juuri nyt" in (small / "site/tapahtumat/index.html").read_text()


@pytest.mark.parametrize("command", [MKDOCS, SERVE], ids=["mkdocs serve", "scripts/serve"])
def test_serving_follows_files_that_are_added_changed_broken_mended_and_removed(
    small: Path, command: tuple[str, ...]
) -> None:
    with served(small, *command) as server:
        fetch = server.fetch
        assert eventually(lambda: "Kolmas" in fetch("kaytannot/kolmas/"))
        write(small, "uusi", SOUND.format(title="Uusi käytäntö", more=""))
        assert eventually(lambda: "Uusi käytäntö" in fetch("kaytannot/uusi/"))
        write(small, "uusi", SOUND.format(title="Uusi käytäntö", more="tagz: x\n"))
        assert eventually(lambda: fetch("kaytannot/uusi/") == "" and "Kolmas" in fetch("kaytannot/kolmas/"))
        write(small, "uusi", SOUND.format(title="Mennyt on mennyttä", more=""))
        assert eventually(lambda: "Mennyt on mennyttä" in fetch("kaytannot/uusi/"))
        themes = small / "practices/vocabulary/themes.yml"
        themes.write_text(themes.read_text().replace("title: Energia", "title: Energiaa"))
        assert eventually(lambda: "Energiaa" in fetch("teemat/energia/"))
        (small / "practices/uusi.md").unlink()
        assert eventually(lambda: fetch("kaytannot/uusi/") == "" and "Kolmas" in fetch("kaytannot/kolmas/"))


def test_a_picture_is_published_in_sizes_and_its_original_is_not(small: Path) -> None:
    place = "60.45, 22.27"
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = place
    folder = small / "docs/assets/kuvat"
    folder.mkdir(parents=True)
    Image.effect_noise((1000, 500), 60).save(folder / "koulu.jpg", exif=exif)
    Image.new("RGB", (10, 10)).save(folder / "turha.png")
    image = "image:\n  file: koulu.jpg\n  alt: Koulu & piha\n  credit: Kunta\n  licence: CC BY 4.0\n"
    write(small, "eka", SOUND.format(title="Ensimmäinen", more=image))
    mkdocs("build", "--strict", root=small)
    names = {"koulu-jpg-480.webp", "koulu-jpg-960.webp", "koulu-jpg-1000.webp"}
    assert {file.name for file in (small / "site/assets/kuvat").iterdir()} == names
    published = [file for file in (small / "site").rglob("*") if file.is_file()]
    assert not {"koulu.jpg", "turha.png"} & {file.name for file in published}
    assert place.encode() in (folder / "koulu.jpg").read_bytes()
    assert not any(place.encode() in file.read_bytes() for file in published)
    page = html.fromstring((small / "site/kaytannot/eka/index.html").read_text())
    (shown,) = page.findall(".//figure/img")
    assert (shown.get("alt"), shown.get("width"), shown.get("height")) == ("Koulu & piha", "1000", "500")
    sources = [source.split() for source in shown.get("srcset", "").split(",")]
    assert [width for _, width in sources] == ["480w", "960w", "1000w"]
    assert all((small / "site/kaytannot/eka" / url).is_file() for url, _ in [*sources, (shown.get("src", "-"), "")])
