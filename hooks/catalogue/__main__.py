"""`python -m catalogue`: checks the content and prints its problems."""

import sys
from datetime import date
from pathlib import Path

from catalogue.load import load


def main() -> int:
    """Prints every problem, one a line; 1 when there is any."""
    loaded = load(Path.cwd(), date.today())
    for problem in loaded.problems:
        print(problem)
    counts = {
        kind: len(loaded.catalogue.of_kind(kind))
        for kind in ("practice", "news", "event", "network", "project", "municipality")
    }
    print(
        f"{len(loaded.problems)} ongelmaa. Kunnossa: " + ", ".join(f"{kind} {count}" for kind, count in counts.items())
    )
    return 1 if loaded.problems else 0


if __name__ == "__main__":
    sys.exit(main())
