"""`scripts/schema`: writes the JSON Schemas that editors use."""

import sys

from catalogue.editor_schema import FOLDER, editor_schemas
from commands import repository


def main() -> int:
    """Writes every schema anew and removes those that are no more."""
    root = repository.here()
    schemas = editor_schemas()
    (root / FOLDER).mkdir(exist_ok=True)
    for path, text in schemas.items():
        (root / path).write_text(text, encoding="utf-8")
    for file in (root / FOLDER).glob("*.schema.json"):
        if f"{FOLDER}/{file.name}" not in schemas:
            file.unlink()
    print(f"Kirjoitin {len(schemas)} tiedostoa kansioon {FOLDER}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
