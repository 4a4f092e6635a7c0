"""Who is in the preview: three people, or a crowd, and the bot."""

from dataclasses import dataclass

from bot.preview.jsontypes import Json


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who chats with the bot; the id is also the id of their private chat."""

    id: int
    first_name: str
    username: str
    role: str

    def user(self) -> Json:
        """The person as a Bot API `User`."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "username": self.username,
            "language_code": "vi",
        }

    def chat(self) -> Json:
        """The person's private chat with the bot as a Bot API `Chat`."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "username": self.username,
            "type": "private",
        }


LAN = Person(1001, "Lan", "lan_canbo", "cán bộ")
MINH = Person(1002, "Minh", "minh_canbo", "cán bộ")
HOA = Person(1003, "Hoa", "hoa_quantri", "quản trị")
PEOPLE = (LAN, MINH, HOA)


def crowd(count: int) -> tuple[Person, ...]:
    """So many people, made by number."""
    numbers = range(1, count + 1)
    return tuple(Person(100_000 + n, f"Người {n}", f"nguoi_{n}", "cán bộ") for n in numbers)


@dataclass(frozen=True, slots=True)
class BotAccount:
    """The bot's own account."""

    id: int
    first_name: str
    username: str

    def user(self) -> Json:
        """The bot as a Bot API `User`, as it stands in messages."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }
