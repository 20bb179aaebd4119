"""From the text of an issue to a file of the catalogue, or to what has to be mended in the issue."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from kaytantopankki.content import front_matter
from kaytantopankki.content.front_matter import Document, Loc
from kaytantopankki.content.loader import load
from kaytantopankki.content.messages import Problem, form_variants
from kaytantopankki.content.validation import field_label
from kaytantopankki.github_forms import comments, issue_forms
from kaytantopankki.github_forms.draft import AnswerProblem, Draft, ReadAnswers, draft_entry, read_answers
from kaytantopankki.github_forms.issue_forms import IN_ISSUE, IssueForm, make_issue_forms, named
from kaytantopankki.github_forms.parse import Body, answers, share, ticked
from kaytantopankki.pages.form_pages import ONE


def judge_draft(root: Path, form: IssueForm, proposal: Draft, today: date) -> list[AnswerProblem]:
    """What `scripts/check` would say of the whole content with the file in it. Leaves the content as it was."""
    file = root / proposal.path
    before = file.read_bytes() if file.exists() else None
    with form_variants(IN_ISSUE):
        known = {(problem.path, problem.message) for problem in load(root, today).problems}
        file.write_bytes(proposal.text.encode("utf-8"))
        try:
            problems = load(root, today).problems
        finally:
            if before is None:
                file.unlink()
            else:
                file.write_bytes(before)
    fresh = [problem for problem in problems if (problem.path, problem.message) not in known]
    return list(dict.fromkeys(_complaints(fresh, form, proposal)))


def _complaints(problems: list[Problem], form: IssueForm, proposal: Draft) -> Iterator[AnswerProblem]:
    parsed = front_matter.parse_document(front_matter.normalised(proposal.text), proposal.path)
    if not isinstance(parsed, Document):
        yield from (AnswerProblem("", problem.message) for problem in problems)
        return
    labels = _labels(form, proposal, parsed)
    sections = _sections(form, parsed)
    for problem in problems:
        name, found, rest = problem.message.partition(": ")
        if problem.path == proposal.path and problem.line in sections:
            yield AnswerProblem(sections[problem.line], problem.message.removeprefix("teksti: "))
        elif found and name in labels:
            yield AnswerProblem(labels[name], rest)
        else:
            yield AnswerProblem("", problem.message)


def _labels(form: IssueForm, proposal: Draft, parsed: Document) -> dict[str, str]:
    """What the form calls the fields of the entry, by what the build calls them."""
    model = proposal.kind.model
    return {field_label(model, loc): label for loc, label in _places(form, proposal, parsed.data)}


def _places(form: IssueForm, proposal: Draft, data: Mapping[str, Any]) -> Iterator[tuple[Loc, str]]:
    fields = named(form.fields)
    own: Loc = (form.web.adds, proposal.record) if form.web.adds else ()
    for question in form.questions:
        first, *inner = question.path
        if question.path == ("sources",):
            yield from _source_places(question.label, proposal, data, fields["sources"]["fields"])
        elif inner:
            groups = _groups(own, first, data)
            yield from (((*group, *inner), question.label) for group in groups)
            yield from ((group, ONE.get(first, first).capitalize()) for group in groups)
        else:
            yield (*own, first), question.label


def _groups(own: Loc, name: str, data: Mapping[str, Any]) -> list[Loc]:
    """Where the records of a group are."""
    value: Any = data
    for step in (*own, name):
        value = value[int(step)] if isinstance(value, list) else value.get(step)
    return [(*own, name, number) for number in range(len(value))] if isinstance(value, list) else [(*own, name)]


def _source_places(label: str, proposal: Draft, data: Mapping[str, Any], fields: Any) -> Iterator[tuple[Loc, str]]:
    for number in range(proposal.sources, len(data.get("sources") or ())):
        row = f"{label}, rivi {number - proposal.sources + 1}"
        yield ("sources", number), row
        for field in fields:
            yield ("sources", number, field["name"]), f"{row}, {field['label']}"


def _sections(form: IssueForm, parsed: Document) -> dict[int, str]:
    """The question whose answer is on each line of the body."""
    labels = {question.heading: question.label for question in form.questions if question.heading}
    found: dict[int, str] = {}
    label = ""
    for number, line in enumerate(parsed.body.split("\n"), parsed.body_line):
        label = labels.get(line.removeprefix("## "), label) if line.startswith("## ") else label
        if label:
            found[number] = label
    return found


class IssueResult(NamedTuple):
    """For the workflow: the file (`path` is "" when there is none), the branch, the title and text of the pull request,
    the message of the commit, and the answer to the issue."""

    path: str
    branch: str
    title: str
    message: str
    text: str
    answer: str


def issue_result(root: Path, number: int, login: str, text: str, today: date) -> IssueResult:
    """Writes the entry of an issue, or tells what is wrong with it."""
    catalogue = load(root, today).catalogue
    form, body = _read(make_issue_forms(catalogue.vocabulary), text)
    consent, extra = _consent(body)
    if not body.answers and not body.unclear:
        return _refused(number, [_not_on_form(form)])
    unplaced = [each for each in (body.before, *extra) if each]
    if complaints := list(_about_form(body, form)):
        return _refused(number, complaints, unplaced)
    made = read_answers(form, body.answers)
    complaints = [*made.complaints, *consent]
    found = draft_entry(form, made, catalogue, root)
    about_file = [found] if isinstance(found, AnswerProblem) else judge_draft(root, form, found, today)
    told = {complaint.label for complaint in complaints}
    complaints += [complaint for complaint in about_file if complaint.label not in told]
    if complaints or isinstance(found, AnswerProblem):
        return _refused(number, sorted(complaints, key=lambda complaint: _place(form, complaint.label)), unplaced)
    (root / found.path).write_bytes(found.text.encode("utf-8"))
    return _made(number, login, form, found, made, unplaced)


def _read(forms: Mapping[str, IssueForm], text: str) -> tuple[IssueForm, Body]:
    """The form of which the text has most, and what is answered in it."""
    labels = {
        name: [*(question.label for question in form.questions), issue_forms.CONSENT] for name, form in forms.items()
    }
    name = max(forms, key=lambda name: share(text, labels[name]))
    return forms[name], answers(text, labels[name])


def _consent(body: Body) -> tuple[list[AnswerProblem], list[str]]:
    """What has not been agreed to, and what else is written there."""
    agreed, other = ticked(body.answers.get(issue_forms.CONSENT, ""))
    lacking = [text for text in issue_forms.CONSENTS if text not in agreed]
    return [AnswerProblem(issue_forms.CONSENT, f'merkitse kohta "{text}" näin: [x]') for text in lacking], other


def _about_form(body: Body, form: IssueForm) -> Iterator[AnswerProblem]:
    """Why one cannot tell which answer is to which question."""
    for label in body.unclear:
        yield AnswerProblem(
            label,
            f'otsikkorivi "### {label}" on asiassa monta kertaa tai väärässä paikassa. Jätä yksi ja siirrä se paikalleen',
        )
    labels = [*(question.label for question in form.questions), issue_forms.CONSENT]
    for label in body.missing:
        following = next((each for each in labels[labels.index(label) :] if each in body.answers), "")
        place = f'ennen riviä "### {following}"' if following else "asian loppuun"
        yield AnswerProblem(label, f'otsikkorivi "### {label}" puuttuu. Kirjoita se {place}')
    if body.missing and body.other:
        listed = ", ".join(f'"{heading}"' for heading in body.other)
        yield AnswerProblem(
            "",
            f"lomakkeessa ei ole näitä otsikoita: {listed}. Jos lomake on muuttunut, vaihda vanhan otsikon tilalle uusi",
        )


def _not_on_form(form: IssueForm) -> AnswerProblem:
    return AnswerProblem(
        "",
        f"asiaa ei ole kirjoitettu lomakkeella. Valitse New issue ja {form.web.title}, ja kopioi tekstit lomakkeen "
        "kohtiin",
    )


def _place(form: IssueForm, label: str) -> int:
    """Complaints come in the order of the questions, those of the whole issue last."""
    labels = [question.label for question in form.questions]
    about = (place for place, each in enumerate(labels) if label and (each.startswith(label) or label.startswith(each)))
    return next(about, len(labels))


def _refused(number: int, complaints: Sequence[AnswerProblem], unplaced: Sequence[str] = ()) -> IssueResult:
    return IssueResult("", f"kirjaus/{number}", "", "", "", comments.refusal_comment(complaints, unplaced))


def _made(
    number: int, login: str, form: IssueForm, found: Draft, made: ReadAnswers, unplaced: Sequence[str]
) -> IssueResult:
    added = f"käyttöönotto käytäntöön {found.slug}" if form.web.adds else f"käytäntö {found.slug}"
    return IssueResult(
        found.path,
        f"kirjaus/{number}",
        f"{issue_forms.ISSUE_TITLES[form.web.name]}: {found.slug}",
        f"Lisää {added}\n\nTehty asiasta #{number}.",
        comments.pull_request_text(number, login, form, made.notes, unplaced),
        comments.thanks_comment(found.path, unplaced),
    )
