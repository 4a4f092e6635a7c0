"""Create drafts, golden questions and watched sources; give people and dialogue what they lack

Revision ID: 0005
Revises: 0004
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime()
ADDED: dict[str, list[tuple[str, sa.types.TypeEngine[Any]]]] = {
    "member": [("consented_at", MOMENT)],
    "invite": [("used_by", sa.BigInteger()), ("revoked_at", MOMENT)],
    "answerlog": [("person_key", sa.String())],
    "feedback": [("reason", sa.String())],
    "revision": [("terms", sa.JSON())],
    "gap": [("closed_at", MOMENT)],
    "ticket": [
        ("asker_name", sa.String()),
        ("answer", sa.String()),
        ("answered_by", sa.BigInteger()),
        ("answered_at", MOMENT),
    ],
}


# Columns are added and dropped in place: SQLite would refuse to make anew a table that others
# point to.
def upgrade() -> None:
    for table, columns in ADDED.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind, nullable=True))
    for table in ("member", "invite"):
        op.add_column(table, sa.Column("label", sa.String(), nullable=False, server_default=""))
    op.add_column("release", sa.Column("changes", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index("ix_answerlog_person_key", "answerlog", ["person_key"])
    _create_drafts()
    _create_golden_questions()
    _create_watches()


def downgrade() -> None:
    for table in ("watch", "goldenquestion", "draftfile", "draft"):
        op.drop_table(table)
    op.drop_index("ix_answerlog_person_key", "answerlog")
    op.drop_column("release", "changes")
    for table in ("member", "invite"):
        op.drop_column(table, "label")
    for table, columns in ADDED.items():
        for name, _ in columns:
            op.drop_column(table, name)


def _create_drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("author_id", "chat_id")),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        *_releases("release_id", "compared_with"),
        *(sa.Column(name, MOMENT, nullable=False) for name in ("created_at", "changed_at")),
    )
    for column in ("author_id", "state"):
        op.create_index(f"ix_draft_{column}", "draft", [column])
    op.create_table(
        "draftfile",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("draft.id"), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "sha256", "origin")),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), sa.ForeignKey("revision.id"), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("corrections", sa.JSON(), nullable=False),
    )
    op.create_index("ix_draftfile_draft_id", "draftfile", ["draft_id"])


def _create_golden_questions() -> None:
    op.create_table(
        "goldenquestion",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(n, sa.String(), nullable=False) for n in ("question", "slug", "locator")),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("article", "anchor")),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
    )


def _create_watches() -> None:
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("place", sa.String(), nullable=False, unique=True),
        sa.Column("every_minutes", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("publishes_itself", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        *(sa.Column(name, MOMENT, nullable=True) for name in ("checked_at", "told_at")),
        sa.Column("failure", sa.String(), nullable=True),
        *_releases("release_id"),
    )


def _releases(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(n, sa.Integer(), sa.ForeignKey("release.id"), nullable=True) for n in names]
