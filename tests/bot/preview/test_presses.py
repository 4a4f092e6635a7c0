import pytest

from bot.preview.errors import ApiError
from bot.preview.presses import Presses

ANSWER = {"text": "", "show_alert": False}
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def test_a_press_is_answered_once() -> None:
    presses = Presses()
    press = presses.add(1, 1, 1, "x", now=0)
    assert presses.unanswered() == [press]
    presses.answer(press.id, ANSWER, now=150)
    assert presses.unanswered() == []
    with pytest.raises(ApiError, match=TOO_OLD):
        presses.answer(press.id, ANSWER, now=150)


def test_a_press_cannot_be_answered_after_150_seconds() -> None:
    presses = Presses()
    press = presses.add(1, 1, 1, "x", now=0)
    with pytest.raises(ApiError, match=TOO_OLD):
        presses.answer(press.id, ANSWER, now=150.1)


def test_an_unknown_press_cannot_be_answered() -> None:
    with pytest.raises(ApiError, match=TOO_OLD):
        Presses().answer("1", ANSWER, now=0)


def test_an_answer_over_200_characters_leaves_the_press_open() -> None:
    presses = Presses()
    press = presses.add(1, 1, 1, "x", now=0)
    with pytest.raises(ApiError, match="MESSAGE_TOO_LONG"):
        presses.answer(press.id, {"text": "ă" * 201, "show_alert": False}, now=0)
    presses.answer(press.id, {"text": "ă" * 200, "show_alert": False}, now=0)
