"""An answer opened again -> its card: the words of then, what became of them, the words of now."""

from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot import texts_releases as texts
from bot.callbacks import Verb
from bot.cards import LONGEST_NAME, Card, answer_card, button, shortened
from bot.reopening import Reopened, sentences_of
from bot.wording import day_text

LONGEST_SENTENCE = 300


def reopened_card(found: Reopened, owner: int, link: str) -> Card:
    """`link` is the address of the answer itself, to be copied."""
    answer = found.answer
    day = day_text(answer.answered_on)
    lines = [texts.REOPENED.format(day=day, release=answer.release)]
    if answer.question:
        question = shortened(answer.question, LONGEST_NAME)
        lines.append(texts.REOPENED_QUESTION.format(question=question))
    lines += [shortened(line, LONGEST_SENTENCE) for line in sentences_of(found)]
    card = answer_card(answer, owner, "\n".join(lines), link=link)
    rows = [
        [button(texts.READ_NOW.format(place=one.locator), Verb.OPEN, owner, one.id, 0)]
        for one in found.offered
    ]
    if answer.question:
        rows.append([button(texts.ASK_AGAIN, Verb.ASK_AGAIN, owner, answer.id)])
    below = card.keyboard.inline_keyboard if card.keyboard else ()
    return replace(card, keyboard=InlineKeyboardMarkup([*rows, *below]))
