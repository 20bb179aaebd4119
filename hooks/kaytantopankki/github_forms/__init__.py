"""GitHub's issue forms, and the way from the text of an issue to an entry or to the problems that its writer has to
mend: the file, the comment in the issue and the text of the pull request, in which contributed text does nothing."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kaytantopankki.content import front_matter, loader
from kaytantopankki.content.body_markdown import escape_markdown
from kaytantopankki.content.fields import field_label, field_specs
from kaytantopankki.content.messages import Problem, form_variants
from kaytantopankki.content.submodels import Source
from kaytantopankki.data_files import data_table
from kaytantopankki.formatting import counted
from kaytantopankki.github_forms import issue_forms, parse
from kaytantopankki.github_forms.draft import Draft, FilledForm, draft_entry, read_answers
from kaytantopankki.pages.form_pages import ONE

MARK = "<!-- kirjaus asiasta -->"  # By this the workflow finds its own comment.
_MOST, _LONGEST = 30, 400  # GitHub takes 65 536 characters, and escaping may double them.
_TEXTS = data_table("github_forms/data/comments.yml")


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
    with form_variants(issue_forms.ISSUE_MESSAGES):
        content = loader.load(root, today)
    forms = issue_forms.make_issue_forms(content.catalogue.vocabulary)
    form = max(forms.values(), key=lambda form: parse.share_of_labels(text, form.labels))
    issue = parse.parse_issue(text, form.labels)
    agreed, other_lines = parse.ticked(issue.answers.get(issue_forms.CONSENT, ""))
    unplaced = list(filter(None, (issue.before, *other_lines)))
    if not issue.answers and not issue.unclear:
        message = f"asiaa ei ole kirjoitettu lomakkeella. Valitse New issue ja {form.web.title}, ja kopioi tekstit "
        return _refused(number, [Problem("", 0, f"{message}lomakkeen kohtiin")])
    problems = list(_heading_problems(issue, form))
    if not issue.answers:
        return _refused(number, problems, unplaced)
    mixed = {before for before, label in pairwise(form.labels) if label in issue.missing}
    filled = read_answers(form, {label: text for label, text in issue.answers.items() if label not in mixed})
    draft = draft_entry(form, filled, content, root)
    problems += filled.problems
    problems += [
        Problem(issue_forms.CONSENT, 0, f'merkitse kohta "{statement}" näin: [x]')
        for statement in issue_forms.CONSENT_STATEMENTS
        if statement not in agreed and issue_forms.CONSENT in issue.answers
    ]
    told = {problem.path for problem in problems} | mixed
    new = [*draft.problems, *_draft_problems(root, form, draft, content.problems, today)]
    problems += [problem for problem in new if problem.path not in told and (problem.path or not draft.problems)]
    if problems:
        return _refused(number, sorted(problems, key=lambda problem: _position(form, problem.path)), unplaced)
    (root / draft.path).write_bytes(draft.text.encode("utf-8"))
    return _proposed(number, login, form, draft, filled, unplaced)


def _refused(number: int, problems: Sequence[Problem], unplaced: Sequence[str] = ()) -> IssueResult:
    return IssueResult("", f"kirjaus/{number}", "", "", "", _refusal_comment(problems, unplaced))


def _proposed(
    number: int, login: str, form: issue_forms.IssueForm, draft: Draft, filled: FilledForm, unplaced: Sequence[str]
) -> IssueResult:
    """What is proposed when there is a file; the workflow adds the address of the pull request to the answer."""
    added = f"käyttöönotto käytäntöön {draft.slug}" if form.web.adds else f"käytäntö {draft.slug}"
    return IssueResult(
        draft.path,
        f"kirjaus/{number}",
        f"{form.issue_title}: {draft.slug}",
        f"Lisää {added}\n\nTehty asiasta #{number}.",
        _pull_request_text(number, login, form, filled.notes, unplaced),
        _paragraphs(MARK, _TEXTS["thanks"].format(path=draft.path), *_quoted(unplaced)),
    )


def _heading_problems(issue: parse.ParsedIssue, form: issue_forms.IssueForm) -> Iterator[Problem]:
    """Why one cannot tell which answer is to which question."""
    for label in issue.unclear:
        message = "on asiassa monta kertaa tai väärässä paikassa. Jätä yksi ja siirrä se paikalleen"
        yield Problem(label, 0, f'otsikkorivi "### {label}" {message}')
    for label in issue.missing:
        later = form.labels[form.labels.index(label) :]
        following = next((each for each in later if each in issue.answers), "")
        place = f'ennen riviä "### {following}"' if following else "asian loppuun"
        yield Problem(label, 0, f'otsikkorivi "### {label}" puuttuu. Kirjoita se {place}')
    if issue.missing and issue.other:
        headings = ", ".join(f'"{heading}"' for heading in issue.other)
        message = f"lomakkeessa ei ole näitä otsikoita: {headings}. Jos lomake on muuttunut, vaihda vanhan otsikon "
        yield Problem("", 0, f"{message}tilalle uusi")


def _position(form: issue_forms.IssueForm, label: str) -> int:
    """Problems come in the order of the questions, those of the whole issue last."""
    labels = [question.label for question in form.questions]
    places = (place for place, own in enumerate(labels) if label and (own.startswith(label) or label.startswith(own)))
    return next(places, len(labels))


def _draft_problems(
    root: Path, form: issue_forms.IssueForm, draft: Draft, before: Collection[Problem], today: date
) -> list[Problem]:
    """What is wrong with the whole content when the file is in it and was not before. Leaves the content as it was."""
    file = root / draft.path
    old = file.read_bytes() if file.exists() else None
    file.write_bytes(draft.text.encode("utf-8"))
    try:
        with form_variants(issue_forms.ISSUE_MESSAGES):
            after = loader.load(root, today).problems
    finally:
        if old is None:
            file.unlink()
        else:
            file.write_bytes(old)
    known = {(problem.path, problem.message) for problem in before}
    new = [problem for problem in after if (problem.path, problem.message) not in known]
    return list(dict.fromkeys(_of_questions(new, form, draft)))


def _of_questions(problems: Sequence[Problem], form: issue_forms.IssueForm, draft: Draft) -> Iterator[Problem]:
    """The problems of the file as problems of the answers that are on their lines."""
    document = front_matter.parse_document(front_matter.normalised(draft.text), draft.path)
    if not isinstance(document, front_matter.Document):
        yield from (Problem("", 0, problem.message) for problem in problems)
        return
    locations = _field_locations(form, draft, len(document.data.get("sources") or ()))
    labels = {field_label(draft.kind.model, loc): label for loc, label in locations}
    sections = _sections(form, document)
    for problem in problems:
        field, _, message = problem.message.partition(": ")
        if problem.path == draft.path and problem.line in sections:
            yield Problem(sections[problem.line], 0, problem.message.removeprefix("teksti: "))
        elif message and field in labels:
            yield Problem(labels[field], 0, message)
        else:
            yield Problem("", 0, problem.message)


def _field_locations(
    form: issue_forms.IssueForm, draft: Draft, source_count: int
) -> Iterator[tuple[front_matter.Loc, str]]:
    """(location in the file, label of the question) of every field that the form asks."""
    record: front_matter.Loc = (form.web.adds, draft.record) if form.web.adds else ()
    for question in form.questions:
        first, *inner = question.path
        if first == "sources":
            for number in range(draft.sources, source_count):
                row = f"{question.label}, rivi {number - draft.sources + 1}"
                yield ("sources", number), row
                for spec in field_specs(Source).values():
                    yield ("sources", number, spec.key), f"{row}, {spec.label}"
        elif inner:  # A list of groups has one, or two when their figures are not equally exact.
            for item in ((), (0,), (1,)):
                yield (*record, first, *item, *inner), question.label
                yield (*record, first, *item), ONE.get(first, first).capitalize()
        else:
            yield (*record, first), question.label


def _sections(form: issue_forms.IssueForm, document: front_matter.Document) -> dict[int, str]:
    """The question whose answer is on each line of the body."""
    labels = {question.heading: question.label for question in form.questions if question.heading}
    sections: dict[int, str] = {}
    label = ""
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        if line.startswith("## "):
            label = labels.get(line.removeprefix("## "), label)
        sections[number] = label
    return {number: label for number, label in sections.items() if label}


def _refusal_comment(problems: Sequence[Problem], unplaced: Sequence[str]) -> str:
    """The comment when no file was made."""
    lines = [
        f"- **{_visible(label)}**: {_visible(message)}" if label else f"- {_visible(message[:1].upper() + message[1:])}"
        for label, _, message in problems[:_MOST]
    ]
    if (more := len(problems) - _MOST) > 0:
        lines.append(f"- Lisäksi {counted(more, 'muu', 'muuta')}.")
    return _paragraphs(MARK, _TEXTS["refused"], "\n".join(lines), *_quoted(unplaced), _TEXTS["edit"])


def _pull_request_text(
    number: int, login: str, form: issue_forms.IssueForm, notes: Sequence[str], unplaced: Sequence[str]
) -> str:
    """The text of the pull request. Merging it closes the issue."""
    listed_notes = "\n".join(f"- {note}" for note in notes)
    boxes = _TEXTS["boxes"] + ([] if form.web.adds else _TEXTS["new_boxes"])
    return _paragraphs(
        _TEXTS["origin"].format(number=number, login=_visible(login)),
        _TEXTS["sound"],
        *([f"Huomaa:\n\n{listed_notes}"] if notes else []),
        *_quoted(unplaced),
        "\n".join(f"- [ ] {text}" for text in boxes),
    )


def _paragraphs(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _visible(text: str, longest: int = _LONGEST) -> str:
    """Contributed text as it stands, with a name for each character that nobody sees."""
    return escape_markdown(front_matter.CONTROL.sub(lambda match: f" U+{ord(match[0]):04X} ", text), longest)


def _quoted(unplaced: Sequence[str]) -> Iterator[str]:
    """The text of the issue outside the answers: it is in no file, but a person can place it."""
    lines = [line for text in unplaced for line in text.split("\n") if line.strip()]
    if lines:
        quoted = "\n>\n".join(f"> {_visible(line, 300)}" for line in lines[:_MOST])
        rest = counted(len(lines) - _MOST, "rivi, joka on", "riviä, jotka ovat")
        yield f"{_TEXTS['unplaced']}\n\n{quoted}" + (f"\n>\n> … ja {rest} asiassa." if len(lines) > _MOST else "")
