"""Are laws cut as a lawyer cites them?

    python -m benchmarks.structure FOLDER [--gold FILE] [--forms]

For each law in the folder (`*.txt`, one article, clause or point a line): every article found once
and in order, and each khoản and điểm in the passage that is cited so, both against a simple
reading of the file's lines that shares no code with ours. With `--gold`: locators found by reading
the files, kept as `{"number", "locator", "begins", "lead", "heading"}`, where the last three are
SHA-256 (16 hex digits) of the first 60 characters of a line, white space aside: how the place
begins, the lead-in that must be read with it, the division above it. With `--forms`: the same
words as .docx, .pdf (both by LibreOffice) and .html must give the same articles and, passage by
passage, the same words.

Exit status 1 when an article, a khoản, a điểm or a gold locator is not where it should be, or fewer
than 99 % of the words are the same.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.office_forms import forms_of
from knowledge.errors import ReadingError
from knowledge.reading.reading import Reading
from knowledge.reading.source import read_file
from knowledge.structure import PassageSpan, passages_of

GOLD = Path(__file__).with_name("structure_gold.jsonl")
LETTERS = "abcdđeghiklmnopqrstuvxy"
HASHED = 60  # characters of a line
DIGITS = 16
SAME = 0.99
_ARTICLE = re.compile(r"Điều (\d+[a-z]?)[.:]")
_CLAUSE = re.compile(r"(\d+)\. ")
_POINT = re.compile(rf"([{LETTERS}])\) ")


@dataclass(frozen=True, slots=True)
class Place:
    """A citation, and hashes of what must stand there: where it begins, what leads it, the
    division above it."""

    locator: str
    begins: str
    lead: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Passages:
    """A reading as it is cut, by what can be asked of it."""

    reading: Reading
    spans: tuple[PassageSpan, ...]

    @classmethod
    def of(cls, reading: Reading) -> "Passages":
        return cls(reading, tuple(passages_of(reading)))

    @property
    def articles(self) -> list[str]:
        """The article numbers as the passages run, neighbours counted once."""
        numbers = [span.article for span in self.spans if span.article]
        return [n for i, n in enumerate(numbers) if i == 0 or numbers[i - 1] != n]

    def words(self, span: PassageSpan) -> str:
        return self.reading.text[span.start : span.end]

    def cited(self, locator: str) -> list[PassageSpan]:
        """What a citation names: the passage cited so; else what it was cut into; else the
        smallest passage that holds it, for a short clause is one passage with its points."""
        own = [span for span in self.spans if span.locator == locator]
        parts = (f"{locator} (", f"{locator}, ")
        cut = [span for span in self.spans if span.locator.startswith(parts)]
        below = [
            span
            for span in self.spans
            if span.locator.endswith(f" {locator}") or f" {locator} (" in span.locator
        ]
        if found := own or cut or below:
            return found
        kind, _, above = locator.partition(" ")
        return self.cited(above.partition(" ")[2]) if kind in ("điểm", "tiết") else []

    def holds(self, place: Place) -> bool:
        return any(
            place.begins in begins(self.words(span))
            and (place.lead is None or place.lead in begins(self._led(span)))
            and (place.heading is None or place.heading in map(hash_of, span.heading_path))
            for span in self.cited(place.locator)
        )

    def _led(self, span: PassageSpan) -> str:
        lead = self.reading.text[span.lead_start : span.lead_end] if span.lead_end else ""
        return f"{lead}\n{self.words(span)}"


def hash_of(line: str) -> str:
    """The first 64 bits of the SHA-256 of a line's first characters, white space aside."""
    words = " ".join(line.split())[:HASHED]
    return hashlib.sha256(words.encode()).hexdigest()[:DIGITS]


def begins(words: str) -> set[str]:
    """The hashes of the lines of a passage, a title in front of an article's words taken off."""
    return {hash_of(line) for line in words.split("\n")}


def simply_read(text: str) -> list[Place]:
    """Every article, khoản and điểm of a text whose lines begin with their numbers, which count
    on from one another; nothing else is known of laws here."""
    places: list[Place] = []
    article, clause, point = "", 0, 0
    for line in text.split("\n"):
        match = _ARTICLE.match(line)
        if match and _follows(match[1], article):
            article, clause, point = match[1], 0, 0
        elif article and (match := _CLAUSE.match(line)) and int(match[1]) == clause + 1:
            clause, point = clause + 1, 0
            places.append(Place(f"khoản {clause} Điều {article}", hash_of(line)))
        elif clause and (match := _POINT.match(line)) and match[1] == LETTERS[point : point + 1]:
            point += 1
            places.append(Place(f"điểm {match[1]} khoản {clause} Điều {article}", hash_of(line)))
    return places


