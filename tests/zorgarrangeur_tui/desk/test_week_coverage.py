"""What is covered: by the fixed plan, and in a single week by the visits that really come then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from storage.models import CareNeed, Case, Professional, Pupil, School, VisitPattern, site_id
from storage.models.planning_codes import CancellationCause
from storage.store import Store
from zorgarrangeur_tui.desk.absence_decisions import Decision, decide
from zorgarrangeur_tui.desk.absence_visits import hit_visits
from zorgarrangeur_tui.desk.absences import add_absence
from zorgarrangeur_tui.desk.board import SchoolBoard, school_board, school_care, week_board
from zorgarrangeur_tui.desk.budgets import school_budgets
from zorgarrangeur_tui.desk.conflicts import LiveConflicts
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.measures import region_measures
from zorgarrangeur_tui.desk.overview import gaps
from zorgarrangeur_tui.desk.providers import cap_use
from zorgarrangeur_tui.desk.region_places import region_places
from zorgarrangeur_tui.desk.rest import rest_per_place
from zorgarrangeur_tui.desk.visit_edits import Chosen, cancel_days, decide_day, move_visits
from zorgarrangeur_tui.domain.visit_findings import FindingKind
from zorgarrangeur_tui.screens.planning_sections import heading, school_sections

MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)
CHRISTMAS = date(2026, 12, 21)
HERE = site_id("99AA00")


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a store with a school in the middle of the country, where one hour a week is needed, and given on Mondays."""
    opened = make_store()
    with opened.unit_of_work("Klaargezet") as work:
        hours = [[510, 870]] * 5
        work.add(
            School(id=HERE, site_code="99AA00", name="De Appelbrug", bell_times=hours, holiday_region="middle"),
            Professional(id="anna", name="Anna Bos"),
            Case(id="c", title="Zorg", school_id=HERE),
            Pupil(id="k", case_id="c", pseudonym="Blauwe Otter"),
            CareNeed(id="n", case_id="c", pupil_id="k", minutes_needed=60, ends_on=date(2027, 1, 8)),
            VisitPattern(id="a", school_id=HERE, professional_id="anna", start_minute=540, serves=["n"]),
        )
    return opened


def told(board: SchoolBoard) -> tuple[int | None, int | None, int]:
    """Return the percentage of the board, that of its measures, and how many minutes a week it misses."""
    missing = sum(gap.uncovered_per_week for gap in board.gaps)
    return board.coverage_percent, board.measures.coverage_percent, missing


def test_a_week_covers_what_really_comes_in_that_week(store: Store) -> None:
    """A visit that falls away gives nothing, one that moved gives where it went, and the fixed plan covers what it did."""
    cancel_days(store, [Chosen("a", MONDAY + WEEK)], CancellationCause.PUPIL_ABSENT)
    assert told(week_board(store, HERE, MONDAY)) == (100, 100, 0)
    assert told(week_board(store, HERE, MONDAY + WEEK)) == (0, 0, 60)
    assert told(school_board(store, HERE)) == (100, 100, 0)
    move_visits(store, [Chosen("a", MONDAY)], days=1)
    assert told(week_board(store, HERE, MONDAY)) == (100, 100, 0)
    decide_day(store, "a", MONDAY, {"duration_minutes": 30})
    assert told(week_board(store, HERE, MONDAY)) == (50, 50, 30)
    assert week_board(store, HERE, MONDAY).covered_as_planned[0].uncovered == 0


def test_who_is_away_covers_nothing_until_another_comes(store: Store) -> None:
    """Also for a part of the day; the fixed plan covers what it did."""
    later = add_absence(store, {"professional_id": "anna", "first_day": MONDAY + WEEK, "last_day": MONDAY + WEEK})
    add_absence(store, {"professional_id": "anna", "first_day": MONDAY, "last_day": MONDAY, "end_minute": 540})
    assert told(week_board(store, HERE, MONDAY)) == (100, 100, 0)
    away = week_board(store, HERE, MONDAY + WEEK)
    assert (told(away), away.measures.school_faces, away.gaps_as_planned) == ((0, 0, 60), 0, ())
    with store.unit_of_work("Een collega") as work:
        work.add(Professional(id="bram", name="Bram Vos"))
    decide(store, later.id, [Decision(hit_visits(store, later)[0], professional_id="bram")])
    assert told(week_board(store, HERE, MONDAY + WEEK)) == (100, 100, 0)


def test_a_week_without_school_needs_nothing_and_neither_does_a_need_that_is_over(store: Store) -> None:
    """Then there is no percentage, and no hole in the plan either."""
    closed = week_board(store, HERE, CHRISTMAS)
    assert (told(closed), closed.measures.no_school) == ((None, None, 0), True)
    shown = heading(closed, MONDAY, 120)
    assert "school dicht: Kerstvakantie" in shown
    assert "%" not in shown
    use = cap_use(store, closed.school)
    panel = school_sections(closed, use, (), with_summary=True)
    assert "De school is deze week dicht: er is geen zorg nodig." in panel[0].paragraphs
    assert ("Dekking", "de school is deze week dicht: er is niets nodig") in next(
        one.lines for one in panel if one.title == "Maten"
    )
    over = week_board(store, HERE, date(2027, 1, 11))
    assert (told(over), over.measures.no_school) == ((None, None, 0), False)


@pytest.mark.parametrize("hours", [[[510, 870]] * 5, []], ids=["known hours", "unknown hours"])
def test_a_visit_on_a_day_that_never_has_school_covers_nothing(store: Store, hours: list[list[int]]) -> None:
    """The board, the list of holes, the conflicts, the figures, the measures, the rust and who comes where say the same."""
    with store.unit_of_work("Op zaterdag") as work:
        work.change(work.get(VisitPattern, "a"), {"weekday": 5})
        work.change(work.get(School, HERE), {"bell_times": hours})
    assert told(school_board(store, HERE)) == (0, 0, 60)
    assert told(week_board(store, HERE, MONDAY)) == (0, 0, 60)
    assert week_board(store, HERE, MONDAY).covered_as_planned[0].uncovered == 120
    assert school_care(store, HERE).coverage_percent == 0
    assert [gap.coverage.uncovered for gap in gaps(store)] == [120]
    assert FindingKind.NEED_NOT_COVERED in {one.kind for one in LiveConflicts(store, MONDAY, HERE).findings}
    assert [one.amounts.percent for one in figures_per_place(store)] == [0]
    assert [one.measures.coverage_percent for one in region_measures(store)] == [0]
    assert school_budgets(store, HERE).presence == 0
    assert school_care(store, HERE).visits == ()
    assert [(one.now.entries, one.now.faces) for one in rest_per_place(store)] == [(0, 0)]
    assert [one.minutes for one in region_places(store)[0]] == [{}]
