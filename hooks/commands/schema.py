"""`scripts/schema`: writes what is made of the schema and the vocabularies for other programs: the JSON Schemas that
editors use, and GitHub's issue forms."""

import sys
from pathlib import Path

from catalogue import vocabulary
from catalogue.editor_schema import FOLDER, editor_schemas
from catalogue.load import VOCABULARY
from commands import repository
from commands.issueform.template import templates


def made(root: Path) -> dict[str, str]:
    """Path and text of every file."""
    words, _ = vocabulary.load(root / VOCABULARY, VOCABULARY)
    return editor_schemas() | templates(words, repository.settings(root, {}))


def main() -> int:
    """Writes every file anew and removes the schemas that are no more."""
    root = repository.here()
    files = made(root)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for file in (root / FOLDER).glob("*.schema.json"):
        if f"{FOLDER}/{file.name}" not in files:
            file.unlink()
    folders = sorted({str(Path(path).parent) for path in files})
    print(f"Kirjoitin {len(files)} tiedostoa kansioihin {' ja '.join(folders)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
