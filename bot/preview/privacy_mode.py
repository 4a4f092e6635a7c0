"""Which messages of a group reach the bot (core.telegram.org/bots/features#privacy-mode)."""

from bot.preview.group import ANONYMOUS, CHANNEL, Group, Standing
from bot.preview.jsontypes import Json
from bot.preview.people import BotAccount

_SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "group_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_created",
    "forum_topic_closed",
    "new_chat_title",
)


def is_delivered(group: Group, account: BotAccount, message: Json) -> bool:
    """Whether the bot hears of a message. In privacy mode: what is commanded of it, replies to it,
    what Telegram itself says; a mention alone is not on the list."""
    sender = message["from"]
    if not group.bot.is_in or (group.upgraded_to is not None and not is_service(message)):
        return False
    if sender["is_bot"] and sender["id"] not in (ANONYMOUS["id"], CHANNEL["id"]):
        return False
    if is_service(message) or group.reads_all or group.bot is Standing.ADMINISTRATOR:
        return True
    replied = message.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == account.id and not is_service(replied):
        return True
    return _commands(group, account, message)


def is_service(message: Json) -> bool:
    """Whether Telegram itself says this."""
    return any(name in message for name in _SERVICE)


def _commands(group: Group, account: BotAccount, message: Json) -> bool:
    text = str(message.get("text", "")).encode("utf-16-le")
    for entity in message.get("entities", ()):
        if entity["type"] == "bot_command":
            start = 2 * entity["offset"]
            word = text[start : start + 2 * entity["length"]].decode("utf-16-le")
            _, _, named = word.partition("@")
            if named.lower() == account.username.lower():
                return True
            if not named and group.spoke_last(account.id):
                return True
    return False
