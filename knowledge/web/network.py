"""Which machines may be asked: by the IP address that is then connected to."""

import asyncio
import ipaddress
import socket

from knowledge.errors import FetchError

_MOST = 4  # addresses of one name that are tried
_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that was ever given out (RFC 4291, 2.4)
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # an IPv4 address in the last four bytes


async def addresses_of(host: str, port: int, *, private: bool) -> list[str]:
    """The IP addresses to connect to; the name is asked once, so that what was checked is what is
    connected to.

    Args:
        host: a name, or an address in any notation that the system reads.
        private: whether private and loopback addresses are allowed.

    Raises `FetchError`: there is no such host, or one of its addresses is not public.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )
    except (OSError, UnicodeError) as exc:
        raise FetchError(
            f"Không tìm thấy máy chủ “{host}”; hãy kiểm tra lại địa chỉ và đường mạng."
        ) from exc
    ips = list(dict.fromkeys(str(info[4][0]) for info in found))
    closed = [ip for ip in ips if not private and not is_public(ip)]
    if closed:
        raise FetchError(
            f"“{host}” trỏ tới địa chỉ nội bộ {closed[0]} nên không được đọc; muốn đọc máy chủ"
            " nội bộ thì đặt NENCHANG_ALLOW_PRIVATE_ADDRESSES=true."
        )
    return ips[:_MOST]


def is_public(address: str) -> bool:
    """Whether anybody on the internet could be meant; an address that carries another is judged
    by both."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.is_multicast or not ip.is_global:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not ip.is_reserved
    if ip in _TRANSLATED:
        return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)))
    carried = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    return ip in _UNICAST and all(is_public(str(one)) for one in carried if one is not None)
