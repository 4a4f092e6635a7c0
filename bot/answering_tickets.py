"""What a person in charge types -> the answer of a ticket: their words, and a passage that they
name. Knows no Telegram."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot import texts_proving as texts
from bot.browsing import Browser, OpenPassage
from bot.errors import UsageError
from bot.references.outcomes import Absent, Named, Outcome, Several
from bot.references.resolving import may_refer, resolve
from bot.references.shelf import Catalogue, Shelf
from bot.wording import cited
from knowledge import releases, tickets
from knowledge.database import Database
from knowledge.errors import NotPublishedError
from knowledge.standing import Standing
from knowledge.tickets import TicketView
from knowledge.views import PassageView

LONGEST = 2_000  # code points of a person's words
SHORT = 12  # words; what is longer says something, even where it names what is not there


@dataclass(frozen=True, slots=True)
class Reply:
    """A person's own words, and the passage that is quoted with them; at least one of the two."""

    words: str | None
    passage: PassageView | None

    @property
    def described(self) -> str:
        told = [texts.WORDS_OF_YOURS] if self.words else []
        if self.passage:
            told.append(texts.PASSAGE_QUOTED.format(place=cited(self.passage)))
        return ", ".join(told)


def read_reply(database: Database, text: str, today: date) -> Reply:
    """A line that only names a place, the whole text or its last line, is a reference; all else is
    words. Raises `UsageError` for nothing, too much, or a place that is not there."""
    text = text.strip()
    if not any(character.isalnum() for character in text):
        raise UsageError(texts.ANSWER_IN_WORDS)
    if len(text) > LONGEST:
        raise UsageError(texts.ANSWER_TOO_LONG.format(length=len(text), most=LONGEST))
    words, _, last = text.rpartition("\n")
    with database.session() as session:
        if words.strip() and (passage := _passage_named(session, last, today)):
            return Reply(words.strip(), passage)
        if passage := _passage_named(session, text, today):
            return Reply(None, passage)
    return Reply(text, None)


def answer_ticket(database: Database, number: int, reply: Reply, *, by: int) -> TicketView:
    """Write it down. Raises `NotPublishedError`, `TicketError`."""
    with database.session() as session:
        passage = reply.passage
        answered = tickets.answer_ticket(
            session,
            number,
            by=by,
            words=reply.words,
            passage_id=passage.id if passage else None,
            release_id=releases.current_release(session) if passage else None,
        )
        session.commit()
    return answered


def passage_of(browser: Browser, ticket: TicketView) -> OpenPassage | None:
    """The passage that answers a ticket, as it is opened; None where words alone do, or it is
    gone."""
    if ticket.passage_id is None:
        return None
    try:
        return browser.passage(ticket.passage_id)
    except NotPublishedError:
        return None


def _passage_named(session: Session, text: str, today: date) -> PassageView | None:
    meant = _meant(session, text, today)
    if isinstance(meant, Named):
        return meant.passages[0]
    if len(text.split()) <= SHORT and isinstance(meant, Absent | Several):
        why = meant.sentence if isinstance(meant, Absent) else _several(text, meant)
        raise UsageError(texts.NOT_A_REFERENCE.format(why=why))
    return None


def _meant(session: Session, text: str, today: date) -> Outcome | None:
    current = releases.current_release(session)
    if current is None or not may_refer(text):
        return None
    shelf = Shelf(session, Catalogue.read(session, current))
    standing = Standing.of([one.view for one in shelf.documents])
    return resolve(text, shelf, left_out=standing.out_of_force(today))


def _several(text: str, meant: Several) -> str:
    return texts.SEVERAL_DOCUMENTS.format(count=len(meant.choices), asked=text.strip())
