"""Remember each file and page of a watched source; keep what a waiting release was compared with

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for name in ("compared_with", "announced"):
        op.add_column("watch", sa.Column(name, sa.Integer(), nullable=True))
    op.create_table(
        "watchedsource",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("watch_id", sa.Integer(), sa.ForeignKey("watch.id"), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("reading_version", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), sa.ForeignKey("revision.id"), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        *(sa.Column(n, sa.Boolean(), nullable=False) for n in ("is_gone", "is_undecided")),
        sa.UniqueConstraint("watch_id", "origin"),
    )
    op.create_index("ix_watchedsource_watch_id", "watchedsource", ["watch_id"])


def downgrade() -> None:
    op.drop_table("watchedsource")
    for name in ("announced", "compared_with"):
        op.drop_column("watch", name)
