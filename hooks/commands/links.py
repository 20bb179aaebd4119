"""Which external addresses are gone, asked of the program linkchecker."""

import csv
import subprocess
from collections.abc import Iterable, Sequence

# Many sites refuse programs or are slow; only what is surely gone is told.
_GONE = ("404", "410", "NameResolutionError", "Name or service not known", "nodename nor servname")
COMMAND = (
    "linkchecker",
    "--stdin",
    "--recursion-level=0",
    "--check-extern",
    "--threads=8",
    "--timeout=20",
    "--no-status",
    "--no-warnings",
    "--output=csv",
)


def broken(addresses: Iterable[str], command: Sequence[str] = COMMAND) -> dict[str, str]:
    """Addresses that do not open any more, with the reason. Raises FileNotFoundError without the program."""
    asked = "\n".join(dict.fromkeys(addresses))
    done = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):  # 1: some address is broken
        raise RuntimeError(done.stderr.strip() or "linkchecker ei onnistunut")
    return read(done.stdout)


def read(output: str) -> dict[str, str]:
    """The same from linkchecker's CSV."""
    lines = (line for line in output.splitlines() if line and not line.startswith("#"))
    return {
        row["urlname"]: _reason(row["result"])
        for row in csv.DictReader(lines, delimiter=";")
        if row["valid"] == "False" and any(sign in row["result"] for sign in _GONE)
    }


def _reason(result: str) -> str:
    return "sivua ei ole" if result.startswith(("404", "410")) else "palvelinta ei löydy"
