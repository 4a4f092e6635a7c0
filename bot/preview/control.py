"""How tests act as the people in the chat, and see what the bot did."""

from collections.abc import Callable, Collection
from typing import TypeVar

from bot.preview import acts
from bot.preview.errors import ApiError, PreviewError, PreviewTimeout
from bot.preview.faults import Fault, Struck, refused
from bot.preview.groups import Groups
from bot.preview.jsontypes import Json
from bot.preview.ledger import Entry
from bot.preview.presses import Press
from bot.preview.record import Call
from bot.preview.world import World

Found = TypeVar("Found")


class Control:
    """Every method may be called from any thread; messages are copies in Bot API form.

    What only shows takes a group's id as well as a person's; what happens in groups is in `groups`.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._bell = world.bell
        self.groups = Groups(world)

    # What people do

    def send(self, person_id: int, text: str, reply_to: int = 0) -> int:
        """Write to the bot, in reply to a message where one is named; the id of the message (of the
        first, where the text is split)."""
        with self._bell.lock:
            return acts.write(self._world, person_id, text, reply_to)

    def edit(self, person_id: int, message_id: int, text: str) -> None:
        """Change one's own message."""
        with self._bell.lock:
            acts.edit(self._world, person_id, message_id, text)

    def send_document(
        self, person_id: int, name: str, data: bytes, caption: str = "", album: str = ""
    ) -> int:
        """Send a file to the bot, in an album those that share its id; the id of the message."""
        with self._bell.lock:
            return acts.send_document(self._world, person_id, name, data, caption, album)

    def send_photo(self, person_id: int, data: bytes, caption: str = "") -> int:
        """Send a PNG, GIF or JPEG picture to the bot; the id of the message."""
        with self._bell.lock:
            try:
                return acts.send_photo(self._world, person_id, data, caption)
            except ApiError as error:
                raise PreviewError("Ảnh phải là tệp PNG, JPEG hoặc GIF đọc được.") from error

    def send_sticker(self, person_id: int, emoji: str = "👍") -> int:
        """Send a sticker to the bot; the id of the message."""
        with self._bell.lock:
            return acts.send_sticker(self._world, person_id, emoji)

    def press(
        self, person_id: int, message_id: int, label_or_data: str, chat: int | None = None
    ) -> str:
        """Press a button by its label or data; the id of the callback query.

        Args:
            person_id: who presses.
            message_id: the message with the button.
            label_or_data: what stands on the button, or its callback data.
            chat: whose chat the message is in, the presser's own by default.

        Raises:
            PreviewError: no such button, or one that sends nothing to the bot.
        """
        owner = person_id if chat is None else chat
        with self._bell.lock:
            button = self.button(owner, message_id, label_or_data)
            if "callback_data" not in button:
                raise PreviewError(f"Nút “{button['text']}” không gửi gì cho bot.")
            return self.press_data(person_id, message_id, button["callback_data"], owner)

    def press_data(
        self, person_id: int, message_id: int, data: str, chat: int | None = None
    ) -> str:
        """Press a button that may be gone: an old card, a deleted message, a forged client."""
        with self._bell.lock:
            owner = person_id if chat is None else chat
            return acts.press(self._world, person_id, owner, message_id, data).id

    def button(self, person_id: int, message_id: int, label_or_data: str) -> Json:
        """A button of a message, as the bot sent it.

        Raises:
            PreviewError: there is none with this label or data.
        """
        message = self.message(person_id, message_id) or {}
        button = acts.find_button(message, label_or_data)
        if button is None:
            raise PreviewError(
                f"Tin nhắn số {message_id} không có nút “{label_or_data}”.\n"
                f"{self.describe(person_id)}"
            )
        return button

    def block(self, person_id: int) -> None:
        """Block the bot."""
        with self._bell.lock:
            acts.set_blocked(self._world, person_id, True)

    def unblock(self, person_id: int) -> None:
        """Let the bot write again."""
        with self._bell.lock:
            acts.set_blocked(self._world, person_id, False)

    def advance(self, seconds: float) -> None:
        """Move the preview's clock, e.g. past the 150 s that a press may wait."""
        with self._bell.lock:
            self._world.clock.advance(seconds)
            self._bell.ring()

    def deliver(self, kind: str, content: Json) -> None:
        """Hand the bot an update as it stands: a message in a group, of a channel, of an id that
        many share, all of which the preview's own people cannot send."""
        with self._bell.lock:
            self._world.tell_bot(kind, content)

    def fail_next(
        self, method: str, code: int, description: str, retry_after: int | None = None
    ) -> None:
        """Refuse the next call of a method, e.g. 429 "Too Many Requests: retry after 1"."""
        with self._bell.lock:
            self._world.faults.add(refused(code, description, retry_after), method, times=1)

    def inject(
        self,
        fault: Fault,
        *methods: str,
        chats: Collection[int] = (),
        chance: float = 1.0,
        times: int | None = None,
    ) -> None:
        """Let calls go wrong: of these methods (`faults.DOWNLOAD` for files) and these chats, by
        this chance, so many times; of any and without end where nothing is said."""
        with self._bell.lock:
            self._world.faults.add(fault, *methods, chats=chats, chance=chance, times=times)

    def heal(self) -> None:
        """Nothing goes wrong any more."""
        with self._bell.lock:
            self._world.faults.clear()

    # What is to be seen

    def transcript(self, person_id: int) -> list[Json]:
        """All messages of a chat, oldest first."""
        with self._bell.lock:
            return acts.any_chat(self._world, person_id).transcript()

    def message(self, person_id: int, message_id: int) -> Json | None:
        """One message as it stands now, None if it is not there."""
        with self._bell.lock:
            return acts.any_chat(self._world, person_id).get(message_id)

    def reaction(self, person_id: int, message_id: int) -> str:
        """The emoji that the bot has put on a message, "" for none."""
        with self._bell.lock:
            return acts.any_chat(self._world, person_id).reactions.get(message_id, "")

    def action(self, person_id: int) -> str:
        """What the bot shows that it is doing ("typing"), "" for nothing."""
        with self._bell.lock:
            chat = acts.any_chat(self._world, person_id)
            return chat.action if self._world.clock.now() < chat.typing_until else ""

    def file(self, file_id: str) -> bytes:
        """The bytes of a file that was sent, either way."""
        with self._bell.lock:
            stored = self._world.files.get(file_id)
        if stored is None:
            raise PreviewError("Không có tệp nào mang mã này trong bản xem thử.")
        return stored.data

    def commands(self, person_id: int | None = None, language: str = "vi") -> list[Json]:
        """What the command menu shows a person; without one, the default list."""
        with self._bell.lock:
            return self._world.profile.commands_for(person_id or 0, language)

    def unanswered_callbacks(self) -> list[Press]:
        """Presses without an answer."""
        with self._bell.lock:
            return self._world.presses.unanswered()

    def pending_updates(self) -> int:
        """How many updates the bot has not confirmed."""
        with self._bell.lock:
            return len(self._world.updates)

    @property
    def unknown_methods(self) -> list[str]:
        """Methods that the bot called and the preview does not have."""
        with self._bell.lock:
            return list(self._world.record.unknown_methods)

    @property
    def calls(self) -> list[Call]:
        """What the bot called, oldest first (not the polls that went well)."""
        with self._bell.lock:
            return list(self._world.record.calls)

    @property
    def errors(self) -> list[Call]:
        """Calls that were refused; `call.error.description` says why."""
        with self._bell.lock:
            return self._world.record.failed

    @property
    def struck(self) -> list[Struck]:
        """The faults that happened, oldest first."""
        with self._bell.lock:
            return list(self._world.faults.log)

    def keep_ledger(self) -> None:
        """Note all that happens from now on; `ledger` reads it."""
        with self._bell.lock:
            self._world.ledger.keep()

    def ledger(self, after: int = 0) -> list[Entry]:
        """What was noted, but for the first so many."""
        with self._bell.lock:
            return self._world.ledger.after(after)

    # Waiting

    def wait_until(self, look: Callable[[], Found | None], what: str, timeout: float = 10) -> Found:
        """What `look` finds, looked for again at every change.

        Raises:
            PreviewTimeout: nothing after `timeout` seconds; `what` says what was missed.
        """
        found = self._bell.wait(look, timeout)
        if found is None:
            chats = "\n".join(map(self.describe, self._world.chats))
            raise PreviewTimeout(f"Chờ {timeout:g} giây không thấy {what}.\n{chats}")
        return found

    def wait(self, person_id: int, predicate: Callable[[Json], bool], timeout: float = 10) -> Json:
        """The first message of a chat that is as wanted, now or later.

        Raises:
            PreviewTimeout: none after `timeout` seconds.
        """

        def look() -> Json | None:
            return next(filter(predicate, self.transcript(person_id)), None)

        return self.wait_until(look, f"tin nhắn mong đợi ở mã {person_id}", timeout)

    def wait_reply(self, person_id: int, after: int = 0, timeout: float = 10) -> Json:
        """The bot's first message after another one."""
        bot = self._world.account.id
        return self.wait(
            person_id,
            lambda message: message["from"]["id"] == bot and message["message_id"] > after,
            timeout,
        )

    def callback_answer(self, callback_id: str, timeout: float = 10) -> Json:
        """What the bot answered to a press: `text` and `show_alert`.

        Raises:
            PreviewTimeout: no answer after `timeout` seconds.
        """

        def look() -> Json | None:
            press = self._world.presses.get(callback_id)
            return press.answer if press else None

        return self.wait_until(look, f"câu trả lời cho lần bấm nút {callback_id}", timeout)

    def describe(self, person_id: int) -> str:
        """A chat in lines that a person can read."""
        lines = [f"Đoạn chat với mã {person_id}:"]
        for message in self.transcript(person_id):
            shown = message.get("text") or message.get("caption") or "[tệp]"
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            buttons = "".join(f" [{button['text']}]" for row in rows for button in row)
            sender = message["from"]["first_name"]
            lines.append(f"  {message['message_id']} {sender}: {shown}{buttons}")
        return "\n".join(lines)
