"""What a network chooses in `mkdocs.yml` for its own copy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """`review_months`: after how many months without review an entry says so. `repo`: the repository's web address,
    empty when there is none."""

    review_months: int = 24
    repo: str = ""
