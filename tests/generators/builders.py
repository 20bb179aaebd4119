"""Generators that build the written sources: each gets the folder of the sources and gives that of the site."""

import os
import subprocess
import sys
from pathlib import Path


def materialised(root: Path, folder: Path) -> Path:
    """The sources, written with the repository's own command."""
    run(sys.executable, "-m", "commands.materialise", str(folder), cwd=root)
    return folder


def bare_mkdocs(sources: Path) -> Path:
    """MkDocs with no hook, no plugin and no theme."""
    site = sources.with_name(f"{sources.name}-mkdocs")
    run(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site), cwd=sources)
    return site


def zensical(sources: Path, python: Path) -> Path:
    """Zensical of the environment that the Python is in."""
    run(str(python.with_name("zensical")), "build", "--clean", "--strict", cwd=sources)
    return sources / "site"


def newest_zensical(folder: Path) -> tuple[Path, str]:
    """(Python, version) of an environment of its own with the newest Zensical."""
    python = folder / "bin" / "python"
    if not python.exists():
        run(sys.executable, "-m", "venv", str(folder), cwd=Path.cwd())
    run(
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--upgrade",
        "zensical",
        cwd=folder,
    )
    version = "import importlib.metadata; print(importlib.metadata.version('zensical'))"
    return python, run(str(python), "-c", version, cwd=folder).strip()


def run(*command: str, cwd: Path) -> str:
    """What the command prints; raises CalledProcessError, with what it said, when it fails."""
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, f"{done.stdout}\n{done.stderr}")
    return done.stdout
