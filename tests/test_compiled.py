"""Compiled templates that are kept: used while they are right, and never otherwise."""

import logging
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from building.compiled import Compiled
from pages.hyphens import SOFT_HYPHEN
from pages.templates import environment


def env(root: Path, **settings: bool) -> Environment:
    return Environment(loader=FileSystemLoader(root), bytecode_cache=Compiled(root / "kept"), **settings)  # type: ignore[arg-type]


def shown(root: Path, **settings: bool) -> str:
    return env(root, **settings).get_template("a.html").render(text="<b>")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text("{{ text }}\n{% if text %}\nx{% endif %}")
    return tmp_path


def kept(root: Path) -> Path:
    (file,) = (root / "kept").iterdir()
    return file


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that had to be compiled."""
    names: list[str] = []
    compile_ = Environment.compile

    def counted(self: Environment, source: str, name: str, *rest: object) -> object:
        names.append(name)
        return compile_(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", counted)
    return names


def test_what_is_kept_is_not_compiled_again(root: Path, compiled: list[str]) -> None:
    assert shown(root) == shown(root) == "<b>\n\nx"
    assert compiled == ["a.html"]


def test_a_template_that_has_changed_is_compiled(root: Path) -> None:
    shown(root)
    (root / "a.html").write_text("uusi")
    assert shown(root) == "uusi"


def test_what_is_compiled_in_another_way_is_compiled(root: Path) -> None:
    assert shown(root) == "<b>\n\nx"
    assert shown(root, autoescape=True) == "&lt;b&gt;\n\nx"
    assert shown(root, trim_blocks=True) == "<b>\nx"
    (root / "a.html").write_text("{{ text }}\n  {% if text %}x{% endif %}")
    assert shown(root) == "<b>\n  x"
    assert shown(root, lstrip_blocks=True) == "<b>\nx"


@pytest.mark.parametrize("left", [0, 1, 31, 40, -1])
def test_what_is_broken_is_compiled_again(root: Path, compiled: list[str], left: int) -> None:
    shown(root)
    file = kept(root)
    sound = file.read_bytes()
    file.write_bytes(sound[:left])
    assert shown(root) == "<b>\n\nx"
    assert file.read_bytes() == sound
    assert len(compiled) == 2


def test_what_is_written_over_is_compiled_again(root: Path, compiled: list[str]) -> None:
    shown(root)
    file = kept(root)
    sound = file.read_bytes()
    file.write_bytes(sound[:-9] + bytes([sound[-9] ^ 1]) + sound[-8:])
    assert shown(root) == "<b>\n\nx"
    assert len(compiled) == 2


def test_where_nothing_can_be_kept_templates_work(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    (root / "kept").write_text("")
    with caplog.at_level(logging.INFO):
        assert shown(root) == "<b>\n\nx"
    assert "Välimuisti jäi tallentamatta" in caplog.text


def test_hyphens_are_not_kept(tmp_path: Path) -> None:
    """What a word is made of is learnt anew, though its template is the same."""

    class Knows:
        def __init__(self, *parts: str) -> None:
            self.parts = parts

        def readings(self, _: str) -> "tuple[Knows, ...]":
            return (self,)

    folder = tmp_path / "overrides"
    folder.mkdir()
    (folder / "a.html").write_text('{{ "kaukolämpöverkko" | tavuta }}')

    def hyphenated(*parts: str) -> str:
        return environment(folder, Knows(*parts)).get_template("a.html").render().replace(SOFT_HYPHEN, "|")

    assert hyphenated("kaukolämpöverkko") == "kaukolämpöverkko"
    assert hyphenated("kauko", "lämpö", "verkko") == "kauko|lämpö|verkko"
