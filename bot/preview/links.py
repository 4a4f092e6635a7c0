"""Addresses as Telegram rewrites them (after TDLib's `LinkManager::check_link`)."""

import re

_LINK = re.compile(
    r"(?:(?P<protocol>[a-z][a-z0-9+.-]*)://)?(?:[^/?#@\s]*@)?(?P<host>[^/?#:\s]+)(?P<port>:\d{1,5})?"
    r"(?P<rest>[/?#]\S*)?",
    re.IGNORECASE,
)
_USER = re.compile(r"tg:(?://)?user/?\?id=(\d+)", re.IGNORECASE)


def linked_user(address: str) -> int | None:
    """The user id of a tg://user?id=... link, None for any other address."""
    match = _USER.fullmatch(address.strip())
    return int(match.group(1)) if match else None


def checked_link(address: str) -> str:
    """The address with its protocol and at least "/" as a path; "" where Telegram refuses it."""
    address = address.strip()
    if re.match(r"(?:tg|ton|tonsite):", address, re.IGNORECASE):
        return address
    match = _LINK.fullmatch(address)
    if match is None:
        return ""
    protocol = (match["protocol"] or "http").lower()
    host = match["host"].lower()
    if protocol not in ("http", "https") or "." not in host.strip("."):
        return ""
    rest = match["rest"] or "/"
    return f"{protocol}://{host}{match['port'] or ''}{rest if rest[0] == '/' else '/' + rest}"
