"""A text taken apart: the places it refers to, the document's name, and what else it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.references.levels import Level
from bot.references.mentions import Mention, mentions_of
from bot.references.naming import documents_named, kind_at
from bot.references.places import Place, places_of
from bot.references.titles import KINDS_OF, Listed
from bot.references.words import Typed, Word, typed

# Around a reference these ask for its words; they name nothing and ask nothing else.
_ASKING = frozenset(
    "cua o tai trong theo so quy dinh noi gi la ve xem cho va thi co cac nhung nhu the nao ra sao "
    "toi minh em anh chi muon can hoi doc tim tra cuu trich dan nguyen van toan noi dung giup voi "
    "a nhe di cai hay ghi neu gom bao nhung hien hanh nam tu".split()
)
_LONGEST_UNKNOWN = 7  # words of the name of a paper that is not here
_NEVER_VERBS = frozenset(
    ("luat", "bo luat", "nghi dinh", "thong tu", "nghi quyet", "quyet dinh", "phap lenh")
)
_POINTING_BEFORE = frozenset(("theo", "tai", "trong", "o", "cu", "chieu"))
_POINTING_BEHIND = (("quy", "dinh"), ("noi",), ("ghi",), ("neu",), ("cho", "phep"), ("cam",))


@dataclass(frozen=True, slots=True)
class Reference:
    """What a text refers to. `rest` are its words outside the mentions, in order."""

    text: Typed
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    rest: tuple[Word, ...]

    @classmethod
    def parse(cls, text: str) -> "Reference":
        read = typed(text)
        mentions = mentions_of(read)
        inside = {place for one in mentions for place in range(one.first, one.stop)}
        rest = [word for place, word in enumerate(read.words) if place not in inside]
        return cls(read, tuple(mentions), tuple(places_of(mentions)), tuple(rest))

    @property
    def names_article(self) -> bool:
        """Whether each place is at least an article, or a division of its own."""
        return bool(self.places) and all(
            place.levels[0].depth <= Level.ARTICLE.depth for place in self.places
        )

    @property
    def is_pointed_at(self) -> bool:
        """Whether the sentence says that it goes by the place: "theo Điều 5 …"."""
        if not self.mentions or any(one.is_loose for one in self.mentions):
            return False
        words = self.text.words
        first, stop = self.mentions[0].first, self.mentions[-1].stop
        behind = tuple(word.plain for word in words[stop : stop + 2])
        return (first > 0 and words[first - 1].plain in _POINTING_BEFORE) or any(
            behind[: len(said)] == said for said in _POINTING_BEHIND
        )


@dataclass(frozen=True, slots=True)
class Naming:
    """The documents that a reference names and the words that name them; `left` are the words that
    ask for something else. An unknown name is that of a paper that is none of the documents."""

    documents: tuple[Listed, ...]
    name: tuple[Word, ...]
    left: tuple[Word, ...]
    is_unknown: bool = False


def naming_of(reference: Reference, documents: Sequence[Listed]) -> Naming:
    """Part the words around the places of a reference into a document's name and a question."""
    rest = reference.rest
    joined = "".join(_plain(rest))
    if joined and any(joined in one.exact for one in documents):
        return Naming(tuple(documents_named(_plain(rest), documents)), rest, ())
    words = _without_asking(rest)
    if not words:
        return Naming(tuple(documents), (), ())
    if whole := documents_named(_plain(words), documents):
        return Naming(tuple(whole), words, ())
    first, stop = _longest_name(words, documents)
    if stop > first:
        found = documents_named(_plain(words[first:stop]), documents)
        behind = rest[rest.index(words[stop - 1]) + 1 :]
        left = (*_asked(words[:first]), *_asked(behind))
        return Naming(tuple(found), words[first:stop], left)
    unknown = _unknown_paper(words)
    return Naming((), unknown, _asked(rest), is_unknown=bool(unknown))


def _plain(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.plain for word in words)


