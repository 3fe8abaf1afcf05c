"""The week roster of a school for on the door, and what changed in a plan, as lists that leave the app. Nothing of a pupil."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from storage.clock import local_date
from storage.models import PlanVersion, Professional, Provider, School
from storage.models.codes import Rhythm
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendar_of
from zorgarrangeur_tui.desk.plan_calendars import PlanChoice, chosen_versions, is_draft, plan_words
from zorgarrangeur_tui.desk.plan_versions import current_state, names_in, state_of
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.clock import dutch_date_short, time_of_day
from zorgarrangeur_tui.domain.plan_change_words import KIND_WORDS, UNKNOWN, change_words, exception_words
from zorgarrangeur_tui.domain.plan_changes import PlanState, plan_changes
from zorgarrangeur_tui.domain.published_days import day_changes_of
from zorgarrangeur_tui.domain.published_plan import PublishedVisit
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence, VisitSeries, occurrences
from zorgarrangeur_tui.reports.csv_text import Cell, csv_bytes
from zorgarrangeur_tui.reports.week_roster import RosterVisit, WeekRoster

_AHEAD = timedelta(days=13)
"""So far ahead the roster names days that go otherwise: two weeks."""
_SOON = timedelta(weeks=6)
"""A visit that ends within this time says when."""
_CHANGE_HEADERS = ("Wat", "Dag", "Uitleg")


def roster_of_school(store: Store, school_id: str, choice: PlanChoice | None = None) -> WeekRoster:
    """Return the visits of a school that a plan has from today on, or from the first day on which it holds.

    Raises:
        ActRefused: there is no plan of that number.
        RecordMissing: when the school is not there.
    """
    school, choice = store.get(School, school_id), choice or PlanChoice()
    versions = chosen_versions(store, school_id, choice)
    day = local_date(store.clock)
    if is_draft(versions, choice):
        state = current_state(store, school_id, day)
    else:
        state, day = state_of(versions[-1]), max(day, versions[-1].holds_from or day)
    visits = [visit for visit in state.visits if visit.ends_on is None or visit.ends_on >= day]
    place = calendar_of(store, school_id)
    fortnightly = any(visit.rhythm != Rhythm.WEEKLY for visit in visits)
    return WeekRoster(
        school.name,
        school.place,
        tuple("–".join(map(time_of_day, span)) if len(span) == 2 else "" for span in school.bell_times),
        tuple(_roster_visits(store, visits, day)),
        standing=f"{plan_words(versions, choice)}.",
        weeks=f"Even en oneven weken: {place.fortnights.coming(day)}." if fortnightly else "",
        ahead=tuple(_ahead(state, place, names_in(store, [state]), day)),
    )


def changes_csv(store: Store, school_id: str, number: int | None = None) -> tuple[bytes, int]:
    """Return what changed in the plan of a school as CSV, and how many rows that are.

    Args:
        store: an opened store.
        school_id: the school.
        number: of a published plan, against the one before it; None: the plan as it is now, against the last one.

    Raises:
        ActRefused: there is no plan of that number.
    """
    versions = chosen_versions(store, school_id, PlanChoice(number=number))
    before, after = _two_plans(store, school_id, versions, latest=number is None)
    since = local_date(store.clock) if number is None else versions[-1].holds_from
    names = names_in(store, (before, after))
    rows: list[tuple[Cell, ...]] = []
    for change in plan_changes(before, after, since):
        day = change.exception.day if change.exception else None
        rows.append((KIND_WORDS[change.kind], dutch_date_short(day) if day else "", change_words(change, names)))
    return csv_bytes(_CHANGE_HEADERS, rows), len(rows)


def _two_plans(
    store: Store, school_id: str, versions: list[PlanVersion], *, latest: bool
) -> tuple[PlanState, PlanState]:
    if latest:
        since = local_date(store.clock)
        return state_of(versions[-1] if versions else None), current_state(store, school_id, since)
    return state_of(versions[-2] if len(versions) > 1 else None), state_of(versions[-1])


def _roster_visits(store: Store, visits: Iterable[PublishedVisit], day: date) -> Iterator[RosterVisit]:
    found = list(visits)
    people = by_ids(store, Professional, [visit.professional_id for visit in found])
    providers = by_ids(store, Provider, [person.provider_id for person in people.values()])
    for visit in found:
        person = people.get(visit.professional_id)
        provider = providers.get(person.provider_id) if person else None
        yield RosterVisit(
            visit.weekday,
            visit.start_minute,
            visit.duration_minutes,
            person.name if person else UNKNOWN,
            provider.name if provider else "",
            visit.rhythm,
            _period(visit, day),
        )


def _period(visit: PublishedVisit, day: date) -> str:
    """Return from when and until when a visit is, as far as the reader must know: not begun yet, or over soon."""
    starts = visit.starts_on if visit.starts_on and visit.starts_on > day else None
    ends = visit.ends_on if visit.ends_on and visit.ends_on <= day + _SOON else None
    parts = (
        f"vanaf {dutch_date_short(starts)}" if starts else "",
        f"t/m {dutch_date_short(ends)}" if ends else "",
    )
    return " ".join(filter(None, parts))


def _ahead(state: PlanState, place: PlaceCalendar, names: dict[str, str], day: date) -> Iterator[str]:
    """Yield what goes otherwise on single days of the coming two weeks, from early to late."""
    visits = {visit.id: visit for visit in state.visits}
    last = day + _AHEAD
    for one in sorted(state.exceptions, key=lambda found: (found.day, found.visit_id)):
        visit = visits.get(one.visit_id)
        days = [one.day, *([one.moved_to] if one.moved_to else [])]
        if visit is not None and any(day <= held <= last for held in days):
            changes = day_changes_of([one])[one.visit_id]
            series = VisitSeries(visit.weekday, visit.rhythm, visit.starts_on, visit.ends_on)
            due = occurrences(series, place.calendar, place.fortnights, min(days), max(days), changes)
            if any(_is_told(found, one.day) for found in due):
                yield exception_words(one, visit, names)


def _is_told(found: Occurrence, day: date) -> bool:
    return found.due_day == day and not found.reasons
