"""The question that is being arranged, the children in it, and what they need."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record
from storage.models.casework_codes import (
    AdmissionCategory,
    CareSetting,
    EnrolmentState,
    OutflowProfile,
)
from storage.models.codes import ArrangementForm, CareForm, CareKind, CountsAsCare, MomentRule, Phase


class Case(Record, table=True):
    """One question of a school (or about a care location) that is being arranged. It may have no pupils."""

    title: str = Field(default="", description="the question in a few words, without names")
    school_id: str = Field(default="", index=True)
    care_location_id: str = Field(default="", index=True)
    phase: str = Phase.INTAKE
    phase_reason: str = Field(default="", description="why it waits, was withdrawn, or went back a phase")
    resumes_phase: str = Field(default="", description="phase to go back to after waiting")
    previous_case_id: str = Field(default="", description="the case of which this one is the reopening")
    responsible: str = Field(default="", description="role or colleague who carries it; not a parent or child")
    referred_by: str = Field(default="", description="who asked, such as the school board, and with which mandate")
    expected_pupils: int | None = Field(default=None, description="pupils that the school thinks it is about")
    arrangement_form: str = ArrangementForm.CARE_IN_SCHOOL
    themes: list[str] = Field(default_factory=list, sa_type=JSON, description="Theme values")
    opened_on: date | None = None
    next_action: str = ""
    deadline: date | None = Field(default=None, index=True)
    quality_owner: str = Field(default="", description="who answers for the quality; it cannot run without one")
    handover: str = Field(default="", description="how the school goes on alone")
    closed_on: date | None = Field(default=None, description="day on which it ended; the retention clock starts here")
    hold_reason: str = Field(default="", description="why it may not be erased yet; empty: no legal hold")
    note: str = ""


class Pupil(Record, table=True):
    """A child in a case: a pseudonym by default, a name only when it is needed, never a citizen number."""

    case_id: str = Field(default="", index=True)
    pseudonym: str = ""
    name: str = Field(default="", description="only when needed; travels in no profile but full")
    birth_year: int | None = None
    birth_month: int | None = Field(default=None, description="1 to 12, only when a birthday decides something")
    municipality: str = Field(
        default="", description="gemeente of residence, as long as there is no dated `Residence`; it decides who pays"
    )
    group_name: str = ""
    enrolment: str = EnrolmentState.ENROLLED
    enrolled_school_id: str = Field(default="", description="where it is enrolled, when that is not the case's school")
    place_wanted: str = Field(default="", description="what is done to find a place, while it has none")
    admission_category: str = AdmissionCategory.NONE
    admission_until: date | None = Field(default=None, description="last day of the admission statement (TLV)")
    plan_review_on: date | None = Field(default=None, description="day of the next yearly evaluation of the OPP")
    plan_agreed_on: date | None = Field(default=None, description="day on which the guardians agreed with the OPP")
    plan_heard_on: date | None = Field(default=None, description="day on which the child was heard on it (hoorrecht)")
    outflow_profile: str = OutflowProfile.UNKNOWN
    attendance: list[list[int]] = Field(
        default_factory=list,
        sa_type=JSON,
        description="when it is at school: windows [weekday 0-6, first minute, last minute]; []: all school hours",
    )
    regular_school_gap: str = Field(default="", description="what is missing for the same care at a regular school")
    care_coordinator: str = Field(default="", description="role that coordinates the care around this child")
    profound_multiple_disability: bool = Field(default=False, description="EMB")
    hold_reason: str = Field(
        default="", description="why nothing of this child may be erased yet; empty: no legal hold"
    )
    note: str = ""
    same_as: str = Field(
        default="", description="the record with which this one was joined: the same one, entered twice"
    )


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
    minutes_planned: int | None = Field(
        default=None, description="minutes a week that others planned; visits in the app count on top of it"
    )
    minutes_realised: int | None = Field(default=None, description="minutes a week really given, on average")
    minutes_declared: int | None = Field(default=None, description="minutes a week declared to the payer, on average")
    setting: str = CareSetting.UNKNOWN
    provider_id: str = Field(default="", description="who gives it now, as far as no visit says so")
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
