"""Classes into which readers sort municipalities and investments."""

# Upper limit (not included), key and Finnish name of each class, in order.
SIZES = (
    (5_000, "alle5", "Alle 5 000 asukasta"),
    (20_000, "5-20", "5 000–20 000 asukasta"),
    (100_000, "20-100", "20 000–100 000 asukasta"),
    (10**9, "yli100", "Yli 100 000 asukasta"),
)
INVESTMENTS = (
    (50_000, "alle50", "Alle 50 000 €"),
    (500_000, "50-500", "50 000–500 000 €"),
    (5_000_000, "500-5000", "0,5–5 miljoonaa €"),
    (10**14, "yli5000", "Yli 5 miljoonaa €"),
)


def class_of(value: float, classes: tuple[tuple[int, str, str], ...]) -> str:
    """The key of the class that a value is in."""
    return next(key for limit, key, _ in classes if value < limit)


def titles(classes: tuple[tuple[int, str, str], ...]) -> dict[str, str]:
    """Finnish names by key."""
    return {key: name for _, key, name in classes}
