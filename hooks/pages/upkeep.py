"""What a coordinator has to look after: old and thin entries, and what followed from events."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from catalogue.catalogue import Catalogue, Event, Practice, newest_source
from insight.completeness import PARTS, Completeness, is_ahead
from insight.overview import Scope
from pages import charts, links, marks
from pages.finnish import capitalised, counted, day, short_moment
from pages.page import View
from pages.settings import Settings
from pages.sources import overdue

_MOST = 20
_LACKS = 4


def review(catalogue: Catalogue, scope: Scope, settings: Settings) -> View | None:
    """Entries past review, those with the oldest sources first; None when there are none."""
    late = [entry for entry in scope.practices if overdue(entry, catalogue.today, settings.review_months)]
    if not late:
        return None
    dated = sorted(
        ((newest, entry) for entry in late if (newest := newest_source(entry))),
        key=lambda pair: (pair[0].year, pair[0].month, pair[0].day),
    )
    return {
        "late": len(late),
        "count": counted(len(late), "käytäntö odottaa", "käytäntöä odottaa"),
        "never": sum(entry.data.reviewed is None for entry in late),
        "all": len(scope.practices),
        "months": settings.review_months,
        "undated": len(late) - len(dated),
        "rows": [
            {
                **links.entry_link(entry),
                "where": marks.where(entry),
                "newest": short_moment(newest),
                "reviewed": day(entry.data.reviewed) if entry.data.reviewed else "",
            }
            for newest, entry in dated[:_MOST]
        ],
        "more": len(late) - min(len(dated), _MOST),
        "chart": _ages([newest.year for newest, _ in dated], settings.cache / "kaaviot") if not scope.network else None,
    }


def _ages(years: Sequence[int], cache: Path) -> View | None:
    counts = sorted(Counter(years).items())
    if len(counts) < 2:
        return None
    title = "Tarkistettavat käytännöt tuoreimman lähteen vuoden mukaan"
    return {
        "title": title,
        "note": "Pylvään korkeus on käytäntöjen määrä.",
        "svg": charts.drawn(charts.columns(counts), "kaavio-lahteet", title, charts.told(counts), cache),
        "head": ["Tuorein lähde", "Käytäntöjä"],
        "rows": [[str(year), str(count)] for year, count in counts],
    }


def thin(scope: Scope, scores: Mapping[str, Completeness]) -> View | None:
    """The thinnest entries and what they lack most, and how many entries tell each thing."""
    if not scope.practices:
        return None
    ordered = sorted(scope.practices, key=lambda entry: scores[entry.slug].score)
    rows = [_thin(entry, scores[entry.slug]) for entry in ordered[:_MOST] if scores[entry.slug].missing]
    lacking = Counter(item.field for entry in scope.practices for item in scores[entry.slug].missing)
    return {"rows": rows, "more": max(0, len(ordered) - len(rows)), "told": _told(scope.practices, lacking)}


def _thin(practice: Practice, found: Completeness) -> View:
    labels = [item.label for item in found.missing]
    return {
        **links.entry_link(practice),
        "where": marks.where(practice),
        "score": found.score,
        "lacks": capitalised(", ".join(labels[:_LACKS])),
        "more": max(0, len(labels) - _LACKS),
    }


def _told(practices: Sequence[Practice], lacking: Counter[str]) -> list[View]:
    """How many of those that could tell a thing do, the best told first."""
    rows = []
    ahead = sum(is_ahead(entry.data) for entry in practices)
    for part in PARTS:
        asked = len(practices) - (ahead if part.later else 0)
        told = asked - lacking[part.missing.field]
        if asked:
            words = {"title": capitalised(part.missing.label), "why": part.missing.why}
            rows.append({**words, "told": told, "asked": asked, "share": round(100 * told / asked)})
    return sorted(rows, key=lambda row: -row["share"])


def followed(catalogue: Catalogue, scope: Scope) -> View | None:
    """Past events and what followed from them; for the whole country only those from which something did."""
    past = [event for event in scope.events if catalogue.event_end(event) < catalogue.today]
    rows = [_event(catalogue, event) for event in past]
    known = [row for row in rows if row["shown"] or row["heard"]]
    listed = rows if scope.network else known
    if not listed:
        return None
    return {"rows": listed[:_MOST], "more": max(0, len(listed) - _MOST), "known": len(known)}


def _event(catalogue: Catalogue, event: Event) -> View:
    data = event.data
    recap = catalogue.news.get(data.recap) if data.recap else None
    return {
        **links.entry_link(event),
        "when": short_moment(data.start),
        "shown": links.entry_links(catalogue, "practice", data.practices),
        "heard": [
            {"place": links.place_link(catalogue.places[use.adoption.municipality]), **links.entry_link(use.practice)}
            for use in catalogue.uses_by_event.get(event.slug, ())
        ],
        "recap": links.entry_link(recap) if recap else None,
    }
