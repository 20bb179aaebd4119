"""The web forms in a browser: the rules of the build, files kept as they were, and a form anyone can fill."""

import itertools
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from kaytantopankki.cli import check
from kaytantopankki.content import form_export
from kaytantopankki.content.body_markdown import render_html
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load, read_entry
from kaytantopankki.content.messages import BUILD_ONLY_MESSAGES, TEXTS
from kaytantopankki.content.models import KINDS, Entry, entry_files
from kaytantopankki.content.municipalities import formers, places, read_places, unknown_place_message
from kaytantopankki.pages import figures
from kaytantopankki.pages.body import readable
from kaytantopankki.pages.form_pages import FORMS, IN_FORM, ONE
from tests import ROOT
from tests.access.rules import unfold
from tests.access.states import fill, submit
from tests.access.visit import visit, watch
from tests.browser import script
from tests.builders import TODAY, WORDS, write_entry, write_text, write_words
from tests.cases import read_tables, table
from tests.content.bad_values import ITSELF, WHOLE, Case, cases
from tests.content.values import VOCABULARY, entry_with, names_of, read_back, written_values

pytestmark = pytest.mark.browser

PRACTICE = "energialahetit"
ENTRIES = {"practice": "malli", "news": "juttu", "event": "paiva", "network": "verkosto", "project": "hanke"}
# So many that not all are listed in a message.
TAGS = WORDS["tags"] | {f"{first}{last}": {} for first in "abcd" for last in "efgh"}
NAMED = names_of(WORDS | {"tags": TAGS})
NAMED |= {kind: [[slug, slug.title()]] for kind, slug in ENTRIES.items()}
TITLES = {kind: [[ENTRIES[kind], ENTRIES[kind].title()]] for kind in ("practice", "news", "event")}
TABLES = read_tables(__file__)
NAMES = table("content/municipalities")
# What the cases are not about: pictures that are not on the disk, the names that the files have here, and links, which
# only the build follows.
BESIDE = ("kuvaa docs/assets/kuvat", "nimeä tiedosto", "ei toimi sivulla")
LITERAL = re.compile(r"(?<![\w)\]*])/((?![*/ ])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[\n])+)/([a-z]*)(?=[.,);\s])")
HIDDEN = re.compile(r"näkymätön merkki U\+[0-9A-F]+")


def opened(page: Page, address: str, path: str = "osallistu/kaytanto/") -> Locator:
    """A form that is ready to be filled."""
    page.goto(address + path)
    form = page.locator("#lomake")
    expect(form).to_be_visible()
    return form


def title(page: Page) -> Locator:
    return page.get_by_label("Otsikko (pakollinen)", exact=True).first


def text_of(page: Page) -> str:
    """The file as it would be saved."""
    return page.locator("#teksti").text_content() or ""


def open_file(page: Page, text: str | bytes, name: str = "a.md") -> None:
    content = text if isinstance(text, bytes) else text.encode()
    page.locator("#tiedosto").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": content})


def write(form: Page | Locator, values: dict[str, str]) -> None:
    """Fills or chooses in fields by their labels."""
    for label, value in values.items():
        field = form.get_by_label(re.compile(rf"^{label}( \(.+\))?$")).first
        field.select_option(value) if field.evaluate("field => field.tagName") == "SELECT" else field.fill(value)


def ready(page: Page) -> None:
    submit(page)
    expect(page.get_by_role("heading", name="Valmis lähetettäväksi")).to_be_visible()
    expect(page.locator("#valmis").get_by_text("Create pull request").last).to_be_visible()


# ---- the rules of the build


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, _: Any) -> bool:
        return True


def _told_by_the_build(root: Path, tried: list[Case]) -> list[set[str]]:
    write_words(root, tags=TAGS)
    for kind, slug in ENTRIES.items():
        write_entry(root, kind, slug)
    paths = []
    for number, case in enumerate(tried):
        paths.append(f"{KINDS[case.kind].folder}/{_name(number, case)}.md")
        front = yaml.dump(case.values, Dumper=_Plain, allow_unicode=True, sort_keys=False, default_style='"')
        write_text(root, paths[-1], f"---\n{front}---\n{case.body}")
    told: dict[str, set[str]] = {path: set() for path in paths}
    for problem in load(root, TODAY).problems:
        if problem.path in told:
            told[problem.path].add(problem.message)
    return [_of_the_case(case, told[path]) for case, path in zip(tried, paths, strict=True)]


def _name(number: int, case: Case) -> str:
    return case.name or f"yritys-{number}"


