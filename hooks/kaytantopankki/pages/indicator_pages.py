"""The pages of the indicators: who follows each, and what practices have moved it; and the programmes of a municipality
with the figures by which they are followed."""

from collections.abc import Iterable, Iterator, Sequence

from kaytantopankki import formatting, links
from kaytantopankki.content import field_types, kind_submodels
from kaytantopankki.content.catalogue import Catalogue, MunicipalityEntry, PracticeEntry, grouped
from kaytantopankki.content.municipalities import collation
from kaytantopankki.page import Context, Page, titled_page
from kaytantopankki.pages import cards, figures


def indicator_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list of the indicators that some entry uses, and a page for each."""
    used = sorted(catalogue.entries_by_indicator, key=lambda key: collation(catalogue.vocabulary.indicators[key].title))
    pages = {key: _rows(catalogue, key) for key in used}
    summaries = [_summary(catalogue, key, rows) for key, rows in pages.items()]
    yield from cards.numbered_pages(titled_page("mittarit/index.md", {}), "indicators", summaries)
    for summary, (key, rows) in zip(summaries, pages.items(), strict=True):
        page = titled_page("mittarit/{key}.md", summary, key=key, **summary)
        yield from cards.numbered_pages(page, "rows", rows)


def _summary(catalogue: Catalogue, key: str, rows: Sequence[Context]) -> Context:
    """What an indicator measures, and how many municipalities follow it and practices have moved it."""
    indicator = catalogue.vocabulary.indicators[key]
    moved = {row["practice"]["url"] for row in rows if row["section"] == "results"}
    return {
        **links.indicator_link(catalogue, key),
        **formatting.fields_of(indicator, "description", "unit"),
        "direction": formatting.capitalised(indicator.direction.label),
        "municipalities": sum(row["section"] == "followed" for row in rows),
        "practices": len(moved),
    }


def _rows(catalogue: Catalogue, key: str) -> list[Context]:
    """All that uses the indicator, in the order of the page's sections: who follows it, what moved it, what aims at it."""
    entries = catalogue.entries_by_indicator[key]
    figures_of = [row for entry in entries if entry.kind == "practice" for row in _results(catalogue, entry, key)]
    return [
        *(_follower(catalogue, entry, key) for entry in entries if entry.kind == "municipality"),
        *sorted(figures_of, key=lambda row: row["section"]),
    ]


def _follower(catalogue: Catalogue, entry: MunicipalityEntry, key: str) -> Context:
    place = catalogue.places[entry.data.municipality]
    followed = [item for item in entry.data.indicators if item.indicator == key]
    return {
        "section": "followed",
        "place": links.place_link(place),
        "series": yearly(catalogue, followed),
        "sources": len({number for item in followed for number in item.source}),
        "sources_url": f"kunnat/{place.slug}/#lahteet",
    }


def _results(catalogue: Catalogue, practice: PracticeEntry, key: str) -> Iterator[Context]:
    for item in practice.data.results:
        if item.indicator == key:
            yield {
                "section": "targets" if item.basis == field_types.Basis.TARGET else "results",
                "practice": formatting.practice_row(practice),
                **figures.result(item, catalogue.vocabulary),
                "sources": len(item.source),
                "sources_url": f"{links.entry_url(practice)}#lahteet",
            }


def yearly(catalogue: Catalogue, items: Iterable[kind_submodels.Measure]) -> list[Context]:
    """The figures of a municipality by year. Those of one indicator, unit and note stand together, with bars from zero
    as per cent of the largest."""
    series = []
    for (key, unit, note), values in grouped(items, lambda item: [(item.indicator, item.unit, item.note)]).items():
        least, most = min(item.value for item in values), max(item.value for item in values)
        series.append(
            {
                **links.indicator_link(catalogue, key),
                "key": key,
                "unit": unit or catalogue.vocabulary.indicators[key].unit,
                "note": note or "",
                "years": [
                    {
                        **formatting.fields_of(item, "year", "source"),
                        "value": figures.with_exactness(formatting.number(item.value), item.approx),
                        "unit": catalogue.vocabulary.indicators[key].unit_after(item.value, unit),
                        "basis": figures.basis_view(item.basis),
                        "bar": round(100 * item.value / most, 1) if len(values) > 1 and least >= 0 < most else None,
                    }
                    for item in sorted(values, key=lambda item: item.year)
                ],
            }
        )
    return series


def programme_rows(items: Iterable[kind_submodels.Programme], measures: Sequence[Context]) -> Iterator[Context]:
    """Programmes and actions, each after what it belongs to, with the figures by which it is followed."""
    paths: dict[str | None, tuple[int, ...]] = {}
    rows = []
    for number, item in enumerate(items):
        paths[item.title] = path = (*paths.get(item.under, ()), number)
        rows.append((path, item))
    for path, item in sorted(rows, key=lambda row: row[0]):
        yield {
            **formatting.fields_of(item, "title", "year", "url", "note", "source"),
            "what": formatting.capitalised(", ".join(part.label for part in (item.kind, item.stage) if part)),
            "level": len(path),
            "series": [series for series in measures if series["key"] in item.followed_by],
        }
