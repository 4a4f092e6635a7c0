import io
import logging
import sqlite3
import sys
import threading
from collections.abc import Iterator

import pytest
from telegram.error import NetworkError

from bot import logs

TOKEN = "123456789:" + "x" * 35
WORDS = "tôi nhận phong bì"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What goes to stderr once logs are set up at DEBUG."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in (*logs.OURS, *logs.QUIET)}
    stream = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        logs.set_up(logging.DEBUG)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:
        return caught


def test_no_token_is_written_wherever_it_stands(written: io.StringIO) -> None:
    log = logging.getLogger("bot.anything")
    log.debug("POST /bot%s/getMe", TOKEN)
    log.info(f"a file of https://api.example/file/bot{TOKEN.replace(':', '%3A')}/x")
    log.warning("%(url)s", {"url": TOKEN})
    log.error("failed", exc_info=raised(OSError(f"no route to {TOKEN}")))
    log.error("failed", exc_info=raised(NetworkError(f"for {TOKEN}")))
    log.error("here", stack_info=True, extra={"more": TOKEN})

    said = written.getvalue()
    assert "x" * 30 not in said
    assert said.count("[mã bot]") == 5
    assert said.count("\n") > 6


def test_an_error_is_told_by_its_place_and_kind_without_its_words(written: io.StringIO) -> None:
    cause = raised(ValueError(f"invalid literal: {WORDS!r}"))
    error = RuntimeError(WORDS)
    error.__cause__ = cause
    logging.getLogger("bot.anything").error("error #1", exc_info=raised(error))

    said = written.getvalue()
    assert WORDS not in said
    assert said.index("ValueError") < said.index("RuntimeError")
    assert f'File "{__file__}", line' in said


def test_what_the_system_or_the_database_says_is_kept(written: io.StringIO) -> None:
    for error in (OSError(28, "No space left"), sqlite3.OperationalError("database is locked")):
        logging.getLogger("bot.anything").error("failed", exc_info=raised(error))

    assert "No space left" in written.getvalue()
    assert "database is locked" in written.getvalue()


def test_what_the_telegram_library_was_given_is_not_repeated(written: io.StringIO) -> None:
    log = logging.getLogger("telegram.ext.Application")
    log.critical("Error while building CallbackContext for update %s", {"text": WORDS})
    log.critical("Received data was %r", [{"message": {"text": WORDS}}])
    log.critical('Can not load invalid JSON data: "%s"', f'{{"text": "{WORDS}"')
    log.debug("Calling Bot API endpoint `%s` with parameters `%s`", "sendMessage", WORDS)
    log.warning("%s Failed run number %s of %s.", "Network Retry Loop", 3, -1)

    said = written.getvalue()
    assert WORDS not in said
    assert "sendMessage" not in said
    assert "for update <dict>" in said
    assert "Network Retry Loop Failed run number 3 of -1." in said


def test_other_libraries_are_not_heard_below_info(written: io.StringIO) -> None:
    for name in ("httpx", "httpcore.http11", "sqlalchemy.engine", "markdown_it.rules_block"):
        logging.getLogger(name).debug(WORDS)
    logging.getLogger("httpx").info("HTTP Request: POST")
    logging.getLogger("asyncio").error("Task was never retrieved\nfuture: <Task %s>", WORDS)

    said = written.getvalue()
    assert WORDS not in said
    assert "HTTP Request" not in said
    assert "Task was never retrieved" in said


def test_what_nobody_caught_is_told_without_its_words(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise LookupError(WORDS)

    monkeypatch.setattr(threading, "excepthook", logs._uncaught_in_thread)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    error = raised(KeyError(WORDS))
    logs._uncaught(type(error), error, error.__traceback__)

    said = written.getvalue()
    assert WORDS not in said
    assert said.index("LookupError") < said.index("KeyError")
