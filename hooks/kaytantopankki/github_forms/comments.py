"""The comments in the issue and the text of the pull request, as Markdown in which contributed text does nothing."""

import re
from collections.abc import Iterator, Sequence

from kaytantopankki.content import front_matter, messages
from kaytantopankki.data_files import data_table
from kaytantopankki.formatting import counted
from kaytantopankki.github_forms.issue_forms import IssueForm

MARK = "<!-- kirjaus asiasta -->"  # By this the workflow finds its own comment.
_MOST, _LONGEST = 30, 400  # GitHub takes 65 536 characters, and escaping may double them.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+!|~&$-]")
# Mentions and addresses, of which GitHub would make links.
_LINKED = re.compile(r"[@#](?=\w)|GH-(?=\d)|(?i:https?:(?=//)|www(?=\.))")
_WORD_JOINER = "\u2060"
_TEXTS = data_table("github_forms/data/comments.yml")


def escape_markdown(text: str, longest: int = 300) -> str:
    """One line that is neither markup, HTML, a table cell's end, a link nor a mention of a person or an issue."""
    line = " ".join(text.split())
    cut = line if len(line) <= longest else f"{line[:longest].rstrip()} …"
    return _SPECIAL.sub(r"\\\g<0>", _LINKED.sub(rf"\g<0>{_WORD_JOINER}", cut))


def markdown_link(text: str, address: str) -> str:
    """A link; an address that could end it early is written as text."""
    safe = re.fullmatch(r"https?://[^\s<>()\\\[\]]+", address)
    return f"[{escape_markdown(text)}]({address})" if safe else f"{escape_markdown(text)} ({escape_markdown(address)})"


def refusal_comment(problems: Sequence[messages.Problem], unplaced: Sequence[str]) -> str:
    """The comment when no file was made."""
    lines = [
        f"- **{_visible(label)}**: {_visible(message)}" if label else f"- {_visible(message[:1].upper() + message[1:])}"
        for label, _, message in problems[:_MOST]
    ]
    if (more := len(problems) - _MOST) > 0:
        lines.append(f"- Lisäksi {counted(more, 'muu', 'muuta')}.")
    return _paragraphs(MARK, _TEXTS["refused"], "\n".join(lines), *_quoted(unplaced), _TEXTS["edit"])


def thanks_comment(path: str, unplaced: Sequence[str]) -> str:
    """The comment when there is a file; the workflow adds the address of the pull request."""
    return _paragraphs(MARK, _TEXTS["thanks"].format(path=path), *_quoted(unplaced))


def pull_request_text(number: int, login: str, form: IssueForm, notes: Sequence[str], unplaced: Sequence[str]) -> str:
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
