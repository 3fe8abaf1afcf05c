"""The plan by professional, provider, pupil or day, as the store has it. A view reads the store once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlmodel import String, cast, col, or_, select

from storage.clock import local_date
from storage.models import (
    CareLocation,
    CareNeed,
    Case,
    Childcare,
    Professional,
    Provider,
    Pupil,
    School,
    VisitPattern,
)
from storage.models.codes import Rhythm
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import Calendars, DayChanges, calendars, day_changes
from zorgarrangeur_tui.desk.plan_view_visits import (
    Days,
    people_of,
    record_id_of,
    times_away,
    visits_both,
    visits_then,
    with_standins,
    with_visits,
)
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.board_values import BoardSchool
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.plan_view_values import (
    PlanChildcare,
    PlanFacts,
    PlanNeed,
    PlanView,
    PlanVisit,
    SchoolOnDay,
    ViewKind,
)
from zorgarrangeur_tui.domain.plan_views import (
    day_over_schools,
    served_children,
    week_of_professionals,
    week_of_pupil,
)
from zorgarrangeur_tui.domain.plan_weeks import rhythm_of
from zorgarrangeur_tui.domain.record_values import (
    board_professional,
    board_school,
    in_force,
)
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.travel import Place, travel_rule

_SIX_DAYS = timedelta(days=6)
_RHYTHMS = (Rhythm.EVEN.value, Rhythm.ODD.value)
_BATCH = 400


@dataclass(frozen=True, slots=True)
class PlanAsk:
    """Which view is asked.

    Attributes:
        kind: from which side.
        subject_id: the professional, provider or pupil; "" for a day.
        day: for a day that day; for a week any day in it; None for both weeks of the fortnight.
    """

    kind: ViewKind
    subject_id: str = ""
    day: date | None = None

    def of(self, subject_id: str) -> PlanAsk:
        """Return the same view of another subject."""
        return replace(self, subject_id=subject_id)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A view, and the records that it is about.

    Attributes:
        ask: what was asked.
        title: the name of the subject; for a child its pseudonym.
        view: what it shows.
        facts: what the visits refer to.
        shown: the visits in the view.
        visits: their records, by the id that they have in the view.
        pseudonyms: of the children in it, by id; in the view of one child only that one. Who was taken away is not there.
        case_id: of the child whose week it is; "" in other views.
        childcare: the childcare in it.
        otherwise: names of schools that count the shown week as the other sort than its number in the calendar says.
        away: visits that would be in it by their rhythm, and are elsewhere in the week that is shown, or by somebody else.
    """

    ask: PlanAsk
    title: str
    view: PlanView
    facts: PlanFacts
    shown: tuple[PlanVisit, ...]
    visits: dict[str, VisitPattern]
    pseudonyms: dict[str, str]
    case_id: str = ""
    childcare: tuple[PlanChildcare, ...] = ()
    otherwise: tuple[str, ...] = ()
    away: tuple[PlanVisit, ...] = ()

    def child_name(self, pupil_id: str) -> str:
        """Return the pseudonym of a child; "?" for one that is gone."""
        return self.pseudonyms.get(pupil_id) or "?"


@dataclass(slots=True)
class _Gathered:
    """The records of a view before it is made."""

    visits: list[VisitPattern]
    people: list[Professional] = field(default_factory=list)
    childcare: list[Childcare] = field(default_factory=list)
    title: str = ""
    pupil: Pupil | None = None
    case: Case | None = None


