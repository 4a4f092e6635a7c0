"""A model hub on the loopback interface, as far as a download asks one: what a repository holds,
and its files."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "c" * 40


class Hub(ThreadingHTTPServer):
    """Serves one folder as `someone/model`; `refusal` is a status and an error code instead."""

    daemon_threads = True

    def __init__(self, folder: Path, refusal: tuple[int, str] | None) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.refusal = refusal
        self.fetched: list[str] = []
        self.files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def hub_of(folder: Path, refusal: tuple[int, str] | None = None) -> Iterator[Hub]:
    with Hub(folder, refusal) as hub:
        threading.Thread(target=hub.serve_forever, daemon=True).start()
        yield hub
        hub.shutdown()


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is its own."""

    def _answer(self, *, body: bool) -> None:
        path = self.path.split("?")[0]
        files = self.server.files
        if self.server.refusal is not None:
            status, code = self.server.refusal
            self._send(status, b"{}", {"X-Error-Code": code}, body=body)
        elif path.startswith("/api/models/someone/model/tree/"):
            tree = [
                {"type": "file", "path": name, "size": len(held), "oid": _etag(held)}
                for name, held in files.items()
            ]
            self._send(200, json.dumps(tree).encode(), {}, body=body)
        elif path.startswith("/api/models/someone/model"):
            siblings = [{"rfilename": name} for name in files]
            info = {"id": "someone/model", "sha": COMMIT, "siblings": siblings}
            self._send(200, json.dumps(info).encode(), {}, body=body)
        elif (name := path.removeprefix(f"/someone/model/resolve/{COMMIT}/")) not in files:
            self._send(404, b"{}", {}, body=body)
        else:
            held = files[name]
            if body:
                self.server.fetched.append(name)
            headers = {"ETag": f'"{_etag(held)}"', "X-Repo-Commit": COMMIT}
            self._send(200, held, headers, body=body)

    def _send(self, status: int, held: bytes, headers: dict[str, str], *, body: bool) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(held))}.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(held)


def _etag(held: bytes) -> str:
    return hashlib.sha256(held).hexdigest()[:40]
