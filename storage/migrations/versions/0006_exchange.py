"""Bundles between any number of people: who owns what, what each has, who is trusted, what was entered twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_ENTERED_TWICE = ("school", "care_location", "provider", "professional", "pupil")


def upgrade() -> None:
    _where_writes_came_from()
    _what_peers_have()
    _who_is_trusted()
    for name in _ENTERED_TWICE:
        op.add_column(name, sa.Column("same_as", sa.String(), nullable=False, server_default=""))


def _where_writes_came_from() -> None:
    """What was received before this version came from its author: nobody could pass anything on but whole cases."""
    op.add_column("operation", sa.Column("bundle_row", sa.Integer(), nullable=True))
    op.add_column("operation", sa.Column("vouched", sa.Boolean(), nullable=False, server_default="0"))
    op.execute("UPDATE operation SET vouched = 1")
    op.create_index("operation_by_bundle", "operation", ["bundle_row"], sqlite_where=sa.text("bundle_row IS NOT NULL"))
    op.create_table(
        "proposal",
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("record_id", "field"),
    )


def _what_peers_have() -> None:
    op.add_column("bundle", sa.Column("taken_back", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("bundle", sa.Column("acknowledged_at", sa.String(length=32), nullable=False, server_default=""))
    op.add_column("bundle", sa.Column("change_id", sa.Integer(), nullable=True))
    op.add_column("bundle", sa.Column("erased", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "CREATE TABLE bundle_operation (bundle_row INTEGER NOT NULL REFERENCES bundle(id), operation_id INTEGER NOT NULL,"
        " PRIMARY KEY (bundle_row, operation_id)) WITHOUT ROWID"
    )
    op.execute(
        "CREATE TABLE recall (bundle_row INTEGER NOT NULL REFERENCES bundle(id), record_id VARCHAR(32) NOT NULL,"
        " field VARCHAR(60) NOT NULL, PRIMARY KEY (bundle_row, record_id, field)) WITHOUT ROWID"
    )


def _who_is_trusted() -> None:
    op.add_column("contact", sa.Column("verified_at", sa.String(length=32), nullable=False, server_default=""))
    op.add_column("contact", sa.Column("vouched_by", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("contact", sa.Column("successor", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("contact", sa.Column("last_sequence", sa.Integer(), nullable=True))
    op.add_column("contact", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("contact", sa.Column("revoked_by", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("contact", sa.Column("key_change", sa.LargeBinary(), nullable=True))
    op.create_table(
        "register",
        sa.Column("coordinator", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("coordinator"),
    )
    op.create_table(
        "old_identity",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("card", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_keys", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint"),
    )
