"""Pages of news and of events, and their lists."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kaytantopankki import links
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NewsEntry
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.formatting import capitalised, counted, long_date, moment, short_moment, time_text, weekday
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages.cards import CardRenderer, paged
from kaytantopankki.pages.figures import sources
from kaytantopankki.pages.practice_pages import adoption_row

_PAST_PER_PAGE = 50


def event_pages(catalogue: Catalogue, deck: CardRenderer) -> Iterator[Page]:
    """A page for each event and series, and the list of all."""
    for entry in catalogue.events.values():
        yield _event(catalogue, deck, entry)
    for name, entries in catalogue.series.items():
        yield Page(
            uri=f"tapahtumat/sarjat/{slugify(name)}.md",
            title=name,
            template="tapahtumasarja.html",
            section="tapahtumat/",
            crumbs=(Link("Tapahtumat", "tapahtumat/"),),
            description=f"Tapahtumasarja {name}: tilaisuudet ja ilmoittautuminen.",
            view={"events": [event_row(catalogue, entry) for entry in entries], **_series_facts(entries)},
        )
    past = [event_row(catalogue, entry) for entry in catalogue.past_events]
    series = [
        {"title": name, "url": f"tapahtumat/sarjat/{slugify(name)}/", "count": len(entries), "years": _years(entries)}
        for name, entries in catalogue.series.items()
    ]
    yield from paged(
        Page(
            uri="tapahtumat/index.md",
            title="Tapahtumat",
            template="tapahtumat.html",
            section="tapahtumat/",
            description="Verkostojen tulevat tapahtumat ilmoittautumispäivineen, menneet tapahtumat ja tapahtumasarjat.",
            view={"coming": rows_by_deadline(catalogue), "series": series},
        ),
        "past",
        past,
        _PAST_PER_PAGE,
    )


def rows_by_deadline(catalogue: Catalogue, most: int = 100) -> list[Context]:
    """Coming events, the nearest deadline first; the first open one is marked as the next."""
    found = [event_row(catalogue, entry) for entry in catalogue.coming_events[:most]]
    for item in found:
        if item["open"]:
            item["next"] = True
            break
    return found


def event_row(catalogue: Catalogue, entry: EventEntry) -> Context:
    """One event in a list."""
    data = entry.data
    deadline = data.registration_deadline
    is_open = catalogue.registration_open(entry)
    left = (deadline.last_day - catalogue.today).days if deadline and is_open else None
    return {
        **links.entry_link(entry),
        "summary": data.summary,
        "day": _day_and_month(entry),
        "weekday": weekday(data.start),
        "clock": _clock(entry),
        "year": data.start.year,
        "place": place(entry),
        "over": catalogue.event_end(entry) < catalogue.today,
        "audience": [capitalised(item.label) for item in data.audience],
        "status": data.status.value,
        "deadline": short_moment(deadline) if deadline else "",
        "open": is_open,
        "next": False,
        "left": _left(left) if left is not None else "",
        "register": data.registration_url or "",
    }


def _left(days: int) -> str:
    return f"{counted(days, 'päivä', 'päivää')} aikaa" if days else "viimeinen päivä tänään"


def _event(catalogue: Catalogue, deck: CardRenderer, entry: EventEntry) -> Page:
    data = entry.data
    recap = catalogue.news[data.recap] if data.recap else None
    heard = [
        {**adoption_row(catalogue, use.adoption), "practice": links.entry_link(use.practice)}
        for use in catalogue.adoptions_by_event.get(entry.slug, ())
    ]
    siblings = [item for item in catalogue.series.get(data.series or "", ()) if item.slug != entry.slug]
    view = {
        **event_row(catalogue, entry),
        "when": when(entry),
        "status_label": capitalised(data.status.label),
        "organisers": list(data.organisers),
        "online": data.online,
        "series": {"title": data.series, "url": f"tapahtumat/sarjat/{slugify(data.series)}/"} if data.series else None,
        "siblings": [event_row(catalogue, item) for item in siblings],
        "places": links.place_links(catalogue, data.municipalities),
        "networks": links.entry_links(catalogue, "network", data.networks),
        "projects": links.entry_links(catalogue, "project", data.projects),
        "themes": [links.theme_link(catalogue, key) for key in data.themes],
        "practices": deck.of(tuple(catalogue.practices[slug] for slug in data.practices)),
        "recap": news_item(recap) if recap else None,
        "news": [news_item(item) for item in catalogue.news_about.get(entry.key, ()) if item is not recap],
        "adoptions": heard,
        "sources": sources(data.sources),
    }
    return Page(
        uri=f"tapahtumat/{entry.slug}.md",
        title=data.title,
        template="tapahtuma.html",
        section="tapahtumat/",
        crumbs=(Link("Tapahtumat", "tapahtumat/"),),
        description=data.summary,
        body=entry.body,
        source=entry.path,
        untrusted=True,
        view=view,
    )


def _series_facts(entries: tuple[EventEntry, ...]) -> Context:
    organisers = list(dict.fromkeys(name for entry in entries for name in entry.data.organisers))
    return {"organisers": organisers, "years": _years(entries)}


def _years(entries: tuple[EventEntry, ...]) -> str:
    first, last = entries[0].data.start.year, entries[-1].data.start.year
    return str(first) if first == last else f"{first}–{last}"


def _day_and_month(entry: EventEntry) -> str:
    start, end = entry.data.start, entry.data.end
    if not start.day:
        return short_moment(start)
    if end and end.day and end.first_day != start.first_day:
        first = (
            f"{start.day}." if end.month == start.month and end.year == start.year else f"{start.day}.{start.month}."
        )
        return f"{first}–{end.day}.{end.month}."
    return f"{start.day}.{start.month}."


def _clock(entry: EventEntry) -> str:
    start, end = entry.data.start, entry.data.end
    text = time_text(start)
    if text and end and end.hour >= 0 and end.first_day == start.first_day:
        text += "–" + time_text(end).removeprefix("klo\u00a0")
    return text


def when(entry: EventEntry) -> str:
    """Maanantai 27. maaliskuuta 2023, klo 13–15"""
    start, end = entry.data.start, entry.data.end
    if not start.day:
        return capitalised(moment(start))
    text = f"{weekday(start)} {long_date(start.first_day)}"
    if end and end.day and end.first_day != start.first_day:
        text += f" – {weekday(end)} {long_date(end.first_day)}"
    return capitalised(", ".join(filter(None, (text, _clock(entry)))))


def place(entry: EventEntry) -> str:
    """Where an event is, and whether one can take part from elsewhere."""
    return (
        " ja ".join(filter(None, (entry.data.place, "etäyhteys" if entry.data.online else "")))
        if entry.data.place
        else ("Etäyhteys" if entry.data.online else "")
    )


_PER_PAGE = 30


def news_items(entries: Iterable[NewsEntry]) -> list[Context]:
    """News as rows of a list."""
    return [news_item(entry) for entry in entries]


def news_item(entry: NewsEntry) -> Context:
    """One row: date, title, summary."""
    data = entry.data
    return {
        **links.entry_link(entry),
        "date": short_moment(data.date),
        "iso": str(data.date)[:10],
        "summary": data.summary,
        "type": capitalised(data.type.label),
    }


def news_pages(catalogue: Catalogue, deck: CardRenderer) -> Iterator[Page]:
    """Every news item, the list of all, and the lists by year and theme."""
    yield from _items(catalogue, deck)
    years: list[Context] = [
        {"title": year, "url": f"uutiset/vuosi/{year}/", "count": len(found)}
        for year, found in catalogue.news_by_year.items()
    ]
    themes: list[Context] = [
        {**links.theme_link(catalogue, key), "url": f"uutiset/teema/{key}/", "count": len(catalogue.news_by_theme[key])}
        for key in catalogue.vocabulary.themes
        if key in catalogue.news_by_theme
    ]
    view = {"years": years, "themes": themes}
    first = Page(
        uri="uutiset/index.md",
        title="Uutiset",
        template="uutiset.html",
        section="uutiset/",
        view=view,
        description="Uutisia kuntien verkostoista ja kestävyystyöstä.",
    )
    yield from paged(first, "news", news_items(catalogue.latest_news), _PER_PAGE)
    crumbs = (Link("Uutiset", "uutiset/"),)
    for link, found in ((link, catalogue.news_by_year[link["title"]]) for link in years):
        page = replace(
            first,
            uri=link["url"].rstrip("/") + ".md",
            title=f"Uutiset vuodelta {link['title']}",
            description=f"Uutisia kuntien verkostoista ja kestävyystyöstä vuodelta {link['title']}.",
            crumbs=crumbs,
        )
        yield from paged(page, "news", news_items(found), _PER_PAGE)
    for key, found in catalogue.news_by_theme.items():
        title = catalogue.vocabulary.themes[key].title
        page = replace(
            first,
            uri=f"uutiset/teema/{key}.md",
            title=f"Uutiset: {title}",
            description=f"Uutisia kuntien kestävyystyöstä. Teema: {title}.",
            crumbs=crumbs,
        )
        yield from paged(page, "news", news_items(found), _PER_PAGE)


def _items(catalogue: Catalogue, deck: CardRenderer) -> Iterator[Page]:
    for entry in catalogue.latest_news:
        data = entry.data
        yield Page(
            uri=f"uutiset/{entry.slug}.md",
            title=data.title,
            template="uutinen.html",
            section="uutiset/",
            crumbs=(Link("Uutiset", "uutiset/"),),
            description=data.summary,
            body=entry.body,
            source=entry.path,
            untrusted=True,
            view={
                **news_item(entry),
                "when": capitalised(moment(data.date)),
                "places": links.place_links(catalogue, data.municipalities),
                "networks": links.entry_links(catalogue, "network", data.networks),
                "projects": links.entry_links(catalogue, "project", data.projects),
                "events": links.entry_links(catalogue, "event", data.events),
                "themes": [links.theme_link(catalogue, key) for key in data.themes],
                "tags": [links.tag_link(tag) for tag in data.tags],
                "practices": deck.of(tuple(catalogue.practices[slug] for slug in data.practices)),
                "sources": sources(data.sources),
            },
        )
