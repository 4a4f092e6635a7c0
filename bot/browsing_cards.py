"""Lists, documents and full texts -> Telegram cards."""

from collections.abc import Sequence
from datetime import date
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot.browsing import FullText, Group, Outline
from bot.callbacks import Verb
from bot.cards import BUDGET, Card, button, shortened
from bot.pages import PER_PAGE, fitting, in_rows, numbered, page_of, paged
from bot.wording import joined, named, validity_text
from knowledge.modality import Modality
from knowledge.views import DocumentView

GROUPS = 12  # of a list, on one page of buttons
LONGEST_LINE = 120  # so that a full group stays within one message


def list_card(modality: Modality, groups: Sequence[Group], number: int, owner: int) -> Card:
    """One group of a do or don't list in full, with buttons to its entries and other groups."""
    title = texts.LIST_TITLES[modality]
    if not groups:
        return Card(f"<b>{escape(title)}</b>\n\n{escape(texts.LIST_EMPTY)}", None)
    number = number if 0 <= number < len(groups) else 0
    group = groups[number]
    count = sum(len(one.entries) for one in groups)
    head = texts.LIST_COUNT.format(title=title, count=count, groups=len(groups))
    entries = list(enumerate(group.entries, start=group.before + 1))
    lines = [
        f"<b>{escape(head)}</b>\n",
        f"<b>{escape(group.title)}</b> ({len(group.entries)})",
        f"<i>{escape(named(group.document))}</i>",
        *(f"{place}. {escape(shortened(one.name, LONGEST_LINE))}" for place, one in entries),
        f"\n{escape(texts.LIST_CHOOSE)}",
    ]
    numbers = numbered(Verb.OPEN, [one.id for one in group.entries], group.before, owner)
    rows = [*in_rows(numbers), *_other_groups(modality, groups, number, owner)]
    return Card(fitting(lines), InlineKeyboardMarkup(rows))


def _other_groups(
    modality: Modality, groups: Sequence[Group], number: int, owner: int
) -> list[list[InlineKeyboardButton]]:
    """A button each for the groups on the same page, and to the pages beside it."""
    first = number - number % GROUPS
    last = min(first + GROUPS, len(groups))

    def to(label: str, place: int) -> list[InlineKeyboardButton]:
        return [button(label, Verb.LIST, owner, modality.value, place)]

    others = [
        to(f"{groups[place].title} ({len(groups[place].entries)})", place)
        for place in range(first, last)
        if place != number
    ]
    turns = [
        *(to(texts.BACK, first - GROUPS) if first else ()),
        *(to(texts.FORWARD, last) if last < len(groups) else ()),
    ]
    return [*others, turns] if turns else others


def documents_card(documents: Sequence[DocumentView], page: int, owner: int, today: date) -> Card:
    """The documents of the current release, a page of them, a button each."""
    page, pages, first = page_of(page, len(documents))
    shown = documents[first : first + PER_PAGE]
    lines = [f"<b>{escape(texts.DOCUMENTS_TITLE.format(count=len(documents)))}</b>\n"]
    for place, document in enumerate(shown, start=first + 1):
        facts = joined(document.issuer, validity_text(document, today))
        lines.append(f"{place}. <b>{escape(named(document))}</b>\n    {escape(facts)}")
    revisions = [document.revision_id for document in shown]
    numbers = numbered(Verb.DOCUMENT, revisions, first, owner)
    return Card(fitting(lines), paged(numbers, Verb.DOCUMENTS, owner, (), page, pages))


def outline_card(outline: Outline, page: int, owner: int, today: date) -> Card:
    """A document's parts, a page of them; each opens its first passage."""
    document = outline.document
    page, pages, first = page_of(page, len(outline.parts))
    shown = outline.parts[first : first + PER_PAGE]
    head = texts.DOCUMENT_PARTS.format(count=outline.passages, page=page + 1, pages=pages)
    facts = joined(document.issuer, validity_text(document, today))
    lines = [
        f"<b>{escape(named(document))}</b>",
        f"<i>{escape(facts)}</i>\n",
        f"{escape(head)}",
    ]
    for place, passage in enumerate(shown, start=first + 1):
        label = passage.name if passage.article or passage.anchor else passage.text
        lines.append(f"{place}. {escape(shortened(' '.join(label.split()), 90))}")
    numbers = numbered(Verb.OPEN, [passage.id for passage in shown], first, owner)
    args = (document.revision_id,)
    return Card(fitting(lines), paged(numbers, Verb.DOCUMENT, owner, args, page, pages))


def full_card(full: FullText, passage_id: int, owner: int) -> Card:
    """A page of full text, word for word, with a button to the next."""
    pages = f" ({full.page + 1}/{full.pages})" if full.pages > 1 else ""
    html = (
        f"<b>{escape(shortened(full.heading, 200))}</b>{pages}\n"
        f"<i>{escape(named(full.document))}</i>\n\n{escape(full.text[:BUDGET], quote=False)}"
    )
    if full.page + 1 == full.pages:
        return Card(html, None)
    more = button(texts.MORE, Verb.FULL, owner, passage_id, full.page + 1)
    return Card(html, InlineKeyboardMarkup([[more]]))
