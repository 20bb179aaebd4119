"""What is said in the issue and in the pull request, as Markdown in which contributed text does nothing."""

import re
from collections.abc import Iterator, Sequence

from kaytantopankki.content.front_matter import CONTROL
from kaytantopankki.content.messages import Problem
from kaytantopankki.github_forms.issue_forms import IssueForm

MARK = "<!-- kirjaus asiasta -->"  # By this the workflow finds its own comment.
_MOST, _LONGEST = 30, 400  # GitHub takes 65 536 characters, and escaping may double them.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+!|~&$-]")
_WORD_JOINER = "\u2060"
_EDIT = (
    "Korjaa asian tekstiä: valitse tekstin oikeasta yläkulmasta ⋯ ja Edit. Kirjoita sitten tähän kommentti, niin "
    "ylläpitäjä tekee ehdotuksen uudelleen. Kaikki, mitä kirjoitit, on tallessa tässä asiassa."
)
_CHECKED = (
    "Luvut, vuodet ja kunnat ovat samat kuin lähteessä.",
    "Arvio tai tavoite ei näytä tulokselta.",
    "Tekstissä ei ole yksityishenkilöiden tietoja, ja sen saa julkaista.",
)
_CHECKED_IN_NEW = (
    "Avainsanat (`tags`) on lisätty.",
    "Tekstissä kuvatut muut luvut ja pullonkaulat ovat omina kohtinaan.",
)


def escape_markdown(text: str, longest: int = 300) -> str:
    """One line that is neither markup, HTML, a table cell's end, a link nor a mention of a person or an issue."""
    line = " ".join(text.split())
    cut = line if len(line) <= longest else f"{line[:longest].rstrip()} …"
    joined = re.sub(r"([@#])(?=\w)|(GH-)(?=\d)", rf"\g<0>{_WORD_JOINER}", cut)
    joined = re.sub(r"(https?:)(?=//)|(www)(?=\.)", rf"\g<0>{_WORD_JOINER}", joined, flags=re.IGNORECASE)
    return _SPECIAL.sub(r"\\\g<0>", joined)


def markdown_link(text: str, address: str) -> str:
    """A link; an address that could end it early is written as text."""
    safe = re.fullmatch(r"https?://[^\s<>()\\\[\]]+", address)
    return f"[{escape_markdown(text)}]({address})" if safe else f"{escape_markdown(text)} ({escape_markdown(address)})"


def refusal_comment(problems: Sequence[Problem], unplaced: Sequence[str]) -> str:
    """The comment when no file was made."""
    lines = [
        f"- **{_visible(label)}**: {_visible(message)}" if label else f"- {_visible(message[:1].upper() + message[1:])}"
        for label, _, message in problems[:_MOST]
    ]
    if (more := len(problems) - _MOST) > 0:
        lines.append(f"- Lisäksi {more} muuta.")
    intro = "Kiitos! Tästä ei tullut vielä kirjausta. Korjaa nämä kohdat:"
    return _paragraphs(MARK, intro, "\n".join(lines), *_quoted(unplaced), _EDIT)


def thanks_comment(path: str, unplaced: Sequence[str]) -> str:
    """The comment when there is a file; the workflow adds the address of the pull request."""
    intro = (
        f"Kiitos! Tästä tuli ehdotus: tiedosto `{path}`. Ylläpitäjä lukee sen ja vertaa lähteisiin ennen kuin se "
        "julkaistaan. Kysymykset ja vastaukset tulevat tähän asiaan tai ehdotukseen."
    )
    return _paragraphs(MARK, intro, *_quoted(unplaced))


def pull_request_text(number: int, login: str, form: IssueForm, notes: Sequence[str], unplaced: Sequence[str]) -> str:
    """The text of the pull request. Merging it closes the issue."""
    listed_notes = "\n".join(f"- {note}" for note in notes)
    return _paragraphs(
        f"Tehty asiasta #{number}, jonka kirjoitti {_visible(login)}. Closes #{number}",
        "Sisällön tarkistus ei löytänyt ongelmia.",
        *([f"Huomaa:\n\n{listed_notes}"] if notes else []),
        *_quoted(unplaced),
        "\n".join(f"- [ ] {text}" for text in (*_CHECKED, *(() if form.web.adds else _CHECKED_IN_NEW))),
    )


def _paragraphs(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _visible(text: str, longest: int = _LONGEST) -> str:
    """Contributed text as it stands, with a name for each character that nobody sees."""
    return escape_markdown(CONTROL.sub(lambda match: f" U+{ord(match[0]):04X} ", text), longest)


def _quoted(unplaced: Sequence[str]) -> Iterator[str]:
    """What stood in the issue outside the answers: it is in no file, but a person can place it."""
    lines = [line for text in unplaced for line in text.split("\n") if line.strip()]
    if lines:
        quoted = "\n>\n".join(f"> {_visible(line, 300)}" for line in lines[:_MOST])
        more = f"\n>\n> … ja {len(lines) - _MOST} riviä, jotka ovat asiassa." if len(lines) > _MOST else ""
        yield f"Tämä teksti ei kuulunut mihinkään kohtaan, eikä sitä ole tiedostossa:\n\n{quoted}{more}"
