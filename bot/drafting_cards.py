"""Drafts of coming releases -> Telegram cards; all escaping of theirs."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import texts
from bot import texts_drafting as said
from bot.callbacks import Verb
from bot.cards import BUDGET, LONGEST_NAME, Card, button, shortened
from bot.carried_corrections import BETWEEN
from bot.comparison import Comparison, Proof
from bot.draft_report import Becomes, DraftReport, FileReport
from bot.drafting import FIELDS, NEEDED
from bot.proposed import told
from bot.publishing import Prepared
from bot.wording import day_text, joined, named, validity_text
from knowledge.drafts import DraftView
from knowledge.reading.head import parse_date
from knowledge.reading.head_fields import DATES
from knowledge.views import DocumentView

LONGEST_LINE = 300
MOST_WARNINGS = 5  # of one file
MOST_TITLES = 6  # of documents added, changed or removed
LONGEST_LISTED = 90  # so that all lists of a comparison fit one message
MOST_BROKEN = 10
IN_A_ROW = 2

_BECOMES = {
    Becomes.NEW: said.BECOMES_NEW,
    Becomes.NEWER: said.BECOMES_NEWER,
    Becomes.SAME: said.BECOMES_SAME,
}
Rows = list[list[InlineKeyboardButton]]


def report_card(report: DraftReport, today: date, above: str = "") -> Card:
    """What was read, with the words it came from, and what can be put right."""
    draft = report.draft
    head = [above] if above else []
    head += [said.REPORT_TITLE.format(count=len(report.files)), said.NOT_SEEN_YET]
    if draft.note:
        head.append(said.NOTE.format(note=shortened(draft.note, LONGEST_LINE)))
    top = f"<b>{escape(head[0])}</b>\n" + "\n".join(escape(line) for line in head[1:])
    full = [_file_block(one, place, today, words=True) for place, one in _numbered(report)]
    if len(top) + sum(map(len, full)) > BUDGET:  # many files: without the words they came from
        full = [_file_block(one, place, today, words=False) for place, one in _numbered(report)]
    return Card("\n\n".join([top, *_fitting(full, BUDGET - len(top))]), _report_buttons(report))


def fields_card(one: FileReport, draft: DraftView) -> Card:
    """Which field of a document to put right."""
    assert one.document is not None  # only what was read has fields
    lines = [said.WHICH_FIELD.format(document=_name(one.document)), ""]
    lines += [
        said.FIELD_NOW.format(label=texts.HEAD_FIELDS[name], value=value_of(one.document, name))
        for name in FIELDS
    ]
    choices = [
        button(texts.HEAD_FIELDS[name], Verb.DRAFT_FIELD, draft.author_id, draft.id, one.file.id, n)
        for n, name in enumerate(FIELDS)
    ]
    rows: Rows = [choices[n : n + IN_A_ROW] for n in range(0, len(choices), IN_A_ROW)]
    return _card(lines, [*rows, [_back(draft)]])


def files_card(report: DraftReport) -> Card:
    """Which document to put right."""
    draft = report.draft
    rows: Rows = [
        [button(_name(one.document), Verb.DRAFT_FIELDS, draft.author_id, draft.id, one.file.id)]
        for one in report.files
        if one.document is not None
    ]
    return _card([said.WHICH_FILE], [*rows, [_back(draft)]])


def asking_card(one: FileReport, draft: DraftView, place: int, problem: str = "") -> Card:
    """Type the value of one field; `problem` is why the last one would not do."""
    assert one.document is not None  # only what was read has fields
    name = FIELDS[place]
    lines = [said.FAILED.format(reason=problem), ""] if problem else []
    asked = said.TYPE_VALUE.format(
        document=_name(one.document),
        label=texts.HEAD_FIELDS[name],
        value=value_of(one.document, name),
    )
    lines += [asked, said.AS_A_DAY] if name in DATES else [asked]
    owner, args = draft.author_id, (draft.id, one.file.id, place)
    clear = [] if name in NEEDED else [button(said.CLEAR, Verb.DRAFT_CLEAR, owner, *args)]
    stop = button(said.STOP_CORRECTING, Verb.DRAFT_SHOW, owner, draft.id)
    return _card(lines, [[*clear, stop]])


def comparison_card(prepared: Prepared, draft: DraftView, above: str = "") -> Card:
    """What publishing would change, and whether golden questions hold."""
    comparison, number = prepared.comparison, prepared.compared_with
    title = said.COMPARED_TITLE.format(release=number) if number else said.COMPARED_FIRST
    lines = [above, ""] if above else []
    lines.append(title)
    if prepared.release is None:
        return _card([*lines, "", said.NOTHING_CHANGED], [_edit_row(draft)])
    lines += ["", *_changes(comparison), "", *_proof(comparison.proof)]
    owner, args = draft.author_id, (draft.id, prepared.release)
    rows: Rows = [
        [button(said.PUBLISH, Verb.DRAFT_PUBLISH, owner, *args)],
        [button(said.DIFFERENCE, Verb.DRAFT_DIFFERENCE, owner, *args)],
        _edit_row(draft),
    ]
    return _card(lines, rows)


def refused_card(broken: Sequence[str], draft: DraftView) -> Card:
    """Golden questions break: named, and published only if one insists."""
    lines = [
        said.REFUSED.format(count=len(broken)),
        "",
        *_listed(said.BREAKS, "question", broken, MOST_BROKEN, said.MORE_BREAKS),
        "",
        said.INSIST_HINT,
    ]
    owner, args = draft.author_id, (draft.id, draft.release_id)
    rows: Rows = [
        [button(said.INSIST, Verb.DRAFT_INSIST, owner, *args)],
        [button(said.DIFFERENCE, Verb.DRAFT_DIFFERENCE, owner, *args)],
        _edit_row(draft),
    ]
    return _card(lines, rows)


def published_card(draft: DraftView, *, sure: bool = False) -> Card:
    """Which release answers now, and the way back; `sure` asks for the second tap."""
    before, release = draft.compared_with, draft.release_id
    if before is None:
        return _card([said.PUBLISHED_FIRST.format(release=release)], [])
    lines = [said.PUBLISHED.format(release=release, before=before)]
    label = said.UNDO.format(release=before)
    if sure:
        lines += ["", said.UNDO_ASKED.format(release=before)]
        label = said.UNDO_SURE.format(release=before)
    return _card(lines, [[button(label, Verb.DRAFT_UNDO, draft.author_id, draft.id, int(sure))]])


def failed_card(reason: str, draft: DraftView) -> Card:
    """A step that could not be done, and the way to try it again."""
    again = button(said.TRY_AGAIN, Verb.DRAFT_COMPARE, draft.author_id, draft.id)
    return _card([said.FAILED.format(reason=reason)], [[again], _edit_row(draft)])


def stop_button(owner: int, draft_id: int) -> InlineKeyboardMarkup:
    """For a message that says how far reading is."""
    return InlineKeyboardMarkup([[button(said.STOP, Verb.DRAFT_DISCARD, owner, draft_id)]])


def plain_card(sentence: str) -> Card:
    """One sentence and no button."""
    return _card([sentence], [])


def value_of(document: DocumentView, name: str) -> str:
    """A field of a document's head as a person reads it."""
    value = getattr(document, name)
    if isinstance(value, tuple):
        return BETWEEN.join(value) or said.EMPTY
    return day_text(value) if isinstance(value, date) else value or said.EMPTY


