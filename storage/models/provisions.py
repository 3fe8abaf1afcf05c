"""Collective provisions: classes and groups where education and care are given together, and their places."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from storage.models.base import Record
from storage.models.casework_codes import PlacementState, ProvisionKind


class Provision(Record, table=True):
    """A class or group with places, at a school or a care location."""

    case_id: str = Field(default="", index=True)
    school_id: str = Field(default="", index=True, description="where it is; empty: at the care location")
    care_location_id: str = Field(default="", index=True)
    kind: str = ProvisionKind.EDUCATION_CARE_CLASS
    name: str = ""
    places: int | None = None
    provider_id: str = Field(default="", index=True, description="who gives the care")
    host: str = Field(default="", description="school or board that is host to it")
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""


class Placement(Record, table=True):
    """A child that has a place in a provision, or waits for one."""

    case_id: str = Field(default="", index=True)
    provision_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True)
    state: str = PlacementState.WAITING
    asked_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""
