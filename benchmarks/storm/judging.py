"""Whether each question ended once, as Telegram's side saw it."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.storm.bot import Life
from benchmarks.storm.messages import NOTICES, Kind, kind_of, quotes_of, release_of
from benchmarks.storm.people import LIST, Asked
from benchmarks.storm.rules import topic_in
from bot.callbacks import Press, Verb
from bot.preview.faults import Kind as FaultKind
from bot.preview.faults import Struck
from bot.preview.ledger import Entry, Event

PRESS_LIMIT = 5.0  # seconds of the bot being alive
PRESS_LIFE = 150.0  # Telegram forgets a press after so many
_LONGEST_TEXT = 4_096
_LIMIT_LASTS = 75.0  # seconds around a notice of asking too fast: it speaks for a minute
_IN_FLIGHT = 15.0  # seconds: a message that was on its way when its chat was closed
_PATIENT = 4.0  # seconds that the bot waits for an answer at least
_BEGINNING = 6  # characters
_SHOWN = 30  # faults of a kind that are written out
Span = tuple[float, float]


@dataclass(slots=True)
class Storm:
    """What is judged. `deaf`: when the server refused connections; `links`: the update behind the
    number on a [Gửi lại]; `releases`: the text of each release."""

    asked: Sequence[Asked]
    entries: Sequence[Entry]
    struck: Sequence[Struck]
    lives: Sequence[Life]
    deaf: Sequence[Span]
    closed: Mapping[int, float]  # chats that blocked the bot or vanished, and when
    links: Mapping[int, int]
    releases: Mapping[int, str]


@dataclass(slots=True)
class Verdict:
    """Figures, and what is wrong: nothing, or the storm is lost."""

    figures: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def as_json(self) -> dict[str, Any]:
        faults = {name: {"count": len(all_), "first": all_[:_SHOWN]}
                  for name, all_ in self.wrong.items() if all_}  # fmt: skip
        return {**self.figures, "wrong": faults}


def judge(storm: Storm) -> Verdict:
    verdict = Verdict()
    messages = _first_forms(storm.entries)
    _judge_questions(storm, messages, verdict)
    _judge_presses(storm, verdict)
    _judge_words(storm, messages, verdict)
    _judge_refusals(storm, verdict)
    return verdict


def _first_forms(entries: Iterable[Entry]) -> list[Entry]:
    """The bot's messages as they were sent, without what they were changed to."""
    return [
        entry
        for entry in entries
        if entry.event is Event.MESSAGE
        and entry.content["from"]["is_bot"]
        and "edit_date" not in entry.content
    ]


