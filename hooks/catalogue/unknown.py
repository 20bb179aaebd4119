"""What to say of a word that names nothing."""

from collections.abc import Mapping

from catalogue.layout import KINDS
from catalogue.nearest import did_you_mean
from catalogue.reference import meant_place
from catalogue.texts import say
from catalogue.types import Target

# Every name that may be referred to, by what it names; a target that is not here is not checked.
Named = Mapping[Target, frozenset[str]]

WHAT = {
    "municipality": "kunta",
    "theme": "teema",
    "tag": "avainsana",
    "indicator": "mittari",
    "bottleneck": "pullonkaulan laji",
    "practice": "käytäntö",
    "news": "uutinen",
    "event": "tapahtuma",
    "network": "verkosto",
    "project": "yhteishanke",
}


def unknown(target: Target, word: str, names: frozenset[str]) -> str:
    """What to say of a word that means nothing, with the word that was probably meant."""
    if target == "municipality":
        meant = meant_place(word)
        near = say("did_you_mean", near=meant) if meant else say("far_municipality")
    else:
        near = did_you_mean(word, sorted(names)) or _where(target)
    return say("unknown", what=WHAT[target], given=word, near=near)


def _where(target: Target) -> str:
    if target in KINDS:
        return say("far_entry", folder=KINDS[target].folder)
    return say("far_word", target=target)
