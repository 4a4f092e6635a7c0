"""What Telegram answers to a poll: the updates in it, or why there are none.

PTB writes what it cannot parse into the log as it came, and that is people's words: it never gets
to see it.
"""

import json
import logging
from typing import Any

from telegram import Update

from bot.polling.shapes import HEARD, is_sound

log = logging.getLogger(__name__)

Raw = dict[str, Any]  # an update as Telegram wrote it


class GarbledError(Exception):
    """The answer is not what Telegram answers; its words are not repeated."""


def updates_in(body: bytes) -> list[Raw]:
    """The updates of an answer with status 200, by their ids. Raises `GarbledError`."""
    try:
        answer = json.loads(body)
    except ValueError:
        raise GarbledError from None
    found = answer.get("result") if isinstance(answer, dict) and answer.get("ok") else None
    if not isinstance(found, list):
        raise GarbledError
    readable = [readable for one in found if (readable := _readable(one)) is not None]
    return sorted(readable, key=lambda one: int(one["update_id"]))


def refusal_in(body: bytes) -> Raw | None:
    """Telegram's own refusal; None where something on the way answered in its place."""
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    refused = isinstance(answer, dict) and answer.get("ok") is False and "error_code" in answer
    return answer if refused else None


def seconds_asked(refusal: Raw) -> float:
    """How long Telegram asks to wait, 0 where it does not say."""
    parameters = refusal.get("parameters")
    asked = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(asked) if isinstance(asked, int | float) else 0.0


def as_answer(updates: list[Raw]) -> bytes:
    return json.dumps({"ok": True, "result": updates}).encode()


def as_refusal(code: int, description: str) -> bytes:
    return json.dumps({"ok": False, "error_code": code, "description": description}).encode()


def _readable(raw: object) -> Raw | None:
    """The update, or its id alone where nobody could handle it: it is confirmed all the same, for
    else it would come again and nothing after it ever would."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(number, int) or isinstance(number, bool):
        log.error("an update without an id was left out")
        return None
    if not raw.keys() & set(HEARD):
        return {"update_id": number}  # of a kind that was not asked for
    try:
        update = Update.de_json(raw, None)
    except Exception as error:  # whatever it is, the updates after this one are not lost to it
        return _left_out(raw, type(error).__name__)
    return raw if is_sound(update) else _left_out(raw, "of another shape")


def _left_out(raw: Raw, why: str) -> Raw:
    kind = next((one for one in raw if one != "update_id"), "")
    log.error("update %d (%s) cannot be read: %s", raw["update_id"], kind[:40], why)
    return {"update_id": raw["update_id"]}
