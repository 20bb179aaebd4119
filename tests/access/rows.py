"""The rows of the report: each measures a site, notes what does not hold, and tells its figures in words."""

from collections.abc import Callable
from statistics import median

from lxml import html
from playwright.sync_api import Page

from tests.access import browser as look
from tests.access import document, keys, kinds
from tests.access.paper import Paper
from tests.access.states import unfold
from tests.access.subject import Subject
from tests.access.valid import errors

Row = Callable[[Subject], str]
# What readers set: the width of the window, and how they change the page.
ADAPTED: tuple[tuple[str, int, Callable[[Page], None]], ...] = (
    ("320 px", 320, lambda _: None),
    ("200 %", 1280, look.enlarge),
    ("spacing", 1280, lambda page: look.restyle(page, look.SPACING)),
    ("spacing at 360 px", 360, lambda page: look.restyle(page, look.SPACING)),
)


def axe(site: Subject) -> str:
    """axe, every kind of page with everything folded out, light and dark, 1280 and 360 px"""
    runs = []
    for width in look.WIDTHS:
        for scheme in look.SCHEMES:
            for path, page in site.each(width, scheme):
                unfold(page)
                runs.append(site.miss(f"axe {width} {scheme}", path, look.axe(page)))
    return f"{sum(runs)} violations in {len(runs)} runs, {runs.count(0)} clean"


def every_page(site: Subject) -> str:
    """axe on every page, identifiers unique"""
    pages = site.every_page()
    broken = repeated = 0
    with look.context(site.browser) as made:
        page = made.new_page()
        for path in pages:
            tree = html.fromstring(kinds.file(site.folder, path).read_text(encoding="utf-8"))
            repeated += site.miss("identifiers", path, list(document.identifiers_are_unique(tree, path)))
            look.open_page(page, site.address, path)
            unfold(page)
            broken += site.miss("axe", path, look.axe(page))
    return f"{broken} violations, {repeated} repeated identifiers on {len(pages)} pages"


def tab_stops(site: Subject) -> str:
    """every Tab stop seen, its ring at least 2 px and 3:1"""
    found = []
    for width in look.WIDTHS:
        for scheme in look.SCHEMES:
            for path, page in site.each(width, scheme):
                stops = look.stops(page)
                found += stops
                site.miss(f"focus {width} {scheme}", path, [str(stop) for stop in stops if not stop.sound])
    unseen = sum(not stop.seen for stop in found)
    thin, faint = sum(stop.width < 2 for stop in found), sum(stop.contrast < 3 for stop in found)
    return f"{len(found)} stops: {unseen} not seen, {thin} rings under 2 px, {faint} under 3:1"


def keyboard(site: Subject) -> str:
    """by keyboard alone; Esc closes and the focus returns"""
    told = []
    for task in site.tasks:
        with look.context(site.browser, task.width) as made:
            page = made.new_page()
            look.open_page(page, site.address, task.page)
            failure = keys.failure(page, task)
            site.miss("keyboard", task.name, [failure] if failure else [])
            told.append(f"{task.name}: {failure or 'works'}")
    return "; ".join(told)


def structure(site: Subject) -> str:
    """skip link, language, headings, texts of pictures, aria-current, identifiers"""
    return _by_rule(site, document.RULES)


def announced(site: Subject) -> str:
    """the count of results is said aloud"""
    told = []
    for query, count, said in keys.counts(site.browser, site.address, site.name == "this"):
        right = count in said
        site.miss("count", query, [] if right else [f"{count} results, said {said}"])
        told.append(f"{query}: {count} results, {'said' if right else 'not said'}")
    return "; ".join(told)


def charts(site: Subject) -> str:
    """charts and maps: name, description, table or list"""
    drawings = sum(len(tree.xpath("//svg[@role='img']")) for _, tree in site.documents())
    return f"{drawings} drawings; {_by_rule(site, document.CHARTS)}"


def _by_rule(site: Subject, rules: tuple[document.Rule, ...]) -> str:
    counts = dict.fromkeys(rules, 0)
    for path, tree in site.documents():
        for rule in rules:
            counts[rule] += site.miss(rule.__name__, path, list(rule(tree, site.address + path)))
    broken = [f"{count} × not “{rule.__name__.replace('_', ' ')}”" for rule, count in counts.items() if count]
    return "; ".join(broken) or f"0 problems on {len(site.pages)} pages"


def without_scripts(site: Subject) -> str:
    """without JavaScript: full lists, no dead controls; with it: choices in fieldsets with a legend"""
    dead = lacking = loose = 0
    with look.context(site.browser, java_script_enabled=False) as made:
        plain = made.new_page()
        for path, page in site.each():
            look.open_page(plain, site.address, path.partition("?")[0])
            dead += site.miss("dead control", path, look.read(plain, "dead()"))
            loose += site.miss("no fieldset", path, look.read(page, "loose()"))
            if "?" not in path:  # An answer that a script makes cannot be there without it.
                lost = look.read(page, "links()") - look.read(plain, "links()")
                lacking += site.miss("links without JavaScript", path, [f"{lost} lacking"] if lost > 0 else [])
    return f"{dead} dead controls, {lacking} pages with fewer links, {loose} choices without fieldset"


