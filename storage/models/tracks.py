"""Tracks beside the case: exemption, staying at home, fewer hours, deviations, the EMB check, more and less care."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from storage.models.base import Record
from storage.models.casework_codes import AfterEighteen, DeviationKind, ExemptionGround, ScaleDirection


class Exemption(Record, table=True):
    """A release from compulsory education (Leerplichtwet 1969)."""

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True)
    ground: str = ExemptionGround.UNFIT
    doctor_on: date | None = Field(default=None, description="day of the doctor's statement")
    notified_on: date | None = Field(
        default=None, description="day on which it was last notified (yearly, before 1 July)"
    )
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, index=True, description="last day")
    education_contact: str = Field(default="", description="which education contact there is meanwhile")
    way_back: str = ""
    note: str = ""


class OutOfSchool(Record, table=True):
    """A child that stays at home (thuiszitter)."""

    __tablename__ = "out_of_school"

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True)
    starts_on: date | None = None
    blocker: str = Field(default="", description="what stands in the way")
    target_on: date | None = Field(default=None, index=True, description="day on which it should be at school again")
    programme_minutes: int | None = Field(default=None, description="minutes a week of any programme meanwhile")
    escalated_to: str = Field(default="", description="who was asked to break through, such as a regional expert")
    after_eighteen: str = AfterEighteen.UNKNOWN
    ended_on: date | None = Field(default=None, description="back at school, or otherwise ended")
    attended_before: int | None = Field(default=None, description="minutes a week at school before")
    attended_after: int | None = Field(default=None, description="minutes a week at school after")
    note: str = ""


class ReducedTime(Record, table=True):
    """Fewer hours of education than the norm, for a while."""

    __tablename__ = "reduced_time"

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True)
    minutes_per_week: int | None = Field(
        default=None, description="minutes a week of education, care that counts included"
    )
    remote_minutes: int | None = Field(default=None, description="of which at a distance")
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, index=True, description="last day of the permit")
    permitted_on: date | None = Field(default=None, description="day of the inspectorate's consent")
    guardians_agree: bool = False
    evidence: str = Field(default="", description="statement of an expert, and the place in the OPP")
    way_back: str = Field(default="", description="the road back to full hours")
    note: str = ""


class OzaDeviation(Record, table=True):
    """In what an education and care arrangement of the experiment deviates."""

    __tablename__ = "oza_deviation"

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True, description="empty: for all pupils of the case")
    kind: str = DeviationKind.TIME
    what: str = ""
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, index=True)
    evidence: str = ""
    note: str = ""


class EmbCheck(Record, table=True):
    """Whether a child meets the criteria of the EMB scheme, for one calendar year."""

    __tablename__ = "emb_check"

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True)
    year: int | None = Field(default=None, description="calendar year that the money is for")
    intellectual: bool = Field(default=False, description="severe intellectual disability (IQ up to 35)")
    physical: bool = Field(default=False, description="physical disability")
    additional: bool = Field(default=False, description="additional disorders")
    beyond_school: bool = Field(default=False, description="needs more care in school time than the school can give")
    enrolled_on_date: bool = Field(default=False, description="enrolled on the reference date")
    evidence: str = ""
    checked_on: date | None = None
    requested_on: date | None = None
    granted_cents: int | None = Field(default=None, description="euro-cents that were granted")
    note: str = ""


class ScaleEvent(Record, table=True):
    """More or less care, or another rung of the ladder: why, from what to what, and to what effect."""

    __tablename__ = "scale_event"

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True, description="empty: for the group or the school")
    need_id: str = Field(default="", index=True)
    day: date | None = None
    direction: str = ScaleDirection.UP
    cause: str = ""
    from_minutes: int | None = Field(default=None, description="minutes a week before")
    to_minutes: int | None = Field(default=None, description="minutes a week after")
    from_rung: int | None = Field(default=None, description="rung of the ladder of intensity before, 0 to 4")
    to_rung: int | None = Field(default=None, description="rung after, 0 to 4")
    effect: str = Field(default="", description="what it does to plan and pots")
    review_on: date | None = Field(default=None, index=True)
    note: str = ""
