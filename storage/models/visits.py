"""When a professional is at a school: the weekly pattern, what differs on one day, and what came of it."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record
from storage.models.codes import Rhythm
from storage.models.planning_codes import AbsenceKind, ExceptionKind


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


class VisitException(Record, table=True):
    """What happens to a recurring visit on one day that is due by its rhythm. Its id is derived (see `visit_day_id`)."""

    __tablename__ = "visit_exception"

    visit_id: str = Field(default="", index=True)
    day: date | None = Field(default=None, index=True, description="the day on which it was due by its rhythm")
    kind: str = ExceptionKind.CHANGED
    cause: str = Field(default="", description="CancellationCause value, when it is cancelled")
    moved_to: date | None = Field(default=None, index=True, description="another day; None: the same")
    start_minute: int | None = Field(default=None, description="minute of the day; None: as usual")
    duration_minutes: int | None = Field(default=None, description="None: as usual")
    professional_id: str = Field(default="", index=True, description="who comes instead; empty: as usual")
    absence_id: str = Field(default="", index=True, description="the absence for which this was decided")
    note: str = ""


class VisitRecord(Record, table=True):
    """What came of a visit on one day, in minutes. Its id is derived (see `visit_record_id`)."""

    __tablename__ = "visit_record"

    visit_id: str = Field(default="", index=True)
    day: date | None = Field(default=None, index=True, description="the day on which it was due by its rhythm")
    professional_id: str = Field(default="", index=True, description="who came, or should have come")
    planned_minutes: int = Field(default=0, description="as it was planned when it was ticked off")
    realised_minutes: int | None = Field(default=None, description="minutes that were given; None: not known yet")
    declared_minutes: int | None = Field(default=None, description="minutes that the provider declared")
    cause: str = Field(default="", description="CancellationCause value, when less was given than planned")
    absent_needs: list[str] = Field(
        default_factory=list, sa_type=JSON, description="ids of the needs whose pupil was not there"
    )
    note: str = ""


class Absence(Record, table=True):
    """A time in which a professional does not come. Why is not written down beyond what a planner must know."""

    professional_id: str = Field(default="", index=True)
    kind: str = AbsenceKind.ABSENT
    first_day: date | None = Field(default=None, index=True)
    last_day: date | None = Field(default=None, description="it counts; None: until further notice")
    start_minute: int | None = Field(default=None, description="first minute, for a part of each day; None: whole days")
    end_minute: int | None = None
    note: str = ""


def visit_day_id(visit_id: str, day: date) -> str:
    """Return the id of the exception of a visit on a day, so that two people who decide about it speak of the same record."""
    return _derived("visit day", visit_id, day)


def visit_record_id(visit_id: str, day: date) -> str:
    """Return the id of what came of a visit on a day. It is another than that of its exception: history knows records by id."""
    return _derived("visit record", visit_id, day)


def _derived(what: str, visit_id: str, day: date) -> str:
    return hashlib.sha256(f"zorgarrangeur {what} {visit_id} {day.isoformat()}".encode()).hexdigest()[:32]
