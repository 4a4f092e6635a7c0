"""Know the same message under another update id

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.drop_index("ix_inboxupdate_chat_id_message_id", "inboxupdate")
    op.drop_column("inboxupdate", "edited_on")
    op.add_column("inboxupdate", sa.Column("mark", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_inboxupdate_mark", "inboxupdate", ["mark"])


def downgrade() -> None:
    op.drop_index("ix_inboxupdate_mark", "inboxupdate")
    op.drop_column("inboxupdate", "mark")
    op.add_column("inboxupdate", sa.Column("edited_on", sa.BigInteger(), nullable=True))
    op.create_index("ix_inboxupdate_chat_id_message_id", "inboxupdate", ["chat_id", "message_id"])
