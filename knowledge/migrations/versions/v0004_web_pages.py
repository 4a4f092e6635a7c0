"""Create the table of web pages that were read

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "webpage",
        sa.Column("address", sa.String(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reached", "sha256")),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("etag", "last_modified")),
        sa.Column("revision_id", sa.Integer(), sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("reading_version", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("webpage")
