"""What is kept of a person, in the words that they get, and deleting it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot import clock
from bot import texts_people as roles
from bot import texts_privacy as texts
from bot.people import People
from knowledge import privacy
from knowledge.privacy import Kept


@dataclass(frozen=True, slots=True)
class Keeping:
    """Everything here blocks on the database. `key` is the keyed hash of a person."""

    people: People
    days: int

    def of(self, telegram_id: int, key: str) -> Kept:
        with self.people.database.session() as session:
            return privacy.kept_of(session, telegram_id, key)

    def agreed_on(self, telegram_id: int) -> date | None:
        with self.people.database.session() as session:
            agreed_at = privacy.agreed_at(session, telegram_id)
        return clock.day_of(agreed_at) if agreed_at else None

    def file(self, telegram_id: int, key: str) -> str:
        """Everything that is kept of them, as a text of lines."""
        role = self.people.rights.of(telegram_id).role
        return "\n".join(_lines(self.of(telegram_id, key), telegram_id, roles.ROLES[role])) + "\n"

    def erase(self, telegram_id: int, key: str) -> None:
        """Raises `MembershipError` for the last owner."""
        with self.people.database.session() as session:
            privacy.erase(session, telegram_id, key, self.people.owner)
            session.commit()
        self.people.rights.changed(telegram_id)

    def forget_old(self) -> int:
        """Delete the words of questions that are older than they may be; how many."""
        with self.people.database.session() as session:
            forgotten = privacy.forget_before(session, datetime.now(UTC) - timedelta(self.days))
            session.commit()
        return forgotten


def _lines(kept: Kept, telegram_id: int, role: str) -> list[str]:
    member = kept.member
    lines = [texts.YOURS_HEAD.format(id=telegram_id, role=role)]
    if member is not None:
        lines.append(texts.YOURS_LABEL.format(label=member.label or "—"))
        lines.append(texts.YOURS_JOINED.format(moment=clock.moment_text(member.joined_at)))
    if member is not None and member.consented_at:
        lines.append(texts.YOURS_AGREED.format(moment=clock.moment_text(member.consented_at)))
    lines += ["", texts.YOURS_QUESTIONS.format(count=len(kept.questions))]
    for asked in kept.questions:
        question = asked.question or texts.QUESTION_GONE
        lines.append(f"- {clock.moment_text(asked.asked_at)}: {question} [{asked.answer_id}]")
    lines += ["", texts.YOURS_THUMBS.format(count=len(kept.thumbs))]
    for thumb in kept.thumbs:
        sign = "👍" if thumb.helpful else "👎"
        reason = f" ({thumb.reason})" if thumb.reason else ""
        lines.append(f"- {clock.moment_text(thumb.given_at)}: {sign}{reason} [{thumb.answer_id}]")
    lines += ["", texts.YOURS_TICKETS.format(count=len(kept.tickets))]
    for one in kept.tickets:
        question = one.question or texts.QUESTION_GONE
        lines.append(f"- {one.number}, {clock.moment_text(one.opened_at)}: {question}")
        if one.answer:
            lines.append(f"  → {one.answer}")
    if kept.doubtful:
        lines += ["", texts.YOURS_DOUBTFUL.format(count=kept.doubtful)]
    return lines
