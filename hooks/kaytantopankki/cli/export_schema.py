"""`scripts/schema`: writes what is made of the schema and the vocabularies for other programs: the JSON Schemas that
editors use, and GitHub's issue forms."""

import sys
from collections.abc import Collection
from pathlib import Path

from kaytantopankki.cli import read_settings, repository_root
from kaytantopankki.content import vocabulary
from kaytantopankki.content.form_export import SCHEMA_FOLDER, editor_schemas
from kaytantopankki.content.loader import VOCABULARY
from kaytantopankki.github_forms.issue_forms import FORM_FOLDER, GENERATED_MARK, form_files


def exported_files(root: Path) -> dict[str, str]:
    """Path and text of every file."""
    words, _ = vocabulary.load(root / VOCABULARY, VOCABULARY)
    return editor_schemas() | form_files(words, read_settings(root, {}))


def outdated_files(root: Path, files: Collection[str]) -> list[str]:
    """Files that were made once and are made no more. A form written by hand is none of them."""
    forms = [
        file
        for file in (root / FORM_FOLDER).glob("*.yml")
        if file.read_text(encoding="utf-8").startswith(GENERATED_MARK)
    ]
    there = [*(root / SCHEMA_FOLDER).glob("*.schema.json"), *forms]
    return [path for file in there if (path := file.relative_to(root).as_posix()) not in files]


def main() -> int:
    """Writes every file anew and removes the schemas and forms that are no more."""
    root = repository_root()
    files = exported_files(root)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path in outdated_files(root, files):
        (root / path).unlink()
    folders = sorted({str(Path(path).parent) for path in files})
    print(f"Kirjoitin {len(files)} tiedostoa kansioihin {' ja '.join(folders)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
