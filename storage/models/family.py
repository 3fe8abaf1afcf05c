"""The parents' own view, what may be shared, and the day of a child outside school hours."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record
from storage.models.casework_codes import ConsentCapacity, ConsentManner


class FamilyView(Record, table=True):
    """What parents or the child say, in their own words. It travels only with an explicit consent."""

    __tablename__ = "family_view"

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True)
    spoken_on: date | None = None
    capacity: str = Field(default=ConsentCapacity.GUARDIAN, description="who speaks")
    own_words: str = ""
    wish: str = ""
    worry: str = ""
    burden: int | None = Field(default=None, description="how heavy it is for the family: 1 light to 10 too heavy")
    do_not_share: str = Field(default="", description="what they do not want to be shared")
    budget_at_school: str = Field(default="", description="how a pgb may be used at school")
    note: str = ""


class Consent(Record, table=True):
    """Who allows what to be shared with whom, for what, and until when (AVG art. 6, 7 and 9)."""

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True)
    given_by: str = Field(default="", description="role, such as mother and father")
    capacity: str = ConsentCapacity.BOTH_GUARDIANS
    categories: list[str] = Field(default_factory=list, sa_type=JSON, description="DataCategory values")
    recipients: list[str] = Field(default_factory=list, sa_type=JSON, description="organisations or roles")
    purpose: str = ""
    given_on: date | None = None
    ends_on: date | None = Field(default=None, index=True, description="last day")
    manner: str = ConsentManner.PAPER
    witness: str = Field(default="", description="who heard it, for an oral consent")
    withdrawn_on: date | None = None
    note: str = ""


class Childcare(Record, table=True):
    """Childcare before and after school: the route of a day from care to education to care."""

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True)
    name: str = Field(default="", description="of the organisation")
    provider_id: str = Field(default="", description="the provider that goes on with the care there, if any")
    windows: list[list[int]] = Field(
        default_factory=list, sa_type=JSON, description="windows [weekday 0-6, first minute, last minute]"
    )
    handover: str = Field(default="", description="what is told when the child goes from one to the other")
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""
