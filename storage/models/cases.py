"""The question that is being arranged, the children in it, and what they need."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record
from storage.models.codes import ArrangementForm, CareForm, CareKind, CountsAsCare, MomentRule, Phase


class Case(Record, table=True):
    """One question of a school (or about a care location) that is being arranged. It may have no pupils."""

    title: str = Field(default="", description="the question in a few words, without names")
    school_id: str = Field(default="", index=True)
    care_location_id: str = Field(default="", index=True)
    phase: str = Phase.INTAKE
    arrangement_form: str = ArrangementForm.CARE_IN_SCHOOL
    themes: list[str] = Field(default_factory=list, sa_type=JSON)
    opened_on: date | None = None
    next_action: str = ""
    deadline: date | None = Field(default=None, index=True)
    closed_on: date | None = Field(default=None, description="day on which it ended; the retention clock starts here")
    hold_reason: str = Field(default="", description="why it may not be erased yet; empty: no legal hold")
    note: str = ""


class Pupil(Record, table=True):
    """A child in a case: a pseudonym by default, a name only when it is needed, never a citizen number."""

    case_id: str = Field(default="", index=True)
    pseudonym: str = ""
    name: str = Field(default="", description="only when needed; travels in no profile but full")
    birth_year: int | None = None
    municipality: str = Field(
        default="", description="gemeente of residence, which decides who pays under the Jeugdwet"
    )
    group_name: str = ""
    profound_multiple_disability: bool = Field(default=False, description="EMB")
    hold_reason: str = Field(
        default="", description="why nothing of this child may be erased yet; empty: no legal hold"
    )
    note: str = ""


class CareNeed(Record, table=True):
    """What care is needed, how much and when. Money never blocks saving a need."""

    __tablename__ = "care_need"

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True, description="empty: a need of the group or the school as a whole")
    kind: str = CareKind.PERSONAL_CARE
    form: str = CareForm.INDIVIDUAL
    group_size: int | None = Field(default=None, description="most pupils at once, for a group")
    minutes_needed: int = Field(default=0, description="minutes a week")
    minutes_granted: int | None = Field(default=None, description="minutes a week in the decision or indication")
    minutes_agreed: int | None = Field(default=None, description="minutes a week agreed with the provider")
    moment_rule: str = MomentRule.FREE
    moment_weekdays: list[int] = Field(default_factory=list, sa_type=JSON, description="0 is Monday; []: any day")
    moment_start: int | None = Field(default=None, description="first minute of the day of the window or fixed moment")
    moment_end: int | None = Field(default=None, description="last minute of the day of the window")
    reserved_act: bool = Field(default=False, description="a reserved act (Wet BIG) is part of it")
    counts_as_care: str = CountsAsCare.YES
    counts_reason: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""
