"""Text by which pages are broken into; the lists and what becomes of each are in `snippets.yml`."""

from pathlib import Path

import yaml

_TABLE = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
CLEANED: tuple[str, ...] = tuple(_TABLE["cleaned"])
REFUSED_IN_BODY: tuple[str, ...] = tuple(_TABLE["refused_in_body"])
REFUSED: tuple[str, ...] = tuple(_TABLE["refused"])
SNIPPETS = (*CLEANED, *REFUSED_IN_BODY, *REFUSED)
GOOD_ADDRESSES: tuple[str, ...] = tuple(_TABLE["good_addresses"])
BAD_ADDRESSES: tuple[str, ...] = tuple(_TABLE["bad_addresses"])
# Where in a body they may stand; @ is their place.
CONTEXTS: tuple[str, ...] = tuple(_TABLE["contexts"])
