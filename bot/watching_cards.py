"""Watched sources and what they brought -> Telegram cards for admins; all escaping."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts_watching as texts
from bot.callbacks import Verb
from bot.cards import LONGEST_NAME, Card, button, shortened
from bot.clock import moment_text
from bot.comparison import Comparison
from bot.schedules import Schedule
from bot.watching import Look
from knowledge.watches import WatchView

MOST_TITLES = 5  # of each kind on a card; "Xem" shows all
MOST_LISTED = 20
LONGEST_PLACE = 200
LONGEST_TEXT = 3_500
TIMES = (Schedule(every_minutes=60), Schedule(every_minutes=360), Schedule(every_minutes=1_440))
DAILY = (Schedule(at="06:30"), Schedule(at="12:00"), Schedule(at="20:00"))


class Act(StrEnum):
    """What a button on a watch's card does: the first argument, before the watch's number."""

    LIST = "l"
    SHOW = "s"
    LOOK = "n"
    TIME = "t"
    SET_TIME = "T"  # minutes, or "0630"
    LET_PUBLISH = "p"
    SURE_LET_PUBLISH = "P"
    LET_WAIT = "w"
    REMOVE = "r"
    SURE_REMOVE = "R"
    DRAFT = "d"
    SEE = "x"  # these four: the release's number
    PUBLISH = "y"
    INSIST = "Y"
    DISMISS = "z"


def list_card(watches: Sequence[tuple[WatchView, datetime]], owner: int) -> Card:
    """Every watched source with the moment of its next look; a button each."""
    if not watches:
        return Card(escape(f"{texts.NONE_WATCHED}\n\n{texts.HOW_TO_ADD}"), None)
    parts = [f"<b>{escape(texts.TITLE.format(count=len(watches)))}</b>"]
    parts += [_lines(one, following) for one, following in watches[:MOST_LISTED]]
    parts.append(escape(texts.HOW_TO_ADD))
    numbers = [_button(str(one.id), Act.SHOW, owner, one.id) for one, _ in watches[:MOST_LISTED]]
    rows = [numbers[at : at + 5] for at in range(0, len(numbers), 5)]
    return Card("\n\n".join(parts), InlineKeyboardMarkup(rows))


def watch_card(watch: WatchView, following: datetime, owner: int, heading: str = "") -> Card:
    """One source, and what can be done with it."""
    itself = watch.publishes_itself
    change = (
        _button(texts.LET_WAIT, Act.LET_WAIT, owner, watch.id)
        if itself
        else _button(texts.LET_PUBLISH, Act.LET_PUBLISH, owner, watch.id)
    )
    rows = [
        [
            _button(texts.LOOK_NOW, Act.LOOK, owner, watch.id),
            _button(texts.TIME, Act.TIME, owner, watch.id),
        ],
        [change],
        [
            _button(texts.REMOVE, Act.REMOVE, owner, watch.id),
            _button(texts.TO_LIST, Act.LIST, owner, 0),
        ],
    ]
    if watch.release_id is not None:
        rows.insert(0, [_button(texts.TO_DRAFT, Act.DRAFT, owner, watch.id)])
    above = f"{escape(heading)}\n\n" if heading else ""
    return Card(above + _lines(watch, following), InlineKeyboardMarkup(rows))


def time_card(watch: WatchView, owner: int) -> Card:
    rows = [
        [_button(one.words, Act.SET_TIME, owner, watch.id, _coded(one)) for one in (every, daily)]
        for every, daily in zip(TIMES, DAILY, strict=True)
    ]
    rows.append([_button(texts.TO_WATCH, Act.SHOW, owner, watch.id)])
    return Card(escape(texts.ASK_TIME.format(number=watch.id)), InlineKeyboardMarkup(rows))


def sure_card(watch: WatchView, act: Act, owner: int) -> Card:
    """Asks once more before a source publishes itself, or is watched no longer."""
    removing = act is Act.SURE_REMOVE
    question = texts.ASK_REMOVE if removing else texts.ASK_LET_PUBLISH
    label = texts.SURE_REMOVE if removing else texts.SURE_LET_PUBLISH
    rows = [
        [_button(label, act, owner, watch.id)],
        [_button(texts.TO_WATCH, Act.SHOW, owner, watch.id)],
    ]
    return Card(escape(question.format(number=watch.id)), InlineKeyboardMarkup(rows))


def look_card(look: Look, owner: int) -> Card:
    """What a look came to, for one admin."""
    watch = look.watch
    parts = []
    if look.is_new_failure and watch.failure:
        said = texts.NEW_FAILURE.format(number=watch.id, place=_place(watch), failure=watch.failure)
        parts += [escape(f"{said}\n{texts.FAILS_QUIETLY}")]
    if look.is_over:
        parts.append(escape(texts.IS_OVER.format(number=watch.id, place=_place(watch))))
    if look.refused:
        lines = [texts.REFUSED.format(number=watch.id), *look.refused[:MOST_TITLES]]
        if len(look.refused) > MOST_TITLES:
            lines.append(texts.AND_MORE.format(count=len(look.refused) - MOST_TITLES))
        parts.append(escape("\n".join(shortened(line, LONGEST_NAME) for line in lines)))
    keyboard = None
    if look.comparison:
        if look.published is not None:
            said = texts.PUBLISHED_ITSELF.format(number=watch.id, release=look.published)
            parts.append(f"<b>{escape(said)}</b>\n{_changes(look.comparison)}")
        else:
            offered = offer_card(watch, look.comparison, owner, look.held_back)
            parts.append(offered.html)
            keyboard = offered.keyboard
    if not parts:
        parts.append(escape(texts.NOTHING_NEW.format(number=watch.id)))
        if watch.failure:
            parts.append(escape(texts.FAILURE.format(failure=watch.failure)))
    return Card("\n\n".join(parts), keyboard)


def offer_card(
    watch: WatchView, comparison: Comparison, owner: int, why: str = "", *, insist: bool = False
) -> Card:
    """What waits, with its buttons. `why` it did not publish itself or was not published."""
    head = f"<b>{escape(texts.FOUND.format(number=watch.id))}</b>\n{escape(_place(watch))}"
    held = escape(texts.HELD_BACK.format(why=shortened(why, 800))) if why and not insist else ""
    refused = escape(texts.NOT_PUBLISHED.format(why=shortened(why, 800))) if insist and why else ""
    hint = escape(texts.INSISTED.format(button=texts.INSIST)) if insist else ""
    lines = (head, _changes(comparison), held, refused, hint)
    label, act = (texts.INSIST, Act.INSIST) if insist else (texts.PUBLISH, Act.PUBLISH)
    arguments = (watch.id, watch.release_id)
    rows = [
        [
            _button(texts.SEE, Act.SEE, owner, *arguments),
            _button(label, act, owner, *arguments),
            _button(texts.DISMISS, Act.DISMISS, owner, *arguments),
        ]
    ]
    return Card("\n\n".join(line for line in lines if line), InlineKeyboardMarkup(rows))


def remarks_text(comparison: Comparison) -> str:
    """What reading remarked on new and changed documents, in plain text; the first of it where it
    is more than a message holds."""
    lines = [*comparison.proposed, *comparison.warnings]
    text = "\n".join(lines)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def said_card(sentence: str) -> Card:
    return Card(escape(sentence), None)


def schedule_of(code: str) -> Schedule:
    """From a button. Raises `ValueError`."""
    return (
        Schedule(at=f"{code[:2]}:{code[2:]}")
        if len(code) == 4 and code[0] in "012" and (code in {_coded(one) for one in DAILY})
        else Schedule(every_minutes=int(code))
    )


def _coded(schedule: Schedule) -> str:
    return schedule.at.replace(":", "") if schedule.at else str(schedule.every_minutes)


def _lines(watch: WatchView, following: datetime) -> str:
    schedule = Schedule(watch.every_minutes, watch.at).words
    checked = watch.checked_at
    times = texts.TIMES.format(
        schedule=schedule[0].upper() + schedule[1:],
        checked=texts.CHECKED.format(moment=moment_text(checked)) if checked else texts.NEVER,
        next=moment_text(following) if checked else texts.AT_ONCE,
    )
    itself = texts.PUBLISHES_ITSELF if watch.publishes_itself else texts.WAITS_FOR_ADMIN
    lines = [f"<b>{escape(texts.LINE.format(number=watch.id, place=_place(watch)))}</b>"]
    lines += [escape(times), escape(itself)]
    if watch.failure:
        failure = shortened(watch.failure, LONGEST_NAME)
        lines.append(escape(texts.FAILURE.format(failure=failure)))
    if watch.release_id is not None:
        lines.append(escape(texts.WAITING.format(release=watch.release_id)))
    return "\n".join(lines)


def _changes(comparison: Comparison) -> str:
    lines: list[str] = []
    for label, names in (
        (texts.ADDED_DOCUMENTS, comparison.added),
        (texts.CHANGED_DOCUMENTS, comparison.changed),
        (texts.REMOVED_DOCUMENTS, comparison.removed),
    ):
        lines += [f"{label}: {shortened(name, LONGEST_NAME)}" for name in names[:MOST_TITLES]]
        if len(names) > MOST_TITLES:
            lines.append(texts.AND_MORE.format(count=len(names) - MOST_TITLES))
    lines.append(_counts(comparison))
    proof = comparison.proof
    if proof.asked:
        lines.append(texts.PROOF.format(answered=proof.answered, asked=proof.asked))
    for question in proof.broken[:MOST_TITLES]:
        lines.append(texts.BROKEN.format(question=shortened(question, LONGEST_NAME)))
    remarks = len(comparison.warnings) + len(comparison.proposed)
    if remarks:
        lines.append(texts.WARNINGS.format(count=remarks, button=texts.SEE))
    return escape("\n".join(lines), quote=False)


def _counts(comparison: Comparison) -> str:
    return texts.COUNTS.format(
        added=comparison.passages_added,
        removed=comparison.passages_removed,
        unchanged=comparison.unchanged,
    )


def _place(watch: WatchView) -> str:
    return shortened(watch.place, LONGEST_PLACE)


def _button(label: str, act: Act, owner: int, *args: object) -> InlineKeyboardButton:
    return button(label, Verb.WATCH, owner, act.value, *args)
