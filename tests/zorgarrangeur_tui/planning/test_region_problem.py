"""From a region to a problem and back: nothing invented, nothing lost, and what stays really stays."""

from __future__ import annotations

import pytest
from region_kit import DAY, SCHOOL, needs, small_region, visit

from storage.models import CareNeed, Case, FixedBond, Professional, Provider, Pupil, School, VisitPattern
from storage.models.codes import CareKind, MomentRule, Rhythm
from zorgarrangeur_tui.demo.region import invented_region
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.current_plan import current_plan
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.region_problem import PlannedRegion, planned_region
from zorgarrangeur_tui.planning.wanted_visits import WantedVisit, as_wanted, wanted_visits


def line(planned: PlannedRegion, need: str) -> int:
    """Return the number of the one line of a need."""
    [number] = [number for number, one in enumerate(planned.problem.lines) if one.key == need]
    return number


def test_a_need_becomes_a_line_that_only_the_able_may_serve() -> None:
    """The catheter is for the nurse of a fixed provider, at noon on every day; a stranger without a bond is not asked."""
    planned = planned_region(small_region())
    catheter = planned.problem.lines[line(planned, "catheter")]
    assert catheter.only == (planned.layout.person_number["nurse"],)
    assert (catheter.duration, catheter.sessions, catheter.window, catheter.fixed_moment) == (1, 5, (20, 20), True)
    assert catheter.max_faces == 3
    group = planned.problem.lines[line(planned, "group lynx")]
    assert (group.group_size, group.duration, group.sessions, group.max_faces) == (3, 4, 1, 3)
    assert not planned.left_out


def test_availability_hours_cap_and_rooms_come_along() -> None:
    """Who cannot come in the afternoon has no afternoon; minutes a week become slots a fortnight."""
    planned = planned_region(small_region())
    guide = planned.problem.workers[planned.layout.person_number["guide"]]
    assert {2 * 0, 2 * 1} <= set(guide.blocks)
    assert guide.hours[2][1] <= 20
    nurse = planned.problem.workers[planned.layout.person_number["nurse"]]
    assert nurse.slots == 2 * 1200 // 15
    [site] = planned.problem.schools
    assert (site.rooms, site.provider_cap, len(site.bonds)) == (2, 2, 2)


def test_a_locked_visit_stays_and_what_it_gives_is_not_asked_again() -> None:
    """It has a line of its own for each pupil in it; the checker refuses a plan without it."""
    locked = visit("v", locked=True, serves=["group otter", "group lynx"])
    planned = planned_region(small_region(visits=(locked,)))
    keys = [one.key for one in planned.problem.lines]
    assert keys.count("v") == 2
    assert "group otter" not in keys
    staying = Proposal(planned.problem.locked_presence, planned.problem.locked_visits)
    assert check(planned.problem, staying).errors == ()
    assert check(planned.problem, Proposal()).errors
    assert wanted_visits(planned, staying) == ()


def test_only_what_may_change_is_planned_anew() -> None:
    """To fill gaps, every visit of today stays."""
    today = (visit("v", serves=["alone"]), visit("w", start_minute=600, serves=["group otter"]))
    assert {one.id for one in planned_region(small_region(visits=today)).layout.free} == {"v", "w"}
    filled = planned_region(small_region(visits=today), may_change=frozenset({"w"}))
    assert [one.record.id for one in filled.layout.fixed.standing] == ["v"]


def test_a_visit_that_stays_and_cannot_be_is_told_and_passed_over() -> None:
    """Two at once, and one before school: the planner plans nothing beside them in that half-day."""
    twice = tuple(visit(key, locked=True, serves=[], start_minute=start) for key, start in (("a", 540), ("b", 555)))
    early = visit("c", locked=True, weekday=1, start_minute=450)
    planned = planned_region(small_region(visits=(*twice, early)))
    assert {one.record_id for one in planned.left_out} == {"a", "b", "c"}
    guide = planned.problem.workers[planned.layout.person_number["guide"]]
    assert not {0, 2} & set(guide.blocks)


