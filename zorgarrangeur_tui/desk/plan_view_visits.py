"""The visits of a view of the plan: in both weeks of the fortnight, or as they are on their days with who comes then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from storage.models import Professional, VisitPattern
from storage.models.codes import Rhythm
from storage.store import Store
from zorgarrangeur_tui.desk.absences import known_absences
from zorgarrangeur_tui.desk.calendars import Calendars, DayChanges
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.checked_records import away_values, place_id
from zorgarrangeur_tui.domain.plan_view_values import PlanVisit
from zorgarrangeur_tui.domain.plan_weeks import next_of_other_sort, rhythm_of
from zorgarrangeur_tui.domain.record_values import board_visit, in_force
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_day_words import (
    UNMANNED,
    as_on_day,
    day_words,
    difference_words,
    is_unmanned,
    lost_minutes,
    why_not_words,
)

_TWICE = "@"
"""Between the id of a visit and its day, where a view shows the same visit twice."""

Days = tuple[date, date]
"""The first and the last day, both included."""


def with_standins(
    store: Store, visits: list[VisitPattern], changes: DayChanges, person_ids: Collection[str]
) -> list[VisitPattern]:
    """Return visits with those of others that one of these professionals makes on some day."""
    others = {
        key for key, days in changes.items() if any(change.professional_id in person_ids for change in days.values())
    }
    return with_visits(store, visits, others)


def with_visits(store: Store, visits: list[VisitPattern], more_ids: Collection[str]) -> list[VisitPattern]:
    """Return visits with those that have one of these ids and are still there, each once."""
    missing = set(more_ids) - {visit.id for visit in visits}
    more = by_ids(store, VisitPattern, missing).values() if missing else ()
    return [*visits, *sorted((one for one in more if not one.deleted), key=lambda visit: visit.id)]


def times_away(store: Store, professional_ids: Collection[str]) -> dict[str, tuple[Away, ...]]:
    """Return when each of these professionals is away; who never is, is left out."""
    ids = set(professional_ids)
    return {key: away_values(records) for key, records in known_absences(store).items() if key in ids}


def record_id_of(one: PlanVisit) -> str:
    """Return the id of the record of a visit in a view."""
    return one.visit.id.partition(_TWICE)[0]


def people_of(store: Store, records: Sequence[VisitPattern], known: Calendars) -> dict[str, Professional]:
    """Return the professionals who come, also instead of another."""
    ids = {visit.professional_id for visit in records}
    for visit in records:
        changes = known.of(visit.school_id).changes.get(visit.id, {})
        ids |= {change.professional_id for change in changes.values()}
    return by_ids(store, Professional, ids - {""})


def visits_both(records: Iterable[VisitPattern], known: Calendars, today: date) -> tuple[PlanVisit, ...]:
    """Return the visits that are in force today, with the weeks of the fortnight in which they are due."""
    both = (monday_of(today), next_of_other_sort(monday_of(today)))
    both = both if rhythm_of(both[0]) == Rhythm.EVEN else (both[1], both[0])
    found = []
    for record in records:
        if in_force(record, today):
            fortnights = known.of(record.school_id).fortnights
            weeks = tuple(week for week, monday in enumerate(both) if fortnights.meets(record.rhythm, monday))
            found.append(PlanVisit(_at_place(record), weeks, locked=record.locked))
    return tuple(found)


def visits_then(
    records: Iterable[VisitPattern],
    known: Calendars,
    days: Days,
    people: Mapping[str, Professional],
    away_then: Mapping[str, tuple[Away, ...]],
) -> tuple[tuple[PlanVisit, ...], tuple[PlanVisit, ...]]:
    """Return the visits that are due between two days, and those that are so by their rhythm but were moved away."""

    def name_of(professional_id: str) -> str:
        person = people.get(professional_id)
        return person.name if person and person.name else "?"

    found, away = [], []
    for record in records:
        usual, place = _at_place(record), known.of(record.school_id)
        for number, one in enumerate(place.occurrences(record, *days)):
            visit = as_on_day(usual, one)
            why_not = why_not_words(one)
            differs = [difference_words(usual, one, name_of), UNMANNED if is_unmanned(usual, one, away_then) else ""]
            found.append(
                PlanVisit(
                    replace(visit, id=f"{visit.id}{_TWICE}{one.due_day.isoformat()}") if number else visit,
                    () if why_not else (0,),
                    why_not,
                    record.locked,
                    "; ".join(filter(None, differs)),
                    lost_minutes(usual, one),
                )
            )
        for due, change in place.changes.get(record.id, {}).items():
            moved = change.moved_to
            if moved is None or not days[0] <= due <= days[1] or days[0] <= moved <= days[1]:
                continue
            if any(one.due_day == due for one in place.occurrences(record, moved, moved)):
                away.append(PlanVisit(usual, (), differs=f"is nu op {day_words(moved)}", lost=usual.duration_minutes))
    return tuple(found), tuple(away)


def _at_place(record: VisitPattern) -> BoardVisit:
    return replace(board_visit(record), school_id=place_id(record))
