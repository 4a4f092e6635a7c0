"""Gaps -> Telegram cards."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from telegram import InlineKeyboardMarkup

from bot import clock
from bot import texts_proving as texts
from bot.callbacks import Verb
from bot.cards import Card, button, shortened
from bot.pages import PER_PAGE, fitting, page_of, paged
from bot.reasking import Closed
from bot.wording import day_text, joined
from knowledge.unanswered import GapGroup

LONGEST_LINE = 120
WORDINGS = 12  # of a group
TOLD = 8  # gaps that a release closed, or of a week, in one message


def gaps_card(groups: Sequence[GapGroup], page: int, owner: int) -> Card:
    """A page of groups, those asked most first."""
    if not groups:
        return Card(escape(texts.NO_GAPS), None)
    page, pages, first = page_of(page, len(groups))
    head = texts.GAPS_HEAD.format(count=len(groups), page=page + 1, pages=pages)
    shown = groups[first : first + PER_PAGE]
    lines = [f"<b>{escape(head)}</b>\n", *_lines(shown)]
    numbers = [button(str(one.number), Verb.GAP, owner, one.number) for one in shown]
    return Card(fitting(lines), paged(numbers, Verb.GAPS, owner, (), page, pages))


def gap_card(
    group: GapGroup, moments: Sequence[datetime], waiting: Sequence[int], owner: int
) -> Card:
    """A group: its wordings with how often, when it was asked last, the tickets on it."""
    head = texts.GAP_HEAD.format(
        number=group.number,
        times=group.times,
        since=_day(group.since),
        last=_day(group.last_asked_at),
    )
    lines = [f"<b>{escape(head)}</b>\n"]
    for gap in group.gaps[:WORDINGS]:
        lines.append(escape(f"• {shortened(gap.question, LONGEST_LINE)} ({gap.times})"))
    if len(group.gaps) > WORDINGS:
        lines.append(escape(texts.GAP_MORE.format(count=len(group.gaps) - WORDINGS)))
    if moments:
        told = "; ".join(map(clock.moment_text, moments))
        lines.append("\n" + escape(texts.GAP_LATEST.format(moments=told)))
    if waiting:
        lines.append(escape(texts.GAP_TICKETS.format(numbers=", ".join(map(str, waiting)))))
    rows = [
        [button(texts.HAS_ANSWER, Verb.GAP_POINT, owner, group.number)],
        [button(texts.ALL_GAPS, Verb.GAPS, owner, 0)],
    ]
    return Card(fitting(lines), InlineKeyboardMarkup(rows))


def closed_card(closed: Sequence[Closed], head: str, owner: int) -> Card:
    """Gaps that have an answer now, each with a button that makes it a golden question."""
    shown = closed[:TOLD]
    lines = [f"<b>{escape(head)}</b>"]
    for place, one in enumerate(shown, start=1):
        lines.append(escape(f"{place}. {shortened(one.gap.question, LONGEST_LINE)}"))
    lines.append("\n" + escape(texts.GAPS_CLOSED_GOLDEN))
    numbers = [
        button(f"🎯 {place}", Verb.GAP_GOLDEN, owner, one.gap.id, one.passage_id)
        for place, one in enumerate(shown, start=1)
    ]
    return Card(fitting(lines), paged(numbers, Verb.GAPS, owner, (), 0, 1))


def digest_card(groups: Sequence[GapGroup], tickets: int, owner: int) -> Card:
    """The week's gaps, those asked most, with buttons that open them."""
    times = sum(one.times for one in groups)
    head = texts.DIGEST.format(groups=len(groups), times=times, tickets=tickets)
    shown = groups[:TOLD]
    lines = [f"<b>{escape(head)}</b>\n", *_lines(shown), f"\n{escape(texts.DIGEST_FOOT)}"]
    numbers = [button(str(one.number), Verb.GAP, owner, one.number) for one in shown]
    return Card(fitting(lines), paged(numbers, Verb.GAPS, owner, (), 0, 1) if shown else None)


def _lines(groups: Sequence[GapGroup]) -> list[str]:
    lines = []
    for one in groups:
        wordings = texts.GAP_WORDINGS.format(count=len(one.gaps)) if len(one.gaps) > 1 else None
        facts = joined(texts.GAP_FACTS.format(times=one.times, since=_day(one.since)), wordings)
        lines.append(escape(f"{one.number}. {shortened(one.name, LONGEST_LINE)}"))
        lines.append(f"    <i>{escape(facts)}</i>")
    return lines


def _day(moment: datetime) -> str:
    return day_text(clock.day_of(moment))
