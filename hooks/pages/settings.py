"""What a network chooses in `mkdocs.yml` for its own copy."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """`templates`: the folder of the theme's templates. `review_months`: after how many months without review an entry says so."""

    templates: Path
    review_months: int = 24
