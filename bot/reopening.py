"""An old answer, with what has become of its words since. Knows no Telegram."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from bot import clock
from bot import texts_releases as texts
from bot.answer import Answer, Citation
from bot.answering import Answerer
from bot.difference.passages import changes_between
from bot.wording import cited, named, validity_text
from knowledge import releases, store
from knowledge.database import Database
from knowledge.standing import STANDS
from knowledge.views import DocumentView, PassageView


class Fate(StrEnum):
    """What has become of a passage that was cited."""

    SAME = "same"
    CHANGED = "changed"  # its words, or what they say of doing it
    GONE = "gone"  # its document stands without it
    WITHDRAWN = "withdrawn"  # its document is published no more
    OUT_OF_FORCE = "out_of_force"  # its words stand, its document does not


@dataclass(frozen=True, slots=True)
class Since:
    """A citation of an old answer and its fate; `now` is the passage that stands there today."""

    citation: Citation
    fate: Fate
    now: PassageView | None
    sentence: str | None  # None where nothing has changed


@dataclass(frozen=True, slots=True)
class Reopened:
    """An answer with the words that it showed; `current` is the release that answers now."""

    answer: Answer
    current: int | None
    since: tuple[Since, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a reader must know before taking the words for today's, each once."""
        return tuple(dict.fromkeys(one.sentence for one in self.since if one.sentence))

    @property
    def offered(self) -> tuple[PassageView, ...]:
        """The words of today, where they are others."""
        return tuple(one.now for one in self.since if one.now and one.fate is Fate.CHANGED)


def reopened(
    database: Database,
    answerer: Answerer,
    answer_id: str,
    today: Callable[[], date] = clock.today,
) -> Reopened:
    """Open an answer again. Raises `NotPublishedError` where it is not kept any more."""
    answer = answerer.reopen(answer_id)
    with database.session() as session:
        current = releases.current_release(session)
        standing = store.documents_of(session, current) if current else []
        by_slug = {one.slug: one for one in standing}
        since = tuple(_since(session, by_slug, one, today()) for one in answer.citations)
    return Reopened(answer, current, since)


def _since(
    session: Session, standing: dict[str, DocumentView], citation: Citation, today: date
) -> Since:
    document = standing.get(citation.document.slug)
    if document is None:
        said = texts.SINCE_WITHDRAWN.format(document=named(citation.document))
        return Since(citation, Fate.WITHDRAWN, None, said)
    fate, now = _fate(session, citation.passage, document)
    if document.validity(today) not in STANDS:
        validity = validity_text(document, today)
        said = texts.SINCE_OUT_OF_FORCE.format(document=named(document), validity=validity)
        return Since(citation, fate if fate is not Fate.SAME else Fate.OUT_OF_FORCE, now, said)
    if fate is Fate.SAME:
        return Since(citation, fate, now, None)
    line = texts.SINCE_CHANGED if fate is Fate.CHANGED else texts.SINCE_GONE
    return Since(citation, fate, now, line.format(place=cited(citation.passage)))


def _fate(
    session: Session, passage: PassageView, document: DocumentView
) -> tuple[Fate, PassageView | None]:
    """What became of a passage in the revision of its document that answers now."""
    if passage.document.revision_id == document.revision_id:
        return Fate.SAME, passage
    before, after = (
        store.passages_of_revisions(session, [one])
        for one in (passage.document.revision_id, document.revision_id)
    )
    same = next((one for one in after if _rule(one) == _rule(passage)), None)
    if same:
        return Fate.SAME, same
    for change in changes_between(before, after):
        if change.before and change.before.passage_id == passage.id:
            found = change.after.passage_id if change.after else None
            now = next((one for one in after if one.id == found), None)
            return (Fate.CHANGED, now) if now else (Fate.GONE, None)
    # Its own words stand; what governs them reads otherwise.
    return Fate.CHANGED, next((one for one in after if _words(one) == _words(passage)), None)


def _rule(passage: PassageView) -> tuple[object, ...]:
    """Its words, what governs them and what they say of doing it."""
    return _words(passage), " ".join((passage.lead or "").split()), passage.modality


def _words(passage: PassageView) -> str:
    return " ".join(passage.text.split())


def sentences_of(found: Reopened) -> Iterator[str]:
    """Whether the words still stand, for a person, in the chat and in the shell."""
    if not found.answer.citations:
        return
    yield from found.sentences or (texts.SINCE_NOTHING,)
