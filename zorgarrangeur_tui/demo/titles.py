"""Where the children of the region live, by which title their care is paid, and the dates in their school papers."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from storage.models import CareNeed, Entitlement, Pupil, Residence
from storage.models.casework_codes import (
    AdmissionCategory,
    CareSetting,
    DeliveryForm,
    EnrolmentState,
    FundingSource,
    OutflowProfile,
    ResidenceKind,
    TitleState,
)
from storage.models.codes import CareKind, Law
from zorgarrangeur_tui.demo.draws import drawn_id, in_quarters
from zorgarrangeur_tui.demo.names import MUNICIPALITIES, MUNICIPALITIES_OUTSIDE
from zorgarrangeur_tui.demo.parts import Region

_NURSING = (CareKind.NURSING, CareKind.PERSONAL_CARE)
_YEAR = 365


def add_titles(random: Random, region: Region) -> None:
    """Add residences and titles, and fill in what a school writes down of each child."""
    by_pupil: dict[str, list[CareNeed]] = {}
    for need in region.needs:
        by_pupil.setdefault(need.pupil_id, []).append(need)
    for place, pupil in enumerate(region.pupils):
        _school_papers(random, region, pupil)
        region.parts += _homes(random, region, pupil, place)
        for need in by_pupil.get(pupil.id, []):
            _inventory(random, need)
            title = _title(random, region, pupil, need)
            if title is not None:
                region.parts.append(title)


def _school_papers(random: Random, region: Region, pupil: Pupil) -> None:
    """Fill in TLV and OPP; a few are nearly over."""
    special = random.random() < 0.9
    high = pupil.profound_multiple_disability
    category = random.choice((AdmissionCategory.LOW, AdmissionCategory.LOW, AdmissionCategory.MIDDLE))
    pupil.birth_month = random.randint(1, 12) if random.random() < 0.7 else None
    pupil.admission_category = (
        AdmissionCategory.HIGH if high else category if special else AdmissionCategory.NONE
    ).value
    if special:
        pupil.admission_until = region.today + timedelta(days=random.randint(20, 3 * _YEAR))
    pupil.plan_review_on = region.today + timedelta(days=random.randint(10, _YEAR))
    pupil.plan_agreed_on = pupil.plan_review_on - timedelta(days=_YEAR)
    if pupil.birth_year and region.today.year - pupil.birth_year >= 15:
        pupil.outflow_profile = random.choice(list(OutflowProfile)).value
    pupil.enrolment = EnrolmentState.ENROLLED.value


def _homes(random: Random, region: Region, pupil: Pupil, place: int) -> list[Residence]:
    """Return where a child lives and lived; every ninth child moved, every fortieth stays somewhere."""
    home = Residence(
        id=drawn_id(random),
        case_id=pupil.case_id,
        pupil_id=pupil.id,
        kind=ResidenceKind.HOME.value,
        municipality=pupil.municipality,
        starts_on=region.today - timedelta(days=random.randint(400, 2000)),
    )
    found = [home]
    if place % 9 == 4:
        earlier = random.choice([name for name, _ in MUNICIPALITIES])
        moved = region.today - timedelta(days=random.randint(30, 380))
        home.starts_on = moved
        found.insert(0, _period(random, pupil, ResidenceKind.HOME, earlier, None, moved - timedelta(days=1)))
    elif place % 40 == 7:
        stay = random.choice(MUNICIPALITIES_OUTSIDE)
        found.append(
            _period(
                random, pupil, ResidenceKind.STAY, stay, region.today - timedelta(days=random.randint(20, 300)), None
            )
        )
    elif place % 40 == 19:
        moves = region.today + timedelta(days=random.randint(10, 50))
        home.ends_on = moves - timedelta(days=1)
        found.append(_period(random, pupil, ResidenceKind.HOME, random.choice(MUNICIPALITIES_OUTSIDE), moves, None))
    return found


def _period(
    random: Random, pupil: Pupil, kind: ResidenceKind, municipality: str, starts_on: date | None, ends_on: date | None
) -> Residence:
    return Residence(
        id=drawn_id(random),
        case_id=pupil.case_id,
        pupil_id=pupil.id,
        kind=kind.value,
        municipality=municipality,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _inventory(random: Random, need: CareNeed) -> None:
    """Fill in what was given and declared: a little less than was agreed, as everywhere."""
    need.setting = random.choice((CareSetting.CLASS, CareSetting.CLASS, CareSetting.APART)).value
    agreed = need.minutes_agreed or need.minutes_granted
    if agreed:
        need.minutes_realised = in_quarters(agreed * random.uniform(0.75, 1.0))
        need.minutes_declared = in_quarters(need.minutes_realised * random.uniform(0.9, 1.0))


def _title(random: Random, region: Region, pupil: Pupil, need: CareNeed) -> Entitlement | None:
    """Return the title for a need; now and then there is none, one is asked for, refused, ending or ended."""
    chance = random.random()
    if chance < 0.05:
        return None
    adult = pupil.birth_year is not None and region.today.year - pupil.birth_year >= 18
    law = Law.YOUTH_ACT
    if adult:
        law = Law.SOCIAL_SUPPORT_ACT
    elif pupil.profound_multiple_disability:
        law = Law.LONG_TERM_CARE_ACT
    elif need.kind in _NURSING and need.reserved_act:
        law = Law.HEALTH_INSURANCE_ACT
    title = Entitlement(
        id=drawn_id(random),
        case_id=need.case_id,
        pupil_id=pupil.id,
        need_id=need.id,
        law=law.value,
        state=TitleState.PRESENT.value,
        delivery_form=random.choice((DeliveryForm.IN_KIND, DeliveryForm.IN_KIND, DeliveryForm.PERSONAL_BUDGET)).value,
        minutes_granted=need.minutes_granted,
        starts_on=region.year_start,
        ends_on=region.today + timedelta(days=random.randint(60, 600)),
    )
    if chance < 0.08:
        title.state = random.choice((TitleState.REFUSED, TitleState.MISSING)).value
        title.starts_on = title.ends_on = None
    elif chance < 0.13:
        title.state = TitleState.REQUESTED.value
        title.requested_on = region.today - timedelta(days=random.randint(10, 130))
        title.starts_on = title.ends_on = None
    elif chance < 0.16:
        title.ends_on = region.today - timedelta(days=random.randint(1, 60))
    elif chance < 0.24:
        title.ends_on = region.today + timedelta(days=random.randint(1, 55))
    elif chance < 0.34 and law is Law.YOUTH_ACT:
        title.delivery_form = DeliveryForm.TASK_BASED.value
        title.state = TitleState.NOT_NEEDED.value
        title.minutes_granted = None
        title.shares = [f"{FundingSource.YOUTH_ACT.value}:60", f"{FundingSource.HEAVY_SUPPORT_BUDGET.value}:40"]
    return title
