"""A web address as an admin writes it: checked, in one form, and with a short name to cite."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from knowledge.errors import FetchError
from knowledge.reading.names import shown_name

if TYPE_CHECKING:
    from httpx import URL

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000  # characters
_SHOWN = 100  # characters of an address in a message


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address of http or https without a name or password in it, and without a fragment."""

    text: str  # in ASCII, the host in small letters

    @property
    def host(self) -> str:
        return self.url.raw_host.decode("ascii")

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt is for."""
        return f"{self.url.scheme}://{self.url.netloc.decode('ascii')}"

    @property
    def url(self) -> "URL":
        from httpx import URL  # a tenth of a second that only a fetch needs

        return URL(self.text)

    @property
    def name(self) -> str:
        """What citations call the page: the last part of its path, or its host."""
        last = unquote(self.url.raw_path.split(b"?")[0].decode("ascii")).rstrip("/").split("/")[-1]
        return shown_name(last) if last.strip(". ") else self.url.host

    def joined(self, location: str) -> "WebAddress":
        """Where a redirect leads. Raises `FetchError`."""
        from httpx import URL, InvalidURL

        try:
            return web_address(str(self.url.join(URL(location))))
        except (InvalidURL, ValueError) as exc:
            raise FetchError(
                f"“{self.shown}” chuyển tới một địa chỉ không hợp lệ (“{location[:_SHOWN]}”)."
            ) from exc

    @property
    def shown(self) -> str:
        """The address for a message."""
        return self.text if len(self.text) <= _SHOWN else self.text[: _SHOWN - 1] + "…"


def is_web_address(place: str) -> bool:
    """Whether an admin means an address and not a path: "https://…", also "ftp://…"."""
    return _SCHEME.match(place.strip()) is not None


def web_address(text: str) -> WebAddress:
    """Check an address and bring it into one form.

    Raises `FetchError`: it is not of http or https, holds a password, has no host, or is none.
    """
    from httpx import URL, InvalidURL

    text = text.strip()
    shown = text[:_SHOWN]
    scheme = match[1].lower() if (match := _SCHEME.match(text)) else ""
    if scheme not in _PORTS:
        raise FetchError(f"Chỉ đọc được địa chỉ http:// và https://, không đọc được “{shown}”.")
    if len(text) > _LONGEST:
        raise FetchError(f"Địa chỉ “{shown}…” dài {len(text)} ký tự, tối đa là {_LONGEST}.")
    try:
        url = URL(scheme + text[len(scheme) :])
        is_whole = bool(url.host) and b"%" not in url.raw_host and url.port != 0
    except (InvalidURL, ValueError) as exc:
        raise FetchError(f"“{shown}” không phải một địa chỉ web hợp lệ.") from exc
    if url.userinfo:
        raise FetchError(
            f"Địa chỉ của “{url.host}” có tên đăng nhập hoặc mật khẩu; hãy bỏ phần đó đi rồi nạp"
            " lại."
        )
    if not is_whole or (url.port or 1) > 65_535:
        raise FetchError(f"“{shown}” không phải một địa chỉ web hợp lệ.")
    port = None if url.port == _PORTS[scheme] else url.port
    return WebAddress(str(url.copy_with(fragment=None, port=port, raw_path=url.raw_path)))
