"""What is shown in a group, short and without buttons that act; and the list of groups."""

from collections.abc import Sequence
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import clock
from bot import texts_groups as texts
from bot.answer import Answer, Band
from bot.callbacks import Verb
from bot.cards import Card, button, citation_part, quotes_of, release_line, understood_line
from bot.links import answer_link, private_link
from bot.pages import PER_PAGE, fitting, numbered, page_of, paged
from bot.wording import day_text
from knowledge.groups import GroupView

LONGEST_TOGETHER = 900  # characters of one answer's quotes, in a chat that others read too


def group_answer_card(answer: Answer, bot: str) -> Card:
    """The first citation alone; all else opens in the private chat. `bot` is its username."""
    keyboard = _leading(texts.SEE_PRIVATELY, answer_link(bot, answer.id))
    above = understood_line(answer)
    if answer.band is Band.NONE:
        return Card(above + escape(answer.note or texts.NOTHING_FOUND), keyboard)
    if answer.band is Band.SUGGEST:
        offered = "\n".join(f"• {escape(one.text)}" for one in answer.suggestions)
        said = escape(answer.note or texts.SUGGEST)
        return Card(f"{above}{said}\n{offered}\n\n{escape(texts.CHOOSE_PRIVATELY)}", keyboard)
    citation = answer.citations[0]
    lines = [above + citation_part(citation, answer.answered_on, LONGEST_TOGETHER)]
    if note := answer.note or (texts.ONE_OF_MANY if citation.is_part_of_list else ""):
        lines.append(escape(note))
    quotes = quotes_of(citation, LONGEST_TOGETHER)
    return Card("\n\n".join([*lines, release_line(answer)]), keyboard, quotes)


def private_card(sentence: str, bot: str) -> Card:
    """A sentence, and the way into the private chat."""
    return Card(escape(sentence), _leading(texts.ASK_PRIVATELY, private_link(bot)))


def groups_card(groups: Sequence[GroupView], page: int, owner: int) -> Card:
    """A page of the list, a number each that opens one."""
    if not groups:
        return Card(escape(texts.GROUPS_NONE), None)
    page, pages, first = page_of(page, len(groups))
    shown = groups[first : first + PER_PAGE]
    lines = [f"<b>{escape(texts.GROUPS_TITLE.format(count=len(groups)))}</b>\n"]
    for place, one in enumerate(shown, start=first + 1):
        lines.append(f"{place}. {_facts(one)}")
    numbers = numbered(Verb.GROUP, [one.chat_id for one in shown], first, owner)
    return Card(fitting(lines), paged(numbers, Verb.GROUPS, owner, (), page, pages))


def group_card(group: GroupView, owner: int) -> Card:
    """One group, and the first of two taps that take the bot out of it."""
    rows = [
        [button(texts.GROUP_REMOVE, Verb.GROUP_REMOVE, owner, group.chat_id)],
        [button(texts.TO_GROUPS, Verb.GROUPS, owner, 0)],
    ]
    return Card(_facts(group), InlineKeyboardMarkup(rows))


def leaving_card(group: GroupView, owner: int) -> Card:
    """Asks once more."""
    rows = [
        [button(texts.GROUP_YES, Verb.GROUP_REMOVED, owner, group.chat_id)],
        [button(texts.GROUP_KEEP, Verb.GROUP, owner, group.chat_id)],
    ]
    return Card(f"{_facts(group)}\n\n{escape(texts.GROUP_SURE)}", InlineKeyboardMarkup(rows))


def _facts(group: GroupView) -> str:
    facts = texts.GROUP_FACTS.format(
        id=group.chat_id, by=group.added_by, day=day_text(clock.day_of(group.added_at))
    )
    lines = [f"<b>{escape(group.title or texts.NAMELESS)}</b>", escape(facts)]
    if group.gone_at:
        day = day_text(clock.day_of(group.gone_at))
        lines.append(escape(texts.GROUP_GONE.format(day=day)))
    return "\n".join(lines)


def _leading(label: str, address: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, url=address)]])