def plan_page(store: Store, ask: PlanAsk) -> PlanPage:
    """Return a view of the plan: with a day what takes place then, without one every visit that is in force today.

    Raises:
        RecordMissing: the professional, provider or pupil is not there (any more).
    """
    today = local_date(store.clock)
    if ask.kind is ViewKind.DAY and ask.day is None:
        ask = replace(ask, day=today)
    days = _days_of(ask)
    gathered = _GATHER[ask.kind](store, ask, day_changes(store, days) if days else {})
    cases = by_ids(store, Case, [care.case_id for care in gathered.childcare])
    cases |= {gathered.case.id: gathered.case} if gathered.case else {}
    home_ids = [case.school_id for case in cases.values() if not case.deleted]
    schools = by_ids(store, School, [*(visit.school_id for visit in gathered.visits), *home_ids])
    locations = by_ids(store, CareLocation, [visit.care_location_id for visit in gathered.visits])
    known = calendars(store, schools, days or (today, today))
    people = people_of(store, gathered.visits, known) | {person.id: person for person in gathered.people}
    if days:
        shown, away = visits_then(gathered.visits, known, days, people, times_away(store, people))
    else:
        shown, away = visits_both(gathered.visits, known, today), ()
    needs = _needs(store, {need_id for one in shown for need_id in one.visit.serves})
    facts = PlanFacts(
        rule=travel_rule(ask.day or today),
        weeks=_RHYTHMS if ask.day is None else (rhythm_of(ask.day),),
        people={key: board_professional(person) for key, person in people.items()},
        schools={key: board_school(school) for key, school in schools.items()}
        | {key: BoardSchool(key, place.name) for key, place in locations.items()},
        needs=needs,
        places=_places(schools.values()),
    )
    childcare = _plan_childcare(gathered.childcare, cases, ask.day or today)
    if ask.kind is ViewKind.DAY and ask.day is not None:
        weekday = ask.day.weekday()
        childcare = tuple(care for care in childcare if any(window[0] == weekday for window in care.windows))
    view = _view(gathered, ask, shown, facts, known, childcare)
    there = {block.key for block in view.blocks}
    away += tuple(one for one in shown if one.differs and one.visit.id not in there)
    shown = tuple(one for one in shown if one.visit.id in there)
    records = {visit.id: visit for visit in gathered.visits}
    return PlanPage(
        ask=ask,
        title=gathered.title,
        view=view,
        facts=facts,
        shown=shown,
        visits={one.visit.id: records[record_id_of(one)] for one in shown},
        pseudonyms=_pseudonyms(store, _children(gathered, shown, facts, childcare)),
        case_id=gathered.case.id if gathered.case else "",
        childcare=childcare,
        otherwise=_otherwise(shown, schools, known, ask.day),
        away=away,
    )


def visits_serving(store: Store, need_ids: Iterable[str]) -> list[VisitPattern]:
    """Return the visits that serve any of these needs, by id."""
    wanted = sorted(set(need_ids))
    if not wanted:
        return []
    holds = or_(*(cast(col(VisitPattern.serves), String).contains(need_id, autoescape=True) for need_id in wanted))
    statement = select(VisitPattern).where(col(VisitPattern.deleted).is_(False), holds).order_by(col(VisitPattern.id))
    with store.read() as session:
        return [visit for visit in session.exec(statement) if set(wanted) & set(visit.serves)]


def _of_professional(store: Store, ask: PlanAsk, changes: DayChanges) -> _Gathered:
    person = store.get(Professional, ask.subject_id)
    provider = by_ids(store, Provider, [person.provider_id]).get(person.provider_id)
    title = f"{person.name} ({provider.name})" if provider and provider.name else person.name
    visits = with_standins(store, living(store, VisitPattern, professional_id=person.id), changes, {person.id})
    return _Gathered(visits, [person], title=title)


def _of_provider(store: Store, ask: PlanAsk, changes: DayChanges) -> _Gathered:
    provider = store.get(Provider, ask.subject_id)
    people = living(store, Professional, provider_id=provider.id)
    people.sort(key=lambda person: (person.name.casefold(), person.id))
    ids = {person.id for person in people}
    statement = select(VisitPattern).where(
        col(VisitPattern.deleted).is_(False), col(VisitPattern.professional_id).in_(sorted(ids))
    )
    with store.read() as session:
        visits = list(session.exec(statement.order_by(col(VisitPattern.id))))
    return _Gathered(with_standins(store, visits, changes, ids), people, title=provider.name)


def _of_pupil(store: Store, ask: PlanAsk, _: DayChanges) -> _Gathered:
    pupil = store.get(Pupil, ask.subject_id)
    needs = living(store, CareNeed, pupil_id=pupil.id)
    visits = visits_serving(store, [need.id for need in needs])
    childcare = living(store, Childcare, pupil_id=pupil.id)
    case = by_ids(store, Case, [pupil.case_id]).get(pupil.case_id)
    return _Gathered(visits, childcare=childcare, title=pupil.pseudonym, pupil=pupil, case=case)


def _of_day(store: Store, ask: PlanAsk, changes: DayChanges) -> _Gathered:
    weekday = ask.day.weekday() if ask.day else 0
    statement = select(VisitPattern).where(col(VisitPattern.deleted).is_(False), VisitPattern.weekday == weekday)
    with store.read() as session:
        visits = list(session.exec(statement.order_by(col(VisitPattern.id))))
    moved = {key for key, days in changes.items() if any(change.moved_to == ask.day for change in days.values())}
    return _Gathered(with_visits(store, visits, moved), childcare=living(store, Childcare), title="alle scholen")


_GATHER = {
    ViewKind.PROFESSIONAL: _of_professional,
    ViewKind.PROVIDER: _of_provider,
    ViewKind.PUPIL: _of_pupil,
    ViewKind.DAY: _of_day,
}


def _days_of(ask: PlanAsk) -> Days | None:
    """Return the first and last day that a view is about; None for both weeks of the fortnight, which are no dates."""
    if ask.day is None:
        return None
    if ask.kind is ViewKind.DAY:
        return ask.day, ask.day
    return monday_of(ask.day), monday_of(ask.day) + _SIX_DAYS


