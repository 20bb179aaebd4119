"""`scripts/schema`: writes what other programs need of the schema and the vocabularies: the JSON Schemas for editors and
the issue forms of GitHub."""

import sys
from pathlib import Path

from kaytantopankki.cli import read_settings, repository_root
from kaytantopankki.content import vocabulary
from kaytantopankki.content.form_export import SCHEMA_FOLDER, editor_schemas
from kaytantopankki.content.loader import VOCABULARY
from kaytantopankki.github_forms.issue_forms import FORM_FOLDER, GENERATED_MARK, form_files


def main() -> int:
    """Writes every file anew and removes the schemas and forms that are no more. A form written by hand stays."""
    root = repository_root()
    words, _ = vocabulary.load(root / VOCABULARY, VOCABULARY)
    texts = editor_schemas() | form_files(words, read_settings(root, from_environment=False))
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    forms = [file for file in (root / FORM_FOLDER).glob("*.yml") if file.read_text("utf-8").startswith(GENERATED_MARK)]
    for file in (*(root / SCHEMA_FOLDER).glob("*.schema.json"), *forms):
        if file.relative_to(root).as_posix() not in texts:
            file.unlink()
    folders = sorted({str(Path(path).parent) for path in texts})
    print(f"Kirjoitin {len(texts)} tiedostoa kansioihin {' ja '.join(folders)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
