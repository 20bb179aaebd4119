"""Text in lines that fit a width: words are cut only at soft hyphens, and only when a whole line is too short."""

from collections.abc import Callable

SOFT_HYPHEN = "\u00ad"
Measure = Callable[[str], float]


def lines(text: str, width: float, measure: Measure) -> list[str]:
    """The text in as few lines as fill in order. A word that no cut makes short enough stands over the width."""
    made = [""]
    for word in filter(None, text.split(" ")):
        whole = word.replace(SOFT_HYPHEN, "")
        joined = f"{made[-1]} {whole}".strip()
        if measure(joined) <= width:
            made[-1] = joined
            continue
        head, *rest = [whole] if measure(whole) <= width else _cut(word, width, measure)
        made = [*(line for line in made if line), head, *rest]
    return made


def clamped(text: str, width: float, most: int, measure: Measure) -> list[str]:
    """At most so many lines; the last ends with an ellipsis when something is left out."""
    found = lines(text, width, measure)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while " " in last and measure(f"{last}…") > width:
        last = last.rpartition(" ")[0]
    return [*found[: most - 1], last.rstrip(" ,;:.–-") + "…"]


def _cut(word: str, width: float, measure: Measure) -> list[str]:
    made, line = [], ""
    for part in word.split(SOFT_HYPHEN):
        if line and measure(f"{line}{part}-") > width:
            made.append(f"{line}-")
            line = ""
        line += part
    return [*made, line]
