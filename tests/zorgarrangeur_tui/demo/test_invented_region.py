"""The invented region: the same seed the same region, in the mix and measure of a real one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from itertools import combinations
from typing import TypeVar

import pytest

from storage.models import (
    TYPE_NAMES,
    CareLocation,
    CareNeed,
    Case,
    FixedBond,
    Professional,
    Provider,
    Pupil,
    Record,
    School,
    SchoolHoliday,
    VisitPattern,
    site_id,
)
from zorgarrangeur_tui.demo.edge_rows import KNOWN_CLASH_NOTE
from zorgarrangeur_tui.demo.region import invented_region
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.coverage import coverage
from zorgarrangeur_tui.domain.planning_clashes import ClashKind, clashes
from zorgarrangeur_tui.domain.record_values import (
    board_need,
    board_professional,
    board_school,
    board_visit,
    in_force,
    need_value,
    planned_visit,
)

TODAY = date(2026, 11, 23)
SEEDS = (1, 2, 3, 4)

R = TypeVar("R", bound=Record)


@cache
def region(seed: int = 1, school_count: int = 12) -> tuple[Record, ...]:
    """Return a region, made once."""
    return tuple(invented_region(seed, school_count, today=TODAY))


def of_type(records: tuple[Record, ...], model: type[R]) -> list[R]:
    """Return the records of one type."""
    return [record for record in records if isinstance(record, model)]


def values(records: tuple[Record, ...]) -> list[tuple[str, dict[str, object]]]:
    """Return all that the records hold."""
    return [(TYPE_NAMES[type(record)], record.model_dump()) for record in records]


def test_the_same_seed_gives_the_same_region() -> None:
    """Every field of every record, ids included."""
    assert values(tuple(invented_region(3, today=TODAY))) == values(region(3))


def test_another_seed_gives_another_region() -> None:
    """Only the schools and the school holiday keep their ids; those follow from what they are."""
    one, other = region(1), region(2)
    assert {record.id for record in one} & {record.id for record in other} == {
        record.id for record in (*of_type(one, School), *of_type(one, SchoolHoliday))
    }
    assert [school.name for school in of_type(one, School)] != [school.name for school in of_type(other, School)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_region_has_the_size_of_a_real_one(seed: int) -> None:
    """Twelve schools with about two hundred pupils, forty professionals and twenty-four cases, besides two of long ago."""
    counts = Counter(type(record) for record in region(seed))
    assert counts[School] == 12
    assert counts[CareLocation] == 2
    assert counts[Provider] == 17
    assert 36 <= counts[Professional] <= 48
    assert counts[Case] == 24 + 2
    assert 180 <= counts[Pupil] <= 225
    assert 240 <= counts[CareNeed] <= 340
    assert counts[VisitPattern] > 400
    assert 24 <= counts[FixedBond] <= 36


def test_the_schools_are_the_mix_of_the_field() -> None:
    """Five so of cluster 3, three vso, two so of cluster 4, one sbo and one regular school."""
    mix = Counter((school.kind, school.cluster) for school in of_type(region(), School))
    assert mix == {("so", "3"): 5, ("vso", "3/4"): 3, ("so", "4"): 2, ("sbo", ""): 1, ("bao", ""): 1}


@pytest.mark.parametrize("school_count", [1, 2, 3, 24, 30])
def test_the_region_scales_with_its_schools(school_count: int) -> None:
    """Also with one school there is all that a screen shows."""
    records = region(1, school_count)
    schools = of_type(records, School)
    assert len({school.site_code for school in schools}) == school_count
    assert len(of_type(records, Case)) == 2 * school_count + 2
    assert len(of_type(records, Pupil)) > 12 * school_count
    assert {type(record) for record in records} == set(TYPE_NAMES)


def test_a_region_without_schools_is_refused() -> None:
    """There would be nothing to show."""
    with pytest.raises(ValueError, match="ten minste één school"):
        invented_region(1, 0, today=TODAY)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_reference_points_somewhere(seed: int) -> None:
    """Ids are unique and whatever a record points at stands before it; nobody owns the records yet."""
    seen: set[str] = {""}
    for record in region(seed):
        for field, value in record.model_dump().items():
            if field.endswith("_id"):
                assert value in seen, (TYPE_NAMES[type(record)], field)
            if field in {"serves", "absent_needs"}:
                assert set(value) <= seen
        assert record.owner == ""
        assert record.id not in seen
        assert len(record.id) == 32
        seen.add(record.id)
    assert all(school.id == site_id(school.site_code) for school in of_type(region(seed), School))


@pytest.mark.parametrize("seed", SEEDS)
def test_most_care_is_covered_and_some_is_not(seed: int) -> None:
    """Between seventy and ninety-five per cent of all minutes, with needs that nobody serves."""
    records = region(seed)
    needs = [need_value(need) for need in of_type(records, CareNeed) if in_force(need, TODAY)]
    answer = coverage(needs, map(planned_visit, of_type(records, VisitPattern)))
    share = sum(one.covered for one in answer) / sum(one.needed for one in answer)
    assert 0.70 <= share <= 0.95
    assert sum(not one.covered for one in answer) >= 5


@pytest.mark.parametrize(("seed", "school_count"), [*((seed, 12) for seed in SEEDS), (1, 1), (2, 3), (1, 30)])
def test_only_the_known_examples_clash(seed: int, school_count: int) -> None:
    """One double booking and one reserved act without competence; every other visit is right in all respects."""
    records = region(seed, school_count)
    visits = of_type(records, VisitPattern)
    answer = clashes(
        map(board_visit, visits),
        map(board_professional, of_type(records, Professional)),
        map(board_school, of_type(records, School)),
        map(board_need, of_type(records, CareNeed)),
    )
    known = {visit.id for visit in visits if visit.note == KNOWN_CLASH_NOTE}
    assert {clash.visit_id for clash in answer} <= known
    kinds = Counter(clash.kind for clash in answer)
    assert kinds[ClashKind.DOUBLE_BOOKED] == 1
    assert set(kinds) <= {ClashKind.DOUBLE_BOOKED, ClashKind.COMPETENCE_MISSING}


def of_pupils(records: tuple[Record, ...]) -> dict[str, list[BoardVisit]]:
    """Return the visits of each pupil."""
    pupil_of = {need.id: need.pupil_id for need in of_type(records, CareNeed)}
    visits: dict[str, list[BoardVisit]] = {}
    for visit in of_type(records, VisitPattern):
        for pupil_id in {pupil_of[need_id] for need_id in visit.serves} - {""}:
            visits.setdefault(pupil_id, []).append(board_visit(visit))
    return visits


@pytest.mark.parametrize("seed", SEEDS)
def test_no_pupil_is_in_two_visits_at_once(seed: int) -> None:
    """Care follows the child, one thing at a time."""
    for visits in of_pupils(region(seed)).values():
        assert not any(one.overlaps(other) for one, other in combinations(visits, 2))


@pytest.mark.parametrize("seed", SEEDS)
def test_professionals_work_within_their_hours_and_schools_within_their_rooms(seed: int) -> None:
    """Nobody exceeds the most minutes a week, and no more come to a school on a day than it has rooms."""
    records = region(seed)
    rooms = {school.id: school.room_count or 0 for school in of_type(records, School)}
    worked: Counter[tuple[str, str]] = Counter()
    present: dict[tuple[str, int, str], set[str]] = {}
    for visit in of_type(records, VisitPattern):
        if visit.note == KNOWN_CLASH_NOTE or not visit.school_id:
            continue
        for week in ("even", "odd") if visit.rhythm == "weekly" else (visit.rhythm,):
            worked[visit.professional_id, week] += visit.duration_minutes
            present.setdefault((visit.school_id, visit.weekday, week), set()).add(visit.professional_id)
    limits = {person.id: person.max_minutes or 0 for person in of_type(records, Professional)}
    assert all(minutes <= limits[professional_id] for (professional_id, _), minutes in worked.items())
    assert all(len(people) <= rooms[school_id] for (school_id, _, _), people in present.items())


def test_visits_come_in_all_rhythms() -> None:
    """Most weekly, some in even or odd weeks only."""
    rhythms = Counter(visit.rhythm for visit in of_type(region(), VisitPattern))
    assert rhythms["weekly"] > rhythms["even"] > 10
    assert rhythms["odd"] > 10


def test_moment_rules_are_kept_by_the_visits() -> None:
    """A window or fixed time of a served need holds its visits."""
    records = region()
    needs = {need.id: need for need in of_type(records, CareNeed)}
    for visit in of_type(records, VisitPattern):
        for need in (needs[need_id] for need_id in visit.serves):
            if need.moment_rule == "window":
                assert need.moment_start is not None
                assert need.moment_end is not None
                assert need.moment_start <= visit.start_minute
                assert visit.start_minute + visit.duration_minutes <= need.moment_end
            if need.moment_rule == "fixed":
                assert visit.start_minute == need.moment_start
                assert visit.weekday in need.moment_weekdays