@dataclass(slots=True)
class _Said:
    """The bot's messages by what they are."""

    answers: dict[tuple[int, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    # Notices that a message may not have arrived, by the question (chat and message).
    doubts: Counter[tuple[int, int]] = field(default_factory=Counter)
    # When a chat was told that it asks too fast.
    limits: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    loose: Counter[int] = field(default_factory=Counter)  # other notices, by the chat
    kinds: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)  # how those begin that are none of these

    def take(self, entry: Entry, questions: Mapping[int, tuple[int, int]]) -> None:
        message, chat = entry.content, entry.content["chat"]["id"]
        kind = kind_of(message["text"])
        self.kinds[kind.value] += 1
        question = questions.get(_number_on(message) or 0)
        if kind is Kind.LIST:
            self.answers[chat, LIST].append(entry)
        elif kind is Kind.ANSWER:
            self.answers[chat, topic_in(message["text"]) or "?"].append(entry)
        elif kind is Kind.UNCERTAIN:
            if question is not None:  # else of what a press has sent
                self.doubts[question] += 1
        elif kind is Kind.LIMIT:
            self.limits[chat].append(entry.at)
        elif kind in NOTICES:
            self.loose[chat] += 1
        else:
            self.others[message["text"][:_BEGINNING]] += 1


def _judge_questions(storm: Storm, messages: Sequence[Entry], verdict: Verdict) -> None:
    said, questions = _Said(), _questions_by_number(storm)
    for entry in messages:
        said.take(entry, questions)
    again = _sent_again(storm, questions)
    ends: Counter[str] = Counter()
    for one in storm.asked:
        found = said.answers.pop((one.person, one.topic), [])
        if len(found) > 1:
            ends[_more_than_one(storm, one, found, again, verdict)] += 1
        else:
            ends[_end_of(storm, one, said, bool(found), verdict)] += 1
    for (chat, topic), found in said.answers.items():
        verdict.wrong["an answer to nothing"] += [f"chat {chat}: {topic}"] * len(found)
    verdict.figures["questions"] = len(storm.asked)
    verdict.figures["ends"] = dict(sorted(ends.items()))
    verdict.figures["messages"] = dict(sorted(said.kinds.items()))
    verdict.figures["other messages begin"] = dict(said.others.most_common(_SHOWN))


def _more_than_one(
    storm: Storm,
    one: Asked,
    found: Sequence[Entry],
    again: set[tuple[int, int]],
    verdict: Verdict,
) -> str:
    if (one.person, one.message_id) in again:
        return "answer, and again by [Gửi lại]"
    if _is_excused(storm, found):
        return "answered twice, as Telegram did not say"
    ids = [entry.content["message_id"] for entry in found]
    verdict.wrong["answered twice"].append(f"{_name(one)}: messages {ids}")
    return "answered twice"


def _end_of(storm: Storm, one: Asked, said: _Said, answered: bool, verdict: Verdict) -> str:
    """How a question ended that has one answer or none, in a word."""
    if said.doubts[one.person, one.message_id]:
        return "answer and uncertain notice" if answered else "uncertain notice"
    if answered:
        return "answer"
    if one.person in storm.closed:
        return "chat closed"
    if any(abs(at - one.at) < _LIMIT_LASTS for at in said.limits.get(one.person, ())):
        return "asked too fast, and told so"
    if said.loose[one.person]:
        said.loose[one.person] -= 1
        return "other notice"
    verdict.wrong["lost"].append(_name(one))
    return "lost"


def _name(one: Asked) -> str:
    return f"chat {one.person}, message {one.message_id}, {one.topic}"


def _is_excused(storm: Storm, found: Sequence[Entry]) -> bool:
    """Whether all of them but one were done by Telegram without an answer to the bot."""
    ids = {(entry.content["chat"]["id"], entry.content["message_id"]) for entry in found}
    hidden = {
        (one.chat_id, one.result.get("message_id"))
        for one in storm.struck
        if isinstance(one.result, dict) and not _was_only_slow(one)
    }
    return len(ids - hidden) <= 1


def _was_only_slow(struck: Struck) -> bool:
    return struck.fault.kind is FaultKind.DELAYED and struck.fault.seconds < _PATIENT


def _questions_by_number(storm: Storm) -> dict[int, tuple[int, int]]:
    """The question, as chat and message, behind the number on a [Gửi lại]."""
    found = {}
    for entry in storm.entries:
        if entry.event is Event.DELIVERED:
            for update in entry.content["updates"]:
                if message := update.get("message"):
                    place = (message["chat"]["id"], message["message_id"])
                    found[update["update_id"]] = place
    return {number: found[update_id] for number, update_id in storm.links.items()
            if update_id in found}  # fmt: skip


def _sent_again(storm: Storm, questions: Mapping[int, tuple[int, int]]) -> set[tuple[int, int]]:
    """The questions whose answer a person has asked for once more."""
    found = set()
    for entry in storm.entries:
        if entry.event is Event.PRESSED:
            number = _number_in(entry.content["data"])
            if number is not None and number in questions:
                found.add(questions[number])
    return found


def _number_on(message: Mapping[str, Any]) -> int | None:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    for button in (one for row in rows for one in row):
        if (number := _number_in(button.get("callback_data", ""))) is not None:
            return number
    return None


def _number_in(data: str) -> int | None:
    """Of the outbox, as a [Gửi lại] carries it."""
    press = Press.decode(data)
    if press is None or press.verb is not Verb.SEND_AGAIN or not press.args[0].isdigit():
        return None
    return int(press.args[0])


@dataclass(slots=True)
class _Pressed:
    """A press: when it was made, reached the bot, was answered."""

    chat: int | None
    data: str
    delivered: float | None = None
    answered: float | None = None


def _presses(entries: Iterable[Entry]) -> list[_Pressed]:
    found: dict[str, _Pressed] = {}
    for entry in entries:
        if entry.event is Event.PRESSED:
            found[entry.content["id"]] = _Pressed(entry.chat_id, entry.content["data"])
        elif entry.event is Event.ANSWER:
            found[entry.content["callback_id"]].answered = entry.at
        elif entry.event is Event.DELIVERED:
            for query in (one.get("callback_query") for one in entry.content["updates"]):
                if query:
                    _reaches(found[query["id"]], entry)
    return list(found.values())


def _reaches(press: _Pressed, entry: Entry) -> None:
    """What is delivered a second time without having been confirmed had not reached the bot: the
    answer to its poll was lost, or the process ended first."""
    if press.delivered is None or (press.answered is None and not entry.content.get("again")):
        press.delivered = entry.at


def _judge_presses(storm: Storm, verdict: Verdict) -> None:
    """Each is answered within `PRESS_LIMIT` of the bot being alive, unless its answer was hit on
    its way; Telegram takes no answer to one that is older than `PRESS_LIFE`."""
    silent = [*_dead(storm.lives), *storm.deaf]
    waits: list[float] = []
    troubled: list[float] = []
    ends: Counter[str] = Counter()
    for one in _presses(storm.entries):
        if one.delivered is None:
            ends["never reached the bot"] += 1
            continue
        until = one.answered or one.delivered + PRESS_LIFE
        wait = _without(one.delivered, until, silent)
        hit = _hit(storm.struck, one.chat, one.delivered, until)
        if one.answered is None:
            ends["not answered" + (", its answer met a fault" if hit else "")] += 1
        else:
            ends["answered"] += 1
            (troubled if hit else waits).append(wait)
        if not hit and (one.answered is None or wait > PRESS_LIMIT):
            fault = "a press not answered" if one.answered is None else "a press answered late"
            moment = _moment(storm, one.delivered, until)
            verdict.wrong[fault].append(f"chat {one.chat}: {one.data}: {wait:.1f} s, {moment}")
    verdict.figures["presses"] = {
        **dict(sorted(ends.items())),
        "seconds until answered": _spread(waits),
        "seconds where its answer met a fault": _spread(troubled),
    }


def _moment(storm: Storm, came: float, until: float) -> str:
    """What else happened about that time."""
    starts = [life.ready for life in storm.lives if life.ready is not None and life.ready <= came]
    kills = sum(life.ended is not None and came <= life.ended <= until for life in storm.lives)
    refusals = sum(start <= until and came <= end for start, end in storm.deaf)
    since = f"{came - starts[-1]:.1f} s" if starts else "before"
    return f"{since} after a start, {kills} ends and {refusals} refusals meanwhile"


def _hit(struck: Iterable[Struck], chat: int | None, came: float, until: float) -> bool:
    """Whether a fault hit the answer to a press of this chat meanwhile."""
    return any(
        came <= one.at <= until and one.chat_id == chat
        for one in struck
        if one.method == "answercallbackquery"
    )


def _dead(lives: Sequence[Life]) -> list[Span]:
    """From the end of a process until the next one polls."""
    spans = []
    for before, after in itertools.pairwise(lives):
        if before.ended is not None:
            until = after.ready if after.ready is not None else after.ended
            spans.append((before.ended, until if until is not None else float("inf")))
    return spans


def _without(since: float, until: float, spans: Iterable[Span]) -> float:
    """Seconds between two moments that lie in none of the spans."""
    left = [(since, until)]
    for start, end in spans:
        left = [
            part
            for a, b in left
            for part in ((a, min(b, start)), (max(a, end), b))
            if part[1] > part[0]
        ]
    return sum(b - a for a, b in left)


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    if not ordered:
        return {}
    return {
        "count": len(ordered),
        "p50": round(ordered[len(ordered) // 2], 3),
        "p99": round(ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)], 3),
        "max": round(ordered[-1], 3),
    }


def _judge_words(storm: Storm, messages: Sequence[Entry], verdict: Verdict) -> None:
    quotes = 0
    for entry in storm.entries:
        if entry.event is Event.MESSAGE and len(entry.content["text"]) > _LONGEST_TEXT:
            verdict.wrong["too long"].append(f"chat {entry.chat_id}")
    for entry in messages:
        release = release_of(entry.content["text"])
        if release is None:
            continue
        for quote in quotes_of(entry.content):
            quotes += 1
            if quote not in storm.releases.get(release, ""):
                verdict.wrong["a quote that its release does not have"].append(
                    f"chat {entry.chat_id}, message {entry.content['message_id']}"
                )
    verdict.figures["quotes checked"] = quotes


def _judge_refusals(storm: Storm, verdict: Verdict) -> None:
    """What the server itself refused is the bot's fault; and nothing goes to a closed chat."""
    planned = {one.fault.description for one in storm.struck if one.fault.kind is FaultKind.REFUSED}
    refused: Counter[str] = Counter()
    shut: dict[int, float] = {}
    for entry in storm.entries:
        if entry.event is not Event.REFUSED:
            continue
        code, description = entry.content["code"], entry.content["description"]
        method = entry.content["call"].method
        if code == 403 and entry.chat_id is not None and method.lower() != "answercallbackquery":
            first = shut.setdefault(entry.chat_id, entry.at)
            # What was on its way beside the first is no message after it; nor is what a new
            # process sends that had not heard of it.
            if entry.at > first + _IN_FLIGHT:
                verdict.wrong["a call to a chat after its 403"].append(
                    f"chat {entry.chat_id}: {method}, {entry.at - first:.0f} s after"
                )
        elif code in (400, 404, 413) and description not in planned:
            refused[f"{method}: {description}"] += 1
    for said, count in refused.items():
        if not any(known in said for known in _HARMLESS):
            verdict.wrong["refused by the server"] += [f"{said} ({count})"]
    verdict.figures["refused by the server"] = dict(refused.most_common())


# What happens to who does everything right: presses die, a card may be edited to itself.
_HARMLESS = ("query is too old", "message is not modified")
