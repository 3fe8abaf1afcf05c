"""The planner on a store: a proposal that the board can take over, line by line or whole, and take back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from store_kit import FrozenClock

from storage.models import CareNeed, Professional, School, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.demo.practice_store import make_practice_store
from zorgarrangeur_tui.desk.conflicts import LiveConflicts
from zorgarrangeur_tui.desk.planner import PlanAsk, PlanMode, PlanProposal, accept, prepare, propose
from zorgarrangeur_tui.desk.records import change_record, living, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.domain.visit_findings import FindingKind, Severity
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.plan_difference import ProposedKind
from zorgarrangeur_tui.planning.search import search
from zorgarrangeur_tui.planning.wishes import Level, Wish
from zorgarrangeur_tui.testing import quick_settings

MONDAY = date(2026, 11, 30)
ORDINARY_WEEK = date(2026, 12, 7)
"""A week in which no school has days of its own and nothing was decided about single days."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return the invented region with three schools."""
    opened = make_practice_store(tmp_path / "opslag", quick_settings(FrozenClock()), school_count=3)
    yield opened
    opened.close()


def ask(**parts: object) -> PlanAsk:
    """Return a question that is quickly answered."""
    return replace(PlanAsk(day=MONDAY, seconds=1), **parts)  # type: ignore[arg-type]  # parts are fields of PlanAsk


def proposal(store: Store, asked: PlanAsk) -> PlanProposal:
    """Return what the planner proposes, without other processes: it is stopped at once and the first plan is the answer."""
    return propose(store, prepare(store, asked), asked, stop=lambda: False, report=lambda _: None)


def plan_on(store: Store, day: date) -> set[tuple[object, ...]]:
    """Return who comes when on a day's plan."""
    return {
        (one.school_id, one.professional_id, one.weekday, one.start_minute, one.duration_minutes, one.rhythm)
        for one in living(store, VisitPattern)
        if in_force(one, day)
    }


def hard(store: Store) -> set[tuple[object, ...]]:
    """Return what cannot be in an ordinary week of the plan."""
    found = LiveConflicts(store, ORDINARY_WEEK).findings
    told = (one for one in found if one.severity is Severity.HARD and one.kind is not FindingKind.TITLE_NOT_VALID)
    return {(one.kind, one.visit_ids) for one in told}


def test_filling_what_is_open_leaves_every_visit_and_breaks_nothing_new(store: Store) -> None:
    """More care is given, nothing of today changes, and the board finds nothing that cannot be."""
    before, wrong = plan_on(store, MONDAY), hard(store)
    found = proposal(store, ask())
    assert {one.kind for one in found.changes} == {ProposedKind.ADD}
    assert found.after.covered > found.before.covered
    assert accept(store, found, found.changes) == len(found.changes)
    assert before < plan_on(store, MONDAY)
    assert hard(store) <= wrong
    undo_last(store)
    assert plan_on(store, MONDAY) == before


def test_planning_anew_changes_from_the_day_on_and_keeps_what_is_locked(store: Store) -> None:
    """Until the Monday all stays as it is; from then on the measures are those that were promised."""
    sunday = MONDAY - timedelta(days=1)
    before = plan_on(store, sunday)
    locked = {one.id for one in living(store, VisitPattern) if one.locked and in_force(one, MONDAY)}
    found = proposal(store, ask(mode=PlanMode.ANEW))
    assert not locked & {one.before.id for one in found.changes if one.before is not None}
    accept(store, found, found.changes)
    assert plan_on(store, sunday) == before
    again = prepare(store, ask(mode=PlanMode.ANEW))
    assert again.layout.region.day == MONDAY
    now = [one for one in living(store, VisitPattern) if one.school_id in again.layout.school_number]
    assert sum(in_force(one, MONDAY) for one in now) == found.after.visits
    undo_last(store)
    assert plan_on(store, MONDAY) == plan_on(store, sunday) == before