def _plan_childcare(records: Iterable[Childcare], cases: dict[str, Case], day: date) -> tuple[PlanChildcare, ...]:
    """Return the childcare that holds on a day. Windows of another shape are left out."""
    return tuple(
        PlanChildcare(
            record.id,
            record.pupil_id,
            cases[record.case_id].school_id or cases[record.case_id].care_location_id,
            record.name,
            tuple((window[0], window[1], window[2]) for window in record.windows if len(window) == 3),
        )
        for record in records
        if in_force(record, day) and record.case_id in cases and not cases[record.case_id].deleted
    )


def _view(
    gathered: _Gathered,
    ask: PlanAsk,
    shown: tuple[PlanVisit, ...],
    facts: PlanFacts,
    known: Calendars,
    childcare: tuple[PlanChildcare, ...],
) -> PlanView:
    if gathered.pupil is not None:
        return week_of_pupil(
            (gathered.pupil.id, gathered.pupil.pseudonym),
            shown,
            facts,
            childcare=childcare,
            hours=_school_hours(gathered, facts),
        )
    if ask.kind is ViewKind.DAY and ask.day is not None:
        days = [SchoolOnDay(key, _hours_on(known, key, ask.day)) for key in facts.schools]
        return day_over_schools(ask.day.weekday(), shown, facts, days, childcare)
    return week_of_professionals([facts.people[person.id] for person in gathered.people], shown, facts)


def _needs(store: Store, need_ids: set[str]) -> dict[str, PlanNeed]:
    """Return what visits serve, by id. Only the fields that a view shows are read: a day of a region has thousands."""
    asked = select(CareNeed.id, CareNeed.pupil_id, CareNeed.kind).where(col(CareNeed.deleted).is_(False))
    with store.read() as session:
        return {
            key: PlanNeed(key, pupil_id, kind)
            for some in _batches(need_ids)
            for key, pupil_id, kind in session.exec(asked.where(col(CareNeed.id).in_(some)))
        }


def _pseudonyms(store: Store, pupil_ids: set[str]) -> dict[str, str]:
    asked = select(Pupil.id, Pupil.pseudonym).where(col(Pupil.deleted).is_(False))
    with store.read() as session:
        return {
            key: pseudonym
            for some in _batches(pupil_ids)
            for key, pseudonym in session.exec(asked.where(col(Pupil.id).in_(some)))
        }


def _batches(ids: set[str]) -> Iterator[list[str]]:
    """Yield ids in lists that fit in one question to the store."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]


def _school_hours(gathered: _Gathered, facts: PlanFacts) -> tuple[tuple[int, int, int], ...]:
    """Return when a child is at school: its own windows, else all hours of its school."""
    pupil, case = gathered.pupil, gathered.case
    if pupil is not None and pupil.attendance:
        return tuple((window[0], window[1], window[2]) for window in pupil.attendance if len(window) == 3)
    school = facts.schools.get(case.school_id) if case else None
    times = enumerate(school.bell_times) if school else ()
    return tuple((day, *span) for day, span in times if span is not None)


def _hours_on(known: Calendars, school_id: str, day: date) -> tuple[int, int] | None:
    """Return the hours of a school on a day; None when it is closed, or when they are not known."""
    calendar = known.of(school_id).calendar
    on_day = calendar.on(day) if calendar else None
    return on_day.hours if on_day and on_day.is_open else None


def _places(schools: Iterable[School]) -> dict[str, Place]:
    return {
        school.id: Place(school.latitude, school.longitude)
        for school in schools
        if school.latitude is not None and school.longitude is not None
    }


def _otherwise(
    shown: Iterable[PlanVisit], schools: dict[str, School], known: Calendars, day: date | None
) -> tuple[str, ...]:
    """Return which schools that are shown count the week of a day, or this fortnight, not by its number."""
    ids = {one.visit.school_id for one in shown} & schools.keys()
    counting = {key: known.of(key).fortnights for key in ids}
    differs = {
        key
        for key, weeks in counting.items()
        if (weeks.anchor is not None if day is None else weeks.week_of(day) != Fortnights().week_of(day))
    }
    return tuple(sorted(schools[key].name for key in differs))


def _children(
    gathered: _Gathered, shown: Iterable[PlanVisit], facts: PlanFacts, childcare: Iterable[PlanChildcare]
) -> set[str]:
    """Return the ids of the children about whom a view tells."""
    if gathered.pupil is not None:
        return {gathered.pupil.id}
    return {child for one in shown for child in served_children(one.visit, facts)} | {
        care.pupil_id for care in childcare
    }
