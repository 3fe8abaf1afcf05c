"""The calendar of a school from the store: who is where on a day, over holidays, own days and the turn of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from calendar_kit import days_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_kit import START

from storage.bundle_scope import records_of_cases
from storage.errors import RecordMissing
from storage.models import Case, OwnDay, Professional, School, SchoolHoliday, VisitPattern, site_id
from storage.models.codes import HolidayRegion, OwnDayKind, Rhythm
from storage.store import Store
from zorgarrangeur_tui.desk.board import school_board
from zorgarrangeur_tui.desk.calendars import add_own_day, calendar_of, calendars
from zorgarrangeur_tui.desk.overview import visit_day, visits_on
from zorgarrangeur_tui.desk.plan_calendars import calendar_of_professional, calendar_of_school
from zorgarrangeur_tui.desk.records import change_record, living, remove_record, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.report_values import this_school_year
from zorgarrangeur_tui.desk.school_year_view import calendar_week, calendar_year
from zorgarrangeur_tui.domain.planning_clashes import ClashKind
from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.visit_calendar import visit_calendar

SCHOOL, NORTHERN = site_id("99ZZ00"), site_id("99ZZ01")
HOURS = [[510, 900]] * 5
YEAR = SchoolYear(2026)
IMPRINT = Imprint("E-1", START)
STUDY_DAY = date(2026, 11, 25)
AUTUMN = date(2026, 10, 19)
"""A Monday in the autumn holiday of the middle of the country; the north has school."""


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with a school in the middle and one in the north of the country."""
    opened: Store = make_store()
    with opened.unit_of_work("Scholen") as work:
        work.add(
            School(id=SCHOOL, site_code="99ZZ00", name="De Wilg", bell_times=HOURS, holiday_region="middle"),
            School(id=NORTHERN, site_code="99ZZ01", name="Het Anker", bell_times=HOURS, holiday_region="north"),
            Professional(id="p" * 32, name="Anna Bos"),
        )
    return opened


def place(
    store: Store, rhythm: str = "weekly", weekday: int = 0, school_id: str = SCHOOL, **more: object
) -> VisitPattern:
    """Store a visit at half past nine."""
    visit = VisitPattern(
        school_id=school_id, professional_id="p" * 32, weekday=weekday, start_minute=570, rhythm=rhythm, **more
    )
    with store.unit_of_work("Bezoek") as work:
        work.add(visit)
    return visit


def set_school(store: Store, **values: object) -> None:
    """Change the calendar settings of the school."""
    change_record(store, School, SCHOOL, values, "School gewijzigd")


def named_days(store: Store, first: date, weeks: int) -> list[date]:
    """Return the days from a first one, week after week, on which somebody is at school."""
    days = [first + timedelta(weeks=week) for week in range(weeks)]
    return [day for day in days if visits_on(store, day)]


def test_nobody_is_at_a_school_in_its_holiday(store: Store) -> None:
    """The holiday of its own region; why not is told."""
    place(store)
    place(store, school_id=NORTHERN)
    found = visit_day(store, AUTUMN)
    assert [one.school_id for one in found.visits] == [NORTHERN]
    (missed,) = found.cancelled
    assert missed.why_not is not None
    assert missed.why_not.words == "Herfstvakantie regio Midden, 17 t/m 25 oktober 2026"


def test_a_visit_at_a_care_location_knows_no_holidays(store: Store) -> None:
    """Nobody told the app when it is closed."""
    place(store, school_id="", care_location_id="c" * 32)
    assert len(visits_on(store, AUTUMN)) == 1
    (visit,) = calendar_of_professional(store, "p" * 32, YEAR).visits
    assert "zorglocatie" in visit.note
    assert AUTUMN in visit.days


