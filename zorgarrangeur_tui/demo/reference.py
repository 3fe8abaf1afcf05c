"""The reference data of the region: its gemeenten and regions, a few tariffs and codes, a holiday, one threshold of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from storage.models import CodeEntry, Municipality, Record, RegionBody, SchoolHoliday, Tariff, Threshold, holiday_id
from storage.models.casework_codes import CodeList, RegionKind, TariffUnit
from storage.models.codes import CareForm, CareKind, CountsAsCare, HolidayRegion, Law, ProfessionalLevel
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.names import MUNICIPALITIES, MUNICIPALITIES_OUTSIDE
from zorgarrangeur_tui.domain.school_years import monday_of

SOURCE = "Verzonnen, voor het oefenen"
_YOUTH_REGION, _OTHER_REGION = "Jeugdregio Oostvliet", "Jeugdregio Westerlanden"
_CARE_OFFICES = ("Zorgkantoor Oostvliet", "Zorgkantoor Westerlanden")
_ALLIANCES = (("PO9901", "Samenwerkingsverband PO Oostvliet"), ("VO9901", "Samenwerkingsverband VO Oostvliet"))
_TARIFFS = (
    ("Begeleiding individueel, mbo", "99A48", CareKind.INDIVIDUAL_GUIDANCE, CareForm.INDIVIDUAL, ProfessionalLevel.MBO, 5100),
    ("Begeleiding individueel, hbo", "99A49", CareKind.INDIVIDUAL_GUIDANCE, CareForm.INDIVIDUAL, ProfessionalLevel.HBO, 7800),
    ("Begeleiding in een groep", "99A50", CareKind.GROUP_GUIDANCE, CareForm.GROUP, ProfessionalLevel.HBO, 1500),
    ("Persoonlijke verzorging", "99A40", CareKind.PERSONAL_CARE, CareForm.INDIVIDUAL, ProfessionalLevel.MBO, 5100),
    ("Behandeling individueel", "99A54", CareKind.INDIVIDUAL_TREATMENT, CareForm.INDIVIDUAL, ProfessionalLevel.WO, 11160),
)  # fmt: skip
"""Euro-cents per hour; of a group per child."""
_CAP_OF_THE_REGION = 3
_YEARS_AHEAD = 10
"""How far ahead the invented list of holidays goes, so that it closes no school in the years that people look at."""


def invented_reference(random: Random, year_start: date) -> Iterator[Record]:
    """Yield the reference data of the region. The gemeenten around it are known too: children come from there."""
    for name, code in MUNICIPALITIES:
        yield Municipality(
            id=drawn_id(random), name=name, code=code, province="Oostvliet", holiday_region=HolidayRegion.MIDDLE.value,
            youth_region=_YOUTH_REGION, care_office=_CARE_OFFICES[0], alliance_primary="PO9901", alliance_secondary="VO9901",
            source=SOURCE,
        )  # fmt: skip
    for number, name in enumerate(MUNICIPALITIES_OUTSIDE[:-1]):
        yield Municipality(
            id=drawn_id(random), name=name, code=f"{9950 + number}", province="Westerlanden", source=SOURCE,
            holiday_region=HolidayRegion.NORTH.value, youth_region=_OTHER_REGION, care_office=_CARE_OFFICES[1],
        )  # fmt: skip
    for kind, names in (
        (RegionKind.YOUTH_REGION, (("JZ99", _YOUTH_REGION), ("JZ98", _OTHER_REGION))),
        (RegionKind.CARE_OFFICE, tuple(zip(("5598", "5599"), _CARE_OFFICES, strict=True))),
        (RegionKind.SCHOOL_ALLIANCE, _ALLIANCES),
    ):
        for code, name in names:
            cap = _CAP_OF_THE_REGION if name == _YOUTH_REGION else None
            yield RegionBody(
                id=drawn_id(random), kind=kind.value, code=code, name=name, provider_cap=cap, source=SOURCE
            )
    for name, code, care_kind, form, level, cents in _TARIFFS:
        yield Tariff(
            id=drawn_id(random), name=name, code=code, region=_YOUTH_REGION, law=Law.YOUTH_ACT.value, care_kind=care_kind.value,
            form=form.value, level=level.value, unit=TariffUnit.HOUR.value, cents=cents, starts_on=year_start, source=SOURCE,
        )  # fmt: skip
    yield CodeEntry(
        id=drawn_id(random), code_list=CodeList.BOUNDARY.value, code=CareKind.SUPERVISION.value,
        words="Toezicht in de pauze is een taak van de school", value=CountsAsCare.NO.value, region=_YOUTH_REGION,
        starts_on=year_start, source=SOURCE,
    )  # fmt: skip
    yield Threshold(id=drawn_id(random), name="weeks_ahead", value=8, starts_on=year_start, source=SOURCE)
    name = "Herfstvakantie"
    begins_in = year_start.year + _YEARS_AHEAD
    first_day = monday_of(date(begins_in, 10, 20)) - timedelta(days=2)
    yield SchoolHoliday(
        id=holiday_id(HolidayRegion.NORTH, name.casefold(), begins_in), region=HolidayRegion.NORTH.value, name=name,
        first_day=first_day, last_day=first_day + timedelta(days=8), source=SOURCE,
    )  # fmt: skip
