"""Social cards drawn once and kept from one build to the next."""

import logging
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from social.cards import Card
from social.drawing import STYLE, drawn

log = logging.getLogger("mkdocs.hooks.social")  # A name under MkDocs' own, so that its reader sees the message.
_MANY = 50


def card_files(cards: Iterable[Card], cache: Path) -> Iterator[tuple[str, Path]]:
    """(address, file) of every card; those that are not in the cache are drawn. When what is kept is mostly of no use
    any more, that is thrown away."""
    files = {card: cache / f"{_key(card)}.png" for card in cards}
    missing = [card for card, file in files.items() if not file.exists()]
    if len(missing) >= _MANY:
        log.info(f"Piirrän {len(missing)} jakokuvaa. Seuraavalla kerralla ne ovat valmiina.")
    cache.mkdir(parents=True, exist_ok=True)
    for card in missing:
        unfinished = files[card].with_suffix(f".{id(card)}")
        unfinished.write_bytes(drawn(card))
        unfinished.replace(files[card])
    _prune(cache, {file.name for file in files.values()})
    for card, file in files.items():
        yield card.address, file


def _prune(cache: Path, used: set[str]) -> None:
    unused = [file for file in cache.iterdir() if file.name not in used]
    if len(unused) > max(_MANY, 2 * len(used)):
        for file in unused:
            file.unlink(missing_ok=True)


def _key(card: Card) -> str:
    told = (STYLE, card.kind, card.title, card.detail, card.site, card.tone)
    return sha256(repr(told).encode()).hexdigest()[:24]
