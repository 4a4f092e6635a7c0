"""How a reading comes out of the process that read it: as JSON, of which nothing is believed."""

from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date
from typing import Any, TypeVar

from knowledge.reading.cleaning import is_clean
from knowledge.reading.limits import MAX_CHARACTERS
from knowledge.reading.reading import Head, Heading, Proposal, Reading, SourceNote

_READERS = frozenset({"markdown", "text", "word", "pdf", "html"})
_DATES = ("issued_on", "effective_from", "effective_to")
_PROPOSED = frozenset(field.name for field in fields(Head))
_LONGEST_FIELD = 2_000  # characters
_MOST_WARNINGS = 200
_T = TypeVar("_T")


class WireError(ValueError):
    """What came back is no reading."""


def packed(reading: Reading) -> dict[str, Any]:
    """A reading as JSON can hold it."""
    plain = asdict(reading)
    for name in _DATES:
        day = plain["head"][name]
        plain["head"][name] = day.isoformat() if day else None
    return plain


def unpacked(source: str, plain: object) -> Reading:
    """The reading, each part checked: lengths, offsets inside the text, no hidden characters.

    Args:
        source: the file's name as this side knows it; what the other side says is not asked.

    Raises:
        WireError: it is not what `packed` makes of a sound reading.
    """
    try:
        return _reading(source, _mapping(plain))
    except (KeyError, TypeError, ValueError, OverflowError) as exc:
        raise WireError(f"{type(exc).__name__}: {exc}") from exc


def sentence(plain: object) -> str:
    """One sentence out of the other process. Raises `WireError` where it is none."""
    try:
        return " ".join(_words(plain, _LONGEST_FIELD).split())
    except (TypeError, ValueError) as exc:
        raise WireError(f"{type(exc).__name__}: {exc}") from exc


def _reading(source: str, plain: dict[str, Any]) -> Reading:
    text = _words(plain["text"], MAX_CHARACTERS)
    reader = plain["reader"]
    if reader not in _READERS:
        raise ValueError("unknown reader")
    pages = tuple(_whole(page, len(text)) for page in _list(plain["pages"]))
    if list(pages) != sorted(pages):
        raise ValueError("pages out of order")
    return Reading(
        source,
        text,
        reader,
        _head(_mapping(plain["head"])),
        _each(plain["headings"], lambda one: _heading(one, text)),
        _each(plain["notes"], lambda one: _note(one, text)),
        tuple(_words(one, _LONGEST_FIELD) for one in _list(plain["warnings"])[:_MOST_WARNINGS]),
        pages,
        _each(plain["proposals"], lambda one: _proposal(one, text)),
    )


def _head(plain: dict[str, Any]) -> Head:
    values: dict[str, Any] = {}
    for field in fields(Head):
        value = plain[field.name]
        if isinstance(field.default, tuple):
            values[field.name] = tuple(_words(one, _LONGEST_FIELD) for one in _list(value))
        elif value is not None:
            words = _words(value, _LONGEST_FIELD)
            values[field.name] = date.fromisoformat(words) if field.name in _DATES else words
    return Head(**values)


def _heading(plain: dict[str, Any], text: str) -> Heading:
    start, end = _span(plain, text)
    title, anchor = _words(plain["title"], len(text)), plain["anchor"]
    if text[start:end] != title:
        raise ValueError("a heading is not where it is said to be")
    anchor = None if anchor is None else _words(anchor, _LONGEST_FIELD)
    return Heading(_whole(plain["level"], 100), title, start, end, anchor)


def _note(plain: dict[str, Any], text: str) -> SourceNote:
    start, end = _span(plain, text)
    return SourceNote(start, end, _words(plain["text"], len(text)))


def _proposal(plain: dict[str, Any], text: str) -> Proposal:
    start, end = _span(plain, text)
    if plain["field"] not in _PROPOSED:
        raise ValueError("a proposal for an unknown field")
    return Proposal(plain["field"], _words(plain["value"], _LONGEST_FIELD), start, end)


def _span(plain: dict[str, Any], text: str) -> tuple[int, int]:
    end = _whole(plain["end"], len(text))
    return _whole(plain["start"], end), end


def _each(plain: object, make: Callable[[dict[str, Any]], _T]) -> tuple[_T, ...]:
    return tuple(make(_mapping(one)) for one in _list(plain))


def _mapping(plain: object) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise TypeError("not an object")
    return plain


def _list(plain: object) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError("not a list")
    return plain


def _words(plain: object, longest: int) -> str:
    if not isinstance(plain, str):
        raise TypeError("not a string")
    if len(plain) > longest:
        raise ValueError(f"{len(plain)} characters, at most {longest}")
    if not is_clean(plain):
        raise ValueError("hidden or control characters")
    return plain


def _whole(plain: object, most: int) -> int:
    if type(plain) is not int or not 0 <= plain <= most:
        raise ValueError("not a whole number in range")
    return plain
