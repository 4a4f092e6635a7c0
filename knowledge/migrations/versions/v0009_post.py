"""Keep updates until they are handled, and what was sent until it is known to have arrived

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

INBOX: tuple[sa.Column[object], ...] = (
    sa.Column("kind", sa.String(), nullable=False, server_default=""),
    sa.Column("edited_on", sa.BigInteger(), nullable=True),
    sa.Column("payload", sa.String(), nullable=True),
    sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("done_at", sa.DateTime(), nullable=True),
)
INDEXED = (("inboxupdate", ["chat_id", "message_id"]), ("inboxupdate", ["state"]))


def upgrade() -> None:
    for column in INBOX:
        op.add_column("inboxupdate", column)
    for table, columns in INDEXED:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    op.create_table(
        "outboxmessage",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("notice", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.UniqueConstraint("update_id", "step"),
    )
    op.create_index("ix_outboxmessage_state", "outboxmessage", ["state"])


def downgrade() -> None:
    op.drop_table("outboxmessage")
    for table, columns in INDEXED:
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
    for column in INBOX:
        op.drop_column("inboxupdate", column.name)
