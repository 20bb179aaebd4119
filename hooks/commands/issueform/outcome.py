"""From the text of an issue to a file of the catalogue, or to what has to be mended in the issue."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from catalogue.load import load
from commands.issueform import layout, reply
from commands.issueform.body import Body, answers, share, ticked
from commands.issueform.judgement import judged
from commands.issueform.proposal import Proposal, proposal
from commands.issueform.questions import IssueForm, issue_forms
from commands.issueform.values import Complaint, Read, read


class Outcome(NamedTuple):
    """For the workflow: the file (`path` is "" when there is none), the branch, the title and text of the pull request,
    the message of the commit, and the answer to the issue."""

    path: str
    branch: str
    title: str
    message: str
    text: str
    answer: str


def outcome(root: Path, number: int, login: str, text: str, today: date) -> Outcome:
    """Writes the entry of an issue, or tells what is wrong with it."""
    catalogue = load(root, today).catalogue
    form, body = _read(issue_forms(catalogue.vocabulary), text)
    consent, extra = _consent(body)
    if not body.answers and not body.unclear:
        return _refused(number, [_not_on_form(form)])
    unplaced = [each for each in (body.before, *extra) if each]
    if complaints := list(_about_form(body, form)):
        return _refused(number, complaints, unplaced)
    made = read(form, body.answers)
    complaints = [*made.complaints, *consent]
    found = proposal(form, made, catalogue, root)
    about_file = [found] if isinstance(found, Complaint) else judged(root, form, found, today)
    told = {complaint.label for complaint in complaints}
    complaints += [complaint for complaint in about_file if complaint.label not in told]
    if complaints or isinstance(found, Complaint):
        return _refused(number, sorted(complaints, key=lambda complaint: _place(form, complaint.label)), unplaced)
    (root / found.path).write_bytes(found.text.encode("utf-8"))
    return _made(number, login, form, found, made, unplaced)


def _read(forms: Mapping[str, IssueForm], text: str) -> tuple[IssueForm, Body]:
    """The form of which the text has most, and what is answered in it."""
    labels = {name: [*(question.label for question in form.questions), layout.CONSENT] for name, form in forms.items()}
    name = max(forms, key=lambda name: share(text, labels[name]))
    return forms[name], answers(text, labels[name])


def _consent(body: Body) -> tuple[list[Complaint], list[str]]:
    """What has not been agreed to, and what else is written there."""
    agreed, other = ticked(body.answers.get(layout.CONSENT, ""))
    lacking = [text for text in layout.CONSENTS if text not in agreed]
    return [Complaint(layout.CONSENT, f'merkitse kohta "{text}" näin: [x]') for text in lacking], other


def _about_form(body: Body, form: IssueForm) -> Iterator[Complaint]:
    """Why one cannot tell which answer is to which question."""
    for label in body.unclear:
        yield Complaint(
            label,
            f'otsikkorivi "### {label}" on asiassa monta kertaa tai väärässä paikassa. Jätä yksi ja siirrä se paikalleen',
        )
    labels = [*(question.label for question in form.questions), layout.CONSENT]
    for label in body.missing:
        following = next((each for each in labels[labels.index(label) :] if each in body.answers), "")
        place = f'ennen riviä "### {following}"' if following else "asian loppuun"
        yield Complaint(label, f'otsikkorivi "### {label}" puuttuu. Kirjoita se {place}')
    if body.missing and body.other:
        listed = ", ".join(f'"{heading}"' for heading in body.other)
        yield Complaint(
            "",
            f"lomakkeessa ei ole näitä otsikoita: {listed}. Jos lomake on muuttunut, vaihda vanhan otsikon tilalle uusi",
        )


def _not_on_form(form: IssueForm) -> Complaint:
    return Complaint(
        "",
        f"asiaa ei ole kirjoitettu lomakkeella. Valitse New issue ja {form.web.title}, ja kopioi tekstit lomakkeen "
        "kohtiin",
    )


def _place(form: IssueForm, label: str) -> int:
    """Complaints come in the order of the questions, those of the whole issue last."""
    labels = [question.label for question in form.questions]
    about = (place for place, each in enumerate(labels) if label and (each.startswith(label) or label.startswith(each)))
    return next(about, len(labels))


def _refused(number: int, complaints: Sequence[Complaint], unplaced: Sequence[str] = ()) -> Outcome:
    return Outcome("", f"kirjaus/{number}", "", "", "", reply.refusal(complaints, unplaced))


def _made(number: int, login: str, form: IssueForm, found: Proposal, made: Read, unplaced: Sequence[str]) -> Outcome:
    added = f"käyttöönotto käytäntöön {found.slug}" if form.web.adds else f"käytäntö {found.slug}"
    return Outcome(
        found.path,
        f"kirjaus/{number}",
        f"{layout.ISSUE_TITLES[form.web.name]}: {found.slug}",
        f"Lisää {added}\n\nTehty asiasta #{number}.",
        reply.pull_request(number, login, form, made.notes, unplaced),
        reply.thanks(found.path, unplaced),
    )
