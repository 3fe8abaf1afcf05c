"""When a professional is at a school."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record
from storage.models.codes import Rhythm


class VisitPattern(Record, table=True):
    """The weekly presence of a professional at a school, and which needs it serves."""

    __tablename__ = "visit_pattern"

    school_id: str = Field(default="", index=True)
    care_location_id: str = Field(default="", index=True)
    professional_id: str = Field(default="", index=True)
    weekday: int = Field(default=0, description="0 is Monday")
    start_minute: int = Field(default=540, description="minute of the day on the wall clock of Europe/Amsterdam")
    duration_minutes: int = 60
    rhythm: str = Rhythm.WEEKLY
    starts_on: date | None = None
    ends_on: date | None = None
    serves: list[str] = Field(
        default_factory=list, sa_type=JSON, description="ids of the care needs, most urgent first"
    )
    locked: bool = False
    note: str = ""
