"""Sentences that are made of counts and names, as the pages say them: for none, one and many."""

import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from kaytantopankki.page import Page
from kaytantopankki.pages import generate, subscriptions, templates
from kaytantopankki.search.documents import documents
from kaytantopankki.settings import Settings
from tests import OVERRIDES, builders
from tests.cases import read_tables

TABLES = read_tables(__file__)
FRAME: dict[str, Any] = {
    "config": {"site_name": "Pankki", "theme": {}},
    "nav": {"items": []},
    "base_url": ".",
    "built": date(2026, 11, 21),
}
TOWNS = ["Salo", "Kemi", "Lahti", "Oulu", "Hanko", "Vaasa", "Raisio", "Kuopio", "Espoo", "Vantaa", "Helsinki", "Turku"]


@cache
def catalogue(count: int, name: str = "Rovaniemi") -> Any:
    """So many practices of a municipality, members, projects and events, and so many adoptions of each practice."""
    common: dict[str, Any] = {"municipalities": [name], "networks": ["verkosto"], "tags": ["lämpö"]}
    common["sources"] = [{"title": "Lähde", "date": "2020"}]
    common["results"] = [{"indicator": "energiansaasto", "value": 1, "basis": "measured"}]
    named = [{"municipality": town, "stage": "in_use", "model_named": True} for town in TOWNS[:count]]
    common |= {
        "adoptions": [*named, {"municipality": "Akaa", "stage": "in_use"}],
        "bottlenecks": [{"kind": "rahoitus", "what": "Este."}],
    }
    members = [{"municipality": town} for town in [name, *TOWNS][:count]]
    return builders.catalogue(
        builders.entry("network", "verkosto", members=members, members_complete=True),
        *(builders.entry("practice", f"k-{number}", **common) for number in range(count)),
        *(builders.entry("project", f"h-{number}", municipalities=TOWNS[:count]) for number in range(count)),
        *(builders.entry("event", f"t-{number}", series="Sarja", organisers=TOWNS[:count]) for number in range(count)),
    )


@cache
def pages(count: int, name: str = "Rovaniemi") -> dict[str, Page]:
    return {page.uri: page for page in generate(catalogue(count, name), Settings(OVERRIDES))}


def text_of(page: Page, count: int = 0, changed: str = "") -> str:
    """The HTML of a page, with plain spaces and without links; `changed` is the path in its view of a figure to be replaced by a count."""
    view = dict(page.view)
    if changed:
        section, _, key = changed.rpartition(".")
        view = {**view, section: {**view[section], key: count}} if section else {**view, key: count}
    shown = {"title": page.title, "url": page.url, "content": "", "meta": {"view": {"sections": [], **view}}}
    html = templates.environment(OVERRIDES).get_template(page.template).render(FRAME, page=shown)
    return re.sub(r"(?:\s|&nbsp;)+", " ", re.sub(r"</?(?:a|b|span)\b[^>]*>", "", html))


@pytest.mark.parametrize("case", TABLES["counts"], ids=str)
def test_a_count_and_its_words_agree(case: list[str]) -> None:
    uri, one, many, *changed = case
    for count in (1, 2, 12):
        expected = (one if count == 1 else many).format(n=count)
        assert expected in text_of(pages(12 if changed else count)[uri], count, *changed)
    if page := pages(12 if changed else 0).get(uri):  # Of nothing a page may say something else.
        text = text_of(page, 0, *changed)
        assert many.format(n=0) in text or one.format(n=0) not in text


@pytest.mark.parametrize("name", TABLES["names"])
def test_a_municipality_is_in_the_case_of_its_sentence(name: str) -> None:
    genitive, locative, slug = TABLES["names"][name]
    found = catalogue(1, name)
    page, embeds = pages(1, name)[f"kunnat/{slug}.md"], dict(subscriptions.embed_files(found, Settings(OVERRIDES)))
    (feed,) = (feed for feed in subscriptions.Subscriptions(found).feeds if feed.page == page.url)
    (document,) = (document for document in documents(found) if document.url == page.url)
    told = (
        text_of(page),
        page.description,
        embeds.get(f"upota/kunta/{slug}/index.html", ""),
        feed.subtitle,
        document.shown["summary"],
    )
    for sentence in TABLES["sentences"]:
        assert any(sentence.format(name=name, genitive=genitive, locative=locative) in text for text in told), sentence


def test_the_time_left_is_told_to_the_last_day() -> None:
    deadline = templates.environment(OVERRIDES).get_template("partials/kp/rows.html").module.deadline  # type: ignore[attr-defined]
    rows = "".join(str(deadline({"deadline": "1.5.", "open": True, "left": left})) for left in (0, 1, 9))
    told = re.findall('class="left">(.*?)<', rows)
    assert told == ["viimeinen päivä tänään", "1\u00a0päivä aikaa", "9\u00a0päivää aikaa"]
