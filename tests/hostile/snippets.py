"""Text by which pages are broken into; the lists and what becomes of each are in `snippets.yml`."""

from pathlib import Path

import yaml

from kaytantopankki.content.body_markdown import PATTERNS

_TABLE = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_IS_HTML = PATTERNS["html"].search
CLEANED: tuple[str, ...] = tuple(snippet for snippet in _TABLE["cleaned"] if not _IS_HTML(snippet))
REFUSED_IN_BODY: tuple[str, ...] = (*_TABLE["refused_in_body"], *filter(_IS_HTML, _TABLE["cleaned"]))
REFUSED: tuple[str, ...] = tuple(_TABLE["refused"])
SNIPPETS = (*CLEANED, *REFUSED_IN_BODY, *REFUSED)
GOOD_ADDRESSES: tuple[str, ...] = tuple(_TABLE["good_addresses"])
BAD_ADDRESSES: tuple[str, ...] = tuple(_TABLE["bad_addresses"])
# Where in a body they may stand; @ is their place.
CONTEXTS: tuple[str, ...] = tuple(_TABLE["contexts"])
