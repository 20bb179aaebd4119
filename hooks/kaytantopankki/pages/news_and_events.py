"""The pages of news items, events and series of events, from their entries, and the lists of them."""

from collections.abc import Iterator

from babel.dates import format_date

from kaytantopankki import formatting, links
from kaytantopankki.content import field_types, models, municipalities
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NewsEntry
from kaytantopankki.page import Context, Page, entry_page, titled_page
from kaytantopankki.pages import assets, figures, practice_pages
from kaytantopankki.pages.cards import CardRenderer, numbered_pages
from kaytantopankki.settings import Settings

_PAST_EVENTS_PER_PAGE, _NEWS_PER_PAGE = 50, 30


def references(catalogue: Catalogue, data: models.News | models.Event | models.Project) -> Context:
    """What an entry names, as links, and its sources."""
    return {
        "places": links.place_links(catalogue, data.municipalities),
        "networks": links.entry_links(catalogue, "network", data.networks),
        "themes": [links.theme_link(catalogue, key) for key in data.themes],
        "sources": figures.sources(data.sources),
    }


def event_pages(catalogue: Catalogue, cards: CardRenderer, settings: Settings) -> Iterator[Page]:
    """A page for each event and series, and the list of all."""
    for entry in catalogue.events.values():
        picture = assets.picture(entry.data.image, settings.pictures)
        yield entry_page("tapahtumat/{slug}.md", entry, {**_event_view(catalogue, cards, entry), "image": picture})
    for name, entries in catalogue.series.items():
        organisers = dict.fromkeys(organiser for entry in entries for organiser in entry.data.organisers)
        rows = [event_row(catalogue, entry) for entry in entries]
        view = {"events": rows, "organisers": list(organisers), "years": _years(entries)}
        yield titled_page("tapahtumat/sarjat/{slug}.md", view, slug=municipalities.slugify(name), name=name)
    series = [
        {**_series_link(name), "count": len(entries), "years": _years(entries)}
        for name, entries in catalogue.series.items()
    ]
    first = titled_page("tapahtumat/index.md", {"coming": rows_by_deadline(catalogue), "series": series})
    past = [event_row(catalogue, entry) for entry in catalogue.past_events]
    yield from numbered_pages(first, "past", past, _PAST_EVENTS_PER_PAGE)


def rows_by_deadline(catalogue: Catalogue, most: int = 100) -> list[Context]:
    """Coming events, the nearest deadline first; the first open one is marked as the next."""
    rows = [event_row(catalogue, entry) for entry in catalogue.coming_events[:most]]
    for row in [row for row in rows if row["open"]][:1]:
        row["next"] = True
    return rows


def event_row(catalogue: Catalogue, entry: EventEntry) -> Context:
    """One event in a list."""
    data = entry.data
    deadline = data.registration_deadline
    is_open = catalogue.registration_open(entry)
    return {
        **links.entry_link(entry),
        "summary": data.summary,
        "day": _day_and_month(data),
        "weekday": _weekday(data.start),
        "clock": _hours(data),
        "year": data.start.year,
        "place": place(entry),
        "over": catalogue.event_end(entry) < catalogue.today,
        "audience": [formatting.capitalised(item.label) for item in data.audience],
        "status": data.status.value,
        "deadline": formatting.short_moment(deadline) if deadline else "",
        "open": is_open,
        "next": False,
        "left": (deadline.last_day - catalogue.today).days if deadline and is_open else None,
        "register": data.registration_url or "",
    }


def when(entry: EventEntry) -> str:
    """Maanantai 27. maaliskuuta 2023, klo 13–15"""
    data = entry.data
    if not data.start.day:
        return formatting.capitalised(formatting.moment(data.start))
    days = [data.start, *filter(None, [_other_last_day(data)])]
    text = " – ".join(f"{_weekday(each)} {formatting.long_date(each.first_day)}" for each in days)
    return formatting.capitalised(", ".join(filter(None, (text, _hours(data)))))


def place(entry: EventEntry) -> str:
    """Where an event is, and whether one can take part from elsewhere."""
    online = "etäyhteys" if entry.data.online else ""
    return " ja ".join(filter(None, (entry.data.place, online))) if entry.data.place else formatting.capitalised(online)


def facts(entry: EventEntry) -> dict[str, str]:
    """What it costs to take part, and for how many there is room; "" for what is not told."""
    data = entry.data
    price = "Maksuton" if data.price == 0 else formatting.in_euros(data.price)
    room = formatting.counted(data.capacity, "osallistuja", "osallistujaa") if data.capacity else ""
    return {
        "Hinta": ". ".join(filter(None, (price, data.price_note))),
        "Paikkoja": ". ".join(filter(None, (room, data.capacity_note))),
    }


