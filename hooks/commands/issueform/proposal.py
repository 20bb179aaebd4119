"""The file that a filled form proposes: a new practice, or a practice with one more adoption."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue import scaffold
from catalogue.catalogue import Catalogue
from catalogue.headings import PRACTICE
from catalogue.layout import KINDS, Kind
from catalogue.nearest import did_you_mean
from catalogue.reference import slugify
from commands.issueform.arrangement import Values, arranged
from commands.issueform.insertion import inserted
from commands.issueform.questions import IssueForm, named
from commands.issueform.values import Complaint, Read

_ADDRESS = re.compile(r"(?:^|/)kaytannot/([a-z0-9-]{1,200})/?(?:[?#]\S*)?$")


@dataclass(frozen=True)
class Proposal:
    """A file as it would be. `record` and `sources` tell where in its lists what was added begins; 0 in a new file."""

    kind: Kind
    slug: str
    text: str
    record: int = 0
    sources: int = 0

    @property
    def path(self) -> str:
        return f"{self.kind.folder}/{self.slug}.md"


def proposal(form: IssueForm, made: Read, catalogue: Catalogue, root: Path) -> Proposal | Complaint:
    """The proposed file, or why there can be none."""
    return _adoption(form, made, catalogue, root) if form.web.adds else _practice(form, made, catalogue, root)


def _practice(form: IssueForm, made: Read, catalogue: Catalogue, root: Path) -> Proposal | Complaint:
    kind = KINDS[form.web.kind]
    values = arranged(form.fields, {**made.values, "published": catalogue.today.isoformat()})
    slug = scaffold.slug_of(kind, values)
    label = next(question.label for question in form.questions if question.path == ("title",))
    if not slugify(values.get("title", "")):
        return Complaint(label, "kirjoita otsikko sanoina: siitä tulee sivun osoite")
    if (root / kind.folder / f"{slug}.md").exists():
        return Complaint(
            label,
            f"samanniminen käytäntö on jo täällä ({kind.address}/{slug}/). Tarkenna otsikkoa tai kerro kommentilla, "
            "mitä siihen pitää lisätä",
        )
    return Proposal(kind, slug, _text(values, made.texts))


def _text(values: Values, texts: Mapping[str, str]) -> str:
    front = [line for name, value in values.items() for line in scaffold.written(name, value)]
    body = [line for heading in PRACTICE if heading in texts for line in ("", f"## {heading}", "", texts[heading])]
    return "\n".join(["---", *front, "---", *body, ""])


def _adoption(form: IssueForm, made: Read, catalogue: Catalogue, root: Path) -> Proposal | Complaint:
    values = dict(made.values)
    which = form.questions[0]
    try:
        slug = _named(values.pop("practice", ""), catalogue)
        old = catalogue.practices[slug].data
        sources, numbers = _joined(values.pop("sources", []), old.sources)
        fields = named(form.fields)
        record = arranged(fields[form.web.adds]["fields"], {**values, **({"source": numbers} if numbers else {})})
        added = {form.web.adds: [record]}
        if sources:
            added["sources"] = [arranged(fields["sources"]["fields"], source) for source in sources]
        raw = (root / catalogue.practices[slug].path).read_bytes().decode("utf-8")
        text = inserted(raw, added, [field["name"] for field in form.fields])
    except ValueError as error:
        return Complaint(which.label, str(error))
    return Proposal(KINDS[form.web.kind], slug, text, len(old.adoptions), len(old.sources))


def _named(text: str, catalogue: Catalogue) -> str:
    """The practice that an address, a file name or a title means. Raises ValueError in Finnish."""
    if not text:
        raise ValueError("puuttuu, kirjoita käytännön sivun osoite tai nimi")
    titles = {entry.data.title.casefold(): slug for slug, entry in catalogue.practices.items()}
    address = _ADDRESS.search(text)
    word = address[1] if address else text.casefold().removesuffix(".md").rpartition("/")[2]
    for found in (word, titles.get(text.casefold(), "")):
        if found in catalogue.practices:
            return found
    near = did_you_mean(text, [entry.data.title for entry in catalogue.practices.values()])
    raise ValueError(f'käytäntöä "{text}" ei ole{near or ". Kopioi tähän käytännön sivun osoite selaimesta"}')


def _joined(given: Sequence[Values], old: Sequence[Any]) -> tuple[list[Values], list[str]]:
    """The sources that are new to a practice, and the numbers of all that were given."""
    numbers = {source.url: number for number, source in enumerate(old, 1) if source.url}
    fresh: list[Values] = []
    found = []
    for source in given:
        number = numbers.get(source.get("url", ""))
        if number is None:
            fresh.append(source)
            number = len(old) + len(fresh)
        found.append(str(number))
    return fresh, found
