"""Imports go in one direction: from the adapter down to the content, never up, and never to MkDocs."""

import ast
from pathlib import Path

from tests import ROOT
from tests.cases import read_tables

PACKAGE = ROOT / "hooks" / "kaytantopankki"
LEVEL = {name: level for level, names in enumerate(read_tables(__file__)) for name in names}


def imported_modules(file: Path) -> set[str]:
    """The dotted names of what a module imports, also inside functions."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules |= {f"{node.module}.{name.name}" for name in node.names}
    return modules


def test_no_module_imports_one_above_it() -> None:
    upward = [
        f"{file.relative_to(PACKAGE)} imports {module}"
        for file in PACKAGE.rglob("*.py")
        for module in imported_modules(file)
        if module.startswith("kaytantopankki.")
        and LEVEL[module.split(".")[1]] > LEVEL.get(file.relative_to(PACKAGE).parts[0].removesuffix(".py"), 99)
    ]
    assert upward == []


def test_only_the_adapter_knows_mkdocs() -> None:
    libraries = ("mkdocs", "material", "properdocs")
    known = [
        f"{file.relative_to(PACKAGE)} imports {module}"
        for file in PACKAGE.rglob("*.py")
        for module in imported_modules(file)
        if module.split(".")[0] in libraries
    ]
    assert known == []


def test_no_two_modules_have_one_name() -> None:
    names = [file.stem for file in PACKAGE.parent.rglob("*.py") if file.stem != "__init__"]
    assert sorted(names) == sorted(set(names))