def _of_the_case(case: Case, messages: set[str]) -> set[str]:
    """Without what is beside it. A hidden character stops the build at its line, before there are fields to name, and
    there it is told with its word."""
    hidden = (match[0] if (match := HIDDEN.search(message)) else message for message in messages)
    return {message for message in hidden if case.name or not any(words in message for words in BESIDE)}


def _told_by_the_form(page: Page, tried: list[Case]) -> tuple[list[set[str]], set[str]]:
    """What is told of each case, and the keys of all texts that were said."""
    given = {
        "forms": {kind: {**form_export.form_schema(KINDS[kind]), **form_export.form_rules()} for kind in WHOLE},
        "named": NAMED,
        "titles": TITLES,
        "today": TODAY.isoformat(),
        "cases": [[case.kind, case.values, case.body, _name(number, case)] for number, case in enumerate(tried)],
    }
    told, said = page.evaluate(script("checks"), given)
    return [_of_the_case(case, set(messages)) for case, messages in zip(tried, told, strict=True)], set(said)


def _distinct(tried: list[Case]) -> list[Case]:
    """The cases with titles and names of their own, so that they do not meet one another."""
    made = []
    for number, case in enumerate(tried):
        own = {"title": f"Otsikko {number}"} if case.values.get("title") == "Otsikko" else {}
        own |= {"superseded_by": f"yritys-{number}"} if case.values.get("superseded_by") == ITSELF else {}
        made.append(case._replace(values={**case.values, **own}))
    return made


def _agree(build: set[str], form: set[str]) -> bool:
    """Whether both tell of the same fields in the same words. Of one field the build may tell more: that a name which is
    no text also names nothing, that a list is too short without what is wrong in it, and what other entries tell. It
    reads on behind what is hidden."""
    if any(HIDDEN.match(message) for message in build):
        return bool(form) and form <= build
    fields = [{message.rpartition(": ")[0] if ": " in message else "" for message in told} for told in (build, form)]
    only = ("tuntematon ", "anna ainakin 1", "kerrotaan kahdesti")
    more = {message for message in build - form if any(words in message for words in only)}
    return bool(form) == bool(build) and form == build - more and fields[1] <= fields[0]


def test_long_runs_take_the_patterns_of_the_form_linear_time(page: Page) -> None:
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets/js/lomake").glob("*.js")]
    patterns = [pair for text in texts for pair in LITERAL.findall(text)]
    assert len(patterns) > 50
    runs = table("patterns")["runs"]
    assert page.evaluate(script("slow"), [[*patterns, *form_export.form_rules()["patterns"].values()], runs]) == []


def test_the_form_refuses_what_the_build_refuses_and_nothing_else_in_the_same_words(
    page: Page, address: str, tmp_path: Path
) -> None:
    opened(page, address)
    bodies = [Case("practice", WHOLE["practice"], f"\n{body}\n") for body in table("content/sound_bodies")]
    sound = _distinct([Case(kind, values) for kind, values in WHOLE.items()] + bodies)
    assert _told_by_the_build(tmp_path / "sound", sound) == _told_by_the_form(page, sound)[0] == [set()] * len(sound)
    tried = _distinct(list(cases()))
    build, (form, said) = _told_by_the_build(tmp_path, tried), _told_by_the_form(page, tried)
    differing = [
        (case.kind, sorted(one), sorted(other))
        for case, one, other in zip(tried, build, form, strict=True)
        if not _agree(one, other)
    ]
    assert differing == []
    silent = [case for case, messages in zip(tried, build, strict=True) if not messages]
    assert [case.values for case in silent if case.kind != "municipality"] == []
    assert said == set(TEXTS) - set(BUILD_ONLY_MESSAGES)  # A new rule fires in the form, or is among those.


def test_written_values_mean_the_same_as_in_files_and_are_refused_in_the_same_words(page: Page, address: str) -> None:
    opened(page, address)
    values = list(written_values())
    given = {
        "form": {
            **form_export.form_schema(KINDS["practice"]), **form_export.form_rules(), "inForm": IN_FORM, "one": ONE
        },
        "words": {**VOCABULARY, "practice": [["malli", "Mallin otsikko"]]},
        "cases": [entry_with(value, number) for number, value in enumerate(values)],
    }  # fmt: skip
    for value, (read, told) in zip(values, page.evaluate(script("values"), given), strict=True):
        assert told == ([value.told] if value.told else []), value
        assert value.told or read_back(read, value.kind) == value.read, value


# ---- files as they are


