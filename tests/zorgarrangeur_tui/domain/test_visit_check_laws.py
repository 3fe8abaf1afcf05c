"""The checks of planned visits against naive versions, and laws that hold for any plan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from random import Random

from check_samples import CARE, MONDAY, NOOR, OTHER_SCHOOL, SCHOOL, around, visit
from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit, coverage
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.travel import Place, travel_rule
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, CheckedSchool, DayVisit, Surroundings
from zorgarrangeur_tui.domain.visit_checks import visit_findings
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind, recurring
from zorgarrangeur_tui.domain.visit_minute_checks import minutes_by_need
from zorgarrangeur_tui.domain.visit_place_checks import outside_school_hours, peak, rooms_full, trips_too_short

FAR_SCHOOL = CheckedSchool(
    SchoolCalendar(replace(SCHOOL.calendar.school, school_id="f", name="Het Veer")), 1, Place(52.3, 5.4)
)
SCHOOLS = {"s": SCHOOL, "o": OTHER_SCHOOL, "f": FAR_SCHOOL}
NEEDS = (
    CARE,
    replace(CARE, id="alone", pupil_id="q", minutes_needed=45, minutes_granted=40),
    CheckedNeed("g1", CareKind.GROUP_GUIDANCE, "p", group=True, group_size=2, minutes_needed=90, minutes_agreed=60),
    CheckedNeed("g2", CareKind.GROUP_GUIDANCE, "q", group=True, minutes_needed=30),
    CheckedNeed("g3", CareKind.GROUP_GUIDANCE, "r", group=True, minutes_needed=60),
)
BY_ID = {need.id: need for need in NEEDS}

VISITS = st.lists(
    st.builds(
        lambda day, start, minutes, school, person, serves: visit(
            "",
            start,
            minutes,
            day=MONDAY + timedelta(days=day),
            school_id=school,
            professional_id=person,
            serves=serves,
        ),
        st.integers(0, 8),
        st.integers(480, 900),
        st.integers(1, 150),
        st.sampled_from(tuple(SCHOOLS)),
        st.sampled_from(("n", "m", "")),
        st.lists(st.sampled_from(tuple(BY_ID)), max_size=4).map(tuple),
    ),
    max_size=8,
).map(lambda visits: [replace(one, id=f"v{number}") for number, one in enumerate(visits)])


def surroundings() -> Surroundings:
    """Return three schools, two professionals and five needs."""
    return around(*NEEDS, schools=SCHOOLS, professionals={"n": NOOR, "m": replace(NOOR, id="m", max_minutes=200)})


def of_kind(findings: list[Finding], kind: FindingKind) -> list[Finding]:
    """Return the findings of one kind."""
    return [finding for finding in findings if finding.kind is kind]


@given(start=st.integers(0, 1439), minutes=st.integers(1, 600), day=st.integers(0, 4))
def test_every_minute_of_a_visit_lies_within_school_hours_or_it_is_found(start: int, minutes: int, day: int) -> None:
    """Minute by minute; and the time that is offered is one at which nothing is found."""
    one = visit(start=start, minutes=minutes, day=MONDAY + timedelta(days=day))
    hours = SCHOOL.calendar.on(one.day).hours
    assert hours is not None
    inside = all(hours[0] <= minute < hours[1] for minute in range(start, start + minutes))
    finding = outside_school_hours(one, SCHOOL)
    assert (finding is None) == inside
    if finding is not None and "Het kan wel om" in finding.sentence:
        hour, minute = finding.sentence.rstrip(".").split()[-1].split(":")
        assert outside_school_hours(replace(one, start_minute=int(hour) * 60 + int(minute)), SCHOOL) is None


@given(visits=VISITS, rooms=st.integers(0, 3))
def test_rooms_are_full_just_when_some_minute_has_more_visits_than_rooms(visits: list[DayVisit], rooms: int) -> None:
    """Counted minute by minute; taking away the visits that were found leaves enough rooms."""
    today = [replace(one, day=MONDAY, school_id="s") for one in visits]
    school = replace(SCHOOL, room_count=rooms)
    findings = list(rooms_full(today, school))

    def busiest(some: list[DayVisit]) -> int:
        return max(sum(one.start_minute <= minute < one.end_minute for one in some) for minute in range(480, 1100))

    assert peak(today, (480, 1100)) == busiest(today)
    assert bool(findings) == (busiest(today) > rooms)
    too_many = {finding.visit_ids[0] for finding in findings}
    assert busiest([one for one in today if one.id not in too_many]) <= rooms


@given(visits=VISITS)
def test_some_trip_is_too_short_just_when_some_pair_of_visits_is(visits: list[DayVisit]) -> None:
    """Every pair of visits of one person that do not overlap is looked at."""
    alone: list[DayVisit] = []
    for one in visits:
        today = replace(one, day=MONDAY, professional_id="n")
        if all(other.end_minute <= today.start_minute or today.end_minute <= other.start_minute for other in alone):
            alone.append(today)
    rule = travel_rule(MONDAY)

    def too_short(earlier: DayVisit, later: DayVisit) -> bool:
        one, other = SCHOOLS[earlier.school_id].place, SCHOOLS[later.school_id].place
        assert one is not None
        assert other is not None
        return 0 <= later.start_minute - earlier.end_minute < rule.minutes(one, other)

    naive = any(too_short(earlier, later) for earlier in alone for later in alone if earlier is not later)
    findings = list(trips_too_short(alone, surroundings()))
    assert bool(findings) == naive
    by_id = {one.id: one for one in alone}
    assert all(too_short(by_id[one.visit_ids[1]], by_id[one.visit_ids[0]]) for one in findings)


@given(visits=VISITS)
def test_a_group_is_too_large_just_when_its_pupils_are_more_than_the_least_size(visits: list[DayVisit]) -> None:
    """Pupils are counted one by one."""
    findings = of_kind(visit_findings(visits, surroundings()), FindingKind.GROUP_TOO_LARGE)
    expected = {
        one.id
        for one in visits
        if SCHOOLS[one.school_id].calendar.on(one.day).is_open and {"g1", "g2", "g3"} <= set(one.serves)
    }
    assert {finding.visit_ids[0] for finding in findings} == expected


@given(visits=VISITS)
def test_minutes_of_a_need_agree_with_coverage(visits: list[DayVisit]) -> None:
    """As far as it lacks minutes a need gets what coverage says; a visit for it alone gives it all of its time."""
    week = [replace(one, day=MONDAY + timedelta(days=min(4, one.day.weekday()))) for one in visits]
    planned = minutes_by_need(week, BY_ID)
    covered = coverage(
        [Need(need.id, need.pupil_id, need.kind, need.group, need.minutes_needed) for need in NEEDS],
        [PlannedVisit(v.id, "", v.day.weekday(), v.start_minute, v.duration_minutes, "weekly", v.serves) for v in week],
    )
    for one in covered:
        assert min(planned.get(one.need.id, 0), one.need.minutes_per_week) == one.covered // 2
    single = [replace(one, serves=one.serves[:1]) for one in week]
    naive: dict[str, int] = defaultdict(int)
    for one in single:
        for need_id in one.serves:
            naive[need_id] += one.duration_minutes
    assert minutes_by_need(single, BY_ID) == naive


@given(visits=VISITS)
def test_minutes_of_a_week_are_added_up(visits: list[DayVisit]) -> None:
    """A professional is above its most just when the sum of its visits on open days of that week is."""
    findings = of_kind(visit_findings(visits, surroundings()), FindingKind.ABOVE_MAX_MINUTES)
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for one in visits:
        if SCHOOLS[one.school_id].calendar.on(one.day).is_open:
            sums[one.professional_id, one.day.isocalendar().week] += one.duration_minutes
    most = {"n": 600, "m": 200}
    expected = {key for key, total in sums.items() if key[0] and total > most[key[0]]}
    assert {(finding.about[0], finding.day.isocalendar().week) for finding in findings} == expected


@given(visits=VISITS, order=st.randoms(use_true_random=False))
def test_the_order_in_which_visits_are_given_makes_no_difference(visits: list[DayVisit], order: Random) -> None:
    """The same plan always has the same findings, each once, and every sentence ends as one."""
    findings = visit_findings(visits, surroundings())
    shuffled = list(visits)
    order.shuffle(shuffled)
    assert visit_findings(shuffled, surroundings()) == findings
    assert len(set(findings)) == len(findings)
    assert all(finding.sentence.endswith(".") and finding.about for finding in findings)
    assert sum(len(one.days) for one in recurring(findings)) == len(findings)


@given(visits=VISITS, others=VISITS)
def test_visits_that_have_nothing_in_common_are_checked_apart(visits: list[DayVisit], others: list[DayVisit]) -> None:
    """So after an edit only what it touches has to be checked again."""
    later = [replace(one, id=f"later {one.id}", day=one.day + timedelta(weeks=2)) for one in others]
    apart = [*visit_findings(visits, surroundings()), *visit_findings(later, surroundings())]
    assert sorted(visit_findings([*visits, *later], surroundings()), key=repr) == sorted(apart, key=repr)


@given(visits=VISITS)
def test_one_visit_less_makes_nothing_worse_by_itself(visits: list[DayVisit]) -> None:
    """What is found about single visits stays the same for the others."""
    single = {FindingKind.SCHOOL_CLOSED, FindingKind.OUTSIDE_SCHOOL_HOURS, FindingKind.TITLE_NOT_VALID}
    findings = [one for one in visit_findings(visits, surroundings()) if one.kind in single]
    fewer = [one for one in visit_findings(visits[1:], surroundings()) if one.kind in single]
    gone = visits[0].id if visits else ""
    assert fewer == [one for one in findings if one.visit_ids != (gone,)]
