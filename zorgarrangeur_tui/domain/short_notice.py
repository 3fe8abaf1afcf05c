"""Changes at short notice: what differs in the coming days from the plan that was made known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import zip_longest

from storage.models.planning_codes import ExceptionKind
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.clock import duration, dutch_date, time_of_day, weekday
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.published_plan import PublishedException, PublishedVisit
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.visit_check_values import Announced, CheckedSchool, DayVisit, day_visits
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, VisitSeries, occurrences

_WAY_OUT = "Laat het de school en de zorgaanbieder weten en publiceer opnieuw, of zet het terug."


def announced_days(
    school_id: str,
    visits: Iterable[PublishedVisit],
    exceptions: Iterable[PublishedException],
    calendar: SchoolCalendar | None,
    fortnights: Fortnights,
    days: tuple[date, date],
) -> list[DayVisit]:
    """Return the visits between two days as a published plan has them, by the calendar of the school as it is now.

    Args:
        school_id: of the school.
        visits: that come back, as they were made known.
        exceptions: what was made known about single days.
        calendar: on which days the school is open.
        fortnights: how it counts even and odd weeks.
        days: the first and the last day.
    """
    changes: dict[str, dict[date, DayChange]] = defaultdict(dict)
    for one in exceptions:
        changes[one.visit_id][one.day] = DayChange(
            "",
            one.kind == ExceptionKind.CANCELLED,
            "",
            one.moved_to,
            one.start_minute,
            one.duration_minutes,
            one.professional_id,
        )
    usual = cache(lambda series: occurrences(series, calendar, fortnights, *days))
    found: list[DayVisit] = []
    for visit in visits:
        series = VisitSeries(visit.weekday, visit.rhythm, visit.starts_on, visit.ends_on)
        changed = changes.get(visit.id)
        due = occurrences(series, calendar, fortnights, *days, changed) if changed else usual(series)
        value = BoardVisit(
            visit.id,
            visit.professional_id,
            school_id,
            visit.weekday,
            visit.start_minute,
            visit.duration_minutes,
            visit.rhythm,
        )
        found += day_visits(value, due)
    return found


def changed_at_short_notice(
    school: CheckedSchool, visits: Iterable[DayVisit], known: Collection[str]
) -> Iterator[Finding]:
    """Find what differs from the plan that was made known, on the days for which that is at short notice.

    Args:
        school: with what it announced.
        visits: of this school in this week.
        known: ids of the visits that this school still has, also those that do not take place this week.
    """
    announced = school.announced
    if announced is None:
        return
    now: dict[str, list[DayVisit]] = defaultdict(list)
    then: dict[str, list[DayVisit]] = defaultdict(list)
    for visit in visits:
        if announced.first <= visit.day <= announced.last:
            now[visit.id].append(visit)
    for visit in announced.visits:
        then[visit.id].append(visit)
    for visit_id in now.keys() | then.keys():
        for before, after in _differing(then.get(visit_id, ()), now.get(visit_id, ())):
            shown = after or before
            assert shown is not None, "a pair has at least one side"
            yield Finding(
                FindingKind.SHORT_NOTICE,
                shown.day,
                (visit_id,) if visit_id in known else (),
                (school.id, visit_id),
                f"{_what(before, after)} Dat is minder dan {_days(announced)} van tevoren. {_WAY_OUT}",
            )


def _differing(
    before: Sequence[DayVisit], after: Sequence[DayVisit]
) -> Iterator[tuple[DayVisit | None, DayVisit | None]]:
    """Yield what one visit was and became: first what stayed on its day, then in order of time."""
    old, new = {_said(one): one for one in before}, {_said(one): one for one in after}
    gone = sorted((one for key, one in old.items() if key not in new), key=_said)
    come = sorted((one for key, one in new.items() if key not in old), key=_said)
    for one in list(gone):
        same_day = next((other for other in come if other.day == one.day), None)
        if same_day is not None:
            gone.remove(one)
            come.remove(same_day)
            yield one, same_day
    yield from zip_longest(gone, come)


def _said(visit: DayVisit) -> tuple[date, int, int, str]:
    """Return what was made known about a visit on a day."""
    return visit.day, visit.start_minute, visit.duration_minutes, visit.professional_id


def _what(before: DayVisit | None, after: DayVisit | None) -> str:
    if before is None and after is not None:
        return f"Het bezoek op {_moment(after)} staat niet in het gepubliceerde rooster."
    if after is None and before is not None:
        return f"Het bezoek op {_moment(before)} staat in het gepubliceerde rooster, maar gaat niet door."
    assert before is not None, "a pair has at least one side"
    assert after is not None, "a pair has at least one side"
    return f"Het bezoek op {_moment(after)} is anders dan in het gepubliceerde rooster: {_was(before, after)}."


def _was(before: DayVisit, after: DayVisit) -> str:
    """Say how it was made known."""
    told = []
    if before.day != after.day:
        told.append(f"het was op {_moment(before)}")
    elif before.start_minute != after.start_minute:
        told.append(f"het was om {time_of_day(before.start_minute)}")
    if before.duration_minutes != after.duration_minutes:
        told.append(f"het duurde {duration(before.duration_minutes)}")
    if before.professional_id != after.professional_id:
        told.append("er zou iemand anders komen")
    return " en ".join(told)


def _moment(visit: DayVisit) -> str:
    return f"{weekday(visit.day.weekday())} {dutch_date(visit.day)} om {time_of_day(visit.start_minute)}"


def _days(announced: Announced) -> str:
    return "1 dag" if announced.notice_days == 1 else f"{announced.notice_days} dagen"
