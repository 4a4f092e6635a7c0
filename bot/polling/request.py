"""getUpdates as this bot makes it: what comes is written down before it can be confirmed."""

import asyncio
import errno
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, TypeAlias

from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot import texts_running as texts
from bot.errors import BotError
from bot.polling.answers import (
    GarbledError,
    Raw,
    as_answer,
    as_refusal,
    refusal_in,
    seconds_asked,
    updates_in,
)
from bot.polling.conflicts import Conflicts
from bot.polling.pulse import Pulse, Trouble
from knowledge.errors import DatabaseUnavailableError, KnowledgeError

log = logging.getLogger(__name__)

Received = Callable[[list[Raw]], Awaitable[None]]
Tell = Callable[[str], None]
Timeout: TypeAlias = Any  # PTB's own type for it is private
NEVER_SENT = ("ConnectError", "ConnectTimeout", "ProxyError")  # httpx's names for it
CLOSING = 5.0  # seconds given to a connection that is let go
_FULL = (
    errno.EMFILE,
    errno.ENFILE,
)  # this process has too many files open: no fault of the network


def fresh_request() -> BaseRequest:
    """A client for polls alone, with connections of its own and patience for a slow proxy."""
    return HTTPXRequest(
        connection_pool_size=2,
        connect_timeout=15,
        read_timeout=10,
        write_timeout=10,
        pool_timeout=5,
    )


class PollRequest(BaseRequest):
    """Stands between PTB's updater and the network. `received` gets the updates as Telegram wrote
    them; while it fails they are not confirmed, and the next poll brings them again.

    Args:
        tell: takes what admins have to know, from the event loop, and does not block.
        make: makes the request that goes to the network; again for each `rebuild`.
    """

    def __init__(
        self,
        received: Received,
        pulse: Pulse,
        conflicts: Conflicts,
        tell: Tell,
        make: Callable[[], BaseRequest] = fresh_request,
    ) -> None:
        self._received = received
        self._pulse = pulse
        self._conflicts = conflicts
        self._tell = tell
        self._make = make
        self._request = make()
        self._poll: asyncio.Task[tuple[int, bytes]] | None = None
        self._abandoned: asyncio.Task[tuple[int, bytes]] | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._request.read_timeout

    async def initialize(self) -> None:
        await self._request.initialize()

    async def shutdown(self) -> None:
        await self._request.shutdown()

    async def rebuild(self) -> None:
        """Let go of all connections, and of the poll that waits on one; PTB polls again at once."""
        old, self._request = self._request, self._make()
        await self._request.initialize()
        if self._poll is not None:
            self._abandoned = self._poll
            self._poll.cancel()
        with suppress(Exception):  # it hangs or is broken: that is why it goes
            await asyncio.wait_for(old.shutdown(), CLOSING)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """As PTB asks for it. Raises `TelegramError`."""
        # PTB's last call when it stops confirms what it has, and throws away what it gets.
        last = request_data is None or not request_data.parameters.get("timeout")
        if not last:
            self._pulse.begin()
            await asyncio.sleep(self._conflicts.wait)
        timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        status, body = await self._asked(url, method, request_data, *timeouts)
        if not HTTPStatus.OK <= status <= 299:
            return self._refused(status, body)
        updates = self._read(body)
        return status, as_answer([] if last else await self._keep(updates))

    async def _asked(self, *call: Any) -> tuple[int, bytes]:  # noqa: ANN401 -- as `do_request` has them
        poll = self._poll = asyncio.ensure_future(self._request.do_request(*call))
        try:
            return await poll
        except asyncio.CancelledError:
            if poll is not self._abandoned:
                raise  # the bot stops
            raise TimedOut("the request was rebuilt") from None
        except TelegramError as error:
            self._pulse.failed(Trouble.UNREACHABLE if _was_never_sent(error) else Trouble.SILENT)
            raise

    def _refused(self, status: int, body: bytes) -> tuple[int, bytes]:
        refusal = refusal_in(body)
        if refusal is None:
            # A proxy or a portal on the way. Its page goes into no log, and its 404 or 401 does
            # not mean that the token is gone.
            self._pulse.failed(Trouble.REFUSED)
            return HTTPStatus.BAD_GATEWAY, as_refusal(502, f"Bad Gateway ({status})")
        if status == HTTPStatus.CONFLICT:
            self._conflict()
        else:
            self._pulse.failed(Trouble.REFUSED)
            self._pulse.excuse(seconds_asked(refusal))
            self._pulse.revoked |= status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)
        return status, body

    def _conflict(self) -> None:
        self._pulse.failed(Trouble.CONFLICT)
        if self._conflicts.met():
            log.error("another process polls with the same token")
            self._tell(texts.TWO_POLLERS)
        self._pulse.excuse(self._conflicts.wait)

    def _read(self, body: bytes) -> list[Raw]:
        try:
            updates = updates_in(body)
        except GarbledError:
            self._pulse.failed(Trouble.REFUSED)
            raise NetworkError("the answer to a poll was garbled") from None
        self._pulse.answered()
        if self._conflicts.answered():
            log.info("no other process polls with the same token any more")
            self._tell(texts.ALONE_AGAIN)
        return updates

    async def _keep(self, updates: list[Raw]) -> list[Raw]:
        """The updates as they could be written down. Raises `NetworkError` where none could."""
        if not updates:
            return updates
        try:
            kept = await self._written(updates)
        except Exception as error:  # whatever it is, nothing may be confirmed that is not written
            self._unwritten(_sentence(error))
            raise NetworkError("updates could not be written down") from None
        if self._pulse.unwritten is not None:
            self._pulse.unwritten = None
            log.info("updates are written down again")
            self._tell(texts.WRITTEN_AGAIN)
        return kept

    async def _written(self, updates: list[Raw]) -> list[Raw]:
        try:
            await self._received(updates)
        except DatabaseUnavailableError:
            raise  # it is no update's fault, and passes
        except Exception as error:
            log.info("updates are tried one by one: %s", type(error).__name__)
            return [await self._written_alone(one) for one in updates]
        return updates

    async def _written_alone(self, update: Raw) -> Raw:
        """The update; its id alone where only that can be written, so that one that nobody foresaw
        does not keep all others waiting."""
        try:
            await self._received([update])
        except DatabaseUnavailableError:
            raise
        except Exception as error:
            bare = {"update_id": update["update_id"]}
            await self._received([bare])
            log.error("update %d cannot be kept: %s", bare["update_id"], type(error).__name__)
            return bare
        return update

    def _unwritten(self, why: str) -> None:
        self._pulse.failed(Trouble.UNWRITTEN)
        if self._pulse.unwritten is None:
            log.error("updates are not confirmed: %s", why)
            self._tell(texts.NOT_WRITTEN.format(why=why))
        self._pulse.unwritten = why


def _sentence(error: Exception) -> str:
    """Our own errors are sentences; what others say may repeat what people wrote."""
    ours = isinstance(error, BotError | KnowledgeError)
    return str(error) if ours else f"lỗi {type(error).__name__}."


def _was_never_sent(error: TelegramError) -> bool:
    cause = error.__cause__
    if type(cause).__name__ not in NEVER_SENT:
        return False
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in _FULL:
            return False
        cause = cause.__cause__ or cause.__context__
    return True
