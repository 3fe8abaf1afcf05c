"""A school year week by week: what differs from usual is told once, in the week and on the day where it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from storage.models import (
    Absence,
    OwnDay,
    Professional,
    Provider,
    School,
    VisitException,
    VisitPattern,
    site_id,
    visit_day_id,
)
from storage.models.codes import HolidayRegion, Rhythm
from storage.models.planning_codes import CancellationCause, ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.plan_views import PlanAsk, plan_page
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.term_views import TermAsk, TermKind, TermPage, term_page
from zorgarrangeur_tui.domain.plan_view_values import ViewKind
from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.domain.term_view import DifferenceKind, TermWeek

MONDAY = date(2026, 11, 23)
NEXT_MONDAY = MONDAY + timedelta(weeks=1)
BELLS = [[510, 870]] * 5


class Planned:
    """A store with a school in the middle of the country, where Anna comes each Monday and Bram each even Tuesday."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.school = School(
            id=site_id("99ZZ00"),
            site_code="99ZZ00",
            name="De Wilg",
            bell_times=BELLS,
            holiday_region=HolidayRegion.MIDDLE.value,
        )
        provider = Provider(name="Zorg Zonnig")
        self.anna = Professional(name="Anna Bos", provider_id=provider.id)
        self.bram = Professional(name="Bram Vos", provider_id=provider.id)
        self.first = self.visit(self.anna, 0)
        self.second = self.visit(self.bram, 1, rhythm=Rhythm.EVEN)
        self.add(self.school, provider, self.anna, self.bram, self.first, self.second)

    def add(self, *records: Any) -> None:
        """Store records as one act."""
        with self.store.unit_of_work("Klaargezet") as work:
            work.add(*records)

    def visit(self, person: Professional, weekday: int, **values: Any) -> VisitPattern:
        """Return a visit at nine that comes back."""
        where = {"school_id": self.school.id, "start_minute": 540, **values}
        return VisitPattern(professional_id=person.id, weekday=weekday, **where)

    def decide(self, visit: VisitPattern, due: date, **values: Any) -> None:
        """Write down what is decided about a visit on a day."""
        self.add(VisitException(id=visit_day_id(visit.id, due), visit_id=visit.id, day=due, **values))

    def page(self, **ask: Any) -> TermPage:
        """Return the school year of the school."""
        return term_page(self.store, TermAsk(TermKind.SCHOOL, self.school.id, **ask))


@pytest.fixture
def planned(make_store: Callable[[], Store]) -> Planned:
    """Return such a store."""
    return Planned(make_store())


def week_of(page: TermPage, day: date) -> TermWeek:
    """Return the week of a day."""
    return next(week for week in page.weeks if week.monday <= day <= week.last_monday + timedelta(days=6))


def test_a_usual_week_tells_nothing(planned: Planned) -> None:
    """Even and odd weeks have their own visits without differing from each other; holidays are one line."""
    page = planned.page()
    even, odd = week_of(page, MONDAY), week_of(page, NEXT_MONDAY)
    assert (even.sort, len(even.entries), even.minutes, even.differs) == ("even", 2, 120, False)
    assert (odd.sort, len(odd.entries), odd.differs) == ("oneven", 1, False)
    christmas = week_of(page, date(2026, 12, 28))
    assert (christmas.number, christmas.words, christmas.is_closed) == ("52-53", "Kerstvakantie", True)
    assert sum(week.monday == week.last_monday and not week.is_closed for week in page.weeks) > 35
    days = [day for week in page.weeks for day in (week.monday, week.last_monday)]
    assert days == sorted(days)


def test_what_was_decided_about_a_day_is_told_in_its_week(planned: Planned) -> None:
    """Cancelled with its cause, moved in both weeks, and taken over by name; other weeks stay as usual."""
    planned.decide(planned.first, MONDAY, kind=ExceptionKind.CANCELLED, cause=CancellationCause.PROFESSIONAL_ABSENT)
    planned.decide(planned.second, MONDAY + timedelta(days=1), moved_to=NEXT_MONDAY + timedelta(days=3))
    planned.decide(planned.first, NEXT_MONDAY, professional_id=planned.bram.id)
    page = planned.page()
    this_week, following = week_of(page, MONDAY), week_of(page, NEXT_MONDAY)
    assert this_week.words == (
        "ma: Anna Bos vervalt (zorgprofessional afgemeld); di 9:00 Bram Vos: is nu op donderdag 3 december"
    )
    assert this_week.entries == ()
    assert following.words == (
        "ma 9:00 Bram Vos komt in plaats van Anna Bos; do 9:00 Bram Vos: eigenlijk dinsdag 24 november 9:00-10:00"
    )
    assert [one.day.weekday() for one in following.entries if one.differs] == [0, 3]
    assert sum(bool(week.differences) for week in page.weeks) == 2


