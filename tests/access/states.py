"""Brings a page to the states that only a script makes. What a state needs is found on the site, whatever its content is."""

import re
from collections.abc import Callable, Iterator

from playwright.sync_api import Locator, Page, expect

from kaytantopankki.pages.form_pages import FORMS
from tests.access.rules import unfold

TYPO, NONSENSE = "kaukolämpp", "qqxzwq"
State = Callable[[Page, str], Iterator[str]]


def menu(page: Page, address: str) -> Iterator[str]:
    """The menu of a telephone."""
    page.goto(address + "kunnat/")
    if (button := page.locator("#menu")).is_visible():
        button.click()
        yield "menu"


def settled(page: Page) -> Locator:
    """The results of the search, once they are there."""
    results = page.locator("#tulokset")
    expect(results).to_have_attribute("aria-busy", "false")
    return results


def search(page: Page, address: str) -> Iterator[str]:
    """Suggestions under the field of every page, and the page of the search."""
    page.goto(address + "kunnat/")
    page.get_by_label("Hakusanat").press_sequentially("kaukol")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    yield "suggestions"
    for state, question in (
        ("results", f"haku={TYPO}&teema=energia"),
        ("filtered away", "laji=Uutinen&vaihe=in_use"),
        ("nothing found", f"haku={NONSENSE}"),
        ("near words", f"haku={TYPO}&tarkka=1"),
    ):
        page.goto(f"{address}haku/?{question}")
        settled(page)
        if state == "results" and (button := page.locator("#rajaa")).is_visible():
            yield state
            button.click()
        page.locator("#rajaukset details").evaluate_all("all => all.forEach(details => { details.open = true; })")
        yield state


def compare(page: Page, address: str) -> Iterator[str]:
    """Practices that are ticked, and their comparison."""
    page.goto(f"{address}kaytannot/")
    boxes = page.locator(".card .pick input")
    for number in range(4):
        boxes.nth(number).check()
    boxes.nth(4).click()
    yield "a fifth is refused"
    page.get_by_role("region", name="Vertailu").get_by_role("link", name="Vertaa").click()
    expect(page.get_by_role("table")).to_be_visible()
    yield "four practices"
    four = page.url
    for state, url in (("one too many", f"{four},liikaa"), ("one practice", four.partition(",")[0])):
        page.goto(url)
        expect(page.get_by_role("table")).to_be_visible()
        yield state


def forms(page: Page, address: str) -> Iterator[str]:
    """Every form with everything in it and errors, an entry that is ready, and the choice of a practice."""
    page.goto(f"{address}kaytannot/")
    slug = page.locator(".card .pick input").first.input_value()
    for form in FORMS:
        page.goto(f"{address}osallistu/{form.name}/" + (f"?kaytanto={slug}" if form.adds else ""))
        expect(page.locator("#lomake")).to_be_visible()
        unfold(page)
        for add in page.get_by_role("button", name=re.compile("^Lisää ")).all():
            add.click()
        submit(page)
        expect(page.locator("#virheet")).to_be_visible()
        yield f"{form.name} with everything and errors"
    fill(page, address)
    submit(page)
    expect(page.get_by_role("heading", name="Valmis lähetettäväksi")).to_be_visible()
    yield "ready"
    page.goto(address + "osallistu/kayttoonotto/")
    expect(page.get_by_label("Mikä käytäntö?")).to_be_visible()
    yield "choosing"


def fill(page: Page, address: str) -> None:
    """Opens the form of a practice and writes what is needed."""
    page.goto(address + "osallistu/kaytanto/")
    expect(page.locator("#lomake")).to_be_visible()
    page.get_by_label("Otsikko (pakollinen)", exact=True).first.fill("Uimahallin valot vaihdettiin ledeihin")
    page.get_by_label("Tiivistelmä (pakollinen)").fill("Uimahallin sähkönkulutus väheni.")
    page.get_by_label("Kunta 1", exact=True).first.fill("Hanko")
    page.get_by_label("Teema 1", exact=True).first.select_option("energia")
    page.get_by_label("Vaihe (pakollinen)").select_option("in_use")
    page.get_by_label("Organisaatio").fill("Hangon kaupunki")


def submit(page: Page) -> None:
    page.get_by_role("button", name="Tarkista ja jatka").last.click()


STATES: tuple[State, ...] = (menu, search, compare, forms)
