"""What a button carries: a short versioned code of verb, owner and numbers.

Telegram allows 64 bytes; words and names never travel in a button, only ids.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

VERSION = "1"
LIMIT = 64  # bytes (Bot API, InlineKeyboardButton.callback_data)


class BadPressError(ValueError):
    """A button that this version could not have made, or whose thing is gone."""


class Verb(StrEnum):
    EXAMPLE = "x"  # number of the example question
    OPEN = "p"  # passage id: as a new message
    TURN = "n"  # passage id: in place of this one
    FULL = "f"  # passage id, page: everything around the passage
    HELPFUL = "u"  # answer id
    NOT_HELPFUL = "d"  # answer id
    HAND_OVER = "t"  # answer id
    LIST = "l"  # modality, number of the group
    DOCUMENTS = "b"  # page
    DOCUMENT = "c"  # revision id, page
    CHOOSE = "a"  # answer id, revision id: the same question, asked of this document


@dataclass(frozen=True, slots=True)
class Press:
    """A button's meaning. `owner` is the numeric id of the person whose card it is on."""

    verb: Verb
    owner: int
    args: tuple[str, ...] = ()

    def encode(self) -> str:
        code = ":".join((VERSION, self.verb.value, format(self.owner, "x"), *self.args))
        if len(code.encode()) > LIMIT:
            raise ValueError(f"button of {len(code.encode())} bytes, Telegram allows {LIMIT}")
        return code

    @classmethod
    def decode(cls, code: str | None) -> Self | None:
        """None for anything that this version did not write: an old or a forged button."""
        version, *rest = (code or "").split(":")
        if version != VERSION or len(rest) < 2:
            return None
        try:
            return cls(Verb(rest[0]), int(rest[1], 16), tuple(rest[2:]))
        except ValueError:
            return None

    def text(self, place: int) -> str:
        """An argument. Raises `BadPressError` where there is none."""
        if place >= len(self.args):
            raise BadPressError(f"button has {len(self.args)} arguments, {place + 1} are needed")
        return self.args[place]

    def number(self, place: int) -> int:
        """An argument that is a number. Raises `BadPressError` where there is none."""
        try:
            return int(self.text(place))
        except ValueError as error:
            raise BadPressError(f"argument {place} of a button is not a number") from error
