"""The same small knowledge base that the bot's tests have."""

from tests.bot.conftest import law, parts

__all__ = ["law", "parts"]
