"""What a button carries: a short versioned code of verb, owner and numbers.

Telegram allows 64 bytes; words and names never travel in a button, only ids.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

VERSION = "1"
LIMIT = 64  # bytes (Bot API, InlineKeyboardButton.callback_data)
LARGEST = 2**63 - 1  # what a database takes for a number


class BadPressError(ValueError):
    """A button that this version could not have made, or whose thing is gone."""


class Verb(StrEnum):
    EXAMPLE = "x"  # number of the example question
    OPEN = "p"  # passage id, step, answer id that offers it: as a new message
    TURN = "n"  # passage id: in place of this one
    FULL = "f"  # passage id, page: everything around the passage
    HELPFUL = "u"  # answer id
    NOT_HELPFUL = "d"  # answer id
    HAND_OVER = "t"  # answer id
    LIST = "l"  # modality, number of the group
    DOCUMENTS = "b"  # page
    DOCUMENT = "c"  # revision id, page
    CHOOSE = "a"  # answer id, revision id: the same question, asked of this document
    AGREE = "ma"  # to what is kept of a person
    ERASE = "me"  # 1: yes, 0: no
    INVITE = "mi"  # role
    INVITES = "ml"
    INVITE_REVOKE = "mk"  # invite id
    MEMBERS = "mp"  # page
    MEMBER = "mm"  # telegram id
    MEMBER_ROLE = "mr"  # telegram id, role
    MEMBER_REMOVE = "mx"  # telegram id: asks once more
    MEMBER_REMOVED = "my"  # telegram id
    AUDIT = "mt"  # page
    WATCH = "v"  # an `Act` of watching_cards, number of the watch, more
    # A draft of a coming release; the first number is always its id.
    DRAFT_SHOW = "ks"  # back to what was read
    DRAFT_COMPARE = "kc"
    DRAFT_FILES = "kw"  # which file to correct
    DRAFT_FIELDS = "kg"  # file id: which of its fields
    DRAFT_FIELD = "kf"  # file id, place of the field: type its value
    DRAFT_CARRY = "kk"  # file id: what was put right of the version before is put right again
    DRAFT_CLEAR = "kl"  # file id, place of the field: it has none
    DRAFT_ENDS = "kr"  # file id, place of the replaced document, 1 or 0: it is replaced or not
    DRAFT_DIFFERENCE = "kd"  # release id
    DRAFT_PUBLISH = "kp"  # release id
    DRAFT_INSIST = "ki"  # release id: though golden questions break
    DRAFT_DISCARD = "kx"
    DRAFT_UNDO = "ku"  # 0, then 1: sure
    REASON = "w"  # answer id, number of the reason
    OPINIONS = "wp"  # page
    TICKET_OPEN = "to"  # answer id, 1 for with the name
    TICKET_NEVER = "tn"
    TICKETS = "tp"  # page
    TICKET = "ts"  # number
    TICKET_CLAIM = "tc"  # number
    TICKET_LET_GO = "tl"  # number
    GAPS = "qp"  # page
    GAP = "qs"  # number of the group
    GAP_POINT = "qa"  # number of the group
    GAP_GOLDEN = "qg"  # gap id, passage id
    GOLDEN = "gs"  # answer id
    GOLDEN_CITED = "gc"  # answer id, passage id; 0: none of those cited
    GOLDEN_LIST = "gp"  # page
    GOLDEN_REMOVE = "gr"  # number, page
    GOLDEN_REMOVED = "gx"  # number, page
    POINT = "gi"  # prompt id, passage id: this passage answers what was asked there
    GROUPS = "hp"  # page
    GROUP = "hs"  # chat id
    GROUP_REMOVE = "hr"  # chat id: asks once more
    GROUP_REMOVED = "hx"  # chat id
    RELEASES = "rl"  # page
    RELEASE = "re"  # release id
    COMPARE = "rc"  # release id, page: choose the other
    DIFFERENCE = "rd"  # two release ids
    DIFFERENCE_FILE = "rf"  # the same
    ROLL_BACK = "rb"  # release id: asks once more
    ROLL_BACK_NOW = "rn"  # release id, the one that answered when it was asked
    SEND_AGAIN = "sa"  # number of a message that may not have arrived
    ASK_AGAIN = "oa"  # answer id: its question, of what is published now


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
        """An argument that is a number of a row. Raises `BadPressError` where there is none."""
        try:
            number = int(self.text(place))
        except ValueError as error:
            raise BadPressError(f"argument {place} of a button is not a number") from error
        if abs(number) > LARGEST:
            raise BadPressError(f"argument {place} of a button is no number of ours")
        return number
