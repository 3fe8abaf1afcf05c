"""Reference data: dated facts from outside, each with its source, that a user can correct."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record, number_register
from storage.models.casework_codes import CodeList, RegionKind, TariffUnit


class Municipality(Record, table=True):
    """A gemeente in a period, and to which regions it belongs then."""

    code: str = Field(default="", index=True, description="CBS, four digits, such as 0603")
    name: str = ""
    province: str = ""
    holiday_region: str = ""
    youth_region: str = Field(default="", description="name of the jeugdregio")
    care_office: str = Field(default="", description="name of the zorgkantoor region")
    alliance_primary: str = Field(default="", description="swv PO, such as PO2001")
    alliance_secondary: str = Field(default="", description="swv VO, such as VO2507")
    other_names: list[str] = Field(default_factory=list, sa_type=JSON)
    successor: str = Field(default="", description="gemeente into which it went, after its last day")
    starts_on: date | None = Field(default=None, description="first day on which this holds; None: always so far")
    ends_on: date | None = Field(default=None, description="last day")
    source: str = ""
    note: str = ""


class RegionBody(Record, table=True):
    """A jeugdregio, zorgkantoor or samenwerkingsverband in a period."""

    __tablename__ = "region_body"

    kind: str = RegionKind.YOUTH_REGION
    code: str = Field(default="", description="such as JZ12, 5525 or PO2001")
    name: str = ""
    contact: str = Field(default="", description="role or department")
    phone: str = Field(default="", sa_column_kwargs=number_register())
    provider_cap: int | None = Field(default=None, description="most fixed providers per school that is agreed here")
    starts_on: date | None = None
    ends_on: date | None = None
    source: str = ""
    note: str = ""


class Tariff(Record, table=True):
    """What care costs, per unit, in a period."""

    name: str = ""
    code: str = Field(default="", description="product code, such as 45A48; it means something within its region only")
    region: str = Field(default="", description="gemeente or region for which it holds; empty: everywhere")
    law: str = ""
    care_kind: str = Field(default="", description="CareKind value; empty: any")
    form: str = Field(default="", description="CareForm value; empty: any")
    level: str = Field(default="", description="ProfessionalLevel value; empty: any")
    delivery_form: str = ""
    unit: str = TariffUnit.HOUR
    cents: int | None = Field(default=None, description="euro-cents per unit")
    starts_on: date | None = None
    ends_on: date | None = None
    source: str = ""
    note: str = ""


class CodeEntry(Record, table=True):
    """One entry of a code list, or one row of a region's own table."""

    __tablename__ = "code_entry"

    code_list: str = Field(default=CodeList.IJW_CATEGORY, index=True)
    code: str = ""
    words: str = Field(default="", description="what it means")
    value: str = Field(default="", description="what follows from it, such as yes, no or grey for the boundary table")
    region: str = Field(default="", description="region for which it holds; empty: everywhere")
    starts_on: date | None = None
    ends_on: date | None = None
    source: str = ""
    note: str = ""


class Threshold(Record, table=True):
    """A number on which the app warns, hides or decides, in a period."""

    name: str = Field(default="", index=True, description="by which the rules know it")
    value: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    source: str = ""
    note: str = ""
