"""What the picture of a link shows, as plain data."""

from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Card:
    """A card of the index. `look` is a key of `ground.LOOKS`; the label stands on the tab, the facts under the line.

    A `leaf` is the day of a calendar, the large figures first; `marked` are the municipalities that stand out on a
    small map. A card has at most one of them.
    """

    look: str
    label: str
    title: str
    facts: tuple[str, ...] = ()
    subject: str = ""
    icon: str = ""
    leaf: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()

    @property
    def alt(self) -> str:
        """The words of the picture."""
        told = ". ".join(filter(None, (self.title, *self.facts, *self.leaf[1:], self.subject)))
        return f"{self.label}: {told}"
