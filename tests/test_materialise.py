"""Writing the sources: which folder will do, what is removed, and how pages become Markdown that nothing mangles."""

from pathlib import Path

import pytest
import yaml
from markdown import Markdown

from commands.materialise import LIST, objection, write
from publish.hand import published, read
from rendering.configuration import written_yaml
from rendering.content import unbroken
from rendering.moves import led, moved, titles
from rendering.prose import Prose, base_of, relative

ROOT = Path(__file__).resolve().parents[1]


def test_a_folder_is_new_or_empty_or_written_before_and_outside_the_sources(tmp_path: Path) -> None:
    used, before, empty, file = (tmp_path / name for name in ("used", "before", "empty", "file"))
    for folder in (used, before, empty):
        folder.mkdir()
    (used / "x").touch()
    (before / LIST).touch()
    file.touch()
    assert [objection(folder, ROOT) for folder in (before, empty, tmp_path / "new" / "deep")] == ["", "", ""]
    assert "on jo muuta" in objection(used, ROOT)
    assert "on tiedosto" in objection(file, ROOT)
    for folder in (ROOT, ROOT / "docs", ROOT / "practices" / "uusi"):
        assert "lähteiden joukossa" in objection(folder, ROOT)


def test_what_is_no_more_is_removed_and_what_others_wrote_stays(tmp_path: Path) -> None:
    folder, outside = tmp_path / "f", tmp_path / "outside"
    outside.touch()
    assert write(folder, {"a/b/c.md": "ä", "d.png": b"\x00"}) == 2
    (folder / "a/own.txt").touch()
    (folder / "site").mkdir()
    with (folder / LIST).open("a") as names:
        names.write("../outside\n")
    write(folder, {"d.png": outside})
    assert sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*")) == [
        LIST, "a", "a/own.txt", "d.png", "site",
    ]  # fmt: skip
    assert (folder / LIST).read_text() == "d.png\n"
    assert (folder / "d.png").read_bytes() == b""
    assert outside.exists()


HTML = """<div>

<p>*a* _b_ [c](d.md) &amp;lt;b&amp;gt; &lt;i&gt; {{ 1 }}

    <b>\u00a0neljä</b></p>
<pre><code>x

    y &lt;z&gt;
</code></pre>
- ei luetteloa
```
~~~
sarkain:\t.
<template><svg><path d="M0 0"/></svg></template>
</div>"""


def test_html_stays_what_it_is_in_markdown() -> None:
    html = unbroken(HTML)
    assert "\n\n" not in html
    assert Markdown(extensions=["def_list", "tables", "toc", "fenced_code"]).convert(html) == html
    assert {line[0] for line in html.splitlines()} == {"<"}
    assert "- ei luetteloa ``` ~~~ sarkain:&#9;." in html
    assert "<pre><code>x&#10;&#10;    y &lt;z&gt;&#10;</code></pre>" in html
    assert "<b>\u00a0neljä</b>" in html


@pytest.mark.parametrize(
    "text", ["020", "no", "a: b", "---", "# x", "'\"", "{{ x }}", "\u2028", "2024-01-01", " ", "ä"]
)
def test_front_matter_keeps_every_text(text: str) -> None:
    meta = {"title": text, "crumbs": [{"title": text}]}
    written = written_yaml(meta)
    assert "\n---\n" not in written
    assert yaml.safe_load(written) == meta


def test_links_lead_to_ready_pages_where_they_are_now() -> None:
    ready = {"vertaa.md", "kunnat/kartta.md", "kunnat/index.md"}
    assert led("[a](vertaa.md) [b](kunnat/kartta.md#x) [c](ohje.md) [d](kunnat/index.md)", "tietoa.md", ready) == (
        "[a](vertaa/index.md) [b](kunnat/kartta/index.md#x) [c](ohje.md) [d](kunnat/index.md)"
    )
    assert led("[a](../vertaa.md?x)", "osallistu/index.md", ready) == "[a](../vertaa/index.md?x)"
    assert moved([{"A": "vertaa.md"}, {"B": ["ohje.md", {"C": "kunnat/index.md"}]}], ready) == [
        {"A": "vertaa/index.md"},
        {"B": ["ohje.md", {"C": "kunnat/index.md"}]},
    ]
    assert dict(titles([{"A": "a.md"}, "b.md", {"C": [{"D": "d.md"}]}])) == {"a.md": "A", "d.md": "D"}


def test_links_between_files_become_addresses() -> None:
    prose = Prose([{"toc": {"permalink": False}}, "def_list"], {"a/b.md", "a/index.md", "index.md", "c.md"})
    html = prose.html(
        "[x](../c.md#y) [h](../index.md) [i](index.md) [o](http://e/c.md) [n](puuttuu.md) [t](#t)", "a/b.md"
    )
    assert [part.split('"')[0] for part in html.split('href="')[1:]] == [
        "../../c/#y", "../../", "../", "http://e/c.md", "puuttuu.md", "#t",
    ]  # fmt: skip
    assert [base_of(url) for url in ("", "a/", "a/b/")] == [".", "..", "../.."]
    assert relative("a/x.png", "a/b/") == "../x.png"


def test_hand_written_files_are_those_that_are_the_sites_own(tmp_path: Path) -> None:
    for name in ("index.md", "kunnat/index.md", "kunnat/turku.md", ".piilo/x.md", "assets/a.png", "oma.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("---\ntitle: Oma\n---\nTeksti\n")
    (tmp_path / "linkki.md").symlink_to("/etc/hostname")
    assert [*published(tmp_path)] == ["assets/a.png", "index.md", "kunnat/index.md", "oma.md"]
    page = read(tmp_path, "oma.md")
    assert (page.title, page.url, page.text) == ("Oma", "oma/", "Teksti\n")
