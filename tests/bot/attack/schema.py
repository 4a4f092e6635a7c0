"""Updates of every kind that PTB knows, as JSON: its own classes say which fields there are and of
which type, and a few of these are then of another type, missing, or far too large."""

import datetime as dtm
import inspect
import json
import typing
from collections.abc import Mapping, Sequence
from enum import Enum
from types import NoneType
from typing import Any

import telegram
from hypothesis import strategies as st
from telegram import MessageOriginUser, TelegramObject, Update

from bot.callbacks import Verb
from bot.preview.people import HOA, LAN

Json = dict[str, Any]

STRANGERS = tuple(range(500_001, 500_030))
SHARED = (1087968824, 136817688, 777000)
TRUSTED = (HOA.id, LAN.id)
GROUPS = (-1001234567890, -4242)
IDS = (*STRANGERS[:5], *SHARED, *TRUSTED, *GROUPS, 0, -1, 2**31, 2**52)
HOSTILE = (
    "",
    " ",
    "</b><b>",
    "<script>alert(1)</script>",
    "<a href='tg://user?id=1'>x</a>",
    "&lt;&#60;&amp;",
    "</blockquote></pre></code>",
    "{0} {id} {code} %s %(x)s",
    "../../../etc/passwd",
    "..\\..\\x\x00.docx",
    "\u202egnp.exe",
    "nho\u0301m\u200b\ufeff",
    "\U0001f600" * 50,
    "a" * 5_000,
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE member; --",
    "@hoa",
    "/start i_AAAAAAAAAAAAAAAAAAAAAA",
    "/start p_1",
    "/moi admin",
    "/thanhvien",
    "/capnhat",
    "/xoadulieu",
    "/hoi@nenchang_bot ký sổ trực?",
    "ký sổ trực khi nhận ca",
    "nên làm gì?",
    "k1 đ2 luật thư viện",
)
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**63,
    2**80,
    1.5,
    "x",
    [],
    [[]],
    {},
    {"id": None},
    "9" * 400,
)
_RENAMED = {"from_user": "from"}
_NAMES = {**vars(telegram), "dtm": dtm, "Sequence": Sequence, "TimePeriod": int}
_DEEPEST = 4


@st.composite
def updates(draw: st.DrawFn) -> tuple[str, Json]:
    """The kind of an update and what it holds."""
    kind = draw(st.sampled_from(sorted(KINDS) + ["message", "callback_query"] * 8))
    content = draw(objects(KINDS[kind], 0))
    if draw(st.booleans()):
        content = draw(_mutated(content))
    return kind, content


@st.composite
def objects(draw: st.DrawFn, cls: type[TelegramObject], depth: int) -> Json:
    fields = _fields(cls)
    needed = [name for name, (_, required) in fields.items() if required]
    optional = [name for name, (_, required) in fields.items() if not required]
    more = draw(st.lists(st.sampled_from(optional), max_size=5, unique=True)) if optional else []
    made = {
        _RENAMED.get(name, name): draw(_values(fields[name][0], depth + 1, name))
        for name in [*needed, *(more if depth < _DEEPEST else [])]
    }
    if cls is telegram.Message:
        made |= draw(_words())
    if cls is telegram.CallbackQuery:
        made |= {"data": draw(forged())}
    return made


