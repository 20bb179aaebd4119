"""Where each check draws its line; the full list of what they say is in `wrong/`."""

from pathlib import Path
from typing import Any, get_args

import pytest

from kaytantopankki.content import file_checks
from kaytantopankki.content.checks import CHECKS
from kaytantopankki.content.field_types import Target
from kaytantopankki.content.file_checks import Scope
from kaytantopankki.content.messages import Problem, message_for
from kaytantopankki.content.models import KINDS, Entry
from kaytantopankki.content.municipalities import places
from kaytantopankki.content.written import KnownWords
from kaytantopankki.pages import generate
from kaytantopankki.settings import Settings
from tests import OVERRIDES
from tests.builders import catalogue, entry, write_text
from tests.cases import read_tables

CASES = read_tables(__file__)
BY_NAME = {check.__name__.lstrip("_"): check for check in CHECKS}
SOURCE = {"sources": [{"title": "Lähde"}]}
NAMED: KnownWords = {target: {} for target in get_args(Target)}


def problems(check: str, *entries: Entry[Any], root: Path = Path("nowhere")) -> list[Problem]:
    scope = Scope(catalogue(*entries), {**NAMED, "municipality": {name: name for name in places()}}, root)
    return [*BY_NAME[check](scope)]


def messages(check: str, *entries: Entry[Any], root: Path = Path("nowhere")) -> list[str]:
    return [problem.message for problem in problems(check, *entries, root=root)]


@pytest.mark.parametrize("check", CASES)
def test_check(check: str) -> None:
    for kind, fields, count in CASES[check]:
        assert len(messages(check, entry(kind, "x", **fields))) == count, fields


@pytest.mark.parametrize(("body", "numbers"), CASES.pop("source_numbers").items())
def test_source_numbers_in_the_text(body: str, numbers: list[str]) -> None:
    found = messages("body_source_numbers_exist", entry("practice", "x", body, **SOURCE))
    assert [message.split()[2] for message in found] == numbers


@pytest.mark.parametrize(("one", "other", "count"), CASES.pop("titles"))
def test_titles_differ_within_a_kind(one: list[Any], other: list[Any], count: int) -> None:
    entries = (entry(kind, slug, **fields) for kind, slug, fields in (one, other))
    assert len(messages("titles_differ", *entries)) == count


@pytest.mark.parametrize(("one", "other", "count"), CASES.pop("pairs"))
def test_a_pair_is_told_once(one: dict[str, Any], other: dict[str, Any], count: int) -> None:
    """Each case begins with an adoption by Lieto of the practice "one" in Turku; Lieto made "other"."""
    told = entry("practice", "one", **{"adoptions": [{"municipality": "Lieto", "model_named": False}], **one})
    assert len(messages("a_pair_is_told_once", told, entry("practice", "other", **other))) == count


def test_one_old_address_leads_to_one_page() -> None:
    both = [entry("practice", slug, aliases_url=["kaytannot/old/"]) for slug in ("a", "b")]
    assert messages("old_addresses_are_free", *both) == [
        'vanhat osoitteet: osoite "kaytannot/old/" on jo käytössä (practices/a.md), poista se'
    ]


@pytest.mark.parametrize(("slug", "owner"), CASES.pop("kept_names").items())
def test_names_that_are_kept(slug: str, owner: str) -> None:
    found = messages("names_are_free", entry("practice", slug))
    assert len(found) == bool(owner)
    assert all(owner in message for message in found)


def test_every_name_that_the_lists_use_is_kept() -> None:
    """Second parts of the addresses of generated pages that are no entry's own."""
    items = [entry("practice", f"a{number}") for number in range(70)]
    items += [entry("news", f"a{number}", themes=["ruoka"]) for number in range(40)]
    items += [entry("event", f"a{number}", series="Sarja") for number in range(3)]
    whole = catalogue(*items, entry("network", "x"), entry("project", "x"))
    entries = {(KINDS[item.kind].address, item.slug) for item in whole.entries}
    entries |= {("kunnat", place.slug) for place in whole.places.values()}
    parts = [page.uri.removesuffix(".md").split("/") for page in generate(whole, Settings(OVERRIDES))]
    used = {
        second
        for first, second, *_ in (part for part in parts if len(part) > 1 and part[0] in file_checks.ADDRESSES)
        if (first, second) not in entries
    }
    assert {"index", "sivu", "vuosi", "teema", "kirjaimet", "kartta", "sarjat"} <= used
    assert used <= file_checks.RESERVED_NAMES


@pytest.mark.parametrize(
    ("path", "folder"), [(path, folder) for folder, paths in CASES.pop("left_out").items() for path in paths]
)
def test_files_that_are_not_read(tmp_path: Path, path: str, folder: str) -> None:
    write_text(tmp_path, path, "x")
    expected = [message_for("file_left_out", folder=folder)] if folder else []
    assert messages("nothing_is_left_out", root=tmp_path) == expected


@pytest.mark.parametrize("path", ["docs/a.txt", "docs/kunnat/a.md", "practices/a.md", "docs/uutiset/posts"])
def test_links_to_other_places(tmp_path: Path, path: str) -> None:
    for file in ("muu/a.md", "docs/b.md", "practices/b.md"):
        write_text(tmp_path, file, "x")
    assert messages("nothing_is_a_link", root=tmp_path) == []
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).symlink_to(tmp_path / "muu")
    assert problems("nothing_is_a_link", root=tmp_path) == [Problem(path, 1, message_for("file_link"))]
