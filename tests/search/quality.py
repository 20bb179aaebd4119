"""How well and how cheaply a search engine answers the judged queries, in a real browser."""

import gzip
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import mean, median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page

from tests.search.queries import NOTHING, PLAIN, Query

FIRST, FIRST_THREE = 10, 3
WORKER = "assets/js/haku-worker.js"


class Engine(Protocol):
    """A search engine in the browser."""

    name: str
    fetches_everything: bool  # Whether every query needs the same files, so that one shows what they weigh.

    def open(self, page: Page) -> None:
        """Brings the page to where nothing of the search has been fetched, with `ask(query)`: its first addresses."""

    def counts(self, path: str) -> bool:
        """Whether a file that the server has sent is a part of the search."""


class Host:
    """Serves a folder as a static host does: text compressed, nothing else. The browser keeps nothing."""

    caching = "no-store"

    def __init__(self, folder: Path) -> None:
        self.sent: list[tuple[str, int]] = []  # (path, bytes) of every answer.
        self._read = cache(lambda file: _compressed(file.read_bytes(), file.suffix))
        served = self

        class Handler(SimpleHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_GET(self) -> None:
                served.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def answer(self, request: SimpleHTTPRequestHandler) -> int:
        """The number of bytes that were sent."""
        file = Path(request.translate_path(request.path))
        file = file / "index.html" if file.is_dir() else file
        body, encoding = self._read(file) if file.is_file() else (b"", {})
        request.send_response(200 if file.is_file() else 404)
        headers = {"Content-Type": request.guess_type(file), "Content-Length": len(body), "Cache-Control": self.caching}
        for name, value in (headers | encoding).items():
            request.send_header(name, str(value))
        request.end_headers()
        self.sent.append((unquote(urlsplit(request.path).path), len(body)))
        request.wfile.write(body)
        return len(body)


def _compressed(body: bytes, suffix: str) -> tuple[bytes, dict[str, str]]:
    is_text = suffix in (".html", ".js", ".mjs", ".json", ".css", ".svg", ".xml", ".txt")
    return (gzip.compress(body, 6), {"Content-Encoding": "gzip"}) if is_text else (body, {})


@contextmanager
def host(**folders: Path) -> Iterator[Host]:
    """A running host: an empty page at `/`, and each folder under its name. Its address ends with a slash."""
    with TemporaryDirectory() as folder:
        Path(folder, "index.html").write_text('<!doctype html><html lang="fi"><title>-</title>', encoding="utf-8")
        for name, target in folders.items():
            Path(folder, name).symlink_to(target)
        served = Host(Path(folder))
        threading.Thread(target=served.server.serve_forever, daemon=True).start()
        try:
            yield served
        finally:
            served.server.shutdown()


def _script(name: str) -> str:
    return Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8").partition("\n")[2]


class This:
    """This site's engine, driven without its pages. `index` and `script` are addresses."""

    name = "this"
    fetches_everything = False

    def __init__(self, address: str, index: str, script: str) -> None:
        self._address, self._index, self._script = address, index, script

    def open(self, page: Page) -> None:
        page.goto(self._address)
        page.evaluate(_script("ask"), [self._script, self._index])

    def counts(self, path: str) -> bool:
        return path != "/"


def this(served: Host, name: str, site: Path) -> This:
    """The engine of a built site that is served under a name."""
    (start,) = site.glob("haku/*/alku.json")
    root = served.address + name + "/"
    return This(served.address, f"{root}haku/{start.parent.name}/", root + WORKER)


class Answer(NamedTuple):
    """The addresses of the first results for a query, as in the judgements."""

    query: Query
    found: tuple[str, ...]
    told: bool = False  # That no page has all that is asked.

    @property
    def recall(self) -> float:
        """The share of the relevant pages that can be and are among the first ten."""
        return len(self.query.relevant & set(self.found)) / min(FIRST, len(self.query.relevant))


@dataclass
class Measured:
    """What one engine did: its answers, kilobytes until each first answer, and milliseconds to answer again."""

    name: str
    answers: list[Answer] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Answer]:
        return [answer for answer in self.answers if answer.query.kind in kinds]

    def recall(self, *kinds: str) -> float:
        return mean(answer.recall for answer in self.of(*kinds))

    @property
    def plain(self) -> float:
        """How often the practice that answers a plain request is among the first three."""
        return mean(bool(answer.query.relevant & set(answer.found[:FIRST_THREE])) for answer in self.of(PLAIN))

    @property
    def without(self) -> float:
        """How often a query that something answers finds nothing."""
        return mean(not answer.found for answer in self.answers if answer.query.kind != NOTHING)

    @property
    def nothing(self) -> float:
        """How often a query that nothing answers finds nothing, or the reader is told so."""
        return mean(answer.told or not answer.found for answer in self.of(NOTHING))

    @property
    def slow(self) -> float:
        """The milliseconds within which 95 % of the queries are answered."""
        return quantiles(self.milliseconds, n=20)[-1]


