"""The groups that the bot may be in, as the chat changes them: each change in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge import groups, membership
from knowledge.database import Database
from knowledge.groups import GroupView


@dataclass(frozen=True, slots=True)
class Groups:
    """Everything here blocks on the database. `by` is the numeric id of who acts."""

    database: Database

    def all(self) -> list[GroupView]:
        with self.database.session() as session:
            return groups.groups(session)

    def one(self, chat_id: int) -> GroupView | None:
        """None for a group that is not on the list."""
        with self.database.session() as session:
            return groups.find(session, chat_id)

    def basic_ids(self) -> Sequence[int]:
        """Those that may become supergroups."""
        with self.database.session() as session:
            return groups.basic_ids(session)

    def add(self, chat_id: int, title: str, by: int) -> None:
        """Put it on the list; on the list already, note that the bot is in it again."""
        with self.database.session() as session:
            groups.add(session, chat_id, title, by, actor=membership.actor(by))
            session.commit()

    def gone(self, chat_id: int) -> None:
        """Note that the bot is in it no more."""
        with self.database.session() as session:
            groups.gone(session, chat_id)
            session.commit()

    def remove(self, chat_id: int, by: int) -> bool:
        """Take it off the list; whether it was on it."""
        with self.database.session() as session:
            removed = groups.remove(session, chat_id, actor=membership.actor(by))
            session.commit()
        return removed
