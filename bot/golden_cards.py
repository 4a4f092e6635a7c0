"""Golden questions -> Telegram cards."""

from collections.abc import Sequence
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts_proving as texts
from bot.answer import Answer
from bot.callbacks import Verb
from bot.cards import Card, button, shortened
from bot.citing import label_of
from bot.golden_questions import Held
from bot.pages import fitting, in_rows, page_of, turns
from knowledge.golden import Golden

LONGEST_QUESTION = 200


def golden_button(answer_id: str, owner: int) -> InlineKeyboardButton:
    """What makes the question of an answer a golden one; for admins."""
    return button(texts.SET_GOLDEN, Verb.GOLDEN, owner, answer_id)


def which_card(answer: Answer, owner: int) -> Card:
    """Which of the passages that were cited is right?"""
    question = shortened(answer.question, LONGEST_QUESTION)
    rows = [
        [button(label_of(one.passage), Verb.GOLDEN_CITED, owner, answer.id, one.passage.id)]
        for one in answer.citations
    ]
    rows.append([button(texts.NONE_OF_THESE, Verb.GOLDEN_CITED, owner, answer.id, 0)])
    said = texts.WHICH_IS_RIGHT.format(question=question)
    return Card(escape(said), InlineKeyboardMarkup(rows))


def golden_card(held: Sequence[Held], count: int, page: int, owner: int) -> Card:
    """A page of golden questions, each with whether it holds, and buttons to take one out. `held`
    are those of the page, `count` all of them."""
    if not held:
        return Card(escape(texts.NO_GOLDEN.format(button=texts.SET_GOLDEN)), None)
    page, pages, _ = page_of(page, count)
    head = texts.GOLDEN_HEAD.format(count=count, page=page + 1, pages=pages)
    lines = [f"<b>{escape(head)}</b>\n"]
    for one in held:
        question = shortened(one.golden.question, LONGEST_QUESTION)
        mark = texts.HOLDS if one.holds else texts.FAILS
        lines.append(escape(f"{one.golden.id}. {mark} {question}"))
        lines.append(f"    <i>{escape(one.golden.place)}</i>")
    numbers = [
        button(str(one.golden.id), Verb.GOLDEN_REMOVE, owner, one.golden.id, page) for one in held
    ]
    rows = [*in_rows(numbers), *turns(Verb.GOLDEN_LIST, owner, (), page, pages)]
    return Card(fitting(lines), InlineKeyboardMarkup(rows))


def remove_card(one: Golden, page: int, owner: int) -> Card:
    """The second tap."""
    question = shortened(one.question, LONGEST_QUESTION)
    said = texts.GOLDEN_REMOVE.format(number=one.id, question=question, place=one.place)
    row = [
        button(texts.REMOVE, Verb.GOLDEN_REMOVED, owner, one.id, page),
        button(texts.KEEP, Verb.GOLDEN_LIST, owner, page),
    ]
    return Card(escape(said), InlineKeyboardMarkup([row]))
