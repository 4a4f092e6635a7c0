"""Answer -> the Telegram card. All escaping happens here, and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts, texts_releases
from bot.answer import Answer, Band, Citation, Opens, Span, SpanKind, Suggestion
from bot.callbacks import Press, Verb
from bot.citing import whole_of
from bot.wording import (
    cited,
    day_text,
    issuer_of,
    joined,
    modality_text,
    page_text,
    quoted_lines,
    source_note,
    validity_text,
    warning,
)
from knowledge.sentences import sentence_spans
from knowledge.views import PassageView

# Telegram counts 4,096 code points after parsing; a card stays well below it, tags aside.
BUDGET = 3_800
LONGEST_QUOTE = 1_100
LONGEST_TOGETHER = 2_400  # all quotes of a citation
LONGEST_NAME = 300  # a news article's title or a question can be a paragraph
LONGEST_COPY = 256  # Bot API, CopyTextButton.text
LONGEST_BUTTON = 48  # more is cut off on a phone


@dataclass(frozen=True, slots=True)
class Card:
    """A message ready to send: HTML, its buttons, and the quotes that the gate has let through."""

    html: str
    keyboard: InlineKeyboardMarkup | None
    quotes: tuple[str, ...] = ()


def answer_card(
    answer: Answer, owner: int, heading: str = "", *, expert: bool = False, link: str = ""
) -> Card:
    """The card of an answer in its band. `heading` is a line of ours above it; `expert` says that
    there is a person whom a question can be handed to; `link` leads back to the answer."""
    above = (f"{escape(heading)}\n\n" if heading else "") + understood_line(answer)
    to_expert = [[button(texts.HAND_OVER, Verb.HAND_OVER, owner, answer.id)]] if expert else []
    if answer.band is Band.NONE:
        keyboard = InlineKeyboardMarkup(to_expert) if to_expert else None
        return Card(above + escape(answer.note or texts.NOTHING_FOUND), keyboard)
    if answer.band is Band.SUGGEST:
        rows = [[_suggested(one, answer, owner)] for one in answer.suggestions]
        keyboard = InlineKeyboardMarkup([*rows, *to_expert])
        return Card(above + escape(answer.note or texts.SUGGEST), keyboard)
    return _quoting_card(answer, owner, above, link)


def with_row(card: Card, row: list[InlineKeyboardButton], *, last: bool = False) -> Card:
    """The same card with a row of buttons more, above the others or below them."""
    rows = [list(one) for one in card.keyboard.inline_keyboard] if card.keyboard else []
    return replace(card, keyboard=InlineKeyboardMarkup([*rows, row] if last else [row, *rows]))


def _suggested(one: Suggestion, answer: Answer, owner: int) -> InlineKeyboardButton:
    if one.opens is Opens.ANSWER:
        return button(one.text, Verb.CHOOSE, owner, answer.id, one.revision_id)
    if one.opens is Opens.DOCUMENT:
        return button(one.text, Verb.DOCUMENT, owner, one.revision_id, 0)
    return button(one.text, Verb.OPEN, owner, one.passage_id, 0, answer.id)


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
    quotes = _shown(citation)
    old = "" if in_force else escape(texts.NOT_IN_FORCE_NOW) + "\n\n"
    path = " › ".join(dict.fromkeys((*passage.heading_path, passage.name)))
    head = f"<b>{escape(path)}</b>\n" if path else ""
    above = f"{old}{_warned(citation, today)}{head}"
    html = f"{above}{_quoted(quotes)}\n{_source(citation, today)}"
    return Card(html, _turning(passage, owner, neighbours), _words(quotes))


def _quoting_card(answer: Answer, owner: int, above: str, link: str) -> Card:
    html = above
    quotes: tuple[str, ...] = ()
    for number, citation in enumerate(answer.citations):
        related = number == 1 and not _goes_on(answer.citations[0], citation)
        lead = f"{escape(texts.RELATED)}\n" if related else ""
        part = lead + citation_part(citation, answer.answered_on)
        if number and len(html) + len(part) > BUDGET:
            break
        html += part + "\n\n"
        quotes += quotes_of(citation)
    if answer.note:
        html += f"{escape(answer.note)}\n\n"
    elif answer.citations[0].is_part_of_list:
        html += f"{escape(texts.ONE_OF_MANY)}\n\n"
    return Card(html + release_line(answer), _answer_buttons(answer, owner, link), quotes)


def citation_part(citation: Citation, today: date, longest: int = LONGEST_TOGETHER) -> str:
    """What the passage says of doing it, its words and where they stand; of quotes that together
    are longer than `longest`, the best with what governs it."""
    verdict = f"{_warned(citation, today)}{_verdict(citation)}"
    quoted = _quoted(_shown(citation, longest))
    return f"{verdict}\n{quoted}\n{_source(citation, today, longest)}"


def quotes_of(citation: Citation, longest: int = LONGEST_TOGETHER) -> tuple[str, ...]:
    """The quotes that stand in `citation_part`."""
    return _words(_shown(citation, longest))


def release_line(answer: Answer) -> str:
    """The release that the words are of, and the number of the answer."""
    return f"<i>{escape(texts.RELEASE.format(release=answer.release, answer=answer.id))}</i>"


def understood_line(answer: Answer) -> str:
    """How the question was read, where that is not as it was typed."""
    if not answer.understood:
        return ""
    question = shortened(answer.understood, LONGEST_NAME)
    return f"<i>{escape(texts.UNDERSTOOD.format(question=question))}</i>\n\n"


def _goes_on(first: Citation, second: Citation) -> bool:
    """Whether the second stands in the same article: it was asked for too."""
    same = first.document.revision_id == second.document.revision_id
    return same and first.passage.article == second.passage.article is not None


def _warned(citation: Citation, today: date) -> str:
    line = warning(citation.document, today)
    return f"{escape(line)}\n" if line else ""


def _verdict(citation: Citation) -> str:
    """The direct line: what the passage says of doing it, and of what it speaks."""
    label, name = modality_text(citation.passage.modality), citation.passage.name
    return f"<b>{escape(label)}</b> · {escape(shortened(name, LONGEST_NAME))}"


def _shown(citation: Citation, longest: int = LONGEST_TOGETHER) -> tuple[Span, ...]:
    """The spans as they fit a card: where all are too much, the best with what governs it."""
    spans = citation.quotes
    if sum(len(span.text) for span in spans) > longest:
        best = citation.spans[citation.best]
        spans = tuple(one for one in spans if one is best or one.kind is SpanKind.LEAD)
    return tuple(_shortened(span) for span in spans)


def _words(spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(span.text for span in spans)


def _shortened(span: Span) -> Span:
    words = _cut(span.text)
    return replace(span, text=words, end=span.start + len(words))


def _cut(quote: str) -> str:
    """A quote that fits a card, shortened only at its end: behind a sentence, or where the first
    is too long itself, a word."""
    if len(quote) <= LONGEST_QUOTE:
        return quote
    whole = [end for _, end in sentence_spans(quote) if end <= LONGEST_QUOTE]
    return quote[: whole[-1]] if whole else quote[:LONGEST_QUOTE].rsplit(None, 1)[0]


def _quoted(spans: Sequence[Span]) -> str:
    return "\n".join(quoted_lines(spans, _block))


def _block(span: Span) -> str:
    return f"<blockquote expandable>{escape(span.text, quote=False)}</blockquote>"


def _source(citation: Citation, today: date, longest: int = LONGEST_TOGETHER) -> str:
    document, passage = citation.document, citation.passage
    whole = quotes_of(citation, longest) == _words(citation.quotes)
    cut = "" if whole else f"{texts.LEFT_OUT} "
    line = f"📖 {cut}{cited(passage)}"
    facts = (issuer_of(document), day_text(document.issued_on), validity_text(document, today))
    line = joined(line, page_text(passage), *facts)
    note = source_note(passage)
    return escape(f"{line}\n↳ {note}" if note else line)


def reference_text(passage: PassageView) -> str:
    """What the copy button copies: where the words stand, never the words. Of a document whose
    name is too long, its number, its file or the name that is short and its own."""
    document = passage.document
    names = (document.number, document.source, document.slug)
    shorter = (f"{passage.locator}, {name}" for name in names if name)
    fitting = (text for text in (cited(passage), *shorter) if len(text) <= LONGEST_COPY)
    return next(fitting, cited(passage)[:LONGEST_COPY])


def shortened(label: str, limit: int = LONGEST_BUTTON) -> str:
    return label if len(label) <= limit else label[: limit - 1].rstrip() + "…"


def button(label: str, verb: Verb, owner: int, *args: object) -> InlineKeyboardButton:
    press = Press(verb, owner, tuple(map(str, args)))
    return InlineKeyboardButton(shortened(label), callback_data=press.encode())


def _answer_buttons(answer: Answer, owner: int, link: str) -> InlineKeyboardMarkup:
    passage = answer.citations[0].passage
    linked = InlineKeyboardButton(texts_releases.COPY_LINK, copy_text=CopyTextButton(link or "-"))
    return InlineKeyboardMarkup(
        [
            [button(texts.FULL_TEXT, Verb.FULL, owner, passage.id, 0)],
            [
                button(texts.PREVIOUS, Verb.OPEN, owner, passage.id, -1),
                button(texts.NEXT, Verb.OPEN, owner, passage.id, 1),
            ],
            [_copy(passage), *([linked] if link else [])],
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
