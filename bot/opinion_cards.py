"""What people think of answers -> buttons that ask why, and the admins' card of counts."""

from collections.abc import Mapping, Sequence
from html import escape

from telegram import InlineKeyboardButton

from bot import texts as common
from bot import texts_proving as texts
from bot.callbacks import Press, Verb
from bot.cards import Card, button, shortened
from bot.pages import PER_PAGE, fitting, numbered, page_of, paged
from bot.wording import cited, joined, reasons_text
from knowledge.dialogue import Reason
from knowledge.opinions import Opinion, Opinions, most_disliked
from knowledge.views import PassageView

REASONS = tuple(Reason)  # their places travel in buttons: append only
LONGEST_LINE = 120
RELEASES = 5  # the newest, on the card

Row = Sequence[InlineKeyboardButton]
Rows = list[list[InlineKeyboardButton]]


def judged(rows: Sequence[Row], answer_id: str, owner: int, chosen: Reason | None) -> Rows:
    """The buttons of an answer, and below them the reasons, the chosen one marked, and the way to
    a person."""
    reasons = []
    for number, reason in enumerate(REASONS):
        label = texts.REASONS[reason]
        if reason is chosen:
            label = texts.CHOSEN_REASON.format(reason=label)
        reasons.append(button(label, Verb.REASON, owner, answer_id, number))
    to_expert = button(common.HAND_OVER, Verb.HAND_OVER, owner, answer_id)
    return [*without_reasons(rows), reasons[:2], reasons[2:], [to_expert]]


def without_reasons(rows: Sequence[Row]) -> Rows:
    """The buttons of an answer as they were before it was asked why."""
    return [list(row) for row in rows if not any(map(_asks_why, row))]


def opinions_card(
    found: Opinions, passages: Mapping[int, PassageView], page: int, owner: int
) -> Card:
    """Counts: of all, by release, by passage with the most thumbs down first. `passages` by id."""
    if not (found.total.helpful or found.total.unhelpful):
        return Card(escape(texts.NO_OPINIONS), None)
    lines = [f"<b>{escape(_counted(texts.OPINIONS_HEAD, found.total))}</b>"]
    lines.append(escape(reasons_text(found.total)))
    lines.append(f"\n{escape(texts.OPINIONS_RELEASES)}")
    for release, one in list(found.by_release.items())[:RELEASES]:
        lines.append(
            escape(
                texts.OPINIONS_RELEASE.format(
                    release=release, helpful=one.helpful, unhelpful=one.unhelpful
                )
            )
        )
    disliked = [one for one in most_disliked(found) if one in passages]
    page, pages, first = page_of(page, len(disliked))
    shown = disliked[first : first + PER_PAGE]
    if shown:
        head = texts.OPINIONS_PASSAGES.format(page=page + 1, pages=pages)
        lines.append(f"\n<b>{escape(head)}</b>")
    for place, passage_id in enumerate(shown, start=first + 1):
        name = shortened(cited(passages[passage_id]), LONGEST_LINE)
        one = found.by_passage[passage_id]
        facts = joined(_counted(texts.OPINIONS_PASSAGE, one), reasons_text(one))
        lines.append(f"{place}. {escape(name)}\n    <i>{escape(facts)}</i>")
    lines.append(f"\n{escape(texts.OPINIONS_FOOT)}")
    numbers = numbered(Verb.OPEN, shown, first, owner)
    return Card(fitting(lines), paged(numbers, Verb.OPINIONS, owner, (), page, pages))


def _counted(sentence: str, one: Opinion) -> str:
    return sentence.format(helpful=one.helpful, unhelpful=one.unhelpful)


def _asks_why(one: InlineKeyboardButton) -> bool:
    press = Press.decode(str(one.callback_data))
    return press is not None and press.verb in (Verb.REASON, Verb.HAND_OVER)
