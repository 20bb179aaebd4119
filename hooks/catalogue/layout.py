"""Where the entries of each kind are, and what they are."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from catalogue import kinds


@dataclass(frozen=True)
class Kind:
    """A content kind: where its files are, where its pages go, and its schema."""

    name: str
    folder: str
    address: str
    model: type[kinds.Content]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("practice", "practices", "kaytannot", kinds.Practice),
        Kind("news", "docs/uutiset/posts", "uutiset", kinds.News),
        Kind("event", "docs/tapahtumat", "tapahtumat", kinds.Event),
        Kind("network", "docs/verkostot", "verkostot", kinds.Network),
        Kind("project", "docs/hankkeet", "hankkeet", kinds.Project),
        Kind("municipality", "docs/kunnat", "kunnat", kinds.Municipality),
    )
}


def files_of(root: Path, kind: Kind) -> list[Path]:
    """The entry files of one kind, by name. A folder that cannot be read raises OSError: it may hold any number."""
    folder = root / kind.folder
    names = os.listdir(folder) if folder.is_dir() else []
    return [folder / name for name in sorted(names) if re.search(r".\.md$", name) and name != "index.md"]


def is_entry(uri: str) -> bool:
    """Whether a path of docs/ is in the folder of a kind of entry; whatever is no entry there is not published."""
    first, _, rest = uri.partition("/")
    return rest != "index.md" and any(first == kind.address for kind in KINDS.values())