def room(site: Subject) -> str:
    """320 px, 200 % text, text spacing: nothing wider than the page, no text cut off"""
    told = []
    for name, width, change in ADAPTED:
        wide = cut = 0
        for path, page in site.each(width):
            change(page)
            over = look.read(page, "wide()")
            wide += site.miss(name, path, [f"{over} px too wide"] if over else [])
            cut += site.miss(name, path, look.read(page, "cut()"))
        told.append(f"{name}: {wide} pages too wide, {cut} texts cut")
    return "; ".join(told)


def forced_colours(site: Subject) -> str:
    """forced colours: texts and drawings stand out"""
    lost = sum(
        site.miss(f"forced colours {scheme}", path, look.read(page, "faint()") + look.read(page, "lost()"))
        for scheme in look.SCHEMES
        for path, page in site.each(1280, scheme, forced_colors="active")
    )
    return f"{lost} lost"


def motion(site: Subject) -> str:
    """reduced motion: nothing moves"""
    moving = sum(
        site.miss("motion", path, look.read(page, "moving()")) for path, page in site.each(reduced_motion="reduce")
    )
    return f"{moving} moving"


def pointed_at(site: Subject) -> str:
    """contrast of links and buttons under the mouse"""
    told = []
    for scheme in look.SCHEMES:
        known: set[str] = set()
        faint = [
            site.miss(f"hover {scheme}", path, look.faint_when_pointed_at(page, known))
            for path, page in site.each(1280, scheme)
        ]
        told.append(f"{scheme}: {sum(faint)} too faint of {len(known)} kinds")
    return "; ".join(told)


def validity(site: Subject) -> str:
    """HTML valid (vnu)"""
    found = errors(site.folder)
    site.miss("HTML", "every page", found)
    return f"{len(found)} errors on {sum(1 for _ in site.folder.rglob('*.html'))} pages"


def privacy(site: Subject) -> str:
    """own host only, no cookies, nothing stored, no breach of the policy"""
    hosts: set[str] = set()
    cookies, stored, breaches = 0, 0, 0
    for seen in site.visits:
        path = seen.page
        hosts |= seen.hosts
        cookies += site.miss("cookies", path, [str(seen.cookies)] if seen.cookies else [])
        stored += site.miss("stored", path, seen.stored)
        breaches += site.miss("policy", path, seen.breaches)
        site.miss("host", path, sorted(seen.hosts))
    policies = sum(bool(tree.xpath("//meta[@http-equiv='Content-Security-Policy']")) for _, tree in site.documents())
    return (
        f"other hosts: {', '.join(sorted(hosts)) or 'none'}; {cookies} cookies; {stored} items stored; "
        f"{breaches} breaches, policy on {policies} of {len(site.pages)} pages"
    )


def weight(site: Subject) -> str:
    """over the network without images at most 100 kB and 12 requests, JavaScript 60 kB, nothing of search before it is used"""
    seen = site.visits
    for one in seen:
        site.miss("weight", one.page, one.too_much)
        site.miss("search", one.page, one.searching)
    heaviest = max(seen, key=lambda one: one.sent)
    return (
        f"median {median(one.sent for one in seen):.0f} kB, most {heaviest.sent:.0f} kB ({heaviest.page or 'front page'}), "
        f"as files {median(one.weight for one in seen):.0f} and {max(one.weight for one in seen):.0f} kB; "
        f"at most {max(one.count for one in seen)} requests; JavaScript {max(one.sent_scripts for one in seen):.0f} kB, as files {max(one.scripts for one in seen):.0f} kB; "
        f"search asked on {sum(bool(one.searching) for one in seen)} pages"
    )


def paper(site: Subject) -> str:
    """printed: tagged, addresses of sources shown, key facts on the first page"""
    practices = [path for path in site.pages if path.startswith("kaytannot/") and path != "kaytannot/"]
    tagged = shown = all_sources = facts = 0
    with look.context(site.browser) as made:
        page = made.new_page()
        for path in practices:
            look.open_page(page, site.address, path)
            printed, sources = Paper(page), source_addresses(page)
            tagged += printed.tagged
            facts += "Avaintiedot" in printed.first
            hidden = [address for address in sources if not printed.shows(address)]
            shown, all_sources = shown + len(sources) - len(hidden), all_sources + len(sources)
            site.miss("paper", path, hidden)
            site.miss(
                "paper",
                path,
                [] if printed.tagged and "Avaintiedot" in printed.first else ["not tagged or no key facts"],
            )
    return f"{tagged} of {len(practices)} tagged, {shown} of {all_sources} addresses shown, key facts first on {facts}"


def source_addresses(page: Page) -> list[str]:
    """The addresses of links that lead to other sites from the content of a page, but not to the repository."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('main a[href^=http]:not(.btn, .noprint *)')].map((link) => link.getAttribute('href'))"
    )
    return found


ROWS: tuple[Row, ...] = (
    axe,
    tab_stops,
    keyboard,
    structure,
    announced,
    without_scripts,
    charts,
    room,
    forced_colours,
    motion,
    pointed_at,
    validity,
    privacy,
    weight,
    paper,
)
