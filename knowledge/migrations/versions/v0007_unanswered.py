"""Group gaps, remember which answers left one; claims, passages and messages of tickets; digests

Revision ID: 0007
Revises: 0006
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime()
# No foreign keys: SQLite would not let go of such a column again.
ADDED: dict[str, list[tuple[str, sa.types.TypeEngine[Any]]]] = {
    "answerlog": [("gap_id", sa.Integer())],
    "gap": [
        ("group_id", sa.Integer()),
        ("asked_in", sa.Integer()),
        ("closed_in", sa.Integer()),
    ],
    "ticket": [
        ("passage_id", sa.Integer()),
        ("answered_in", sa.Integer()),
        ("claimed_by", sa.BigInteger()),
        ("claimed_at", MOMENT),
        ("told_at", MOMENT),
    ],
}
INDEXED = (("answerlog", "gap_id"), ("gap", "group_id"))


def upgrade() -> None:
    for table, columns in ADDED.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind, nullable=True))
    for table, column in INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_table(
        "prompt",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "subject")),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.UniqueConstraint("chat_id", "message_id"),
    )
    op.create_table(
        "digest",
        sa.Column("week", sa.String(), primary_key=True),
        sa.Column("sent_at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    for table in ("digest", "prompt"):
        op.drop_table(table)
    for table, column in INDEXED:
        op.drop_index(f"ix_{table}_{column}", table)
    for table, columns in ADDED.items():
        for name, _ in columns:
            op.drop_column(table, name)
