"""What a document can be called: its names, the words of them, the kinds that papers have."""

import functools
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from bot.references.words import typed
from bot.wording import named
from index.abbreviations import built_in
from index.chat_spelling import readings
from index.text import fold
from knowledge.views import DocumentView

# The letters in a document's number, or typed for its kind, and the kinds that they stand for.
KINDS_OF = {
    "hp": ("hien phap",),
    "bl": ("bo luat",),
    "l": ("luat",),
    "qh": ("luat", "bo luat", "nghi quyet", "hien phap"),
    "pl": ("phap lenh",),
    "nd": ("nghi dinh",),
    "nq": ("nghi quyet",),
    "nqlt": ("nghi quyet lien tich",),
    "qd": ("quyet dinh", "quy dinh"),
    "tt": ("thong tu",),
    "ttlt": ("thong tu lien tich",),
    "ct": ("chi thi",),
    "kl": ("ket luan",),
    "hd": ("huong dan",),
    "kh": ("ke hoach",),
    "qc": ("quy che",),
    "tb": ("thong bao",),
    "ctr": ("chuong trinh",),
    "da": ("de an",),
    "cv": ("cong van",),
}
KINDS = tuple(
    sorted(
        {kind for kinds in KINDS_OF.values() for kind in kinds}
        | {"dieu le", "quy tac", "noi quy", "so tay", "lenh", "cam nang", "van ban"},
        key=len,
        reverse=True,
    )
)
# They stand between the words of a name, or between a name and its number or year.
LINKING = frozenset(("cua", "va", "ve", "so", "cac", "do", "cho", "trong", "doi", "voi", "nam"))
_SHORTEST_INITIALS, _LONGEST_INITIALS = 2, 8


def plain_words(text: str) -> tuple[str, ...]:
    """The folded words of a name; letters and digits are parted."""
    return tuple(word.plain for word in typed(text).words)


@functools.lru_cache(maxsize=16_384)  # the locators of a document are compared again and again
def spelt_key(text: str) -> str:
    """The words of a text in one spelling, parted by spaces: what a citation is compared by."""
    return " ".join(word.spelt for word in typed(text).words)


@functools.lru_cache(maxsize=16_384)
def plain_key(text: str) -> str:
    """The same without marks."""
    return " ".join(plain_words(text))


class Listed:
    """A document with all that its names consist of, worked out once for many questions."""

    def __init__(self, view: DocumentView) -> None:
        self.view = view
        self.number = plain_words(view.number or "")
        self.title = plain_words(view.title)
        self.kind = plain_words(view.kind or "")
        self.exact = frozenset("".join(name) for name in self._names() if name)
        self._known = self._vocabulary()
        self.spelt_names, self.plain_names = self._keys()
        self._initials = _initials(self.title)

    def _names(self) -> Iterator[tuple[str, ...]]:
        view = self.view
        yield from (self.number, self.title, (*self.number, *self.title))
        yield from (plain_words(view.slug), plain_words(view.source))
        yield plain_words(PurePath(view.source).stem)

    def _keys(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names that a citation may carry, as `spelt_key` and as `plain_key` write them."""
        view = self.view
        numbered = f"{view.title} số {view.number}" if view.number else ""
        names = (named(view), view.title, view.number, view.slug, view.source, numbered)
        held = dict.fromkeys(name for name in names if name)
        return (
            tuple(key for name in held if (key := spelt_key(name))),
            tuple(key for name in held if (key := plain_key(name))),
        )

    def _vocabulary(self) -> frozenset[str]:
        found = {*self.number, *self.title, *self.kind, *plain_words(self.view.issuer or "")}
        days = (self.view.issued_on, self.view.effective_from)
        found.update(str(day.year) for day in days if day)
        for letters in self.number:
            found.update(word for kind in KINDS_OF.get(letters, ()) for word in kind.split())
        found.add("".join(part for part in self.number if not part.isdigit()))  # "37/QĐTW"
        return frozenset(found)

    def has(self, word: str) -> bool:
        """Whether a word of a name may mean this document: one of its own, or the first letters
        of some ("lvc", "vc")."""
        if word in self._known or (word in self._initials and not readings(word)):
            return True  # "dc" is what chats write for "được"
        return any(self._known.issuperset(words) for words in _long_forms(word))

    def is_numbered(self, words: Sequence[str]) -> bool:
        """Whether a name gives its number; a handbook bears that of the paper it speaks of."""
        return bool(self.number) and self.number[0] in words and not self.view.is_retold

    def is_called(self, words: Sequence[str]) -> bool:
        """Whether a name is all of its title, or number, or slug, and not some words of it."""
        name = telling([word for word in words if not word.isdigit()])
        return "".join(words) in self.exact or self.telling == name

    def is_initialled(self, letters: str) -> bool:
        """Whether these are the first letters of its whole title: "ltv"."""
        meant = [word for word in self.title if word not in LINKING]
        return letters in ("".join(w[0] for w in self.title), "".join(w[0] for w in meant))

    @property
    def telling(self) -> str:
        """Its title without linking words, in plain letters without spaces."""
        return telling(self.title)

    def is_a(self, kind: str) -> bool:
        """Whether it is of a kind, by its own field, its title or its number."""
        words = tuple(kind.split())
        if self.view.kind:
            return self.kind == words
        if any(tuple(one.split()) == self.title[: len(one.split())] for one in KINDS):
            return self.title[: len(words)] == words
        return any(kind in KINDS_OF.get(letters, ()) for letters in self.number)


def telling(words: Sequence[str]) -> str:
    """A name without the words that people leave out or add, in plain letters without spaces."""
    return "".join(word for word in words if word not in LINKING)


def _initials(title: Sequence[str]) -> frozenset[str]:
    """The first letters of neighbouring words of a title, with and without the linking ones."""
    found: set[str] = set()
    for words in (title, [word for word in title if word not in LINKING]):
        letters = "".join(word[0] for word in words)
        for size in range(_SHORTEST_INITIALS, min(_LONGEST_INITIALS, len(letters)) + 1):
            found.update(letters[at : at + size] for at in range(len(letters) - size + 1))
    return frozenset(one for one in found if not any(vowel in one for vowel in "aeiouy"))


@functools.lru_cache(maxsize=1_024)
def _long_forms(word: str) -> tuple[tuple[str, ...], ...]:
    """What an official short form may stand for, as plain words."""
    kinds = [tuple(kind.split()) for kind in KINDS_OF.get(word, ())]
    longs = [tuple(fold(long).casefold().split()) for long in built_in().readings(word)]
    return (*kinds, *longs)
