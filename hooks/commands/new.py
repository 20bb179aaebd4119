"""`scripts/new`: begins a new entry."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from catalogue import scaffold, vocabulary
from catalogue.guide import guides
from catalogue.layout import KINDS, Kind
from catalogue.load import VOCABULARY, load, names_of
from catalogue.nearest import did_you_mean
from catalogue.reference import slugify
from commands import repository, wishes
from commands.arguments import Arguments, refuse

WORDS = {
    "käytäntö": "practice",
    "uutinen": "news",
    "tapahtuma": "event",
    "hanke": "project",
    "verkosto": "network",
    "kunta": "municipality",
}
GUIDE = f"""Käyttö: scripts/new LAJI "Otsikko" [--kunta Turku] [--teema energia] ...

Tekee uuden tiedoston, jossa on kaikkien kenttien ohjeet. Komento kysyy, mitä puuttuu.
LAJI on {", ".join(WORDS)}. Kunnan otsikko on kunnan nimi.

  --kunta NIMI          kunta, jossa tehtiin; voit antaa monta
  --teema AVAIN         teema tiedostosta practices/vocabulary/themes.yml; voit antaa monta
  --tiivistelmä TEKSTI  yksi tai kaksi virkettä
  --vaihe SANA          miten pitkällä ollaan, esimerkiksi kokeilu tai käytössä
  --päivä PÄIVÄ         uutisen päivä, esimerkiksi 2026-05-03
  --alkaa AIKA          tapahtuman alku, esimerkiksi "2026-05-03 13:00"
  --lähde OTSIKKO       sivu tai asiakirja, josta tiedot ovat
  --osoite OSOITE       lähteen osoite
  --yhteys NIMI         organisaatio, jolta voi kysyä
  --tiedosto NIMI       tiedoston nimi ilman päätettä, jos se ei synny otsikosta
"""


def kind_of(word: str) -> Kind:
    """The kind that a Finnish word means, with or without its dots. Raises ValueError in Finnish."""
    kinds = {slugify(name): kind for name, kind in WORDS.items()}
    if slugify(word) in kinds:
        return KINDS[kinds[slugify(word)]]
    raise ValueError(f'Lajia "{word}" ei ole{did_you_mean(word, WORDS) or "."} Lajit: {", ".join(WORDS)}.')


def values_of(kind: Kind, asked: Namespace, today: date) -> wishes.Values:
    """The fields that the arguments give, and the day of publication."""
    name = "municipality" if kind.name == "municipality" else "title"
    given = {
        name: asked.title or (asked.kunta[0] if name == "municipality" and asked.kunta else None),
        "municipalities": asked.kunta,
        "themes": asked.teema,
        "summary": asked.tiivistelma,
        "stage": asked.vaihe,
        "date": asked.paiva,
        "start": asked.alkaa,
        "published": today.isoformat(),
        "sources": [wishes.source(asked.lahde, asked.osoite or "")] if asked.lahde else None,
        "contact": {"organisation": asked.yhteys} if asked.yhteys else None,
    }
    return {
        guide.key: wishes.chosen(guide, value) if guide.choices else value
        for guide in guides(kind.model)
        if (value := given.get(guide.key))
    }


def write(root: Path, kind: Kind, values: wishes.Values, slug: str, today: date) -> str:
    """Writes the file and returns its path; ValueError in Finnish, and no file, when the build would complain."""
    before = set(load(root, today).problems)
    path = f"{kind.folder}/{slug}.md"
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(scaffold.text(kind, values))
    except FileExistsError:
        raise ValueError(f"Tiedosto {path} on jo olemassa. Muuta otsikkoa tai anna --tiedosto.") from None
    if problems := [problem for problem in load(root, today).problems if problem not in before]:
        file.unlink()
        raise ValueError("\n".join(problem.message if problem.path == path else str(problem) for problem in problems))
    return path


def create(root: Path, asked: Namespace, today: date, ask: Callable[[str], str] | None) -> str:
    """The path of the new file. `ask` puts a question to a person; None when there is no one to ask."""
    word = asked.kind or (ask(f"Mitä lisäät? Vaihtoehdot: {', '.join(WORDS)}.") if ask else "")
    if not word:
        raise ValueError(GUIDE)
    kind = kind_of(word)
    values = values_of(kind, asked, today)
    words, _ = vocabulary.load(root / VOCABULARY, VOCABULARY)
    named = names_of(root, words)
    if ask:
        wishes.fill_in(kind, values, named, ask)
    elif missing := wishes.missing(kind, values):
        raise ValueError("\n".join([f"Puuttuu: {', '.join(missing)}.", *wishes.complaints(kind, values, named)]))
    if complaints := wishes.complaints(kind, values, named):
        raise ValueError("\n".join(complaints))
    slug = slugify(asked.tiedosto or "") or scaffold.slug_of(kind, values)
    if not slug:
        raise ValueError("Otsikosta ei synny tiedoston nimeä. Anna nimi: --tiedosto nimi")
    return write(root, kind, values, slug, today)


def next_steps(path: str) -> str:
    """How to go on with the file."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    address = next(kind.address for kind in KINDS.values() if kind.folder == folder)
    return (
        f"Kirjoitin tiedoston {path}. Täydennä sitä.\n"
        f"Tarkista:   scripts/check {path}\n"
        f"Katso:      scripts/serve ja osoite http://127.0.0.1:8000/{address}/{name}/"
    )


def parser() -> Arguments:
    """The arguments; an option may be written with or without its dots."""
    found = Arguments(GUIDE)
    found.add_argument("kind", nargs="?")
    found.add_argument("title", nargs="?")
    for name in ("kunta", "teema"):
        found.add_argument(f"--{name}", action="append", default=[])
    for name in ("tiivistelmä", "vaihe", "päivä", "alkaa", "lähde", "osoite", "yhteys", "tiedosto"):
        found.add_argument(*dict.fromkeys((f"--{name}", f"--{slugify(name)}")), dest=slugify(name))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file, or says why it does not."""
    asked = parser().parse_args(arguments)
    try:
        ask = _ask if sys.stdin.isatty() else None
        print(next_steps(create(repository.here(), asked, repository.today(), ask)))
    except ValueError as error:
        refuse(str(error))
    except (EOFError, KeyboardInterrupt):
        refuse("\nKeskeytit. Tiedostoa ei kirjoitettu.")
    return 0


def _ask(question: str) -> str:
    return input(f"\n{question}\n> ").strip()


if __name__ == "__main__":
    sys.exit(main())