def test_an_own_day_closes_one_school_and_is_undone(store: Store) -> None:
    """One act to add it, one to take it away, and undo brings either back."""
    place(store, weekday=2)
    own_day = add_own_day(store, SCHOOL, {"first_day": STUDY_DAY})
    assert visits_on(store, STUDY_DAY) == []
    undo_last(store)
    assert len(visits_on(store, STUDY_DAY)) == 1
    own_day = add_own_day(store, SCHOOL, {"first_day": STUDY_DAY, "name": "Teamdag"})
    assert visit_day(store, STUDY_DAY).cancelled[0].why_not.name == "Teamdag"
    remove_record(store, OwnDay, own_day.id, "Eigen dag weggehaald")
    assert len(visits_on(store, STUDY_DAY)) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "first_day"),
        ({"first_day": STUDY_DAY, "last_day": STUDY_DAY - timedelta(days=1)}, "last_day"),
        ({"first_day": STUDY_DAY, "last_day": STUDY_DAY + timedelta(days=200)}, "last_day"),
        ({"first_day": STUDY_DAY, "start_minute": 510, "end_minute": 720}, "start_minute"),
        ({"first_day": STUDY_DAY, "kind": "other_hours"}, "start_minute"),
        ({"first_day": STUDY_DAY, "kind": "open", "start_minute": 510}, "end_minute"),
        ({"first_day": STUDY_DAY, "kind": "open", "start_minute": 720, "end_minute": 510}, "end_minute"),
        ({"first_day": STUDY_DAY, "kind": "feest"}, "kind"),
    ],
)
def test_an_own_day_that_says_nothing_is_refused(store: Store, values: dict[str, object], field: str) -> None:
    """With a sentence at the field; nothing is written."""
    with pytest.raises(ActRefused) as refused:
        add_own_day(store, SCHOOL, values)
    assert field in refused.value.fields
    assert living(store, OwnDay) == []


def test_a_change_is_checked_together_with_what_stands(store: Store) -> None:
    """A last day before the first that nobody typed again, and hours on a day that is closed."""
    own_day = add_own_day(store, SCHOOL, {"first_day": STUDY_DAY})
    for values in (
        {"last_day": STUDY_DAY - timedelta(days=1)},
        {"start_minute": 510, "end_minute": 600},
        {"first_day": None},
    ):
        with pytest.raises(ActRefused):
            change_record(store, OwnDay, own_day.id, values, "Eigen dag gewijzigd")
    hours = {"kind": "other_hours", "start_minute": 510, "end_minute": 600}
    change_record(store, OwnDay, own_day.id, hours, "Eigen dag gewijzigd")
    calendar = calendar_of(store, SCHOOL).calendar
    assert calendar is not None
    assert calendar.on(STUDY_DAY).hours == (510, 600)


def test_an_own_day_needs_a_school(store: Store) -> None:
    """Nothing hangs in the air; and it goes with its school."""
    with pytest.raises(RecordMissing):
        add_own_day(store, "x" * 32, {"first_day": STUDY_DAY})
    add_own_day(store, SCHOOL, {"first_day": STUDY_DAY})
    remove_record(store, School, SCHOOL, "School weggehaald")
    assert living(store, OwnDay) == []
    assert calendar_of(store, SCHOOL).calendar is None


def test_a_school_is_open_on_the_holidays_that_it_chooses(store: Store) -> None:
    """Good Friday of 2027; on Easter Monday every school is closed."""
    good_friday, easter_monday = date(2027, 3, 26), date(2027, 3, 29)
    place(store, weekday=4)
    place(store)
    assert (visits_on(store, good_friday), visits_on(store, easter_monday)) == ([], [])
    set_school(store, open_holidays=["good_friday"])
    assert len(visits_on(store, good_friday)) == 1
    assert visits_on(store, easter_monday) == []


def test_by_week_number_two_odd_weeks_follow_each_other(store: Store) -> None:
    """Week 53 of 2026 and week 1 of 2027; the first has no school. The even visit waits three weeks."""
    place(store, "odd", weekday=1)
    place(store, "even", weekday=3)
    assert named_days(store, date(2026, 12, 1), 10) == [
        date(2026, 12, 1),
        date(2026, 12, 15),
        date(2027, 1, 5),
        date(2027, 1, 19),
        date(2027, 2, 2),
    ]
    assert named_days(store, date(2026, 12, 3), 8) == [date(2026, 12, 10), date(2027, 1, 14)]


