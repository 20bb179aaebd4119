"""The issue forms of GitHub: what they ask, and their files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from kaytantopankki.content import form_export
from kaytantopankki.content.form_export import Data
from kaytantopankki.content.models import KINDS
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.content.vocabulary import Vocabulary
from kaytantopankki.pages.form_pages import FIELD_HELP, FORMS, IN_FORM, ONE, Form

# The fields that each form asks: by name, within a group by its path, and headings of the text as in the web form.
ASKED = {
    "kaytanto": (
        "title",
        "summary",
        "municipalities",
        "themes",
        "stage",
        "sources",
        "contact.organisation",
        "contact.unit",
        "contact.role",
        "# Ratkaisu",
        "started",
        "results.indicator",
        "results.value",
        "results.period",
        "results.basis",
        "results.note",
        "results.source",
        "# Tulokset",
        "costs.investment",
        "costs.yearly_saving",
        "costs.basis",
        "costs.note",
        "costs.source",
        "bottlenecks.kind",
        "bottlenecks.what",
        "bottlenecks.solved",
        "# Opit",
        "uptake.conditions",
        "uptake.first_steps",
        "standing",
    ),
    "kayttoonotto": (
        "municipality",
        "stage",
        "year",
        "changed",
        "why_not",
        "result",
        "cost",
        "bottlenecks.kind",
        "bottlenecks.what",
        "bottlenecks.solved",
        "heard_from",
        "model_named",
        "sources",
    ),
}

# The text that the issue begins with: GitHub asks for one, and the entry's own title is a field.
ISSUE_TITLES = {"kaytanto": "Uusi käytäntö", "kayttoonotto": "Käyttöönotto"}

# Of the choices of a field, those that a contributor can answer.
ONLY = {"standing": ("own_report", "compiled")}

_SOURCES = (
    "Yksi lähde riville. Erota otsikko, julkaisija, osoite ja päiväys puolipisteellä. Otsikko tai osoite riittää, "
    "muut saa jättää pois."
)
QUESTION_HELP = {
    "summary": "Yksi tai kaksi virkettä, yhteensä enintään 200 merkkiä. Tämän lukija näkee ensin.",
    "municipalities": "Missä tehtiin. Jos kuntia on monta, erota ne pilkulla.",
    "themes": "Valitse yhdestä kolmeen.",
    "stage": "Miten pitkällä kunta on. Tekeillä tarkoittaa, että asiasta on päätetty tai sitä rakennetaan.",
    "adoptions.stage": "Miten pitkällä kunta on. Jätä valitsematta, jos et tiedä.",
    "sources": _SOURCES,
    "started": "Vuosi tai kuukausi, esimerkiksi 2024 tai 5/2024.",
    "adoptions.year": "Milloin käyttöönotto alkoi tai siitä päätettiin, esimerkiksi 2024 tai 5/2024.",
    "contact.organisation": "Keneltä voi kysyä. Kirjoita tämä, jos lähdettä ei ole.",
    "contact.role": "Esimerkiksi ilmastokoordinaattori. Älä kirjoita ihmisen nimeä, sähköpostia tai puhelinnumeroa.",
    "# Ratkaisu": "Mitä tehtiin ja miten, muutamalla virkkeellä.",
    "# Tulokset": "Muut tulokset omin sanoin. Kirjoita luvun perään lähteen numero näin: [1].",
    "# Opit": "Muut vaikeudet ja neuvot seuraavalle.",
    "results.value": "Yksi tärkeä luku, esimerkiksi 120, noin 120 tai 100–140. Yksikkö tulee mittarista.",
    "results.basis": "Ilmoitettu: lähde antaa luvun mutta ei kerro, miten se on saatu. Tavoite ei ole tulos.",
    "results.source": "Monesko rivi lähteissä. Voit jättää tyhjäksi, jos lähteitä on yksi.",
    "costs.source": "Monesko rivi lähteissä. Voit jättää tyhjäksi, jos lähteitä on yksi.",
    "costs.investment": "Kertakustannus euroina, esimerkiksi 38 000 tai noin 38 000.",
    "costs.yearly_saving": "Euroa vuodessa, esimerkiksi 5 000.",
    "costs.basis": "Jos et valitse, peruste on ilmoitettu.",
    "bottlenecks.what": "Mikä esti tai hidasti, yhdellä virkkeellä. Kirjoita muut kohtaan Opit.",
    "adoptions.bottlenecks.what": "Mikä esti tai hidasti, yhdellä virkkeellä.",
    "bottlenecks.solved": "Miten se ratkesi. Jätä tyhjäksi, jos se ei ratkennut.",
    "uptake.conditions": "Mitä pitää olla ennen aloittamista. Yksi ehto riville.",
    "uptake.first_steps": "Mitä tehdään ensin. Yksi askel riville, järjestyksessä.",
    "practice": "Minkä käytännön otitte tai jätitte ottamatta: sen sivun osoite tai nimi.",
    "adoptions.changed": "Mitä teitte toisin tai omalla tavalla.",
    "adoptions.cost": "Mitä maksoi, yhdellä virkkeellä.",
}
EXAMPLES = {
    "title": "Uimahallin valot vaihdettiin ledeihin",
    "municipalities": "Hanko, Raasepori",
    "municipality": "Hanko",
    "sources": "Uimahallin energiaraportti 2025; Hangon kaupunki; https://example.org/raportti; 2026-02",
    "practice": "kaytannot/hanko-uimahallin-valot/",
}

CONSENT = "Julkaiseminen"
CONSENTS = (
    "Tekstin saa julkaista lisenssillä CC BY 4.0.",
    "Tekstissä ei ole yksityisten ihmisten tietoja.",
)

# What is said of an issue instead of what the build says of a file.
IN_ISSUE = {
    **IN_FORM,
    "far_municipality": ". Kirjoita kunnan suomenkielinen nimi perusmuodossa",
    "empty": "on tyhjä, kirjoita sisältö",
    "too_few": "puuttuu, kirjoita ainakin {limit}",
    "not_number": '"{given}" ei ole luku. Kirjoita pelkkä luku, esimerkiksi 12 000 tai 0,5',
    "not_whole": '"{given}" ei ole numero. Kirjoita lähderivin numero, esimerkiksi 1',
    "moment": "kirjoita vuosi, kuukausi tai päivä, esimerkiksi 2024, 5/2024 tai 3.5.2024",
    "figure_source": "kirjoita kohtaan lähde, monesko lähderivi kertoo luvun, esimerkiksi 1",
    "figure_lacks": "kirjoita luku kohtaan arvo tai tyhjennä tuloksen muut kohdat",
    "figure_range": "välin jälkimmäisen luvun pitää olla suurempi kuin ensimmäisen",
    "cost_lacks": "kirjoita ainakin yksi luku: investointi tai säästö vuodessa. Muuten tyhjennä kustannuksen muut kohdat",
    "traceable": "kirjoita ainakin yksi lähde tai yhteyden organisaatio",
    "target_as_result": "selite puhuu tavoitteesta, mutta peruste on muu. Vaihda perusteeksi tavoite tai korjaa selite",
    "future_result": "ajanjakso on tulevaisuudessa, mutta peruste on tulos. Vaihda perusteeksi tavoite tai arvio",
    "origin_adopts": "{name} on käytännön oma kunta, ei käyttöönottaja. Korjaa kunta tai käytäntö",
    "adopted_twice": "{name} on jo tämän käytännön sivulla. Kerro kommentilla, mitä siihen pitää lisätä",
    "same_title": "samanniminen käytäntö on jo täällä. Tarkenna otsikkoa tai kerro kommentilla, mitä siihen pitää lisätä",
}


WEB_FORMS = {form.name: form for form in FORMS}
Options = Mapping[str, str]  # What is chosen from, and what is written in the entry.


@dataclass(frozen=True)
class Question:
    """One field of an issue form. `path` is where the answer goes; `shape` is the field of the schema, None for text
    that is the body's."""

    path: tuple[str, ...]
    label: str
    help: str
    section: str
    required: bool = False
    shape: Data | None = None
    options: Options = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Names the field in an address that fills it in."""
        return "-".join(self.path) if self.shape else slugify(self.heading)

    @property
    def heading(self) -> str:
        """The heading of the body under which the answer goes; "" when it goes into a field."""
        return self.path[0].removeprefix("# ") if self.shape is None else ""


@dataclass(frozen=True)
class IssueForm:
    """A form: the web form that asks the same, the fields of the kind, and the questions in order."""

    web: Form
    fields: Sequence[Data]
    questions: Sequence[Question]


def make_issue_forms(words: Vocabulary) -> dict[str, IssueForm]:
    """Every issue form by its name."""
    return {name: _form(name, words) for name in ASKED}


def _form(name: str, words: Vocabulary) -> IssueForm:
    web = WEB_FORMS[name]
    fields = form_export.form_schema(KINDS[web.kind])["fields"]
    own = named(fields)[web.adds]["fields"] + [named(fields)["sources"]] if web.adds else fields
    asked = [_question(web, path, own, words) for path in ASKED[name]]
    sections = [section.title for section in web.sections]
    asked.sort(key=lambda question: sections.index(question.section))
    return IssueForm(web, fields, [*([_which(fields)] if web.adds else []), *asked])


def named(fields: Sequence[Data]) -> dict[str, Data]:
    """The fields by name."""
    return {each["name"]: each for each in fields}


def _which(fields: Sequence[Data]) -> Question:
    """The entry to which a record is added."""
    shape = named(named(fields)["adapted_from"]["fields"])["practice"]
    return Question(("practice",), _capital(shape["label"]), QUESTION_HELP["practice"], "", True, shape)


def _question(web: Form, path: str, fields: Sequence[Data], words: Vocabulary) -> Question:
    first, _, inner = path.partition(".")
    section = next(each.title for each in web.sections if first in each.fields)
    if path.startswith("# "):
        return Question((path,), path[2:], QUESTION_HELP[path], section)
    shape = outer = named(fields)[first]
    if inner:
        shape = named(outer["fields"])[inner]
    label = f"{ONE.get(first, outer['label'])}: {shape['label']}" if inner else shape["label"]
    within = f"{web.adds}.{path}" if web.adds else path
    told = (words_.get(each) for words_ in (QUESTION_HELP, FIELD_HELP) for each in (within, path, shape["name"]))
    return Question(
        (first, inner) if inner else (first,),
        _capital(label),
        next(filter(None, told), shape["help"]),
        section,
        shape.get("required", False) and not inner,
        shape,
        _options(path, shape, words),
    )


def _options(path: str, shape: Data, words: Vocabulary) -> Options:
    """What a field is chosen from; nothing when it is written."""
    if shape["type"] == "choice":
        only = ONLY.get(path)
        return {label: value for value, label in shape["choices"] if not only or value in only}
    if shape["type"] == "bool":
        return {"kyllä": "true", "ei": "false"}
    match shape.get("target"):
        case "theme":
            return {theme.title: key for key, theme in words.themes.items()}
        case "bottleneck":
            return {item.title: key for key, item in words.bottlenecks.items()}
        case "indicator":
            indicators = words.indicators.items()
            return {f"{item.title} ({item.unit})" if item.unit else item.title: key for key, item in indicators}
    return {}


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


FORM_FOLDER = ".github/ISSUE_TEMPLATE"
GENERATED_MARK = "# Tehty komennolla scripts/schema. Älä muuta käsin.\n"
_LONG = 160  # A text that may be longer than this gets a field of many lines.
_NEXT = (
    "Täytä, mitä tiedät. Vain tähdellä merkityt kohdat tarvitaan, ja muun voi lisätä myöhemmin. Kaikki, mitä kirjoitat, "
    "näkyy julkisesti.\n\n"
    "Mitä sitten tapahtuu: ylläpitäjä lukee tekstin, ja siitä tehdään muutosehdotus. Jos jotakin pitää korjata, "
    "vastaus tulee tähän samaan asiaan."
)


def form_files(words: Vocabulary, settings: Mapping[str, Any]) -> dict[str, str]:
    """Path and text of every form and of the chooser; `settings` is what mkdocs.yml says."""
    site = settings["site_url"].rstrip("/") + "/"
    made = {f"{name}.yml": _template(form, site) for name, form in make_issue_forms(words).items()}
    made["config.yml"] = _chooser(site, settings["extra"]["feedback"])
    return {f"{FORM_FOLDER}/{name}": GENERATED_MARK + _yaml(data) for name, data in made.items()}


class _Dumper(yaml.SafeDumper):
    """Indents lists, and writes paragraphs as they are read."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def represent_text(self, value: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _Dumper.represent_text)


