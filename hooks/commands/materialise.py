"""`scripts/materialise`: the whole site's sources in a folder, for another generator."""

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from commands import repository
from commands.arguments import Arguments, refuse
from publish.beside import Content
from rendering.sources import sources

GUIDE = """Käyttö: scripts/materialise KANSIO

Kirjoittaa kansioon koko sivuston lähteet: sivut Markdownina, tiedostot, sivupohjat ja asetukset. Niistä sivuston voi
koota ilman tämän ohjelman osia, esimerkiksi komennolla "mkdocs build" tai "zensical build".

Kansion pitää olla tyhjä tai tämän komennon aiemmin kirjoittama, eikä se saa olla tässä hakemistossa.
"""
LIST = ".kirjoitetut"


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes everything anew."""
    parser = Arguments(GUIDE)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args(arguments).folder.resolve()
    root = repository.here()
    if problem := objection(folder, root):
        refuse(problem)
    count = write(folder, dict(sources(root, repository.today(), repository.settings(root))))
    print(f"Kirjoitin {count} tiedostoa kansioon {folder}. Kokoa sivusto siellä: mkdocs build tai zensical build.")
    return 0


def objection(folder: Path, root: Path) -> str:
    """Why the folder will not do; empty when it will."""
    if folder.is_relative_to(root.resolve()):
        return f"Kansio {folder} on lähteiden joukossa. Valitse kansio hakemiston {root.resolve()} ulkopuolelta."
    if folder.exists() and not folder.is_dir():
        return f"{folder} on tiedosto. Anna kansion nimi."
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LIST).is_file():
        return f"Kansiossa {folder} on jo muuta. Valitse tyhjä kansio, niin mitään ei katoa."
    return ""


def write(folder: Path, found: Mapping[str, Content]) -> int:
    """Writes the files, and removes those that an earlier run wrote and that are no more. Leaves others alone."""
    before = set(_listed(folder))
    folder.mkdir(parents=True, exist_ok=True)
    _list(folder, before | found.keys())
    for path, content in found.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, file)
        else:
            file.write_bytes(content.encode() if isinstance(content, str) else content)
    for path in before - found.keys():
        _remove(folder, path)
    _list(folder, found)
    return len(found)


def _list(folder: Path, paths: Iterable[str]) -> None:
    (folder / LIST).write_text("".join(f"{path}\n" for path in sorted(paths)), encoding="utf-8")


def _listed(folder: Path) -> Iterable[str]:
    """What an earlier run wrote; nothing outside the folder, whatever the list says."""
    if not (folder / LIST).is_file():
        return ()
    lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    return (line for line in lines if (folder / line).resolve().is_relative_to(folder))


def _remove(folder: Path, path: str) -> None:
    """Removes a file and the folders that it leaves empty."""
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


if __name__ == "__main__":
    sys.exit(main())
