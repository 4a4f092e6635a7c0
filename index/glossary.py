"""Short forms and what they stand for: a frozen table that others can be added to."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Self

from index.text import fold, syllables

_TELLING = 3  # letters; two stand for too much


class Glossary:
    """Short forms ("bch") with their long forms as people read them ("Ban Chấp hành"), the most
    usual first. Constant; a short form is one row of letters, in lower case."""

    __slots__ = ("_bare", "_by_first", "_entries", "_spoken")

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        named = {_name(short): _spelt(longs) for short, longs in entries.items()}
        self._entries = MappingProxyType({short: longs for short, longs in named.items() if longs})
        self._bare = {fold(short): short for short in reversed(self._entries)}
        self._spoken = {
            long: tuple(syllables(long)) for long in chain.from_iterable(self._entries.values())
        }
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for short, longs in self._entries.items():
            if len(longs) == 1 and len(short) >= _TELLING:
                words = self._spoken[longs[0]]
                self._by_first.setdefault(words[0], []).append((words, short))

    @property
    def entries(self) -> Mapping[str, tuple[str, ...]]:
        """Short form -> long forms."""
        return self._entries

    def readings(self, short: str) -> tuple[str, ...]:
        """What a normalised short form may stand for; typed without marks ("dtn") it is known
        unless that is another one."""
        found = self._entries.get(short)
        return found if found is not None else self._entries.get(self._bare.get(short, ""), ())

    def words(self, long: str) -> tuple[str, ...]:
        """The syllables of a long form of this table."""
        return self._spoken[long]

    def written_out(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """What the short forms of a passage usually stand for, once each, in order."""
        found = dict.fromkeys(longs[0] for word in words if (longs := self.readings(word)))
        return [self._spoken[long] for long in found]

    def shortened(self, words: Sequence[str]) -> list[str]:
        """The short forms of the long ones that occur in a row of syllables: the longest at each
        place, and only those that stand for one thing and are no mere pair of letters."""
        found = []
        for place, word in enumerate(words):
            here = [
                (len(long), short)
                for long, short in self._by_first.get(word, ())
                if tuple(words[place : place + len(long)]) == long
            ]
            if here:
                found.append(max(here)[1])
        return found

    def joined(self, other: Self) -> "Glossary":
        """Both tables; of a form that both have, the other's meanings come first."""
        shorts = {**other.entries, **self.entries}
        return Glossary(
            {short: other.entries.get(short, ()) + self.entries.get(short, ()) for short in shorts}
        )

    def overruled(self, other: Self) -> "Glossary":
        """This table, but for the short forms of the other what the other says alone."""
        return Glossary({**self.entries, **other.entries})

    def to_json(self) -> str:
        entries = {short: list(longs) for short, longs in sorted(self._entries.items())}
        return json.dumps(entries, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Reads what `to_json` wrote. Raises `ValueError` for anything else."""
        entries = json.loads(text)
        if not isinstance(entries, dict) or not all(map(_are_texts, entries.values())):
            raise ValueError("not a glossary")
        return cls(entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Glossary) and self._entries == other._entries

    def __hash__(self) -> int:
        return hash(frozenset(self._entries.items()))

    def __len__(self) -> int:
        return len(self._entries)


def _name(short: str) -> str:
    """A short form as it is looked up. Raises `ValueError` where it is not one row of letters."""
    words = syllables(short)
    if len(words) != 1 or words[0].isdigit():
        raise ValueError(f"not a short form: {short!r}")
    return words[0]


def _spelt(longs: Iterable[str]) -> tuple[str, ...]:
    """Long forms that have a syllable, once each, single-spaced."""
    return tuple(dict.fromkeys(" ".join(long.split()) for long in longs if syllables(long)))


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


NOTHING = Glossary({})
