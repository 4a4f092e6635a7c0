"""Lists longer than a message: pages of them, and the buttons that open and turn."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot.callbacks import Verb
from bot.cards import BUDGET, button

PER_PAGE = 8
IN_A_ROW = 5  # number buttons that stay wide enough for a thumb


def fitting(lines: Sequence[str]) -> str:
    """Whole lines up to the budget; the buttons below still reach what did not fit."""
    text = ""
    for line in lines:
        if len(text) + len(line) > BUDGET:
            return text + "…"
        text += line + "\n"
    return text.rstrip("\n")


def page_of(page: int, count: int) -> tuple[int, int, int]:
    """The page nearest to the one asked for, how many there are, and the place of its first
    entry."""
    pages = max(1, -(-count // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    return page, pages, page * PER_PAGE


def numbered(verb: Verb, ids: Sequence[int], before: int, owner: int) -> list[InlineKeyboardButton]:
    """A numbered button each, counting on from those before."""
    return [
        button(str(place), verb, owner, one, 0) for place, one in enumerate(ids, start=before + 1)
    ]


def in_rows(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    return [list(buttons[i : i + IN_A_ROW]) for i in range(0, len(buttons), IN_A_ROW)]


def paged(
    numbers: Sequence[InlineKeyboardButton],
    verb: Verb,
    owner: int,
    args: tuple[int, ...],
    page: int,
    pages: int,
) -> InlineKeyboardMarkup:
    """The entries' buttons, and those that turn to the pages beside this one."""
    return InlineKeyboardMarkup([*in_rows(numbers), *turns(verb, owner, args, page, pages)])


def turns(
    verb: Verb, owner: int, args: tuple[int, ...], page: int, pages: int
) -> list[list[InlineKeyboardButton]]:
    """The row of buttons to the pages beside this one; none where this is all."""
    row = []
    if page:
        row.append(button(texts.BACK, verb, owner, *args, page - 1))
    if page + 1 < pages:
        row.append(button(texts.FORWARD, verb, owner, *args, page + 1))
    return [row] if row else []
