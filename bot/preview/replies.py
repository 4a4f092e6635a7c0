"""Replies to messages, and the words they quote."""

from bot.preview.chat import Chat
from bot.preview.cleaning import clean
from bot.preview.entities import utf16_length
from bot.preview.errors import bad_request
from bot.preview.jsontypes import Json
from bot.preview.parameters import Parameters
from bot.preview.texts import read_text

MOST_QUOTED_CHARACTERS = 1024


def read_reply(parameters: Parameters) -> Json:
    """What a call wants to reply to, in the form of `ReplyParameters`; empty for nothing."""
    wanted = parameters.mapping("reply_parameters")
    if not wanted and parameters.integer("reply_to_message_id"):
        wanted = {
            "message_id": parameters.integer("reply_to_message_id"),
            "allow_sending_without_reply": parameters.flag("allow_sending_without_reply"),
        }
    if wanted and not isinstance(wanted.get("message_id"), int):
        raise bad_request("can't parse reply parameters: Can't find field \"message_id\"")
    return wanted


def find_reply(chat: Chat, wanted: Json) -> Json:
    """The `reply_to_message` and `quote` of a message that replies; empty for none.

    Raises:
        ApiError: the message is not there, or does not hold the quoted words.
    """
    if not wanted or not wanted["message_id"]:
        return {}
    if wanted.get("chat_id") not in (None, chat.id, str(chat.id)):
        raise bad_request("chat not found")
    message = chat.get(wanted["message_id"])
    if message is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    message.pop("reply_to_message", None)
    fields: Json = {"reply_to_message": message}
    if wanted.get("quote"):
        fields["quote"] = _quote(message, wanted)
    return fields


def _quote(message: Json, wanted: Json) -> Json:
    values = {"text": str(wanted["quote"]), "parse_mode": str(wanted.get("quote_parse_mode") or "")}
    read = read_text(Parameters(values), "text", "quote_entities")
    quoted = clean(read.text, read.entities).text
    text = message.get("text") or message.get("caption") or ""
    near = int(wanted.get("quote_position") or 0)
    starts = [at for at in range(len(text)) if text.startswith(quoted, at)]
    if not quoted or not starts or len(quoted) > MOST_QUOTED_CHARACTERS:
        raise bad_request("QUOTE_TEXT_INVALID")
    positions = [utf16_length(text[:at]) for at in starts]
    position = min(positions, key=lambda at: abs(at - near))
    return {"text": quoted, "position": position, "is_manual": True}
