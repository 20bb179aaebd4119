"""What the build would say of a proposed file, in the words of the form that it came from."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from catalogue import document
from catalogue.document import Document
from catalogue.load import load
from catalogue.messages import field_label
from catalogue.problem import Problem
from catalogue.texts import said_otherwise
from catalogue.yamltree import Loc
from commands.issueform.layout import IN_ISSUE
from commands.issueform.proposal import Proposal
from commands.issueform.questions import IssueForm, named
from commands.issueform.values import Complaint
from pages.formlayout import ONE


def judged(root: Path, form: IssueForm, proposal: Proposal, today: date) -> list[Complaint]:
    """What `scripts/check` would say of the whole content with the file in it. Leaves the content as it was."""
    file = root / proposal.path
    before = file.read_bytes() if file.exists() else None
    with said_otherwise(IN_ISSUE):
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


def _complaints(problems: list[Problem], form: IssueForm, proposal: Proposal) -> Iterator[Complaint]:
    parsed = document.parse(document.normalised(proposal.text), proposal.path)
    if not isinstance(parsed, Document):
        yield from (Complaint("", problem.message) for problem in problems)
        return
    labels = _labels(form, proposal, parsed)
    sections = _sections(form, parsed)
    for problem in problems:
        name, found, rest = problem.message.partition(": ")
        if problem.path == proposal.path and problem.line in sections:
            yield Complaint(sections[problem.line], problem.message.removeprefix("teksti: "))
        elif found and name in labels:
            yield Complaint(labels[name], rest)
        else:
            yield Complaint("", problem.message)


def _labels(form: IssueForm, proposal: Proposal, parsed: Document) -> dict[str, str]:
    """What the form calls the fields of the entry, by what the build calls them."""
    model = proposal.kind.model
    return {field_label(model, loc): label for loc, label in _places(form, proposal, parsed.data)}


def _places(form: IssueForm, proposal: Proposal, data: Mapping[str, Any]) -> Iterator[tuple[Loc, str]]:
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


def _source_places(label: str, proposal: Proposal, data: Mapping[str, Any], fields: Any) -> Iterator[tuple[Loc, str]]:
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
