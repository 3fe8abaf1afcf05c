"""Where a child lives and what it has a right to: together they decide who pays."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record
from storage.models.casework_codes import DeliveryForm, ResidenceKind, TitleState


class Residence(Record, table=True):
    """A period in which a child lives somewhere, at home or in a stay (verblijf)."""

    case_id: str = Field(default="", index=True, description="that of the pupil")
    pupil_id: str = Field(default="", index=True)
    kind: str = ResidenceKind.HOME
    municipality: str = Field(default="", description="gemeente of the address in the BRP, or of the stay")
    need_arose_in: str = Field(default="", description="gemeente where the need arose, while no address is known")
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, description="last day; None: still so")
    note: str = ""


class Entitlement(Record, table=True):
    """A title under a law, or another way in which a need is paid. Never its number."""

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True, description="empty: for the group or the school")
    need_id: str = Field(default="", index=True, description="the need that it pays; empty: all needs of the child")
    law: str = Field(default="", description="empty: not known yet, or no law but only pots")
    state: str = TitleState.PRESENT
    delivery_form: str = DeliveryForm.IN_KIND
    payer: str = Field(default="", description="who pays, where the rules do not say so by themselves")
    minutes_granted: int | None = Field(default=None, description="minutes a week")
    shares: list[str] = Field(default_factory=list, sa_type=JSON, description="pots in percent, such as youth_act:60")
    requested_on: date | None = None
    decided_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, index=True, description="last day")
    note: str = ""
