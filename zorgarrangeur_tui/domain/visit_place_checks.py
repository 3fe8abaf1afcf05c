"""Checks of where a visit is: days, hours and quiet windows of the school, its rooms, and the trip from the school before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zorgarrangeur_tui.domain.board_values import Span
from zorgarrangeur_tui.domain.clock import duration, dutch_date, time_of_day, weekday
from zorgarrangeur_tui.domain.travel import travel_rule
from zorgarrangeur_tui.domain.visit_check_values import CheckedSchool, DayVisit, Surroundings
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind

_WHOLE_DAY: Span = (0, 24 * 60)


def school_closed(visit: DayVisit, school: CheckedSchool) -> Finding | None:
    """Find a visit on a day on which the school is closed; the sentence names why, and the next day with school."""
    found = school.calendar.on(visit.day)
    if found.is_open:
        return None
    following = school.calendar.next_open_day(visit.day)
    way_out = (
        f"De eerste dag daarna met school is {_day_words(following.weekday(), dutch_date(following))}."
        if following
        else "Vul de schooltijden van deze school in."
    )
    cause = f"{school.name} is op {_day_words(visit.day.weekday(), dutch_date(visit.day))} dicht: {found.why_closed}."
    return Finding(FindingKind.SCHOOL_CLOSED, visit.day, (visit.id,), (school.id,), f"{cause} {way_out}")


def outside_school_hours(visit: DayVisit, school: CheckedSchool) -> Finding | None:
    """Find a visit that begins before or ends after the hours of an open day, as far as they are known."""
    hours = school.calendar.on(visit.day).hours
    if hours is None or (hours[0] <= visit.start_minute and visit.end_minute <= hours[1]):
        return None
    length = hours[1] - hours[0]
    if visit.duration_minutes <= length:
        start = min(max(visit.start_minute, hours[0]), hours[1] - visit.duration_minutes)
        way_out = f"Het kan wel om {time_of_day(start)}."
    else:
        way_out = f"Maak het bezoek korter: ten hoogste {duration(length)}."
    cause = (
        f"Dit bezoek ({visit.span}) valt op {_day_words(visit.day.weekday(), dutch_date(visit.day))} buiten de schooltijd "
        f"van {school.name}: {time_of_day(hours[0])} tot {time_of_day(hours[1])}."
    )
    return Finding(FindingKind.OUTSIDE_SCHOOL_HOURS, visit.day, (visit.id,), (school.id,), f"{cause} {way_out}")


def in_quiet_window(visit: DayVisit, school: CheckedSchool) -> Finding | None:
    """Find a visit at a time at which the school would rather have nobody in."""
    if not school.quiet_windows:
        return None
    today = [(first, end) for day, first, end in school.quiet_windows if day == visit.day.weekday() and first < end]
    hit = next((one for one in sorted(today) if _meets(one, visit.start_minute, visit.duration_minutes)), None)
    if hit is None:
        return None
    hours = school.calendar.on(visit.day).hours or _WHOLE_DAY
    starts = {start for first, end in today for start in (end, first - visit.duration_minutes)}
    fitting = [
        start
        for start in starts
        if hours[0] <= start
        and start + visit.duration_minutes <= hours[1]
        and not any(_meets(one, start, visit.duration_minutes) for one in today)
    ]
    nearest = min(fitting, key=lambda start: (abs(start - visit.start_minute), start), default=None)
    way_out = (
        "Die dag past het niet buiten de rust; kies een andere dag of spreek het af met de school."
        if nearest is None
        else f"Om {time_of_day(nearest)} kan het wel."
    )
    return Finding(
        FindingKind.QUIET_WINDOW,
        visit.day,
        (visit.id,),
        (school.id,),
        f"Dit bezoek ({visit.span}) valt op {weekday(visit.day.weekday())} in de rust van {school.name}: "
        f"{time_of_day(hit[0])} tot {time_of_day(hit[1])}. {way_out}",
    )


def rooms_full(visits: Iterable[DayVisit], school: CheckedSchool) -> Iterator[Finding]:
    """Find the visits of one school on one day for which there is no room left when they begin. Each takes one room.

    Of visits that begin together the first by id has the room.
    """
    rooms = school.room_count
    if rooms is None:
        return
    ordered = sorted((one for one in visits if one.duration_minutes > 0), key=_by_start)
    for place, visit in enumerate(ordered):
        inside = [other for other in ordered[:place] if other.end_minute > visit.start_minute]
        if len(inside) < rooms:
            continue
        hours = school.calendar.on(visit.day).hours or _WHOLE_DAY
        others = [other for other in ordered if other is not visit]
        yield Finding(
            FindingKind.ROOM_FULL,
            visit.day,
            (visit.id, *(other.id for other in inside)),
            (school.id,),
            f"Bij {school.name} {_rooms_words(rooms)}; om {time_of_day(visit.start_minute)} {_visits_words(len(inside) + 1)}. "
            f"{_free_room(visit, others, rooms, hours)}",
        )


def peak(visits: Iterable[DayVisit], span: Span) -> int:
    """Return how many of these visits there are at the same time at most, within a span."""
    inside = [one for one in visits if one.start_minute < span[1] and span[0] < one.end_minute]
    moments = {span[0], *(one.start_minute for one in inside if one.start_minute > span[0])}
    return max(sum(one.start_minute <= moment < one.end_minute for one in inside) for moment in moments)


def trips_too_short(visits: Iterable[DayVisit], surroundings: Surroundings) -> Iterator[Finding]:
    """Find, in one day of one professional, the visits that begin before one can be there from the school before.

    The school before is that of the visit that was over last. Visits at the same time are a double booking, which is found
    elsewhere; schools whose place is not known are not checked.
    """
    ordered = sorted(visits, key=_by_start)
    for visit in ordered:
        before = [other for other in ordered if other is not visit and other.end_minute <= visit.start_minute]
        latest = max((other.end_minute for other in before), default=None)
        for other in before:
            if other.end_minute == latest:
                yield from _trip(other, visit, surroundings)


def _trip(earlier: DayVisit, later: DayVisit, surroundings: Surroundings) -> Iterator[Finding]:
    """Find out about one trip."""
    origin, target = surroundings.schools.get(earlier.school_id), surroundings.schools.get(later.school_id)
    if origin is None or target is None or origin.id == target.id or not origin.place or not target.place:
        return
    rule = travel_rule(later.day)
    needed = rule.minutes(origin.place, target.place)
    gap = later.start_minute - earlier.end_minute
    if gap >= needed:
        return
    kilometres = rule.road_km(origin.place, target.place)
    distance = f"ongeveer {kilometres:.0f} km" if kilometres >= 1 else "minder dan 1 km"
    yield Finding(
        FindingKind.TRAVEL_TOO_SHORT,
        later.day,
        (later.id, earlier.id),
        (later.professional_id, target.id, origin.id),
        f"Tussen {origin.name} (tot {time_of_day(earlier.end_minute)}) en {target.name} "
        f"(vanaf {time_of_day(later.start_minute)}) zit {duration(gap)}. De reis van {distance} duurt naar schatting "
        f"{duration(needed)}. Begin bij {target.name} niet voor {time_of_day(earlier.end_minute + needed)}.",
    )


def _free_room(visit: DayVisit, others: Sequence[DayVisit], rooms: int, hours: Span) -> str:
    """Say the nearest time within the hours of the school at which there is a room; of two as near, the earlier."""
    starts = {hours[0], hours[1] - visit.duration_minutes, *(other.end_minute for other in others)}
    starts |= {other.start_minute - visit.duration_minutes for other in others}
    free = [
        start
        for start in starts
        if hours[0] <= start
        and start + visit.duration_minutes <= hours[1]
        and peak(others, (start, start + visit.duration_minutes)) < rooms
    ]
    nearest = min(free, key=lambda start: (abs(start - visit.start_minute), start), default=None)
    if nearest is None:
        return "Die dag is er geen tijd met een vrije ruimte; kies een andere dag."
    return f"Om {time_of_day(nearest)} is er wel een ruimte vrij."


def _meets(window: Span, start: int, minutes: int) -> bool:
    return start < window[1] and window[0] < start + minutes


def _rooms_words(rooms: int) -> str:
    return "is er 1 ruimte voor zorg" if rooms == 1 else f"zijn er {rooms or 'geen'} ruimten voor zorg"


def _visits_words(count: int) -> str:
    return "is er 1 bezoek" if count == 1 else f"zijn er {count} bezoeken tegelijk"


def _day_words(weekday_number: int, day: str) -> str:
    return f"{weekday(weekday_number)} {day}"


def _by_start(visit: DayVisit) -> tuple[int, str]:
    return visit.start_minute, visit.id