def test_a_professional_who_is_elsewhere_has_no_time_then() -> None:
    """A visit at a school that is not planned takes its half-day and its minutes."""
    away = visit("away", school_id="other", professional_id="nurse", weekday=3)
    planned = planned_region(small_region(visits=(away,)))
    nurse = planned.problem.workers[planned.layout.person_number["nurse"]]
    assert 6 not in nurse.blocks
    assert nurse.slots == (2 * 1200 - 120) // 15


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"moment_rule": MomentRule.ON_CALL}, "Verpleging op oproep krijgt geen vast moment."),
        ({"kind": CareKind.TRANSPORT_GUIDANCE}, "Begeleiding bij het vervoer valt buiten de schooldag."),
        ({"minutes_needed": 0}, "Bij verpleging staat niet hoeveel tijd er nodig is."),
    ],
)
def test_what_cannot_be_planned_is_left_out_with_a_reason(changed: dict[str, object], sentence: str) -> None:
    """Nothing falls away in silence."""
    odd = CareNeed(**{**needs()[0].model_dump(), **changed})
    [left_out] = planned_region(small_region(needs=(odd,))).left_out
    assert left_out.sentence.startswith(sentence)
    assert left_out.record_id == "catheter"


def test_a_school_without_bell_times_is_left_out_with_a_reason() -> None:
    """Its needs wait until somebody fills them in."""
    planned = planned_region(small_region(schools={"school": School(id="school", name="De Wilg")}))
    assert planned.left_out[0].sentence.startswith("De Wilg heeft geen schooltijden.")
    assert planned.problem.lines == ()


def test_a_proposal_comes_back_as_visits_as_long_as_the_need_asks() -> None:
    """Fifty minutes take four slots and stay fifty minutes; who shares a session is in one visit."""
    planned = planned_region(small_region())
    guide = planned.layout.person_number["guide"]
    groups = [line(planned, f"group {pupil}") for pupil in ("otter", "lynx")]
    visits = [Visit(number, guide, 0, 8, (0, 1)) for number in groups]
    visits.append(Visit(line(planned, "alone"), guide, 0, 12, (0, 1)))
    proposal = Proposal(tuple(Presence(guide, 0, 0, week) for week in (0, 1)), tuple(visits))
    assert check(planned.problem, proposal).errors == ()
    assert wanted_visits(planned, proposal) == (
        WantedVisit("school", 0, 540, "guide", 60, Rhythm.WEEKLY, ("group lynx", "group otter")),
        WantedVisit("school", 0, 600, "guide", 50, Rhythm.WEEKLY, ("alone",)),
    )


def test_a_fixed_moment_comes_back_at_its_own_minute() -> None:
    """Also when the school opens within a quarter: at 8:35 it is the first that can be, and on the board it is 8:35."""
    early = CareNeed(**{**needs()[0].model_dump(), "moment_start": 515})
    school = School(**{**SCHOOL.model_dump(), "bell_times": [[515, 900]] * 5})
    planned = planned_region(small_region(needs=(early,), schools={"school": school}))
    nurse, number = planned.layout.person_number["nurse"], line(planned, "catheter")
    first = planned.problem.schools[0].blocks[0][0]
    assert planned.problem.lines[number].window == (first, first)
    proposal = Proposal(
        tuple(Presence(nurse, 0, 0, week) for week in (0, 1)), (Visit(number, nurse, 0, first, (0, 1)),)
    )
    assert check(planned.problem, proposal).errors == ()
    assert [(one.start_minute, one.duration_minutes) for one in wanted_visits(planned, proposal)] == [(515, 15)]


def test_a_bond_for_some_kinds_of_care_is_for_those_only() -> None:
    """The provider in the south may not send somebody for guidance when its bond is for groups."""
    bonds = (FixedBond(school_id="school", provider_id="south", kinds=[CareKind.GROUP_GUIDANCE]),)
    planned = planned_region(small_region(bonds=bonds))
    assert planned.problem.lines[line(planned, "alone")].only == ()
    assert planned.problem.lines[line(planned, "group otter")].only == (planned.layout.person_number["guide"],)


def test_the_plan_of_today_is_where_a_search_begins() -> None:
    """A visit that is one session of a line is in it, one that is not is left out."""
    today = (visit("v", duration_minutes=50, serves=["alone"]), visit("w", start_minute=600, duration_minutes=45))
    planned = planned_region(small_region(visits=today))
    start = current_plan(planned)
    assert [(one.line, one.start) for one in start.visits] == [(line(planned, "alone"), 8)]
    assert check(planned.problem, start).errors == ()
    assert [one.professional_id for one in wanted_visits(planned, start)] == ["guide"]


