"""A small school to plan for: two professionals, two children, and boards made by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storage.models import (
    CareNeed,
    Case,
    FixedBond,
    Professional,
    Provider,
    Pupil,
    School,
    VisitPattern,
    site_id,
)
from storage.models.codes import CareKind
from storage.store import Store
from zorgarrangeur_tui.desk.board import SchoolBoard

BELLS = [[510, 855], [510, 855], [510, 735], [510, 855], [510, 855]]


@dataclass(slots=True)
class SmallSchool:
    """The records of a school with a nurse and a guide, one child who needs each of them."""

    school: School
    provider: Provider
    nurse: Professional
    guide: Professional
    case: Case
    otter: Pupil
    egel: Pupil
    nursing: CareNeed
    guidance: CareNeed

    def visit(self, **values: Any) -> VisitPattern:
        """Return a visit of the nurse on Monday from 9:00 to 10:00, changed as asked."""
        usual = {"school_id": self.school.id, "professional_id": self.nurse.id, "weekday": 0, "start_minute": 540}
        return VisitPattern(**{**usual, **values})


def small_school(code: str = "99AA00", name: str = "De Appelbrug") -> SmallSchool:
    """Return the records, not stored yet."""
    school = School(id=site_id(code), site_code=code, name=name, place="Zandhoek", bell_times=BELLS, provider_cap=2)
    provider = Provider(name="Zorg Zonnig")
    case = Case(title="Zorg in de klas", school_id=school.id)
    otter = Pupil(case_id=case.id, pseudonym="Blauwe Otter")
    egel = Pupil(case_id=case.id, pseudonym="Zilveren Egel")
    return SmallSchool(
        school=school,
        provider=provider,
        nurse=Professional(name="Anna Bos", provider_id=provider.id, skills=[CareKind.NURSING]),
        guide=Professional(name="Bram Vos", provider_id=provider.id, skills=[CareKind.INDIVIDUAL_GUIDANCE]),
        case=case,
        otter=otter,
        egel=egel,
        nursing=CareNeed(case_id=case.id, pupil_id=otter.id, kind=CareKind.NURSING, minutes_needed=90),
        guidance=CareNeed(case_id=case.id, pupil_id=egel.id, kind=CareKind.INDIVIDUAL_GUIDANCE, minutes_needed=60),
    )


def fill(store: Store, here: SmallSchool, *visits: VisitPattern) -> None:
    """Store a small school with its bond and visits, as one act."""
    bond = FixedBond(school_id=here.school.id, provider_id=here.provider.id)
    records = (here.school, here.provider, here.nurse, here.guide, bond, here.case, here.otter, here.egel)
    with store.unit_of_work("School klaargezet") as work:
        work.add(*records, here.nursing, here.guidance, *visits)


def board_of(here: SmallSchool, *visits: VisitPattern, **changed: Any) -> SchoolBoard:
    """Return a board by hand, without coverage and clashes unless they are given."""
    values: dict[str, Any] = {
        "school": here.school,
        "professionals": (here.nurse, here.guide),
        "visits": visits,
        "needs": (here.nursing, here.guidance),
        "pupils": {here.otter.id: here.otter, here.egel.id: here.egel},
        "covered": (),
        "clashes": (),
    }
    return SchoolBoard(**{**values, **changed})
