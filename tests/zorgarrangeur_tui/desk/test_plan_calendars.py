"""Calendars of published plans, read as a calendar program reads them: the right days, the same entries, and no pupil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from calendar_kit import Shown, shown_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from store_kit import StoreShelf, quick_unlock

from storage.models import OwnDay, PlanVersion, Professional, School, VisitException, VisitPattern, visit_day_id
from storage.models.codes import HolidayRegion, OwnDayKind, Rhythm
from storage.models.planning_codes import ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import calendar_of
from zorgarrangeur_tui.desk.plan_calendars import (
    PlanCalendar,
    PlanChoice,
    calendar_of_professional,
    calendar_of_school,
)
from zorgarrangeur_tui.desk.plan_versions import current_state
from zorgarrangeur_tui.desk.publishing import publish
from zorgarrangeur_tui.desk.records import change_record, living, remove_record
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.published_plan import to_row
from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.visit_calendar import visit_calendar

YEAR = SchoolYear(2026)
IMPRINT = Imprint("E-1", datetime(2026, 11, 23, 9, tzinfo=UTC))
SCHOOL, ANNA, BRAM, VISIT = "s" * 32, "a" * 32, "b" * 32, "v" * 32
HOURS = [[500, 960]] * 5
NEXT_MONDAY = date(2026, 11, 30)


@pytest.fixture
def store(shelf: StoreShelf, tmp_path: Path) -> Iterator[Store]:
    """Return a store with a school, two professionals and a visit of Anna on Tuesday from 9:15 to 10:00."""
    shelf.copy("arranger", 0, tmp_path / "store")
    with quick_unlock(tmp_path / "store") as opened:
        with opened.unit_of_work("Klaargezet") as work:
            work.add(
                School(id=SCHOOL, name="De Appelbrug", bell_times=HOURS, holiday_region=HolidayRegion.MIDDLE),
                Professional(id=ANNA, name="Anna Bos"),
                Professional(id=BRAM, name="Bram Vos"),
                visit(),
            )
        yield opened


def visit(**changed: object) -> VisitPattern:
    """Return the visit, changed as asked."""
    values = {"id": VISIT, "school_id": SCHOOL, "professional_id": ANNA, "weekday": 1, "start_minute": 555}
    return VisitPattern(**{**values, "duration_minutes": 45, **changed})


def decide(store: Store, day: date, **values: object) -> None:
    """Decide about one day of the visit."""
    usual = {"id": visit_day_id(VISIT, day), "visit_id": VISIT, "day": day, "kind": ExceptionKind.CHANGED.value}
    with store.unit_of_work("Deze dag") as work:
        work.add(VisitException(**{**usual, **values}))


def of_school(store: Store, choice: PlanChoice | None = None) -> bytes:
    """Return the calendar of the school as a file."""
    return as_file(calendar_of_school(store, SCHOOL, YEAR, choice))


def of_person(store: Store, person: str) -> bytes:
    """Return the calendar of a professional as a file."""
    return as_file(calendar_of_professional(store, person, YEAR))


def as_file(found: PlanCalendar) -> bytes:
    """Return a calendar as a file."""
    return visit_calendar(found.name, found.visits, YEAR, IMPRINT, about=found.about)


def after(data: bytes, day: date = NEXT_MONDAY) -> list[Shown]:
    """Return what a calendar shows from a day on."""
    return [one for one in shown_in(data) if one.start.date() >= day]


def sequences(data: bytes) -> set[int]:
    """Return the numbers of the entries."""
    return {int(event["sequence"]) for event in Calendar.from_ical(data).walk("VEVENT")}


def test_before_anything_is_published_a_calendar_is_the_draft_and_says_so(store: Store) -> None:
    """As number 0, so that the first published plan replaces it."""
    found = calendar_of_school(store, SCHOOL, YEAR)
    assert "nog niet gepubliceerd" in found.about
    assert found.drafts == 1
    assert sequences(as_file(found)) == {0}


def test_a_calendar_shows_what_was_published_and_not_what_is_being_tried(store: Store) -> None:
    """A visit that is moved afterwards shows in the draft only, and in the next published plan."""
    publish(store, SCHOOL, NEXT_MONDAY)
    change_record(store, VisitPattern, VISIT, {"start_minute": 600}, "Verzet")
    assert {one.start.hour for one in after(of_school(store))} == {9}
    assert {one.start.hour for one in after(of_school(store, PlanChoice(draft=True)))} == {10}
    publish(store, SCHOOL, NEXT_MONDAY)
    assert {one.start.hour for one in after(of_school(store))} == {10}
    assert {one.start.hour for one in after(of_school(store, PlanChoice(number=1)))} == {9}


def test_an_update_keeps_the_entry_and_raises_its_number(store: Store) -> None:
    """So that a calendar replaces it; until the new plan holds, the old times stand."""
    publish(store, SCHOOL, NEXT_MONDAY)
    first = of_school(store)
    change_record(store, VisitPattern, VISIT, {"weekday": 2, "start_minute": 600}, "Verzet")
    publish(store, SCHOOL, NEXT_MONDAY + timedelta(weeks=2))
    second = of_school(store)
    assert {one.uid for one in shown_in(first)} == {one.uid for one in shown_in(second)}
    assert (sequences(first), sequences(second)) == ({1}, {2})
    assert [(one.start.date(), one.start.hour) for one in after(second)[:4]] == [
        (date(2026, 12, 1), 9),
        (date(2026, 12, 8), 9),
        (date(2026, 12, 16), 10),
        (date(2027, 1, 6), 10),
    ]


def test_a_visit_that_is_gone_is_cancelled_in_the_calendar(store: Store) -> None:
    """Also in that of the professional; otherwise it would stay there for ever."""
    publish(store, SCHOOL, NEXT_MONDAY)
    uids = {one.uid for one in shown_in(of_person(store, ANNA))}
    remove_record(store, VisitPattern, VISIT, "Weggehaald")
    publish(store, SCHOOL, NEXT_MONDAY)
    for data in (of_school(store), of_person(store, ANNA)):
        (event,) = Calendar.from_ical(data).walk("VEVENT")
        assert (str(event["status"]), {str(event["uid"])}, int(event["sequence"])) == ("CANCELLED", uids, 2)
        assert shown_in(data) == []


def test_single_days_show_as_they_were_decided(store: Store) -> None:
    """Fallen away, at another time, on another day, also over the day on which the plan begins to hold."""
    for day, values in (
        (date(2026, 12, 1), {"kind": ExceptionKind.CANCELLED.value}),
        (date(2026, 12, 8), {"start_minute": 600, "duration_minutes": 30}),
        (date(2026, 12, 15), {"moved_to": date(2026, 12, 17)}),
    ):
        decide(store, day, **values)
    publish(store, SCHOOL, NEXT_MONDAY)
    found = after(of_school(store))[:3]
    assert [f"{one.start:%d-%m %H:%M}" for one in found] == ["08-12 10:00", "17-12 09:15", "05-01 09:15"]
    assert found[0].end - found[0].start == timedelta(minutes=30)
    assert len({one.uid for one in found}) == 1


def test_a_replacement_is_in_the_calendar_of_who_comes_and_not_of_who_does_not(store: Store) -> None:
    """When the replacement is taken back, the day of the other is cancelled."""
    publish(store, SCHOOL, NEXT_MONDAY)
    decide(store, date(2026, 12, 1), professional_id=BRAM)
    publish(store, SCHOOL, NEXT_MONDAY)
    assert [one.start.date() for one in shown_in(of_person(store, BRAM))] == [date(2026, 12, 1)]
    assert after(of_person(store, ANNA))[0].start.date() == date(2026, 12, 8)
    assert [one.summary for one in after(of_school(store))[:2]] == ["Bram Vos", "Anna Bos"]
    remove_record(store, VisitException, visit_day_id(VISIT, date(2026, 12, 1)), "Weer gewoon")
    publish(store, SCHOOL, NEXT_MONDAY)
    (event,) = Calendar.from_ical(of_person(store, BRAM)).walk("VEVENT")
    assert str(event["status"]) == "CANCELLED"
    assert after(of_person(store, ANNA))[0].start.date() == date(2026, 12, 1)


def test_a_change_from_a_date_is_two_entries(store: Store) -> None:
    """The old one ends, the new one begins; together they are on every week once."""
    change_record(store, VisitPattern, VISIT, {"ends_on": date(2026, 12, 14)}, "Tot")
    with store.unit_of_work("Vanaf") as work:
        work.add(visit(id="w" * 32, start_minute=600, starts_on=date(2026, 12, 15)))
    publish(store, SCHOOL, NEXT_MONDAY)
    found = after(of_school(store))[:4]
    assert [(one.uid[0], one.start.hour) for one in found] == [("v", 9), ("v", 9), ("w", 10), ("w", 10)]


def test_a_number_that_is_not_there_is_refused(store: Store) -> None:
    """Nothing is made of another plan instead."""
    publish(store, SCHOOL, NEXT_MONDAY)
    with pytest.raises(ActRefused, match="niet bij deze school"):
        calendar_of_school(store, SCHOOL, YEAR, PlanChoice(number=7))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rhythm=st.sampled_from(list(Rhythm)),
    anchor=st.sampled_from([None, date(2026, 8, 31)]),
    own_day=st.integers(0, 40),
    published=st.lists(st.tuples(st.integers(0, 4), st.integers(-20, 20)), min_size=1, max_size=3),
)
def test_a_calendar_shows_exactly_the_days_of_the_plans_that_held(
    store: Store, rhythm: str, anchor: date | None, own_day: int, published: list[tuple[int, int]]
) -> None:
    """Over a whole school year with holidays, week 53, summer and winter time: of each day the plan that held then."""
    closed = date(2026, 9, 1) + timedelta(weeks=own_day)
    with store.unit_of_work("Opnieuw") as work:
        for model in (PlanVersion, OwnDay):
            for old in living(store, model):
                work.remove(work.get(model, old.id))
        work.change(work.get(School, SCHOOL), {"fortnight_anchor": anchor})
        work.add(OwnDay(school_id=SCHOOL, kind=OwnDayKind.STUDY_DAY, first_day=closed, last_day=closed))
        for number, (weekday, weeks) in enumerate(published, 1):
            holds_from = NEXT_MONDAY + timedelta(weeks=weeks)
            row = [VISIT, ANNA, weekday, 555, 45, str(rhythm), "", ""]
            work.add(PlanVersion(school_id=SCHOOL, number=number, holds_from=holds_from, visits=[row]))
    place = calendar_of(store, SCHOOL)
    assert place.calendar is not None
    wanted = []
    for ahead in range(365):
        day = YEAR.first_day + timedelta(days=ahead)
        held = [plan for plan in published if NEXT_MONDAY + timedelta(weeks=plan[1]) <= day]
        due = held and held[-1][0] == day.weekday() and place.fortnights.meets(str(rhythm), day)
        if due and place.calendar.on(day).is_open:
            wanted.append(f"{day} 09:15")
    data = of_school(store)
    assert [f"{one.start:%Y-%m-%d %H:%M}" for one in shown_in(data)] == wanted
    assert sequences(data) <= {len(published)}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    decided=st.dictionaries(
        st.sampled_from([NEXT_MONDAY + timedelta(weeks=week, days=1) for week in (0, 1, 2, 5, 6, 7)]),
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from([ExceptionKind.CANCELLED.value, ExceptionKind.CHANGED.value]),
                "moved_to": st.none() | st.sampled_from([date(2026, 12, 3), date(2027, 1, 14)]),
                "start_minute": st.none() | st.just(600),
                "duration_minutes": st.none() | st.just(30),
                "professional_id": st.sampled_from(["", ANNA, BRAM]),
            }
        ),
    )
)
def test_who_comes_by_the_calendar_of_the_school_has_it_in_the_own_calendar(
    store: Store, decided: dict[date, dict[str, object]]
) -> None:
    """Whatever was decided about single days: the same times, each with one person, and as the plan itself says."""
    with store.unit_of_work("Opnieuw") as work:
        for model in (PlanVersion, VisitException):
            for old in living(store, model):
                work.remove(work.get(model, old.id))
        for day, values in decided.items():
            key = visit_day_id(VISIT, day)
            known = work.session.get(VisitException, key)
            if known is None:
                work.add(VisitException(id=key, visit_id=VISIT, day=day, **values))
            else:
                work.change(known, {**values, "deleted": False})
    state = current_state(store, SCHOOL, NEXT_MONDAY)
    rows = {"visits": [to_row(one) for one in state.visits], "exceptions": [to_row(one) for one in state.exceptions]}
    with store.unit_of_work("Gepubliceerd") as work:
        work.add(PlanVersion(school_id=SCHOOL, holds_from=NEXT_MONDAY, **rows))
    school = sorted((one.start, one.end, one.summary) for one in shown_in(of_school(store)))
    people = [(one.start, one.end, "Anna Bos") for one in shown_in(of_person(store, ANNA))]
    people += [(one.start, one.end, "Bram Vos") for one in shown_in(of_person(store, BRAM))]
    assert school == sorted(people)
    planned = calendar_of(store, SCHOOL).occurrences(store.get(VisitPattern, VISIT), NEXT_MONDAY, YEAR.last_day)
    assert [start.date() for start, _, _ in school] == [one.day for one in planned if one.takes_place]
