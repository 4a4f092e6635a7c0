"""What passages ask of their reader, against labels made by reading.

    python -m benchmarks.modality FOLDER       the folder that holds the seven laws

`modality_gold.json` holds places and hashes, no words: for each document (a law by the SHA-256 of
its file, a file of the handbook by its name) the passage, its headings and its lead-in, each as
`[start, end, SHA-256 of its words]` in the text our reader makes. Words that moved are found again
by their hash, so that the labels do not hang on how a text is cut; what is not found is counted.

How it was labelled. Passages were drawn with fixed seeds (20240601, …02, …03, …07, …11), from each
law and the handbook alike many for each kind of word they hold, and read with their headings and
lead-in but without what the code says of them. Each draw was measured once before anybody looked
at what was wrong in it; then rules of the kind were mended and it became development. The last
draw is the held-out part. The label is what a careful reader would tell a cadre who asks "must I,
may I?":

* must: "phải", "có trách nhiệm", "có nghĩa vụ", "chịu trách nhiệm" with a deed; a deed below a
  heading or lead-in of duties ("Trách nhiệm của …", "Nghĩa vụ …", "… có trách nhiệm sau đây:").
* must_not: "cấm", "không được"; below a heading or lead-in that forbids; in an article a plain
  "không" with a deed that somebody is told not to do. Who "does not get" something counts too.
* may: a right or a permission that is given: "có quyền", "được quyền", "được phép", "được" with
  what somebody gets or does, "có thể" with an office's own choice; below "… có các quyền sau đây:".
* should, should_not: "nên", "cần", "khuyến khích" as a rule; "không nên", "tránh"; below
  "Việc cần làm", "Điều nên làm", "Điều không nên làm".
* An operator in a lead-in holds for each item, be it a deed, a case or a condition; an item that
  itself says "không được" is must_not also below "phải … các yêu cầu sau:".
* None: definitions, scope, facts, sums, procedure and policy in plain verbs, conditions, sanctions,
  "nhiệm vụ, quyền hạn", "không phải", "không bắt buộc", "chỉ được", neutral rules of conduct (how
  strongly they ask is not said), and rules in two directions ("có quyền … nhưng phải …",
  "phải …; không …"), even where one of them is short. A rule beside neutral words counts unless
  it is the smaller part and the rest speaks of something else.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.statistics import wilson
from knowledge.modality import Modality, modality_of
from knowledge.reading.reading import Reading
from knowledge.reading.source import read_file
from knowledge.structure import passages_of

GOLD = Path(__file__).with_name("modality_gold.json")
HANDBOOK = Path(__file__).parents[1] / "knowledge" / "handbook"
PARTS = ("development", "held out")
WANTED = 0.97  # share of right ones, in each part
LABELS = (*(kind.value for kind in Modality), "none")
_DIRECTIONS = {"should": 1, "must": 1, "may": 1, "should_not": -1, "must_not": -1, "none": 0}


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a reading's text, and the hash by which they are found if it changed."""

    start: int
    end: int
    sha256: str

    def words(self, text: str) -> str | None:
        """The words; None where the text holds them no more."""
        if hash_of(text[self.start : self.end]) == self.sha256:
            return text[self.start : self.end]
        length = self.end - self.start
        begins = (i for i in range(len(text) - length + 1) if i == 0 or text[i - 1].isspace())
        return next(
            (text[i : i + length] for i in begins if hash_of(text[i : i + length]) == self.sha256),
            None,
        )


@dataclass(frozen=True, slots=True)
class Labelled:
    """One passage of the gold; `path` are its headings, outermost first."""

    document: str
    words: Place
    path: tuple[Place, ...]
    lead: Place | None
    label: str
    part: str


@dataclass(frozen=True, slots=True)
class Result:
    """One labelled passage and what the code says; `cut` is what it says of the passage as the
    document is cut today, None where it is cut otherwise."""

    gold: Labelled
    found: str
    cut: str | None
    words: str

    @property
    def right(self) -> bool:
        return self.found == self.gold.label

    @property
    def flipped(self) -> bool:
        return is_flip(self.gold.label, self.found)