def test_every_entry_goes_through_the_fields_of_its_form_as_it_is(
    page: Page, address: str, repository: Path, catalogue: Catalogue
) -> None:
    count = 0
    for form in FORMS:
        if form.adds:
            continue
        opened(page, address, f"osallistu/{form.name}/")
        for file in entry_files(repository, KINDS[form.kind]):
            raw = file.read_bytes().decode()
            open_file(page, raw, file.name)
            told = str(getattr(catalogue.of_kind(form.kind)[file.stem].data, "title", ""))
            expect(page.locator("#kohde")).to_contain_text(told)
            page.wait_for_function("text => document.getElementById('teksti').textContent === text", arg=raw)
            assert page.locator("#huomaa").is_hidden(), file
            count += 1
    assert count > 20


def test_a_change_changes_only_its_own_key(page: Page, address: str, repository: Path) -> None:
    before = (repository / f"practices/{PRACTICE}.md").read_text(encoding="utf-8")
    form = opened(page, address, f"osallistu/kaytanto/?muokkaa={PRACTICE}")
    expect(page.locator("#kohde")).to_have_text(re.compile("Muokattavana: Työyksiköihin"))
    assert text_of(page) == before
    form.get_by_label("Tiivistelmä (pakollinen)").fill("Uusi tiivistelmä: lyhyempi.")
    expect(page.locator("#teksti")).to_contain_text("Uusi tiivistelmä")
    expect(page.locator("#kerrotaan")).to_have_text("173 merkkiä jäljellä")
    old, new = before.split("\n"), text_of(page).split("\n")
    assert len(old) == len(new)
    assert [(a[:8], b) for a, b in zip(old, new, strict=True) if a != b] == [
        ("summary:", 'summary: "Uusi tiivistelmä: lyhyempi."')
    ]
    ready(page)
    link = page.get_by_role("link", name="Lähetä GitHubin kautta")
    assert (link.get_attribute("href") or "").endswith(f"/edit/julkaisu/practices/{PRACTICE}.md")
    expect(page.get_by_text("Valitse siellä koko teksti ja liitä uusi sen tilalle.")).to_be_visible()
    expect(page.locator("#nimi")).to_have_text(f"{PRACTICE}.md")


def test_remarks_line_ends_and_odd_styles_stay(page: Page, address: str) -> None:
    raw = TABLES["odd"]
    opened(page, address)
    for text in (raw, raw.replace("\n", "\r\n")):
        open_file(page, text, "oma.md")
        expect(page.locator("#kohde")).to_contain_text("Yksi'n otsikko")
        assert text_of(page) == text
        page.get_by_label("Vaihe (pakollinen)").select_option("pilot")
        expect(page.locator("#teksti")).to_contain_text("stage: pilot")
        assert text_of(page) == text.replace("stage: in_use", "stage: pilot")
        page.once("dialog", lambda dialog: dialog.accept())


def test_what_is_not_understood_is_refused_with_its_line_and_what_was_written_stays(page: Page, address: str) -> None:
    opened(page, address)
    title(page).fill("Kesken")
    page.on("dialog", lambda dialog: dialog.accept())
    for text, line, message in TABLES["refused"]:
        open_file(page, text)
        alert = page.get_by_role("alert").filter(has_text=message)
        expect(alert).to_be_visible()
        assert (f"Rivi {line}: " if line else "") in alert.inner_text()
        expect(title(page)).to_have_value("Kesken")


# ---- writing


def _focused(page: Page) -> str:
    """The label of what has the focus."""
    return str(page.evaluate("document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"))


def _typed(page: Page, label: str, *keys: str) -> int:
    """Goes on by Tab until the field with this label has the focus, and types; how many keys that took."""
    for count in range(1, 41):
        page.keyboard.press("Tab")
        if _focused(page).startswith(label):
            for key in keys:
                page.keyboard.press(key) if key in ("Enter", "ArrowDown") else page.keyboard.type(key)
            return count + sum(1 if key in ("Enter", "ArrowDown") else len(key) for key in keys)
    raise AssertionError(f"no Tab stop {label}")


def _read(text: str, name: str, catalogue: Catalogue, kind: str = "practice") -> Entry[Any]:
    found = read_entry(
        text, f"{KINDS[kind].folder}/{name}", KINDS[kind], {"municipality": dict.fromkeys(catalogue.places, "")}
    )
    assert isinstance(found, Entry), found
    return found


