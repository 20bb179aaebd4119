"""A MkDocs hook that bench adds to a site: how long each page takes, and how large it is, by its template."""

import json
import os
import time
from pathlib import Path
from typing import Any, TextIO

from mkdocs.plugins import event_priority

_FIRST, _LAST = 100, -100
_rows: dict[int, TextIO] = {}  # By process.


@event_priority(_FIRST)
def on_pre_page(page: Any, **_: Any) -> None:
    page.started = time.perf_counter()


@event_priority(_LAST)
def on_page_content(html: str, page: Any, **_: Any) -> str:
    page.taken = time.perf_counter() - page.started
    return html


@event_priority(_FIRST)
def on_page_context(context: Any, page: Any, **_: Any) -> Any:
    page.started = time.perf_counter()
    return context


@event_priority(_LAST)
def on_post_page(output: str, page: Any, config: Any, **_: Any) -> str:
    """Writes at once, because two processes may make pages."""
    if os.getpid() not in _rows:
        file = Path(config.config_file_path).with_name("timing.jsonl")
        _rows[os.getpid()] = file.open("a", encoding="utf-8", buffering=1)
    row = page.meta.get("template", "main.html"), page.taken + time.perf_counter() - page.started, len(output.encode())
    _rows[os.getpid()].write(f"{json.dumps(row)}\n")
    return output
