"""Addresses that lead back into the bot."""

import re

from telegram.helpers import create_deep_linked_url

_ANSWER = "a_"
_ANSWER_PAYLOAD = re.compile(rf"{_ANSWER}([0-9a-f]{{4,32}})")
ANSWER_COMMAND = re.compile(rf"^/start(?:@\w+)? {_ANSWER}")


def answer_link(bot_username: str, answer_id: str) -> str:
    """The address under which an answer opens again, for those who may use the bot."""
    return create_deep_linked_url(bot_username, _ANSWER + answer_id)


def answer_of(payload: str) -> str | None:
    """The answer that a start parameter names."""
    found = _ANSWER_PAYLOAD.fullmatch(payload)
    return found[1] if found else None
