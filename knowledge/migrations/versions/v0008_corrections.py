"""Keep a draft's note, the field its author is asked for, and how each of its files was read

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# No foreign keys: SQLite would not let go of such a column again.
ADDED: dict[str, list[sa.Column[object]]] = {
    "draft": [
        sa.Column("note", sa.String(), nullable=False, server_default=""),
        sa.Column("asking_file_id", sa.Integer(), nullable=True),
        sa.Column("asking_field", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
    ],
    "draftfile": [sa.Column("read_id", sa.Integer(), nullable=True)],
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)


def downgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column.name)
