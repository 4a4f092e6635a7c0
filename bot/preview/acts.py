"""What people do in a chat: write, edit, press, send files, block.

Each function changes the world and queues the update that the bot gets for it, as Telegram does.
The caller holds the lock.
"""

from bot.preview.chat import Chat, PrivateChat
from bot.preview.cleaning import clean, shows_nothing
from bot.preview.errors import PreviewError
from bot.preview.files import MOST_UPLOADED
from bot.preview.jsontypes import Json
from bot.preview.methods.media import photo_sizes
from bot.preview.presses import Press
from bot.preview.replies import find_reply
from bot.preview.texts import MOST_CHARACTERS, text_fields
from bot.preview.world import World

_STICKER_SIZE = 512


def any_chat(world: World, chat_id: int) -> Chat:
    """A person's chat or a group; PreviewError if neither has this id."""
    chat = world.chats.get(chat_id)
    if chat is None:
        raise PreviewError(f"Không có đoạn chat nào có mã {chat_id} trong bản xem thử.")
    return chat


def chat_of(world: World, person_id: int) -> PrivateChat:
    """The person's chat; PreviewError if nobody has this id."""
    chat = world.chats.get(person_id)
    if not isinstance(chat, PrivateChat):
        raise PreviewError(f"Không có người dùng nào có mã {person_id} trong bản xem thử.")
    return chat


def write(world: World, person_id: int, text: str, reply_to: int = 0) -> int:
    """Send a text; one over 4096 characters goes as several messages, as Telegram's apps send it.

    Args:
        reply_to: the id of the message that this one replies to, 0 for none; one that is gone is
            no matter.

    Returns:
        The id of the first message.

    Raises:
        PreviewError: nothing to see in the text, or the person has blocked the bot.
    """
    kept = clean(text).text
    if shows_nothing(kept):
        raise PreviewError("Telegram không gửi được tin nhắn trống.")
    starts = range(0, len(kept), MOST_CHARACTERS)
    pieces = [text_fields(kept[at : at + MOST_CHARACTERS]) for at in starts]
    wanted = {"message_id": reply_to, "allow_sending_without_reply": True}
    reply = find_reply(chat_of(world, person_id), wanted)
    sent = [_send(world, person_id, {**piece, **reply}) for piece in pieces if piece["text"]]
    return sent[0]


def _send(world: World, person_id: int, content: Json) -> int:
    chat = chat_of(world, person_id)
    if chat.blocked:
        raise PreviewError("Người dùng đang chặn bot nên không gửi được tin nhắn.")
    chat.started = True
    message = world.post(chat, chat.person.user(), content)
    world.tell_bot("message", message)
    return int(message["message_id"])


def edit(world: World, person_id: int, message_id: int, text: str) -> None:
    """Change the text of one of the person's own messages.

    Raises:
        PreviewError: not a text message of this person, or nothing to see in the new text.
    """
    chat = chat_of(world, person_id)
    message = chat.get(message_id)
    if message is None or message["from"]["id"] != person_id or "text" not in message:
        raise PreviewError(f"Không có tin nhắn số {message_id} của người này để sửa.")
    fields = text_fields(text)
    if shows_nothing(fields["text"]) or len(fields["text"]) > MOST_CHARACTERS:
        raise PreviewError("Tin nhắn sửa phải có từ 1 đến 4096 ký tự.")
    message.pop("entities", None)
    edited = {**message, **fields, "edit_date": int(world.clock.now())}
    world.tell_bot("edited_message", world.replace(chat, edited))


def send_document(
    world: World, person_id: int, name: str, data: bytes, caption: str = "", album: str = ""
) -> int:
    """Send a file, one of an album where that has an id; PreviewError if it is empty or over
    50 MiB."""
    stored = world.files.add("documents", name, _checked(data))
    group = {"media_group_id": album} if album else {}
    return _send(world, person_id, {"document": stored.document(), **_caption(caption), **group})


def send_photo(world: World, person_id: int, data: bytes, caption: str = "") -> int:
    """Send a picture; ApiError if the bytes are no PNG, GIF or JPEG."""
    stored = world.files.add("photos", "photo.jpg", _checked(data), "image/jpeg")
    return _send(world, person_id, {"photo": photo_sizes(stored), **_caption(caption)})


def send_sticker(world: World, person_id: int, emoji: str) -> int:
    """Send a sticker that shows an emoji."""
    stored = world.files.add("stickers", "sticker.webp", emoji.encode(), "image/webp")
    sticker = {
        "type": "regular",
        "width": _STICKER_SIZE,
        "height": _STICKER_SIZE,
        "is_animated": False,
        "is_video": False,
        "emoji": emoji,
        **stored.reference(),
    }
    return _send(world, person_id, {"sticker": sticker})


def _checked(data: bytes) -> bytes:
    if not data or len(data) > MOST_UPLOADED:
        raise PreviewError(
            f"Tệp phải có từ 1 đến {MOST_UPLOADED} byte; tệp này có {len(data)} byte."
        )
    return data


def _caption(caption: str) -> Json:
    fields = text_fields(caption)
    named = {"text": "caption", "entities": "caption_entities"}
    return {named[name]: value for name, value in fields.items() if value}


def find_button(message: Json, label_or_data: str) -> Json | None:
    """The button with this label or this callback data; None if there is none."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    for name in ("text", "callback_data"):
        for button in (one for row in rows for one in row):
            if button.get(name) == label_or_data:
                return dict(button)
    return None


def press(world: World, person_id: int, chat_id: int, message_id: int, data: str) -> Press:
    """Send what a button holds to the bot, whether or not the button is still there."""
    person, chat = chat_of(world, person_id).person, any_chat(world, chat_id)
    made = world.presses.add(person_id, chat_id, message_id, data, world.clock.now())
    # A message that is gone is told of as inaccessible: its date is 0.
    gone = {"chat": chat.json(), "message_id": message_id, "date": 0}
    query = {
        "id": made.id,
        "from": person.user(),
        "message": chat.get(message_id) or gone,
        "chat_instance": str(world.account.id * 1_000_003 + chat_id),
        "data": data,
    }
    world.ledger.write("pressed", chat_id, query)
    world.tell_bot("callback_query", query)
    return made


def set_blocked(world: World, person_id: int, blocked: bool) -> None:
    """Block the bot, or let it write again."""
    chat = chat_of(world, person_id)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    states = [_membership(world, not blocked), _membership(world, blocked)]
    change = {
        "chat": chat.person.chat(),
        "from": chat.person.user(),
        "date": int(world.clock.now()),
        "old_chat_member": states[0],
        "new_chat_member": states[1],
    }
    world.changed("blocked", chat, {"blocked": blocked})
    world.tell_bot("my_chat_member", change)


def _membership(world: World, blocked: bool) -> Json:
    user = world.account.user()
    if blocked:
        return {"user": user, "status": "kicked", "until_date": 0}
    return {"user": user, "status": "member"}