def simple_articles(text: str) -> list[str]:
    """The numbers of the lines that begin an article, one that does not count on left out."""
    numbers: list[str] = []
    for line in text.split("\n"):
        if (match := _ARTICLE.match(line)) and _follows(match[1], numbers[-1] if numbers else ""):
            numbers.append(match[1])
    return numbers


def _follows(number: str, last: str) -> bool:
    """Whether a number is the next one, the one after a missing one, or 7a behind 7."""
    if not number.isdigit():
        return bool(last) and number[:-1] == last.rstrip("abcdđ") and number > last
    behind = int(last.rstrip("abcdđ") or 0) if last else 0
    return behind < int(number) <= behind + 2


def read_gold(path: Path = GOLD) -> dict[str, list[Place]]:
    """The places of each document, by its number."""
    held: dict[str, list[Place]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        place = Place(row["locator"], row["begins"], row.get("lead"), row.get("heading"))
        held.setdefault(row["number"], []).append(place)
    return held


@dataclass(slots=True)
class Report:
    """What was found of one law."""

    name: str
    articles: int
    in_order: bool
    places: int
    misplaced: list[str]
    gold: int = 0
    wrong: list[str] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)
    failed: bool = False

    def lines(self) -> Iterator[str]:
        order = "each once, in order" if self.in_order else "NOT IN ORDER"
        yield f"{self.name}: {self.articles} articles {order}"
        yield f"  clauses, points: {self.places - len(self.misplaced)}/{self.places}"
        if self.gold:
            yield f"  gold: {self.gold - len(self.wrong)}/{self.gold}"
        yield from (f"  {form}: {said}" for form, said in self.forms.items())
        yield from (f"  not there: {one}" for one in [*self.misplaced, *self.wrong])


def examined(path: Path, gold: dict[str, list[Place]], *, forms: bool) -> Report:
    passages = Passages.of(read_file(path))
    text = passages.reading.text
    expected = simple_articles(text)
    places = simply_read(text)
    misplaced = [place.locator for place in places if not passages.holds(place)]
    labelled = gold.get(passages.reading.head.number or "", [])
    wrong = [place.locator for place in labelled if not passages.holds(place)]
    in_order = passages.articles == expected
    report = Report(
        path.name, len(passages.articles), in_order, len(places), misplaced, len(labelled), wrong
    )
    report.failed = not in_order or bool(misplaced or wrong)
    if forms:
        for form, read in forms_of(path.stem, text):
            report.forms[form], same = compared(passages, read)
            report.failed |= not same
    return report


def compared(passages: Passages, read: Reading | ReadingError) -> tuple[str, bool]:
    """What another form of the same words gives, and whether it is the same."""
    if isinstance(read, ReadingError):
        return f"not read: {read}", False
    other = Passages.of(read)
    theirs = {span.locator: other.words(span) for span in other.spans}
    total = kept = alike = 0
    differing: list[str] = []
    for span in passages.spans:
        words = passages.words(span).split()
        share = _same(words, theirs.get(span.locator, "").split())
        total += len(words)
        kept += share
        if share >= SAME * len(words):
            alike += 1
        else:
            differing.append(span.locator)
    articles = "the same articles" if other.articles == passages.articles else "OTHER ARTICLES"
    said = f"{articles}, {kept / total:.2%} of the words, {alike}/{len(passages.spans)} passages"
    if differing:
        said += f" (not {', '.join(differing[:5])}{' …' if len(differing) > 5 else ''})"
    return said, other.articles == passages.articles and kept >= SAME * total


def _same(words: Sequence[str], others: Sequence[str]) -> int:
    if list(words) == list(others):
        return len(words)
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--forms", action="store_true", help="also as .docx, .pdf and .html")
    chosen = parser.parse_args(arguments)
    gold = read_gold(chosen.gold)
    reports = []
    for path in sorted(chosen.folder.glob("*.txt")):
        reports.append(examined(path, gold, forms=chosen.forms))
        print("\n".join(reports[-1].lines()), flush=True)
    right = sum(one.gold - len(one.wrong) for one in reports)
    print(f"gold in all: {right}/{sum(one.gold for one in reports)}")
    return int(not reports or any(one.failed for one in reports))


if __name__ == "__main__":
    sys.exit(main())
