"""Which documents of a release stand on a day: their own dates, and how they end each other."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from knowledge.reading.head import fold
from knowledge.views import DocumentView, Ending, PassageView, Validity

STANDS = frozenset((Validity.IN_FORCE, Validity.UNKNOWN))  # no date: said, and answered from

_SIGNS = re.compile(r"[\s./_-]+")
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
_YEAR = re.compile(r" (?:nam )?(?P<year>\d{4})$")


@dataclass(frozen=True, slots=True)
class Standing:
    """The documents of one release, by revision, each knowing what ends it."""

    documents: Mapping[int, DocumentView]
    _out: dict[date, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, documents: Sequence[DocumentView]) -> "Standing":
        """Of all documents of a release."""
        return cls({one.revision_id: one for one in linked(documents)})

    def out_of_force(self, on: date) -> frozenset[int]:
        """The revisions that do not answer on a day: expired, replaced, not in force yet. Worked
        out once a day: every question asks for it."""
        out = self._out.get(on)
        if out is None:
            answers = {key for key, one in self.documents.items() if one.validity(on) in STANDS}
            out = self._out[on] = frozenset(self.documents.keys() - answers)
        return out

    def shown(self, passages: Iterable[PassageView]) -> list[PassageView]:
        """The passages with their documents as this release knows them; those of another release
        as they are."""
        return [
            replace(one, document=self.documents.get(one.document.revision_id, one.document))
            for one in passages
        ]


def linked(documents: Sequence[DocumentView]) -> list[DocumentView]:
    """The documents of one release, each with what ends it among the others.

    A document that says "thay thế Quy định số 47-QĐ/TW" ends that one from the first day of its own
    force on; where it names none, from the day it was issued. It does so for good, also when it is
    replaced in turn. One that began before the other did cannot have ended it: such a line is an
    error of writing.
    """
    endings: dict[int, Ending] = {}
    for revision, ending in _endings(documents):
        known = endings.get(revision)
        if known is None or (ending.on or date.min) < (known.on or date.min):
            endings[revision] = ending
    return [replace(one, ending=endings.get(one.revision_id)) for one in documents]


class Names:
    """Documents by what others call them: a number, or a title with or without its year."""

    def __init__(self, documents: Iterable[DocumentView]) -> None:
        self._by_name: dict[str, list[DocumentView]] = {}
        for one in documents:
            names = {fold(one.title), number_key(one.number) if one.number else ""}
            for name in names - {""}:
                self._by_name.setdefault(name, []).append(one)

    def called(self, name: str) -> list[DocumentView]:
        if numbered := self._by_name.get(number_key(name)):
            return numbered
        plain = fold(name)
        if (year := _YEAR.search(plain)) is None:
            return self._by_name.get(plain, [])
        titled = self._by_name.get(plain, []) + self._by_name.get(plain[: year.start()], [])
        issued = int(year["year"])
        return [one for one in titled if one.issued_on and one.issued_on.year == issued]


def number_key(number: str) -> str:
    """A number as numbers are compared: "08-QĐi/TW" and "8-QDi/TW" are one."""
    return _SIGNS.sub("-", _LEADING_ZEROS.sub("", fold(number)))


def _endings(documents: Sequence[DocumentView]) -> Iterator[tuple[int, Ending]]:
    names = Names(documents)
    for one in documents:
        for replaces, others in ((True, one.replaces), (False, one.repeals)):
            for other in (found for name in others for found in names.called(name)):
                yield from _ending(other, one, replaces=replaces)
        for other in names.called(one.replaced_by) if one.replaced_by else ():
            yield from _ending(one, other, replaces=True)


def _ending(
    ended: DocumentView, by: DocumentView, *, replaces: bool
) -> Iterator[tuple[int, Ending]]:
    same = ended.number and by.number and number_key(ended.number) == number_key(by.number)
    if ended.revision_id == by.revision_id or same or by.is_retold:
        return
    began, on = _began(ended), _began(by)
    if began is None or on is None or on >= began:
        yield ended.revision_id, Ending(by.number or by.title, on, replaces, by.revision_id)


def _began(document: DocumentView) -> date | None:
    return document.effective_from or document.issued_on
