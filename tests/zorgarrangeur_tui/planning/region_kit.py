"""A small region to plan: one school, two providers, three professionals, a few pupils. All invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from storage.models import CareNeed, FixedBond, Professional, Provider, Pupil, School, VisitPattern
from storage.models.codes import CareForm, CareKind, MomentRule
from zorgarrangeur_tui.planning.region import Region

DAY = date(2026, 11, 23)

SCHOOL = School(id="school", name="De Wilg", bell_times=[[510, 900]] * 5, room_count=2, provider_cap=2)
NURSE = Professional(
    id="nurse",
    provider_id="north",
    name="Anna",
    skills=[CareKind.NURSING],
    reserved_acts=True,
    availability=[[day, 510, 900] for day in range(5)],
    max_minutes=1200,
)
GUIDE = Professional(
    id="guide",
    provider_id="south",
    name="Bram",
    skills=[CareKind.INDIVIDUAL_GUIDANCE, CareKind.GROUP_GUIDANCE],
    availability=[[0, 510, 900], [1, 510, 720]],
)
STRANGER = Professional(id="stranger", provider_id="east", name="Cas", skills=[CareKind.NURSING], reserved_acts=True)


def needs() -> list[CareNeed]:
    """Return a daily fixed moment with a reserved act, guidance alone and twice in a group."""
    return [
        CareNeed(
            id="catheter",
            case_id="case",
            pupil_id="otter",
            kind=CareKind.NURSING,
            minutes_needed=75,
            moment_rule=MomentRule.FIXED,
            moment_start=720,
            reserved_act=True,
        ),
        CareNeed(id="alone", case_id="case", pupil_id="otter", kind=CareKind.INDIVIDUAL_GUIDANCE, minutes_needed=50),
        *(
            CareNeed(
                id=f"group {pupil}",
                case_id="case",
                pupil_id=pupil,
                kind=CareKind.GROUP_GUIDANCE,
                form=CareForm.GROUP,
                group_size=3,
                minutes_needed=60,
            )
            for pupil in ("otter", "lynx")
        ),
    ]


def visit(key: str, **fields: Any) -> VisitPattern:
    """Return a visit of the guide on Monday at nine."""
    return VisitPattern(
        **{"id": key, "school_id": "school", "professional_id": "guide", "start_minute": 540, "duration_minutes": 60}
        | fields
    )


def small_region(**parts: Any) -> Region:
    """Return the region; `parts` replace what it has."""
    pupils = {key: Pupil(id=key, case_id="case", pseudonym=key) for key in ("otter", "lynx")}
    usual: dict[str, Any] = {
        "day": DAY,
        "schools": {"school": SCHOOL},
        "professionals": {one.id: one for one in (NURSE, GUIDE, STRANGER)},
        "providers": {key: Provider(id=key, name=key) for key in ("north", "south", "east")},
        "bonds": tuple(FixedBond(id=key, school_id="school", provider_id=key) for key in ("north", "south")),
        "needs": tuple(needs()),
        "school_of": {"case": "school"},
        "pupils": pupils,
    }
    return Region(**usual | parts)
