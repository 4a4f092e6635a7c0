"""Gaps as people see them: wordings that ask the same in one group. Knows no Telegram."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.encoders import Encoders
from index.abbreviations import built_in
from index.grouping import grouped
from index.restoring import shipped
from index.text import fold, normalise
from index.understanding import Understanding
from knowledge import unanswered
from knowledge.database import Database
from knowledge.masking import mask
from knowledge.unanswered import GapGroup

COMPARED = 3_000  # wordings, those asked last: more is neither read nor waited for


def gap_key(question: str) -> str:
    """What two askings of one wording have in common; the same before and after masking."""
    return fold(normalise(mask(question)))


@dataclass(frozen=True, slots=True)
class GapFinder:
    """The gaps of a knowledge base in groups."""

    database: Database
    encoders: Encoders

    def groups(self) -> list[GapGroup]:
        """The groups with open gaps, those asked most first; what is new is put into them."""
        with self.database.session() as session:
            self._group_new(session)
            session.commit()
            return unanswered.open_groups(session)

    def group(self, number: int) -> GapGroup:
        """Raises `NotPublishedError` where no open gap is in a group of that number."""
        with self.database.session() as session:
            self._group_new(session)
            session.commit()
            return unanswered.open_group(session, number)

    def _group_new(self, session: Session) -> None:
        gaps = unanswered.gaps(session, newest=COMPARED)
        if all(gap.group is not None for gap in gaps):
            return
        understanding = Understanding(shipped(), built_in())
        read = [understanding.of(gap.question) for gap in gaps]
        groups = grouped(read, [gap.group for gap in gaps], self.encoders.quick())
        new = {
            gap.id: group if group > 0 else gaps[-group - 1].id
            for gap, group in zip(gaps, groups, strict=True)
            if gap.group is None
        }
        unanswered.set_groups(session, new)
