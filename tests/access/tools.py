"""Programs that come from elsewhere: npm packages in .cache/npm, Java and the PDF tools of the system."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Page

_FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "npm"
_VNU, _LIGHTHOUSE = "26.9.27", "12.8.2"
_CHROME = (
    "--headless=new --no-sandbox --disable-features=AutofillServerCommunication "
    '--host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"'
)


class Missing(Exception):
    """Something is not installed and cannot be installed here; the text says what to do."""


def _program(name: str, package: str) -> str:
    """The path of a program of the system, which the Debian package has."""
    if found := shutil.which(name):
        return found
    raise Missing(f"Ohjelma {name} puuttuu. Asenna se: sudo apt install {package}")


def _npm(name: str, version: str) -> Path:
    """The folder of an npm package, installed when it is not there in this version."""
    folder = _FOLDER / f"{name}-{version}"
    found = folder / "node_modules" / name
    if not found.is_dir():
        # Without its scripts: they would fetch a Java or a browser from other places.
        command = [_program("npm", "npm"), "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(
            [*command, "--prefix", str(folder), f"{name}@{version}"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            raise Missing(f"Paketin {name} asennus ei onnistunut. Tarkista verkkoyhteys.\n{done.stderr[-500:]}")
    return found


def html_errors(files: Iterable[Path]) -> list[str]:
    """A line for each error that the Nu Html Checker finds in files or folders."""
    jar = _npm("vnu-jar", _VNU) / "build" / "dist" / "vnu.jar"
    options = ["-Xss2m", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html"]
    command = [_program("java", "default-jre-headless"), *options, *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return [
        f"{message['url']}: {message['message']}"
        for message in json.loads(told)["messages"]
        if message["type"] == "error" or message.get("subType") == "fatal"
    ]


class Marks(NamedTuple):
    """What Lighthouse gives on its slow telephone: scores from 0 to 100, largest paint in seconds, layout shift."""

    accessibility: float
    practices: float
    performance: float
    paint: float
    shift: float

    @property
    def sound(self) -> bool:
        whole = self.accessibility == self.practices == 100
        return whole and self.performance >= 95 and self.paint <= 1.8 and self.shift <= 0.05


def lighthouse(address: str, browser: str, runs: int = 3) -> Marks:
    """The median of each mark over some runs."""
    script = str(_npm("lighthouse", _LIGHTHOUSE) / "cli" / "index.js")
    command = [_program("node", "nodejs"), script, address, "--quiet", "--output=json", f"--chrome-flags={_CHROME}"]
    command.append("--only-categories=accessibility,best-practices,performance")
    found = []
    for _ in range(runs):
        environment = {**os.environ, "CHROME_PATH": browser}
        told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
        report = json.loads(told)
        score = [
            100 * report["categories"][name]["score"] for name in ("accessibility", "best-practices", "performance")
        ]
        paint, shift = (
            report["audits"][name].get("numericValue", 0)
            for name in ("largest-contentful-paint", "cumulative-layout-shift")
        )
        found.append((*score, paint / 1000, shift))
    return Marks(*(median(values) for values in zip(*found, strict=True)))


class Paper:
    """The PDF that the browser prints of an opened page: its texts without soft hyphens, page by page."""

    def __init__(self, page: Page) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder, "page.pdf"))
            page.pdf(path=file, format="A4", tagged=True, prefer_css_page_size=True)
            info, text = _poppler("pdfinfo", file), _poppler("pdftotext", "-layout", file, "-")
        self.tagged = "Tagged:          yes" in info
        width, height = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", info)[0]
        self.landscape = float(width) > float(height)
        self.pages = [" ".join(part.replace("\u00ad", "").split()) for part in text.split("\f")[:-1]]

    def shows(self, text: str, page: slice = slice(None)) -> bool:
        """Whether a text can be read on some pages, though it may go on from line to line."""
        return "".join(text.split()) in "".join(self.pages[page]).replace(" ", "")


def _poppler(name: str, *arguments: str) -> str:
    command = [_program(name, "poppler-utils"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
