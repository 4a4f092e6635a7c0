"""Chats and who is in them."""

from telegram.constants import ReactionEmoji

from bot.preview import group_acts
from bot.preview.errors import bad_request
from bot.preview.group import Group, Standing, member_json
from bot.preview.jsontypes import Json
from bot.preview.parameters import Parameters
from bot.preview.world import TYPING_SECONDS, World

_ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show for at most five seconds that the bot is at work."""
    action = parameters.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.set_action(world.chat_for_writing(parameters.chat_id), action, TYPING_SECONDS)
    return True


def get_chat(world: World, parameters: Parameters) -> Json:
    """A chat as a Bot API `ChatFullInfo`."""
    chat = world.chat_for_reading(parameters.chat_id)
    return {
        **chat.json(),
        **chat.full_json(),
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }


def get_chat_member(world: World, parameters: Parameters) -> Json:
    """A person or the bot in a chat as a Bot API `ChatMember`."""
    chat = world.chat_for_reading(parameters.chat_id)
    user_id = parameters.integer("user_id")
    if user_id == world.account.id:
        standing = chat.bot if isinstance(chat, Group) else Standing.MEMBER
        return member_json(world.account.user(), standing)
    found = chat.member_json(user_id)
    if found is None:
        raise bad_request("PARTICIPANT_ID_INVALID" if user_id in world.chats else "user not found")
    return found


def get_chat_administrators(world: World, parameters: Parameters) -> list[Json]:
    """Who leads a group, other bots aside."""
    chat = world.chat_for_reading(parameters.chat_id)
    if not isinstance(chat, Group):
        raise bad_request("there are no administrators in the private chat")
    leading = [chat.member_json(one) for one in sorted(chat.admins)]
    if chat.bot is Standing.ADMINISTRATOR:
        leading.append(member_json(world.account.user(), chat.bot))
    return [one for one in leading if one]


def set_message_reaction(world: World, parameters: Parameters) -> bool:
    """Put one emoji on a message, or take it off."""
    reactions = parameters.json("reaction") or []
    if not isinstance(reactions, list):
        raise bad_request("expected an Array of ReactionType")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = str(reactions[0].get("emoji", "?")) if reactions else ""
    chat_id, message_id = parameters.chat_id, parameters.message_id
    chat = world.chat_for_reading(chat_id)
    if message_id not in chat.messages:
        raise bad_request("message to react not found")
    if emoji and emoji not in list(ReactionEmoji):
        raise bad_request("REACTION_INVALID")
    chat.reactions[message_id] = emoji
    world.changed("reaction", chat, {"message_id": message_id, "emoji": emoji})
    return True


def leave_chat(world: World, parameters: Parameters) -> bool:
    """Go out of a group; a bot cannot leave a private chat."""
    chat = world.chat_for_reading(parameters.chat_id)
    if not isinstance(chat, Group):
        raise bad_request("chat member status can't be changed in private chats")
    chat.check_writable()
    group_acts.leave(world, chat)
    return True
