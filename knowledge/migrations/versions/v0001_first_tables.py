"""Create the first tables

Revision ID: 0001
Revises: None
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Children after their parents, so that foreign keys always have something to point at.
TABLES = (
    *("document", "revision", "passage", "release", "releaseitem"),
    *("answerlog", "feedback", "gap", "ticket"),
    *("member", "invite", "auditentry", "inboxupdate"),
)


def upgrade() -> None:
    _create_documents()
    _create_releases()
    _create_dialogue()
    _create_people()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _text(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable, index=index)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _time(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=nullable, index=index)


def _to(
    name: str, target: str, kind: type[sa.Integer | sa.String] = sa.Integer
) -> sa.Column[object]:
    return sa.Column(name, kind(), sa.ForeignKey(target), nullable=False, index=True)


def _create_documents() -> None:
    op.create_table(
        "document",
        _id(),
        sa.Column("slug", sa.String(), nullable=False, index=True, unique=True),
        _text("origin", index=True),
        _text("audience"),
    )
    op.create_table(
        "revision",
        _id(),
        _to("document_id", "document.id"),
        *map(_text, ("sha256", "text", "reader", "source", "title")),
        *(_text(name, nullable=True) for name in ("number", "kind", "issuer")),
        *(sa.Column(name, sa.Date()) for name in ("issued_on", "effective_from", "effective_to")),
        *(_text(name, nullable=True) for name in ("replaced_by", "drawn_from")),
        sa.Column("warnings", sa.JSON(), nullable=False),
        _time("read_at"),
        sa.UniqueConstraint("document_id", "sha256"),
    )
    op.create_table(
        "passage",
        _id(),
        _to("revision_id", "revision.id"),
        _integer("order"),
        _text("locator"),
        _text("article", nullable=True, index=True),
        sa.Column("heading_path", sa.JSON(), nullable=False),
        _text("modality", nullable=True, index=True),
        *map(_integer, ("start", "end")),
        *(_integer(name, nullable=True) for name in ("lead_start", "lead_end")),
        *(_text(name, nullable=True) for name in ("anchor", "source_note")),
        sa.UniqueConstraint("revision_id", "order"),
    )


def _create_releases() -> None:
    op.create_table(
        "release",
        _id(),
        _text("status", index=True),
        _text("index_digest", nullable=True),
        *map(_text, ("author", "note")),
        _time("created_at"),
        _time("published_at", nullable=True),
    )
    op.create_table(
        "releaseitem",
        sa.Column("release_id", sa.Integer(), sa.ForeignKey("release.id"), primary_key=True),
        sa.Column("revision_id", sa.Integer(), sa.ForeignKey("revision.id"), primary_key=True),
        _integer("position"),
    )


def _create_dialogue() -> None:
    op.create_table(
        "answerlog",
        sa.Column("id", sa.String(), primary_key=True),
        _to("release_id", "release.id"),
        _text("band", index=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        _text("question"),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("elapsed_ms", sa.Float(), nullable=False),
        _time("asked_at", index=True),
    )
    op.create_table(
        "feedback",
        _id(),
        _to("answer_id", "answerlog.id", sa.String),
        _text("person_key"),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        _time("given_at"),
        sa.UniqueConstraint("answer_id", "person_key"),
    )
    op.create_table(
        "gap",
        _id(),
        sa.Column("key", sa.String(), nullable=False, unique=True),
        _text("question"),
        _integer("times"),
        *map(_time, ("first_asked_at", "last_asked_at")),
    )
    answer = sa.ForeignKey("answerlog.id")
    op.create_table(
        "ticket",
        _id(),
        sa.Column("answer_id", sa.String(), answer, nullable=False, index=True, unique=True),
        sa.Column("asker_chat_id", sa.BigInteger(), nullable=False),
        _text("status"),
        _time("opened_at"),
    )


def _create_people() -> None:
    op.create_table(
        "member",
        # Telegram's ids come from outside and pass 2**31: the database must not make them up.
        sa.Column("telegram_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        _text("role"),
        _time("joined_at"),
        _time("left_at", nullable=True),
    )
    op.create_table(
        "invite",
        _id(),
        sa.Column("secret_sha256", sa.String(), nullable=False, unique=True),
        _text("role"),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        _time("expires_at"),
        _time("used_at", nullable=True),
    )
    op.create_table(
        "auditentry",
        _id(),
        *map(_text, ("actor", "action", "subject")),
        _time("at"),
    )
    op.create_table(
        "inboxupdate",
        sa.Column("update_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        _text("state"),
        _time("received_at"),
    )
