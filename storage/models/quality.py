"""Who answers for which criterion of quality, and where law stands in the way."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from storage.models.base import Record
from storage.models.casework_codes import CheckState, Inspectorate


class QualityCheck(Record, table=True):
    """One criterion of quality: its evidence, who answers for it, who inspects it."""

    __tablename__ = "quality_check"

    case_id: str = Field(default="", index=True)
    criterion: str = ""
    responsible: str = Field(default="", description="school, provider or another role")
    inspectorate: str = Inspectorate.EDUCATION
    state: str = CheckState.OPEN
    evidence: str = ""
    checked_on: date | None = None
    review_on: date | None = Field(default=None, index=True)
    note: str = ""


class Barrier(Record, table=True):
    """A place where law or rules stand in the way ("grenzen van wet- en regelgeving"), written down for policy."""

    case_id: str = Field(default="", index=True)
    title: str = Field(default="", description="what does not fit, in a few words, without names")
    law: str = Field(default="", description="the law, as one names it")
    article: str = ""
    effect: str = Field(default="", description="what it means for children; without names")
    pupils_hit: int | None = None
    seen_on: date | None = None
    reported_to: str = ""
    reported_on: date | None = None
    solved_on: date | None = None
    note: str = ""
