"""Which versions of the documents answer a question: those in force, unless it asks for others."""

import functools
import re
from collections.abc import Iterable, Iterator
from datetime import date

from bot.eras import Era, OfYear, Period, era_of
from index.text import fold
from knowledge.standing import Standing, number_key
from knowledge.views import DocumentView, Validity

_NUMBER = re.compile(r"(?P<first>\d+[a-z]?)(?:-(?P<year>\d{4}))?-(?P<letters>[a-z]+)")
# What the letters of a number stand for, as a key: "Quy định 47" is 47-QĐ/TW.
_KINDS = {
    "nd": "nghi-dinh",
    "nq": "nghi-quyet",
    "qd": "quyet-dinh|quy-dinh",
    "qdi": "quy-dinh|qd",
    "tt": "thong-tu",
    "ct": "chi-thi",
    "kl": "ket-luan",
    "hd": "huong-dan",
    "kh": "ke-hoach",
    "qc": "quy-che",
    "qh": "luat|bo-luat|nghi-quyet",
}

_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"[1-9]\d*")
_key = functools.lru_cache(maxsize=4_096)(number_key)

Revisions = frozenset[int]


def left_out(question: str, standing: Standing, today: date) -> Revisions:
    """The revisions that take no part in answering a question.

    Without a word on time these are all that are not in force today. A question that names one of
    them ("theo Quy định 47") is answered from what it names alone; one that asks for an earlier or
    later time from what was, or will be, in force then, and not from what took, or will have taken,
    its place. Whatever this does not touch answers as ever.
    """
    out = standing.out_of_force(today)
    if not out:
        return out
    era = era_of(question)
    if era is None and not _DIGIT.search(question):
        return out  # as most questions
    named = _numbered(question, standing, out) | _of_year(era, standing)
    if named & out:
        return frozenset(standing.documents) - named
    if isinstance(era, OfYear) and era.is_any:
        era = Period(date(era.year, 1, 1), date(era.year, 12, 31))
    wanted = frozenset(one for one in out if _fits(standing.documents[one], era, today))
    return (out - wanted) | (_closed(wanted, era, standing, today) - wanted)


def _fits(document: DocumentView, era: Era | Period | OfYear | None, today: date) -> bool:
    """Whether a document that is not in force today was or will be in the time asked for."""
    validity = document.validity(today)
    if era is Era.BEFORE:
        return validity is not Validity.NOT_YET
    if era in (Era.COMING, Era.NOW_OR_COMING):
        return validity is Validity.NOT_YET
    return isinstance(era, Period) and not _holds(era, today) and _stood_in(document, era)


def _holds(period: Period, today: date) -> bool:
    return period.first <= today <= period.last


def _stood_in(document: DocumentView, period: Period) -> bool:
    began = document.effective_from or document.issued_on or date.min
    return began <= period.last and (document.out_since or date.max) > period.first


def _closed(
    wanted: Revisions, era: Era | Period | OfYear | None, standing: Standing, today: date
) -> Revisions:
    """What stands today in the place of the wanted ones, or will have given place to them."""
    if era is Era.BEFORE or (isinstance(era, Period) and era.last < today):
        return frozenset(_later(wanted, standing))
    if era is Era.COMING or (isinstance(era, Period) and era.first > today):
        return frozenset(
            revision
            for revision in standing.documents
            if set(_later({revision}, standing)) & wanted
        )
    return frozenset()


def _later(revisions: Iterable[int], standing: Standing) -> Iterator[int]:
    """What ended some documents, what ended that, and so on."""
    seen: set[int] = set()
    waiting = list(revisions)
    while waiting:
        document = standing.documents.get(waiting.pop())
        by = document.ending.revision_id if document and document.ending else None
        if by is not None and by not in seen:
            seen.add(by)
            waiting.append(by)
            yield by


def _numbered(question: str, standing: Standing, out: Revisions) -> Revisions:
    """The documents whose numbers a question gives. "Quy định 47" means an old one only where none
    that stands is called so too."""
    asked = number_key(question)
    figures = set(_FIGURES.findall(asked))
    full: set[int] = set()
    short: dict[int, str] = {}
    for revision, document in standing.documents.items():
        key = _key(document.number or "")
        if not figures.intersection(_FIGURES.findall(key)[:1]):
            continue  # of a thousand documents nearly all
        if re.search(rf"(?<![a-z\d])0*{re.escape(key)}(?![a-z\d])", asked):
            full.add(revision)
        elif (pattern := _short(key)) and (match := re.search(pattern, asked)):
            short[revision] = match[0]
    now = {said for revision, said in short.items() if revision not in out}
    kept = {revision for revision, said in short.items() if revision not in out or said not in now}
    return frozenset(full or kept)


def _short(key: str) -> str | None:
    """How a number is said without its letters: its kind and its first figure, perhaps its year."""
    match = _NUMBER.match(key)
    if match is None:
        return None
    kinds = f"{match['letters']}|{_KINDS.get(match['letters'].rstrip('0123456789'), 'so')}"
    year = f"(?:-(?:nam-)?{match['year']})?" if match["year"] else ""
    return (
        rf"(?<![a-z\d])(?:{kinds})-?(?:so-)?0*{match['first']}{year}(?![a-z\d])(?!-(?:19|20)\d\d)"
    )


def _of_year(era: Era | Period | OfYear | None, standing: Standing) -> Revisions:
    """The documents that "Luật Viên chức năm 2010" names."""
    if not isinstance(era, OfYear) or era.is_any:
        return frozenset()
    return frozenset(
        revision
        for revision, one in standing.documents.items()
        if _year(one) == era.year and (title := fold(one.title.casefold()))
        if title.startswith(era.name) or era.name.endswith(title)
    )


def _year(document: DocumentView) -> int | None:
    if document.issued_on:
        return document.issued_on.year
    match = _NUMBER.match(number_key(document.number or ""))
    return int(match["year"]) if match and match["year"] else None
