"""Logs for an operator: no token and nobody's words, at any level, whoever logs.

An operator needs where it went wrong and of which kind: a traceback keeps its lines of code, and of
an error only what it is, unless its words come from the system, the network or the database, which
know no question. Other libraries are not heard below INFO, where some repeat all that they are
given, and PTB's records keep its own words alone.
"""

import logging
import re
import sys
import threading
import traceback
from types import TracebackType

TOKEN = re.compile(r"\d{6,12}(?::|%3[Aa])[A-Za-z0-9_-]{30,}")
HIDDEN = "[mã bot]"
OURS = ("bot", "knowledge", "index")
# httpx logs every address, and the address of a Bot API call holds the token.
QUIET = ("httpx", "httpcore", "uvicorn", "apscheduler", "bm25s", "sentence_transformers", "alembic")
_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# Errors whose words come from elsewhere than from a person.
_HARMLESS = (OSError, MemoryError, ImportError)
_HARMLESS_NAMES = ("OperationalError",)  # a database's: locked, full, not to be reached
_HARMLESS_MODULES = ("telegram.error", "httpx", "httpcore")


class Redacting(logging.Filter):
    """Rewrites a record before any formatter sees it: message, traceback and stack."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redacted(_message(record)), None
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = _told(record.exc_info[1])
            record.exc_info = None
        record.exc_text = redacted(record.exc_text) if record.exc_text else record.exc_text
        record.stack_info = redacted(record.stack_info) if record.stack_info else None
        return True


class AlreadySaid(logging.Filter):
    """Drops PTB's traceback of a refused token: the command says it in one sentence."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.exc_info or "telegram" not in sys.modules:
            return True  # whoever raised it has imported it; a shell's question never does
        from telegram.error import InvalidToken

        return not isinstance(record.exc_info[1], InvalidToken)


def redacted(text: str) -> str:
    return TOKEN.sub(HIDDEN, text)


def set_up(level: int) -> None:
    """Log to stderr from this level on."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORM))
    handler.addFilter(AlreadySaid())
    handler.addFilter(Redacting())
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def set_up_for_serving(level: int) -> None:
    """The same, and what nobody caught or only warns is logged as well: nothing else writes to
    stderr what people wrote."""
    set_up(level)
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def _message(record: logging.LogRecord) -> str:
    owner = record.name.partition(".")[0]
    if owner == "asyncio":  # its further lines are what a task or a call looks like
        return record.getMessage().partition("\n")[0]
    if owner == "telegram" and record.args:
        args = record.args if isinstance(record.args, tuple) else (record.args,)
        try:
            return str(record.msg) % tuple(_kept(value) for value in args)
        except (TypeError, ValueError):
            return str(record.msg)
    return record.getMessage()


def _kept(value: object) -> object:
    """What PTB may say: numbers and names of its own; of anything else, what it is."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z_ .]{1,40}", value):
        return value
    return f"<{type(value).__name__}>"


def _told(error: BaseException) -> str:
    """A traceback, from the first cause on, with the words of harmless errors only."""
    lines: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        frames = "".join(traceback.format_tb(one.__traceback__))
        lines.insert(0, f"{frames}{type(one).__name__}{_words(one)}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(lines)


def _words(error: BaseException) -> str:
    module = type(error).__module__.partition("._")[0]
    harmless = type(error).__name__ in _HARMLESS_NAMES or module in _HARMLESS_MODULES
    if harmless or isinstance(error, _HARMLESS):
        return f": {error}"
    return ""


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(__name__).critical("uncaught", exc_info=(kind, error, trace))


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        logging.getLogger(__name__).critical("uncaught in a thread", exc_info=args.exc_value)
