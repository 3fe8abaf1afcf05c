"""What the parties of a case offer, what was agreed, and the days on which it is looked at again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record
from storage.models.casework_codes import AgreementLevel, PartyDecision, PartyKind, ReviewDecision


class CaseParty(Record, table=True):
    """A party at the table: what it offers, on what condition, by when, and what it decided."""

    __tablename__ = "case_party"

    case_id: str = Field(default="", index=True)
    kind: str = PartyKind.MUNICIPALITY
    name: str = Field(default="", description="of the organisation, not of a person")
    contact: str = Field(default="", description="role or department")
    offer: str = ""
    condition: str = ""
    answer_by: date | None = Field(default=None, index=True)
    decision: str = PartyDecision.OPEN
    decided_on: date | None = None
    note: str = ""


class Agreement(Record, table=True):
    """An agreement: on which level, binding or not, for whom, until when, and how it scales."""

    case_id: str = Field(default="", index=True)
    title: str = Field(default="", description="what was agreed in a few words, without names")
    level: str = AgreementLevel.SCHOOL
    binding: bool = False
    parties: list[str] = Field(default_factory=list, sa_type=JSON, description="who signed, by organisation")
    municipalities_in: list[str] = Field(default_factory=list, sa_type=JSON, description="gemeenten that take part")
    municipalities_out: list[str] = Field(default_factory=list, sa_type=JSON, description="gemeenten that do not")
    minutes_per_week: int | None = Field(default=None, description="minutes a week that it is about")
    budget_cents: int | None = Field(default=None, description="euro-cents for the whole period")
    shares: list[str] = Field(default_factory=list, sa_type=JSON, description="pots in percent, such as youth_act:60")
    provider_cap: int | None = Field(default=None, description="most fixed providers per school that it allows")
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, index=True, description="last day; None: until it is ended")
    notice_months: int | None = Field(default=None, description="months of notice before it can end")
    scaling_rule: str = Field(default="", description="when there is more or less care, and who decides that")
    dispute: str = Field(default="", description="what the parties do not agree on, such as for the OOGO")
    note: str = ""


class Review(Record, table=True):
    """A day on which a case is looked at again: go on, more, less, or stop."""

    case_id: str = Field(default="", index=True)
    due_on: date | None = Field(default=None, index=True)
    held_on: date | None = None
    decision: str = ReviewDecision.OPEN
    result: str = ""
    minutes_agreed: int | None = Field(default=None, description="minutes a week that were agreed")
    minutes_realised: int | None = Field(default=None, description="minutes a week that were given")
    satisfaction: int | None = Field(default=None, description="1 to 10, as school and parents say it")
    note: str = ""