def test_repairing_changes_only_the_visits_of_who_is_away_and_ends_with_the_absence(store: Store) -> None:
    """In those weeks somebody else comes, or it stays open; every other visit stays; from the day after it all is as it was."""
    until = MONDAY + timedelta(days=20)
    before = plan_on(store, MONDAY)
    loose = Counter(one.professional_id for one in living(store, VisitPattern) if not one.locked)
    person = loose.most_common(1)[0][0]
    of_person = {one.id for one in living(store, VisitPattern) if one.professional_id == person and not one.locked}
    found = proposal(store, ask(mode=PlanMode.REPAIR, away=frozenset({person}), until=until))
    touched = {one.before.id for one in found.changes if one.before is not None}
    assert touched < of_person
    assert found.after.covered > found.before.covered
    assert sum("blijft open staan" in one.sentence for one in found.planned.left_out) == len(of_person - touched)
    assert all(one.after is not None and one.after.professional_id != person for one in found.changes)
    now = sum(bool(one[0]) for one in before)
    assert found.kept == (now - len(touched), now)
    accept(store, found, found.changes)
    assert plan_on(store, MONDAY - timedelta(days=1)) == before
    assert {one for one in before if one[1] != person} <= plan_on(store, until)
    assert plan_on(store, until) != before
    assert plan_on(store, until + timedelta(days=1)) == before
    undo_last(store)
    assert plan_on(store, until) == before


def test_least_change_keeps_more_visits_where_they_are(store: Store) -> None:
    """With that wish heavy and the others away, more sessions of today stay: after as many moves, on any machine."""
    moves = {}
    for level in (Level.NOT, Level.MUCH):
        levels = {wish: level if wish is Wish.LEAST_CHANGE else Level.NOT for wish in Wish}
        problem = prepare(store, ask(mode=PlanMode.ANEW, levels=levels)).problem
        assert problem.published
        found = search(problem, seconds=0, seed=1, stop=lambda: False, report=lambda _: None, iterations=400)
        moves[level] = check(problem, found).measures.moves
    assert moves[Level.MUCH] < moves[Level.NOT]


def test_one_line_can_be_taken_over_alone(store: Store) -> None:
    """The rest stays away."""
    found = proposal(store, ask())
    accept(store, found, found.changes[:1])
    after = found.changes[0].after
    assert after is not None
    [new] = [one for one in living(store, VisitPattern) if one.starts_on == MONDAY]
    assert (new.professional_id, new.start_minute, tuple(new.serves)) == (
        after.professional_id,
        after.start_minute,
        after.serves,
    )


def test_a_visit_that_changed_meanwhile_refuses_the_whole(store: Store) -> None:
    """Nobody's work is overwritten by an old proposal."""
    found = proposal(store, ask(mode=PlanMode.ANEW))
    touched = next(one.before for one in found.changes if one.before is not None)
    change_record(store, VisitPattern, touched.id, {"start_minute": touched.start_minute + 5}, "Verzet")
    before = plan_on(store, MONDAY)
    with pytest.raises(ActRefused, match="intussen gewijzigd"):
        accept(store, found, found.changes)
    assert plan_on(store, MONDAY) == before


@pytest.mark.parametrize("gone", [Professional, CareNeed])
def test_a_line_for_somebody_or_some_care_that_is_gone_is_refused(
    store: Store, gone: type[Professional | CareNeed]
) -> None:
    """Taken away after the proposal was made."""
    found = proposal(store, ask())
    after = next(one.after for one in found.changes if one.after is not None)
    with store.unit_of_work("Weg") as work:
        work.remove(work.get(gone, after.professional_id if gone is Professional else after.serves[0]))
    before = plan_on(store, MONDAY)
    with pytest.raises(ActRefused, match="er intussen niet meer"):
        accept(store, found, found.changes)
    assert plan_on(store, MONDAY) == before


def test_what_cannot_be_asked_is_refused_with_a_sentence(store: Store) -> None:
    """No time, no lines, a school without bell times."""
    with pytest.raises(ActRefused, match="ten minste 1"):
        prepare(store, ask(seconds=0))
    found = proposal(store, ask())
    with pytest.raises(ActRefused, match="Kies eerst"):
        accept(store, found, ())
    school = living(store, School)[0]
    change_record(store, School, school.id, {"bell_times": []}, "Schooltijden weg")
    with pytest.raises(ActRefused, match="heeft geen schooltijden"):
        prepare(store, ask(school_ids=(school.id,)))
