"""What makes the days of a school differ from its weekly hours."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlmodel import Field

from storage.models.base import Record
from storage.models.codes import HolidayRegion, OwnDayKind


class OwnDay(Record, table=True):
    """A day or period on which one school does something else than its region and its weekly hours say."""

    __tablename__ = "own_day"

    school_id: str = Field(default="", index=True)
    kind: str = OwnDayKind.STUDY_DAY
    first_day: date | None = None
    last_day: date | None = Field(default=None, description="it counts; None: one day only")
    start_minute: int | None = Field(default=None, description="first minute of the hours on an open day")
    end_minute: int | None = None
    name: str = Field(default="", description="what the school calls it")


class SchoolHoliday(Record, table=True):
    """A school holiday of one region, from a list or from a user. Its id is derived (see `holiday_id`)."""

    __tablename__ = "school_holiday"

    region: str = HolidayRegion.UNKNOWN
    name: str = ""
    first_day: date | None = None
    last_day: date | None = Field(default=None, description="it counts")
    source: str = ""
    licence: str = Field(default="", description="under which terms the source may be passed on")
    note: str = ""


def holiday_id(region: str, name: str, school_year: int) -> str:
    """Return the id of a school holiday, so that two people who read in the same list speak of the same record.

    Args:
        region: a `HolidayRegion` value.
        name: in small letters.
        school_year: the calendar year in which the school year begins.
    """
    told = f"zorgarrangeur school holiday {region} {school_year} {name}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
