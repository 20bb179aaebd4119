"""Issues as GitHub's issue forms write them, and a small repository for them."""

from collections.abc import Mapping
from pathlib import Path

from kaytantopankki.content import vocabulary
from kaytantopankki.content.loader import VOCABULARY
from kaytantopankki.github_forms import issue_forms
from kaytantopankki.github_forms.issue_forms import IssueForm, make_issue_forms
from tests.builders import VOCABULARY as VOCABULARY_OF_TESTS
from tests.builders import WORDS, write_text, write_words

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests/fixtures/issues"
OLD = "hanko-uimahallin-valot"  # The practice that is there before.
CONSENT = "\n".join(f"- [X] {text}" for text in issue_forms.CONSENT_STATEMENTS)

_INDICATOR = {"title": "Sähkönsäästö", "unit": "MWh/v", "direction": "up", "description": "Säästö."}
_BOTTLENECK = {"title": "Osaaminen", "description": "Ei osata."}


def repository(root: Path) -> Path:
    """Vocabularies with some words, and one practice that has two adoptions, comments and an order of its own."""
    write_words(
        root,
        indicators=WORDS["indicators"] | {"sahkonsaasto": _INDICATOR},
        bottlenecks=WORDS["bottlenecks"] | {"osaaminen": _BOTTLENECK},
    )
    write_text(root, f"practices/{OLD}.md", (FIXTURES / f"{OLD}.md").read_text(encoding="utf-8"))
    return root


def forms_of_words() -> Mapping[str, IssueForm]:
    """The issue forms of a repository that need not be there: their questions are the same."""
    return make_issue_forms(VOCABULARY_OF_TESTS)


def form_of(root: Path, name: str) -> IssueForm:
    """An issue form of a repository."""
    words, _ = vocabulary.load(root / VOCABULARY, VOCABULARY)
    return make_issue_forms(words)[name]


def rendered(form: IssueForm, answers: Mapping[str, str], consent: str = CONSENT) -> str:
    """The text of an issue; answers by the ids of the questions."""
    parts = [f"### {question.label}\n\n{answers.get(question.id) or '_No response_'}" for question in form.questions]
    return "\n\n".join([*parts, f"### {issue_forms.CONSENT}\n\n{consent}"])
