"""The Bot API over HTTP: token, method, parameters, envelope, downloads."""

import asyncio
import hmac
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.preview.errors import ApiError
from bot.preview.failing import said_by, spoiled
from bot.preview.faults import DOWNLOAD, Kind, Struck
from bot.preview.methods import METHODS
from bot.preview.parameters import Parameters, read_parameters
from bot.preview.polling import Polling
from bot.preview.record import Call
from bot.preview.world import World

_log = logging.getLogger(__name__)
_UNAUTHORIZED = ApiError(401, "Unauthorized: invalid token specified")
_NO_METHOD = ApiError(404, "Not Found: method not found")
_BROKEN = ApiError(500, "Internal Server Error")
_LONGEST_HANG = 3_600.0
_STEP = 0.25  # seconds between looks at whether the preview ends


class BotApi:
    """Answers a bot as api.telegram.org does."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self._polling = Polling(world)

    def routes(self) -> list[Route]:
        """Where calls and downloads arrive."""
        return [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download),
        ]

    def _is_ours(self, request: Request) -> bool:
        given = str(request.path_params["token"])
        return hmac.compare_digest(given.encode(), self._token.encode())

    async def _call(self, request: Request) -> Response:
        if not self._is_ours(request):
            return _refusal(_UNAUTHORIZED)
        method = str(request.path_params["method"])
        try:
            parameters = await read_parameters(request)
        except ClientDisconnect:
            return Response()  # the bot was killed while it called: nobody reads this
        except ApiError as error:
            self._remember(Call(method, {}, error))
            return _refusal(error)
        world = self._world
        with world.bell.lock:
            struck = world.faults.strike(method.lower(), world.chat_of_call(parameters.values))
        if struck is None:
            return await self._answered(method, parameters, request)
        call = Call(method, dict(parameters.values))
        return await self._failing(
            struck, call, request, lambda: self._answered(method, parameters, request)
        )

    async def _failing(
        self, struck: Struck, call: Call, request: Request, work: Callable[[], Awaitable[Response]]
    ) -> Response:
        """The answer of a call that goes wrong; `work` does the call."""
        fault = struck.fault
        if fault.kind is Kind.REFUSED:
            error = ApiError(fault.code, fault.description, fault.retry_after)
            self._remember(replace(call, error=error))
            return _refusal(error)
        if fault.kind is Kind.DELAYED:
            await self._pause(fault.seconds)
        answer = await work() if fault.executed else None
        struck.result = said_by(answer) if answer else None
        if fault.kind is Kind.HUNG:
            await _unless_gone(request, self._pause(_LONGEST_HANG))
        return spoiled(fault, answer)

    async def _pause(self, seconds: float) -> None:
        """Sleep, but not beyond the preview's end."""
        end = time.monotonic() + seconds
        # Another thread ends the preview, and each ring of the bell would be too many.
        while (left := end - time.monotonic()) > 0 and not self._world.closing:  # noqa: ASYNC110
            await asyncio.sleep(min(left, _STEP))

    async def _answered(self, method: str, parameters: Parameters, request: Request) -> Response:
        try:
            result = await self._answer(method, parameters, request)
        except ApiError as error:
            self._remember(Call(method, dict(parameters.values), error))
            return _refusal(error)
        except Exception:
            # A fault of the preview itself: the bot gets Telegram's bare 500, the test the reason.
            _log.exception("The preview failed in %s", method)
            self._remember(Call(method, dict(parameters.values), _BROKEN))
            return _refusal(_BROKEN)
        return JSONResponse({"ok": True, "result": result})

    async def _answer(self, method: str, parameters: Parameters, request: Request) -> Any:  # noqa: ANN401
        world, name = self._world, method.lower()
        if name == "getupdates":
            return await _unless_gone(request, self._polling.get_updates(parameters))
        if name not in METHODS:
            with world.bell.lock:
                world.record.unknown_methods.append(method)
            raise _NO_METHOD
        with world.bell.lock:
            # Recorded in the same step, so that who sees the effect sees the call as well.
            result = METHODS[name](world, parameters)
            self._remember(Call(method, dict(parameters.values)))
            return result

    def _remember(self, call: Call) -> None:
        world = self._world
        with world.bell.lock:
            world.record.calls.append(call)
            if call.error is not None:
                said = {"code": call.error.code, "description": call.error.description}
                chat_id = world.chat_of_call(call.parameters)
                world.ledger.write("refused", chat_id, {"call": call, **said})
            world.bell.ring()

    async def _download(self, request: Request) -> Response:
        if not self._is_ours(request):
            return _refusal(_UNAUTHORIZED)
        with self._world.bell.lock:
            stored = self._world.files.at(str(request.path_params["path"]))
        if stored is None:
            return _refusal(ApiError(404, "Not Found"))
        answer = Response(stored.data, media_type="application/octet-stream")
        with self._world.bell.lock:
            struck = self._world.faults.strike(DOWNLOAD)
        if struck is None:
            return answer

        async def work() -> Response:
            return answer

        return await self._failing(struck, Call(DOWNLOAD, {}), request, work)


async def _unless_gone(request: Request, poll: Any) -> Any:  # noqa: ANN401
    """What a long poll finds, or nothing once its client has hung up."""
    polling = asyncio.ensure_future(poll)
    gone = asyncio.ensure_future(_hung_up(request))
    try:
        await asyncio.wait((polling, gone), return_when=asyncio.FIRST_COMPLETED)
        return polling.result() if polling.done() else []
    finally:
        polling.cancel()
        gone.cancel()
        await asyncio.gather(polling, gone, return_exceptions=True)


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _refusal(error: ApiError) -> Response:
    content: dict[str, Any] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    headers = {}
    if error.parameters:
        content["parameters"] = error.parameters
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    return JSONResponse(content, error.code, headers)
