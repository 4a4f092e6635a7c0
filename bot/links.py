"""Addresses that lead back into the bot."""

import re

from telegram.helpers import create_deep_linked_url

_ANSWER = "a_"
_GREETED = "hoi"
_ANSWER_PAYLOAD = re.compile(rf"{_ANSWER}([0-9a-f]{{4,32}})")
ANSWER_COMMAND = re.compile(rf"^/start(?:@\w+)? {_ANSWER}")


def answer_link(bot_username: str, answer_id: str) -> str:
    """The address under which an answer opens again, for those who may use the bot."""
    return create_deep_linked_url(bot_username, _ANSWER + answer_id)


def private_link(bot_username: str) -> str:
    """The private chat with the bot; who opens it is greeted."""
    return create_deep_linked_url(bot_username, _GREETED)


def answer_of(command: str) -> str | None:
    """The answer that a /start names."""
    found = _ANSWER_PAYLOAD.fullmatch(command.partition(" ")[2].strip())
    return found[1] if found else None
