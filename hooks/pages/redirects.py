"""Pages at old addresses that lead to the new ones."""

from html import escape

from pages.page import Redirect

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


def uri(redirect: Redirect) -> str:
    """The file at the old address."""
    return f"{redirect.old}index.html"


def html(redirect: Redirect) -> str:
    """A page that leads on at once, and by a link where that is not possible."""
    return _HTML.format(new=escape("../" * redirect.old.count("/") + redirect.new))
