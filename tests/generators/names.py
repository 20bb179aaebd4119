"""What the templates take from outside themselves: names that a generator or our build must give them."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, meta, nodes
from jinja2.filters import FILTERS

# Names whose parts matter too: page.meta is told apart from page.url.
_WHOLES = ("config", "nav", "page")
# The frame, which other generators use as it is, with the macros that it imports.
FRAME = ("base.html", "main.html", "404.html")
# A page that the library fills for itself, without a generator.
_WHOLE_PAGES = ("upote.html",)


def outside_names(folder: Path) -> set[str]:
    """Names and filters (`| name`) of all templates that no template itself defines."""
    env = Environment()
    env.filters.update(tavuta=str, url=str)
    files = [file for file in sorted(folder.rglob("*.html")) if file.name not in _WHOLE_PAGES]
    trees = [env.parse(file.read_text(encoding="utf-8")) for file in files]
    own = {name for tree in trees for name in _defined(tree)}
    found = {name for tree in trees for name in meta.find_undeclared_variables(tree)} - own | {"base_url"}
    parts = {part for tree in trees for part in _parts(tree)}
    filters = {f"| {item.name}" for tree in trees for item in tree.find_all(nodes.Filter) if item.name not in FILTERS}
    return found - {*_WHOLES} | parts | filters


def _defined(tree: nodes.Template) -> Iterator[str]:
    yield from (name.name for name in tree.find_all(nodes.Name) if name.ctx == "store")
    yield from (macro.name for macro in tree.find_all(nodes.Macro))
    for names in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in names.names)


def _parts(tree: nodes.Template) -> Iterator[str]:
    for part in tree.find_all(nodes.Getattr):
        if isinstance(part.node, nodes.Name) and part.node.name in _WHOLES:
            yield f"{part.node.name}.{part.attr}"


def calls(file: Path) -> Iterator[str]:
    """Calls of Python's methods in a template."""
    for call in Environment().parse(file.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr):
            yield call.node.attr


def unescaped(file: Path) -> Iterator[str]:
    """What a template shows as it is, line by line, and what is not known to be plain."""
    lines = file.read_text(encoding="utf-8").splitlines()
    env = Environment()
    env.filters.update(tavuta=str, url=str)
    for output in env.parse("\n".join(lines)).find_all(nodes.Output):
        for node in output.nodes:
            if not _is_plain(node):
                yield f"{file.name}:{node.lineno}: {lines[node.lineno - 1].strip()[:80]}"


def _is_plain(node: nodes.Expr) -> bool:
    """Whether a value is the template's own, is escaped, is marked as safe, or comes from our own code."""
    if isinstance(node, nodes.CondExpr):
        return _is_plain(node.expr1) and (node.expr2 is None or _is_plain(node.expr2))
    if isinstance(node, nodes.Filter):
        return node.name in ("e", "safe", "url")
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.node.name == "built"
    return isinstance(node, nodes.TemplateData | nodes.Const | nodes.Call) or (
        isinstance(node, nodes.Name) and node.name in ("base_url", "scheme_hash")
    )
