"""What a network chooses in `mkdocs.yml` for its own copy."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self



@dataclass(frozen=True)
class Site:
    """The site as others see it. `url` ends with a slash; it is empty when the site does not know where it is.
    `identity` is the first part of lasting names; see `feeds.publisher`. `feedback` is the address where it goes."""

    name: str = "Käytäntöpankki"
    url: str = ""
    description: str = ""
    identity: str = ""
    feedback: str = ""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """What `mkdocs.yml` says of it."""
        extra = settings["extra"]
        return cls(
            settings["site_name"],
            settings.get("site_url") or "",
            settings.get("site_description") or "",
            extra["identity"],
            extra["feedback"] or f"{settings['repo_url']}/issues/new",
        )

    def at(self, url: str) -> str:
        """The whole address of a page or file, which is relative to the site's root."""
        return self.url + url


@dataclass(frozen=True)
class Settings:
    """`templates`: the folder of the theme's templates. `review_months`: after how many months without review an
    entry says so. `pictures`: the sizes in which each contributed picture is published. `site`: its name and place."""

    templates: Path
    review_months: int = 24
    pictures: Mapping[str, Collection[tuple[int, int]]] = field(default_factory=dict)
    site: Site = field(default_factory=Site)

    @property
    def cache(self) -> Path:
        """Where drawings are kept from one build to the next."""
        return self.templates.parent / ".cache"