def test_a_visit_for_two_pupils_one_after_another_is_kept_when_both_parts_are() -> None:
    """Each part is a session of its need; together they are the visit again. When one part moves, the other is left of it."""
    other = CareNeed(id="beside", case_id="case", pupil_id="lynx", kind=CareKind.INDIVIDUAL_GUIDANCE, minutes_needed=30)
    asked = [one for one in needs() if one.id != "alone"]
    first = CareNeed(id="alone", case_id="case", pupil_id="otter", kind=CareKind.INDIVIDUAL_GUIDANCE, minutes_needed=45)
    today = visit("both", duration_minutes=75, serves=["alone", "beside"])
    planned = planned_region(small_region(visits=(today,), needs=(*asked, first, other)))
    start = current_plan(planned)
    assert [(one.line, one.start) for one in start.visits] == [
        (line(planned, "alone"), 8),
        (line(planned, "beside"), 11),
    ]
    assert check(planned.problem, start).errors == ()
    assert wanted_visits(planned, start) == (as_wanted(today),)
    moved = tuple(one._replace(start=14) if one.line == line(planned, "beside") else one for one in start.visits)
    parts = wanted_visits(planned, Proposal(start.presence, moved))
    assert [(one.start_minute, one.duration_minutes, one.serves) for one in parts] == [
        (540, 45, ("alone",)),
        (630, 30, ("beside",)),
    ]


def test_visits_of_care_that_is_left_to_people_stay_when_all_is_planned_anew() -> None:
    """Coordination is not planned; the visit for it is not taken away."""
    talks = CareNeed(id="talks", case_id="case", pupil_id="otter", kind=CareKind.COORDINATION, minutes_needed=30)
    today = visit("talks", duration_minutes=30, serves=["talks"]), visit("other", weekday=1, serves=["alone"])
    planned = planned_region(small_region(visits=today, needs=(*needs(), talks)))
    assert [one.record.id for one in planned.layout.fixed.standing] == ["talks"]
    assert [one.id for one in planned.layout.free] == ["other"]


def test_a_visit_that_stays_keeps_its_minute() -> None:
    """The planner counts from nine; a visit from five past nine that it leaves alone is no change."""
    today = visit("late", start_minute=545, duration_minutes=50, serves=["alone"])
    planned = planned_region(small_region(visits=(today,)))
    start = current_plan(planned)
    assert [one.start for one in start.visits] == [8]
    assert wanted_visits(planned, start) == (as_wanted(today),)


@pytest.mark.parametrize(("seed", "schools"), [(1, 3), (2, 6)])
def test_what_stays_in_the_invented_region_is_always_possible(seed: int, schools: int) -> None:
    """Also with everything kept the problem has a plan: that of today."""
    records = invented_region(seed, schools, today=DAY)
    region = small_region(**_parts_of(records))
    for may_change in (None, frozenset[str]()):
        planned = planned_region(region, may_change=may_change)
        staying = Proposal(planned.problem.locked_presence, planned.problem.locked_visits)
        assert check(planned.problem, staying).errors == ()
        assert planned.problem.lines
    assert len(planned.layout.fixed.standing) > 80


def _parts_of(records: list[object]) -> dict[str, object]:
    def of(kind: type) -> dict[str, object]:
        return {one.id: one for one in records if type(one) is kind}  # type: ignore[attr-defined]  # a record of that kind

    cases = {key: case.school_id for key, case in of(Case).items() if case.school_id}  # type: ignore[attr-defined]  # a record of that kind
    return {
        "schools": of(School),
        "professionals": of(Professional),
        "providers": of(Provider),
        "bonds": tuple(bond for bond in of(FixedBond).values() if bond.ends_on is None),  # type: ignore[attr-defined]  # a record of that kind
        "needs": tuple(need for need in of(CareNeed).values() if need.case_id in cases),  # type: ignore[attr-defined]  # a record of that kind
        "school_of": cases,
        "pupils": of(Pupil),
        "visits": tuple(one for one in of(VisitPattern).values() if one.school_id),  # type: ignore[attr-defined]  # a record of that kind
    }
