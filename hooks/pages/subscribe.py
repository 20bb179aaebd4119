"""The page that tells how to subscribe, and to what."""

from catalogue.catalogue import Catalogue
from feeds.outline import ALL, FEW, SOME
from feeds.subscriptions import Subscriptions, link
from pages.page import Link, Page, View

_FEEDS = (
    ("all", "Koko sivusto", f"Enintään {ALL} uusinta."),
    ("theme", "Teemat", f"Teeman käytännöt ja uutiset, enintään {SOME} uusinta."),
    ("network", "Verkostot", f"Jäsenkuntien käytännöt ja verkoston uutiset, enintään {SOME} uusinta."),
    ("municipality", "Kunnat", f"Omat ja muualta otetut käytännöt ja uutiset, enintään {FEW} uusinta."),
)


def subscribe_page(catalogue: Catalogue) -> Page:
    """Every feed and calendar; what they are is told in the hand-written text of the page."""
    offered = Subscriptions(catalogue)
    groups: list[View] = [
        {"id": f"syotteet-{kind}", "title": title, "about": about, "items": items}
        for kind, title, about in _FEEDS
        if (items := [link(feed) for feed in offered.feeds if feed.kind == kind])
    ]
    return Page(
        uri="tilaa.md",
        title="Tilaa syötteet ja kalenterit",
        template="tilaa.html",
        section="tietoa/",
        crumbs=(Link("Tietoa", "tietoa/"),),
        description="Tilaa uutiset, käytännöt ja tapahtumat omaan lukuohjelmaasi, Teamsiin tai kalenteriin.",
        view={
            "feeds": groups,
            "calendars": [link(calendar) for calendar in offered.calendars if calendar.kind != "event"],
        },
    )
