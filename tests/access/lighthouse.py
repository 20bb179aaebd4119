"""What Lighthouse gives a page on its slow telephone."""

import json
import os
import subprocess
from statistics import median
from typing import NamedTuple

from tests.access.tools import npm, program

_VERSION = "12.8.2"
_FLAGS = (
    "--headless=new --no-sandbox --disable-features=AutofillServerCommunication "
    '--host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"'
)


class Marks(NamedTuple):
    """Scores from 0 to 100, largest contentful paint in seconds, layout shift."""

    accessibility: float
    practices: float
    performance: float
    paint: float
    shift: float

    @property
    def sound(self) -> bool:
        whole = self.accessibility == self.practices == 100
        return whole and self.performance >= 95 and self.paint <= 1.8 and self.shift <= 0.05


def marks(address: str, browser: str, runs: int = 3) -> Marks:
    """The median of each mark over some runs. Raises Missing when Lighthouse cannot be had."""
    script = npm("lighthouse", _VERSION) / "cli" / "index.js"
    command = [program("node", "nodejs"), str(script), address, "--quiet", "--output=json", f"--chrome-flags={_FLAGS}"]
    command.append("--only-categories=accessibility,best-practices,performance")
    found = []
    for _ in range(runs):
        told = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": browser}
        )
        found.append(_marks(json.loads(told.stdout)))
    return Marks(*(median(values) for values in zip(*found, strict=True)))


def _marks(report: dict[str, dict[str, dict[str, float]]]) -> Marks:
    score = {name: 100 * category["score"] for name, category in report["categories"].items()}
    number = {name: audit.get("numericValue", 0) for name, audit in report["audits"].items()}
    paint, shift = number["largest-contentful-paint"] / 1000, number["cumulative-layout-shift"]
    return Marks(score["accessibility"], score["best-practices"], score["performance"], paint, shift)