def hash_of(words: str) -> str:
    """The first 64 bits of the SHA-256 of the words, whatever white space is between them."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]


def is_flip(label: str, found: str) -> bool:
    """Do for don't, or don't for do."""
    return _DIRECTIONS[label] * _DIRECTIONS[found] < 0


def read_gold(path: Path = GOLD) -> list[Labelled]:
    held = json.loads(path.read_text(encoding="utf-8"))
    return [
        Labelled(
            document,
            Place(*one["words"]),
            tuple(Place(*place) for place in one["path"]),
            Place(*one["lead"]) if one["lead"] else None,
            one["label"],
            one["part"],
        )
        for document, rows in held.items()
        for one in rows
    ]


def read_documents(folder: Path) -> dict[str, Reading]:
    """The laws by the hash of their files, the handbook by its names."""
    readings = {path.name: read_file(path) for path in sorted(HANDBOOK.glob("*.md"))}
    for path in sorted(folder.glob("*.txt")):
        name = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        readings[name] = read_file(path)
    return readings


def compared(gold: Sequence[Labelled], readings: Mapping[str, Reading]) -> Iterator[Result]:
    """The passages that are still there, each with what the code says of it."""
    cuts = {name: _as_cut(reading) for name, reading in readings.items()}
    for one in gold:
        if one.document not in readings:
            continue
        text = readings[one.document].text
        words = one.words.words(text)
        path = [place.words(text) for place in one.path]
        lead = one.lead.words(text) if one.lead else ""
        if words is None or lead is None or None in path:
            continue
        found = modality_of(words, [" ".join((title or "").split()) for title in path], lead)
        cut = cuts[one.document].get(one.words.sha256)
        yield Result(one, _named(found), cut, words)


def _as_cut(reading: Reading) -> dict[str, str]:
    """What the passages ask as they are cut, by their hash; an entry also by its words alone."""
    held: dict[str, str] = {}
    for passage in passages_of(reading):
        whole = reading.text[passage.start : passage.end]
        for words in (whole, whole.partition("\n")[2]):
            held.setdefault(hash_of(words), _named(passage.modality))
    return held


def _named(modality: Modality | None) -> str:
    return modality.value if modality else "none"


def table(results: Sequence[Result]) -> str:
    """Labels down, what the code says across."""
    counts = Counter((one.gold.label, one.found) for one in results)
    rows = [f"{'label':<12}" + "".join(f"{name:>12}" for name in LABELS)]
    for label in LABELS:
        rows.append(
            f"{label:<12}" + "".join(f"{counts[label, found] or '·':>12}" for found in LABELS)
        )
    return "\n".join(rows)


def summary(name: str, results: Sequence[Result]) -> str:
    right, total = sum(one.right for one in results), len(results)
    low, high = wilson(right, total)
    flips = sum(one.flipped for one in results)
    share = right / total if total else 0.0
    return f"{name:<34} {right:>3}/{total:<3} {share:.3f} [{low:.3f}, {high:.3f}]  flips {flips}"


def holds(results: Sequence[Result], labels: int) -> bool:
    """No flip, hardly a passage missing, and enough of them right in each part."""
    parts = [[one for one in results if one.gold.part == part] for part in PARTS]
    enough = all(part and sum(r.right for r in part) >= WANTED * len(part) for part in parts)
    return enough and not any(one.flipped for one in results) and len(results) >= 0.95 * labels


def main(arguments: Sequence[str] | None = None) -> int:
    options = argparse.ArgumentParser(description="What passages ask, against labels.")
    options.add_argument("folder", type=Path, help="the folder that holds the laws")
    options.add_argument(
        "--wrong", action="store_true", help="show what is wrong in the development part"
    )
    chosen = options.parse_args(arguments)
    gold = read_gold()
    results = list(compared(gold, read_documents(chosen.folder)))
    for part in PARTS:
        print(summary(part, [one for one in results if one.gold.part == part]))
    for document in dict.fromkeys(one.document for one in gold):
        print(summary(document, [one for one in results if one.gold.document == document]))
    cut = [one for one in results if one.cut is not None]
    same = sum(one.cut == one.gold.label for one in cut)
    flips = sum(is_flip(one.gold.label, one.cut or "none") for one in cut)
    print(f"missing {len(gold) - len(results)}; as cut today {same}/{len(cut)}, flips {flips}")
    print(table(results))
    if chosen.wrong:
        for one in results:
            if not one.right and one.gold.part == PARTS[0]:
                print(f"\n{one.gold.label} -> {one.found} {one.gold.words}\n{one.words}")
    return 0 if holds(results, len(gold)) else 1


if __name__ == "__main__":
    sys.exit(main())
