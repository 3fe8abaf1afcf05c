"""Who gives care: providers, their professionals, and their fixed bond with a school."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record, number_register
from storage.models.casework_codes import ProviderRole
from storage.models.codes import ProfessionalLevel


class Provider(Record, table=True):
    """An organisation that gives care."""

    name: str = ""
    role: str = ProviderRole.CARE
    counts_for_cap: bool = Field(default=True, description="whether the cap on fixed providers of a school counts it")
    chamber_number: str = Field(default="", description="KvK, eight digits", sa_column_kwargs=number_register())
    agb_codes: list[str] = Field(
        default_factory=list, sa_type=JSON, description="AGB, eight digits each", sa_column_kwargs=number_register()
    )
    kinds: list[str] = Field(default_factory=list, sa_type=JSON, description="CareKind values that it gives")
    laws: list[str] = Field(default_factory=list, sa_type=JSON, description="Law values under which it is contracted")
    municipalities: list[str] = Field(default_factory=list, sa_type=JSON, description="gemeenten with a contract")
    capacity_minutes: int | None = Field(default=None, description="minutes a week for care in school hours")
    contact: str = Field(default="", description="role or department, not a private person")
    phone: str = Field(default="", sa_column_kwargs=number_register())
    note: str = ""
    same_as: str = Field(
        default="", description="the record with which this one was joined: the same one, entered twice"
    )


class Professional(Record, table=True):
    """A person who gives care for a provider."""

    provider_id: str = Field(default="", index=True)
    name: str = ""
    level: str = ProfessionalLevel.MBO
    skills: list[str] = Field(default_factory=list, sa_type=JSON, description="CareKind values")
    reserved_acts: bool = Field(default=False, description="competent for reserved acts (Wet BIG)")
    availability: list[list[int]] = Field(
        default_factory=list,
        sa_type=JSON,
        description="windows [weekday 0-6, first minute, last minute]; []: not known",
    )
    max_minutes: int | None = Field(default=None, description="most minutes a week")
    home_postcode4: str = ""
    note: str = ""
    same_as: str = Field(
        default="", description="the record with which this one was joined: the same one, entered twice"
    )


class FixedBond(Record, table=True):
    """A provider fixed to a school for a period. The cap on providers counts these."""

    __tablename__ = "fixed_bond"

    school_id: str = Field(default="", index=True)
    provider_id: str = Field(default="", index=True)
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, description="last day; None: open end")
    kinds: list[str] = Field(default_factory=list, sa_type=JSON, description="CareKind values; []: all")
    decided_by: str = ""
    over_cap_reason: str = Field(default="", description="why the cap was exceeded; the coordinator sees it")
