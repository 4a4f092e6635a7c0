"""How a message can fail to be known as arrived, once all that is safe has been tried.

Both are Telegram's errors too: whoever goes on without a message goes on without these.
"""

from telegram.error import TelegramError

from bot.errors import BotError


class Uncertain(BotError, TelegramError):
    """The message may have arrived. It is not sent again by itself: the person is asked by a
    notice with a button. What was being handled counts as handled."""


class Undelivered(BotError, TelegramError):
    """The message has certainly not arrived, and the network does not come back. What was being
    handled may be handled again later; what arrived before is not sent again."""
