"""What happens in groups: people write, add the bot, take it out, make the group a supergroup.

As in `acts`, each function changes the world and queues the updates that the bot gets for it; the
caller holds the lock.
"""

from bot.preview.cleaning import clean, shows_nothing
from bot.preview.errors import PreviewError
from bot.preview.group import ANONYMOUS, Group, Standing, member_json
from bot.preview.jsontypes import Json
from bot.preview.people import Person
from bot.preview.privacy_mode import is_delivered
from bot.preview.replies import find_reply
from bot.preview.texts import MOST_CHARACTERS, text_fields
from bot.preview.threads import thread_of
from bot.preview.world import World

_FIRST_BASIC = -4_000_000_001
_FIRST_SUPER = -1_001_000_000_001


def create(world: World, group: Group) -> Group:
    """Put a group into the world under an id of its kind."""
    first = _FIRST_SUPER if group.supergroup else _FIRST_BASIC
    taken = {one.id for one in world.chats.values()}
    group.group_id = next(
        number for number in range(first, first - 10**6, -1) if number not in taken
    )
    world.chats[group.id] = group
    world.changed("groups", None, {})
    return group


def group_of(world: World, group_id: int) -> Group:
    """Raises `PreviewError` where there is no such group."""
    group = world.chats.get(group_id)
    if not isinstance(group, Group):
        raise PreviewError(f"Không có nhóm nào có mã {group_id} trong bản xem thử.")
    return group


def person_of(world: World, group: Group, person_id: int) -> Person:
    """Somebody in the group. Raises `PreviewError` for anybody else."""
    person = group.people.get(person_id)
    if person is None:
        raise PreviewError(f"Người mang mã {person_id} không ở trong nhóm {group.title}.")
    return person


def write(
    world: World, group: Group, sender: Json, text: str, *, reply_to: int = 0, topic: int = 0
) -> int:
    """Send a text into a group, into General where no topic is named; its id.

    Args:
        sender: `from`, and whatever else says who writes ("sender_chat").
        reply_to: the message that this one replies to, 0 for none.

    Raises:
        PreviewError: nothing to see in the text, too much of it, or the group is another now.
    """
    kept = clean(text).text
    if shows_nothing(kept) or len(kept) > MOST_CHARACTERS:
        raise PreviewError("Tin nhắn trong nhóm phải có từ 1 đến 4096 ký tự.")
    return _say(world, group, sender, text_fields(kept), reply_to=reply_to, topic=topic)


def _say(
    world: World, group: Group, sender: Json, content: Json, *, reply_to: int = 0, topic: int = 0
) -> int:
    if group.upgraded_to is not None:
        raise PreviewError("Nhóm này đã thành nhóm lớn, xin viết ở nhóm mới.")
    wanted = {"message_id": reply_to, "allow_sending_without_reply": True}
    reply = find_reply(group, wanted)
    thread = thread_of(group, topic, reply, by_bot=False)
    if thread.get("is_topic_message") and not reply:
        # In a topic every message that replies to nothing replies to the one that opened it.
        reply = find_reply(group, {"message_id": thread["message_thread_id"]})
    who = dict(sender)
    message = _posted(world, group, who.pop("from"), {**who, **content, **reply, **thread})
    return int(message["message_id"])


def _posted(world: World, group: Group, sender: Json, content: Json) -> Json:
    message = world.post(group, sender, content)
    if is_delivered(group, world.account, message):
        world.tell_bot("message", message)
    return message


def edit(world: World, group: Group, person_id: int, message_id: int, text: str) -> None:
    """Change one's own message.

    Raises:
        PreviewError: not a text message of this person.
    """
    message = group.get(message_id)
    if message is None or message["from"]["id"] != person_id or "text" not in message:
        raise PreviewError(f"Không có tin nhắn số {message_id} của người này để sửa.")
    message.pop("entities", None)
    edited = {**message, **text_fields(text), "edit_date": int(world.clock.now())}
    world.replace(group, edited)
    if is_delivered(group, world.account, edited):
        world.tell_bot("edited_message", edited)


def open_topic(world: World, group: Group, person: Person, name: str) -> int:
    """A new topic of a forum; its id."""
    opened = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
    number = group.coming_id
    group.topics[number] = name
    thread = {"message_thread_id": number, "is_topic_message": True}
    _posted(world, group, person.user(), {**opened, **thread})
    return number


def close_topic(world: World, group: Group, person: Person, topic: int) -> None:
    """Let only administrators write in a topic."""
    group.closed.add(topic)
    thread = {"message_thread_id": topic, "is_topic_message": True}
    _posted(world, group, person.user(), {"forum_topic_closed": {}, **thread})


def set_bot(world: World, group: Group, standing: Standing, by: Person | None) -> None:
    """Add the bot, make it an administrator, or take it out; `by` None: an anonymous one does."""
    account, before = world.account.user(), group.bot
    if before is standing:
        return
    group.bot = standing
    sender = by.user() if by else ANONYMOUS
    tell_standing(world, group, sender, before)
    anonymous = {} if by else {"sender_chat": group.json()}
    if standing.is_in and not before.is_in:
        _posted(world, group, sender, {"new_chat_members": [account], **anonymous})
    elif before.is_in and not standing.is_in:
        _posted(world, group, sender, {"left_chat_member": account, **anonymous})
    world.changed("groups", None, {})


def leave(world: World, group: Group) -> None:
    """The bot goes by itself."""
    before, group.bot = group.bot, Standing.LEFT
    account = world.account.user()
    tell_standing(world, group, account, before)
    _posted(world, group, account, {"left_chat_member": account})
    world.changed("groups", None, {})


def tell_standing(world: World, group: Group, sender: Json, before: Standing) -> None:
    """Queue the `my_chat_member` of a change to what the bot is in a group."""
    account = world.account.user()
    change = {
        "chat": group.json(),
        "from": sender,
        "date": int(world.clock.now()),
        "old_chat_member": member_json(account, before),
        "new_chat_member": member_json(account, group.bot),
    }
    world.tell_bot("my_chat_member", change)


def upgrade(world: World, group: Group, by: Person) -> Group:
    """Make a basic group a supergroup; what Telegram tells comes in the order that is worst: the
    bot seems to be added to a new group before it hears where that one comes from."""
    new = create(
        world,
        Group(
            group_id=0,
            title=group.title,
            people=dict(group.people),
            admins=set(group.admins),
            bot=group.bot,
            reads_all=group.reads_all,
        ),
    )
    group.upgraded_to = new.id
    tell_standing(world, new, by.user(), Standing.LEFT)
    _posted(world, group, by.user(), {"migrate_to_chat_id": new.id})
    _posted(world, new, by.user(), {"migrate_from_chat_id": group.id})
    return new
