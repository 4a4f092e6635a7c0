"""Who may do what, and who did what."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from knowledge.models import UtcDateTime, now


class Role(StrEnum):
    """From the least right to the most."""

    STRANGER = "stranger"  # no member; a row may still hold what they agreed to
    MEMBER = "member"
    REVIEWER = "reviewer"
    ADMIN = "admin"
    OWNER = "owner"

    def covers(self, needed: "Role") -> bool:
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


class Member(SQLModel, table=True):
    """A person by Telegram's numeric id; usernames change hands and mean nothing here."""

    telegram_id: int = Field(primary_key=True, sa_type=BigInteger)
    role: str = Role.MEMBER
    label: str = ""  # what the invite calls them, for the lists that admins see
    joined_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    consented_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Invite(SQLModel, table=True):
    """A single-use way in; only the hash of its secret is kept."""

    id: int | None = Field(default=None, primary_key=True)
    secret_sha256: str = Field(unique=True)
    role: str
    label: str = ""
    created_by: int = Field(sa_type=BigInteger)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by: int | None = Field(default=None, sa_type=BigInteger)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Group(SQLModel, table=True):
    """A group that the bot may be in."""

    __tablename__ = "groupchat"  # "group" is a word of SQL

    chat_id: int = Field(primary_key=True, sa_type=BigInteger)
    title: str = ""
    added_by: int = Field(sa_type=BigInteger)
    added_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    gone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # taken out by somebody


class AuditEntry(SQLModel, table=True):
    """One change to what is published or to who may change it."""

    id: int | None = Field(default=None, primary_key=True)
    actor: str
    action: str
    subject: str
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
