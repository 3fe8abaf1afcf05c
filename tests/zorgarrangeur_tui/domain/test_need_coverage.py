"""Which needs the planned visits cover."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit, coverage, shares

KEYS = ("a", "b", "c", "d", "e")
RHYTHMS = ("weekly", "even", "odd", "lunar")

NEEDS = st.lists(
    st.builds(
        Need,
        id=st.sampled_from(KEYS),
        pupil_id=st.just("p"),
        kind=st.just("nursing"),
        group=st.booleans(),
        minutes_per_week=st.integers(-10, 300),
    ),
    max_size=5,
    unique_by=lambda need: need.id,
)
VISIT = st.builds(
    PlannedVisit,
    id=st.text("0123456789abcdef", min_size=4, max_size=4),
    professional_id=st.just("z"),
    weekday=st.integers(0, 4),
    start_minute=st.integers(0, 1400),
    duration_minutes=st.integers(-10, 240),
    rhythm=st.sampled_from(RHYTHMS),
    serves=st.lists(st.sampled_from((*KEYS, "nobody")), max_size=5).map(tuple),
)
VISITS = st.lists(VISIT, max_size=8, unique_by=lambda visit: visit.id)


def need(key: str, minutes: int, *, group: bool = False) -> Need:
    """Return a need."""
    return Need(key, f"leerling {key}", "personal_care", group, minutes)


def visit(minutes: int, *serves: str, rhythm: str = "weekly", weekday: int = 0) -> PlannedVisit:
    """Return a visit at nine."""
    return PlannedVisit(f"v{weekday}", "z", weekday, 540, minutes, rhythm, serves)


def covered(needs: list[Need], *visits: PlannedVisit) -> dict[str, int]:
    """Return the covered minutes per fortnight by need."""
    return {one.need.id: one.covered for one in coverage(needs, visits)}


def test_a_weekly_visit_counts_in_both_weeks() -> None:
    """Sixty minutes a week are a hundred and twenty in a fortnight."""
    assert covered([need("a", 60)], visit(60, "a")) == {"a": 120}


def test_a_fortnightly_visit_counts_in_its_own_week_only() -> None:
    """A long visit in even weeks does not make up for odd weeks without any."""
    assert covered([need("a", 60)], visit(120, "a", rhythm="even")) == {"a": 60}
    assert covered([need("a", 60)], visit(60, "a", rhythm="even"), visit(60, "a", rhythm="odd", weekday=1)) == {
        "a": 120
    }


def test_individual_needs_share_a_visit_in_their_order() -> None:
    """The first takes what it lacks, the next what is left."""
    assert covered([need("a", 40), need("b", 40)], visit(60, "b", "a")) == {"a": 40, "b": 80}


def test_a_group_gets_its_time_together() -> None:
    """Three pupils in one group of an hour are an hour each, none more than needed."""
    group = [need("a", 60, group=True), need("b", 90, group=True), need("c", 30, group=True)]
    assert covered(group, visit(60, "a", "b", "c")) == {"a": 120, "b": 120, "c": 60}


def test_a_group_part_takes_time_of_the_visit_once() -> None:
    """What the group leaves goes to the individual need after it."""
    needs = [need("a", 45, group=True), need("b", 45, group=True), need("c", 60)]
    assert covered(needs, visit(60, "a", "c", "b")) == {"a": 90, "b": 90, "c": 30}


def test_a_need_without_visits_stays_uncovered() -> None:
    """An odd shortage per fortnight shows rounded up per week."""
    (alone,) = coverage([need("a", 45)], [])
    assert (alone.needed, alone.covered, alone.uncovered, alone.uncovered_per_week) == (90, 0, 90, 45)
    (partly,) = coverage([need("a", 45)], [visit(44, "a", rhythm="odd")])
    assert (partly.uncovered, partly.uncovered_per_week) == (46, 23)
    (nearly,) = coverage([need("a", 45)], [visit(45, "a"), visit(44, "a", rhythm="odd", weekday=1)])
    assert nearly.uncovered_per_week == 0
    (one_minute,) = coverage([need("a", 1)], [visit(1, "a", rhythm="even")])
    assert one_minute.uncovered_per_week == 1


@given(NEEDS, VISITS)
def test_nothing_is_covered_beyond_what_is_needed(needs: list[Need], visits: list[PlannedVisit]) -> None:
    """Each need has an answer, in the order asked."""
    answer = coverage(needs, visits)
    assert [one.need for one in answer] == needs
    assert all(0 <= one.covered <= one.needed for one in answer)


@given(NEEDS.map(lambda needs: [need for need in needs if not need.group]), VISITS)
def test_individual_care_never_exceeds_the_time_of_the_visits(needs: list[Need], visits: list[PlannedVisit]) -> None:
    """A minute is given to one pupil at a time."""
    weeks = {"weekly": 2, "even": 1, "odd": 1, "lunar": 0}
    given_minutes = sum(max(0, visit.duration_minutes) * weeks[visit.rhythm] for visit in visits)
    assert sum(one.covered for one in coverage(needs, visits)) <= given_minutes


@given(NEEDS, VISITS, VISIT)
def test_one_more_visit_makes_nobody_worse_off(
    needs: list[Need], visits: list[PlannedVisit], extra: PlannedVisit
) -> None:
    """Adding a visit anywhere in the week lowers the coverage of no need."""
    before = coverage(needs, visits)
    after = coverage(needs, [*visits, extra])
    assert all(then.covered <= now.covered for then, now in zip(before, after, strict=True))


@given(NEEDS, VISITS.flatmap(lambda visits: st.tuples(st.just(visits), st.permutations(visits))))
def test_the_order_in_which_visits_are_given_does_not_matter(
    needs: list[Need], orders: tuple[list[PlannedVisit], list[PlannedVisit]]
) -> None:
    """The same plan always gives the same answer."""
    one, other = orders
    assert coverage(needs, one) == coverage(needs, other)


@given(NEEDS, VISITS)
def test_what_each_visit_gives_adds_up_to_what_is_covered(needs: list[Need], visits: list[PlannedVisit]) -> None:
    """In a week in which all of them are; alone or with a group, a visit gives out no more than its time to each."""
    weekly = [replace(one, rhythm="weekly") for one in visits]
    given_out = shares(needs, weekly)
    for one in coverage(needs, weekly):
        assert 2 * sum(parts.get(one.need.id, 0) for parts in given_out.values()) == one.covered
    for one in weekly:
        assert all(0 <= minutes <= max(0, one.duration_minutes) for minutes in given_out[one.id].values())
