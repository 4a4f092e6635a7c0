"""The loopback port that answers /healthz and /metrics, in a thread of its own: it answers also
when the event loop does not."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bot.errors import SettingsError
from bot.health.metrics import CONTENT_TYPE, Metrics
from bot.health.report import Report

HOST = "127.0.0.1"
LONGEST_REQUEST = 10.0  # seconds that a caller may take


@contextmanager
def serving(port: int, report: Callable[[], Report], metrics: Metrics) -> Iterator[int]:
    """Answer while the block lasts; the port, where 0 asks for any.

    Raises `SettingsError` for a port that is taken or may not be used.
    """
    try:
        server = ThreadingHTTPServer((HOST, port), _answering(report, metrics))
    except (OSError, OverflowError) as error:
        raise SettingsError(
            f"Không mở được cổng {port} (NENCHANG_HEALTH_PORT): cổng đang có chương trình khác "
            "dùng hoặc không được phép dùng; hãy chọn cổng khác."
        ) from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.2,), name="health", daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answering(report: Callable[[], Report], metrics: Metrics) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        timeout = LONGEST_REQUEST
        server_version = "nenchang"
        sys_version = ""

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if not self._is_for_here():
                self._say(HTTPStatus.FORBIDDEN, b"", "text/plain")
            elif path == "/healthz":
                seen = report()
                status = HTTPStatus.OK if seen.works else HTTPStatus.SERVICE_UNAVAILABLE
                body = json.dumps(seen.as_json(), ensure_ascii=False, indent=2).encode()
                self._say(status, body + b"\n", "application/json; charset=utf-8")
            elif path == "/metrics":
                self._say(HTTPStatus.OK, metrics.text(), CONTENT_TYPE)
            else:
                self._say(HTTPStatus.NOT_FOUND, b"", "text/plain")

        def log_message(self, *_: object) -> None:
            """Nobody reads who asked how the bot is."""

        def _is_for_here(self) -> bool:
            """A page of another site that was made to point here (DNS rebinding) names itself."""
            port = self.connection.getsockname()[1]
            return self.headers.get("Host") in (f"{HOST}:{port}", f"localhost:{port}")

        def _say(self, status: HTTPStatus, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(body)

    return Answering
