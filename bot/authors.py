"""Who made a release, as admins call them."""

from collections.abc import Collection

from sqlmodel import Session, select

from bot import texts_releases as texts
from knowledge.membership import actor
from knowledge.people import Member

_TELEGRAM = "telegram:"


def author_names(session: Session, authors: Collection[str]) -> dict[str, str]:
    """Names as the audit writes them -> the labels that invites gave, or Telegram's numbers; those
    of people at a shell are left out: they are names already."""
    labels = session.exec(select(Member.telegram_id, Member.label).where(Member.label != ""))
    called = {actor(telegram_id): label for telegram_id, label in labels}
    numbered = {one: one.removeprefix(_TELEGRAM) for one in authors if one.startswith(_TELEGRAM)}
    return {
        one: called.get(one, texts.TELEGRAM_PERSON.format(id=number))
        for one, number in numbered.items()
    }
