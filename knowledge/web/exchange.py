"""One question to one server, one answer: no redirects, no cookies, no proxy, within limits."""

import asyncio
import functools
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.errors import FetchError
from knowledge.reading.limits import MIB
from knowledge.web.address import WebAddress
from knowledge.web.network import addresses_of

if TYPE_CHECKING:
    from httpx import AsyncClient, Request, Response

USER_AGENT = "nenchang"
_UNPACKED = ("", "identity", "gzip", "deflate")  # two in a row would unpack to no end
_ACCEPT = (
    "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown,"
    " application/vnd.openxmlformats-officedocument.wordprocessingml.document, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much one address may cost."""

    size: int = 20 * MIB  # bytes, unpacked; as much as of a file
    seconds: float = 60.0  # in all, redirects and robots.txt included
    silence: float = 20.0  # seconds without a byte
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; `headers` by their names in small letters."""

    address: WebAddress
    status: int
    headers: Mapping[str, str]
    data: bytes = b""


class Exchange:
    """Asks servers, each at an address that was checked; opened with `async with`."""

    def __init__(self, limits: FetchLimits, *, private: bool) -> None:
        self._limits = limits
        self._private = private
        self._client: AsyncClient | None = None

    async def __aenter__(self) -> "Exchange":
        import httpx

        self._client = httpx.AsyncClient(
            verify=_trusted(),
            trust_env=False,  # a proxy would look names up by itself
            timeout=httpx.Timeout(self._limits.silence),
            # A connection is kept for no other host at the same address.
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={
                "User-Agent": USER_AGENT,
                "Accept": _ACCEPT,
                "Accept-Language": "vi",
                "Accept-Encoding": "gzip, deflate",
            },
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def get(
        self,
        address: WebAddress,
        headers: Mapping[str, str],
        check: Callable[[Answer], None] = lambda answer: None,
        *,
        size: int | None = None,
    ) -> Answer:
        """Ask for an address; only the body of status 200 is read.

        Args:
            check: sees the answer without its body and may raise.
            size: bytes at most; those of the limits unless given.

        Raises `FetchError`: one Vietnamese sentence.
        """
        import httpx

        port = address.url.port or (443 if address.url.scheme == "https" else 80)
        ips = await addresses_of(address.host, port, private=self._private)
        for place, ip in enumerate(ips):
            try:
                return await self._ask(address, ip, headers, check, size or self._limits.size)
            except (httpx.ConnectError, httpx.ConnectTimeout) as exc:
                if place + 1 == len(ips) or _tls_fault(exc):
                    raise _our_error(address, exc) from exc
            except httpx.HTTPError as exc:
                raise _our_error(address, exc) from exc
        raise FetchError(f"Máy chủ “{address.host}” không có địa chỉ nào để nối tới.")

    async def _ask(
        self,
        address: WebAddress,
        ip: str,
        headers: Mapping[str, str],
        check: Callable[[Answer], None],
        size: int,
    ) -> Answer:
        assert self._client is not None  # opened by `async with`
        response = await self._client.send(self._request(address, ip, headers), stream=True)
        try:
            said = {name.lower(): value for name, value in response.headers.items()}
            answer = Answer(address, response.status_code, said)
            check(answer)
            if answer.status != 200:
                return answer
            return Answer(address, 200, said, await _body(address, response, size))
        finally:
            await response.aclose()

    def _request(self, address: WebAddress, ip: str, headers: Mapping[str, str]) -> "Request":
        """The connection goes to the address that was checked; server and certificate are those
        of the name."""
        assert self._client is not None
        url = address.url
        return self._client.build_request(
            "GET",
            url.copy_with(host=ip),
            headers={**headers, "Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": address.host},
        )


@functools.cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed: also those of the machine, for an organisation may have
    its own."""
    import httpx

    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


async def _body(address: WebAddress, response: "Response", size: int) -> bytes:
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed not in _UNPACKED:
        raise FetchError(f"“{address.shown}” được nén theo kiểu “{packed[:40]}” không đọc được.")
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > size:
        raise _too_large(address, int(announced), size)
    data = bytearray()
    async for part in response.aiter_bytes():
        data += part
        if len(data) > size:
            raise _too_large(address, len(data), size)
        await asyncio.sleep(0)  # the clock is looked at even where bytes come without a pause
    return bytes(data)


def _too_large(address: WebAddress, found: int, size: int) -> FetchError:
    return FetchError(
        f"“{address.shown}” quá lớn: ít nhất {_megabytes(found)} MB, trong khi tối đa là"
        f" {_megabytes(size)} MB."
    )


def _megabytes(size: int) -> str:
    return f"{size / MIB:.1f}".replace(".", ",")


def _our_error(address: WebAddress, error: Exception) -> FetchError:
    import httpx

    if fault := _tls_fault(error):
        return FetchError(
            f"Kết nối bảo mật (TLS) tới “{address.host}” không tin được nên không đọc: {fault}."
        )
    if isinstance(error, httpx.TimeoutException):
        return FetchError(f"Máy chủ “{address.host}” quá chậm, đợi lâu không thấy trả lời.")
    if isinstance(error, httpx.ConnectError):
        return FetchError(f"Không nối được tới “{address.host}”: máy chủ từ chối hoặc đang tắt.")
    if isinstance(error, httpx.RemoteProtocolError) and "location header" in str(error):
        return FetchError(f"“{address.shown}” chuyển tới một địa chỉ không hợp lệ.")
    if isinstance(error, httpx.DecodingError):
        return FetchError(f"Dữ liệu nén của “{address.shown}” bị hỏng.")
    return FetchError(f"Kết nối tới “{address.host}” bị ngắt giữa chừng khi đang tải.")


def _tls_fault(error: BaseException | None) -> str | None:
    """What was wrong with the certificate or the encryption, if that was it."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"chứng thư không hợp lệ ({error.verify_message})"
        if isinstance(error, ssl.SSLError):
            return f"máy chủ không nói đúng giao thức ({error.reason or 'SSL'})"
        error = error.__cause__ or error.__context__
    return None
