"""Written values mean the same in files and in issues, and are refused in the same words; in the web form too, as a test
in a browser says."""

import re
from pathlib import Path

import pytest
import yaml

from kaytantopankki.content.loader import load
from kaytantopankki.github_forms import issue_result
from tests.builders import TODAY, write_entry, write_text, write_words
from tests.cases import read_tables
from tests.content.values import PLACES, VOCABULARY, Written, entry_with, read_back, written_values
from tests.github_forms.issues import issue_text

VALUES = list(written_values())
ANSWERS = read_tables(__file__)


def repository(root: Path) -> Path:
    write_words(root)
    write_entry(root, "practice", "malli", title="Mallin otsikko")
    return root


def test_there_are_enough_values_of_every_kind() -> None:
    assert {value.kind for value in VALUES} == set(PLACES)
    assert len([value for value in VALUES if PLACES[value.kind][1]]) >= 120
    assert VOCABULARY


def test_values_in_files(tmp_path: Path) -> None:
    root = repository(tmp_path)
    for number, value in enumerate(VALUES):
        front = yaml.safe_dump(entry_with(value, number), allow_unicode=True)
        write_text(root, f"practices/{number}.md", f"---\n{front}---\n")
    loaded = load(root, TODAY)
    for number, value in enumerate(VALUES):
        told = [problem.message for problem in loaded.problems if problem.path == f"practices/{number}.md"]
        if value.told:
            assert [message.partition(": ")[2] for message in told] == [value.told], value
        else:
            assert told == [], value
            data = loaded.catalogue.practices[str(number)].data.model_dump(mode="json")
            assert read_back(data, value.kind) == value.read, value


@pytest.mark.parametrize("value", [value for value in VALUES if PLACES[value.kind][1]], ids=lambda value: value.text)
def test_values_in_issues(value: Written, tmp_path: Path) -> None:
    root = repository(tmp_path)
    _, form, question = PLACES[value.kind]
    answers = {"practice": "malli", "municipality": "Lieto"} if form == "kayttoonotto" else ANSWERS
    text = f"Eka; {value.text}" if value.kind == "address" else value.text
    result = issue_result(root, 1, "maija", issue_text(form, answers | {question: text}), TODAY)
    told = re.sub(r"\\(.)|\u2060", r"\1", "\n".join(line for line in result.answer.split("\n") if line[:4] == "- **"))
    assert re.sub(r"^- \*\*.*?\*\*: ", "", told) == value.told
    if not value.told:
        loaded = load(root, TODAY)
        assert loaded.problems == ()
        data = loaded.catalogue.practices[Path(result.path).stem].data.model_dump(mode="json")
        named = value.kind == "practice"
        assert (Path(result.path).stem if named else read_back(data, value.kind)) == value.read
