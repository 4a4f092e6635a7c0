"""A difference -> a short text: Telegram's HTML for a card, or plain for a shell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from bot import texts_releases as texts
from bot.difference.documents import Difference, DocumentChange, FieldChange
from bot.difference.passages import Change
from bot.difference.words import Kind, Piece
from bot.wording import modality_text, named

# Telegram parses 4,096 code points and 100 entities of a message; a card keeps room for lines of
# its own.
LONGEST = 3_400
MOST_ENTITIES = 80
CONTEXT = 60  # code points around a change
LONGEST_PIECE = 240  # code points of what was put in, or taken out, in one place
LONGEST_NAME = 160


@dataclass(frozen=True, slots=True)
class Marks:
    """How kinds of words are told apart; `text` makes words safe to stand among the marks."""

    added: tuple[str, str]
    removed: tuple[str, str]
    strong: tuple[str, str]
    escapes: bool

    def text(self, words: str) -> str:
        return escape(words, quote=False) if self.escapes else words

    def put(self, mark: tuple[str, str], words: str) -> str:
        body = words.rstrip()
        return f"{mark[0]}{self.text(body)}{mark[1]}{words[len(body) :]}" if body else words


CARD = Marks(("<b>", "</b>"), ("<s>", "</s>"), ("<b>", "</b>"), escapes=True)
PLAIN = Marks(("[+", "+]"), ("[-", "-]"), ("", ""), escapes=False)


def card_text(difference: Difference, longest: int = LONGEST) -> str:
    """The first changes as Telegram's HTML, within its limits, with how many more there are."""
    lines = list(_lines(difference, CARD))
    shown: list[str] = []
    length = entities = 0
    for number, line in enumerate(lines):
        length += len(_parsed(line)) + 1
        entities += line.count("</")
        if length > longest or entities > MOST_ENTITIES:
            rest = texts.MORE_CHANGES.format(count=len(lines) - number)
            return "\n".join([*shown, escape(rest)])
        shown.append(line)
    return "\n".join(shown)


def is_whole(difference: Difference, longest: int = LONGEST) -> bool:
    """Whether `card_text` has room for all that differs, word for word."""
    lines = list(_lines(difference, CARD))
    fits = sum(len(_parsed(line)) + 1 for line in lines) <= longest
    pieces = (piece for one in difference.documents for two in one.changes for piece in two.pieces)
    short = all(len(piece.text) <= LONGEST_PIECE for piece in pieces if piece.kind is not Kind.KEPT)
    whole = all(one.before and one.after for one in difference.documents)
    return fits and short and whole and sum(line.count("</") for line in lines) <= MOST_ENTITIES


def plain_text(difference: Difference) -> str:
    """Every change, for a shell: [-what went-] [+what came+]."""
    return "\n".join(_lines(difference, PLAIN))


def _lines(difference: Difference, marks: Marks) -> Iterator[str]:
    """A line a fact: documents, fields, passages."""
    if not difference.documents:
        yield marks.text(texts.NO_DIFFERENCE)
    for one in difference.documents:
        yield from _document(one, marks)
    if difference.documents and difference.unchanged:
        yield marks.text(texts.UNCHANGED_DOCUMENTS.format(count=difference.unchanged))


def _document(one: DocumentChange, marks: Marks) -> Iterator[str]:
    name = marks.put(marks.strong, _cut(named(one.document), LONGEST_NAME))
    if one.before is None or one.after is None:
        said = texts.DOCUMENT_REMOVED if one.after is None else texts.DOCUMENT_ADDED
        yield said.format(document=name, count=one.passages)
        return
    yield texts.DOCUMENT_CHANGED.format(document=name)
    for field in one.fields:
        yield _field(field, marks)
    if not one.changes and not one.fields:
        yield marks.text(texts.SAME_WORDS)
    for change in one.changes:
        yield _passage(change, marks)


def _field(field: FieldChange, marks: Marks) -> str:
    before, after = (
        _cut(side, LONGEST_NAME) if side else None for side in (field.before, field.after)
    )
    shown = [
        marks.put(marks.removed, before) if before else "",
        marks.put(marks.added, after) if after else "",
    ]
    return f"• {marks.text(field.label)}: {' '.join(filter(None, shown))}"


def _passage(change: Change, marks: Marks) -> str:
    where = marks.text(_cut(change.locator, LONGEST_NAME))
    if change.before and change.after:
        label = texts.PASSAGE_CHANGED
    else:
        label = texts.PASSAGE_ADDED if change.after else texts.PASSAGE_REMOVED
    turned = f" {marks.text(turned_text(change))}" if change.turned else ""
    return f"• {label.format(place=where)}{turned} {_excerpt(change.pieces, marks)}"


def turned_text(change: Change) -> str:
    """What a passage says of doing it, before and now."""
    sides = (change.before, change.after)
    before, after = (modality_text(one.modality if one else None) for one in sides)
    return f"({before} → {after})"


def _excerpt(pieces: Sequence[Piece], marks: Marks) -> str:
    """What changed, with a few words around it; letters alone where nothing else did."""
    shown = ""
    for place, piece in enumerate(pieces):
        text = " ".join(piece.text.split()) + " " * piece.text[-1:].isspace()
        if piece.kind is Kind.KEPT:
            shown += marks.text(_around(text, first=not place, last=place == len(pieces) - 1))
        else:
            mark = marks.added if piece.kind is Kind.ADDED else marks.removed
            shown += marks.put(mark, _cut(text, LONGEST_PIECE))
            # Words taken out and words put in of one place never run into each other.
            if not shown[-1:].isspace() and place + 1 < len(pieces):
                shown += " " * (pieces[place + 1].kind is not Kind.KEPT)
    return shown.strip()


def _around(text: str, *, first: bool, last: bool) -> str:
    """Kept words between two changes: only those near a change."""
    head = "" if first else _until(text, CONTEXT)
    tail = "" if last else _until(text[::-1], CONTEXT)[::-1]
    if first and last:
        return _cut(text, 2 * CONTEXT)
    if len(head) + len(tail) >= len(text):
        return text
    return f"{head}… {tail.lstrip()}" if head else f"…{tail}"


def _until(text: str, length: int) -> str:
    """The words at the beginning of a text, up to a length."""
    if len(text) <= length:
        return text
    words = text[:length].rpartition(" ")[0]
    return f"{words} " if words else text[:length]


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _parsed(line: str) -> str:
    for tag in (*CARD.added, *CARD.removed):
        line = line.replace(tag, "")
    return line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
