"""Going round in the views of the plan: to the next professional, provider, child or day, and to the other week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import Case, Professional, Provider, Pupil, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.plan_views import PlanAsk
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.plan_view_values import ViewKind
from zorgarrangeur_tui.domain.plan_weeks import next_of_other_sort, rhythm_of
from zorgarrangeur_tui.domain.school_years import monday_of

_ONE_DAY = timedelta(days=1)
_ONE_WEEK = timedelta(weeks=1)
_SCHOOL_WEEK = 5


def beside(store: Store, ask: PlanAsk, step: int) -> PlanAsk:
    """Return what the next (1) or previous (-1) view is: the same for another professional, provider, pupil or day.

    Pupils are those of the same school; a day at the weekend is passed over when there is never a visit then. After the last
    one comes the first.
    """
    if ask.kind is ViewKind.DAY:
        return replace(ask, day=_day_beside(store, ask.day or local_date(store.clock), step))
    ids = [key for key, _ in subjects(store, ask)]
    if ask.subject_id not in ids:
        return replace(ask, subject_id=ids[0]) if ids else ask
    return replace(ask, subject_id=ids[(ids.index(ask.subject_id) + step) % len(ids)])


def subjects(store: Store, ask: PlanAsk) -> list[tuple[str, str]]:
    """Return what a view of this kind can be of, as (id, name) in the order of the names; pupils are those of one school."""
    records: Iterable[Professional | Provider]
    match ask.kind:
        case ViewKind.PROFESSIONAL:
            records = living(store, Professional)
        case ViewKind.PROVIDER:
            records = living(store, Provider)
        case ViewKind.PUPIL:
            case = store.get(Case, store.get(Pupil, ask.subject_id).case_id)
            return pupils_at(store, case.school_id, case.care_location_id)
        case ViewKind.DAY:
            return []
    return sorted(((one.id, one.name) for one in records), key=lambda pair: (pair[1].casefold(), pair[0]))


def pupils_at(store: Store, school_id: str, care_location_id: str = "") -> list[tuple[str, str]]:
    """Return the children in cases of a school or care location, as (id, pseudonym) in the order of the pseudonyms."""
    cases = [case.id for case in living(store, Case, school_id=school_id, care_location_id=care_location_id)]
    with store.read() as session:
        found = session.exec(select(Pupil).where(col(Pupil.case_id).in_(cases), col(Pupil.deleted).is_(False))).all()
    return sorted(((one.id, one.pseudonym) for one in found), key=lambda pair: (pair[1].casefold(), pair[0]))


def other_week(ask: PlanAsk, today: date) -> PlanAsk:
    """Return the view of the other week of the fortnight.

    A day goes to the other week and back. A week goes from both weeks to this one, to the next one of the other sort, and
    back to both.
    """
    monday = monday_of(today)
    following = next_of_other_sort(monday)
    if ask.kind is ViewKind.DAY:
        day = ask.day or today
        ahead = next_of_other_sort(monday_of(day)) - monday_of(day)
        return replace(ask, day=day + ahead if rhythm_of(day) == rhythm_of(today) else day - ahead)
    if ask.day is None:
        return replace(ask, day=monday)
    return replace(ask, day=following if monday_of(ask.day) == monday else None)


def week_beside(ask: PlanAsk, today: date, step: int) -> PlanAsk:
    """Return the same view a week later (1) or earlier (-1); from both weeks of the fortnight that is next to this week."""
    return replace(ask, day=(ask.day or today) + step * _ONE_WEEK)


def _day_beside(store: Store, day: date, step: int) -> date:
    with store.read() as session:
        used = set(session.exec(select(VisitPattern.weekday).where(col(VisitPattern.deleted).is_(False)).distinct()))
    used |= set(range(_SCHOOL_WEEK))
    day += step * _ONE_DAY
    while day.weekday() not in used:
        day += step * _ONE_DAY
    return day
