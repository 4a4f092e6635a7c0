"""What an error of Telegram's, or of the way there, means for the call that met it.

The one question behind the table: can the call have been executed? A refusal by Telegram and a
connection that was never made say no; whatever broke off after the first byte says perhaps.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)


class Kind(StrEnum):
    """What a method does, as far as trying it again goes."""

    SEND = "send"  # a second time is a second message
    EDIT = "edit"  # a second time changes nothing
    PRESS = "press"  # the answer to a press: at once, or never
    SIGN = "sign"  # "typing": worth one try
    ONCE = "once"  # does something that a second time would do twice
    OTHER = "other"  # reads or sets: may be repeated


class Action(StrEnum):
    """What to do about an error."""

    RETRY = "retry"  # not executed: again after a pause
    WAIT = "wait"  # not executed: again after as many seconds as Telegram says
    REPEAT = "repeat"  # perhaps executed; again, for a second time changes nothing
    DOUBT = "doubt"  # perhaps executed; not again
    DONE = "done"  # what was wanted is so already, or can be no more
    PLAIN = "plain"  # as text without tags, in as many parts as it needs
    WITHOUT_REPLY = "without reply"
    WITHOUT_THREAD = "without thread"
    SEND_NEW = "send new"  # what was to be edited is gone
    MIGRATED = "migrated"  # again, to `chat`
    CUT = "cut"  # nothing goes to this chat until it is heard of again
    RAISE = "raise"  # not executed, and no better a second time


@dataclass(frozen=True, slots=True)
class Verdict:
    """`seconds`: how long Telegram wants to be left alone; `chat`: a group's new id; `phrase`: the
    entry of the table, in which there are no words of people's."""

    action: Action
    seconds: float = 0.0
    chat: int | None = None
    phrase: str = ""


_SIGNS = frozenset({"sendChatAction", "sendMessageDraft"})
_REPEATABLE = ("get", "set", "delete", "leave", "pin", "unpin", "log", "close")

# Part of what Telegram says with a 400, in small letters -> what to do.
_REFUSALS = {
    "message is not modified": Action.DONE,
    "query is too old": Action.DONE,
    "query id is invalid": Action.DONE,
    "message to delete not found": Action.DONE,
    "can't parse entities": Action.PLAIN,
    "entities_too_long": Action.PLAIN,
    "entity_too_long": Action.PLAIN,
    "message is too long": Action.PLAIN,
    "message_too_long": Action.PLAIN,
    "text is too long": Action.PLAIN,
    "caption is too long": Action.PLAIN,
    "caption_too_long": Action.PLAIN,
    "message to edit not found": Action.SEND_NEW,
    "message can't be edited": Action.SEND_NEW,
    "message_id_invalid": Action.SEND_NEW,
    "message to be replied not found": Action.WITHOUT_REPLY,
    "message to reply not found": Action.WITHOUT_REPLY,
    "replied message not found": Action.WITHOUT_REPLY,
    "quote_text_invalid": Action.WITHOUT_REPLY,
    "message thread not found": Action.WITHOUT_THREAD,
    "topic_closed": Action.WITHOUT_THREAD,
    "topic_deleted": Action.WITHOUT_THREAD,
    "chat not found": Action.CUT,
    "peer_id_invalid": Action.CUT,
    "chat_write_forbidden": Action.CUT,
    "rights to send": Action.CUT,
}
# No byte of the request had left: the connection, or the place for one, was still to be had.
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    RuntimeError,  # the request object is closed
)
_TOO_MANY = "too many requests"
_WAIT_WITHOUT_NUMBER = 5.0  # seconds; a 429 that does not say how long
# "Bad Gateway (502)", as PTB puts it where the body is not Telegram's.
_STATUS = re.compile(r"\((\d{3})\)")


def kind_of(endpoint: str) -> Kind:
    """What kind of call a method of the Bot API is, by its name (`sendMessage`)."""
    if endpoint in _SIGNS:
        return Kind.SIGN
    if endpoint.startswith(("send", "copy", "forward")):
        return Kind.SEND
    if endpoint.startswith("edit"):
        return Kind.EDIT
    if endpoint.startswith("answer"):
        return Kind.PRESS
    return Kind.OTHER if endpoint.startswith(_REPEATABLE) else Kind.ONCE


def verdict_on(endpoint: str, error: TelegramError) -> Verdict:
    """What `error` means for a call of `endpoint`."""
    if isinstance(error, RetryAfter):
        return Verdict(Action.WAIT, _seconds(error.retry_after))
    if isinstance(error, ChatMigrated):
        return Verdict(Action.MIGRATED, chat=error.new_chat_id)
    if isinstance(error.__cause__, TelegramError):  # a body that was not Telegram's
        return _of_somebody_else(endpoint, error)
    if isinstance(error, BadRequest):
        return _of_a_refusal(endpoint, error)
    if isinstance(error, Forbidden):
        return Verdict(Action.CUT, phrase="forbidden")
    if isinstance(error, InvalidToken | Conflict):
        return Verdict(Action.RAISE)
    if isinstance(error, NetworkError):
        return _of_the_way(endpoint, error)
    # "Invalid server response": a 200 whose JSON is cut off; or one that PTB brings tomorrow.
    return _perhaps_executed(endpoint)


def _of_a_refusal(endpoint: str, error: BadRequest) -> Verdict:
    said = str(error).lower()
    for phrase, action in _REFUSALS.items():
        if phrase in said:
            return Verdict(_for_this_method(endpoint, action), phrase=phrase)
    return Verdict(Action.RAISE)


def _for_this_method(endpoint: str, action: Action) -> Action:
    """Only a text can be sent instead of being edited; buttons of what is gone are gone."""
    if action is Action.SEND_NEW and endpoint != "editMessageText":
        return Action.DONE if endpoint == "editMessageReplyMarkup" else Action.RAISE
    return action


def _of_somebody_else(endpoint: str, error: TelegramError) -> Verdict:
    """A page of a proxy's, a portal's or a firewall's. A 4xx (or 3xx) of theirs went no further;
    behind a 5xx Telegram may have done its part."""
    status = int(found[1]) if (found := _STATUS.search(str(error))) else 500
    if status == 429:
        return Verdict(Action.WAIT, _WAIT_WITHOUT_NUMBER)
    return Verdict(Action.RETRY) if status < 500 else _perhaps_executed(endpoint)


def _of_the_way(endpoint: str, error: NetworkError) -> Verdict:
    said = str(error).lower()
    if _TOO_MANY in said:
        number = re.search(r"retry after (\d+)", said)
        return Verdict(Action.WAIT, float(number[1]) if number else _WAIT_WITHOUT_NUMBER)
    if isinstance(error.__cause__, _NEVER_SENT):
        return Verdict(Action.RETRY)
    return _perhaps_executed(endpoint)


def _perhaps_executed(endpoint: str) -> Verdict:
    once = kind_of(endpoint) in (Kind.SEND, Kind.ONCE)
    return Verdict(Action.DOUBT if once else Action.REPEAT)


def _seconds(told: int | timedelta) -> float:
    """PTB says seconds today, and a span of time from some version on."""
    return told.total_seconds() if isinstance(told, timedelta) else float(told)
