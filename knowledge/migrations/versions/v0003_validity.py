"""Give revisions their links to others and what they say of themselves, passages their page

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

LISTS = ("replaces", "repeals", "amends", "proposals")


# Columns are added and dropped in place: SQLite would refuse to make anew a table that others
# point to.
def upgrade() -> None:
    op.add_column("revision", sa.Column("fetched_on", sa.Date(), nullable=True))
    for name in LISTS:
        # Revisions of before said nothing of the kind that was read: an empty list.
        op.add_column("revision", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("passage", sa.Column("page", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("passage", "page")
    for name in (*LISTS, "fetched_on"):
        op.drop_column("revision", name)