def kinds(queries: Sequence[Query]) -> list[str]:
    """The classes of the judged queries in their order."""
    return [kind for kind in dict.fromkeys(query.kind for query in queries) if kind not in (PLAIN, NOTHING)]


def measure(engine: Engine, queries: Sequence[Query], page: Page, served: Host) -> Measured:
    """Each query as the first one of a visit, then all of them once more in one visit that has fetched everything."""
    measured = Measured(engine.name)
    for position, query in enumerate(queries):
        if position == 0 or not engine.fetches_everything:
            served.sent.clear()
            engine.open(page)
        found = [_path(address) for address in page.evaluate("query => ask(query)", query.text)]
        told = page.evaluate("Boolean(window.told)")
        measured.answers.append(Answer(query, tuple(dict.fromkeys(found))[:FIRST], told))
        measured.kilobytes.append(sum(size for path, size in served.sent if engine.counts(path)) / 1000)
    texts = [query.text for query in queries]
    engine.open(page)
    page.evaluate(_script("timed"), texts)
    measured.milliseconds = page.evaluate(_script("timed"), texts)
    return measured


def _path(address: str) -> str:
    """A result's address from the root of its site, without a place in the page."""
    path = unquote(urlsplit(address).path)
    return path.removeprefix("/").partition("/")[2] if path.startswith("/") else path


def table(measured: Sequence[Measured]) -> str:
    """The figures of all engines side by side."""
    queries = [answer.query for answer in measured[0].answers]
    judged = kinds(queries)
    figures: list[tuple[str, Sequence[str], list[str]]] = [
        (f"recall@{FIRST}", judged, [_share(m.recall(*judged)) for m in measured]),
        *((f"  {kind}", [kind], [_share(m.recall(kind)) for m in measured]) for kind in judged),
        (f"plain: among the first {FIRST_THREE}", [PLAIN], [_share(m.plain) for m in measured]),
        ("queries without a result", [*judged, PLAIN], [_share(m.without) for m in measured]),
        ("nothing: no result, or told", [NOTHING], [_share(m.nothing) for m in measured]),
        ("kB until first results, median", [*judged, PLAIN, NOTHING], [f"{median(m.kilobytes):.0f}" for m in measured]),
        ("kB until first results, most", [*judged, PLAIN, NOTHING], [f"{max(m.kilobytes):.0f}" for m in measured]),
        ("ms, p95, when fetched", [*judged, PLAIN, NOTHING], [f"{m.slow:.1f}" for m in measured]),
    ]
    counts = Counter(query.kind for query in queries)
    rows = [("", "queries", [m.name for m in measured])]
    rows += [(name, str(sum(counts[kind] for kind in asked)), cells) for name, asked, cells in figures]
    return "\n".join(f"{name:<32}{count:>8}" + "".join(f"{cell:>12}" for cell in cells) for name, count, cells in rows)


def misses(measured: Measured) -> Iterator[str]:
    """A line for each query that is not answered as judged."""
    for answer in measured.answers:
        kind, text = answer.query.kind, answer.query.text
        found, relevant = answer.found, answer.query.relevant
        first = ", ".join(found[:FIRST_THREE]) or "no result"
        if kind == NOTHING:
            if found and not answer.told:
                yield f"{kind} “{text}”: {first}"
        elif kind == PLAIN:
            if not relevant & set(found[:FIRST_THREE]):
                yield f"{kind} “{text}”: {first}, not {', '.join(relevant)}"
        elif answer.recall < 1:
            yield f"{kind} “{text}” {answer.recall:.2f}: {first}, without {', '.join(sorted(relevant - set(found)))}"


def _share(value: float) -> str:
    return f"{value:.3f}"
