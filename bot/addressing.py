"""What of a group is said to the bot, and what is asked there."""

from dataclasses import dataclass

from telegram import Message, MessageEntity
from telegram.constants import MessageEntityType
from telegram.ext import filters

from bot.commands import ASK

_SERVICE = ("forum_topic_created", "new_chat_members", "left_chat_member")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words to the bot.

    `question` is "" where nothing was asked; `message` holds the question, which an answer replies
    to: the sender's own, or somebody else's that they replied to; `command` is any but /hoi.
    """

    question: str
    message: Message
    command: str = ""


def spoken(message: Message) -> Spoken | None:
    """What a message of a group says to the bot: /hoi, alone or in reply to a question; a mention;
    a reply to the bot. None for everything else: other bots' commands, what is only forwarded."""
    if not message.text or message.forward_origin or message.via_bot:
        return None
    first = message.entities[0] if message.entities else None
    if first and first.type == MessageEntityType.BOT_COMMAND and first.offset == 0:
        return _commanded(message, first)
    if mention := next(filter(lambda one: _is_ours(message, one), message.entities), None):
        words = _without(message.text, mention)
        return Spoken(words, message) if words else _of_reply(message)
    if _is_from_bot(message.reply_to_message, message):
        return Spoken(message.text.strip(), message)
    return None


class _SpokenTo(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return spoken(message) is not None


SPOKEN_TO = _SpokenTo()


def _commanded(message: Message, entity: MessageEntity) -> Spoken | None:
    text = message.text or ""
    name, _, named = text[1 : entity.length].partition("@")
    if named and named.lower() != message.get_bot().username.lower():
        return None
    if name.lower() != ASK.name:
        # Every bot of a group hears /help; only who is named answers.
        return Spoken("", message, name.lower()) if named else None
    words = text[entity.length :].strip()
    return Spoken(words, message) if words else _of_reply(message)


def _of_reply(message: Message) -> Spoken:
    """The question of the message that was replied to, or the part of it that was picked out."""
    replied = message.reply_to_message
    if message.quote and message.quote.text:
        return Spoken(message.quote.text.strip(), replied or message)
    if replied is None or _is_from_bot(replied, message):
        return Spoken("", message)
    words = (replied.text or replied.caption or "").strip()
    return Spoken(words, replied if words else message)


def _is_from_bot(replied: Message | None, message: Message) -> bool:
    """Whether it is a message of ours; in a topic, all that replies to nothing replies to the
    message that opened it, and that says nothing."""
    if replied is None or replied.from_user is None:
        return False
    if any(getattr(replied, name) for name in _SERVICE):
        return False
    return replied.from_user.id == message.get_bot().id


def _is_ours(message: Message, entity: MessageEntity) -> bool:
    bot = message.get_bot()
    if entity.type == MessageEntityType.TEXT_MENTION:
        return entity.user is not None and entity.user.id == bot.id
    if entity.type != MessageEntityType.MENTION:
        return False
    return message.parse_entity(entity).lower() == f"@{bot.username}".lower()


def _without(text: str, entity: MessageEntity) -> str:
    """The other words; Telegram counts in UTF-16."""
    coded = text.encode("utf-16-le")
    start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
    kept = coded[:start] + coded[end:]
    return " ".join(kept.decode("utf-16-le").split()).strip(" ,:;")
