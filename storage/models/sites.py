"""Places where care is given: school sites, and care locations that have no BRIN."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record, number_register
from storage.models.codes import HolidayRegion, SchoolKind


class School(Record, table=True):
    """One site of a school. Its id is derived from `site_code` (see `site_id`)."""

    site_code: str = Field(default="", index=True, description="BRIN and site, six characters, such as 99ZZ00")
    name: str = ""
    kind: str = SchoolKind.OTHER
    cluster: str = Field(default="", description="cluster 1 to 4, or two of them such as 3/4")
    education_offer: str = Field(default="", description="DUO's ONDERWIJS, such as SO LG,MGF + VSO LG")
    denomination: str = ""
    board_number: str = Field(default="", description="bevoegd gezag, five digits", sa_column_kwargs=number_register())
    street: str = ""
    house_number: str = Field(default="", description="number with addition, such as 1-G")
    postcode: str = Field(default="", description="normalised, such as 1234AB")
    place: str = ""
    municipality: str = Field(default="", description="gemeente of the site; it never decides who pays")
    municipality_code: str = Field(default="", description="CBS, four digits")
    province: str = ""
    alliance: str = Field(default="", description="samenwerkingsverband, such as PO2001")
    holiday_region: str = HolidayRegion.UNKNOWN
    phone: str = Field(default="", sa_column_kwargs=number_register())
    website: str = ""
    pupil_count: int | None = None
    latitude: float | None = Field(default=None, description="degrees, WGS84")
    longitude: float | None = Field(default=None, description="degrees, WGS84")
    other_addresses: list[str] = Field(default_factory=list, sa_type=JSON, description="further buildings of this site")
    bell_times: list[list[int]] = Field(
        default_factory=list,
        sa_type=JSON,
        description="per weekday from Monday: [first, last] minute of the day, or []",
    )
    breaks: list[list[int]] = Field(
        default_factory=list, sa_type=JSON, description="[weekday, first, last] minute of the day"
    )
    quiet_windows: list[list[int]] = Field(
        default_factory=list, sa_type=JSON, description="[weekday, first, last]: when rather nobody comes"
    )
    open_holidays: list[str] = Field(
        default_factory=list, sa_type=JSON, description="ChosenHoliday values of the days on which it is open"
    )
    fortnight_anchor: date | None = Field(
        default=None, description="a day in a week that counts as even, from which weeks alternate; None: by ISO number"
    )
    fortnight_skips_holidays: bool = Field(
        default=False, description="with an anchor: whole weeks without school do not count"
    )
    room_count: int | None = Field(default=None, description="rooms where care can be given at the same time")
    provider_cap: int | None = Field(default=None, description="most fixed providers; None: no cap agreed")
    quality_owner: str = ""
    same_as: str = Field(
        default="", description="the record with which this one was joined: the same one, entered twice"
    )


class CareLocation(Record, table=True):
    """A place of care without a BRIN, where education may be brought."""

    __tablename__ = "care_location"

    name: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    place: str = ""
    municipality: str = ""
    provider_id: str = Field(default="", index=True)
    note: str = ""
    same_as: str = Field(
        default="", description="the record with which this one was joined: the same one, entered twice"
    )
