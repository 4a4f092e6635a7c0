"""What people do: ask, ask for a list, press buttons, block the bot, vanish."""

import random
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from benchmarks.storm import weather
from benchmarks.storm.messages import Kind, kind_of
from benchmarks.storm.rules import question
from bot.callbacks import Press, Verb
from bot.preview.control import Control
from bot.preview.errors import PreviewError
from bot.preview.ledger import Entry, Event

LIST = "/nenlam"
# What of a card is pressed: no verb that ends something for the person.
_PRESSED = frozenset(
    (
        Verb.HELPFUL,
        Verb.NOT_HELPFUL,
        Verb.REASON,
        Verb.OPEN,
        Verb.TURN,
        Verb.FULL,
        Verb.LIST,
        Verb.DOCUMENT,
    )
)
PRESSES = 0.35  # of the bot's messages with buttons, this share is pressed once
LISTS = 0.02  # of what is asked, this share asks for the list


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: whose, as which message, about which topic (`LIST`: the list)."""

    person: int
    message_id: int
    topic: str
    at: float = 0.0


@dataclass(slots=True)
class Crowd:
    """So many people with so many questions, drawn by a seed before anything begins."""

    control: Control
    people: list[int]
    topics: list[str]
    chance: random.Random
    force: float = 1.0  # of the weather
    asked: list[Asked] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)  # vanished: their account is no more
    blocked: set[int] = field(default_factory=set)
    _to_ask: deque[tuple[int, str]] = field(default_factory=deque)
    _seen: int = 0  # entries of the ledger

    def plan(self, questions: int) -> None:
        """Draw who asks what, and in which order; no person asks the same twice.

        Raises `ValueError` where there are not so many questions."""
        every = [(person, topic) for person in self.people for topic in self.topics]
        if questions > len(every):
            raise ValueError(f"{len(self.people)} people have {len(every)} questions at most")
        self.chance.shuffle(every)
        self._to_ask.extend(every[:questions])
        lists = self.chance.sample(self.people, min(len(self.people), round(questions * LISTS)))
        for person in lists:
            self._to_ask.insert(self.chance.randrange(len(self._to_ask)), (person, LIST))

    @property
    def waiting(self) -> int:
        return len(self._to_ask)

    def ask(self, now: float) -> None:
        """The next question; who has gone asks nothing."""
        person, topic = self._to_ask.popleft()
        if person in self.gone | self.blocked:
            return
        text = LIST if topic == LIST else question(topic, self.chance.randrange(100))
        self.asked.append(Asked(person, self.control.send(person, text), topic, now))

    def go(self) -> int:
        """Somebody blocks the bot, or vanishes; who."""
        person = self.chance.choice(
            [one for one in self.people if one not in self.gone | self.blocked]
        )
        if self.chance.random() < 0.5:
            self.gone.add(person)
            weather.brew(self.control, self.gone, self.force)
        else:
            self.blocked.add(person)
            self.control.block(person)
        return person

    def look(self) -> list[Entry]:
        """What happened since the last look; some of the buttons that came are pressed."""
        entries = self.control.ledger(self._seen)
        self._seen += len(entries)
        for entry in entries:
            if entry.event is Event.MESSAGE and entry.content["from"]["is_bot"]:
                self._maybe_press(entry.content)
        return entries

    def _maybe_press(self, message: dict[str, Any]) -> None:
        person = message["chat"]["id"]
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        data = [one["callback_data"] for row in rows for one in row if "callback_data" in one]
        doubted = kind_of(message["text"]) is Kind.UNCERTAIN
        fit = [one for one in data if doubted or _is_pressed(one)]
        closed = person in self.gone | self.blocked
        if not fit or closed or self.chance.random() > (0.5 if doubted else PRESSES):
            return
        try:
            self.control.press_data(person, message["message_id"], self.chance.choice(fit))
        except PreviewError:
            return  # gone meanwhile


def _is_pressed(data: str) -> bool:
    press = Press.decode(data)
    return press is not None and press.verb in _PRESSED
