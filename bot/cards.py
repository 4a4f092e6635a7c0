"""Answer -> the Telegram card. All escaping happens here, and nowhere else."""

from dataclasses import dataclass
from datetime import date
from html import escape

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot.answer import Answer, Band, Citation
from bot.callbacks import Press, Verb
from bot.wording import (
    day_text,
    issuer_of,
    joined,
    modality_text,
    named,
    source_note,
    validity_text,
)
from knowledge.views import PassageView

# Telegram counts 4,096 code points after parsing; a card stays well below it, tags aside.
BUDGET = 3_800
LONGEST_QUOTE = 1_100
LONGEST_NAME = 300  # a news article's title or a question can be a paragraph
LONGEST_COPY = 256  # Bot API, CopyTextButton.text
LONGEST_BUTTON = 48  # more is cut off on a phone


@dataclass(frozen=True, slots=True)
class Card:
    """A message ready to send: HTML, its buttons, and the quotes that the gate has let through."""

    html: str
    keyboard: InlineKeyboardMarkup | None
    quotes: tuple[str, ...] = ()


def answer_card(answer: Answer, owner: int, heading: str = "", *, expert: bool = False) -> Card:
    """The card of an answer in its band. `heading` is a line of ours above it; `expert` says that
    there is a person whom a question can be handed to."""
    lines = [f"{escape(heading)}\n\n"] if heading else []
    if answer.understood:
        question = shortened(answer.understood, LONGEST_NAME)
        lines.append(f"<i>{escape(texts.UNDERSTOOD.format(question=question))}</i>\n\n")
    above = "".join(lines)
    to_expert = [[button(texts.HAND_OVER, Verb.HAND_OVER, owner, answer.id)]] if expert else []
    if answer.band is Band.NONE:
        keyboard = InlineKeyboardMarkup(to_expert) if to_expert else None
        return Card(above + escape(texts.NOTHING_FOUND), keyboard)
    if answer.band is Band.SUGGEST:
        rows = [
            [button(one.text, Verb.OPEN, owner, one.passage_id, 0)] for one in answer.suggestions
        ]
        keyboard = InlineKeyboardMarkup([*rows, *to_expert])
        return Card(above + escape(texts.SUGGEST), keyboard)
    return _quoting_card(answer, owner, above)


def passage_card(
    passage: PassageView,
    *,
    owner: int,
    today: date,
    neighbours: tuple[int | None, int | None],
    in_force: bool,
) -> Card:
    """One passage, opened from a list or by turning pages."""
    citation = whole_of(passage)
    quotes = _quotes(citation)
    warning = "" if in_force else escape(texts.NOT_IN_FORCE_NOW) + "\n\n"
    path = " › ".join(dict.fromkeys((*passage.heading_path, passage.name)))
    head = f"<b>{escape(path)}</b>\n" if path else ""
    html = f"{warning}{head}{_quoted(quotes)}\n{_source(citation, today)}"
    return Card(html, _turning(passage, owner, neighbours), quotes)


def whole_of(passage: PassageView) -> Citation:
    """All the words of a passage, quoted."""
    words = passage.text[passage.body_start :]
    return Citation(passage, words, passage.start + passage.body_start, passage.end, 1.0)


def _quoting_card(answer: Answer, owner: int, above: str) -> Card:
    html = above
    quotes: tuple[str, ...] = ()
    for number, citation in enumerate(answer.citations):
        ours = _quotes(citation)
        lead = f"{escape(texts.RELATED)}\n" if number == 1 else ""
        part = (
            f"{lead}{_verdict(citation)}\n{_quoted(ours)}\n{_source(citation, answer.answered_on)}"
        )
        if number and len(html) + len(part) > BUDGET:
            break
        html += part + "\n\n"
        quotes += ours
    if answer.citations[0].passage.lead:  # it governs other points too
        html += f"{escape(texts.ONE_OF_MANY)}\n\n"
    html += f"<i>{escape(texts.RELEASE.format(release=answer.release, answer=answer.id))}</i>"
    return Card(html, _answer_buttons(answer, owner), quotes)


def _verdict(citation: Citation) -> str:
    """The direct line: what the passage says of doing it, and of what it speaks."""
    label, name = modality_text(citation.passage.modality), citation.passage.name
    return f"<b>{escape(label)}</b> · {escape(shortened(name, LONGEST_NAME))}"


def _quotes(citation: Citation) -> tuple[str, ...]:
    """The words shown as quoted: the clause that governs a point, then the point."""
    lead = citation.passage.lead
    return (*((_cut(lead),) if lead else ()), _cut(citation.quote))


def _cut(quote: str) -> str:
    """A quote that fits a card, shortened only at its end and only between words."""
    if len(quote) <= LONGEST_QUOTE:
        return quote
    return quote[:LONGEST_QUOTE].rsplit(None, 1)[0]


def _quoted(quotes: tuple[str, ...]) -> str:
    return "\n".join(
        f"<blockquote expandable>{escape(quote, quote=False)}</blockquote>" for quote in quotes
    )


def _source(citation: Citation, today: date) -> str:
    document, passage = citation.document, citation.passage
    cut = " […]" if len(citation.quote) > LONGEST_QUOTE else ""
    line = f"📖 {cut}{passage.place}, {named(document)}"
    facts = (issuer_of(document), day_text(document.issued_on), validity_text(document, today))
    line = joined(line, *facts)
    note = source_note(passage)
    return escape(f"{line}\n↳ {note}" if note else line)


def reference_text(passage: PassageView) -> str:
    """What the copy button copies: where the words stand, never the words."""
    return f"{passage.locator}, {named(passage.document)}"[:LONGEST_COPY]


def shortened(label: str, limit: int = LONGEST_BUTTON) -> str:
    return label if len(label) <= limit else label[: limit - 1].rstrip() + "…"


def button(label: str, verb: Verb, owner: int, *args: object) -> InlineKeyboardButton:
    press = Press(verb, owner, tuple(map(str, args)))
    return InlineKeyboardButton(shortened(label), callback_data=press.encode())


def _answer_buttons(answer: Answer, owner: int) -> InlineKeyboardMarkup:
    passage = answer.citations[0].passage
    return InlineKeyboardMarkup(
        [
            [button(texts.FULL_TEXT, Verb.FULL, owner, passage.id, 0)],
            [
                button(texts.PREVIOUS, Verb.OPEN, owner, passage.id, -1),
                button(texts.NEXT, Verb.OPEN, owner, passage.id, 1),
            ],
            [_copy(passage)],
            [
                button(texts.HELPFUL, Verb.HELPFUL, owner, answer.id),
                button(texts.NOT_HELPFUL, Verb.NOT_HELPFUL, owner, answer.id),
            ],
        ]
    )


def _turning(
    passage: PassageView, owner: int, neighbours: tuple[int | None, int | None]
) -> InlineKeyboardMarkup:
    before, after = neighbours
    turns = []
    if before is not None:
        turns.append(button(texts.PREVIOUS, Verb.TURN, owner, before))
    if after is not None:
        turns.append(button(texts.NEXT, Verb.TURN, owner, after))
    revision = passage.document.revision_id
    rows = [
        turns,
        [
            button(texts.FULL_TEXT, Verb.FULL, owner, passage.id, 0),
            button(texts.TO_DOCUMENT, Verb.DOCUMENT, owner, revision, 0),
        ],
        [_copy(passage)],
    ]
    return InlineKeyboardMarkup([row for row in rows if row])


def _copy(passage: PassageView) -> InlineKeyboardButton:
    return InlineKeyboardButton(texts.COPY, copy_text=CopyTextButton(reference_text(passage)))