def _corrected(value: str | None) -> str:
    day = parse_date(value) if value else None
    return day_text(day) if day else value or said.EMPTY


def _numbered(report: DraftReport) -> Iterable[tuple[int, FileReport]]:
    return enumerate(report.files, start=1)


def _file_block(one: FileReport, place: int, today: date, *, words: bool) -> str:
    if one.document is None:
        problem = one.file.problem
        line = said.NOT_READ.format(problem=problem) if problem else None
        return escape(f"{place}. {line or said.WAITS.format(name=one.file.name)}")
    document = one.document
    issued = said.ISSUED.format(day=day_text(document.issued_on)) if document.issued_on else None
    counts = said.COUNTS if one.articles else said.COUNTS_WITHOUT
    number = None if document.number else said.NUMBER_MISSING
    lines = [
        said.FILE.format(name=one.file.name),
        joined(document.issuer, number, issued, validity_text(document, today)),
        counts.format(articles=one.articles, passages=one.passages),
        said.GIVES_WAY.format(name=one.gives_way_to) if one.gives_way_to else _BECOMES[one.becomes],
    ]
    lines += [
        (said.ENDS if each.is_on else said.SPARES).format(document=_name(each.document))
        for each in one.replacements
    ]
    lines += [
        said.CARRIED.format(
            label=texts.HEAD_FIELDS[name].lower(),
            value=_corrected(value),
            now=value_of(document, name),
        )
        for name, value in one.carried.items()
    ]
    if one.file.corrections:
        fields = ", ".join(texts.HEAD_FIELDS[name].lower() for name in one.file.corrections)
        lines.append(said.CORRECTED.format(fields=fields))
    lines += [
        said.WARNING.format(warning=shortened(warning, LONGEST_LINE))
        for warning in document.warnings[:MOST_WARNINGS]
    ]
    decided = one.file.corrections
    proposed = [each for each in one.proposed if each.field not in decided] if words else []
    lines += [f"↳ {shortened(line, LONGEST_LINE)}" for line in told(proposed)]
    head = f"{place}. <b>{escape(shortened(named(document), LONGEST_NAME))}</b>"
    return "\n".join([head, *(escape(line) for line in lines if line)])