def _yaml(data: object) -> str:
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return text


def _template(form: IssueForm, site: str) -> Mapping[str, Any]:
    name = form.web.name
    also = f"Sivustolla on myös [lomake, joka tarkistaa tiedot heti]({site}osallistu/{name}/)."
    return {
        "name": form.web.title,
        "description": form.web.lead,
        "title": ISSUE_TITLES[name],
        "body": [_markdown(f"{_NEXT} {also}"), *_body(form), _consent()],
    }


def _body(form: IssueForm) -> Iterator[Mapping[str, Any]]:
    leads = {section.title: section.lead for section in form.web.sections}
    section = ""
    for question in form.questions:
        if question.section != section:
            section = question.section
            yield _markdown(f"## {section}\n\n{leads[section]}".rstrip())
        yield _element(question)


def _markdown(text: str) -> Mapping[str, Any]:
    return {"type": "markdown", "attributes": {"value": text}}


def _element(question: Question) -> Mapping[str, Any]:
    kind = _type(question)
    attributes: dict[str, Any] = {"label": question.label, "description": question.help}
    if kind == "dropdown":
        if question.shape and "list" in question.shape:
            attributes["multiple"] = True
        attributes["options"] = list(question.options)
    elif example := EXAMPLES.get(question.id):
        attributes["placeholder"] = example
    made = {"type": kind, "id": question.id, "attributes": attributes}
    return {**made, "validations": {"required": True}} if question.required else made


