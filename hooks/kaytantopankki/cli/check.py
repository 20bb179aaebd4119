"""`scripts/check`: what is wrong with the content, one problem a line."""

import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from kaytantopankki.cli import ArgumentParser, read_settings, refuse, repository_root, today
from kaytantopankki.content import vocabulary
from kaytantopankki.content.loader import VOCABULARY, load, static_pages
from kaytantopankki.content.messages import Problem, did_you_mean
from kaytantopankki.content.models import KINDS, entry_files
from kaytantopankki.os_errors import reason
from kaytantopankki.pages.page_macros import macro_problems
from kaytantopankki.settings import Settings, Site

_GUIDE = """Käyttö: scripts/check [--format text|github] [tiedosto ...]

Tarkistaa sisällön: käytännöt, uutiset, tapahtumat, verkostot, hankkeet, kunnat, sanastot ja sivujen makrot.
Jos annat tiedostoja, näet vain niiden ongelmat.

  --format github   lisää ongelmat myös pull requestin riveille

Komento palauttaa 0, jos ongelmia ei ole, 1, jos niitä on, ja 2, jos tiedostoa ei ole.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the problems; 1 when there is any in the files that were asked for."""
    parser = ArgumentParser(_GUIDE)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    asked = parser.parse_args(arguments)
    root = repository_root()
    try:
        known = _content_files(root)
        chosen = {_chosen_file(name, known, root.resolve()) for name in asked.files}
        problems = _problems_of(root)
    except ValueError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"Sisältöä ei voi tarkistaa. {reason(error)}")
    checked = chosen or {*known, *(problem.path for problem in problems)}
    print("\n".join(_report(problems, checked, asked.format)))
    return int(any(problem.path in checked for problem in problems))


def _content_files(root: Path) -> list[str]:
    """Every file that is checked, by its path in the repository."""
    entries = [f"{kind.folder}/{file.name}" for kind in KINDS.values() for file in entry_files(root, kind)]
    vocabularies = (f"{VOCABULARY}/{name}.yml" for name in vocabulary.FILES)
    return [*entries, *vocabularies, *(page.path for page in static_pages(root / "docs"))]


def _chosen_file(name: str, known: Sequence[str], root: Path) -> str:
    """The path in the repository of a file that was named in the working folder. Raises ValueError in Finnish."""
    file = (Path.cwd() / name).resolve()
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else name
    if path in known:
        return path
    if not file.exists():
        raise ValueError(f'Tiedostoa "{name}" ei ole{did_you_mean(path, known) or "."}')
    folders = ", ".join(kind.folder for kind in KINDS.values())
    raise ValueError(f'"{name}" ei ole kirjaus, sanasto eikä sivu. Kirjaukset ovat kansioissa {folders}.')


def _problems_of(root: Path) -> list[Problem]:
    """Everything that is wrong in the content of the repository, as the build tells it."""
    loaded, settings = load(root, today()), read_settings(root)
    chosen = Settings(root / "overrides", site=Site.of(settings))
    return [*loaded.problems, *macro_problems(root / "docs", settings, loaded.catalogue, chosen)]


def _report(problems: Sequence[Problem], checked: Collection[str], form: str) -> list[str]:
    """The lines to print of the problems in the checked files."""
    shown = [problem for problem in problems if problem.path in checked]
    lines = [_one_line(str(problem)) for problem in shown]
    if form == "github":
        lines += map(_workflow_command, shown)
    count = "Ei ongelmia" if not shown else "1 ongelma" if len(shown) == 1 else f"{len(shown)} ongelmaa"
    lines.append(f"{count} {len({problem.path for problem in shown}) or len(checked)} tiedostossa.")
    if others := len(problems) - len(shown):
        lines.append(f"Muissa tiedostoissa: {others}. Näet kaikki komennolla scripts/check.")
    return lines


def _one_line(text: str) -> str:
    """The text with no character that could begin a line or a command of its own."""
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in text)


def _workflow_command(problem: Problem) -> str:
    """What makes GitHub show the problem beside its line."""
    path, title = (_escaped(text, ":,") for text in (problem.path, f"{problem.path}, rivi {problem.line}"))
    return f"::error file={path},line={problem.line},title={title}::{_escaped(problem.message)}"


def _escaped(text: str, signs: str = "") -> str:
    for sign in "%\r\n" + signs:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


if __name__ == "__main__":
    sys.exit(main())
