"""Calendars of published plans: of a school, and of a professional over all schools. Nothing of a pupil is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import String, cast
from sqlmodel import col, or_, select

from storage.models import PlanVersion, Professional, Provider, School, VisitException, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendar_of
from zorgarrangeur_tui.desk.plan_versions import current_state, names_in, published_words, state_of, versions_of
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.schools import place_name
from zorgarrangeur_tui.domain.plan_change_words import UNKNOWN
from zorgarrangeur_tui.domain.plan_changes import PlanState
from zorgarrangeur_tui.domain.published_days import HoldingPlan, PlannedDays, planned_days
from zorgarrangeur_tui.domain.published_plan import published_exception, published_visit
from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence, VisitSeries, occurrences
from zorgarrangeur_tui.reports.visit_calendar import CalendarVisit
from zorgarrangeur_tui.reports.visit_entries import EntryWords, entries

DRAFT = "Concept: zo staat het nu in de app, en het is nog niet gepubliceerd"


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """Which plan of a school is meant: the one published last, an earlier one by its number, or the draft.

    A school of which nothing was published has only its draft.
    """

    draft: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """A calendar and of which plan it is.

    Attributes:
        name: of the school or professional.
        visits: what is in it.
        about: of which plans it is, in sentences.
        drafts: of how many places it shows the draft.
    """

    name: str
    visits: tuple[CalendarVisit, ...]
    about: str
    drafts: int


def chosen_versions(store: Store, school_id: str, choice: PlanChoice) -> list[PlanVersion]:
    """Return the published plans of a school up to the one that is meant, oldest first. None: only the draft is there.

    Raises:
        ActRefused: there is no plan of that number.
    """
    versions = versions_of(store, school_id)[::-1]
    if choice.number is None:
        return versions
    kept = [one for one in versions if one.number <= choice.number]
    if not kept or kept[-1].number != choice.number:
        raise ActRefused("Een rooster met dit nummer is er niet bij deze school. Er is niets gemaakt.")
    return kept


def is_draft(versions: Sequence[PlanVersion], choice: PlanChoice) -> bool:
    """Tell whether what is meant is the plan as it is now, and not one that was published."""
    return not versions or (choice.draft and choice.number is None)


def plan_words(versions: Sequence[PlanVersion], choice: PlanChoice) -> str:
    """Return of which plan something is, such as "Rooster 3, gepubliceerd op 10-11-2026 door Noor"."""
    return DRAFT if is_draft(versions, choice) else published_words(versions[-1])


def calendar_of_school(
    store: Store, school_id: str, year: SchoolYear, choice: PlanChoice | None = None
) -> PlanCalendar:
    """Return the visits of a school in a school year, each called after who comes.

    Raises:
        ActRefused: there is no plan of that number.
        RecordMissing: when the school is not there.
    """
    school, choice = store.get(School, school_id), choice or PlanChoice()
    versions = chosen_versions(store, school_id, choice)
    plans = _plans(store, school_id, versions, choice, year)
    place = calendar_of(store, school_id)
    steps = _steps(plans, place, year)
    people = names_in(store, [plan.state for plan in plans])
    called = _with_providers(store, people)
    words = EntryWords(lambda key: called.get(key) or UNKNOWN, _address(school), _note(place, year), *_stamp(versions))
    draft = is_draft(versions, choice)
    return PlanCalendar(school.name, tuple(entries(steps, words)), f"{plan_words(versions, choice)}.", int(draft))


def calendar_of_professional(
    store: Store, professional_id: str, year: SchoolYear, *, draft: bool = False
) -> PlanCalendar:
    """Return the visits of a professional in a school year, each called after the school.

    Raises:
        RecordMissing: when the professional is not there.
    """
    person, choice = store.get(Professional, professional_id), PlanChoice(draft)
    found: list[CalendarVisit] = []
    about: list[str] = []
    drafts = 0
    for school in _schools_of(store, professional_id):
        versions = chosen_versions(store, school.id, choice)
        place = calendar_of(store, school.id)
        steps = _steps(_plans(store, school.id, versions, choice, year), place, year)
        words = EntryWords(_always(school.name), _address(school), _note(place, year), *_stamp(versions))
        own = entries(steps, words, professional_id)
        if own:
            found += own
            drafts += is_draft(versions, choice)
            about.append(f"{school.name}: {plan_words(versions, choice)}.")
    for location_id, state in _elsewhere(store, professional_id).items():
        place, called = PlaceCalendar(), place_name(store, "", location_id) or UNKNOWN
        words = EntryWords(_always(called), note=_note(place, year))
        own = entries(_steps([HoldingPlan(state)], place, year), words, professional_id)
        if own:
            found += own
            drafts += 1
            about.append(f"{called}: {DRAFT}.")
    found.sort(key=lambda one: (one.days[0].weekday(), one.start_minute, one.id))
    return PlanCalendar(person.name, tuple(found), " ".join(about), drafts)


def _plans(
    store: Store, school_id: str, versions: Sequence[PlanVersion], choice: PlanChoice, year: SchoolYear
) -> list[HoldingPlan]:
    """Return the plans to show in a calendar, in order; a draft takes over from all that was published."""
    plans = [HoldingPlan(state_of(one), one.holds_from) for one in versions]
    if is_draft(versions, choice):
        plans.append(HoldingPlan(current_state(store, school_id, year.first_day)))
    return plans


def _steps(plans: Sequence[HoldingPlan], place: PlaceCalendar, year: SchoolYear) -> list[PlannedDays]:
    def held(series: VisitSeries, changes: Mapping[date, DayChange]) -> tuple[Occurrence, ...]:
        return occurrences(series, place.calendar, place.fortnights, year.first_day, year.last_day, changes)

    return planned_days(plans, held)


def _stamp(versions: Sequence[PlanVersion]) -> tuple[int, date | None]:
    return (versions[-1].number, versions[-1].published_on) if versions else (0, None)


def _schools_of(store: Store, professional_id: str) -> list[School]:
    """Return the schools where a professional comes or, by any published plan, came."""
    own = _visits_with(store, professional_id)
    named = or_(
        *(cast(column, String).contains(professional_id) for column in (PlanVersion.visits, PlanVersion.exceptions))
    )
    with store.read() as session:
        told = session.exec(select(PlanVersion.school_id).where(named, col(PlanVersion.deleted).is_(False))).all()
    schools = by_ids(store, School, {*told, *(visit.school_id for visit in own)})
    return sorted((one for one in schools.values() if not one.deleted), key=lambda one: (one.name, one.id))


def _elsewhere(store: Store, professional_id: str) -> dict[str, PlanState]:
    """Return the visits of a professional to care locations, of which nothing is ever published, by place."""
    visits: dict[str, list[VisitPattern]] = {}
    for visit in _visits_with(store, professional_id):
        if not visit.school_id:
            visits.setdefault(visit.care_location_id, []).append(visit)
    ids = [visit.id for held in visits.values() for visit in held]
    asked = select(VisitException).where(col(VisitException.visit_id).in_(ids), col(VisitException.deleted).is_(False))
    with store.read() as session:
        days = [value for record in session.exec(asked) if (value := published_exception(record)) is not None]
    return {
        key: PlanState(
            tuple(map(published_visit, held)),
            tuple(day for day in days if day.visit_id in {visit.id for visit in held}),
        )
        for key, held in visits.items()
    }


def _visits_with(store: Store, professional_id: str) -> list[VisitPattern]:
    """Return the visits that a professional makes, usually or on a single day."""
    own = living(store, VisitPattern, professional_id=professional_id)
    days = living(store, VisitException, professional_id=professional_id)
    others = by_ids(store, VisitPattern, {day.visit_id for day in days} - {visit.id for visit in own})
    return [*own, *(visit for visit in others.values() if not visit.deleted)]


def _always(name: str) -> Callable[[str], str]:
    """Return what calls every entry the same."""
    return lambda _: name


def _with_providers(store: Store, people: Mapping[str, str]) -> dict[str, str]:
    """Return who comes with the provider in brackets, by id."""
    records = by_ids(store, Professional, people)
    providers = by_ids(store, Provider, [person.provider_id for person in records.values()])
    return {
        key: f"{person.name} ({providers[person.provider_id].name})" if person.provider_id in providers else person.name
        for key, person in records.items()
    }


def _note(place: PlaceCalendar, year: SchoolYear) -> str:
    doubts = place.doubts(year.first_day, year.last_day)
    return " ".join(doubts) or "Op dagen zonder school gaat dit bezoek niet door; die dagen zijn weggelaten."


def _address(school: School) -> str:
    address = " ".join(filter(None, (school.street, school.house_number)))
    return ", ".join(filter(None, (school.name, address, school.place)))
