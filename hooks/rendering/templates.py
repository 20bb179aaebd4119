"""What templates are given besides the page, and the environment that they need: the same for every generator."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment

from pages.hyphens import Lexicon
from pages.templates import equipped

_INLINE = "partials/kp/scheme.html"


def given(folder: Path, today: date, search_root: str, feedback: str) -> dict[str, Any]:
    """Names for the frame of every page. `scheme_hash` lets a browser run the one script that stands in the page."""
    scheme = (folder / _INLINE).read_text(encoding="utf-8").removesuffix("\n")
    return {
        "built": today,
        "search_root": search_root,
        "feedback": feedback,
        "scheme_hash": b64encode(sha256(scheme.encode()).digest()).decode(),
    }


def prepared(env: Environment, folder: Path, names: Mapping[str, Any], lexicon: Lexicon) -> Environment:
    """The environment with all that our templates need. They escape what they show; a theme's are written for an
    environment that does not. The names are one plain dict, because every template of every page looks them up and they
    do not change while pages are made."""
    own = {str(file.relative_to(folder)) for file in folder.rglob("*.html")}
    env.autoescape = lambda name: name in own
    env.globals.update(names)
    env.make_globals = lambda d: {**env.globals, **(d or {})}  # type: ignore[method-assign]
    return equipped(env, folder, lexicon)
