"""What a site wants of robots (RFC 9309): the only import of protego."""

from knowledge.errors import FetchError
from knowledge.web.address import WebAddress, web_address
from knowledge.web.exchange import USER_AGENT, Exchange

_SIZE = 512 * 1024  # bytes that are read at most; RFC 9309 asks for 500 KiB
_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)


class Robots:
    """The rules of the sites that were asked; `rules` holds those fetched before, by origin."""

    def __init__(self, exchange: Exchange, rules: dict[str, str]) -> None:
        self._exchange = exchange
        self._rules = rules

    async def check(self, address: WebAddress) -> None:
        """Raises `FetchError` where the site forbids the address, or does not say its rules."""
        from protego import Protego

        if address.origin not in self._rules:
            self._rules[address.origin] = await self._fetched(address)
        if not Protego.parse(self._rules[address.origin]).can_fetch(address.text, USER_AGENT):
            raise FetchError(
                f"“{address.host}” không cho robot đọc “{address.shown}” (robots.txt)."
            )

    async def _fetched(self, address: WebAddress) -> str:
        """The rules; none where there is no file (status 4xx)."""
        place = web_address(f"{address.origin}/robots.txt")
        for _ in range(_REDIRECTS + 1):
            answer = await self._exchange.get(place, {}, size=_SIZE)
            if answer.status in _MOVED and "location" in answer.headers:
                place = place.joined(answer.headers["location"])
            elif answer.status == 200:
                return answer.data.decode("utf-8", errors="replace").removeprefix("\ufeff")
            elif 400 <= answer.status < 500:
                return ""
            else:
                raise FetchError(
                    f"“{address.host}” không cho biết quy định với robot (robots.txt, mã"
                    f" {answer.status}) nên chưa đọc được."
                )
        return ""  # as if there were none (RFC 9309, 2.3.1.2)
