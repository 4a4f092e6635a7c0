"""A web address in, the bytes of a document out, or one clear sentence."""

import asyncio
import hashlib
from dataclasses import dataclass, field

from knowledge.errors import FetchError
from knowledge.web.address import WebAddress
from knowledge.web.documents import check_document, check_not_login, file_name, in_utf8
from knowledge.web.exchange import Answer, Exchange, FetchLimits
from knowledge.web.robots import Robots

_MOVED = (301, 302, 303, 307, 308)
_UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By what a page is known again; as servers say it (RFC 9110, 8.8)."""

    reached: str  # the address that answered
    sha256: str  # of the bytes
    etag: str | None = None
    last_modified: str | None = None

    def conditions(self, address: WebAddress) -> dict[str, str]:
        """The headers that ask for a page only if it has changed; none for another page."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        same = address.text == self.reached
        return {name: value for name, value in said.items() if value and same}


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a document; `data` is None where they are those that are known."""

    address: WebAddress  # that was asked for
    name: str  # what citations call it
    file_name: str  # under which the bytes are read
    fingerprint: Fingerprint
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches documents from the public internet, in one go: what sites want of robots is asked
    once and held.

    `private`: machines of one's own network may be asked as well.
    """

    private: bool = False
    limits: FetchLimits = field(default_factory=FetchLimits)
    rules: dict[str, str] = field(default_factory=dict)  # robots.txt by origin

    def fetch(self, address: WebAddress, known: Fingerprint | None = None) -> Fetched:
        """Fetch one address; not to be called where an event loop runs.

        Args:
            known: of the last time; the page is then only sent if it has changed since.

        Raises `FetchError`: one Vietnamese sentence that names the address or its host.
        """
        try:
            return asyncio.run(self._within_time(address, known))
        except TimeoutError as exc:
            raise FetchError(
                f"Tải “{address.shown}” quá {self.limits.seconds:g} giây chưa xong nên đã dừng lại."
            ) from exc

    async def _within_time(self, address: WebAddress, known: Fingerprint | None) -> Fetched:
        async with (
            asyncio.timeout(self.limits.seconds),
            Exchange(self.limits, private=self.private) as exchange,
        ):
            return await self._fetched(exchange, address, known)

    async def _fetched(
        self, exchange: Exchange, asked: WebAddress, known: Fingerprint | None
    ) -> Fetched:
        robots = Robots(exchange, self.rules)
        address = asked
        for _ in range(self.limits.redirects + 1):
            await robots.check(address)
            conditions = known.conditions(address) if known else {}
            answer = await exchange.get(address, conditions, _check)
            if answer.status == _UNCHANGED:
                return _standing(asked, known if conditions else None)
            if answer.status == 200:
                check_not_login(asked, address)
                return _taken(asked, answer, known)
            address = redirected(address, answer)
        raise FetchError(
            f"“{asked.shown}” chuyển hướng quá nhiều lần (hơn {self.limits.redirects})."
        )


def _check(answer: Answer) -> None:
    """Before the body is read: a redirect, a page that is known, or a document."""
    is_moved = answer.status in _MOVED and "location" in answer.headers
    if not is_moved and answer.status != _UNCHANGED:
        check_document(answer)


def _standing(asked: WebAddress, known: Fingerprint | None) -> Fetched:
    if known is None:
        raise FetchError(f"“{asked.shown}” báo không thay đổi (mã 304) dù chưa từng được tải.")
    return Fetched(asked, asked.name, asked.name, known, None)


def redirected(address: WebAddress, answer: Answer) -> WebAddress:
    """Where a redirect leads, never from an encrypted connection to an open one."""
    following = address.joined(answer.headers["location"])
    if address.url.scheme == "https" and following.url.scheme == "http":
        raise FetchError(
            f"“{address.shown}” chuyển từ https sang http ({following.shown}) nên không đọc."
        )
    return following


def _taken(asked: WebAddress, answer: Answer, known: Fingerprint | None) -> Fetched:
    fingerprint = Fingerprint(
        answer.address.text,
        hashlib.sha256(answer.data).hexdigest(),
        answer.headers.get("etag"),
        answer.headers.get("last-modified"),
    )
    same = known is not None and known.sha256 == fingerprint.sha256
    data = None if same else in_utf8(answer)
    return Fetched(asked, asked.name, file_name(answer), fingerprint, data)
