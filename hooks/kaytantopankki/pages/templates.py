"""Jinja as our own templates need it, and what they are given besides the page."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader

SOFT_HYPHEN = "\u00ad"
_LEAST_LETTERS, _LEAST_BETWEEN = 12, 3
_LONG = re.compile(rf"[^\W\d_]{{{_LEAST_LETTERS},}}")


class Divided(Protocol):
    """One meaning of a word, with the compound parts of its lemma."""

    @property
    def parts(self) -> tuple[str, ...]: ...


class Lexicon(Protocol):
    """What knows the meanings of word forms, the likeliest first."""

    def readings(self, word: str) -> Sequence[Divided]: ...


def hyphenator(lexicon: Lexicon | None) -> Callable[[object], str]:
    """A function from a text to the same text with soft hyphens; without a lexicon nothing is changed."""
    if lexicon is None:
        return str

    @cache
    def divided(word: str) -> str:
        ends = [0, *_seams(word, lexicon), len(word)]
        return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(ends))

    return lambda text: _LONG.sub(lambda found: divided(found[0]), str(text))


def _seams(word: str, lexicon: Lexicon) -> list[int]:
    """Where the compound parts of a word form end, none of them too near to another or to the ends of the word."""
    seams = [0]
    for end in _ends(word, _parts(word, lexicon)):
        if end - seams[-1] >= _LEAST_BETWEEN and len(word) - end >= _LEAST_BETWEEN:
            seams.append(end)
    return seams[1:]


def _parts(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts of the likeliest meaning. What is written with capitals may be known only without them."""
    for form in dict.fromkeys((word, word.lower())):
        likeliest = lexicon.readings(form)[:1]
        if likeliest and len(likeliest[0].parts) > 1:
            return likeliest[0].parts
    return ()


def _ends(word: str, parts: Sequence[str]) -> Iterator[int]:
    """Ends of the parts before the last, as far as they stand in the word as they do in its lemma."""
    end, letters = 0, word.lower()
    for part in parts[:-1]:
        if not letters.startswith(part.lower(), end):
            return
        end += len(part)
        yield end


def environment(templates: Path, lexicon: Lexicon | None = None) -> Environment:
    """For what is made without the frame of a page; `templates` is the folder of the theme's templates."""
    return configure_environment(Environment(loader=FileSystemLoader(templates)), templates, {}, lexicon)


def configure_environment(
    env: Environment, templates: Path, names: Mapping[str, Any], lexicon: Lexicon | None
) -> Environment:
    """The environment with what our templates ask for; `names` are given to every template."""
    own = {str(file.relative_to(templates)) for file in templates.rglob("*.html")}
    # Our templates escape what they show; a theme's are written for an environment that does not.
    env.autoescape = lambda name: name in own
    env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(names)
    hyphenated, elsewhere = hyphenator(lexicon), env.getattr
    env.filters["tavuta"] = lambda text: hyphenated(text)

    def value(obj: Any, attribute: str) -> Any:
        # A context is looked up first: Jinja would look for an attribute, and every page asks a thousand times.
        return obj[attribute] if type(obj) is dict and attribute in obj else elsewhere(obj, attribute)

    env.getattr = value  # type: ignore[method-assign]
    return env


_INLINE = "partials/kp/scheme.html"


def global_names(folder: Path, today: date, search_root: str, feedback: str) -> dict[str, Any]:
    """Names for the frame of every page. `scheme_hash` lets a browser run the one script that stands in the page."""
    scheme = (folder / _INLINE).read_text(encoding="utf-8").removesuffix("\n")
    return {
        "built": today,
        "search_root": search_root,
        "feedback": feedback,
        "scheme_hash": b64encode(sha256(scheme.encode()).digest()).decode(),
    }
