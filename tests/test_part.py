"""A part of the catalogue, and what an earlier reading saves."""

import os
from datetime import date
from pathlib import Path

import pytest

from catalogue import part
from catalogue.load import load
from catalogue.recall import Recall
from tests.site.conftest import ROOT
from tests.site.small import SOUND, repository, write

TODAY = date(2026, 11, 22)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """`eka` names `toka`; `toka-2` is another; `kolmas` names `toka`."""
    root = repository(tmp_path)
    write(root, "toka-2", SOUND.format(title="Melkein toinen", more=""))
    write(root, "kolmas", SOUND.format(title="Kolmas", more="related:\n  - toka\n"))
    return root


def test_a_part_is_what_is_named_and_what_names_it(small: Path) -> None:
    own = ["practices/toka.md"]
    referring = part.referring(small, own)
    assert referring == {"practices/eka.md", "practices/kolmas.md"}
    assert part.around(small, own, referring) == {"practices/toka.md", "practices/eka.md", "practices/kolmas.md"}
    assert part.around(small, ["practices/eka.md"], frozenset()) == {"practices/eka.md", "practices/toka.md"}


def test_networks_and_own_words_of_municipalities_are_in_every_part() -> None:
    found = part.around(ROOT, ["practices/jyvaskyla-hukkalounas.md"], frozenset())
    for folder in ("verkostot", "kunnat"):
        assert {f"docs/{folder}/{file.name}" for file in (ROOT / "docs" / folder).glob("[!i]*.md")} <= found
    assert len(found) < len(list(ROOT.glob("docs/**/*.md")))


def test_every_link_of_a_named_entry_is_kept_and_none_leads_out_of_the_part() -> None:
    """Of every practice there is: its entry in its part is the entry in the whole."""
    whole = load(ROOT, TODAY).catalogue
    recall = Recall()
    for slug, entry in whole.practices.items():
        around = part.around(ROOT, [entry.path], part.referring(ROOT, [entry.path]))
        loaded = load(ROOT, TODAY, recall, around)
        assert loaded.problems == ()
        assert loaded.notices == ()
        assert loaded.catalogue.practices[slug].data == entry.data
        for kind in ("news", "event"):
            about = f"{kind}s_about" if kind == "event" else "news_about"
            names = [item.slug for item in getattr(whole, about).get(entry.key, ())]
            assert [item.slug for item in getattr(loaded.catalogue, about).get(entry.key, ())] == names
        assert {item.slug for item in loaded.catalogue.related(entry)} == {item.slug for item in whole.related(entry)}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("practices/a.md", "practice"),
        ("docs/uutiset/posts/a.md", "news"),
        ("practices/vocabulary/themes.yml", None),
        ("docs/verkostot/index.md", None),
        ("docs/tietoa.md", None),
    ],
)
def test_kind_of_a_file(path: str, kind: str | None) -> None:
    assert part.kind_of(path) == kind


def test_what_has_not_changed_is_not_read_again(small: Path) -> None:
    recall = Recall()
    first = load(small, TODAY, recall).catalogue.practices
    write(small, "toka", SOUND.format(title="Muuttunut", more=""))
    second = load(small, TODAY, recall).catalogue.practices
    assert second["eka"].data is first["eka"].data
    assert (first["toka"].data.title, second["toka"].data.title) == ("Toinen", "Muuttunut")


def test_a_file_that_takes_the_place_of_another_is_read(small: Path) -> None:
    """Though it is as long and as old."""
    recall = Recall()
    file = small / "practices/toka.md"
    load(small, TODAY, recall)
    old = file.stat()
    other = small / "muu"
    other.write_text(file.read_text().replace("Toinen", "Uusien"))
    os.utime(other, ns=(old.st_atime_ns, old.st_mtime_ns))
    other.replace(file)
    assert load(small, TODAY, recall).catalogue.practices["toka"].data.title == "Uusien"


def test_what_is_wrong_is_read_again(small: Path) -> None:
    recall = Recall()
    write(small, "eka", SOUND.format(title="Ensimmäinen", more="tagz: x\n"))
    for _ in range(2):
        assert [problem.path for problem in load(small, TODAY, recall).problems] == ["practices/eka.md"]
    (small / "practices/kolmas.md").unlink()
    assert "kolmas" not in load(small, TODAY, recall).catalogue.practices
