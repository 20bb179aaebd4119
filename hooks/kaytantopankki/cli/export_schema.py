"""`scripts/schema`: writes the JSON Schemas for editors and the issue forms of GitHub."""

import sys
from pathlib import Path

from kaytantopankki import cli
from kaytantopankki.content import form_export, loader, vocabulary
from kaytantopankki.github_forms import issue_forms
from kaytantopankki.settings import read_settings


def main() -> int:
    """Writes every file anew and removes the schemas and forms that are no more. A form written by hand stays."""
    root = cli.repository_root()
    words, _ = vocabulary.load(root / loader.VOCABULARY, loader.VOCABULARY)
    settings = read_settings(root, from_environment=False)
    texts = form_export.editor_schemas() | issue_forms.form_files(words, settings)
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    schemas = (root / form_export.SCHEMA_FOLDER).glob("*.schema.json")
    forms = (root / issue_forms.FORM_FOLDER).glob("*.yml")
    generated = (file for file in forms if file.read_text("utf-8").startswith(issue_forms.GENERATED_MARK))
    for file in (*schemas, *generated):
        if file.relative_to(root).as_posix() not in texts:
            file.unlink()
    folders = sorted({str(Path(path).parent) for path in texts})
    print(f"Kirjoitin {len(texts)} tiedostoa kansioihin {' ja '.join(folders)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
