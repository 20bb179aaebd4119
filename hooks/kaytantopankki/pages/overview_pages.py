"""The pages of the coordinator's view, of the whole country and of each network that has members: what there is, what is
missing and what is old."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kaytantopankki import formatting, links
from kaytantopankki.analysis import overview
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NetworkEntry, PracticeEntry, newest_source
from kaytantopankki.page import Context, Page, titled_page
from kaytantopankki.pages import charts, figures, overview_parts
from kaytantopankki.settings import Settings

_MOST, _MOST_LACKS = 20, 4


def overview_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    """The overview of the whole country, and of each network that has members."""
    networks = [entry for entry in catalogue.networks_by_title if entry.data.present_members]
    yield titled_page("tilannekuva.md", _view(catalogue, overview.area_of(catalogue), settings, networks))
    for entry in networks:
        view = _view(catalogue, overview.area_of(catalogue, entry), settings)
        about = {"slug": entry.slug, "name": _name(entry), "title": entry.data.title}
        yield titled_page("verkostot/{slug}/tilannekuva.md", view, **about)


def _name(network: NetworkEntry) -> str:
    return str(network.data.short or network.data.title)


def _view(
    catalogue: Catalogue, area: overview.Area, settings: Settings, networks: Sequence[NetworkEntry] = ()
) -> Context:
    """Each section; None for one that has nothing to show."""
    coverage = overview.coverage(catalogue, area)
    return {
        "network": links.entry_link(area.network) if area.network else None,
        "networks": [{"title": _name(entry), "url": f"{links.entry_url(entry)}tilannekuva/"} for entry in networks],
        "counts": _counts(catalogue, area, coverage),
        **overview_parts.sections(catalogue, area, coverage),
        "review": _review(catalogue, area, settings.review_months),
        "thin": _thin_entries(area.practices) if area.practices else None,
        "events": _events(catalogue, area),
    }


def _counts(catalogue: Catalogue, area: overview.Area, coverage: overview.Coverage) -> Context:
    """How many practices there are, how many members have some of their own, and how many have none, not even one
    taken from elsewhere; and the search for the practices."""
    own, uses = catalogue.practices_by_municipality, catalogue.adoptions_by_municipality
    search = links.search_url(laji="Käytäntö", verkosto=area.network.slug) if area.network else "kaytannot/"
    return {
        "practices": len(area.practices),
        "search": search,
        "members": len(area.members),
        "uncovered": len(coverage.uncovered) if coverage.rows else 0,
        "owners": sum(name in own for name in area.members),
        "empty": sum(
            name not in own and not any(use.kind == "taken" for use in uses.get(name, ())) for name in area.members
        ),
    }


def _events(catalogue: Catalogue, area: overview.Area) -> Context | None:
    """Past events and what followed from them; for the whole country only those from which something did."""
    rows = [_event(catalogue, event) for event in area.events if catalogue.event_end(event) < catalogue.today]
    fruitful = [row for row in rows if row["shown"] or row["heard"]]
    shown = rows if area.network else fruitful
    return {"known": len(fruitful), **overview_parts.first_rows("rows", shown, _MOST, dict)} if shown else None


def _event(catalogue: Catalogue, event: EventEntry) -> Context:
    data = event.data
    recap = catalogue.news.get(data.recap) if data.recap else None
    return {
        **links.entry_link(event),
        "when": formatting.short_moment(data.start),
        "shown": links.entry_links(catalogue, "practice", data.practices),
        "heard": [
            {
                "place": links.place_link(catalogue.places[use.adoption.municipality]),
                "stage": formatting.adoption_stage_view(catalogue, use)["text"].lower(),
                **links.entry_link(use.practice),
            }
            for use in catalogue.adoptions_by_event.get(event.slug, ())
        ],
        "recap": links.entry_link(recap) if recap else None,
    }


def _review(catalogue: Catalogue, area: overview.Area, months: int) -> Context | None:
    """Entries past review, those with the oldest sources first."""
    late = [entry for entry in area.practices if figures.overdue(entry.data.reviewed, catalogue.today, months)]
    if not late:
        return None
    dated = [(newest, entry) for entry in late if (newest := newest_source(entry))]
    dated.sort(key=lambda pair: (pair[0].year, pair[0].month, pair[0].day))
    years = [newest.year for newest, _ in dated] if area.network is None else []
    return {
        "late": len(late),
        "count": formatting.counted(len(late), "käytäntö odottaa", "käytäntöä odottaa"),
        "never": sum(entry.data.reviewed is None for entry in late),
        "all": len(area.practices),
        "months": months,
        "undated": len(late) - len(dated),
        "rows": [
            {
                **formatting.practice_row(entry),
                "newest": formatting.short_moment(newest),
                "reviewed": formatting.long_date(entry.data.reviewed) if entry.data.reviewed else "",
            }
            for newest, entry in dated[:_MOST]
        ],
        "more": max(len(late) - _MOST, len(late) - len(dated)),
        "chart": charts.year_chart("lahteet", years),
    }


def _thin_entries(practices: Sequence[PracticeEntry]) -> Context:
    """The thinnest entries and what they lack most, and how many entries tell each thing."""
    scored = [(entry, overview.completeness(entry)) for entry in practices]
    scored.sort(key=lambda pair: pair[1].score)
    rows = [_thin_entry(*pair) for pair in scored[:_MOST] if pair[1].missing]
    return {"rows": rows, "more": len(scored) - len(rows), "told": _shares_told(scored)}


def _thin_entry(practice: PracticeEntry, completeness: overview.Completeness) -> Context:
    labels = [item.label for item in completeness.missing]
    return {
        **formatting.practice_row(practice),
        "score": completeness.score,
        "lacks": formatting.capitalised(", ".join(labels[:_MOST_LACKS])),
        "more": max(0, len(labels) - _MOST_LACKS),
    }


def _shares_told(scored: Sequence[tuple[PracticeEntry, overview.Completeness]]) -> list[Context]:
    """How many of those that could tell a thing do, the best told first."""
    lacking = Counter(item.field for _, completeness in scored for item in completeness.missing)
    ahead = sum(entry.data.stage in overview.EARLY_STAGES for entry, _ in scored)
    rows = []
    for part in overview.CRITERIA:
        asked = len(scored) - (ahead if part.later else 0)
        told = asked - lacking[part.field]
        if asked:
            words = {"title": formatting.capitalised(part.label), "why": part.why}
            rows.append({**words, "told": told, "asked": asked, "share": round(100 * told / asked)})
    return sorted(rows, key=lambda row: -row["share"])