def _event_view(catalogue: Catalogue, cards: CardRenderer, entry: EventEntry) -> Context:
    data = entry.data
    recap = catalogue.news[data.recap] if data.recap else None
    siblings = catalogue.series.get(data.series or "", ())
    return {
        **event_row(catalogue, entry),
        **references(catalogue, data),
        "when": when(entry),
        "status_label": formatting.capitalised(data.status.label),
        "organisers": list(data.organisers),
        "facts": facts(entry),
        "contact": formatting.contact_link(data.contact) if data.contact else None,
        "agenda": [formatting.fields_of(item, "time", "what") for item in data.agenda],
        "series": _series_link(data.series) if data.series else None,
        "siblings": [event_row(catalogue, item) for item in siblings if item.slug != entry.slug],
        "projects": links.entry_links(catalogue, "project", data.projects),
        "practices": cards.of(catalogue.practices[slug] for slug in data.practices),
        "recap": news_row(recap) if recap else None,
        "news": [news_row(item) for item in catalogue.news_about.get(entry.key, ()) if item is not recap],
        "adoptions": [
            {**practice_pages.adoption_row(catalogue, use), "practice": links.entry_link(use.practice)}
            for use in catalogue.adoptions_by_event.get(entry.slug, ())
        ],
    }


def _series_link(name: str) -> Context:
    return {"title": name, "url": f"tapahtumat/sarjat/{municipalities.slugify(name)}/"}


def _years(entries: tuple[EventEntry, ...]) -> str:
    return formatting.period(entries[0].data.start, entries[-1].data.start)


def _other_last_day(data: models.Event) -> field_types.Moment | None:
    """The last day of an event that is longer than a day."""
    return data.end if data.end and data.end.day and data.end.first_day != data.start.first_day else None


def _day_and_month(data: models.Event) -> str:
    """3.5. · 3.–4.5. · 31.5.–1.6. · 5/2026"""
    start, end = data.start, _other_last_day(data)
    if not start.day:
        return formatting.short_moment(start)
    if end is None:
        return f"{start.day}.{start.month}."
    month = "" if (start.month, start.year) == (end.month, end.year) else f"{start.month}."
    return f"{start.day}.{month}–{end.day}.{end.month}."


def _hours(data: models.Event) -> str:
    """klo 13–15.30; empty when the time is not known"""
    if data.start.hour < 0:
        return ""
    times = [each for each in (data.start, data.end) if each and each.hour >= 0]
    within_day = times if times[-1].first_day == data.start.first_day else times[:1]
    return f"klo{formatting.NBSP}{'–'.join(map(_clock, within_day))}"


def _clock(value: field_types.Moment) -> str:
    """13 · 13.30"""
    return f"{value.hour}.{value.minute:02}" if value.minute else str(value.hour)


def _weekday(value: field_types.Moment) -> str:
    """maanantai; empty when the day is not known"""
    return str(format_date(value.first_day, "cccc", locale="fi")) if value.day else ""


def news_pages(catalogue: Catalogue, cards: CardRenderer, settings: Settings) -> Iterator[Page]:
    """Every news item, the list of all, and the lists by year and theme."""
    for entry in catalogue.latest_news:
        picture = assets.picture(entry.data.image, settings.pictures)
        yield entry_page("uutiset/{slug}.md", entry, {**_news_view(catalogue, cards, entry), "image": picture})
    themes = {key: theme for key, theme in catalogue.vocabulary.themes.items() if key in catalogue.news_by_theme}
    view = {
        "years": [
            {"title": year, "url": f"uutiset/vuosi/{year}/", "count": len(entries)}
            for year, entries in catalogue.news_by_year.items()
        ],
        "themes": [
            {"title": theme.title, "url": f"uutiset/teema/{key}/", "count": len(catalogue.news_by_theme[key])}
            for key, theme in themes.items()
        ],
    }
    lists = [(titled_page("uutiset/index.md", view), catalogue.latest_news)]
    for year, entries in catalogue.news_by_year.items():
        lists.append((titled_page("uutiset/vuosi/{year}.md", view, year=year), entries))
    for key, entries in catalogue.news_by_theme.items():
        title = catalogue.vocabulary.themes[key].title
        lists.append((titled_page("uutiset/teema/{key}.md", view, key=key, title=title), entries))
    for page, entries in lists:
        yield from numbered_pages(page, "news", list(map(news_row, entries)), _NEWS_PER_PAGE)


def news_row(entry: NewsEntry) -> Context:
    """One piece of news in a list."""
    data = entry.data
    return {
        **links.entry_link(entry),
        "date": formatting.short_moment(data.date),
        "iso": str(data.date)[:10],
        "summary": data.summary,
        "type": formatting.capitalised(data.type.label),
    }


def _news_view(catalogue: Catalogue, cards: CardRenderer, entry: NewsEntry) -> Context:
    data = entry.data
    return {
        **news_row(entry),
        **references(catalogue, data),
        "when": formatting.capitalised(formatting.moment(data.date)),
        "projects": links.entry_links(catalogue, "project", data.projects),
        "events": links.entry_links(catalogue, "event", data.events),
        "tags": [links.tag_link(tag) for tag in data.tags],
        "practices": cards.of(catalogue.practices[slug] for slug in data.practices),
    }
