"""Sending, copying and forwarding messages."""

from bot.preview.chat import Chat
from bot.preview.errors import bad_request
from bot.preview.jsontypes import Json
from bot.preview.keyboard import check_data, parse_keyboard
from bot.preview.parameters import Parameters
from bot.preview.replies import find_reply, read_reply
from bot.preview.texts import keep_caption, keep_message, read_text
from bot.preview.threads import thread_of
from bot.preview.world import World

_CONTENT = ("text", "entities", "document", "photo", "sticker", "caption", "caption_entities")


def send_message(world: World, parameters: Parameters) -> Json:
    """Send a text, with checks in the order of the Bot API server."""
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    read = read_text(parameters, "text", "entities")
    wanted = read_reply(parameters)
    keyboard = parse_keyboard(parameters.text("reply_markup"))
    chat = world.chat_for_writing(parameters.chat_id)
    reply = find_reply(chat, wanted)
    return post(world, chat, parameters, keyboard, {**reply, **keep_message(read)})


def post(
    world: World, chat: Chat, parameters: Parameters, keyboard: Json | None, content: Json
) -> Json:
    """Put what the bot sends into a chat, into its thread, with its keyboard."""
    content.update(thread_of(chat, parameters.integer("message_thread_id"), content))
    check_data(keyboard)
    if keyboard:
        content["reply_markup"] = keyboard
    if parameters.flag("protect_content"):
        content["has_protected_content"] = True
    return world.post(chat, world.account.user(), content)


def _source(world: World, parameters: Parameters, verb: str) -> tuple[Chat, Json]:
    raw = parameters.text("from_chat_id")
    if not raw:
        raise bad_request("chat_id is empty")
    message_id = parameters.message_id
    origin = world.chat_for_reading(int(raw) if raw.lstrip("-").isdigit() else None)
    message = origin.get(message_id)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    return origin, message


def copy_message(world: World, parameters: Parameters) -> Json:
    """Send the content of a message again, without saying where it came from."""
    caption = read_text(parameters, "caption", "caption_entities")
    wanted = read_reply(parameters)
    keyboard = parse_keyboard(parameters.text("reply_markup"))
    _, source = _source(world, parameters, "copy")
    chat = world.chat_for_writing(parameters.chat_id)
    content = {name: source[name] for name in _CONTENT if name in source}
    if "caption" in parameters.values and "text" not in content and "sticker" not in content:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content.update(keep_caption(caption))
    content.update(find_reply(chat, wanted))
    return {"message_id": post(world, chat, parameters, keyboard, content)["message_id"]}


def forward_message(world: World, parameters: Parameters) -> Json:
    """Send a message on, saying who wrote it first."""
    _, source = _source(world, parameters, "forward")
    if source.get("has_protected_content"):
        raise bad_request("the message can't be forwarded")
    chat = world.chat_for_writing(parameters.chat_id)
    content = {name: source[name] for name in _CONTENT if name in source}
    content["forward_origin"] = source.get("forward_origin") or {
        "type": "user",
        "date": source["date"],
        "sender_user": source["from"],
    }
    return post(world, chat, parameters, None, content)
