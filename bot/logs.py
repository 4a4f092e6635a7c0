"""Logs for an operator: no token, no question, nothing that httpx would say of an address."""

import logging
import re
import sys

TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,}")
HIDDEN = "[mã bot]"
# httpx logs every address, and the address of a Bot API call holds the token.
QUIET = ("httpx", "httpcore", "uvicorn", "apscheduler", "bm25s", "sentence_transformers", "alembic")


class RedactingFormatter(logging.Formatter):
    """Takes tokens out of the finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


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
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(AlreadySaid())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
