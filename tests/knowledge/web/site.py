"""A web site on the loopback interface: pages, redirects, and servers that misbehave."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"


@dataclass
class Page:
    """An answer; `drip` are pieces of the body, each sent after a pause."""

    body: bytes = b""
    kind: str | None = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: list[bytes] | None = None
    announced: int | None = None  # a Content-Length that need not be true


class Site(ThreadingHTTPServer):
    """`pages` by their paths; `asked` are the requests that came: path and headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.released = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def paths(self) -> list[str]:
        """The pages that were asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def site() -> Iterator[Site]:
    with Site() as opened:
        threading.Thread(target=opened.serve_forever, args=(0.01,), daemon=True).start()
        yield opened
        opened.released.set()
        opened.shutdown()


def redirect(location: str, status: int = 302) -> Page:
    return Page(status=status, headers={"Location": location}, kind=None)


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        asked = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, asked))
        page = self.server.pages.get(self.path, Page(status=404))
        etag = page.headers.get("ETag")
        if etag and asked.get("if-none-match") == etag:
            page = Page(status=304, headers={"ETag": etag}, kind=None)
        self.send_response(page.status)
        headers = {**page.headers, **({"Content-Type": page.kind} if page.kind else {})}
        for name, value in headers.items():
            self.send_header(name, value)
        if page.drip is None and page.status != 304:
            length = len(page.body) if page.announced is None else page.announced
            self.send_header("Content-Length", str(length))
        if page.drip is not None or page.announced is not None:
            self.send_header("Connection", "close")
        self.end_headers()
        self._write(page)

    def _write(self, page: Page) -> None:
        try:
            self.wfile.write(page.body)
            for piece in page.drip or []:
                self.wfile.write(piece)
                self.server.released.wait(0.05)
        except OSError:
            self.close_connection = True  # whoever asked has had enough

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is its own."""