def _fitting(blocks: Sequence[str], room: int) -> list[str]:
    """Whole blocks as long as there is room, and how many are left."""
    shown: list[str] = []
    for block in blocks:
        room -= len(block)
        if room < 0 and shown:
            return [*shown, escape(said.MORE_FILES.format(count=len(blocks) - len(shown)))]
        shown.append(block)
    return shown


def _report_buttons(report: DraftReport) -> InlineKeyboardMarkup:
    draft, rows = report.draft, []
    owner = draft.author_id
    for one in report.files:
        for place, each in enumerate(one.replacements):
            label = said.DO_SPARE if each.is_on else said.DO_END
            text = label.format(document=each.document.number or each.document.title)
            args = (draft.id, one.file.id, place, int(not each.is_on))
            rows.append([button(text, Verb.DRAFT_ENDS, owner, *args)])
        if one.carried and one.document is not None:
            text = said.DO_CARRY.format(document=one.document.number or one.document.title)
            rows.append([button(text, Verb.DRAFT_CARRY, owner, draft.id, one.file.id)])
    if any(one.document for one in report.files):
        right = [[button(said.RIGHT, Verb.DRAFT_COMPARE, owner, draft.id)]]
        return InlineKeyboardMarkup([*right, *rows, _edit_row(draft)])
    return InlineKeyboardMarkup([[_discard(draft)]])


def _changes(comparison: Comparison) -> list[str]:
    return [
        *_listed(said.ADDED, "title", comparison.added, MOST_TITLES, said.MORE_DOCUMENTS),
        *_listed(said.CHANGED, "title", comparison.changed, MOST_TITLES, said.MORE_DOCUMENTS),
        *_listed(said.REMOVED, "title", comparison.removed, MOST_TITLES, said.MORE_DOCUMENTS),
        said.UNCHANGED.format(count=comparison.unchanged),
        said.PASSAGES.format(added=comparison.passages_added, removed=comparison.passages_removed),
    ]


def _proof(proof: Proof) -> list[str]:
    if not proof.asked:
        return [said.NO_GOLDEN]
    lines = [said.GOLDEN.format(answered=proof.answered, asked=proof.asked)]
    lines += _listed(said.BREAKS, "question", proof.broken, MOST_BROKEN, said.MORE_BREAKS)
    if proof.unanswered:
        lines.append(said.GOLDEN_UNANSWERED.format(count=len(proof.unanswered)))
    return lines


def _listed(form: str, key: str, values: Sequence[str], most: int, more: str) -> list[str]:
    lines = [form.format(**{key: shortened(one, LONGEST_LISTED)}) for one in values[:most]]
    return [*lines, more.format(count=len(values) - most)] if len(values) > most else lines


def _edit_row(draft: DraftView) -> list[InlineKeyboardButton]:
    correct = button(said.CORRECT, Verb.DRAFT_FILES, draft.author_id, draft.id)
    return [correct, _discard(draft)]


def _discard(draft: DraftView) -> InlineKeyboardButton:
    return button(said.DISCARD, Verb.DRAFT_DISCARD, draft.author_id, draft.id)


def _back(draft: DraftView) -> InlineKeyboardButton:
    return button(said.BACK, Verb.DRAFT_SHOW, draft.author_id, draft.id)


def _name(document: DocumentView | None) -> str:
    return shortened(named(document), LONGEST_NAME // 2) if document else ""


def _card(lines: Sequence[str], rows: Rows) -> Card:
    html = "\n".join(escape(line) for line in lines)
    first, _, rest = html.partition("\n")
    html = f"<b>{first}</b>\n{rest}" if rest else html
    return Card(html, InlineKeyboardMarkup(rows) if rows else None)
