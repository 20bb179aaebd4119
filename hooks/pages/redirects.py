"""Pages at old addresses that lead to the new ones."""

from collections.abc import Iterator
from html import escape

from catalogue.catalogue import Catalogue
from pages import links

_HTML = """<!doctype html>
<html lang="fi">
<meta charset="utf-8">
<title>Sivu on siirtynyt</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={new}">
<link rel="canonical" href="{new}">
<p>Sivu on siirtynyt. <a href="{new}">Siirry uuteen osoitteeseen</a>.</p>
</html>
"""


def redirects(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(file, HTML) for every old address: a page that leads on at once, and by a link where that is not possible."""
    for entry in catalogue.entries:
        for old in entry.data.aliases_url:
            new = "../" * old.count("/") + links.address(entry)
            yield f"{old}index.html", _HTML.format(new=escape(new))
