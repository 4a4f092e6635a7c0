"""Question and passage pairs made from titled texts alone: no question was written by a person."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from training.clauses import chunks, sentences
from training.corpora import Section
from training.typing_noise import typed

_Made = tuple[str, str]  # a question and its passage

_COMMON_TITLE = 8  # a title that so many sections bear ("Hiệu lực thi hành") tells nothing alone
_TEMPLATES = (
    "{}",
    "{}",
    "{} như thế nào?",
    "{} là gì?",
    "{} gồm những gì?",
    "Quy định về {}",
    "{} được quy định như thế nào?",
    "Thế nào là {}?",
    "Khi nào {}?",
    "Ai {}?",
    "Cho hỏi {} ra sao ạ?",
    "{} cần những gì",
)
_RULE_TEMPLATES = (
    "{}",
    "{} có được không?",
    "Có được {} không?",
    "Có nên {} không?",
    "{} có bị cấm không?",
    "{} có vi phạm không?",
    "{} có bắt buộc không?",
    "Ai phải {}?",
    "{} thì sao?",
)
_MOST_PIECES = 6  # pairs of one kind from one section


@dataclass(frozen=True, slots=True)
class Pair:
    """A question as somebody might type it, text that answers it, the number of their section."""

    question: str
    passage: str
    section: int


def pairs(sections: Sequence[Section], seed: int) -> Iterator[Pair]:
    """All pairs of these sections, in the order of the sections; shuffle them before training."""
    random = Random(seed)
    titles = Counter(section.title for section in sections)
    by_id = {section.id: section for section in sections}
    for number, section in enumerate(sections):
        heading = _heading(section, titles)
        for question, passage in _made_from(section, heading, by_id, random):
            yield Pair(typed(question, random), passage, number)


def _made_from(
    section: Section, heading: str, by_id: dict[str, Section], random: Random
) -> Iterator[_Made]:
    pieces = chunks(section.text)
    random.shuffle(pieces)
    for piece in pieces[:_MOST_PIECES]:
        if heading:
            yield _asked(heading, _TEMPLATES, random), piece
        yield from _clozes(piece, heading, random)
    for other in _related(section, by_id):
        if heading and other.title:
            yield heading, f"{other.title}. {other.text[:600]}"


def _clozes(piece: str, heading: str, random: Random) -> Iterator[_Made]:
    """A sentence asks for what surrounds it, and a few words of it for the whole."""
    found = sentences(piece)
    if not found:
        return
    chosen = random.choice(found)
    rest = f"{heading}. {piece}" if random.random() < 0.5 else piece
    if len(found) > 1 and random.random() < 0.8:
        without = rest.replace(chosen, " ")
        yield chosen, without
    words = chosen.split()
    length = random.randint(4, 14)
    start = random.randint(0, max(0, len(words) - length))
    kept = [word for word in words[start : start + length] if random.random() > 0.15]
    if kept:
        yield _asked(" ".join(kept), _RULE_TEMPLATES, random), rest


def _related(section: Section, by_id: dict[str, Section]) -> Iterable[Section]:
    return [by_id[other] for other in section.related[:3] if other in by_id]


def _heading(section: Section, titles: Counter[str]) -> str:
    if titles[section.title] < _COMMON_TITLE and len(section.title) > 12:
        return section.title
    return f"{section.title} {section.topic}".strip()


def _asked(subject: str, templates: Sequence[str], random: Random) -> str:
    bare = subject.strip(" .,;:?")
    return random.choice(templates).format(bare[:1].lower() + bare[1:])
