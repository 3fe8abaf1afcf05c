"""From records to the plain values of the rules."""

from __future__ import annotations

from datetime import date

import pytest

from storage.models import CareNeed, FixedBond, Professional, School, VisitPattern
from storage.models.codes import CareForm
from zorgarrangeur_tui.domain import record_values

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [(None, None, True), (TODAY, TODAY, True), (date(2026, 11, 24), None, False), (None, date(2026, 11, 22), False)],
)
def test_a_record_holds_from_its_first_to_its_last_day(
    starts_on: date | None, ends_on: date | None, holds: bool
) -> None:
    """An unknown day is open; both days belong to it."""
    assert record_values.in_force(CareNeed(starts_on=starts_on, ends_on=ends_on), TODAY) == holds


def test_a_deleted_record_never_holds() -> None:
    """It waits to be brought back."""
    assert not record_values.in_force(VisitPattern(deleted=True), TODAY)


def test_a_need_and_a_visit_keep_what_coverage_wants() -> None:
    """Form becomes group or not; the served needs keep their order."""
    need = record_values.need_value(CareNeed(id="n" * 32, form=CareForm.GROUP, minutes_needed=90))
    assert (need.id, need.group, need.minutes_per_week) == ("n" * 32, True, 90)
    visit = record_values.planned_visit(VisitPattern(weekday=3, duration_minutes=45, serves=["b", "a"]))
    assert (visit.weekday, visit.duration_minutes, visit.rhythm, visit.serves) == (3, 45, "weekly", ("b", "a"))


def test_hours_and_windows_of_another_shape_count_as_unknown() -> None:
    """A record of a bundle may hold anything; the board must not stop on it."""
    school = record_values.board_school(School(name="De Wilgenboog", bell_times=[[510, 870], [], [1, 2, 3]]))
    assert school.bell_times == ((510, 870), None, None)
    person = record_values.board_professional(Professional(availability=[[0, 480, 720], [1], []]))
    assert person.availability == ((0, 480, 720),)


def test_the_other_values_keep_their_ids() -> None:
    """So that a clash or a cap points back at the record."""
    assert record_values.board_visit(VisitPattern(id="v" * 32, school_id="s")).id == "v" * 32
    assert record_values.board_need(CareNeed(id="n" * 32, reserved_act=True)).reserved_act
    assert record_values.bond_value(FixedBond(provider_id="p", ends_on=TODAY)).ends_on == TODAY
