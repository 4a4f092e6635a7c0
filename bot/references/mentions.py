"""Finds "Điều 5", "k2", "khoản 1, 2 và 4", "điều 5-7", "Chương II" among the words of a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.references.labels import Labels, roman
from bot.references.levels import DIVISIONS, Level
from bot.references.words import Typed, Word
from index.text import fold
from knowledge.markers import POINT_LETTERS

_NAMES = {(level.lower(), fold(level.lower())): level for level in Level}
_SPELT = {name: level for names, level in _NAMES.items() for name in names}
# Only in front of a number: "đ5", "K 2", "Đ.14", "PL1".
_SHORT = {"d": Level.ARTICLE, "k": Level.CLAUSE, "pl": Level.APPENDIX, "ch": Level.CHAPTER}
_RANKS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_AND = frozenset(("va", "hoac", "voi"))
_TO = frozenset(("den", "toi"))
_DASHES = frozenset("-–—")
_LIST_SIGNS = frozenset((",", ";", "&", "+"))
_LONGEST_NUMBER = 4  # digits; more is no number of an article
_LONGEST_IN_LIST = 3  # more is a year


@dataclass(frozen=True, slots=True)
class Mention:
    """`words[first:stop]` name these places of one level. A loose one is only a letter beside a
    number ("k 2"), which people write for other things too."""

    level: Level
    labels: tuple[Labels, ...]
    first: int
    stop: int
    is_loose: bool = False


def mentions_of(text: Typed) -> list[Mention]:
    """All mentions in order, none of them inside another."""
    found: list[Mention] = []
    place = 0
    while place < len(text.words):
        mentions = list(_Reader(text).mentions_at(place, found[-1].stop if found else -1))
        found += mentions
        place = mentions[-1].stop if mentions else place + 1
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    text: Typed

    def mentions_at(self, place: int, last_stop: int) -> Iterator[Mention]:
        """The mention that begins here, with the clause of "điều 5.2" as one of its own."""
        unit = self._unit(place, is_behind_mention=place == last_stop)
        if unit is None:
            return
        level, begin, is_loose = unit
        read = self._labels(level, begin)
        if read is None:
            return
        labels, stop = read
        yield Mention(level, labels, place, stop, is_loose)
        if level is Level.ARTICLE and self._is_decimal(stop):
            clause = Labels(self.words[stop].plain)
            yield Mention(Level.CLAUSE, (clause,), stop, stop + 1)

    @property
    def words(self) -> Sequence[Word]:
        return self.text.words

    def _unit(self, place: int, *, is_behind_mention: bool) -> tuple[Level, int, bool] | None:
        """The level named here, where its label begins, and whether that is only a letter."""
        word = self.words[place]
        following = self.words[place + 1] if place + 1 < len(self.words) else None
        if following is None:
            return None
        for names, size in ((f"{word.spelt} {following.spelt}", 2), (word.spelt, 1)):
            if (level := _SPELT.get(names)) and (size == 2 or not word.is_number):
                return level, place + size, False
        level = _SHORT.get(word.plain)
        if level is None or not following.is_number or following.before not in ("", ".", " ", ". "):
            return None
        if word.is_glued and place and not is_behind_mention:  # "500đ 5"
            return None
        return level, place + 1, following.before == " " and word.raw.islower()

    def _labels(self, level: Level, place: int) -> tuple[tuple[Labels, ...], int] | None:
        read = self._label(level, place)
        if read is None:
            return None
        label, stop = read
        found = [label]
        while (more := self._further(level, stop, found[-1])) is not None:
            found[-1:], stop = more
        return tuple(found), stop

    def _further(self, level: Level, place: int, before: Labels) -> tuple[list[Labels], int] | None:
        """The last label with the next of its list, or grown to a range; None at the end."""
        if place >= len(self.words):
            return None
        word, sign = self.words[place], self.words[place].before.strip()
        is_range = word.plain in _TO or sign in _DASHES
        if not is_range and word.plain not in _AND and sign not in _LIST_SIGNS:
            return None
        place += word.plain in _TO or word.plain in _AND
        if is_range and place < len(self.words):
            unit = self._unit(place, is_behind_mention=False)  # "điều 5 đến điều 7"
            place = unit[1] if unit is not None and unit[0] is level else place
        read = self._label(level, place, is_first=False) if place < len(self.words) else None
        if read is None or before.last is not None:
            return None
        label, stop = read
        if is_range:
            return [Labels(before.first, label.first)], stop
        return [before, label], stop

    def _label(
        self, level: Level, place: int, *, is_first: bool = True
    ) -> tuple[Labels, int] | None:
        word = self.words[place] if place < len(self.words) else None
        if word is None:
            return None
        if word.is_number:
            return self._number(level, place, is_first=is_first)
        if level in (Level.POINT, Level.SUBPOINT):
            return self._letter(place)
        return self._division(place) if level in DIVISIONS else None

    def _number(self, level: Level, place: int, *, is_first: bool) -> tuple[Labels, int] | None:
        word = self.words[place]
        if len(word.plain) > (_LONGEST_NUMBER if is_first else _LONGEST_IN_LIST):
            return None
        label, stop = word.plain, place + 1
        while level is not Level.ARTICLE and self._is_decimal(stop):
            label, stop = f"{label}.{self.words[stop].plain}", stop + 1
        if self._is_suffix(stop):
            label, stop = f"{label}{self.words[stop].spelt}", stop + 1
        if self._is_documents_number(stop):
            return None
        return Labels(label), stop

    def _is_decimal(self, place: int) -> bool:
        """Whether this is the 2 of "1.2"."""
        if place >= len(self.words):
            return False
        word = self.words[place]
        return word.is_number and word.before == "." and len(word.plain) <= _LONGEST_IN_LIST

    def _is_suffix(self, place: int) -> bool:
        """Whether this is the letter of "7a", and not the k of "d5k2"."""
        if place >= len(self.words) or not self.words[place].is_glued:
            return False
        word = self.words[place]
        following = self.words[place + 1] if place + 1 < len(self.words) else None
        is_unit = following is not None and following.is_glued and following.is_number
        return len(word.spelt) == 1 and word.spelt in POINT_LETTERS and not is_unit

    def _is_documents_number(self, place: int) -> bool:
        """Whether the number in front of this goes on as "37-QĐ/TW", "58/2010/QH12", "5-7/2020"."""
        if place >= len(self.words):
            return False
        word = self.words[place]
        if word.before == "/":
            return word.is_number
        goes_on = word.before == "-" and not word.is_number and len(word.plain) > 1
        return goes_on and word.spelt not in _SPELT

    def _letter(self, place: int) -> tuple[Labels, int] | None:
        word = self.words[place]
        if word.spelt in ("dd", "đ"):
            return Labels("đ"), place + 1
        if len(word.spelt) != 1 or word.spelt not in POINT_LETTERS:
            return None
        # Who types no marks types đ as d.
        either = "đ" if word.spelt == "d" and not self.text.has_marks else None
        label, stop = word.spelt, place + 1
        while stop < len(self.words) and self.words[stop].is_number:  # "tiết a.1", "a1"
            if self.words[stop].before not in ("", ".") or len(label) > _LONGEST_NUMBER:
                break
            label, stop = f"{label}.{self.words[stop].plain}", stop + 1
        return Labels(label, or_else=either if label == word.spelt else None), stop

    def _division(self, place: int) -> tuple[Labels, int] | None:
        word = self.words[place]
        if word.plain == "thu" and place + 1 < len(self.words):
            ordinal = self.words[place + 1].plain
            return (
                (Labels(str(_RANKS.index(ordinal) + 1)), place + 2) if ordinal in _RANKS else None
            )
        if re.fullmatch(r"[a-eđ]", word.spelt) and word.raw.isupper():
            return Labels(word.spelt), place + 1
        number = roman(word.plain)
        return (Labels(number), place + 1) if number else None
