"""`scripts/check`: what is wrong with the content, one problem a line."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from kaytantopankki.cli import ArgumentParser, read_settings, refuse, repository_root, today
from kaytantopankki.content import vocabulary
from kaytantopankki.content.loader import VOCABULARY, load
from kaytantopankki.content.messages import Problem, did_you_mean
from kaytantopankki.content.models import KINDS, entry_files
from kaytantopankki.content.static_pages import static_pages
from kaytantopankki.os_errors import reason
from kaytantopankki.pages.page_macros import macro_problems
from kaytantopankki.settings import Site

GUIDE = """Käyttö: scripts/check [--format text|github] [tiedosto ...]

Tarkistaa sisällön: käytännöt, uutiset, tapahtumat, verkostot, hankkeet, kunnat, sanastot ja sivujen makrot.
Jos annat tiedostoja, näet vain niiden ongelmat.

  --format github   lisää ongelmat myös pull requestin riveille

Komento palauttaa 0, jos ongelmia ei ole, 1, jos niitä on, ja 2, jos tiedostoa ei ole.
"""


def content_files(root: Path) -> list[str]:
    """Every file that is checked, by its path in the repository."""
    entries = [f"{kind.folder}/{file.name}" for kind in KINDS.values() for file in entry_files(root, kind)]
    vocabularies = (f"{VOCABULARY}/{name}.yml" for name in vocabulary.FILES)
    return [*entries, *vocabularies, *(page.path for page in static_pages(root / "docs"))]


def problems_of(root: Path) -> list[Problem]:
    """Everything that is wrong in the content of the repository, as the build tells it."""
    loaded, settings = load(root, today()), read_settings(root)
    feedback = Site.of(settings).feedback
    return [*loaded.problems, *macro_problems(root / "docs", settings, loaded.catalogue, root / "overrides", feedback)]


def chosen(names: Sequence[str], known: Sequence[str], root: Path, folder: Path) -> list[str]:
    """The paths in the repository of the files that were named in `folder`. Raises ValueError in Finnish."""
    return [_chosen(name, known, root.resolve(), folder) for name in names]


def _chosen(name: str, known: Sequence[str], root: Path, folder: Path) -> str:
    file = (folder / name).resolve()
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else name
    if path in known:
        return path
    if not file.exists():
        raise ValueError(f'Tiedostoa "{name}" ei ole{did_you_mean(path, known) or "."}')
    folders = ", ".join(kind.folder for kind in KINDS.values())
    raise ValueError(f'"{name}" ei ole kirjaus, sanasto eikä sivu. Kirjaukset ovat kansioissa {folders}.')


def one_line(text: str) -> str:
    """The text with no character that could begin a line or a command of its own."""
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in text)


def github(problem: Problem) -> str:
    """A workflow command that shows the problem beside its line."""
    place = f"file={_property(problem.path)},line={problem.line}"
    title = _property(f"{problem.path}, rivi {problem.line}")
    return f"::error {place},title={title}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def print_report(count: int, files: int) -> str:
    """3 ongelmaa 2 tiedostossa."""
    problems = "Ei ongelmia" if not count else "1 ongelma" if count == 1 else f"{count} ongelmaa"
    return f"{problems} {files} tiedostossa."


def report(problems: Sequence[Problem], checked: Iterable[str], form: str) -> list[str]:
    """The lines to print of the problems in the checked files."""
    paths = set(checked)
    shown = [problem for problem in problems if problem.path in paths]
    lines = [one_line(str(problem)) for problem in shown]
    if form == "github":
        lines += map(github, shown)
    lines.append(print_report(len(shown), len({problem.path for problem in shown}) or len(paths)))
    if others := len(problems) - len(shown):
        lines.append(f"Muissa tiedostoissa: {others}. Näet kaikki komennolla scripts/check.")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the problems; 1 when there is any in the files that were asked for."""
    parser = ArgumentParser(GUIDE)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    asked = parser.parse_args(arguments)
    root = repository_root()
    try:
        known = content_files(root)
        wanted = chosen(asked.files, known, root, Path.cwd())
        problems = problems_of(root)
    except ValueError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"Sisältöä ei voi tarkistaa. {reason(error)}")
    checked = set(wanted) if wanted else {*known, *(problem.path for problem in problems)}
    print("\n".join(report(problems, checked, asked.format)))
    return int(any(problem.path in checked for problem in problems))


if __name__ == "__main__":
    sys.exit(main())
