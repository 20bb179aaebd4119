"""What the process that makes half of the pages tells the other when it has made them."""

import pickle
from dataclasses import dataclass
from logging import LogRecord


@dataclass(frozen=True)
class Anchors:
    """The places of a page that links can lead to, and its own links to such places by the file of their page."""

    present: set[str] | None
    links: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Half:
    """What was said, where links lead and the XML of what stands in feeds, both by the file of the page, and what the
    process failed at."""

    said: list[LogRecord]
    anchors: dict[str, Anchors]
    entries: dict[str, bytes]
    error: Exception | None


def sendable(error: Exception) -> Exception:
    """The error, or its text where the error itself cannot be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(str(error))
    return error
