"""What a fault looks like on the wire."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, cast

from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.preview.faults import Fault, Kind

_PIECES = 20  # of an answer that trickles
# As nginx says it.
_PAGES = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Time-out"}


class CuttableProtocol(H11Protocol):
    """HTTP whose connection an answer can close: uvicorn's own answers never do."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class CutResponse(Response):
    """Part of an answer, or none, and the connection is closed."""

    def __init__(self, answer: Response | None = None) -> None:
        super().__init__()
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._answer is not None:
            body = bytes(self._answer.body)
            head = {"status": self._answer.status_code, "headers": self._answer.raw_headers}
            await send({"type": "http.response.start", **head})
            half = body[: len(body) // 2]
            await send({"type": "http.response.body", "body": half, "more_body": True})
        cast(asyncio.Transport, scope["state"]["transport"]).close()
        while (await receive())["type"] != "http.disconnect":
            pass


def spoiled(fault: Fault, answer: Response | None) -> Response:
    """An answer as the bot gets it, or what it gets instead; `answer` is None for a call that was
    not done."""
    if fault.kind is Kind.PAGE:
        title = f"{fault.code} {_PAGES.get(fault.code, 'Error')}"
        inside = f"<head><title>{title}</title></head><body><h1>{title}</h1></body>"
        return HTMLResponse(f"<html>{inside}</html>", fault.code)
    if answer is None or fault.kind is Kind.CUT:
        return CutResponse()
    if fault.kind is Kind.SHORT:
        return CutResponse(answer)
    if fault.kind is Kind.TRUNCATED:
        body = bytes(answer.body)
        return Response(body[: len(body) // 2], answer.status_code, media_type=answer.media_type)
    if fault.kind is Kind.SLOW:
        return _trickling(answer, fault.seconds)
    return answer


def _trickling(answer: Response, seconds: float) -> Response:
    body = bytes(answer.body)
    size = max(1, -(-len(body) // _PIECES))

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), size):
            await asyncio.sleep(seconds / _PIECES)
            yield body[start : start + size]

    headers = {"content-length": str(len(body))}
    return StreamingResponse(pieces(), answer.status_code, headers, answer.media_type)


def said_by(answer: Response) -> Any:  # noqa: ANN401 -- a method's result
    """What an answer of the Bot API holds; None for a refusal, and for a file."""
    if answer.media_type != "application/json":
        return None
    return json.loads(bytes(answer.body)).get("result")
