"""Only this machine's own pages and programs may talk to the preview."""

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PAGE_HEADER = "x-nenchang-preview"


class LoopbackGuard:
    """Refuses foreign host names (DNS rebinding) and page calls that come from other sites."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] != "http" or (reason := self._refusal(scope)) is None:
            await self._app(scope, receive, send)
        else:
            await JSONResponse({"error": reason}, 403)(scope, receive, send)

    def _refusal(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self._hosts:
            return "Chỉ mở được trang này bằng địa chỉ 127.0.0.1 hoặc localhost."
        if scope["path"].startswith("/page/") and not self._is_own_page(scope, headers):
            return "Yêu cầu không đến từ trang xem thử."
        return None

    def _is_own_page(self, scope: Scope, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is not None and origin not in [f"http://{host}" for host in self._hosts]:
            return False
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        # Another site cannot add this header without the browser asking us first.
        return scope["method"] == "GET" or headers.get(PAGE_HEADER) == "1"
