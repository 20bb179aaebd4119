"""What a page is on paper."""

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.access.tools import program


class Paper:
    """The PDF that the browser prints of an opened page."""

    def __init__(self, page: Page) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "page.pdf")
            page.pdf(path=file, format="A4", tagged=True, prefer_css_page_size=True)
            self.tagged = "Tagged:          yes" in _run("pdfinfo", str(file))
            pages = _run("pdftotext", "-layout", str(file), "-").split("\f")
        self.first = " ".join(pages[0].split())
        self.joined = "".join("".join(pages).split())

    def shows(self, address: str) -> bool:
        """Whether an address can be read, though it may go on from line to line."""
        return "".join(address.split()) in self.joined


def _run(name: str, *arguments: str) -> str:
    return subprocess.run(
        [program(name, "poppler-utils"), *arguments], capture_output=True, text=True, check=True
    ).stdout
