"""What is said in the issue and in the pull request, as Markdown in which contributed text does nothing."""

from collections.abc import Iterator, Sequence

from catalogue.yamltree import CONTROL
from commands.issueform.questions import IssueForm
from commands.issueform.values import Complaint
from commands.markdown import plain

MARK = "<!-- kirjaus asiasta -->"  # By this the workflow finds its own comment.
_MOST, _LONGEST = 30, 400  # GitHub takes 65 536 characters, and escaping may double them.
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


def refusal(complaints: Sequence[Complaint], unplaced: Sequence[str]) -> str:
    """The comment when no file was made."""
    intro = "Kiitos! Tästä ei tullut vielä kirjausta. Korjaa nämä kohdat:"
    return _document(intro, _listed(complaints), *_left_over(unplaced), _EDIT)


def thanks(path: str, unplaced: Sequence[str]) -> str:
    """The comment when there is a file; the workflow adds the address of the pull request."""
    intro = (
        f"Kiitos! Tästä tuli ehdotus: tiedosto `{path}`. Ylläpitäjä lukee sen ja vertaa lähteisiin ennen kuin se "
        "julkaistaan. Kysymykset ja vastaukset tulevat tähän asiaan tai ehdotukseen."
    )
    return _document(intro, *_left_over(unplaced))


def pull_request(number: int, login: str, form: IssueForm, notes: Sequence[str], unplaced: Sequence[str]) -> str:
    """The text of the pull request. Merging it closes the issue."""
    told = "\n".join(f"- {note}" for note in notes)
    return _document(
        f"Tehty asiasta #{number}, jonka kirjoitti {shown(login)}. Closes #{number}",
        "Sisällön tarkistus ei löytänyt ongelmia.",
        *([f"Huomaa:\n\n{told}"] if told else []),
        *_left_over(unplaced),
        "\n".join(f"- [ ] {text}" for text in (*_CHECKED, *(() if form.web.adds else _CHECKED_IN_NEW))),
        mark=False,
    )


def shown(text: str, longest: int = _LONGEST) -> str:
    """Contributed text as it stands, with a name for each character that nobody sees."""
    return plain(CONTROL.sub(lambda found: f" U+{ord(found[0]):04X} ", text), longest)


def _document(*parts: str, mark: bool = True) -> str:
    return "\n\n".join([*([MARK] if mark else []), *parts]) + "\n"


def _listed(complaints: Sequence[Complaint]) -> str:
    lines = [
        f"- **{shown(label)}**: {shown(message)}" if label else f"- {shown(message[:1].upper() + message[1:])}"
        for label, message in complaints[:_MOST]
    ]
    if more := len(complaints) - _MOST:
        lines += [f"- Lisäksi {more} muuta."] if more > 0 else []
    return "\n".join(lines)


def _left_over(unplaced: Sequence[str]) -> Iterator[str]:
    """What stood in the issue outside the answers: it is in no file, but a person can place it."""
    lines = [line for text in unplaced for line in text.split("\n") if line.strip()]
    if lines:
        quoted = "\n>\n".join(f"> {shown(line, 300)}" for line in lines[:_MOST])
        more = f"\n>\n> … ja {len(lines) - _MOST} riviä, jotka ovat asiassa." if len(lines) > _MOST else ""
        yield f"Tämä teksti ei kuulunut mihinkään kohtaan, eikä sitä ole tiedostossa:\n\n{quoted}{more}"
