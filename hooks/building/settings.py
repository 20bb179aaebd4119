"""What this site needs of `mkdocs.yml` and of the folders beside it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalogue.layout import KINDS


def problem(root: Path, extra: Mapping[str, Any]) -> str | None:
    """What is missing or wrong, and what to write; None when all is well."""
    folder = KINDS["practice"].folder
    if not (root / folder).is_dir():
        return f"Kansio {folder} puuttuu. Palauta se, esimerkiksi komennolla git checkout -- {folder}"
    if not isinstance(extra.get("feedback"), str):
        return 'mkdocs.yml: kohdasta extra puuttuu feedback. Kirjoita siihen osoite tai tyhjä: feedback: ""'
    months = extra.get("review_months")
    if not isinstance(months, int) or months < 1:
        return "mkdocs.yml: kohdan extra review_months pitää olla kuukausien määrä, esimerkiksi review_months: 24"
    if not re.fullmatch(r"[a-z0-9.-]+,\d{4}", str(extra.get("identity"))):
        return "mkdocs.yml: kohdan extra identity pitää olla verkkotunnus ja vuosi, esimerkiksi identity: kunta.fi,2026"
    return None
