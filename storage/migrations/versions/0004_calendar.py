"""The calendar of a school: its own days, how it counts weeks, breaks and quiet windows; school holidays from a list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _widen_school()
    _add_own_day()
    _add_school_holiday()


def _widen_school() -> None:
    op.add_column("school", sa.Column("breaks", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("school", sa.Column("quiet_windows", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("school", sa.Column("open_holidays", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("school", sa.Column("fortnight_anchor", sa.Date(), nullable=True))
    op.add_column(
        "school", sa.Column("fortnight_skips_holidays", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def _add_own_day() -> None:
    op.create_table(
        "own_day",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("start_minute", sa.Integer(), nullable=True),
        sa.Column("end_minute", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_own_day_school_id", "own_day", ["school_id"])


def _add_school_holiday() -> None:
    op.create_table(
        "school_holiday",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