def _type(question: Question) -> str:
    """A list that is not chosen from has an item on each line, but names of municipalities fit on one."""
    if question.options:
        return "dropdown"
    if question.shape is None:
        return "textarea"
    if question.shape["type"] == "group" or ("list" in question.shape and question.shape.get("prose")):
        return "textarea"
    return "textarea" if question.shape.get("prose") and question.shape["max_length"] > _LONG else "input"


def _consent() -> Mapping[str, Any]:
    options = [{"label": text, "required": True} for text in CONSENTS]
    return {"type": "checkboxes", "id": "consent", "attributes": {"label": CONSENT, "options": options}}


def _chooser(site: str, feedback: str) -> Mapping[str, Any]:
    """Blank issues stay: they are how one writes a message where no other address for feedback has been given."""
    links = [
        ("Lomake verkossa: uusi käytäntö", f"{site}osallistu/kaytanto/", "Tarkistaa tiedot heti, kun kirjoitat."),
        (
            "Lomake verkossa: käyttöönotto",
            f"{site}osallistu/kayttoonotto/",
            "Otitte toisen kunnan käytännön käyttöön tai jätitte ottamatta.",
        ),
        ("Muut tavat osallistua", f"{site}osallistu/", "Mitä tänne kuuluu ja miten kerrot uutisesta tai tapahtumasta."),
    ]
    if feedback.startswith(("http://", "https://")):
        links.append(("Lähetä viesti", feedback, "Kysy tai kerro lyhyesti, mitä teitte."))
    return {
        "blank_issues_enabled": True,
        "contact_links": [{"name": name, "url": url, "about": about} for name, url, about in links],
    }
