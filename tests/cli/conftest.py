"""A small repository in which a command runs."""

import os
from pathlib import Path

import pytest

from tests.builders import write_text, write_words

SETTINGS = """site_name: Pankki
site_url: !ENV [SITE_URL, "https://example.fi/sivusto/"]
repo_url: https://example.org/pankki
edit_uri: edit/main/
extra: {feedback: "", identity: "example.fi,2026", review_months: 24}
plugins: [macros: {force_render_paths: tietoa.md}]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Vocabularies and settings on 21.11.2026; the working folder."""
    write_words(tmp_path)
    write_text(tmp_path, "mkdocs.yml", SETTINGS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    return tmp_path


@pytest.fixture
def programs(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose programs come before those of the machine."""
    folder = tmp_path_factory.mktemp("bin")
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder
