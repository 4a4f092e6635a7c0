"""A Bot API server on this machine that misbehaves as a test says, and counts what it has done."""

import asyncio
import itertools
import json
import re
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl

DATE = 1_750_000_000


async def until(seen: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if seen():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to that")


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What becomes of one call."""

    executes: bool = True
    status: int = 200
    description: str = ""
    parameters: dict[str, int] = field(default_factory=dict)
    page: str = ""  # in place of JSON
    cut: bool = False  # the connection, in place of an answer
    half: bool = False  # of the JSON, and no more
    hangs: float = 0.0  # seconds


GOOD = Behaviour()
HANGS = Behaviour(hangs=0.6)
CUTS_AFTER = Behaviour(cut=True)
CUTS_BEFORE = Behaviour(executes=False, cut=True)
TRUNCATES = Behaviour(half=True)
BAD_GATEWAY = Behaviour(status=502, page="<html>502</html>")
FIREWALL = Behaviour(executes=False, status=403, page="<html>403</html>")
BLOCKED = Behaviour(
    executes=False, status=403, description="Forbidden: bot was blocked by the user"
)


def refuses(description: str, **parameters: int) -> Behaviour:
    return Behaviour(False, 400, f"Bad Request: {description}", parameters)


def too_many(seconds: int) -> Behaviour:
    said = f"Too Many Requests: retry after {seconds}"
    return Behaviour(False, 429, said, {"retry_after": seconds})


@dataclass(frozen=True, slots=True)
class Done:
    method: str
    data: dict[str, str]


class Misbehaving:
    """`plan` says how the next calls of a method go, then all go well."""

    def __init__(self) -> None:
        self.done: list[Done] = []
        self.asked: list[str] = []
        self.plan: defaultdict[str, deque[Behaviour]] = defaultdict(deque)
        self._ids = itertools.count(1)
        self._port = 0
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/bot"

    @property
    def connections(self) -> int:
        return len(self._open)

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """From now on the connection is refused."""
        self._server.close()
        for writer in list(self._open):
            writer.close()
        await asyncio.sleep(0)

    def expect(self, method: str, *behaviours: Behaviour) -> None:
        self.plan[method].extend(behaviours)

    def sent(self, chat: int | None = None) -> list[str]:
        """The words of the messages that were sent, to one chat."""
        return [
            one.data["text"]
            for one in self.done
            if one.method == "sendMessage" and (not chat or one.data["chat_id"] == str(chat))
        ]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the bot hung up
        finally:
            self._open.discard(writer)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection stays."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = dict(one.lower().split(": ", 1) for one in head.split("\r\n")[1:] if one)
        body = await reader.readexactly(int(lines.get("content-length", "0")))
        method = head.split(" ", 2)[1].rsplit("/", 1)[1]
        said = body.decode("utf-8", "replace")
        parts = re.findall(r'name="(\w+)"[^\r]*(?:\r\n[^\r]+)*\r\n\r\n(.*?)\r\n--', said, re.DOTALL)
        data = dict(parts or parse_qsl(said, keep_blank_values=True))
        self.asked.append(method)
        how = self.plan[method].popleft() if self.plan[method] else GOOD
        if how.executes:
            self.done.append(Done(method, data))
        await asyncio.sleep(how.hangs)
        if how.cut:
            return False
        said = how.page or json.dumps(self._result(method, data, how))
        said = said[: len(said) // 2] if how.half else said
        writer.write(
            f"HTTP/1.1 {how.status} X\r\nContent-Length: {len(said.encode())}\r\n".encode()
        )
        writer.write(b"\r\n" + said.encode())
        await writer.drain()
        return True

    def _result(self, method: str, data: dict[str, str], how: Behaviour) -> dict[str, Any]:
        if how.description:
            failed = {"ok": False, "error_code": how.status, "description": how.description}
            return {**failed, "parameters": how.parameters} if how.parameters else failed
        if method.startswith(("send", "editMessageText")) and method != "sendChatAction":
            chat = int(data["chat_id"])
            place = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
            number = int(data.get("message_id", 0)) or next(self._ids)
            text = data.get("text", "")
            message = {"message_id": number, "date": DATE, "chat": place, "text": text}
            return {"ok": True, "result": message}
        return {"ok": True, "result": True}
