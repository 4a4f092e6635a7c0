"""Questions with the passages that answer them, read from files or from a release."""

import gzip
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from bot.evaluating import Gold
from bot.evaluating import Question as GoldQuestion
from bot.indexing import entry_of
from bot.parts import Parts
from index.search_index import Entry
from index.text import fold
from knowledge import releases, store


class Topic(StrEnum):
    """What a set asks about: questions of another topic are off topic for it."""

    RULES = "rules and laws"
    GENERAL = "encyclopaedia"


@dataclass(frozen=True, slots=True)
class Question:
    """`right`: ids of the passages that answer it; none where nothing does."""

    text: str
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Passages and questions on them. Passages of one place (an article) count once in a ranking,
    as the bot cites an article once; a passage not in `places` is a place of its own."""

    name: str
    topic: Topic
    passages: tuple[Entry, ...]
    questions: tuple[Question, ...]
    places: Mapping[int, int] = field(default_factory=dict)

    @property
    def answerable(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.right)

    def without(self, removed: frozenset[int]) -> list[Entry]:
        return [entry for entry in self.passages if entry.id not in removed]


# The same question as people type it; the index must not mind.
WRITTEN, PLAIN, DECOMPOSED = "as written", "no diacritics", "NFD"
FORMS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        WRITTEN: lambda text: unicodedata.normalize("NFC", text),
        PLAIN: fold,
        DECOMPOSED: lambda text: unicodedata.normalize("NFD", text),
    }
)


def read_pairs(path: Path, name: str, topic: Topic) -> Dataset:
    """A file `{"passages": [text], "questions": [{"question", "passage": place of it}]}`."""
    held = json.loads(path.read_text(encoding="utf-8"))
    passages = tuple(Entry(place, text) for place, text in enumerate(held["passages"]))
    questions = tuple(
        Question(one["question"], frozenset([one["passage"]])) for one in held["questions"]
    )
    return Dataset(name, topic, passages, questions)


def read_articles(
    questions: Path, articles: Path, name: str, limit: int | None = None, keep: int | None = None
) -> Dataset:
    """A file `[{"question", "articles": [ids]}]` on a gzipped file of lines `{"id", "title",
    "text"}`; a title is its article's context. `limit` takes the first questions, `keep` their
    articles and the first of the others, so many together.

    Questions none of whose articles is in the file are left out.
    """
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    places = {row["id"]: place for place, row in enumerate(rows)}
    asked = []
    for one in json.loads(questions.read_text(encoding="utf-8")):
        right = frozenset(places[article] for article in one["articles"] if article in places)
        if right:
            asked.append(Question(one["question"], right))
    asked = asked[:limit]
    kept = _some(len(rows), frozenset().union(*(one.right for one in asked)), keep)
    passages = tuple(Entry(place, rows[place]["text"], rows[place]["title"]) for place in kept)
    return Dataset(name, Topic.RULES, passages, tuple(asked))


def released(parts: Parts, asked: Sequence[GoldQuestion], name: str) -> Dataset:
    """The published release as the index sees it, and questions with gold on it."""
    with parts.database.session() as session:
        current = releases.current_release(session) or 0
        revisions = releases.revision_ids_of(session, current)
        views = store.passages_of_revisions(session, revisions)

    def right(gold: Sequence[Gold]) -> frozenset[int]:
        return frozenset(view.id for view in views if any(one.is_met_by(view) for one in gold))

    numbers: dict[tuple[int, str], int] = {}
    places = {
        view.id: numbers.setdefault((view.document.revision_id, view.article), view.id)
        for view in views
        if view.article
    }
    questions = tuple(Question(one.text, right(one.gold)) for one in asked)
    return Dataset(name, Topic.RULES, tuple(map(entry_of, views)), questions, places)


def _some(count: int, wanted: frozenset[int], keep: int | None) -> list[int]:
    """`keep` of the places 0..count in order, all the wanted ones among them."""
    if keep is None:
        return list(range(count))
    others = [place for place in range(count) if place not in wanted]
    return sorted([*wanted, *others[: max(0, keep - len(wanted))]])
