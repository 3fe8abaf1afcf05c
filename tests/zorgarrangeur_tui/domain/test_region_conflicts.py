"""The conflicts of a region, brought up to date after each edit, against a full count."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from check_samples import CARE, MONDAY, NOOR, OTHER_SCHOOL, PROVIDER, SCHOOL, around
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.models.casework_codes import DeliveryForm
from storage.models.codes import CareKind, Law, OwnDayKind, Rhythm
from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.budgets import BudgetValue
from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.domain.plan_checks import budget_exceeded, needs_not_covered, provider_cap_exceeded
from zorgarrangeur_tui.domain.region_conflicts import Edit, RegionConflicts, RegionVisit
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.school_days import OwnDay
from zorgarrangeur_tui.domain.short_notice import changed_at_short_notice
from zorgarrangeur_tui.domain.visit_check_values import Announced, CheckedNeed, CheckedSchool, CheckedTitle, DayVisit
from zorgarrangeur_tui.domain.visit_checks import visit_findings
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind

TUESDAY = MONDAY + timedelta(days=1)
SHUT = CheckedSchool(
    SchoolCalendar(replace(SCHOOL.calendar.school, own_days=(OwnDay(OwnDayKind.STUDY_DAY, MONDAY, MONDAY),))), 1
)
CROWDED = replace(
    OTHER_SCHOOL,
    room_count=1,
    quiet_windows=((0, 540, 570),),
    provider_cap=1,
    bonds=(Bond("zorg"), Bond("thuis")),
)
TOLD = replace(
    SCHOOL,
    budgets=(BudgetValue("b", minutes_per_week=90),),
    announced=Announced(
        MONDAY,
        TUESDAY,
        7,
        (DayVisit("a", MONDAY, "n", "s", 540, 60), DayVisit("gone", TUESDAY, "m", "s", 600, 60)),
    ),
)
NEED_IDS = ("care", "alone", "g1", "g2")
ENDED = CheckedTitle("t2", Law.YOUTH_ACT, DeliveryForm.IN_KIND, None, MONDAY)


def planned(visit: BoardVisit, *, due: bool = True) -> RegionVisit:
    """Return a visit with its day in the week."""
    day = DayVisit(
        visit.id,
        MONDAY + timedelta(days=visit.weekday),
        visit.professional_id,
        visit.school_id,
        visit.start_minute,
        visit.duration_minutes,
        visit.serves,
    )
    return RegionVisit(visit, (day,) if due else ())


def visit(key: str = "v", start: int = 540, minutes: int = 60, **other: Any) -> RegionVisit:
    """Return a weekly visit of Noor on Monday."""
    return planned(replace(BoardVisit(key, "n", "s", 0, start, minutes, Rhythm.WEEKLY), **other))


def otherwise(visit: RegionVisit, person: str, later: int) -> RegionVisit:
    """Return a visit that is done by somebody else on its day, or later in the week; "" and 0 change nothing."""
    days = (
        replace(one, professional_id=person or one.professional_id, day=one.day + timedelta(days=later))
        for one in visit.days
    )
    return RegionVisit(visit.pattern, tuple(days))


USUAL_VISITS = st.builds(
    lambda key, start, minutes, day, person, school, serves, rhythm, due: planned(
        BoardVisit(key, person, school, day, start, minutes, rhythm, serves), due=due or rhythm == Rhythm.WEEKLY
    ),
    st.sampled_from(("a", "b", "c", "d", "e")),
    st.integers(33, 58).map(lambda quarter: quarter * 15),
    st.sampled_from((15, 60, 200)),
    st.integers(0, 1),
    st.sampled_from(("n", "m", "x", "")),
    st.sampled_from(("s", "o")),
    st.lists(st.sampled_from(NEED_IDS), max_size=3).map(tuple),
    st.sampled_from(tuple(Rhythm)),
    st.booleans(),
)
VISITS = st.builds(otherwise, USUAL_VISITS, st.sampled_from(("", "", "n", "m")), st.sampled_from((0, 0, 1)))
"""As usual, or as an exception makes them."""
NEEDS = st.builds(
    lambda key, kind, pupil, group, minutes, granted, acts, titles, place: CheckedNeed(
        key,
        kind,
        pupil,
        group=group,
        group_size=1 if group else None,
        reserved_act=acts,
        minutes_needed=minutes,
        minutes_granted=granted,
        municipality="Samenveen",
        titles=titles,
        place_id=place,
    ),
    st.sampled_from(NEED_IDS),
    st.sampled_from((CareKind.NURSING, CareKind.PERSONAL_CARE)),
    st.sampled_from(("p", "q", "")),
    st.booleans(),
    st.sampled_from((0, 60, 180)),
    st.sampled_from((None, 30)),
    st.booleans(),
    st.sampled_from(((), (ENDED,), (replace(ENDED, ends_on=None),))),
    st.sampled_from(("s", "o")),
)
PEOPLE = st.builds(
    lambda key, provider, acts, most, skills, windows, absences: replace(
        NOOR,
        id=key,
        name=f"Iemand {key}",
        provider_id=provider,
        reserved_acts=acts,
        max_minutes=most,
        skills=skills,
        availability=windows,
        absences=absences,
    ),
    st.sampled_from(("n", "m", "x")),
    st.sampled_from(("zorg", "thuis")),
    st.booleans(),
    st.sampled_from((None, 100)),
    st.sampled_from((None, frozenset({CareKind.NURSING}))),
    st.sampled_from(((), ((0, 540, 660),))),
    st.sampled_from(((), (Away("away", MONDAY, MONDAY),))),
)
SCHOOLS = st.sampled_from((SCHOOL, SHUT, TOLD, OTHER_SCHOOL, CROWDED))
PROVIDERS = st.builds(
    lambda key, kinds: replace(PROVIDER, id=key, kinds=frozenset(kinds)),
    st.sampled_from(("zorg", "thuis")),
    st.sampled_from(((CareKind.NURSING,), (CareKind.PERSONAL_CARE,))),
)
EDITS = st.one_of(
    VISITS.map(lambda one: Edit(visits={one.pattern.id: one})),
    st.sampled_from(("a", "b", "c", "d", "e")).map(lambda key: Edit(visits={key: None})),
    NEEDS.map(lambda one: Edit(needs={one.id: one})),
    st.sampled_from(NEED_IDS).map(lambda key: Edit(needs={key: None})),
    PEOPLE.map(lambda one: Edit(professionals={one.id: one})),
    st.sampled_from(("n", "m")).map(lambda key: Edit(professionals={key: None})),
    SCHOOLS.map(lambda one: Edit(schools={one.id: one})),
    st.just(Edit(schools={"o": None})),
    PROVIDERS.map(lambda one: Edit(providers={one.id: one})),
    st.just(Edit(providers={"zorg": None})),
)
NURSING = CheckedNeed("alone", CareKind.NURSING, "q", minutes_needed=60, minutes_granted=60, place_id="s")
FULL = Edit(
    visits={
        one.pattern.id: one
        for one in (
            visit("a", serves=("care", "alone")),
            visit("b", 600, professional_id="m", serves=("care",)),
            visit("c", 660, professional_id="x", weekday=1, serves=("alone", "g1")),
            visit("d", 555, professional_id="m", school_id="o", weekday=1, serves=("g2",)),
            visit("e", 720, professional_id="x", serves=("care", "g1")),
        )
    },
    schools={"s": TOLD, "o": CROWDED},
    professionals={
        "n": NOOR,
        "m": replace(NOOR, id="m", provider_id="thuis"),
        "x": replace(NOOR, id="x", max_minutes=100),
    },
    providers={"zorg": PROVIDER, "thuis": replace(PROVIDER, id="thuis", kinds=frozenset({CareKind.NURSING}))},
    needs={
        "care": replace(CARE, place_id="s"),
        "alone": NURSING,
        "g1": replace(NURSING, id="g1", pupil_id="p", group=True),
        "g2": replace(NURSING, id="g2", group=True, group_size=1, place_id="o"),
    },
)
"""A plan in which a bit of everything is wrong, so that each edit matters to something."""
START = st.lists(EDITS, max_size=3).map(lambda edits: [FULL, *edits])
STEPS = st.lists(st.one_of(EDITS, st.none()), max_size=10)
"""An edit, or None to take the last one back."""


def recount(region: RegionConflicts) -> list[Finding]:
    """Return what a full count of the same plan finds."""
    return RegionConflicts.full(region.monday, region.visits.values(), region.surroundings).findings


def naive(region: RegionConflicts) -> list[Finding]:
    """Return the same by the checks themselves, over all visits, schools and needs at once."""
    surroundings = region.surroundings
    days = [day for one in region.visits.values() for day in one.days]
    caps = (provider_cap_exceeded(school, region.monday) for school in surroundings.schools.values())
    gaps = needs_not_covered(
        surroundings.needs.values(), (one.pattern for one in region.visits.values()), region.monday
    )
    whole = [*visit_findings(days, surroundings), *(one for one in caps if one is not None), *gaps]
    for school in surroundings.schools.values():
        own = {key: one for key, one in region.visits.items() if one.pattern.school_id == school.id}
        over = budget_exceeded(school, (one.pattern for one in own.values()), region.monday)
        whole += [] if over is None else [over]
        whole += changed_at_short_notice(school, (day for one in own.values() for day in one.days), own)
    return whole


@given(start=START, steps=STEPS)
@settings(max_examples=150, deadline=None)
def test_no_sequence_of_edits_and_undos_differs_from_a_full_count(start: list[Edit], steps: list[Edit | None]) -> None:
    """After each step the list is that of a full count, and that of the checks over everything."""
    region = RegionConflicts(MONDAY)
    for edit in start:
        region.after(edit)
    undo: list[Edit] = []
    for step in steps:
        if step is not None:
            undo.append(region.after(step))
        elif undo:
            region.after(undo.pop())
        assert region.findings == recount(region)
    assert sorted(region.findings, key=repr) == sorted(naive(region), key=repr)


@given(start=START, edits=st.lists(EDITS, max_size=8))
@settings(max_examples=75, deadline=None)
def test_taking_back_every_edit_gives_the_first_list_again(start: list[Edit], edits: list[Edit]) -> None:
    """Also when one edit changes many things at once."""
    region = RegionConflicts(MONDAY)
    for edit in start:
        region.after(edit)
    before = region.findings
    together = Edit(
        {key: value for one in edits for key, value in one.visits.items()},
        {key: value for one in edits for key, value in one.schools.items()},
        {key: value for one in edits for key, value in one.professionals.items()},
        {key: value for one in edits for key, value in one.providers.items()},
        {key: value for one in edits for key, value in one.needs.items()},
    )
    back = region.after(together)
    assert region.findings == recount(region)
    region.after(back)
    assert region.findings == before


def test_an_edit_reaches_what_shares_time_with_it() -> None:
    """A visit for two needs ties them: when the first asks less, the second gets more, and its gap is gone."""
    first, second = replace(CARE, place_id="s"), replace(CARE, id="second", pupil_id="q", place_id="s")
    both = visit(minutes=120, serves=("care", "second"))
    region = RegionConflicts.full(MONDAY, [both], around(first, second))
    assert [(one.kind, one.about) for one in region.findings] == [(FindingKind.NEED_NOT_COVERED, ("second", "s"))]
    less = replace(first, minutes_needed=0)
    region.after(Edit(needs={"care": less}))
    assert region.findings == []


def test_a_day_on_which_the_school_closes_takes_the_visit_out_of_all_other_counts() -> None:
    """The double booking goes, the closed school comes."""
    region = RegionConflicts.full(MONDAY, [visit("a"), visit("b", 570)], around())
    assert [one.kind for one in region.findings] == [FindingKind.DOUBLE_BOOKED]
    back = region.after(Edit(schools={"s": SHUT}))
    assert [one.kind for one in region.findings] == [FindingKind.SCHOOL_CLOSED, FindingKind.SCHOOL_CLOSED]
    region.after(back)
    assert [one.kind for one in region.findings] == [FindingKind.DOUBLE_BOOKED]


def test_the_cap_names_the_school_and_what_was_agreed() -> None:
    """It is soft, about no visit, and asks for a reason."""
    region = RegionConflicts.full(MONDAY, [], around(schools={"o": CROWDED}))
    (finding,) = region.findings
    assert (finding.kind, finding.visit_ids, finding.about) == (FindingKind.PROVIDER_CAP, (), ("o", "thuis", "zorg"))
    assert finding.sentence.startswith(
        "De Molenkade: 2 vaste zorgaanbieders. Dat is 1 meer dan het afgesproken maximum"
    )


def test_a_need_without_a_visit_is_a_gap_whatever_the_holidays() -> None:
    """It says how much of how much is open; a visit at another school does not count."""
    need = replace(CARE, place_id="s")
    region = RegionConflicts.full(MONDAY, [visit(school_id="o", serves=("care",))], around(need))
    gaps = [one for one in region.findings if one.kind is FindingKind.NEED_NOT_COVERED]
    assert [one.sentence for one in gaps] == [
        "Persoonlijke verzorging: nog 2 u per week niet gedekt van de 2 u die nodig is. Plaats een bezoek, of maak een "
        "bezoek langer."
    ]