def test_a_new_user_writes_a_stub_by_keyboard_and_the_check_passes_it(
    page: Page, context: BrowserContext, address: str, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[str] = []
    watch(page, complaints)
    opened(page, address)
    keys = sum(_typed(page, label, *typed) for label, *typed in TABLES["stub"])
    expect(page.locator("#virheet, #valmis").filter(visible=True)).to_have_count(0)
    page.reload()
    page.close(run_before_unload=True)
    page = context.new_page()
    opened(page, address)
    expect(page.get_by_role("button", name="Tarkista ja jatka")).to_have_count(2)
    page.get_by_label("Osoite", exact=True).first.focus()
    keys += _typed(page, "Tarkista ja jatka", "Enter")
    expect(page.get_by_role("heading", name="Valmis lähetettäväksi")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "valmis"
    with page.expect_download() as waiting:
        keys += _typed(page, "Lataa tiedosto", "Enter")
    assert keys <= 300
    download = waiting.value
    assert download.suggested_filename == "uimahallin-valot-saastoa-yolla.md"
    text = Path(download.path()).read_text(encoding="utf-8")
    assert text.startswith('---\ntitle: "Uimahallin valot: säästöä ”yöllä”"\nsummary: Sähkön kulutus väheni.\n')
    assert "\nmunicipalities:\n  - Hanko\n  - Raasepori\nthemes:\n  - energia\nstage: in_use\npublished: 20" in text
    assert complaints == []
    shutil.copytree(repository, tmp_path / "bank", ignore=shutil.ignore_patterns("site", ".cache"))
    write_text(tmp_path / "bank", f"practices/{download.suggested_filename}", text)
    monkeypatch.chdir(tmp_path / "bank")
    assert check.main([]) == 0


def test_everything_can_be_written(page: Page, address: str, catalogue: Catalogue) -> None:
    """One item of each list, every field: what comes out is what the library reads, in the style of the others."""
    fill(page, address)
    unfold(page)
    write(page.get_by_role("group", name="Lähde 1"), TABLES["source"])
    page.get_by_role("button", name="Lisää tulos").click()
    result = page.get_by_role("group", name="Tulos 1")
    result.get_by_label("Mittari").select_option(index=1)
    write(result, TABLES["result"])
    page.get_by_role("button", name="Lisää askel").click()
    page.get_by_label("maaseutumaiset kunnat").check()
    texts = {"Ratkaisu": "Vaihdettiin valot [1].\n\nSitten säädettiin.", "Opit": "Kannatti."}
    write(page, {"Askel 1": "Soita tekniseen toimeen."} | texts)
    ready(page)
    text = text_of(page)
    data = _read(text, "valot.md", catalogue).data
    assert (data.results[0].value, data.results[0].period, data.results[0].source) == (1900.5, "2024", (1,))
    assert data.results[0].approx == "about"
    assert str(data.sources[0].date) == "2026-03-05"
    assert data.uptake.suits.types == ("rural",)
    assert '    period: "2024"\n    basis: measured\n    source: 1\n' in text
    assert "    url: https://www.hanko.fi/raportti\n    date: 2026-03-05\n" in text
    assert text.endswith("---\n\n## Ratkaisu\n\nVaihdettiin valot [1].\n\nSitten säädettiin.\n\n## Opit\n\nKannatti.\n")


def test_errors_are_told_at_the_top_and_at_the_field(page: Page, address: str) -> None:
    opened(page, address)
    submit(page)
    summary = page.locator("#virheet")
    expect(summary).to_be_visible()
    assert summary.get_attribute("role") == "alert"
    assert page.evaluate("document.activeElement.id") == "virheet"
    expect(summary.get_by_role("heading")).to_have_text("6 kohtaa pitää korjata")
    assert title(page).get_attribute("aria-invalid") == "true"
    described = (title(page).get_attribute("aria-describedby") or "").split()
    assert page.locator(f"#{described[-1]}").inner_text() == "Puuttuu, lisää se"
    summary.get_by_role("link", name="Vaihe: puuttuu").click()
    assert _focused(page) == "Vaihe (pakollinen)"
    title(page).fill("Otsikko")
    title(page).blur()
    expect(summary.get_by_role("heading")).to_have_text("5 kohtaa pitää korjata")
    assert title(page).get_attribute("aria-invalid") is None
    assert not page.locator("#valmis").is_visible()


def test_a_wrong_word_is_told_with_the_right_one_when_the_field_is_left(page: Page, address: str) -> None:
    opened(page, address)
    place = page.get_by_label("Kunta 1", exact=True).first
    place.fill("Turkku")
    place.blur()
    expect(page.get_by_text('Tuntematon kunta "Turkku", tarkoititko "Turku"?')).to_be_visible()
    assert page.locator("#virheet").is_hidden()
    place.fill("turussa")
    place.blur()
    expect(place).to_have_value("Turku")
    expect(page.get_by_text("Tuntematon kunta")).to_be_hidden()
    assert page.locator("#ehdotus-municipality option").count() == 308


def test_many_municipalities_in_one_field_get_fields_of_their_own(page: Page, address: str) -> None:
    opened(page, address)
    place = page.get_by_label("Kunta 1", exact=True).first
    place.fill("Janakkalan kunta, Hanko ja Nastola")
    place.blur()
    expect(place).to_have_value("Janakkala")
    for number, name in (2, "Hanko"), (3, "Nastola"):
        expect(page.get_by_label(f"Kunta {number}", exact=True).first).to_have_value(name)
    told = 'Entinen kunta Nastola kuuluu vuodesta 2016 kuntaan Lahti: kirjoita "Lahti"'
    page.get_by_label("Kunta 3", exact=True).first.fill("Nastola ")
    page.get_by_label("Kunta 3", exact=True).first.blur()
    expect(page.get_by_text(told)).to_be_visible()
    assert "municipalities:\n  - Janakkala\n  - Hanko\n  - Nastola\n" in text_of(page)


def test_municipalities_are_named_as_in_the_build(page: Page, address: str) -> None:
    opened(page, address)
    known = [form for item in (*places().values(), *formers()) for form in (item.genitive, item.name_sv, item.name[1:])]
    names = [
        *NAMES["told"],
        *NAMES["read"],
        *NAMES["nothing_meant"],
        *itertools.chain(*NAMES["meant"].values()),
        *known,
    ]
    told, read = page.evaluate(script("places"), names)
    assert dict(zip(names, told, strict=True)) == {name: unknown_place_message(name) for name in names}
    assert dict(zip(names, read, strict=True)) == {name: read_places(name) for name in names}


def test_times_are_written_and_shown_as_people_write_them(page: Page, address: str) -> None:
    opened(page, address, "osallistu/tapahtuma/")
    start = page.get_by_label("Alkaa (pakollinen)")
    page.locator("summary", has_text="Esikatselu").click()
    for given, stored, shown in TABLES["times"]:
        start.fill(given)
        expect(page.locator("#teksti")).to_contain_text(f"start: {stored}\n")
        start.blur()
        expect(start).to_have_value(shown)
        expect(page.locator("#teksti")).to_contain_text(f"start: {stored}\n")
        expect(page.locator("#luettuna").get_by_text(shown, exact=True)).to_be_visible()
    opened(page, address, "osallistu/tapahtuma/")
    expect(start).to_have_value(shown)
    for given, told in TABLES["wrong_times"].items():
        start.fill(given)
        start.blur()
        expect(page.get_by_text(told)).to_be_visible()


def test_what_the_build_refuses_in_a_text_is_told_under_its_heading(page: Page, address: str) -> None:
    fill(page, address)
    unfold(page)
    title(page).fill("Kartta")
    page.get_by_label("Ratkaisu", exact=True).fill("Katso https://www.turкu.fi [3].")
    page.get_by_label("Opit", exact=True).fill("sana " * 900)
    submit(page)
    told = page.locator("#virheet")
    links = [text.split(":")[0] for text in told.get_by_role("link").all_inner_texts()]
    assert links == ["Otsikko", "Ratkaisu", "Ratkaisu", "Opit"]
    told.get_by_role("link", name="Opit: kappale").click()
    assert _focused(page) == "Opit"


def test_headings_of_other_kinds_are_kept(page: Page, address: str) -> None:
    raw = "---\ntitle: Uutinen\ndate: 2026\nsummary: Mitä.\n---\n\nAlku.\n\n## Tulokset\n\nTulos.\n"
    opened(page, address, "osallistu/uutinen/")
    open_file(page, raw)
    expect(page.get_by_label("Teksti", exact=True)).to_have_value("Alku.\n\n## Tulokset\n\nTulos.")
    page.get_by_label("Teksti", exact=True).fill("Alku toinen.\n\n## Tulokset\n\nTulos.")
    expect(page.locator("#teksti")).to_have_text(raw.replace("Alku.", "Alku toinen."))


def test_items_come_and_go_with_the_focus_and_a_word(page: Page, address: str) -> None:
    opened(page, address)
    page.get_by_role("button", name="Lisää lähde").click()
    expect(page.locator("#kerrotaan")).to_have_text("Lisätty: lähde 2.")
    assert _focused(page).startswith("Otsikko")
    page.get_by_role("button", name="Poista lähde 1").press("Enter")
    expect(page.locator("#kerrotaan")).to_contain_text("Poistettu: lähde 1.")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Poista lähde 1"
    page.keyboard.press("Enter")
    assert _focused(page) == "Lisää lähde"


def test_the_meter_tells_what_would_help_most(page: Page, address: str) -> None:
    fill(page, address)
    meter = page.locator("#taysi")
    expect(meter.locator("b")).to_have_text("4 %")
    expect(meter.get_by_role("button").first).to_have_text("Tulos")
    meter.get_by_role("button", name="Tulos").click()
    assert _focused(page) == "Lisää tulos"
    page.get_by_label("Vaihe (pakollinen)").select_option("idea")
    expect(meter.get_by_role("button").first).to_have_text("Kustannus tai rahoitus")


def test_the_preview_shows_texts_and_figures_as_the_page_does_and_a_tag_stays_text(
    page: Page, address: str, repository: Path, catalogue: Catalogue
) -> None:
    hostile = '<img src=x onerror="document.title = 1">'
    fill(page, address)
    title(page).fill(hostile)
    page.locator("summary", has_text="Esikatselu").click()
    expect(page.locator("#luettuna").get_by_text(hostile)).to_be_visible()
    submit(page)
    assert (page.locator("#lomake img").count(), page.title() == "1") == (0, False)
    bodies = [*TABLES["bodies"], *(entry.body for entry in catalogue.entries)]
    given = [[body, readable(render_html(body, lambda href: href))] for body in bodies]
    assert page.evaluate(script("preview"), given) == []
    page.on("dialog", lambda dialog: dialog.accept())
    for practice in catalogue.practices.values():
        open_file(page, (repository / practice.path).read_text(encoding="utf-8"), f"{practice.slug}.md")
        expect(page.locator("#luettuna")).to_contain_text(practice.data.title)
        figures_ = [figures.result(item, catalogue.vocabulary)["figure"] for item in practice.data.results]
        figures_ += [figures.money(item)["figure"] for item in practice.data.costs if item.kind != "payback"]
        assert [each for each in figures_ if each not in (page.locator("#luettuna").text_content() or "")] == []


# ---- ways out


def test_a_short_entry_goes_to_github_in_the_address_and_a_long_one_by_copying(
    page: Page, context: BrowserContext, address: str
) -> None:
    context.route("https://github.com/**", lambda route: route.fulfill(body="github"))
    fill(page, address)
    submit(page)
    way = page.get_by_role("link", name="Lähetä GitHubin kautta")
    link = way.get_attribute("href") or ""
    query = parse_qs(urlsplit(link).query)
    assert urlsplit(link).path.endswith("/new/julkaisu")
    assert query["filename"] == ["practices/uimahallin-valot-vaihdettiin-ledeihin.md"]
    assert query["value"] == [text_of(page)]
    page.get_by_role("button", name="Kopioi teksti").click()
    expect(page.locator("#kerrotaan")).to_have_text("Teksti on kopioitu.")
    assert page.evaluate("navigator.clipboard.readText()") == text_of(page)
    fill(page, address)
    long = "Pitkä teksti. " * 230  # As GitHub's page for signing in has the address, each % is %25.
    for sizes in 1, 2:
        page.get_by_label("Ratkaisu", exact=True).fill(long[: len(long) // 2 * sizes])
        submit(page)
        expect(page.get_by_text("Teksti on liian pitkä osoitteeseen.")).to_be_visible(visible=sizes == 2)
        sent = way.get_attribute("href") or ""
        assert ("&value=" in sent, len(quote(sent, safe="")) <= 7500) == (sizes == 1, True)
    with context.expect_page():
        way.click()
    page.bring_to_front()
    assert page.evaluate("navigator.clipboard.readText()") == text_of(page)


def test_an_adoption_joins_the_practice(page: Page, address: str, repository: Path, catalogue: Catalogue) -> None:
    page.goto(f"{address}kaytannot/{PRACTICE}/")
    page.locator("#kuka").get_by_role("link", name="Harkitsimme").click()
    expect(page.get_by_label("Vaihe")).to_have_value("rejected")
    page.get_by_label("Kunta (pakollinen)").fill("Helsinki")
    submit(page)
    expect(page.locator("#virheet")).to_contain_text("Helsinki on käytännön oma kunta")
    page.get_by_label("Kunta (pakollinen)").fill("Utsjoki")
    page.get_by_label("Miksi ei").fill("Ei ollut tekijää.")
    page.get_by_role("group", name="Lähde 1").get_by_label("Otsikko").fill("Pöytäkirja")
    ready(page)
    before, after = catalogue.practices[PRACTICE].data, _read(text_of(page), f"{PRACTICE}.md", catalogue).data
    record = after.adoptions[-1]
    assert after.adoptions[:-1] == before.adoptions
    assert (record.municipality, record.stage, record.why_not) == ("Utsjoki", "rejected", "Ei ollut tekijää.")
    assert after.sources[record.source[0] - 1].title == "Pöytäkirja"
    assert after.sources[:-1] == before.sources
    added = {"adoptions": before.adoptions, "sources": before.sources}
    assert after.model_copy(update=added) == before
    source = (repository / f"practices/{PRACTICE}.md").read_text(encoding="utf-8")
    assert text_of(page).split("\n---\n", 1)[1] == source.split("\n---\n", 1)[1]


def test_an_adoption_asks_first_of_which_practice(page: Page, address: str) -> None:
    page.goto(address + "osallistu/kayttoonotto/?kaytanto=poistettu&vaihe=rejected")
    expect(page.get_by_role("alert")).to_contain_text("Osoitteessa ”poistettu” ei ole kirjausta")
    field = page.get_by_label("Mikä käytäntö?")
    field.fill("ei ole")
    page.get_by_role("button", name="Jatka").click()
    expect(page.get_by_text('Tuntematon käytäntö "ei ole". Kirjoita sivun otsikko tai osoite')).to_be_visible()
    field.fill(f"{address}kaytannot/{PRACTICE}/")
    page.get_by_role("button", name="Jatka").click()
    expect(page.locator("#kohde")).to_contain_text("Käytäntö: ")
    assert f"kaytanto={PRACTICE}" in page.url
    expect(page.get_by_label("Vaihe")).to_have_value("rejected")


@pytest.mark.parametrize("slug", ["lahti", "utsjoki"])
def test_a_municipality_tells_of_itself(page: Page, address: str, slug: str, catalogue: Catalogue) -> None:
    page.goto(f"{address}kunnat/{slug}/")
    page.get_by_role("link", name="Korjaa tai täydennä").click()
    expect(page.get_by_label("Kunta (pakollinen)")).to_have_value(slug.title())
    unfold(page)
    page.get_by_role("button", name="Lisää asia, johon etsitään ratkaisua").click()
    page.keyboard.type("Miten katuvalot vaihdetaan?")
    submit(page)
    expect(page.locator("#nimi")).to_have_text(f"{slug}.md")
    data = _read(text_of(page), f"{slug}.md", catalogue, "municipality").data
    assert data.looking_for[-1] == "Miten katuvalot vaihdetaan?"
    before = catalogue.municipalities.get(slug)
    assert data.goals == (before.data.goals if before else ())


def test_news_and_events_are_written(page: Page, address: str, catalogue: Catalogue) -> None:
    opened(page, address, "osallistu/uutinen/")
    write(page, TABLES["news"])
    submit(page)
    expect(page.locator("#nimi")).to_have_text("uutta.md")
    entry = _read(text_of(page), "uutta.md", catalogue, "news")
    assert (entry.data.title, entry.body) == ("Uutta", "\nLisää tekstiä.\n")
    opened(page, address, "osallistu/tapahtuma/")
    write(page, TABLES["event"])
    submit(page)
    expect(page.locator("#virheet")).to_contain_text(
        "ilmoittautuminen päättyy (4.5.2027) vasta tapahtuman alun (3.5.2027 klo 13.00) jälkeen"
    )
    page.get_by_label("Ilmoittaudu viimeistään").fill("1.5.2027")
    ready(page)
    assert str(_read(text_of(page), "paiva.md", catalogue, "event").data.start) == "2027-05-03 13:00"


# ---- the draft


def test_a_draft_stays_until_it_is_cleared_and_opens_from_its_file(
    context: BrowserContext, page: Page, address: str
) -> None:
    opened(page, address)
    assert page.evaluate("Object.keys(localStorage)") == []
    unfold(page)
    page.get_by_role("group", name="Lähde 1").get_by_label("Julkaisija").fill("Yle")
    expect(page.locator("#luonnos")).to_have_text("Luonnos on tallessa tässä selaimessa.")
    title(page).fill("Viimeinen sana")
    page.close(run_before_unload=True)
    page = context.new_page()
    opened(page, address)
    expect(title(page)).to_have_value("Viimeinen sana")
    expect(page.get_by_role("group", name="Lähde 1").get_by_label("Julkaisija")).to_have_value("Yle")
    expect(page.locator("#luonnos")).to_contain_text("Jatkat")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tallenna tiedostoon").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Tyhjennä luonnos").click()
    expect(title(page)).to_have_value("Viimeinen sana")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Tyhjennä luonnos").click()
    expect(title(page)).to_have_value("")
    assert page.evaluate("Object.keys(localStorage)") == []
    open_file(page, text, waiting.value.suggested_filename)
    expect(title(page)).to_have_value("Viimeinen sana")
    assert text_of(page) == text


@pytest.mark.parametrize("name", ["oma.md", f"{PRACTICE}.md"])
def test_an_opened_file_goes_on_as_it_was_after_a_reload(page: Page, address: str, name: str) -> None:
    raw = "---\n# Huomautus\ntitle:   Oma  # ensin\nsummary: Mitä tehtiin.\n---\n"
    opened(page, address)
    open_file(page, raw, name)
    expect(page.locator("#kohde")).to_contain_text("Oma")
    page.get_by_label("Tiivistelmä (pakollinen)").fill("Toinen.")
    expect(page.locator("#teksti")).to_contain_text("Toinen.")
    page.reload()
    expect(page.locator("#kohde")).to_contain_text("Oma")
    expect(page.locator("#luonnos")).to_contain_text("Jatkat")
    assert text_of(page) == raw.replace("Mitä tehtiin.", "Toinen.")


def test_a_draft_of_a_change_keeps_what_was_opened_and_tells_when_that_has_changed(
    page: Page, context: BrowserContext, address: str
) -> None:
    path = f"osallistu/kaytanto/?muokkaa={PRACTICE}"
    summary, changed = page.get_by_label("Tiivistelmä (pakollinen)"), page.get_by_role("alert")
    opened(page, address, path)
    summary.fill("Uusi tiivistelmä.")
    expect(page.locator("#luonnos")).to_contain_text("tallessa")
    text = text_of(page)
    opened(page, address, path)
    expect(summary).to_have_value("Uusi tiivistelmä.")
    assert text_of(page) == text
    expect(changed.filter(has_text="on muuttunut")).to_be_hidden()
    opened(page, address)
    expect(summary).to_have_value("")
    context.route("**/osallistu/lahteet/**", lambda route: route.fulfill(json="---\ntitle: Toinen\n---\n"))
    opened(page, address, path)
    expect(changed.filter(has_text="on muuttunut")).to_be_visible()
    expect(summary).to_have_value("Uusi tiivistelmä.")


def test_what_is_gone_leaves_no_empty_page_and_what_a_draft_had_there_is_shown(page: Page, address: str) -> None:
    page.goto(address)
    for key, path, draft, told in TABLES["gone"]:
        page.evaluate("pair => localStorage.setItem(pair[0], JSON.stringify(pair[1]))", [f"kp-lomake:{key}", draft])
        for _ in range(2):  # It is there still when the form has been written on.
            opened(page, address, f"osallistu/{path}")
            for text in told:
                expect(page.get_by_role("alert").locator("pre")).to_contain_text(text)
            first = page.get_by_label(re.compile(r"^(Otsikko|Kunta) \(pakollinen\)$")).first
            expect(first).to_have_value(re.compile("Kesken"))
            first.press_sequentially("!")
            expect(page.locator("#luonnos")).to_contain_text("tallessa")


# ---- for everyone


def test_without_javascript_there_are_other_ways(plain: Page, address: str) -> None:
    for form in FORMS:
        plain.goto(f"{address}osallistu/{form.name}/")
        expect(plain.get_by_text("Lomake tarvitsee JavaScriptin.")).to_be_visible()
        expect(plain.get_by_role("main").get_by_role("link", name="Lähetä viesti")).to_be_visible()
        shown = plain.locator("main :is(input, select, textarea, button)").all()
        assert [each for each in shown if each.is_visible()] == []


def test_the_form_is_light_and_asks_no_other_host(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}osallistu/kaytanto/?muokkaa={PRACTICE}") as (seen, page):
        submit(page)
        with page.expect_download():
            page.get_by_role("button", name="Lataa tiedosto").click()
        assert [*seen.problems()] == []
        assert seen.weight["kB of scripts"] <= 28
        assert seen.weight["requests"] <= 12
