"""The README and the guides for contributors and maintainers say what is true."""

import os
import re
import shlex
from collections.abc import Iterator
from datetime import date

import pytest

from kaytantopankki.content.loader import load, read_entry
from kaytantopankki.content.models import KINDS, Entry
from tests import ROOT

PACKAGE = ROOT / "hooks" / "kaytantopankki"
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "MAINTAINING.md"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_example_of_the_guide_is_a_sound_entry() -> None:
    example = re.search(r"```[a-z]*\n(---\n.*?)```", read("CONTRIBUTING.md"), re.DOTALL)
    assert example
    entry = read_entry(example[1], "practices/esimerkki.md", KINDS["practice"])
    assert isinstance(entry, Entry)
    catalogue = load(ROOT, date.today()).catalogue
    words = {
        "theme": catalogue.vocabulary.themes,
        "tag": catalogue.vocabulary.tags,
        "indicator": catalogue.vocabulary.indicators,
        "bottleneck": catalogue.vocabulary.bottlenecks,
        "municipality": catalogue.places,
    }
    assert [word for _, target, word in entry.references if word not in words[target]] == []


@pytest.mark.parametrize(("name", "most"), [("README.md", 60), ("CONTRIBUTING.md", 130), ("MAINTAINING.md", 200)])
def test_documents_are_short(name: str, most: int) -> None:
    assert len(read(name).splitlines()) <= most


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/osallistu/index.md", "overrides/lomake.html"])
def test_a_contributor_is_told_every_button_of_github(name: str) -> None:
    buttons = ["Sign in", "Fork this repository", "Commit changes…", "Propose changes", *["Create pull request"] * 2]
    assert re.search(".*".join(buttons), read(name), re.DOTALL)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_the_documents_name_exists(name: str) -> None:
    text = read(name)
    links = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if not target.startswith("http")]
    paths = re.findall(r"`((?:\.github|docs|hooks|overrides|practices|schemas|scripts|tests)/[\w./-]*)`", text)
    parts = "|".join(folder.name for folder in PACKAGE.iterdir() if folder.is_dir())
    paths += [f"hooks/kaytantopankki/{path}" for path in re.findall(rf"`((?:{parts})/[\w./-]*)`", text)]
    missing = [path for path in {*links, *paths} if not (ROOT / path).exists()]
    assert [path for path in missing if path not in ("docs/assets/kuvat", "docs/assets/kuvat/")] == []


def commands(text: str) -> Iterator[list[str]]:
    """Every command of this repository that a document names, as words."""
    for inline, block in re.findall(r"`([^`\n]+)`|^    (\S.*)$", text, re.MULTILINE):
        if re.match(r"(\.venv/bin/python|scripts/\w)", inline + block):
            yield shlex.split(inline + block, comments=True)


def unreal(words: list[str]) -> Iterator[str]:
    """What of a command is not there: the script, a file of tests, an option."""
    if words[:3] == [".venv/bin/python", "-m", "pytest"]:
        known = "--bless --ignore"
        yield from (word for word in words[3:] if not word.startswith("-") and not (ROOT / word).exists())
    else:
        script = ROOT / (words[1] if words[0] == ".venv/bin/python" else words[0])
        if not os.access(script, os.X_OK):
            yield script.name
            return
        known = script.read_text(encoding="utf-8")
        module = re.search(r"-m (kaytantopankki\.cli\.\w+)", known)
        known += read(f"hooks/{module[1].replace('.', '/')}.py") if module else ""
    yield from (word for word in words if word.startswith("--") and word.partition("=")[0] not in known)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_is_real(name: str) -> None:
    found = [*commands(read(name))]
    assert found
    assert [(words, missing) for words in found for missing in unreal(words)] == []