def test_alternating_weeks_never_stutter(store: Store) -> None:
    """From an anchor, holidays count: week 1 of 2027 is even. Without holidays the next open week goes on."""
    place(store, "even", weekday=1)
    set_school(store, fortnight_anchor=date(2026, 11, 24))
    assert named_days(store, date(2026, 11, 24), 9) == [
        date(2026, 11, 24),
        date(2026, 12, 8),
        date(2027, 1, 5),
        date(2027, 1, 19),
    ]
    set_school(store, fortnight_skips_holidays=True)
    assert named_days(store, date(2026, 12, 1), 8) == [date(2026, 12, 8), date(2027, 1, 5), date(2027, 1, 19)]
    add_own_day(store, SCHOOL, {"kind": "own_holiday", "first_day": date(2026, 12, 7), "last_day": date(2026, 12, 11)})
    assert named_days(store, date(2026, 12, 1), 8) == [date(2026, 12, 15), date(2027, 1, 12)]


def test_a_list_of_the_user_goes_before_what_the_app_knows(store: Store) -> None:
    """Same region, name and school year: other days."""
    place(store)
    later = SchoolHoliday(
        region="middle", name="Herfstvakantie", first_day=date(2026, 10, 24), last_day=date(2026, 11, 1)
    )
    with store.unit_of_work("Vakantie") as work:
        work.add(later)
    assert len(visits_on(store, AUTUMN)) == 1
    assert visits_on(store, date(2026, 10, 26)) == []


def test_many_schools_are_read_at_once(store: Store) -> None:
    """Each with its own days only; one that is not there knows nothing."""
    add_own_day(store, SCHOOL, {"first_day": STUDY_DAY})
    known = calendars(store, (SCHOOL, NORTHERN, "x" * 32))
    opened = [known.of(school_id).calendar for school_id in (SCHOOL, NORTHERN)]
    assert [calendar.on(STUDY_DAY).is_open for calendar in opened if calendar] == [False, True]
    assert known.of("x" * 32).calendar is None


def test_the_board_tells_what_falls_away_and_what_never_takes_place(store: Store) -> None:
    """A visit in a holiday only is a clash with a way out; one that misses some days is none."""
    weekly = place(store)
    never = place(store, starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 23))
    add_own_day(store, SCHOOL, {"first_day": date(2026, 11, 23), "name": "Teamdag"})
    board = school_board(store, SCHOOL)
    (clash,) = [clash for clash in board.clashes if clash.kind is ClashKind.SCHOOL_CLOSED]
    assert clash.visit_id == never.id
    assert "gaat nooit door: De Wilg is dan dicht (Teamdag, 23 november 2026)" in clash.sentence
    assert [day.day for key, day in board.cancelled if key == weekly.id] == [
        date(2026, 11, 23),
        date(2026, 12, 21),
        date(2026, 12, 28),
    ]


def test_of_a_weekday_without_school_one_check_speaks(store: Store) -> None:
    """With known hours that is the check of hours, which knows another day; without them the calendar does."""
    place(store, weekday=5)
    assert [clash.kind for clash in school_board(store, SCHOOL).clashes] == [ClashKind.OUTSIDE_SCHOOL_HOURS]
    set_school(store, bell_times=[])
    assert [clash.kind for clash in school_board(store, SCHOOL).clashes] == [ClashKind.SCHOOL_CLOSED]


def test_own_days_travel_with_a_case_at_the_school(store: Store) -> None:
    """Those of another school stay behind."""
    mine = add_own_day(store, SCHOOL, {"first_day": STUDY_DAY})
    add_own_day(store, NORTHERN, {"first_day": STUDY_DAY})
    with store.unit_of_work("Casus") as work:
        work.add(Case(title="Zorg", school_id=SCHOOL))
    with store.read() as session:
        assert records_of_cases(session.connection())["own_day"] == {mine.id}


