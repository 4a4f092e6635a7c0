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
_IN_FLIGHT = 15.0  # seconds: a message that was on its way when its chat was closed
_PATIENT = 4.0  # seconds that the bot waits for an answer at least
_SHOWN = 30  # faults of a kind that are written out
Span = tuple[float, float]


@dataclass(slots=True)
class Storm:
    """What is judged. `deaf`: when the server refused connections; `links`: the question behind
    the number on a [Gửi lại]; `releases`: the text of each release."""

    asked: Sequence[Asked]
    entries: Sequence[Entry]
    struck: Sequence[Struck]
    lives: Sequence[Life]
    deaf: Sequence[Span]
    closed: Mapping[int, float]  # chats that blocked the bot or vanished, and when
    links: Mapping[int, tuple[int, int]]
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


def _judge_questions(storm: Storm, messages: Sequence[Entry], verdict: Verdict) -> None:
    answers: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    loose: Counter[int] = Counter()  # notices of a chat that name no question
    noticed: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)  # by person and message
    kinds: Counter[str] = Counter()
    for entry in messages:
        message, chat = entry.content, entry.content["chat"]["id"]
        kind = kind_of(message["text"])
        kinds[kind.value] += 1
        if kind is Kind.LIST:
            answers[chat, LIST].append(entry)
        elif kind is Kind.ANSWER:
            answers[chat, topic_in(message["text"]) or "?"].append(entry)
        elif kind in NOTICES:
            number = _number_on(message)
            link = None if number is None else storm.links.get(number)
            if kind is Kind.UNCERTAIN and link is not None:
                noticed[link][kind.value] += 1
            else:
                loose[chat] += 1
    again = _sent_again(storm)
    ends: Counter[str] = Counter()
    for one in storm.asked:
        found = answers.pop((one.person, one.topic), [])
        notices = noticed.get((one.person, one.message_id), Counter())
        ends[_end_of(storm, one, found, notices, loose, again, verdict)] += 1
    for (chat, topic), found in answers.items():
        verdict.wrong["an answer to nothing"] += [f"chat {chat}: {topic}"] * len(found)
    verdict.figures["questions"] = len(storm.asked)
    verdict.figures["ends"] = dict(sorted(ends.items()))
    verdict.figures["messages"] = dict(sorted(kinds.items()))


def _end_of(
    storm: Storm,
    one: Asked,
    found: Sequence[Entry],
    notices: Counter[str],
    loose: Counter[int],
    again: set[tuple[int, int]],
    verdict: Verdict,
) -> str:
    """How a question ended, in a word."""
    name = f"chat {one.person}, message {one.message_id}, {one.topic}"
    if len(found) > 1:
        if (one.person, one.message_id) in again:
            return "answer, and again by [Gửi lại]"
        ids = [entry.content["message_id"] for entry in found]
        if _is_excused(storm, found):
            return "answered twice, as Telegram did not say"
        verdict.wrong["answered twice"].append(f"{name}: messages {ids}")
        return "answered twice"
    if notices:
        return "answer and uncertain notice" if found else "uncertain notice"
    if found:
        return "answer"
    if one.person in storm.closed:
        return "chat closed"
    if loose[one.person]:
        loose[one.person] -= 1
        return "other notice"
    verdict.wrong["lost"].append(name)
    return "lost"


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


def _sent_again(storm: Storm) -> set[tuple[int, int]]:
    """The questions whose answer a person has asked for once more."""
    found = set()
    for entry in storm.entries:
        if entry.event is Event.PRESSED:
            number = _number_in(entry.content["data"])
            if number is not None and number in storm.links:
                found.add(storm.links[number])
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
                if query and found[query["id"]].delivered is None:
                    found[query["id"]].delivered = entry.at
    return list(found.values())


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
        name = f"chat {one.chat}: {one.data}: {wait:.1f} s"
        if one.answered is None:
            ends["not answered" + (", its answer met a fault" if hit else "")] += 1
            if not hit:
                verdict.wrong["a press not answered"].append(name)
            continue
        ends["answered"] += 1
        (troubled if hit else waits).append(wait)
        if wait > PRESS_LIMIT and not hit:
            verdict.wrong["a press answered late"].append(name)
    verdict.figures["presses"] = {
        **dict(sorted(ends.items())),
        "seconds until answered": _spread(waits),
        "seconds where its answer met a fault": _spread(troubled),
    }


def _hit(struck: Iterable[Struck], chat: int | None, came: float, until: float) -> bool:
    """Whether a fault hit the answer to a press of this chat meanwhile."""
    return any(
        came <= one.at <= until and one.chat_id == chat
        for one in struck
        if one.method == "answercallbackquery"
    )


def _dead(lives: Sequence[Life]) -> list[Span]:
    """From the end of a process until the next one polls."""
    return [
        (before.ended, after.ready)
        for before, after in itertools.pairwise(lives)
        if before.ended is not None and after.ready is not None
    ]


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
