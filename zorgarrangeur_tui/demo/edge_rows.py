"""The rare rows that a real region has too, so that every screen and rule meets them.

A provider with two AGB codes; two providers of the same name with a different KvK number; a school with holidays of
another region, and one with a very long name; a pupil of eighteen; a child of two homes; a name with diacritics and a
prefix; a class whose group line has one pupil left; a need that ends in the middle of a week; care at a location without
a BRIN; a professional booked twice at once; a reserved act by somebody who is not competent for it; a case that closed so long ago
that it must be erased, and one that must stay because of a complaint.

Left out on purpose: free text that holds a number like a BSN. The store refuses it, so no region can hold it.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random

from storage.models import CareNeed, Case, Professional, Provider, Pupil, VisitPattern
from storage.models.codes import (
    ArrangementForm,
    CareForm,
    CareKind,
    CountsAsCare,
    HolidayRegion,
    MomentRule,
    Phase,
    Rhythm,
    SchoolKind,
)
from zorgarrangeur_tui.demo import texts
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.names import MUNICIPALITIES_OUTSIDE
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.domain.pseudonyms import new_pseudonym

KNOWN_CLASH_NOTE = "Voorbeeld van een botsing: hier klopt iets niet."
"""The note of every visit that clashes on purpose; no other visit clashes."""

LONG_SCHOOL_NAME = "Openbare school voor speciaal en voortgezet speciaal onderwijs De Noorderzonnewijzerplaats"
NAME_WITH_MARKS = "Zoë-Renée van ’t Œverwater-Çiçekdağ"
ONE_PUPIL_LEFT = "Nog één leerling over in deze groep; de anderen zijn van school."

_LONG_ENOUGH = 30
"""Minutes of a visit that another one can cut across."""


def add_edge_rows(random: Random, region: Region) -> None:
    """Change and add the rows. Draws nothing that other rows depend on."""
    _providers(random, region)
    _schools(region)
    _pupils(region)
    _last_of_a_group(random, region)
    _ends_mid_week(region)
    _care_location_visit(random, region)
    _booked_twice(random, region)
    _not_competent(region)
    for hold_reason in ("", "Er loopt nog een klacht over de zorg."):
        _closed_long_ago(random, region, hold_reason)


def _providers(random: Random, region: Region) -> None:
    first, second = region.providers[:2]
    first.agb_codes = [*first.agb_codes, "00992999"]
    region.providers.append(
        Provider(
            id=drawn_id(random),
            name=second.name,
            chamber_number="00002999",
            agb_codes=["00992998"],
            kinds=second.kinds[:1],
            laws=second.laws[:1],
            municipalities=second.municipalities[:2],
            note="Zelfde naam, ander bedrijf: let op het KvK-nummer.",
        )
    )


def _schools(region: Region) -> None:
    region.schools[-1].holiday_region = HolidayRegion.NORTH.value
    region.schools[len(region.schools) // 2].name = LONG_SCHOOL_NAME


def _pupils(region: Region) -> None:
    school_kinds = {school.id: school.kind for school in region.schools}
    kinds = {case.id: school_kinds[case.school_id] for case in region.cases}
    oldest = next((pupil for pupil in region.pupils if kinds[pupil.case_id] == SchoolKind.VSO), region.pupils[0])
    oldest.birth_year = region.today.year - 19
    oldest.note = "Is 18 geworden: de Jeugdwet is gestopt, Wmo of Wlz nog regelen."
    two_homes = region.pupils[-1]
    two_homes.note = f"Woont om de week bij de andere ouder, in {MUNICIPALITIES_OUTSIDE[0]}."
    region.pupils[len(region.pupils) // 3].name = NAME_WITH_MARKS


def _last_of_a_group(random: Random, region: Region) -> None:
    """Add a group line for a pupil who alone in the class has one of this kind."""
    pupil = region.pupils[len(region.pupils) // 2]
    region.needs.append(
        CareNeed(
            id=drawn_id(random),
            case_id=pupil.case_id,
            pupil_id=pupil.id,
            kind=CareKind.GROUP_TREATMENT.value,
            form=CareForm.GROUP.value,
            group_size=6,
            minutes_needed=90,
            minutes_granted=90,
            moment_rule=MomentRule.FREE.value,
            counts_as_care=CountsAsCare.YES.value,
            starts_on=region.year_start,
            note=ONE_PUPIL_LEFT,
        )
    )


def _ends_mid_week(region: Region) -> None:
    wednesday = region.today + timedelta(days=(2 - region.today.weekday()) % 7 + 7)
    region.needs[0].ends_on = wednesday


def _care_location_visit(random: Random, region: Region) -> None:
    """Add a visit at a care location by a professional of its owner who works there only."""
    location = region.care_locations[0]
    case = next(case for case in region.cases if case.care_location_id == location.id)
    needs = [need for need in region.needs if need.case_id == case.id][:1]
    for need in needs:
        need.moment_rule = MomentRule.FREE.value
        need.moment_start = need.moment_end = None
        need.moment_weekdays = []
    person = Professional(
        id=drawn_id(random),
        provider_id=location.provider_id,
        name="Marit van de Waterkant",
        level="hbo",
        skills=sorted({need.kind for need in needs}),
        reserved_acts=True,
        availability=[[1, 480, 1020], [3, 480, 780]],
        max_minutes=960,
    )
    region.professionals.append(person)
    region.visits.append(
        VisitPattern(
            id=drawn_id(random),
            care_location_id=location.id,
            professional_id=person.id,
            weekday=1,
            start_minute=540,
            duration_minutes=120,
            rhythm=Rhythm.WEEKLY.value,
            starts_on=region.year_start,
            serves=[need.id for need in needs],
        )
    )


def _closed_long_ago(random: Random, region: Region, hold_reason: str) -> None:
    """Add a case with one child whose retention term has passed."""
    closed_on = region.today - timedelta(days=2 * 366 + random.randint(3, 40))
    opened_on = closed_on - timedelta(days=210)
    case = Case(
        id=drawn_id(random),
        title="Begeleiding bij de overstap naar het vso",
        school_id=region.schools[0].id,
        phase=Phase.CLOSED.value,
        arrangement_form=ArrangementForm.CARE_IN_SCHOOL.value,
        themes=[texts.THEMES[0]],
        opened_on=opened_on,
        closed_on=closed_on,
        next_action=texts.NEXT_ACTIONS[Phase.CLOSED],
        hold_reason=hold_reason,
    )
    taken = {pupil.pseudonym for pupil in region.pupils}
    pupil = Pupil(
        id=drawn_id(random),
        case_id=case.id,
        pseudonym=new_pseudonym(taken, random),
        birth_year=region.today.year - 16,
        municipality=region.schools[0].municipality,
    )
    need = CareNeed(
        id=drawn_id(random),
        case_id=case.id,
        pupil_id=pupil.id,
        kind=CareKind.INDIVIDUAL_GUIDANCE.value,
        form=CareForm.INDIVIDUAL.value,
        moment_rule=MomentRule.FREE.value,
        counts_as_care=CountsAsCare.YES.value,
        minutes_needed=120,
        starts_on=opened_on,
        ends_on=closed_on,
    )
    region.cases.append(case)
    region.pupils.append(pupil)
    region.needs.append(need)


def _booked_twice(random: Random, region: Region) -> None:
    """Add a visit at the same time as another of the same professional, where there is one at another school."""
    opening = {school.id: school.bell_times for school in region.schools}
    schools_of: dict[str, list[str]] = {}
    for visit in region.visits:
        if visit.school_id:
            schools_of.setdefault(visit.professional_id, []).append(visit.school_id)

    def other_school(visit: VisitPattern) -> str | None:
        start, end = visit.start_minute, visit.start_minute + visit.duration_minutes
        return next(
            (
                school
                for school in schools_of[visit.professional_id]
                if school != visit.school_id
                and opening[school][visit.weekday][0] <= start
                and end <= opening[school][visit.weekday][1]
            ),
            None,
        )

    at_school = [visit for visit in region.visits if visit.school_id and visit.duration_minutes >= _LONG_ENOUGH]
    visit = next((visit for visit in at_school if other_school(visit)), at_school[0])
    visit.note = KNOWN_CLASH_NOTE
    region.visits.append(
        VisitPattern(
            id=drawn_id(random),
            school_id=other_school(visit) or visit.school_id,
            professional_id=visit.professional_id,
            weekday=visit.weekday,
            start_minute=visit.start_minute + 15,
            duration_minutes=visit.duration_minutes - 15,
            rhythm=visit.rhythm,
            starts_on=region.year_start,
            note=KNOWN_CLASH_NOTE,
        )
    )


def _not_competent(region: Region) -> None:
    """Make one personal care need a reserved act, while somebody without competence gives it: the fewest visits do."""
    competent = {person.id for person in region.professionals if person.reserved_acts}
    care = {need.id: need for need in region.needs if need.kind == CareKind.PERSONAL_CARE}
    visits = Counter(
        key for visit in region.visits if visit.professional_id not in competent for key in visit.serves if key in care
    )
    if not visits:
        return
    need = care[min(visits, key=lambda key: visits[key])]
    need.reserved_act = True
    need.note = "Sondevoeding: sinds kort een voorbehouden handeling."
    for visit in region.visits:
        if need.id in visit.serves and visit.professional_id not in competent:
            visit.note = KNOWN_CLASH_NOTE
