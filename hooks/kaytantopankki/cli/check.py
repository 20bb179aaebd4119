"""`scripts/check`: what is wrong with the content, one problem a line."""

import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from kaytantopankki import cli, os_errors, settings
from kaytantopankki.content import loader, messages, models, static_pages, vocabulary
from kaytantopankki.pages.page_checks import fatal_problems, page_problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the problems; 1 when there is any in the files that were asked for."""
    parser = cli.ArgumentParser(cli.GUIDES["check"])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    asked = parser.parse_args(arguments)
    root = cli.repository_root()
    try:
        paths = _content_paths(root)
        chosen = {_chosen_path(name, paths, root.resolve()) for name in asked.files}
        problems = all_problems(root)
    except ValueError as error:
        cli.refuse(str(error))
    except OSError as error:
        cli.refuse(f"Sisältöä ei voi tarkistaa. {os_errors.reason(error)}")
    checked = chosen or {*paths, *(problem.path for problem in problems)}
    print("\n".join(_report(problems, checked, asked.format)))
    return int(any(problem.path in checked for problem in problems))


def _content_paths(root: Path) -> list[str]:
    """The path in the repository of every file that is checked."""
    kinds = models.KINDS.values()
    entries = [f"{kind.folder}/{file.name}" for kind in kinds for file in models.entry_files(root, kind)]
    vocabularies = (f"{loader.VOCABULARY}/{name}.yml" for name in vocabulary.FILES)
    return [*entries, *vocabularies, *static_pages.page_paths(root)]


def _chosen_path(name: str, paths: Sequence[str], root: Path) -> str:
    """The path in the repository of a file that was named in the working folder. Raises ValueError in Finnish."""
    file = (Path.cwd() / name).resolve()
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else name
    if path in paths:
        return path
    if not file.exists():
        raise ValueError(f'Tiedostoa "{name}" ei ole{messages.did_you_mean(path, paths) or "."}')
    folders = ", ".join(kind.folder for kind in models.KINDS.values())
    raise ValueError(f'"{name}" ei ole kirjaus, sanasto eikä sivu. Kirjaukset ovat kansioissa {folders}.')


def all_problems(root: Path) -> list[messages.Problem]:
    """Everything that is wrong in the repository, as the build says it."""
    content, fatal = loader.load(root, cli.today()), fatal_problems(root)
    if fatal:
        return [*fatal, *content.problems]
    config = settings.read_settings(root)
    chosen = settings.Settings(root / "overrides", site=settings.Site.of(config))
    return sorted([*content.problems, *page_problems(root, content, config, chosen)])


def _report(problems: Sequence[messages.Problem], checked: Collection[str], form: str) -> list[str]:
    """The lines to print of the problems in the checked files."""
    shown = [problem for problem in problems if problem.path in checked]
    lines = [str(problem) for problem in shown]
    if form == "github":
        lines += map(_workflow_command, shown)
    count = "Ei ongelmia" if not shown else "1 ongelma" if len(shown) == 1 else f"{len(shown)} ongelmaa"
    lines.append(f"{count} {len({problem.path for problem in shown}) or len(checked)} tiedostossa.")
    if others := len(problems) - len(shown):
        lines.append(f"Muissa tiedostoissa: {others}. Näet kaikki komennolla scripts/check.")
    return lines


def _workflow_command(problem: messages.Problem) -> str:
    """The command with which GitHub shows the problem beside its line."""
    path, title = (_escaped(text, ":,") for text in (problem.path, f"{problem.path}, rivi {problem.line}"))
    return f"::error file={path},line={problem.line},title={title}::{_escaped(problem.message)}"


def _escaped(text: str, signs: str = "") -> str:
    shown = "".join(sign if sign in "\r\n" else os_errors.printable(sign) for sign in text)
    return shown.translate({ord(sign): f"%{ord(sign):02X}" for sign in "%\r\n" + signs})


if __name__ == "__main__":
    sys.exit(main())
