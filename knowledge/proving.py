"""Golden questions: what must still be answered rightly after every refresh."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from knowledge.models import UtcDateTime, now


class GoldenQuestion(SQLModel, table=True):
    """A question and the passage that answers it, by document and place, so that it outlives
    revisions."""

    id: int | None = Field(default=None, primary_key=True)
    question: str
    slug: str  # of the document
    article: str | None = None
    locator: str
    anchor: str | None = None
    author: str
    added_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
