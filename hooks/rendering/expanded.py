"""What the macros of a hand-written page write, without the plugin that runs them in MkDocs."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import macros
from jinja2 import Environment, StrictUndefined

from catalogue.catalogue import Catalogue
from publish.hand import Hand


class Expander:
    """Runs the macros; stands for the plugin's environment, of which it has what `hooks/macros.py` uses."""

    def __init__(self, root: Path, config: Mapping[str, Any], catalogue: Catalogue, feedback: str) -> None:
        build = SimpleNamespace(catalogue=catalogue, feedback=feedback)
        self.conf = SimpleNamespace(config_file_path=str(root / "mkdocs.yml"), extra={"build": build})
        self.variables: dict[str, Any] = {"config": config}
        self._jinja = Environment(undefined=StrictUndefined)
        macros.define_env(self)

    def macro(self, function: Callable[..., Any], name: str = "") -> Callable[..., Any]:
        """Registers a macro by its own name or another."""
        self.variables[name or function.__name__] = function
        return function

    def text(self, page: Hand) -> str:
        """The page's Markdown; as it is written, when it does not ask for macros."""
        if not page.meta.get("render_macros"):
            return page.text
        self.variables["page"] = SimpleNamespace(file=SimpleNamespace(src_uri=page.uri))
        return self._jinja.from_string(page.text).render(self.variables)
