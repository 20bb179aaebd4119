"""Jinja as our own templates need it: escaping, soft hyphens, and names for the frame of every page."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from kaytantopankki import formatting
from kaytantopankki.search.analyser import WordReader

SOFT_HYPHEN = "\u00ad"
_LEAST_BETWEEN = 3  # Letters between two soft hyphens, and between one and the ends of the word.
_LONG_WORD = re.compile(r"[^\W\d_]{12,}")
_SCHEME_SCRIPT = "partials/kp/scheme.html"


def hyphenator(reader: WordReader | None) -> Callable[[object], str]:
    """A function from a text to the same text with soft hyphens between the compound parts of long words; without a
    reader nothing is changed."""
    if reader is None:
        return str

    @cache
    def hyphenated(word: str) -> str:
        ends = [*_seams(word, reader), len(word)]
        return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(ends))

    return lambda text: _LONG_WORD.sub(lambda match: hyphenated(match[0]), str(text))


def _seams(word: str, reader: WordReader) -> list[int]:
    """Where a word form begins, and where its compound parts end as far as they stand in it as they do in its lemma;
    none too near to another or to the end of the word."""
    seams, end = [0], 0
    for part in _compound_parts(word, reader)[:-1]:
        if not word.lower().startswith(part.lower(), end):
            break
        end += len(part)
        if end - seams[-1] >= _LEAST_BETWEEN and len(word) - end >= _LEAST_BETWEEN:
            seams.append(end)
    return seams


def _compound_parts(word: str, reader: WordReader) -> tuple[str, ...]:
    """The parts of the likeliest meaning. What is written with capitals may be known only without them."""
    for form in dict.fromkeys((word, word.lower())):
        readings = reader.readings(form)
        if readings and len(readings[0].parts) > 1:
            return readings[0].parts
    return ()


@lru_cache(4)
def environment(templates: Path, reader: WordReader | None = None) -> Environment:
    """For what is made without the frame of a page; `templates` is the folder of the theme's templates. Jinja reads a
    template anew when it has changed."""
    return configure_environment(Environment(loader=FileSystemLoader(templates)), templates, {}, reader)


def configure_environment(
    env: Environment, templates: Path, names: Mapping[str, Any], reader: WordReader | None
) -> Environment:
    """The environment with what our templates ask for; `names` are given to every template."""
    ours = {str(file.relative_to(templates)) for file in templates.rglob("*.html")}
    # Our templates escape what they show; a theme's are written for an environment that does not.
    env.autoescape = lambda name: name in ours
    env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(names)
    env.filters |= {"agreeing": formatting.agreeing, "counted": formatting.counted, "listed": formatting.listed}
    env.filters["tavuta"] = hyphenator(reader)

    def value(obj: Any, attribute: str) -> Any:
        # A context is looked up first: Jinja would look for an attribute, and every page asks a thousand times.
        return obj[attribute] if type(obj) is dict and attribute in obj else Environment.getattr(env, obj, attribute)

    env.getattr = value  # type: ignore[method-assign]
    return env


def global_names(folder: Path, today: date, search_root: str, feedback: str) -> dict[str, Any]:
    """Names for the frame of every page. `scheme_hash` lets a browser run the one script that stands in the page."""
    script = (folder / _SCHEME_SCRIPT).read_text(encoding="utf-8").removesuffix("\n")
    return {
        "built": today,
        "search_root": search_root,
        "feedback": feedback,
        "scheme_hash": b64encode(sha256(script.encode()).digest()).decode(),
    }