def _without_asking(words: Sequence[Word]) -> tuple[Word, ...]:
    start, stop = 0, len(words)
    while start < stop and words[start].plain in _ASKING and not _is_numbered_kind(words[start:]):
        start += 1
    while stop > start and words[stop - 1].plain in _ASKING:
        stop -= 1
    return tuple(words[start:stop])


def _asked(words: Sequence[Word]) -> tuple[Word, ...]:
    """What is asked, with the words at its end that ask: "… mở lúc nào"; empty for these alone."""
    kept = _without_asking(words)
    return tuple(words[words.index(kept[0]) :]) if kept else ()


def _is_numbered_kind(words: Sequence[Word]) -> bool:
    """ "quy định 88" is a paper, "quy định gì" asks."""
    size = _size_of_kind(words)
    return 0 < size < len(words) and words[size].is_number


def _size_of_kind(words: Sequence[Word]) -> int:
    """How many of the first words say a kind of paper: two of "quy định 88", one of "QĐ 88"."""
    plain = _plain(words)
    kinds = kind_at(plain)
    written = [len(kind.split()) for kind in kinds if plain[0] == kind.split()[0]]
    return written[0] if written else len(kinds[:1])


def _longest_name(words: Sequence[Word], documents: Sequence[Listed]) -> tuple[int, int]:
    """The longest run of words that names documents; it begins like a name and says more than a
    kind. Empty where there is none."""
    best = (0, 0)
    for first in range(len(words)):
        if not _begins_name(words, first):
            continue
        stop = _end_of_name(words, first, documents)
        if stop - first > max(_size_of_kind(words[first:]), best[1] - best[0]):
            best = (first, stop)
    return best


def _begins_name(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if word.is_number:  # "130/2020/NĐ-CP", "37-QĐ/TW"
        return place + 1 < len(words) and words[place + 1].before in ("/", "-")
    # The QĐ of "88-QĐ/TW" begins no name of its own.
    return word.before not in ("/", "-") and bool(kind_at(_plain(words[place:])))


def _end_of_name(words: Sequence[Word], first: int, documents: Sequence[Listed]) -> int:
    stop, said = first, set[str]()
    found = 0
    while stop < len(words) and words[stop].plain not in said:
        said.add(words[stop].plain)
        stop += 1
        if documents_named(_plain(words[first:stop]), documents):
            found = stop
        elif found:
            break
    return first + len(_without_asking_behind(words[first:found])) if found else first


def _without_asking_behind(words: Sequence[Word]) -> Sequence[Word]:
    stop = len(words)
    while stop and words[stop - 1].plain in _ASKING:
        stop -= 1
    return words[:stop]


def _unknown_paper(words: Sequence[Word]) -> tuple[Word, ...]:
    """The name of a paper that none of the documents is: "luật hàng không" in front, "NĐ 15/2020",
    "Bộ luật Dân sự 2015" anywhere. "quy định" and "hướng dẫn" are verbs too, unless a number
    follows."""
    for first, word in enumerate(words):
        here = words[first : first + _LONGEST_UNKNOWN]
        numbers = [place for place, one in enumerate(here) if place and one.is_number]
        kinds = set(kind_at(_plain(here)))
        certain = bool(kinds & _NEVER_VERBS)
        if kinds and numbers and (certain or numbers[0] == _size_of_kind(here)):
            return _up_to_number(words[first:], numbers[0])
        if first == 0 and certain and len(words) > _size_of_kind(here):
            return tuple(here)
        if word.is_number and first + 1 < len(words) and _is_code(words[first + 1]):
            return _up_to_number(words[first:], 0)
    return ()


def _is_code(word: Word) -> bool:
    """Whether this is the QĐ of "37-QĐ/TW" or the 2020 of "15/2020/NĐ-CP", and no day or share."""
    if word.is_number:
        return word.before == "/" and len(word.plain) == len("2020")
    return word.before in ("/", "-") and word.raw.isupper() and word.plain in KINDS_OF


def _up_to_number(words: Sequence[Word], number: int) -> tuple[Word, ...]:
    stop = number + 1
    while stop < len(words) and words[stop].before in ("/", "-"):
        stop += 1
    return tuple(words[:stop])
