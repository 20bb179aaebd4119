"""The words by which entries refer to things, and what to say of one that means nothing."""

import re
from collections.abc import Iterable, Mapping

from kaytantopankki.content import field_types, messages, municipalities

# The key that is meant by each word in lower case, by what it names; a target that is not here is not checked.
KnownWords = Mapping[field_types.Target, Mapping[str, str]]
NO_WORDS: KnownWords = {}
_VOCABULARIES = ("theme", "tag", "indicator", "bottleneck")
# How many words of a vocabulary are listed: all, or the nearest of more.
MOST_LISTED, NEAREST_LISTED = 15, 5


def words_meant(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each word in lower case with the key that it means, of keys with their other words. A word of two means none."""
    meanings: dict[str, set[str]] = {}
    for key, others in words.items():
        for word in others:
            meanings.setdefault(_folded(word), set()).add(key)
    single = {word: next(iter(keys)) for word, keys in meanings.items() if len(keys) == 1}
    return single | {key.casefold(): key for key in words}


def key_meant(target: field_types.Target, word: str, known: KnownWords) -> str | None:
    """The key that is meant by a key, a title, a synonym, the address of a page or the path of a file."""
    text = _folded(word)
    if target == "municipality":
        names = municipalities.read_places(text)
        return names[0] if len(names) == 1 and names[0] in municipalities.places() else None
    last = re.sub(r"[?#].*", "", text).rstrip("/").rpartition("/")[2].removesuffix(".md")
    return known[target].get(text) or known[target].get(last)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def unknown_reference_message(target: field_types.Target, word: str, names: Mapping[str, str]) -> str:
    """What to say of a word that means nothing, with the word that was probably meant."""
    if target == "municipality":
        return municipalities.unknown_place_message(word)
    if nearest := messages.nearest(word, names):
        near = messages.message_for("did_you_mean", near=names[nearest])
    elif target not in _VOCABULARIES:
        near = messages.message_for("far_entry")
    else:
        keys = sorted(set(names.values()))
        few = len(keys) <= MOST_LISTED
        listed = keys if few else messages.nearest_first(word, keys)[:NEAREST_LISTED]
        near = messages.message_for("all_words" if few else "near_words", words=", ".join(listed))
    return messages.message_for("unknown", what=messages.TARGETS[target], given=word, near=near)
