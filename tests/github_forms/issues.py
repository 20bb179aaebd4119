"""Issues as GitHub's issue forms write them, and a small repository for them."""

from collections.abc import Mapping
from pathlib import Path

from kaytantopankki.github_forms.issue_forms import CONSENT, CONSENT_STATEMENTS, make_issue_forms
from tests.builders import WORDS, vocabulary, write_text, write_words
from tests.cases import read_tables

FIXTURES = Path(__file__).parent.parent / "fixtures/issues"
OLD = "hanko-uimahallin-valot"  # The practice that is there before.
CONSENTS = "\n".join(f"- [X] {text}" for text in CONSENT_STATEMENTS)
# The fewest answers of which an entry is made.
LEAST: dict[str, dict[str, str]] = read_tables(__file__)
_INDICATOR = {"title": "Sähkönsäästö", "unit": "MWh/v", "direction": "up", "description": "Säästö."}
_BOTTLENECK = {"title": "Osaaminen", "description": "Ei osata."}
_INDICATORS = WORDS["indicators"] | {"sahkonsaasto": _INDICATOR}
_BOTTLENECKS = WORDS["bottlenecks"] | {"osaaminen": _BOTTLENECK}
FORMS = make_issue_forms(vocabulary(indicators=_INDICATORS, bottlenecks=_BOTTLENECKS))


def repository(root: Path) -> Path:
    """Vocabularies with some words, and one practice that has two adoptions, comments and an order of its own."""
    write_words(root, indicators=_INDICATORS, bottlenecks=_BOTTLENECKS)
    write_text(root, f"practices/{OLD}.md", (FIXTURES / f"{OLD}.md").read_text(encoding="utf-8"))
    return root


def issue_text(form: str, answers: Mapping[str, str], consent: str = CONSENTS) -> str:
    """The text of an issue with the least answers and these, which are by the ids of the questions."""
    given = {**LEAST[form], **answers}
    parts = [
        f"### {question.label}\n\n{given.get(question.id) or '_No response_'}" for question in FORMS[form].questions
    ]
    return "\n\n".join([*parts, f"### {CONSENT}\n\n{consent}"])
