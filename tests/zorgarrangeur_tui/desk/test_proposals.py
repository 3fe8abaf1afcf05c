"""Lists that are taken over into a case as one act: milestones of a plan, criteria of quality."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.errors import RecordMissing
from storage.models import Action, Case, QualityCheck
from storage.store import Store
from zorgarrangeur_tui.desk.proposals import add_criteria, add_milestones, all_milestones, open_plan_actions
from zorgarrangeur_tui.desk.records import change_record, living, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused

CASE = "b" * 32
TODAY = date(2026, 11, 23)


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with one case; today is 23 November 2026."""
    opened: Store = make_store()
    with opened.unit_of_work("Vulling") as work:
        work.add(Case(id=CASE, title="Regionaal plan"))
    return opened


def test_milestones_become_steps_of_the_plan_with_a_day(store: Store) -> None:
    """Counted in weeks from today, and one u takes them away again."""
    assert add_milestones(store, CASE) == len({one.id for one in all_milestones()})
    steps = {one.what: one for one in living(store, Action)}
    for milestone in all_milestones():
        step = steps[milestone.title]
        assert (step.who, step.due_on, step.in_plan) == (milestone.who, TODAY + timedelta(weeks=milestone.weeks), True)
    assert open_plan_actions(store, CASE) == len(steps)
    undo_last(store)
    assert living(store, Action) == []


def test_only_what_is_missing_is_added(store: Store) -> None:
    """A step that was taken away comes back, the others stay as they were changed."""
    count = add_milestones(store, CASE)
    first, *rest = living(store, Action)
    change_record(store, Action, rest[0].id, {"done_on": TODAY}, "Actie klaar")
    with store.unit_of_work("Weg") as work:
        work.remove(work.get(Action, first.id))
    assert add_milestones(store, CASE) == 1
    assert len(living(store, Action)) == count
    assert open_plan_actions(store, CASE) == count - 1
    with pytest.raises(ActRefused, match="Alle mijlpalen staan al in het plan"):
        add_milestones(store, CASE)


def test_criteria_are_added_once(store: Store) -> None:
    """Each with who answers for it; one that is there already is not doubled, however it was typed."""
    assert add_criteria(store, CASE) > 5
    checks = living(store, QualityCheck)
    assert all(one.responsible and one.state == "open" for one in checks)
    with pytest.raises(ActRefused, match="Er is niets toegevoegd"):
        add_criteria(store, CASE)
    change_record(store, QualityCheck, checks[0].id, {"criterion": f" {checks[0].criterion.upper()} "}, "Gewijzigd")
    with pytest.raises(ActRefused):
        add_criteria(store, CASE)
    assert len(living(store, QualityCheck)) == len(checks)


def test_a_case_that_is_not_there_gets_nothing(store: Store) -> None:
    """Neither milestones nor criteria."""
    for add in (add_milestones, add_criteria):
        with pytest.raises(RecordMissing):
            add(store, "9" * 32)
    assert living(store, Action) == []
    assert living(store, QualityCheck) == []