@st.composite
def _words(draw: st.DrawFn) -> Json:
    """Most messages have a sender and a text; a command is marked as Telegram marks it."""
    text = draw(st.sampled_from(HOSTILE) | st.text(max_size=60))
    made: Json = {"from": draw(people()), "chat": draw(chats())}
    if draw(st.integers(0, 9)):
        made["text"] = text
        if text.startswith("/"):
            length = len(text.split()[0])
            made["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return made


@st.composite
def people(draw: st.DrawFn) -> Json:
    """Somebody; names and user names prove nothing, and are often somebody else's."""
    name = draw(st.sampled_from((*HOSTILE, HOA.first_name, "Owner")))
    made: Json = {
        "id": draw(st.sampled_from(IDS)),
        "is_bot": draw(st.sampled_from([False] * 4 + [True])),
    }
    made |= {"first_name": name, "last_name": name, "username": HOA.username}
    return made


@st.composite
def chats(draw: st.DrawFn) -> Json:
    kind = draw(st.sampled_from(["private", "private", "group", "supergroup", "channel", "odd"]))
    title = draw(st.sampled_from(HOSTILE))
    made = {"id": draw(st.sampled_from(IDS)), "type": kind, "title": title, "username": "nhom_x"}
    return made | {"first_name": title}


@st.composite
def forged(draw: st.DrawFn) -> str:
    """What a button could carry, or nearly."""
    verb = draw(st.sampled_from([one.value for one in Verb] + ["zz", "", "m"]))
    owner = draw(st.sampled_from([format(one, "x") for one in IDS] + ["", "-1", "zz", "f" * 40]))
    args = draw(st.lists(st.sampled_from(_ARGS) | st.text(max_size=8), max_size=4))
    version = draw(st.sampled_from(["1"] * 8 + ["0", "2", ""]))
    return ":".join((version, verb, owner, *args))


_ARGS = (
    *map(str, (0, 1, 2, 3, 7, -1, 10**6, 2**63, 2**80, *TRUSTED, *STRANGERS[:2])),
    *("admin", "owner", "member", "reviewer", "add", "remove", "publish", "r", "p", "", "١", "1e3"),
)


@st.composite
def _mutated(draw: st.DrawFn, content: Json) -> Json:
    """A few fields, somewhere, are not what they should be, or not there."""
    changed = json.loads(json.dumps(content))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = changed
        while isinstance(place, dict) and place:
            key = draw(st.sampled_from(sorted(place)))
            if isinstance(place[key], dict) and place[key] and draw(st.booleans()):
                place = place[key]
            elif draw(st.booleans()):
                place[key] = draw(st.sampled_from(ODD))
                break
            else:
                del place[key]
                break
    return dict(changed)


def _values(kind: Any, depth: int, name: str) -> st.SearchStrategy[Any]:  # noqa: ANN401 -- a type, or what typing makes of some
    if kind in (int, float):
        return st.sampled_from((0, 1, 5, 1_700_000_000, *IDS))
    if kind is bool:
        return st.booleans()
    if kind in (dtm.datetime, dtm.timedelta):
        return st.sampled_from((0, 1, 1_700_000_000, 1_900_000_000))
    if isinstance(kind, type) and issubclass(kind, TelegramObject):
        return _of_class(kind, depth)
    inside = [one for one in typing.get_args(kind) if one is not NoneType]
    if typing.get_origin(kind) in (Sequence, list, tuple):
        if depth > _DEEPEST:
            return st.just([])
        return st.lists(_values(_resolved(inside[0]), depth + 1, name), max_size=2)
    if inside and typing.get_origin(kind) is not typing.Literal:
        return _values(_resolved(inside[0]), depth, name)
    return st.sampled_from(HOSTILE)


def _of_class(cls: type[TelegramObject], depth: int) -> st.SearchStrategy[Json]:
    if cls is telegram.User:
        return people()
    if cls is telegram.Chat:
        return chats()
    if depth > _DEEPEST:
        return st.just({})
    if cls is telegram.MessageOrigin:
        return objects(MessageOriginUser, depth).map(lambda made: made | {"type": "user"})
    if cls is telegram.ChatMember:
        states = st.sampled_from(["creator", "administrator", "member", "left", "kicked", "x"])
        return st.builds(lambda user, status: {"user": user, "status": status}, people(), states)
    return objects(cls, depth)


def _resolved(kind: Any) -> Any:  # noqa: ANN401 -- as above
    try:
        return eval(kind, _NAMES) if isinstance(kind, str) else kind
    except NameError:
        return str


def _fields(cls: type[TelegramObject]) -> Mapping[str, tuple[Any, bool]]:
    """The fields of one of PTB's classes: their types, and whether they must be there."""
    if cls not in _known:
        _known[cls] = _read_fields(cls)
    return _known[cls]


_known: dict[type[TelegramObject], Mapping[str, tuple[Any, bool]]] = {}


def _read_fields(cls: type[TelegramObject]) -> Mapping[str, tuple[Any, bool]]:
    found: dict[str, tuple[Any, bool]] = {}
    for name, one in inspect.signature(cls.__init__).parameters.items():
        if name in ("self", "api_kwargs", "update_id") or one.kind in (
            one.VAR_KEYWORD,
            one.VAR_POSITIONAL,
        ):
            continue
        kind = _resolved(one.annotation)
        if isinstance(kind, type) and issubclass(kind, Enum):
            kind = str
        found[name] = (kind, one.default is inspect.Parameter.empty)
    return found


def _kinds() -> dict[str, type[TelegramObject]]:
    return {name: typing.get_args(kind)[0] for name, (kind, _) in _fields(Update).items()}


KINDS = _kinds()
