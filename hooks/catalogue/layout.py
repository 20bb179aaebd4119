"""Where the entries of each kind are, and what they are."""

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
    files = folder.iterdir() if folder.is_dir() else ()
    return sorted(file for file in files if file.suffix == ".md" and file.name != "index.md")
