"""Everything that the preview knows: people, chats, files, presses and the bot's queue."""

from collections.abc import Mapping

from bot.preview.bell import Bell
from bot.preview.chat import Chat, PrivateChat
from bot.preview.clock import Clock
from bot.preview.errors import bad_request
from bot.preview.faults import Faults
from bot.preview.files import Files
from bot.preview.journal import Journal
from bot.preview.jsontypes import Json
from bot.preview.ledger import Ledger
from bot.preview.people import BotAccount, Person
from bot.preview.presses import Presses
from bot.preview.profile import Profile
from bot.preview.record import Record
from bot.preview.updates import UpdateQueue

TYPING_SECONDS = 5.0


class World:
    """The state behind the server; whoever touches it holds `bell.lock`."""

    def __init__(
        self, people: tuple[Person, ...], account: BotAccount, seed: int | None = None
    ) -> None:
        self.bell = Bell()
        self.clock = Clock()
        self.people = people
        self.account = account
        self.chats: dict[int, Chat] = {person.id: PrivateChat(person=person) for person in people}
        self.files = Files()
        self.presses = Presses()
        self.updates = UpdateQueue()
        self.profile = Profile()
        self.journal = Journal()
        self.record = Record()
        self.faults = Faults(seed)
        self.ledger = Ledger()
        self.closing = False

    def chat_for_reading(self, chat_id: int | None) -> Chat:
        """The chat with this id.

        Raises:
            ApiError: there is no such chat.
        """
        chat = self.chats.get(chat_id) if chat_id is not None else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def chat_for_writing(self, chat_id: int | None) -> Chat:
        """The chat with this id, if the bot may write there.

        Raises:
            ApiError: no such chat, the person has not written first or has blocked the bot, or the
                bot is not in the group.
        """
        chat = self.chat_for_reading(chat_id)
        chat.check_writable()
        return chat

    def chat_of_call(self, values: Mapping[str, str]) -> int | None:
        """The chat that a call is about, by its own word or by the press that it answers."""
        press = self.presses.get(values.get("callback_query_id", ""))
        if press is not None:
            return press.chat_id
        named = values.get("chat_id", "")
        return int(named) if named.lstrip("-").isdigit() else None

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Put a new message into a chat and return it."""
        message = {
            "message_id": chat.next_id(),
            "from": sender,
            "chat": chat.json(),
            "date": int(self.clock.now()),
            **content,
        }
        chat.messages[message["message_id"]] = message
        if sender["is_bot"]:
            self.set_action(chat, "", 0.0)
        self.changed("message", chat, {"message": message})
        return message

    def replace(self, chat: Chat, message: Json) -> Json:
        """Put a changed message in the place of the one with its id."""
        chat.messages[message["message_id"]] = message
        self.changed("message", chat, {"message": message})
        return message

    def delete(self, chat: Chat, message_id: int) -> None:
        """Take a message out of a chat."""
        del chat.messages[message_id]
        chat.reactions.pop(message_id, None)
        self.changed("deleted", chat, {"message_id": message_id})

    def set_action(self, chat: Chat, action: str, seconds: float) -> None:
        """Show what the bot is doing for so long; "" for nothing."""
        if not action and not chat.action:
            return
        chat.action, chat.typing_until = action, self.clock.now() + seconds
        self.changed("action", chat, {"action": action, "seconds": seconds})

    def changed(self, kind: str, chat: Chat | None, content: Json) -> None:
        """Write a change into the journal and wake whoever waits."""
        person_id = chat.id if chat else None
        self.journal.write(kind, person_id, content)
        self.ledger.write(kind, person_id, content.get("message", content))
        self.bell.ring()

    def tell_bot(self, kind: str, content: Json) -> int | None:
        """Queue an update for the bot."""
        update_id = self.updates.add(kind, content, self.clock.now())
        self.bell.ring()
        return update_id
