"""Short forms that a document itself explains: "Ban Chấp hành (sau đây gọi tắt là BCH)"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

Term = tuple[str, str]  # "BCH", "Ban Chấp hành"

_SHORT = r"[“\"'‘]?\b(?P<short>[A-ZĐĂÂÊÔƠƯ][^\W\d_]{1,11})\b[”\"'’]?"
_NAMED = r"(?:[Ss]au đây\s+)?(?:được\s+)?(?:[Gg]ọi|[Vv]iết)\s+tắt\s*(?:là|:)"
# "… (sau đây gọi tắt là BCH)" and "… (BCH)": what it stands for comes before.
_BEHIND = re.compile(rf"\(\s*(?:{_NAMED})?\s*{_SHORT}\s*\)")
# "BCH (Ban Chấp hành)", "BCH là viết tắt của Ban Chấp hành".
_BEFORE = re.compile(
    rf"{_SHORT}\s*(?:\((?P<inside>[^()\n]{{4,120}})\)"
    r"|là\s+(?:chữ\s+|từ\s+)?viết tắt (?:của|cho)\s*[:“\"]?\s*(?P<long>[^\n;.()]{4,120}))"
)
# A line of a list: "- KLTN: Khóa luận tốt nghiệp;".
_LINE = re.compile(
    rf"^[ \t]*(?:[-–•*+]|\d+[.)]|[a-zđ]\))?[ \t]*{_SHORT}[ \t]*(?::|=|[–-]|là)[ \t]+"
    r"(?P<long>[^\n;.()]{4,120})[;.,]?[ \t]*$",
    re.MULTILINE,
)
_SYLLABLE = re.compile(r"[^\W\d_]+")
_SPOKEN = re.compile(r"[bcdđghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?")
_REACH = 160  # characters before a bracket in which the long form begins
_LEFT_OUT = frozenset("và của các về cho, - với".split())  # that a short form may pass over
_FEWEST = 2  # syllables of a long form


def terms_of(text: str) -> list[Term]:
    """The short forms that a text explains, with what they stand for, once each, in order.

    A pair is taken only where the short form's letters are the first letters of the long form's
    syllables, one by one; small words such as "và" may be passed over.
    """
    text = unicodedata.normalize("NFC", text)
    found = [*_explained_behind(text), *_explained_after(text)]
    first: dict[tuple[str, str], Term] = {}
    for _, short, long in sorted(found):
        first.setdefault((short, long.casefold()), (short, long))
    return list(first.values())


def glossary_of(explained: Iterable[Iterable[Term]]) -> dict[str, tuple[str, ...]]:
    """Short form -> long forms over several texts' terms, those of the earlier text first."""
    found: dict[str, dict[str, None]] = {}
    for terms in explained:
        for short, long in terms:
            found.setdefault(short.casefold(), {})[long] = None
    return {short: tuple(longs) for short, longs in found.items()}


def _explained_behind(text: str) -> Iterator[tuple[int, str, str]]:
    for match in _BEHIND.finditer(text):
        short = match["short"]
        before = text[max(0, match.start() - _REACH) : match.start()]
        clause = re.split(r"[\n;:.()]", before)[-1]
        if _is_short(short) and (long := _ending(clause, short)):
            yield match.start(), short, long


def _explained_after(text: str) -> Iterator[tuple[int, str, str]]:
    for pattern in (_BEFORE, _LINE):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            long = groups.get("inside") or groups.get("long") or ""
            if _is_short(match["short"]) and (whole := _whole(long, match["short"])):
                yield match.start(), match["short"], whole


def _is_short(word: str) -> bool:
    """Capitals, as short forms are written; a small letter or two may be among them. Not what
    could be a syllable: questions and passages are compared in small letters."""
    capitals = sum(letter.isupper() for letter in word)
    spoken = _SPOKEN.fullmatch("".join(map(_bare, word))) is not None
    return capitals >= 2 and 2 * capitals > len(word) and not spoken


def _ending(clause: str, short: str) -> str | None:
    """The last words of a clause whose first letters are the short form."""
    words = list(_SYLLABLE.finditer(clause))
    start = _aligned([word.group() for word in reversed(words)], short[::-1])
    if start is None or start < _FEWEST:
        return None
    return _tidy(clause[words[-start].start() :])


def _whole(phrase: str, short: str) -> str | None:
    """A phrase all of whose first letters are the short form."""
    words = _SYLLABLE.findall(phrase)
    taken = _aligned(words, short)
    return _tidy(phrase) if taken == len(words) >= _FEWEST else None


def _aligned(words: Sequence[str], letters: str) -> int | None:
    """How many words the letters take up in order; None where they do not fit."""
    place = 0
    for letter in letters:
        while place < len(words) and not _begins(words[place], letter):
            if place == 0 or words[place].casefold() not in _LEFT_OUT:
                return None
            place += 1
        if place == len(words):
            return None
        place += 1
    return place


def _begins(word: str, letter: str) -> bool:
    """Whether a syllable begins with a letter, whatever mark it bears; đ is no d."""
    return _bare(word[0]) == _bare(letter)


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].casefold()


def _tidy(phrase: str) -> str:
    return " ".join(phrase.strip(" \t\n“”\"',;:-–").split())