def test_a_school_year_week_by_week(store: Store) -> None:
    """53 lines in a year that begins in the middle of a week; what is special has its day."""
    add_own_day(store, SCHOOL, {"first_day": STUDY_DAY})
    hours = {"kind": "other_hours", "first_day": date(2026, 12, 4), "start_minute": 510, "end_minute": 720}
    add_own_day(store, SCHOOL, hours)
    year = calendar_year(store, SCHOOL, YEAR)
    assert (year.weeks[0].monday, year.weeks[-1].monday) == (date(2026, 7, 27), date(2027, 7, 26))
    shown = {week.monday: (week.number, week.sort, week.open_words, week.special) for week in year.weeks}
    assert shown[date(2026, 10, 19)] == (43, "oneven", "dicht", "Herfstvakantie")
    assert shown[date(2026, 11, 23)] == (48, "even", "4 dagen", "wo Studiedag")
    assert shown[date(2026, 11, 30)] == (49, "oneven", "5 dagen", "vr Andere schooltijden")
    assert shown[date(2026, 12, 28)] == (53, "oneven", "dicht", "Kerstvakantie")
    assert shown[date(2027, 1, 4)] == (1, "oneven", "5 dagen", "")
    assert any("allebei oneven" in sentence for sentence in year.warnings())
    assert calendar_week(store, SCHOOL, STUDY_DAY)[1].own_days[0].first_day == STUDY_DAY
    set_school(store, fortnight_anchor=date(2026, 11, 23))
    year = calendar_year(store, SCHOOL, YEAR)
    assert year.warnings() == ()
    assert "om en om" in year.counting


own_days = st.builds(
    lambda kind, start, length: OwnDay(
        school_id=SCHOOL,
        kind=kind,
        first_day=YEAR.first_day + timedelta(days=start),
        last_day=YEAR.first_day + timedelta(days=start + length),
    ),
    st.sampled_from(OwnDayKind),
    st.integers(0, 364),
    st.integers(0, 20),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rhythm=st.sampled_from(Rhythm),
    weekday=st.integers(0, 6),
    period=st.tuples(st.none() | st.dates(date(2026, 7, 1), date(2027, 8, 31)), st.integers(0, 400)),
    region=st.sampled_from(HolidayRegion),
    anchor=st.none() | st.dates(date(2025, 8, 1), date(2027, 7, 31)),
    skips=st.booleans(),
    own=st.lists(own_days, max_size=4),
    looked_at=st.lists(st.integers(0, 51), min_size=6, max_size=6),
)
def test_a_visit_is_in_the_calendar_file_on_each_day_that_it_takes_place_and_on_no_other(
    store: Store,
    rhythm: str,
    weekday: int,
    period: tuple[date | None, int],
    region: str,
    anchor: date | None,
    skips: bool,
    own: list[OwnDay],
    looked_at: list[int],
) -> None:
    """Whatever the school chose: Vandaag, the calendar and the file of a calendar program agree on every day."""
    starts, length = period
    with store.unit_of_work("Opnieuw") as work:
        for model in (VisitPattern, OwnDay):
            for old in living(store, model):
                work.remove(work.get(model, old.id))
        school = {"holiday_region": str(region), "fortnight_anchor": anchor, "fortnight_skips_holidays": skips}
        work.change(work.get(School, SCHOOL), school)
        work.add(*own)
    ends = starts + timedelta(days=length) if starts else None
    visit = place(store, str(rhythm), weekday, starts_on=starts, ends_on=ends)
    assert this_school_year(store) == YEAR
    found = calendar_of_school(store, SCHOOL, YEAR)
    shown = set(days_in(visit_calendar(found.name, found.visits, YEAR, IMPRINT)))
    here = calendar_of(store, SCHOOL)
    assert here.calendar is not None
    for number in range(365):
        day = YEAR.first_day + timedelta(days=number)
        held = (starts is None or starts <= day) and (ends is None or day <= ends)
        due = held and day.weekday() == weekday and here.fortnights.meets(rhythm, day)
        assert (day in shown) == (due and here.calendar.on(day).is_open)
    first = YEAR.first_day + timedelta(days=(weekday - YEAR.first_day.weekday()) % 7)
    for week in looked_at:
        day = first + timedelta(weeks=week)
        assert [one.id for one in visits_on(store, day)] == ([visit.id] if day in shown else [])
