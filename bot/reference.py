"""References by number: "điều 5 khoản 2 QĐ 37", "k2 đ5 luật viên chức" -> passages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.text import fold, syllables
from knowledge.views import DocumentView, PassageView

_ARTICLE = re.compile(r"\b(?:dieu|d)\s*(\d+[a-z]?)\b")
_CLAUSE = re.compile(r"\b(?:khoan|k)\s*(\d+[a-z]?)\b")
_POINT = re.compile(r"(?<!\w)(?:điểm|diem)\s+([a-zđ])(?!\w)")
# Around a reference these ask for its words and name nothing.
_AROUND = frozenset(
    ("cua", "o", "tai", "trong", "theo", "so", "quy", "dinh", "noi", "gi", "la", "ve", "xem", "cho")
)


@dataclass(frozen=True, slots=True)
class Reference:
    """The numbers of a reference, and what is left: the name of its document."""

    article: str | None
    clause: str | None
    point: str | None
    document: tuple[str, ...]  # folded syllables

    @classmethod
    def parse(cls, text: str) -> "Reference":
        lowered = text.casefold()
        point = _POINT.search(lowered)
        rest = fold(_POINT.sub(" ", lowered))
        clause, article = _CLAUSE.search(rest), _ARTICLE.search(rest)
        rest = _ARTICLE.sub(" ", _CLAUSE.sub(" ", rest))
        return cls(
            article=article.group(1) if article else None,
            clause=clause.group(1) if clause else None,
            point=point.group(1) if point else None,
            document=_name(syllables(rest)),
        )


def documents_meant(reference: Reference, documents: Sequence[DocumentView]) -> list[DocumentView]:
    """The documents that a reference may mean: by slug, number, file name or title, in this order;
    several when it does not say enough, all of them when it names none."""
    if not reference.document:
        return list(documents)
    wanted = "".join(reference.document)
    for names in (_slug, _number, _file):
        exact = [document for document in documents if _joined(names(document)) == wanted]
        if exact:
            return exact
    begun = [one for one in documents if _joined(one.title).startswith(wanted)]
    if len(begun) == 1:  # a law, and not the decree whose title goes on to name the law
        return begun
    words = set(reference.document)
    return [document for document in documents if words <= _words_of(document)]


def resolved(reference: Reference, documents: Sequence[DocumentView]) -> DocumentView | None:
    """The one document that a reference to an article means; None when that is not certain."""
    if reference.article is None:
        return None
    meant = documents_meant(reference, documents)
    return meant[0] if len(meant) == 1 else None


def passages_meant(reference: Reference, passages: Sequence[PassageView]) -> list[PassageView]:
    """The passages of one document that a reference names; the whole article for an article."""
    if reference.article is None:
        return list(passages)
    found = [one for one in passages if (one.article or "").casefold() == reference.article]
    for part in (
        f"khoản {reference.clause} " if reference.clause else "",
        f"điểm {reference.point} " if reference.point else "",
    ):
        narrowed = [one for one in found if part in f"{one.locator} "]
        # A short clause is one passage with its points: the clause is then what is shown.
        found = narrowed or found
    return found


def _name(words: list[str]) -> tuple[str, ...]:
    """What names a document: the words without those that stand around it."""
    while words and words[0] in _AROUND:
        words = words[1:]
    while words and words[-1] in _AROUND:
        words = words[:-1]
    return tuple(words)


def _slug(document: DocumentView) -> str:
    return document.slug


def _number(document: DocumentView) -> str:
    return document.number or ""


def _file(document: DocumentView) -> str:
    return document.source


def _joined(name: str) -> str:
    return "".join(syllables(fold(name)))


def _words_of(document: DocumentView) -> set[str]:
    named = (document.title, document.number, document.kind, document.issuer)
    return set(syllables(fold(" ".join(part for part in named if part))))
