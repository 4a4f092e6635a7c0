"""Whether an update has the shape that handlers rely on. PTB takes whatever stands in a field, so
that a handler would stumble over it much later; Telegram itself writes no other shape."""

import datetime as dtm
from types import NoneType, UnionType

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    Document,
    MessageEntity,
    TelegramObject,
    TextQuote,
    Update,
    User,
)
from telegram import InaccessibleMessage as Gone
from telegram import MaybeInaccessibleMessage as Held
from telegram import Message as Written

LARGEST = 2**52  # Telegram's ids need fewer bits; a database column takes 63
MOST_DEEP = 8  # messages in messages

_Text = str | None
_Number = int | None
_SHAPES: dict[type[TelegramObject], dict[str, type | UnionType]] = {
    User: {"id": int, "is_bot": bool, "first_name": str, "last_name": _Text, "username": _Text},
    Chat: {"id": int, "type": str, "title": _Text, "username": _Text},
    Written: {
        "message_id": int,
        "date": dtm.datetime,
        "chat": Chat,
        "from_user": User | None,
        "sender_chat": Chat | None,
        "text": _Text,
        "caption": _Text,
        "entities": tuple,
        "document": Document | None,
        "media_group_id": _Text,
        "message_thread_id": _Number,
        "migrate_to_chat_id": _Number,
        "migrate_from_chat_id": _Number,
        "reply_to_message": Held | None,
        "quote": TextQuote | None,
    },
    Gone: {"message_id": int, "chat": Chat},
    MessageEntity: {"type": str, "offset": int, "length": int, "user": User | None},
    Document: {"file_id": str, "file_name": _Text, "file_size": _Number, "mime_type": _Text},
    TextQuote: {"text": str},
    CallbackQuery: {
        "id": str,
        "from_user": User,
        "data": _Text,
        "message": Held | None,
        "inline_message_id": NoneType,  # this bot writes none that could be pressed
    },
    ChatMemberUpdated: {
        "chat": Chat,
        "from_user": User,
        "old_chat_member": ChatMember,
        "new_chat_member": ChatMember,
    },
    ChatMember: {"status": str, "user": User},
    Update: {
        "update_id": int,
        "message": Written | None,
        "edited_message": Written | None,
        "callback_query": CallbackQuery | None,
        "my_chat_member": ChatMemberUpdated | None,
    },
}

HEARD = tuple(name for name in _SHAPES[Update] if name != "update_id")


def is_sound(held: object, depth: int = 0) -> bool:
    """Whether each field that is relied on holds what it should, all the way down."""
    if isinstance(held, int) and not isinstance(held, bool):
        return -LARGEST < held < LARGEST
    if isinstance(held, tuple):
        return all(is_sound(one, depth) for one in held)
    shape = next((_SHAPES[cls] for cls in type(held).__mro__ if cls in _SHAPES), None)
    if shape is None:
        return True
    return depth < MOST_DEEP and all(
        _fits(name, value := getattr(held, name), wanted) and is_sound(value, depth + 1)
        for name, wanted in shape.items()
    )


def _fits(name: str, value: object, wanted: type | UnionType) -> bool:
    if isinstance(value, bool) and wanted is not bool:
        return False
    return isinstance(value, wanted) and not (name.endswith("id") and value == 0)
