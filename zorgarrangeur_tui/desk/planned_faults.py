"""What the board's own checks say of a proposal: a line that would bring something that cannot be is taken out.

The planner counts in quarters of an hour and in half-days, the board in minutes; the board has the last word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from storage.models import VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import Calendars, calendars
from zorgarrangeur_tui.desk.conflicts import LiveConflicts
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_findings import FindingKind, Severity
from zorgarrangeur_tui.planning.layout import Layout
from zorgarrangeur_tui.planning.plan_difference import ProposedChange, as_record
from zorgarrangeur_tui.planning.region import LeftOut

_WEEKS_AHEAD = 16
"""So far ahead an ordinary week is looked for."""
_NOT_OF_THE_PLAN = frozenset({FindingKind.TITLE_NOT_VALID})
"""What is wrong with the care itself, however it is planned."""


def without_faults(
    store: Store, layout: Layout, changes: Sequence[ProposedChange], day: date
) -> tuple[tuple[ProposedChange, ...], tuple[LeftOut, ...]]:
    """Return the lines of a proposal that bring nothing that cannot be, and what was taken out with its reason.

    Args:
        store: an opened store.
        layout: of the region.
        changes: the lines.
        day: from which they hold.
    """
    keys = {f"line {number}" if one.before is None else one.before.id: one for number, one in enumerate(changes)}
    values = {key: _as_it_would_be(key, one, day) for key, one in keys.items()}
    taken_out: dict[str, str] = {}
    for monday in ordinary_weeks(store, layout, day):
        live = LiveConflicts(store, monday)
        while faults := _faults(live, {key: value for key, value in values.items() if key not in taken_out}):
            taken_out |= faults
    kept = tuple(one for key, one in keys.items() if key not in taken_out)
    told = tuple(
        LeftOut("visit_pattern", key, f"Een regel is weggelaten: {sentence}") for key, sentence in taken_out.items()
    )
    return kept, told


def ordinary_weeks(store: Store, layout: Layout, day: date) -> tuple[date, ...]:
    """Return the Monday of an even and of an odd week, from a day on, in which schools are as open as ever."""
    first = monday_of(day + timedelta(days=6))
    mondays = [first + timedelta(weeks=number) for number in range(_WEEKS_AHEAD)]
    known = calendars(store, layout.school_number, (first, mondays[-1] + timedelta(days=6)))
    best: dict[int, tuple[int, date]] = {}
    for monday in mondays:
        closed = _closed_days(layout, known, monday)
        week = known.of(layout.schools[0].id).fortnights.week_of(monday) if layout.schools else EVEN_WEEK
        if week not in best or closed < best[week][0]:
            best[week] = (closed, monday)
    return tuple(best[week][1] for week in (EVEN_WEEK, ODD_WEEK) if week in best)


def _closed_days(layout: Layout, known: Calendars, monday: date) -> int:
    """Return on how many days of a week schools are not as usual, all schools together."""
    count = 0
    for school in layout.schools:
        calendar = known.of(school.id).calendar
        for weekday, hours in enumerate(school.bell_times[:5]):
            if calendar is not None and len(hours) == 2:
                on_day = calendar.on(monday + timedelta(days=weekday))
                count += not on_day.is_open or on_day.hours != (hours[0], hours[1])
    return count


def _faults(live: LiveConflicts, values: dict[str, VisitPattern | None]) -> dict[str, str]:
    """Return the lines that bring something that cannot be, each with the sentence; of two in each other's way the later one."""
    found: dict[str, str] = {}
    for finding in live.if_all_changed(values):
        proposed = [key for key in finding.visit_ids if values.get(key) is not None]
        is_fault = finding.severity is Severity.HARD and finding.kind not in _NOT_OF_THE_PLAN
        if is_fault and proposed and found.keys().isdisjoint(proposed):
            found[proposed[-1]] = finding.sentence
    return found


def _as_it_would_be(key: str, change: ProposedChange, day: date) -> VisitPattern | None:
    if change.after is None:
        return None
    return VisitPattern(**{"id": key, "starts_on": day, **as_record(change.after, change.before)})
