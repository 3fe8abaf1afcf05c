"""The school holidays and public holidays that the app knows by itself."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import holidays
import pytest

from storage.models.codes import ChosenHoliday, HolidayRegion
from zorgarrangeur_tui.domain.holiday_periods import BREAK_NAMES, longest_break, shipped_holidays
from zorgarrangeur_tui.domain.public_holidays import all_school_decides, public_holiday_on, public_holidays
from zorgarrangeur_tui.domain.school_years import days_between, school_year_of
from zorgarrangeur_tui.domain.words import word

REGIONS = {HolidayRegion.NORTH: "Noord", HolidayRegion.MIDDLE: "Midden", HolidayRegion.SOUTH: "Zuid"}


def test_every_region_has_five_holidays_in_every_school_year() -> None:
    """From 2023-2024 up to and including 2029-2030, each from a Saturday to a Sunday."""
    found = shipped_holidays()
    years = Counter((period.region, school_year_of(period.first_day).name) for period in found)
    assert set(years.values()) == {5}
    assert {year for _, year in years} == {f"{year}-{year + 1}" for year in range(2023, 2030)}
    assert all((period.first_day.weekday(), period.last_day.weekday()) == (5, 6) for period in found)
    assert all(period.length <= longest_break(period.name, period.first_day).days for period in found)
    assert all("Stcrt." in period.source for period in found)


@pytest.mark.parametrize("region", REGIONS)
def test_the_school_holidays_still_are_those_of_the_list_they_came_from(region: HolidayRegion) -> None:
    """The library that others keep has the same days with the same names, from the autumn of 2023 to the summer of 2030.

    A list of somebody else is compared in the acceptance test on real files.
    """
    theirs = holidays.country_holidays(
        "NL", subdiv=REGIONS[region], years=range(2023, 2031), language="nl", categories=("school",)
    )
    ours = {
        day: period.name
        for period in shipped_holidays()
        if period.region == region
        for day in days_between(period.first_day, period.last_day)
    }
    assert set(ours.values()) == set(BREAK_NAMES.values())
    assert ours == {day: name for day, name in theirs.items() if date(2023, 9, 10) <= day <= date(2030, 9, 30)}


def test_a_holiday_reads_as_people_say_it() -> None:
    """Name, region and both days."""
    autumn = next(
        period
        for period in shipped_holidays()
        if period.region == HolidayRegion.MIDDLE and period.first_day == date(2026, 10, 17)
    )
    assert autumn.words == "Herfstvakantie regio Midden, 17 t/m 25 oktober 2026"


def test_public_holidays_move_with_easter_and_with_a_sunday() -> None:
    """Whit Monday is 50 days after Easter; the King's Day that falls on a Sunday is the day before."""
    by_name = {holiday.name: holiday.day for holiday in public_holidays(2025)}
    assert by_name["Tweede pinksterdag"] - by_name["Eerste paasdag"] == timedelta(days=50)
    assert by_name["Koningsdag"] == date(2025, 4, 26)


def test_on_some_public_holidays_a_school_decides_itself() -> None:
    """Good Friday and 5 May carry the name by which a school says so; Whit Monday does not."""
    good_friday = public_holiday_on(date(2027, 3, 26))
    assert good_friday is not None
    assert good_friday.rule_id == "good_friday"
    assert good_friday.words == "Goede vrijdag, 26 maart 2027 (niet elke school is dan dicht)"
    for year in range(2024, 2031):
        liberation = public_holiday_on(date(year, 5, 5))
        assert liberation is not None
        assert liberation.rule_id == "liberation_day"
    whit_monday = public_holiday_on(date(2027, 5, 17))
    assert whit_monday is not None
    assert whit_monday.rule_id == ""
    assert public_holiday_on(date(2027, 5, 18)) is None


def test_a_school_chooses_by_the_codes_and_names_of_the_rules() -> None:
    """The codes that a record holds are the ids of the dated rules."""
    assert {(rule.id, rule.name) for rule in all_school_decides()} == {
        (code.value, word(code, ChosenHoliday)) for code in ChosenHoliday
    }
