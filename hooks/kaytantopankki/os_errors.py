"""Errors of the operating system in Finnish, with what to do about them."""

import errno
import os

INTERRUPTED = "Kokoaminen keskeytettiin. Sivustoa ei muutettu."
BAD_NAME = "tiedoston nimessä on merkkejä, joita verkko-osoitteessa ei voi olla. Anna sille nimi kirjaimin a–z"
_RETRY = "ja yritä uudelleen"
_FULL = f"levy on täynnä. Vapauta tilaa {_RETRY}"
_DENIED = f"oikeudet eivät riitä. Korjaa tiedoston tai kansion oikeudet {_RETRY}"
_GONE = "tiedostoa tai kansiota ei ole, tai se katosi kesken kaiken. Palauta se ja yritä uudelleen"
_ADVICE = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: f"tiedosto on suurempi kuin tämä kone sallii (ulimit -f). Nosta rajaa {_RETRY}",
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: "levylle ei voi kirjoittaa. Anna sivustolle toinen kansio: mkdocs build --site-dir KANSIO",
    errno.ENOENT: _GONE,
    errno.ESTALE: _GONE,
    errno.EMFILE: f"avoimia tiedostoja on liikaa (ulimit -n). Nosta rajaa {_RETRY}",
    errno.ENFILE: f"avoimia tiedostoja on liikaa. Sulje muita ohjelmia {_RETRY}",
    errno.EIO: f"levy ei vastaa. Tarkista levy {_RETRY}",
    errno.EEXIST: f"tässä pitäisi olla kansio. Poista tiedosto {_RETRY}",
    errno.ENOTDIR: f"tässä pitäisi olla kansio. Poista tiedosto {_RETRY}",
    errno.EISDIR: f"tässä pitäisi olla tiedosto. Poista kansio {_RETRY}",
}


def reason(error: OSError) -> str:
    """The refusal in Finnish, with what to do about it."""
    place = f"{printable(os.fsdecode(error.filename))}: " if isinstance(error.filename, str | bytes) else ""
    return f"Syy: {place}{_ADVICE.get(error.errno or 0, error.strerror or str(error))}."


def printable(text: str) -> str:
    """A file name that a terminal can show, whatever its bytes are."""
    return text.encode("utf-8", "backslashreplace").decode()
