"""Where in a supergroup a message stands: in a topic of a forum, or in a chain of replies."""

from bot.preview.chat import Chat
from bot.preview.errors import bad_request
from bot.preview.group import Group, Standing
from bot.preview.jsontypes import Json

_NOT_FOUND = "message thread not found"


def thread_of(chat: Chat, topic: int, reply: Json, *, by_bot: bool = True) -> Json:
    """The `message_thread_id` and `is_topic_message` of a message; none for General and in chats
    without threads.

    Args:
        topic: the thread that is asked for, 0 for none.
        reply: the `reply_to_message` of the message, or nothing.

    Raises:
        ApiError: no such topic (General has none that could be named), or a closed one.
    """
    if not isinstance(chat, Group) or not chat.supergroup:
        return _none(topic)
    answered: Json = reply.get("reply_to_message", {})
    above = int(answered.get("message_thread_id", 0))
    if not chat.forum:
        # The id names the first message of the chain, and nobody can write into it by that.
        first = above or int(answered.get("message_id", 0))
        return {"message_thread_id": first, **_none(topic)} if first else _none(topic)
    topic = topic or above
    if not topic:
        return {}
    if topic not in chat.topics:
        raise bad_request(_NOT_FOUND)
    if by_bot and topic in chat.closed and chat.bot is not Standing.ADMINISTRATOR:
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": topic, "is_topic_message": True}


def _none(topic: int) -> Json:
    if topic:
        raise bad_request(_NOT_FOUND)
    return {}
