"""How tests, and the page, act in groups: `Control.groups`."""

from collections.abc import Iterable

from bot.preview import group_acts
from bot.preview.group import ANONYMOUS, CHANNEL, Group, Standing
from bot.preview.jsontypes import Json
from bot.preview.people import Person
from bot.preview.world import World


class Groups:
    """Every method may be called from any thread. What is to be seen in a group, `Control` shows:
    it takes a group's id wherever it takes a person's."""

    def __init__(self, world: World) -> None:
        self._world = world

    def create(
        self,
        title: str,
        people: Iterable[Person],
        *,
        supergroup: bool = True,
        forum: bool = False,
        reads_all: bool = False,
    ) -> int:
        """A group without the bot; its id. The first of the people is its administrator.

        Args:
            reads_all: the bot's privacy mode is off.
        """
        known = {one.id: one for one in people}
        with self._world.bell.lock:
            group = Group(
                group_id=0,
                title=title,
                people=known,
                supergroup=supergroup,
                forum=forum,
                admins=set(list(known)[:1]),
                reads_all=reads_all,
            )
            return group_acts.create(self._world, group).id

    def add_bot(self, group_id: int, by: int | None) -> None:
        """Let somebody of the group add the bot; None: an anonymous administrator."""
        self._set_bot(group_id, Standing.MEMBER, by)

    def promote_bot(self, group_id: int, by: int) -> None:
        """Make the bot an administrator: from then on it reads all."""
        self._set_bot(group_id, Standing.ADMINISTRATOR, by)

    def remove_bot(self, group_id: int, by: int) -> None:
        """Let somebody take the bot out."""
        self._set_bot(group_id, Standing.KICKED, by)

    def _set_bot(self, group_id: int, standing: Standing, by: int | None) -> None:
        world = self._world
        with world.bell.lock:
            group = group_acts.group_of(world, group_id)
            person = group_acts.person_of(world, group, by) if by is not None else None
            group_acts.set_bot(world, group, standing, person)

    def send(
        self, group_id: int, person_id: int, text: str, *, reply_to: int = 0, topic: int = 0
    ) -> int:
        """Write into a group; the id of the message."""
        with self._world.bell.lock:
            group = group_acts.group_of(self._world, group_id)
            sender = {"from": group_acts.person_of(self._world, group, person_id).user()}
            return self._write(group, sender, text, reply_to, topic)

    def send_anonymously(self, group_id: int, text: str, *, reply_to: int = 0) -> int:
        """Write as an administrator whom nobody can name."""
        with self._world.bell.lock:
            group = group_acts.group_of(self._world, group_id)
            sender = {"from": ANONYMOUS, "sender_chat": group.json()}
            return self._write(group, sender, text, reply_to)

    def send_as_channel(self, group_id: int, text: str, *, reply_to: int = 0) -> int:
        """Write as a channel."""
        channel = {"id": -1_001_999_999_999, "type": "channel", "title": "Kênh mẫu"}
        with self._world.bell.lock:
            group = group_acts.group_of(self._world, group_id)
            sender = {"from": CHANNEL, "sender_chat": channel}
            return self._write(group, sender, text, reply_to)

    def send_as_other_bot(self, group_id: int, text: str, *, reply_to: int = 0) -> int:
        """Write as another bot; Telegram tells ours nothing of it."""
        other = {"id": 55, "is_bot": True, "first_name": "Bot khác", "username": "khac_bot"}
        with self._world.bell.lock:
            group = group_acts.group_of(self._world, group_id)
            return self._write(group, {"from": other}, text, reply_to)

    def _write(
        self, group: Group, sender: Json, text: str, reply_to: int = 0, topic: int = 0
    ) -> int:
        return group_acts.write(self._world, group, sender, text, reply_to=reply_to, topic=topic)

    def edit(self, group_id: int, person_id: int, message_id: int, text: str) -> None:
        """Change one's own message."""
        with self._world.bell.lock:
            group = group_acts.group_of(self._world, group_id)
            group_acts.edit(self._world, group, person_id, message_id, text)

    def open_topic(self, group_id: int, person_id: int, name: str) -> int:
        """A new topic of a forum; its id."""
        with self._world.bell.lock:
            group = group_acts.group_of(self._world, group_id)
            person = group_acts.person_of(self._world, group, person_id)
            return group_acts.open_topic(self._world, group, person, name)

    def close_topic(self, group_id: int, person_id: int, topic: int) -> None:
        """Let only administrators write in a topic."""
        with self._world.bell.lock:
            group = group_acts.group_of(self._world, group_id)
            person = group_acts.person_of(self._world, group, person_id)
            group_acts.close_topic(self._world, group, person, topic)

    def upgrade(self, group_id: int, person_id: int) -> int:
        """Make a basic group a supergroup; its new id."""
        with self._world.bell.lock:
            group = group_acts.group_of(self._world, group_id)
            person = group_acts.person_of(self._world, group, person_id)
            return group_acts.upgrade(self._world, group, person).id

    def bot_is_in(self, group_id: int) -> bool:
        """Whether the bot is in the group."""
        with self._world.bell.lock:
            return group_acts.group_of(self._world, group_id).bot.is_in
