"""The plan of a school as it was made known, and what it may cost."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record


class PlanVersion(Record, table=True):
    """The plan of one school as it was published: who comes when, without anything of a pupil.

    `visits` has a row per recurring visit: id, professional id, weekday, start minute, duration in minutes, rhythm, first day
    and last day as ISO text. `exceptions` has a row per exception: visit id, day, kind, moved to, start minute,
    duration, professional id. What is as usual or open is "". `zorgarrangeur_tui.domain.published_plan` reads and writes both.
    """

    __tablename__ = "plan_version"

    school_id: str = Field(default="", index=True)
    number: int = Field(default=1, description="counts up per school; the SEQUENCE of its calendar")
    published_on: date | None = None
    author: str = Field(default="", description="label of who published it")
    holds_from: date | None = Field(default=None, description="first day for which it is meant")
    reason: str = Field(default="", description="why it was published although something is not as it should be")
    visits: list[list[str | int]] = Field(default_factory=list, sa_type=JSON)
    exceptions: list[list[str | int]] = Field(default_factory=list, sa_type=JSON)


class Budget(Record, table=True):
    """What may be spent at one school from one pot in a period."""

    school_id: str = Field(default="", index=True)
    name: str = ""
    pot: str = Field(default="", description="FundingSource value")
    minutes_per_week: int | None = Field(default=None, description="minutes of presence a week in school weeks")
    cents: int | None = Field(default=None, description="euro-cents for the whole period")
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, description="last day; None: open end")
    source: str = Field(default="", description="where this was decided")
    note: str = ""
