"""What was due and what came of it: ticked off, cancelled, closed, moved, or not known."""

from __future__ import annotations

from datetime import date, timedelta

from tick_samples import MONDAY, line, ticked

from storage.models.planning_codes import CancellationCause
from zorgarrangeur_tui.domain.school_calendar import ClosedKind, ClosedReason
from zorgarrangeur_tui.domain.tick_words import why_words
from zorgarrangeur_tui.domain.ticking import Tick, TickLine, TickState, TickVisit, tick_lines
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence

VISIT = TickVisit("bezoek", "anna", 540, 60, ("pv",))
FRIDAY = MONDAY + timedelta(days=4)
NAMES = {"anna": "Anna Bos", "bram": "Bram Vos"}


def one(occurrence: Occurrence, tick: Tick | None = None, last: date = FRIDAY) -> TickLine:
    """Return the only line of a visit that is due once."""
    changes = {occurrence.due_day: occurrence.change} if occurrence.change else {}
    [found] = tick_lines(VISIT, [occurrence], {occurrence.due_day: tick} if tick else {}, changes, last)
    return found


def test_what_nobody_ticked_off_is_not_known() -> None:
    """It is neither given nor missed; what lies ahead is not asked yet."""
    found = one(Occurrence(MONDAY))
    assert (found.state, found.given, found.missed) == (TickState.OPEN, None, 0)
    assert one(Occurrence(MONDAY), last=MONDAY - timedelta(days=1)).state is TickState.LATER


def test_a_cancelled_visit_comes_with_its_cause_and_a_closed_day_is_not_asked() -> None:
    """The first was planned and not given; the second was not due at all."""
    gone = one(Occurrence(MONDAY, change=DayChange(cancelled=True, cause=CancellationCause.PROFESSIONAL_ABSENT)))
    assert (gone.state, gone.given, gone.missed) == (TickState.CANCELLED, 0, 60)
    assert why_words(gone, NAMES.__getitem__) == "Vervalt: Zorgprofessional afgemeld"
    sick = one(Occurrence(MONDAY, change=DayChange(cancelled=True, cause=CancellationCause.PUPIL_ABSENT)))
    assert (gone.absent_needs, sick.absent_needs) == ((), ("pv",))
    holiday = ClosedReason(ClosedKind.SCHOOL_HOLIDAY, "Herfstvakantie, 17 t/m 25 oktober 2026", "Herfstvakantie")
    shut = one(Occurrence(MONDAY, (holiday,)))
    assert (shut.state, shut.counts, shut.given) == (TickState.CLOSED, False, None)
    assert why_words(shut, NAMES.__getitem__).startswith("School dicht: Herfstvakantie")


def test_a_replacement_and_another_day_show() -> None:
    """Who came, for how long, and on which day it was due; records speak of that day."""
    change = DayChange(professional_id="bram", start_minute=600, duration_minutes=45)
    found = one(Occurrence(FRIDAY, due=MONDAY, change=change))
    assert (found.professional_id, found.start_minute, found.planned, found.due_day) == ("bram", 600, 45, MONDAY)
    assert why_words(found, NAMES.__getitem__) == "nog aftekenen; in plaats van Anna Bos; was op 16-11-2026"


def test_what_was_ticked_off_stands_whatever_the_plan_says_afterwards() -> None:
    """Also when it was cancelled later, or the visit was moved to another weekday: that week is not due twice."""
    tick = Tick(60, "anna", 50, 50, CancellationCause.OTHER)
    later = one(Occurrence(MONDAY, change=DayChange(cancelled=True)), tick)
    assert (later.state, later.given, later.cause) == (TickState.TICKED, 50, "other")
    next_tuesday = MONDAY + timedelta(days=8)
    due = [Occurrence(MONDAY + timedelta(days=1)), Occurrence(next_tuesday)]
    found = tick_lines(VISIT, due, {MONDAY: tick}, {}, FRIDAY)
    assert [(each.day, each.state) for each in found] == [
        (MONDAY, TickState.TICKED),
        (next_tuesday, TickState.LATER),
    ]


def test_a_visit_moved_to_another_week_is_told_there_and_not_twice() -> None:
    """The week in which it was due does not show its record."""
    elsewhere = DayChange(moved_to=MONDAY + timedelta(days=9))
    assert tick_lines(VISIT, [], {MONDAY: Tick(60, given=60)}, {MONDAY: elsewhere}, FRIDAY) == ()


def test_less_than_planned_tells_why_and_absent_pupils_of_a_group_are_counted() -> None:
    """A single pupil needs no count: the cause says it."""
    short = ticked(30, cause=CancellationCause.SCHOOL_ACTIVITY)
    assert why_words(short, NAMES.__getitem__) == "School deed iets anders, zoals een uitje"
    group = ticked(60, serves=("groep1", "groep2"), absent_needs=("groep2",))
    assert why_words(group, NAMES.__getitem__) == "1 van 2 zorgbehoeften zonder leerling"
    assert why_words(ticked(60), NAMES.__getitem__) == ""
    assert line().present_needs == ("pv",)
