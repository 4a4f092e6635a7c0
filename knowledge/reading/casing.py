"""Words in capitals, written as the same text writes them elsewhere."""

import re

from knowledge.reading.document_numbers import ISSUERS, NUMBER

_NUMBER = re.compile(NUMBER)
_SYLLABLE = re.compile(r"[^\W_]+")
_LONGEST = 6  # syllables that are looked for together
_OFTEN = 4  # times that one syllable alone is written so
_READ = 100_000  # characters of a text
_ALWAYS = {"tncs": "TNCS", "tw": "TW", "ubnd": "UBND", "hđnd": "HĐND", "bch": "BCH"}


def usual_case(words: str, text: str) -> str:
    """`words` in small letters, capitals where `text` has them outside lines of capitals.

    "ỦY BAN NHÂN DÂN TỈNH AN BÌNH" becomes "ủy ban nhân dân tỉnh An Bình" where the text speaks of
    "tỉnh An Bình"; the longest run of syllables that the text knows is written as it stands there
    most often. What the text never writes stays in small letters.
    """
    syllables = list(_SYLLABLE.finditer(words))
    written = [_ALWAYS.get(match[0].lower(), match[0].lower()) for match in syllables]
    seen = _mixed(text[:_READ])
    place = 0
    while place < len(syllables):
        for length in range(min(_LONGEST, len(syllables) - place), 0, -1):
            run = words[syllables[place].start() : syllables[place + length - 1].end()]
            if (found := _usual(run, seen)) is not None:
                written[place : place + length] = _SYLLABLE.findall(found)
                place += length
                break
        else:
            place += 1
    usual = _rejoined(words, syllables, written)
    for name in sorted(ISSUERS, key=len, reverse=True):
        usual = re.sub(rf"(?<!\w){name}(?!\w)", name, usual, flags=re.IGNORECASE)
    for number in _NUMBER.finditer(words):  # as long in both
        usual = usual[: number.start()] + number[0] + usual[number.end() :]
    return usual


def _mixed(text: str) -> str:
    """The lines that are not capitals throughout."""
    return "\n".join(line for line in text.split("\n") if not line.isupper())


def _usual(run: str, seen: str) -> str | None:
    """How the text writes these syllables most often, away from beginnings of sentences."""
    pattern = r"(?<!\w)" + re.escape(" ".join(run.lower().split())) + r"(?!\w)"
    counts: dict[str, int] = {}
    for match in re.finditer(pattern, seen, re.IGNORECASE):
        found = match[0]
        if not found.isupper() and not _begins_sentence(seen, match.start()):
            counts[found] = counts.get(found, 0) + 1
    # One syllable alone is a piece of many names.
    few = sum(counts.values()) < _OFTEN and " " not in run
    return None if few or not counts else max(counts, key=lambda found: counts[found])


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" ")
    return not before or before[-1] in '\n.:;!?“")' or before[-1] == "-"


def _rejoined(words: str, syllables: list[re.Match[str]], written: list[str]) -> str:
    pieces: list[str] = []
    end = 0
    for match, syllable in zip(syllables, written, strict=True):
        pieces += [words[end : match.start()], syllable]
        end = match.end()
    return "".join((*pieces, words[end:]))
