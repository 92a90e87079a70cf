"""The first tables: accounts with their bookmarks, mails considered, drafts intended and placed."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "accounts",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("bookmark", sa.String, nullable=False),
        sa.Column("last_pass_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "considered",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("ref", sa.String, nullable=False),
        sa.Column("arrived", sa.DateTime, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("message_id", sa.String, nullable=False),
        sa.Column("considered_at", sa.DateTime, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("because", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("rules", sa.JSON, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("look_again", sa.DateTime),
        sa.UniqueConstraint("account", "ref"),
    )
    op.create_index("considered_by_fingerprint", "considered", ["account", "fingerprint"])
    op.create_index("considered_by_look_again", "considered", ["account", "look_again"])
    op.create_table(
        "drafts",
        sa.Column("message_id", sa.String, primary_key=True),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("thread", sa.String, nullable=False),
        sa.Column("addressee", sa.String, nullable=False),
        sa.Column("company", sa.String),
        sa.Column("job_title", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("intended_at", sa.DateTime, nullable=False),
        sa.Column("raw", sa.LargeBinary),
        sa.UniqueConstraint("account", "fingerprint"),
        sa.UniqueConstraint("account", "thread"),
    )
