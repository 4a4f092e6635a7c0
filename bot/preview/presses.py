"""Buttons that people have pressed, and what the bot answered."""

import secrets
from dataclasses import dataclass

from bot.preview.errors import bad_request
from bot.preview.jsontypes import Json
from bot.preview.updates import PRESS_LIFE

MOST_ANSWER_CHARACTERS = 200
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class Press:
    """One press; `answer` is None until the bot answers it."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    at: float
    answer: Json | None = None


class Presses:
    """All presses since the preview began, by callback query id."""

    def __init__(self) -> None:
        self._presses: dict[str, Press] = {}

    def add(self, person_id: int, chat_id: int, message_id: int, data: str, now: float) -> Press:
        """Remember a press under a new id."""
        press = Press(
            str(secrets.randbelow(9 * 10**17) + 10**17), person_id, chat_id, message_id, data, now
        )
        self._presses[press.id] = press
        return press

    def answer(self, press_id: str, answer: Json, now: float) -> Press:
        """Give a press its answer.

        Raises:
            ApiError: no such press, it has its answer already, it is older than 150 s, or the text
                is over 200 characters (then the press stays open).
        """
        press = self._presses.get(press_id)
        if press is None or press.answer is not None or now - press.at > PRESS_LIFE:
            raise bad_request(_TOO_OLD)
        if len(answer["text"]) > MOST_ANSWER_CHARACTERS:
            raise bad_request("MESSAGE_TOO_LONG")
        press.answer = answer
        return press

    def get(self, press_id: str) -> Press | None:
        """The press with this id."""
        return self._presses.get(press_id)

    def unanswered(self) -> list[Press]:
        """The presses that the bot has left without an answer, oldest first."""
        return [press for press in self._presses.values() if press.answer is None]
