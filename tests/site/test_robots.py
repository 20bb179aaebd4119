"""What other programs find on the built site: the pictures of links, sitemap.xml, robots.txt and llms.txt."""

import gzip
import os
import re
import shutil
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree
from PIL import Image

from kaytantopankki.content.models import KINDS
from tests.site.conftest import ROOT, mkdocs
from tests.site.test_site import pages
from tests.test_sitemap import read

TOLD = re.compile(r"\]\((https?://[^)]*)\)")


@pytest.fixture(scope="module")
def root(site: Path) -> str:
    """The whole address of the site's front page."""
    robots = RobotFileParser()
    robots.parse((site / "robots.txt").read_text(encoding="utf-8").splitlines())
    addresses = robots.site_maps() or []
    assert len(addresses) == 1
    return addresses[0].removesuffix("sitemap.xml")


def meta(document: etree._Element, name: str) -> list[str]:
    """The contents of a page's meta elements of one name or property."""
    return [str(found) for found in document.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")]  # type: ignore[union-attr]


def test_the_sitemap_has_every_page_that_wants_to_be_found_by_its_canonical_address(site: Path, root: str) -> None:
    told = read((site / "sitemap.xml").read_text(encoding="utf-8"))
    wanted = set()
    for path, document in pages(site):
        if not meta(document, "robots"):
            (canonical,) = document.xpath("//link[@rel='canonical']/@href")
            assert canonical == root + path.removesuffix("index.html"), path
            wanted.add(str(canonical))
    assert set(told) == wanted
    assert not {f"{root}haku/", f"{root}vertaa/", f"{root}404.html"} & wanted
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == (site / "sitemap.xml").read_bytes()


def test_days_are_those_of_the_content(site: Path, root: str) -> None:
    told = read((site / "sitemap.xml").read_text(encoding="utf-8"))
    assert told[f"{root}tietoa/"] is None
    assert told[f"{root}kaytannot/"] == max(
        filter(None, (day for url, day in told.items() if re.fullmatch(rf"{re.escape(root)}kaytannot/[^/]+/", url)))
    )


def test_robots_txt_lets_everyone_read_everything(site: Path, root: str) -> None:
    robots = RobotFileParser()
    robots.parse((site / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert all(robots.can_fetch(agent, f"{root}{path}") for agent in ("Googlebot", "GPTBot") for path in ("", "haku/"))


def test_every_link_of_llms_txt_leads_to_a_file_or_page(site: Path, root: str) -> None:
    told = [
        url for file in ("llms.txt", "llms-full.txt") for url in TOLD.findall((site / file).read_text(encoding="utf-8"))
    ]
    own = [url.removeprefix(root) for url in told if url.startswith(root)]
    assert len(own) > 20
    missing = [url for url in own if not (site / url / "index.html" if url.endswith("/") else site / url).is_file()]
    assert missing == []


def test_every_address_of_an_entry_in_llms_full_is_a_page(site: Path, root: str) -> None:
    lines = (site / "llms-full.txt").read_text(encoding="utf-8").splitlines()
    found = [line.split("<", 1)[1].rstrip(">") for line in lines if line.startswith("- **Osoite:** <")]
    assert len(found) > sum(
        len(list((ROOT / kind.folder).glob("*.md"))) for kind in KINDS.values() if kind.name != "municipality"
    )
    assert [url for url in found if not (site / url.removeprefix(root) / "index.html").is_file()] == []


def test_the_picture_that_a_page_names_is_there_with_words_for_it(site: Path, root: str) -> None:
    alts: dict[str, set[str]] = {}
    for path, document in pages(site):
        if path == "404.html" or re.match("upota/.+/", path):  # Nobody links to what is shown inside other sites.
            continue
        (url,), (alt,) = meta(document, "og:image"), meta(document, "og:image:alt")
        assert url.startswith(f"{root}assets/kortit/"), path
        assert meta(document, "og:image:width") == ["1200"]
        assert meta(document, "og:image:height") == ["630"]
        alts.setdefault(url.removeprefix(root), set()).add(alt)
    assert all(len(told) == 1 for told in alts.values())
    for picture in alts:
        with Image.open(site / picture) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630)), picture
    published = {str(file.relative_to(site)) for file in (site / "assets/kortit").rglob("*") if file.is_file()}
    assert published >= set(alts)


def test_two_builds_write_the_same_and_another_day_changes_only_what_it_must(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    for name in ("hooks", "overrides", "practices/vocabulary", "schemas"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copytree(
        ROOT / "docs",
        root / "docs",
        ignore=shutil.ignore_patterns("posts", "tapahtumat", "verkostot", "hankkeet", "kunnat"),
    )
    shutil.copy(ROOT / "mkdocs.yml", root)
    for file in sorted((ROOT / "practices").glob("turku-*.md"))[:2]:
        text = re.sub(
            r"^(networks|projects|related|adapted_from):\n(?:[ -].*\n)+",
            "",
            file.read_text(encoding="utf-8"),
            flags=re.M,
        )
        (root / "practices" / file.name).write_text(text, encoding="utf-8")
    if (ROOT / ".cache/haku").exists():
        shutil.copytree(ROOT / ".cache/haku", root / ".cache/haku")
    written = []
    for day, folder in ((1_800_000_000, "a"), (1_800_000_000, "b"), (1_900_000_000, "c")):
        mkdocs("build", "--site-dir", str(tmp_path / folder), root=root, SOURCE_DATE_EPOCH=str(day))
        names = ("sitemap.xml", "sitemap.xml.gz", "robots.txt", "llms.txt", "llms-full.txt")
        pictures = sorted((tmp_path / folder / "assets/kortit").rglob("*.png"))
        written.append(
            [(tmp_path / folder / name).read_bytes() for name in names] + [file.read_bytes() for file in pictures]
        )
        if folder == "a":
            shutil.rmtree(root / ".cache/kortit")
    assert written[0] == written[1] == written[2]
    assert len(written[0]) > 20
    kept = next((root / ".cache/kortit").glob("*.png"))
    assert os.stat(kept).st_nlink > 1, "not copied"
