"""The table of errors, row by row, with the chains of causes that PTB makes."""

from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.verdicts import Action, Kind, Verdict, kind_of, verdict_on

SEND, EDIT, PRESS = "sendMessage", "editMessageText", "answerCallbackQuery"


def because(error: TelegramError, cause: BaseException) -> TelegramError:
    error.__cause__ = cause
    return error


def not_telegrams(error: TelegramError) -> TelegramError:
    """As PTB says it of a body that is no JSON."""
    return because(error, TelegramError("Invalid server response"))


@pytest.mark.parametrize(
    ("endpoint", "kind"),
    [
        ("sendMessage", Kind.SEND),
        ("sendDocument", Kind.SEND),
        ("sendMediaGroup", Kind.SEND),
        ("copyMessage", Kind.SEND),
        ("forwardMessages", Kind.SEND),
        ("sendChatAction", Kind.SIGN),
        ("sendMessageDraft", Kind.SIGN),
        ("editMessageText", Kind.EDIT),
        ("editMessageReplyMarkup", Kind.EDIT),
        ("answerCallbackQuery", Kind.PRESS),
        ("answerInlineQuery", Kind.PRESS),
        ("deleteMessage", Kind.OTHER),
        ("setMyCommands", Kind.OTHER),
        ("getFile", Kind.OTHER),
        ("leaveChat", Kind.OTHER),
        ("createChatInviteLink", Kind.ONCE),
    ],
)
def test_a_method_is_known_by_what_a_second_time_would_do(endpoint: str, kind: Kind) -> None:
    assert kind_of(endpoint) is kind


@pytest.mark.parametrize(
    "cause",
    [
        httpx.ReadTimeout("read"),
        httpx.WriteTimeout("write"),
        httpx.TimeoutException("some other timeout"),
    ],
)
def test_a_timeout_after_the_connection_leaves_a_message_in_doubt(cause: Exception) -> None:
    error = because(TimedOut(), cause)

    assert verdict_on(SEND, error).action is Action.DOUBT
    assert verdict_on("createChatInviteLink", error).action is Action.DOUBT
    assert verdict_on(EDIT, error).action is Action.REPEAT
    assert verdict_on(PRESS, error).action is Action.REPEAT


@pytest.mark.parametrize(
    "cause",
    [
        httpx.RemoteProtocolError("Server disconnected without sending a response."),
        httpx.ReadError("reset"),
        httpx.WriteError("broken pipe"),
        httpx.CloseError("close"),
        httpx.DecodingError("gzip"),
        OSError("whatever the way brings"),
    ],
)
def test_a_connection_that_broke_off_leaves_a_message_in_doubt(cause: Exception) -> None:
    error = because(NetworkError(f"httpx.{type(cause).__name__}: {cause}"), cause)

    assert verdict_on(SEND, error).action is Action.DOUBT
    assert verdict_on(EDIT, error).action is Action.REPEAT


@pytest.mark.parametrize("cause", [httpx.ConnectTimeout("connect"), httpx.PoolTimeout("pool")])
def test_a_timeout_before_the_connection_says_that_nothing_was_sent(cause: Exception) -> None:
    assert verdict_on(SEND, because(TimedOut(), cause)).action is Action.RETRY


@pytest.mark.parametrize(
    "cause",
    [
        httpx.ConnectError("[Errno 111] Connection refused"),
        httpx.ProxyError("403 Forbidden"),
        httpx.LocalProtocolError("header"),
        RuntimeError("This HTTPXRequest is not initialized!"),
    ],
)
def test_a_connection_that_was_never_made_says_that_nothing_was_sent(cause: Exception) -> None:
    error = because(NetworkError(f"httpx.{type(cause).__name__}: {cause}"), cause)

    assert verdict_on(SEND, error).action is Action.RETRY


def test_an_error_without_a_cause_leaves_a_message_in_doubt() -> None:
    assert verdict_on(SEND, TimedOut()).action is Action.DOUBT
    assert verdict_on(SEND, NetworkError("who knows")).action is Action.DOUBT
    assert verdict_on(SEND, TelegramError("Invalid server response")).action is Action.DOUBT
    assert verdict_on(EDIT, TelegramError("Invalid server response")).action is Action.REPEAT


