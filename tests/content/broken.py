"""Repositories in which everything is wrong: the files in `wrong/` and those in `tables/broken.yml`."""

import os
import shutil
import unicodedata
from pathlib import Path
from typing import Any

from tests.cases import table
from tests.site.small import write_frame

WRONG = Path(__file__).parent / "wrong"
EXPECTED = WRONG / "expected.txt"
BROKEN: dict[str, dict[str, Any]] = table("content/broken")
SOUND: list[str] = table("content/sound_pages")
OTHER_PAGE = "## Toinen *osa*\n\n## Toinen osa\n\n## Nimetty {#oma}\n\n<p id='html'></p>\n"


def write_broken(root: Path, name: str) -> Path:
    """A repository with the broken files of one part of the table, and the sound pages stored in an odd way."""
    write_frame(root, few=name != "wrong")
    others = WRONG if name == "wrong" else WRONG.parents[1] / "fixtures/pages/repo"
    shutil.copytree(others, root, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED.name))
    with_macros = ["sivu-3/index.md", *(path[5:] for path in BROKEN[name] if path.startswith("docs/makro-"))]
    write_file(
        root / "mkdocs.yml",
        [["render_paths: |\n", "render_paths: |\n" + "".join(f"        {uri}\n" for uri in with_macros)]],
    )
    for path, content in BROKEN[name].items():
        write_file(root / path, content)
    write_file(root / "docs/muu.md", OTHER_PAGE)
    for number, text in enumerate(SOUND):
        odd = unicodedata.normalize("NFD", text).replace("\n", "\r\n")
        write_file(root / f"docs/sivu-{number}/index.md", {"encoding": "utf-8-sig", "text": odd})
        write_file(root / f"docs/sivu-{number}/kuva.png", "kuva")
    return root


def write_file(file: Path, content: Any) -> None:
    """A file, or what stands in its place: a link, a folder, a pipe, bytes of an encoding, or some texts changed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case {"link": target}:
            file.symlink_to(target)
        case {"folder": True}:
            file.mkdir()
        case {"pipe": True}:
            os.mkfifo(file)
        case {"encoding": encoding, "text": text}:
            file.write_bytes(text.encode(encoding) * content.get("times", 1))
        case str():
            file.write_text(content, encoding="utf-8")
        case changes:
            text = file.read_text(encoding="utf-8")
            for old, new in changes:
                assert old in text, (file, old)
                text = text.replace(old, new, 1)
            file.write_text(text, encoding="utf-8")
