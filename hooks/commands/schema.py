"""`scripts/schema`: writes what is made of the schema and the vocabularies for other programs: the JSON Schemas that
editors use, and GitHub's issue forms."""

import sys
from collections.abc import Collection
from pathlib import Path

from catalogue import vocabulary
from catalogue.editor_schema import FOLDER, editor_schemas
from catalogue.load import VOCABULARY
from commands import repository
from commands.issueform.template import FOLDER as FORMS
from commands.issueform.template import MADE, templates


def made(root: Path) -> dict[str, str]:
    """Path and text of every file."""
    words, _ = vocabulary.load(root / VOCABULARY, VOCABULARY)
    return editor_schemas() | templates(words, repository.settings(root, {}))


def stale(root: Path, files: Collection[str]) -> list[str]:
    """Files that were made once and are made no more. A form written by hand is none of them."""
    forms = [file for file in (root / FORMS).glob("*.yml") if file.read_text(encoding="utf-8").startswith(MADE)]
    there = [*(root / FOLDER).glob("*.schema.json"), *forms]
    return [path for file in there if (path := file.relative_to(root).as_posix()) not in files]


def main() -> int:
    """Writes every file anew and removes the schemas and forms that are no more."""
    root = repository.here()
    files = made(root)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path in stale(root, files):
        (root / path).unlink()
    folders = sorted({str(Path(path).parent) for path in files})
    print(f"Kirjoitin {len(files)} tiedostoa kansioihin {' ja '.join(folders)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
