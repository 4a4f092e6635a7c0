"""A group in which several people write and the bot may be."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.preview.chat import Chat
from bot.preview.errors import ApiError
from bot.preview.jsontypes import Json
from bot.preview.people import Person

# Who stands in `from` where no person does (core.telegram.org/bots/api, `Message.sender_chat`).
ANONYMOUS: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
CHANNEL: Json = {
    "id": 136817688,
    "is_bot": True,
    "first_name": "Channel",
    "username": "Channel_Bot",
}
_SHARED = (ANONYMOUS["id"], CHANNEL["id"])


class Standing(StrEnum):
    """What somebody is in a group."""

    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def is_in(self) -> bool:
        return self in (Standing.MEMBER, Standing.ADMINISTRATOR)


@dataclass(slots=True, kw_only=True)
class Group(Chat):
    """A basic group, or a supergroup, which may have topics.

    `reads_all` says that the bot's privacy mode was off when it came; `topics` are names by the id
    of the message that opened each; General has no id.
    """

    group_id: int
    title: str
    people: dict[int, Person]
    supergroup: bool = True
    forum: bool = False
    admins: set[int] = field(default_factory=set)
    bot: Standing = Standing.LEFT
    reads_all: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    upgraded_to: int | None = None

    @property
    def id(self) -> int:
        return self.group_id

    @property
    def kind(self) -> str:
        return "supergroup" if self.supergroup else "group"

    def json(self) -> Json:
        forum = {"is_forum": True} if self.forum else {}
        return {"id": self.id, "title": self.title, "type": self.kind, **forum}

    def check_writable(self) -> None:
        if self.upgraded_to is not None:
            said = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiError(400, said, parameters={"migrate_to_chat_id": self.upgraded_to})
        if self.bot is Standing.KICKED:
            raise ApiError(403, f"Forbidden: bot was kicked from the {self.kind} chat")
        if not self.bot.is_in:
            raise ApiError(403, f"Forbidden: bot is not a member of the {self.kind} chat")

    def full_json(self) -> Json:
        return {"permissions": {"can_send_messages": True}}

    def member_json(self, user_id: int) -> Json | None:
        person = self.people.get(user_id)
        if person is None:
            return None
        standing = Standing.ADMINISTRATOR if user_id in self.admins else Standing.MEMBER
        return member_json(person.user(), standing)

    def spoke_last(self, bot_id: int) -> bool:
        """Whether this bot was the last bot to write here."""
        bots = (
            message["from"]["id"]
            for _, message in sorted(self.messages.items(), reverse=True)
            if message["from"]["is_bot"] and message["from"]["id"] not in _SHARED
        )
        return next(bots, None) == bot_id


def member_json(user: Json, standing: Standing) -> Json:
    """A Bot API `ChatMember`, with all that PTB wants of one."""
    fields: Json = {"user": user, "status": str(standing)}
    if standing is Standing.KICKED:
        fields["until_date"] = 0
    if standing is Standing.ADMINISTRATOR:
        rights = {name: name == "can_manage_chat" for name in _RIGHTS}
        fields.update(can_be_edited=False, **rights)
    return fields


_RIGHTS = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