def test_visits_that_begin_end_or_are_there_once_are_told_where_they_do(planned: Planned) -> None:
    """A visit that is there from the first school week on is not new."""
    friday = MONDAY + timedelta(days=4)
    planned.add(
        planned.visit(planned.bram, 4, starts_on=MONDAY),
        planned.visit(planned.anna, 3, starts_on=date(2026, 8, 1), ends_on=MONDAY - timedelta(days=1)),
        planned.visit(planned.anna, 2, starts_on=friday - timedelta(days=2), ends_on=friday),
    )
    page = planned.page()
    assert (
        week_of(page, MONDAY).words == "eenmalig: wo 9:00 Anna Bos; gestopt: do 9:00 Anna Bos; nieuw: vr 9:00 Bram Vos"
    )
    kinds = [one.kind for week in page.weeks for one in week.differences]
    assert kinds == [DifferenceKind.ONCE, DifferenceKind.ENDED, DifferenceKind.NEW]


def test_a_closed_day_is_special_and_takes_its_visits_away(planned: Planned) -> None:
    """A study day is told with its weekday; the visit is not counted."""
    planned.add(OwnDay(school_id=planned.school.id, first_day=MONDAY, name="Studiedag team"))
    week = week_of(planned.page(), MONDAY)
    assert (week.words, len(week.on_weekday(0)), week.open_days) == ("ma Studiedag team", 0, frozenset({1, 2, 3, 4}))


def test_the_year_of_a_professional_has_all_schools_and_who_is_stood_in_for(planned: Planned) -> None:
    """Bram has his own visit and the one that he takes over; Anna is told that he comes instead of her."""
    planned.decide(planned.first, MONDAY, professional_id=planned.bram.id)
    bram = term_page(planned.store, TermAsk(TermKind.PROFESSIONAL, planned.bram.id))
    week = week_of(bram, MONDAY)
    assert [(one.day.weekday(), bram.called(one.visit)) for one in week.entries] == [(0, "De Wilg"), (1, "De Wilg")]
    assert sum(len(one.entries) for one in bram.weeks if one.monday > NEXT_MONDAY) < sum(
        len(one.entries) for one in planned.page().weeks if one.monday > NEXT_MONDAY
    )
    anna = term_page(planned.store, TermAsk(TermKind.PROFESSIONAL, planned.anna.id))
    assert week_of(anna, MONDAY).entries == ()
    assert week_of(anna, MONDAY).words == "ma 9:00 De Wilg: Bram Vos komt in plaats van Anna Bos"
    assert week_of(anna, date(2026, 12, 28)).words == "De Wilg dicht (Kerstvakantie)"


def test_another_school_year_can_be_seen(planned: Planned) -> None:
    """Also one in which nobody comes any more."""
    with planned.store.unit_of_work("Voorbij") as work:
        for visit in living(planned.store, VisitPattern):
            work.change(work.get(VisitPattern, visit.id), {"ends_on": MONDAY})
    later = planned.page(year=SchoolYear(2027))
    assert later.year.name == "2027-2028"
    assert not any(week.entries or week.differences for week in later.weeks)


def test_who_is_away_without_a_replacement_is_told(planned: Planned) -> None:
    """In the week and in the views with a date; once somebody comes instead, only that is told."""
    planned.add(Absence(professional_id=planned.anna.id, first_day=MONDAY, last_day=NEXT_MONDAY))
    planned.decide(planned.first, NEXT_MONDAY, professional_id=planned.bram.id)
    page = planned.page()
    assert week_of(page, MONDAY).words == "ma 9:00 Anna Bos: afwezig, nog geen vervanger"
    assert "afwezig" not in week_of(page, NEXT_MONDAY).words
    (shown,) = plan_page(planned.store, PlanAsk(ViewKind.PROFESSIONAL, planned.anna.id, MONDAY)).shown
    assert shown.differs == "afwezig, nog geen vervanger"
