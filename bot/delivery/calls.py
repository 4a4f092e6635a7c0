"""A call of the Bot API on its way: what it carries, and how it is changed to get through."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from telegram import TelegramObject

from bot.delivery.plain import in_parts, without_tags
from bot.delivery.verdicts import Kind, kind_of

JSON: TypeAlias = dict[str, Any]
Answer: TypeAlias = bool | JSON | list[JSON]
Post: TypeAlias = Callable[..., Awaitable[Answer]]

SEND_TEXT, EDIT_TEXT = "sendMessage", "editMessageText"
_WORDS = {"text": 4096, "caption": 1024}  # characters of each (Bot API)
_OF_WORDS = ("parse_mode", "entities", "caption_entities")
# What stays of a message that Telegram has taken: enough to edit it, reply to it, delete it.
_KEPT = ("message_id", "date", "message_thread_id", "is_topic_message")


@dataclass(frozen=True, slots=True)
class Call:
    """`post` carries it to Telegram, with `options`: PTB's timeouts."""

    post: Post
    endpoint: str
    data: Mapping[str, Any]
    options: Mapping[str, Any]

    async def __call__(self) -> Answer:
        return await self.post(self.endpoint, dict(self.data), **self.options)

    @property
    def kind(self) -> Kind:
        return kind_of(self.endpoint)

    @property
    def chat(self) -> int | str | None:
        """The chat it is for: a number, or the @name of a channel."""
        chat = self.data.get("chat_id")
        try:
            return int(chat) if chat is not None else None
        except ValueError:
            return str(chat)

    def with_(self, **changed: object) -> "Call":
        return replace(self, data={**self.data, **changed})

    def without(self, *names: str) -> "Call":
        return replace(self, data={k: v for k, v in self.data.items() if k not in names})

    def as_new(self) -> "Call":
        """The text of an edit as a message of its own."""
        return replace(self.without("message_id", "inline_message_id"), endpoint=SEND_TEXT)

    def waiting_at_most(self, seconds: float) -> "Call":
        """For an answer of Telegram's."""
        return replace(self, options={**self.options, "read_timeout": seconds})

    def in_plain_parts(self) -> list["Call"]:
        """The same words without tags, the buttons under the last part; one call or more."""
        name = next((one for one in _WORDS if one in self.data), None)
        if name is None:
            return [self]
        words, bare = str(self.data[name]), self.without(*_OF_WORDS)
        if self.data.get("parse_mode"):
            words = without_tags(words)
        first, *rest = in_parts(words, _WORDS[name])
        if not rest:
            return [bare.with_(**{name: first})]
        begun = bare.without("reply_markup").with_(**{name: first})
        follow = [replace(bare._bare_message(), data=bare._follow_up(one)) for one in rest]
        if "reply_markup" in self.data:
            follow[-1] = follow[-1].with_(reply_markup=self.data["reply_markup"])
        return [begun, *follow]

    def payload(self) -> str | None:
        """What is needed to send this text again, as JSON; None for anything but a text."""
        if self.endpoint != SEND_TEXT:
            return None
        return json.dumps(dict(self.data), ensure_ascii=False, default=_as_dict)

    def _bare_message(self) -> "Call":
        return replace(self, endpoint=SEND_TEXT)

    def _follow_up(self, words: str) -> JSON:
        where = {k: v for k, v in self.data.items() if k in ("chat_id", "message_thread_id")}
        return {**where, "text": words}


def without_words(answer: Answer) -> str:
    """Telegram's answer to a send as JSON, without what was sent."""
    if isinstance(answer, list):
        return json.dumps([_bones(one) for one in answer])
    return json.dumps(_bones(answer))


def _bones(answer: bool | JSON) -> bool | JSON:
    if isinstance(answer, bool):
        return answer
    kept = {name: answer[name] for name in _KEPT if name in answer}
    if "chat" in answer:
        kept["chat"] = {"id": answer["chat"]["id"], "type": answer["chat"]["type"]}
    return kept


def _as_dict(one: object) -> JSON:
    if isinstance(one, TelegramObject):
        return one.to_dict()
    raise TypeError(f"{type(one).__name__} cannot be kept")
