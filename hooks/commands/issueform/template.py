"""The issue forms and their chooser as GitHub reads them."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from catalogue.vocabulary import Vocabulary
from commands.issueform import layout
from commands.issueform.questions import IssueForm, Question, issue_forms

FOLDER = ".github/ISSUE_TEMPLATE"
MADE = "# Tehty komennolla scripts/schema. Älä muuta käsin.\n"
_LONG = 160  # A text that may be longer than this gets a field of many lines.
_NEXT = (
    "Täytä, mitä tiedät. Vain tähdellä merkityt kohdat tarvitaan, ja muun voi lisätä myöhemmin. Kaikki, mitä kirjoitat, "
    "näkyy julkisesti.\n\n"
    "Mitä sitten tapahtuu: ylläpitäjä lukee tekstin, ja siitä tehdään muutosehdotus. Jos jotakin pitää korjata, "
    "vastaus tulee tähän samaan asiaan."
)


def templates(words: Vocabulary, settings: Mapping[str, Any]) -> dict[str, str]:
    """Path and text of every form and of the chooser; `settings` is what mkdocs.yml says."""
    site = settings["site_url"].rstrip("/") + "/"
    made = {f"{name}.yml": _template(form, site) for name, form in issue_forms(words).items()}
    made["config.yml"] = _chooser(site, settings["extra"]["feedback"])
    return {f"{FOLDER}/{name}": MADE + _yaml(data) for name, data in made.items()}


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
        "title": layout.ISSUE_TITLES[name],
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
    elif example := layout.EXAMPLES.get(question.id):
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
    options = [{"label": text, "required": True} for text in layout.CONSENTS]
    return {"type": "checkboxes", "id": "consent", "attributes": {"label": layout.CONSENT, "options": options}}


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
