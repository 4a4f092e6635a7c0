"""A question cut into words, numbers and what must stay as it is: codes and addresses."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from index.text import fold, syllables_of_word

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ADDRESS = r"(?:https?://|www\.)\S+|\S+@\S+"
_CENTRAL = r"(?<!\w)[tT]\s?\.\s?[ưƯuUwW](?!\w)"  # T.Ư, which `normalise` makes "tw"
_JOINED = r"[^\W_]+(?:[-/.][^\W_]+)+"
_RUN = r"[^\W_]+"
_TOKEN = re.compile(f"(?P<address>{_ADDRESS})|(?P<central>{_CENTRAL})|{_JOINED}|{_RUN}")
_RUNS = re.compile(_RUN)
_PIECE = re.compile(r"\d+|[^\W\d_]+")
# Kinds of papers as their numbers have them: "37-QĐ/TW", "130/2020/nd-cp".
_PAPER = re.compile(r"(?:qd|nd|nq|tt|ttlt|ct|kl|hd|qc|tb|kh|bc|qh\d*|ubtvqh\d*|pl)")
_NUMBERED = re.compile(r"\d+/(?:19|20)\d\d(?:/|$)")
_CLAUSE_END = re.compile(r"[.;:?!\n]")


class Token(NamedTuple):
    """A piece of the question: `text[start:end]`, and its normalised syllables.

    fixed: nothing in it is to be read otherwise; glued: no space parts it from the piece before;
    opens: a clause begins with it.
    """

    raw: str
    start: int
    words: tuple[str, ...]
    fixed: bool
    glued: bool
    opens: bool

    @property
    def end(self) -> int:
        return self.start + len(self.raw)


def plain(question: str) -> str:
    """The question with one form of each letter, single-spaced, nothing invisible."""
    text = _INVISIBLE.sub("", question)
    if len(text.casefold()) != len(text):  # "ß": a mark behind it belongs to the last s
        text = "".join(c if len(c.casefold()) == 1 else c.casefold() for c in text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a plain text in order; together they have the syllables of the whole."""
    end = 0
    for raw, start, fixed in _raw_tokens(text):
        gap = text[end:start]
        opens = end == 0 or _CLAUSE_END.search(gap) is not None
        words = syllables_of_word(raw)  # a T . Ư, too, is taken apart as one
        yield Token(raw, start, words, fixed, not gap and not opens, opens)
        end = start + len(raw)


def pieces(token: Token) -> list[Token]:
    """Letters and digits of a token apart ("k2"); itself where there is nothing to part."""
    if token.fixed or len(token.words) == 1:
        return [token]
    found = list(_PIECE.finditer(token.raw))
    if len(found) < 2:
        return [token]
    return [
        Token(
            piece.group(),
            token.start + piece.start(),
            syllables_of_word(piece.group()),
            False,
            token.glued if number == 0 else True,
            token.opens and number == 0,
        )
        for number, piece in enumerate(found)
    ]


def _raw_tokens(text: str) -> Iterator[tuple[str, int, bool]]:
    for match in _TOKEN.finditer(text):
        raw = match.group()
        if match["address"]:
            yield raw, match.start(), True
        elif match["central"] or raw.isalnum():
            yield raw, match.start(), False
        elif _is_code(raw):
            yield raw, match.start(), True
        else:
            for run in _RUNS.finditer(raw):
                yield run.group(), match.start() + run.start(), False


def _is_code(raw: str) -> bool:
    """Whether joined words are a paper's number."""
    parts = [fold(part).casefold() for part in _RUNS.findall(raw)]
    return _NUMBERED.match(raw) is not None or any(_PAPER.fullmatch(part) for part in parts)
