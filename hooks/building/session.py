"""What one run of MkDocs remembers: a server builds the site many times."""

from dataclasses import dataclass


@dataclass
class Session:
    """`serving`: whether the site is shown to its writer and not made to be published."""

    serving: bool = False