@pytest.mark.parametrize("status", ["Internal Server Error (500)", "Bad Gateway (502)"])
def test_a_server_error_leaves_a_message_in_doubt(status: str) -> None:
    page = not_telegrams(NetworkError(f"{status}. Parsing the server response b'<html>' failed"))

    assert verdict_on(SEND, page).action is Action.DOUBT
    assert verdict_on(EDIT, page).action is Action.REPEAT
    assert verdict_on(SEND, NetworkError("Internal Server Error")).action is Action.DOUBT


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden (403). Parsing the server response b'<html>' failed"),
        InvalidToken("Not Found (404). Parsing the server response b'<html>' failed"),
        BadRequest("Bad Request (400). Parsing the server response b'<html>' failed"),
        NetworkError("Found (302). Parsing the server response b'<html>' failed"),
    ],
)
def test_a_portal_on_the_way_has_not_handed_the_message_on(error: TelegramError) -> None:
    assert verdict_on(SEND, not_telegrams(error)).action is Action.RETRY


@pytest.mark.parametrize("told", [7, timedelta(seconds=7)])
@pytest.mark.parametrize("given_as", ["true", "false"])
@pytest.mark.filterwarnings("ignore:.*retry_after.*:telegram.warnings.PTBDeprecationWarning")
def test_telegram_says_how_long_to_wait(
    told: int | timedelta, given_as: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", given_as)

    assert verdict_on(SEND, RetryAfter(told)) == Verdict(Action.WAIT, 7.0)


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (NetworkError("Too Many Requests: retry after 9"), 9.0),
        (NetworkError("Too Many Requests"), 5.0),
        (not_telegrams(NetworkError("Too Many Requests (429). Parsing … failed")), 5.0),
    ],
)
def test_a_429_without_parameters_is_waited_for_too(error: TelegramError, seconds: float) -> None:
    assert verdict_on(SEND, error) == Verdict(Action.WAIT, seconds)


@pytest.mark.parametrize(
    ("endpoint", "said", "action"),
    [
        (
            EDIT,
            "Bad Request: message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content",
            Action.DONE,
        ),
        (
            PRESS,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
            Action.DONE,
        ),
        ("deleteMessage", "Bad Request: message to delete not found", Action.DONE),
        (
            SEND,
            'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3',
            Action.PLAIN,
        ),
        (SEND, "Bad Request: ENTITIES_TOO_LONG", Action.PLAIN),
        (SEND, "Bad Request: message is too long", Action.PLAIN),
        (EDIT, "Bad Request: MESSAGE_TOO_LONG", Action.PLAIN),
        (SEND, "Bad Request: text is too long", Action.PLAIN),
        ("sendDocument", "Bad Request: message caption is too long", Action.PLAIN),
        (EDIT, "Bad Request: message to edit not found", Action.SEND_NEW),
        (EDIT, "Bad Request: message can't be edited", Action.SEND_NEW),
        (EDIT, "Bad Request: MESSAGE_ID_INVALID", Action.SEND_NEW),
        ("editMessageReplyMarkup", "Bad Request: message to edit not found", Action.DONE),
        ("editMessageMedia", "Bad Request: message to edit not found", Action.RAISE),
        (SEND, "Bad Request: message to be replied not found", Action.WITHOUT_REPLY),
        (SEND, "Bad Request: QUOTE_TEXT_INVALID", Action.WITHOUT_REPLY),
        (SEND, "Bad Request: message thread not found", Action.WITHOUT_THREAD),
        (SEND, "Bad Request: TOPIC_CLOSED", Action.WITHOUT_THREAD),
        (SEND, "Bad Request: chat not found", Action.CUT),
        (SEND, "Bad Request: PEER_ID_INVALID", Action.CUT),
        (SEND, "Bad Request: not enough rights to send text messages to the chat", Action.CUT),
        (SEND, "Bad Request: BUTTON_DATA_INVALID", Action.RAISE),
    ],
)
def test_what_telegram_refuses_is_told_by_its_words(
    endpoint: str, said: str, action: Action
) -> None:
    assert verdict_on(endpoint, BadRequest(said)).action is action


@pytest.mark.parametrize(
    "said",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the supergroup chat",
        "Forbidden: bot can't initiate conversation with a user",
    ],
)
def test_a_forbidden_chat_is_left_alone(said: str) -> None:
    assert verdict_on(SEND, Forbidden(said)).action is Action.CUT


def test_a_group_that_moved_is_followed() -> None:
    assert verdict_on(SEND, ChatMigrated(-1001)) == Verdict(Action.MIGRATED, chat=-1001)


@pytest.mark.parametrize("error", [InvalidToken(), Conflict("terminated by other getUpdates")])
def test_what_concerns_the_whole_bot_goes_through(error: TelegramError) -> None:
    assert verdict_on(SEND, error).action is Action.RAISE


def test_what_is_logged_of_a_refusal_holds_no_words_of_the_message() -> None:
    said = 'Bad Request: can\'t parse entities: Unsupported start tag "bí mật" at byte offset 3'

    assert verdict_on(SEND, BadRequest(said)).phrase == "can't parse entities"
