"""Chats: what all of them have, and one person's private chat with the bot."""

import copy
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from bot.preview.errors import ApiError
from bot.preview.jsontypes import Json
from bot.preview.people import Person


@dataclass(slots=True, kw_only=True)
class Chat(ABC):
    """Messages in Bot API form, by id; ids count from 1 in each chat."""

    messages: dict[int, Json] = field(default_factory=dict)
    reactions: dict[int, str] = field(default_factory=dict)
    typing_until: float = 0.0
    action: str = ""
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})
    _last_id: int = 0

    @property
    @abstractmethod
    def id(self) -> int:
        """The chat's id, a negative number for a group."""

    @abstractmethod
    def json(self) -> Json:
        """The chat as a Bot API `Chat`."""

    @abstractmethod
    def check_writable(self) -> None:
        """Raises `ApiError` where the bot may not write."""

    @abstractmethod
    def full_json(self) -> Json:
        """What `ChatFullInfo` tells beyond `json`."""

    @abstractmethod
    def member_json(self, user_id: int) -> Json | None:
        """A person as a Bot API `ChatMember`; None for somebody who was never there."""

    @property
    def coming_id(self) -> int:
        """The id that the next message will have."""
        return self._last_id + 1

    def next_id(self) -> int:
        """A message id that no message of this chat has had."""
        self._last_id += 1
        return self._last_id

    def get(self, message_id: int) -> Json | None:
        """A copy of a message."""
        return copy.deepcopy(self.messages.get(message_id))

    def transcript(self) -> list[Json]:
        """Copies of all messages, oldest first."""
        return [copy.deepcopy(self.messages[message_id]) for message_id in sorted(self.messages)]


@dataclass(slots=True, kw_only=True)
class PrivateChat(Chat):
    """One person's private chat with the bot; it has the person's id."""

    person: Person
    started: bool = False
    blocked: bool = False

    @property
    def id(self) -> int:
        return self.person.id

    def json(self) -> Json:
        return self.person.chat()

    def check_writable(self) -> None:
        if self.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not self.started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")

    def full_json(self) -> Json:
        return {"active_usernames": [self.person.username]}

    def member_json(self, user_id: int) -> Json | None:
        if user_id != self.person.id:
            return None
        return {"status": "member", "user": self.person.user()}
