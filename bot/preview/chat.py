"""One person's private chat with the bot."""

import copy
from dataclasses import dataclass, field

from bot.preview.jsontypes import Json
from bot.preview.people import Person


@dataclass(slots=True)
class Chat:
    """Messages in Bot API form, by id; ids count from 1 in each chat."""

    person: Person
    messages: dict[int, Json] = field(default_factory=dict)
    reactions: dict[int, str] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    typing_until: float = 0.0
    action: str = ""
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})
    _last_id: int = 0

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
