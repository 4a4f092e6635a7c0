"""The golden questions, asked of the release that answers and of the one that is to follow."""

from bot.answer import Answer, Band
from bot.answering import Answerer
from bot.comparison import Proof
from bot.current import OpenRelease
from bot.indexing import Indexes
from index.search_index import SearchIndex
from knowledge import golden
from knowledge.database import Database
from knowledge.golden import Golden


def prove(
    database: Database, indexes: Indexes, before: int | None, after: tuple[int, SearchIndex]
) -> Proof:
    """Which golden questions the coming release answers, and which of those that the standing one
    answers it does not. `after` is the release with its index; `before` answers now."""
    with database.session() as session:
        asked = golden.questions(session)
    if not asked:
        return Proof()
    after_right = _right(database, OpenRelease(*after), asked)
    lost = [one for one in asked if one.id not in after_right]
    before_right: set[int] = set()
    if before is not None and lost:
        before_right = _right(database, OpenRelease(before, indexes.open(before)), lost)
    return Proof(
        asked=len(asked),
        answered=len(after_right),
        broken=tuple(one.question for one in lost if one.id in before_right),
        unanswered=tuple(one.question for one in lost if one.id not in before_right),
    )


def is_answered(answer: Answer, wanted: Golden) -> bool:
    """Whether a cadre who asks sees the right passage: answered, and among what is cited."""
    cited = (citation.passage for citation in answer.citations)
    return answer.band is Band.ANSWER and any(map(wanted.is_answered_by, cited))


def _right(database: Database, release: OpenRelease, asked: list[Golden]) -> set[int]:
    answerer = Answerer(database, _Fixed(release))
    return {one.id for one in asked if is_answered(answerer.consider(one.question)[0], one)}


class _Fixed:
    """Answers from one release, whichever is published."""

    def __init__(self, release: OpenRelease) -> None:
        self._release = release

    def get(self) -> OpenRelease:
        return self._release
