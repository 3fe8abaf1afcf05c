"""What differs from the published plan on days for which that is at short notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from check_samples import MONDAY, SCHOOL, visit

from storage.models.codes import HolidayRegion, OwnDayKind, Rhythm
from storage.models.planning_codes import ExceptionKind
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.published_plan import PublishedException, PublishedVisit
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.school_days import BellTimes, OwnDay, SchoolDays
from zorgarrangeur_tui.domain.short_notice import announced_days, changed_at_short_notice
from zorgarrangeur_tui.domain.visit_check_values import Announced, DayVisit
from zorgarrangeur_tui.domain.visit_findings import Severity

WEDNESDAY = MONDAY + timedelta(days=2)
THURSDAY = MONDAY + timedelta(days=3)


def told(*now: DayVisit, then: tuple[DayVisit, ...], known: tuple[str, ...] = ("v",)) -> list[str]:
    """Return what is said when `then` was made known for Monday up to Wednesday, and it is `now`."""
    school = replace(SCHOOL, announced=Announced(MONDAY, WEDNESDAY, 7, then))
    return [one.sentence.split(" Dat is ")[0] for one in changed_at_short_notice(school, now, known)]


def test_what_was_made_known_and_stayed_is_no_finding() -> None:
    """Neither is what lies outside the days of short notice, nor anything at a school that was never told a plan."""
    assert told(visit(), then=(visit(),)) == []
    assert told(visit(), visit(day=THURSDAY), then=(visit(),)) == []
    assert list(changed_at_short_notice(SCHOOL, [visit()], ("v",))) == []


def test_each_change_says_how_it_was() -> None:
    """Another time, length, person or day; a change on the same day goes before a move to another day."""
    place = "Het bezoek op maandag 23 november 2026 om 9:00"
    other = f"{place} is anders dan in het gepubliceerde rooster:"
    assert told(visit(), then=(visit(start=600),)) == [f"{other} het was om 10:00."]
    assert told(visit(), then=(visit(minutes=45, professional_id="m"),)) == [
        f"{other} het duurde 45 min en er zou iemand anders komen."
    ]
    assert told(visit(), then=(visit(day=WEDNESDAY),)) == [f"{other} het was op woensdag 25 november 2026 om 9:00."]
    both = told(visit(), visit(day=WEDNESDAY), then=(visit(start=600), visit(day=MONDAY + timedelta(days=1))))
    assert both[0] == f"{other} het was om 10:00."
    assert len(both) == 2


def test_a_new_and_a_dropped_visit_are_told_with_the_way_out() -> None:
    """It is soft; a visit that is gone altogether names no visit to change."""
    place = "Het bezoek op maandag 23 november 2026 om 9:00"
    assert told(visit(), then=()) == [f"{place} staat niet in het gepubliceerde rooster."]
    gone = f"{place} staat in het gepubliceerde rooster, maar gaat niet door."
    assert told(then=(visit(),)) == [gone]
    school = replace(SCHOOL, announced=Announced(MONDAY, WEDNESDAY, 7, (visit(),)))
    (finding,) = changed_at_short_notice(school, [], ())
    assert (finding.severity, finding.visit_ids, finding.about) == (Severity.SOFT, (), ("s", "v"))
    assert finding.sentence == (
        f"{gone} Dat is minder dan 7 dagen van tevoren. Laat het de school en de zorgaanbieder weten en publiceer opnieuw, "
        "of zet het terug."
    )


def test_a_published_plan_is_read_by_the_calendar_of_today() -> None:
    """Exceptions count, an even week has no odd visit, and a study day that came later closes the day for all."""
    study_day = OwnDay(OwnDayKind.STUDY_DAY, WEDNESDAY, WEDNESDAY)
    hours = BellTimes(((510, 870),) * 5)
    calendar = SchoolCalendar(SchoolDays("s", "De Wilgenboog", HolidayRegion.MIDDLE, (hours,), (study_day,)))
    visits = [
        PublishedVisit("a", "n", 0, 540, 60, Rhythm.WEEKLY),
        PublishedVisit("b", "n", 1, 540, 60, Rhythm.ODD),
        PublishedVisit("c", "n", 2, 540, 60, Rhythm.WEEKLY),
        PublishedVisit("d", "n", 3, 540, 60, Rhythm.EVEN, starts_on=date(2026, 1, 1)),
        PublishedVisit("e", "n", 4, 540, 60, Rhythm.WEEKLY),
    ]
    exceptions = [
        PublishedException(
            "a", MONDAY, ExceptionKind.CHANGED, moved_to=THURSDAY, start_minute=600, professional_id="m"
        ),
        PublishedException("e", MONDAY + timedelta(days=4), ExceptionKind.CANCELLED),
    ]
    found = announced_days("s", visits, exceptions, calendar, Fortnights(), (MONDAY, MONDAY + timedelta(days=6)))
    assert [(one.id, one.day, one.start_minute, one.professional_id) for one in found] == [
        ("a", THURSDAY, 600, "m"),
        ("d", THURSDAY, 540, "n"),
    ]
