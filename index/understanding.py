"""A question as it is meant: marks restored, short forms and chat spelling written out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index import chat_spelling, telex, vni
from index.glossary import Glossary
from index.question_tokens import Token, pieces, plain, tokens
from index.restoring import Restorer
from index.text import fold, normalise, syllables

_RARER = 3.0  # log odds that each later meaning of a short form gives away
_EMPHASIS = 4  # letters; a longer word in capitals is shouted rather than abbreviated


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as typed and as searched.

    words: its syllables, normalised, marks restored and short forms written out in place; kept:
    short forms, typed or of its long ones, that a passage may hold instead; accented: whether the
    words carry marks; reading: the question as read, None where that says nothing new.
    """

    typed: str
    words: tuple[str, ...]
    kept: tuple[str, ...]
    accented: bool
    reading: str | None


class _Meant(NamedTuple):
    """A token and what it was read as: words, and how they are shown (None: as typed)."""

    token: Token
    words: tuple[str, ...]
    shown: str | None = None
    restorable: bool = False
    short: bool = False  # an official short form was written out


class Understanding:
    """Reads questions with a language model and a table of short forms; constant."""

    def __init__(self, restorer: Restorer, glossary: Glossary) -> None:
        self._restorer = restorer
        self._lexicon = restorer.lexicon
        self._glossary = glossary

    def of(self, question: str) -> Understood:
        """What the question means. Text that cannot be read otherwise is left as it is."""
        text = plain(question)
        found = self._parted(list(tokens(text)))
        meant = self._restored(self._written_out(found, shouted=self._is_shouted(text, found)))
        words = tuple(word for one in meant for word in one.words)
        kept = [one.token.words[0] for one in meant if one.short]
        kept += self._glossary.shortened(words)
        return Understood(
            typed=question,
            words=words,
            kept=tuple(dict.fromkeys(kept)),
            accented=any(fold(word) != word for word in words),
            reading=_reading(text, meant),
        )

    def _parted(self, found: Sequence[Token]) -> list[Token | _Meant]:
        """Tokens with letters and digits apart, unless they are VNI's keys for one syllable."""
        keyed = {
            token.start: syllable
            for token in found
            if not token.fixed
            and len(token.words) > 1
            and (syllable := vni.decoded(token.raw.casefold(), self._lexicon))
        }
        certain = any(
            token.start in keyed and vni.is_certain(token.raw.casefold()) for token in found
        )
        result: list[Token | _Meant] = []
        for token in found:
            if certain and token.start in keyed:
                syllable = keyed[token.start]
                result.append(_Meant(token, (syllable,), _cased(syllable, token.raw)))
            else:
                result += pieces(token)
        return result

    def _written_out(self, found: Sequence[Token | _Meant], *, shouted: bool) -> list[_Meant]:
        meant: list[_Meant] = []
        for place, one in enumerate(found):
            if isinstance(one, _Meant):
                meant.append(one)
                continue
            before = meant[-1].words[-1] if meant and meant[-1].words and not one.opens else ""
            after = found[place + 1] if place + 1 < len(found) else None
            meant.append(self._read(one, before, after, shouted=shouted))
        return meant

    def _read(
        self, token: Token, before: str, after: Token | _Meant | None, *, shouted: bool
    ) -> _Meant:
        """One token in its place; `before` is the word that it follows, "" where none."""
        if token.fixed or len(token.words) != 1 or token.words[0].isdigit():
            return _Meant(token, token.words)
        word = token.words[0]
        following = self._first_word(after)
        number = _beside_number(token, before, following)
        if number:
            return _Meant(token, (number,), number)
        capital = token.raw.isupper() and len(word) > 1 and not shouted
        official = self._official(word, capital=capital)
        # A capital inside a clause begins no chat spelling and no keystrokes: "phòng H", "Def".
        named = token.raw[0].isupper() and not (token.opens or shouted)
        chat = () if named else chat_spelling.readings(word)
        if official or chat:
            ranked = [*enumerate(official), *enumerate(chat)]
            if self._is_spelt(word) and not capital:
                ranked.append((0, word))
            chosen = self._likeliest(ranked, before, following)
            if chosen in official or chosen != word:
                return _Meant(token, tuple(syllables(chosen)), chosen, short=chosen in official)
        if self._is_spelt(word):
            fixed = capital and len(word) < _EMPHASIS
            return _Meant(token, (word,), restorable=not fixed)
        return _Meant(token, (word,)) if named else self._mended(token, word)

    def _official(self, word: str, *, capital: bool) -> tuple[str, ...]:
        """Long forms from the glossary; a short form that is a syllable too must be capital."""
        longs = self._glossary.readings(word)
        return longs if capital or not self._is_spelt(word) else ()

    def _is_spelt(self, word: str) -> bool:
        """Whether this is a syllable or one without its marks."""
        return word in self._lexicon or bool(self._lexicon.forms(word))

    def _mended(self, token: Token, word: str) -> _Meant:
        """A word that is no syllable: keys of an input method, letters of chats, or foreign."""
        if word not in self._lexicon.foreign:
            keyed = telex.decoded(word, self._lexicon)
            if keyed:
                return _Meant(token, (keyed,), _cased(keyed, token.raw))
            for respelt in chat_spelling.respelt(word):
                if self._is_spelt(respelt):
                    return _Meant(token, (respelt,), _cased(respelt, token.raw), restorable=True)
        return _Meant(token, (word,))

    def _first_word(self, after: Token | _Meant | None) -> str:
        """The word that comes next, as far as it is known before it is read."""
        if after is None or (isinstance(after, Token) and after.opens) or not after.words:
            return ""
        word = after.words[0]
        if isinstance(after, Token) and not after.fixed and not self._is_spelt(word):
            longs = chat_spelling.readings(word) or self._glossary.readings(word)
            return syllables(longs[0])[0] if longs else word
        return word

    def _likeliest(self, ranked: Sequence[tuple[int, str]], before: str, after: str) -> str:
        """The meaning that fits best between its neighbours; each comes with its rank."""
        if len(ranked) == 1:
            return ranked[0][1]

        def fit(meaning: tuple[int, str]) -> float:
            row = [before, *syllables(meaning[1]), after]
            return self._restorer.score(row) - _RARER * meaning[0]

        return max(ranked, key=fit)[1]

    def _restored(self, meant: Sequence[_Meant]) -> list[_Meant]:
        row: list[str] = []
        fixed: set[int] = set()
        places: list[int] = []
        for one in meant:
            if one.token.opens and row:
                row.append("")
            places.append(len(row))
            if not one.restorable:
                fixed.update(range(len(row), len(row) + len(one.words)))
            row += one.words
        restored = self._restorer.restored(row, fixed)
        return [
            _Meant(one.token, (restored[place],), _cased(restored[place], one.token.raw))
            if one.restorable and restored[place] != row[place]
            else one
            for place, one in zip(places, meant, strict=True)
        ]

    def _is_shouted(self, text: str, found: Sequence[Token | _Meant]) -> bool:
        """Whether capitals mean nothing, because all of a sentence is in them."""
        spelt = sum(self._is_spelt(one.words[0]) for one in found if one.words)
        return text.isupper() and 2 * spelt >= len(found)


def _beside_number(token: Token, before: str, after: str) -> str | None:
    """What a letter beside a number stands for: "k2 đ5", "500k", "8h30"."""
    word = token.words[0]
    if before.isdigit() and token.glued:
        return chat_spelling.AFTER_NUMBER.get(word)
    return chat_spelling.NEXT_TO_NUMBER.get(word) if after.isdigit() else None


def _cased(word: str, raw: str) -> str:
    return word[0].upper() + word[1:] if raw[0].isupper() and not raw[1:].isupper() else word


def _reading(text: str, meant: Sequence[_Meant]) -> str | None:
    """The text with what was read in place of what was typed."""
    parts: list[str] = []
    end, changed = 0, False
    for one in meant:
        parting = " " if one.token.glued and (changed or one.shown is not None) else ""
        changed = one.shown is not None
        parts += [text[end : one.token.start], parting, one.shown or one.token.raw]
        end = one.token.end
    read = "".join([*parts, text[end:]])
    return None if normalise(read) == normalise(text) else read[:1].upper() + read[1:]
