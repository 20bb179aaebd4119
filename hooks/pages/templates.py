"""Jinja as our own templates need it, whoever asks them."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, pass_context

from pages.hyphens import Lexicon, hyphenator


def environment(templates: Path, lexicon: Lexicon | None = None) -> Environment:
    """For what is made without the frame of a page; `templates` is the folder of the theme's templates."""
    return equipped(Environment(loader=FileSystemLoader(templates), autoescape=True), templates, lexicon)


def equipped(env: Environment, templates: Path, lexicon: Lexicon | None = None) -> Environment:
    """The environment with what our templates ask for. What a view holds is looked up in it first: Jinja would look for
    an attribute, and every page asks a thousand times."""
    env.trim_blocks = env.lstrip_blocks = True
    hyphenated, elsewhere = hyphenator(lexicon), env.getattr

    # With the context, or Jinja would keep the hyphens of a constant with the compiled template.
    env.filters["tavuta"] = pass_context(lambda _, text: hyphenated(text))

    def value(obj: Any, attribute: str) -> Any:
        return obj[attribute] if type(obj) is dict and attribute in obj else elsewhere(obj, attribute)

    env.getattr = value  # type: ignore[method-assign]
    return env
