"""A MkDocs hook that bench adds to a site: how long each page takes, and how large it is, by its template."""

import json
import time
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

_FIRST, _LAST = 100, -100


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
def on_post_page(output: str, page: Any, **_: Any) -> str:
    page.taken += time.perf_counter() - page.started
    page.size = len(output.encode())
    return output


@event_priority(_LAST)
def on_post_build(config: Any, **_: Any) -> None:
    pages = [file.page for file in config.extra["files"].documentation_pages() if file.page]
    rows = [(page.meta.get("template", "main.html"), page.taken, page.size) for page in pages]
    Path(config.config_file_path).with_name("timing.json").write_text(json.dumps(rows), encoding="utf-8")


@event_priority(_LAST)
def on_env(env: Any, config: Any, files: Any) -> Any:
    config.extra["files"] = files
    return env
