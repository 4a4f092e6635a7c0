"""Changing and deleting messages."""

from bot.preview.chat import Chat
from bot.preview.errors import bad_request
from bot.preview.jsontypes import Json
from bot.preview.keyboard import check_data, parse_keyboard
from bot.preview.parameters import Parameters
from bot.preview.texts import keep_caption, keep_message, read_text
from bot.preview.world import World

_TWO_DAYS = 48 * 3600
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_TEXT = ("text", "entities")
_CAPTION = ("caption", "caption_entities")


def edit_message_text(world: World, parameters: Parameters) -> Json:
    """Give a message of the bot another text; without a keyboard it loses the one it has."""
    _refuse_inline(parameters)
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    read = read_text(parameters, "text", "entities")
    keyboard = parse_keyboard(parameters.text("reply_markup"))
    chat, message = _editable(world, parameters)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    content = keep_message(read, "MESSAGE_TOO_LONG")
    return _change(world, chat, message, _TEXT, content, keyboard)


def edit_message_caption(world: World, parameters: Parameters) -> Json:
    """Give a document or photo of the bot another caption."""
    _refuse_inline(parameters)
    read = read_text(parameters, "caption", "caption_entities")
    keyboard = parse_keyboard(parameters.text("reply_markup"))
    chat, message = _editable(world, parameters)
    if not {"document", "photo"} & message.keys():
        raise bad_request("there is no caption in the message to edit")
    content = keep_caption(read, "MEDIA_CAPTION_TOO_LONG")
    return _change(world, chat, message, _CAPTION, content, keyboard)


def edit_message_reply_markup(world: World, parameters: Parameters) -> Json:
    """Give a message of the bot another keyboard, or none."""
    _refuse_inline(parameters)
    keyboard = parse_keyboard(parameters.text("reply_markup"))
    chat, message = _editable(world, parameters)
    return _change(world, chat, message, (), {}, keyboard)


def _refuse_inline(parameters: Parameters) -> None:
    if parameters.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")


def _editable(world: World, parameters: Parameters) -> tuple[Chat, Json]:
    chat_id, message_id = parameters.chat_id, parameters.message_id
    chat = world.chat_for_reading(chat_id)
    message = chat.get(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if not message["from"]["is_bot"] or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _change(
    world: World,
    chat: Chat,
    message: Json,
    replaced: tuple[str, ...],
    content: Json,
    keyboard: Json | None,
) -> Json:
    check_data(keyboard)
    edited = {
        name: value for name, value in message.items() if name not in (*replaced, "reply_markup")
    }
    edited.update(content)
    if keyboard:
        edited["reply_markup"] = keyboard
    if edited == message:
        raise bad_request(_NOT_MODIFIED)
    edited["edit_date"] = int(world.clock.now())
    return world.replace(chat, edited)


def delete_message(world: World, parameters: Parameters) -> bool:
    """Take a message of the last two days, anybody's, out of a private chat."""
    chat_id, message_id = parameters.chat_id, parameters.message_id
    chat = world.chat_for_reading(chat_id)
    message = chat.get(message_id)
    if message is None:
        raise bad_request("message to delete not found")
    _delete_young(world, chat, [message])
    return True


def delete_messages(world: World, parameters: Parameters) -> bool:
    """Take several messages out of a private chat; those that are not there are passed over."""
    ids = parameters.json("message_ids")
    if not isinstance(ids, list) or not all(isinstance(one, int) for one in ids):
        raise bad_request("can't parse message identifiers JSON object")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    chat = world.chat_for_reading(parameters.chat_id)
    _delete_young(world, chat, [one for one in map(chat.get, dict.fromkeys(ids)) if one])
    return True


def _delete_young(world: World, chat: Chat, messages: list[Json]) -> None:
    if any(world.clock.now() - message["date"] >= _TWO_DAYS for message in messages):
        raise bad_request("message can't be deleted for everyone")
    for message in messages:
        world.delete(chat, message["message_id"])
