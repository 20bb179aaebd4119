"""Programs that come from elsewhere: npm packages in .cache/npm, Java and the PDF tools of the system."""

import shutil
import subprocess
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "npm"


class Missing(Exception):
    """Something is not installed and cannot be installed here; the text says what to do."""


def program(name: str, package: str) -> str:
    """The path of a program of the system, which the Debian package has."""
    if found := shutil.which(name):
        return found
    raise Missing(f"Ohjelma {name} puuttuu. Asenna se: sudo apt install {package}")


def npm(name: str, version: str) -> Path:
    """The folder of an npm package, installed when it is not there in this version."""
    folder = _FOLDER / f"{name}-{version}"
    found = folder / "node_modules" / name
    if not found.is_dir():
        # Without its scripts: they would fetch a Java or a browser from other places.
        command = [program("npm", "npm"), "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(
            [*command, "--prefix", str(folder), f"{name}@{version}"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            raise Missing(f"Paketin {name} asennus ei onnistunut. Tarkista verkkoyhteys.\n{done.stderr[-500:]}")
    return found
