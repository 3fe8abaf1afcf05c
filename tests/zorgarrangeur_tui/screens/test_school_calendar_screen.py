"""The calendar of a school by keys: its weeks, own days, settings, another year, and a list of holidays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage.models import OwnDay, School, SchoolHoliday, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import add_own_day
from zorgarrangeur_tui.desk.records import change_record, living
from zorgarrangeur_tui.testing import Tester, open_app

SCHOOL = site_id("99ZZ00")
WIDE = (250, 50)
"""Where every sentence of the panel stands on one line."""
LIST = (
    "naam;begindatum;einddatum;regio\n"
    "Carnaval;6-2-2027;12-2-2027;Midden\n"
    "Voorjaarsvakantie;13-2-2027;21-3-2027;Midden\n"
)


@pytest.fixture(autouse=True)
def _in_the_middle(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the school a holiday region, and work in the folder of the test."""
    change_record(store, School, SCHOOL, {"holiday_region": "middle"}, "School gewijzigd")
    monkeypatch.chdir(tmp_path)


async def open_calendar(tester: Tester) -> None:
    """Open the calendar of De Wilg from the list of schools."""
    await tester.press("3", "slash")
    await tester.type("wilg")
    await tester.press("enter", "enter", "c")


def week_row(tester: Tester, number: str) -> tuple[str, ...]:
    """Return the line of a week."""
    return next(tuple(row) for row in tester.pages.rows("calendar-weeks") if row[0].strip() == number)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_calendar_opens_on_this_week(store: Store, tmp_path: Path, size: tuple[int, int]) -> None:
    """With the week day by day, what it counts as, and a way back; also on a small screen."""
    async with open_app(tmp_path / "opslag", store=store, size=size) as tester:
        await open_calendar(tester)
        assert tester.pages.open_screen == "SchoolCalendarScreen"
        assert "De Wilg · schooljaar 2026-2027 · nu week 48, even" in tester.pages.text()
        assert "Week 48, even: vanaf 23 november 2026" in tester.pages.text()
        assert "43 19-10 oneven dicht Herfstvakantie" in " ".join(" ".join(week_row(tester, "43")).split())
        await tester.press("escape")
        assert tester.pages.open_screen == "SchoolScreen"


async def test_the_next_weeks_and_the_stutter_are_told(store: Store, tmp_path: Path) -> None:
    """Six weeks ahead, how the school counts, and that week 53 and week 1 are both odd."""
    async with open_app(tmp_path / "opslag", store=store, size=WIDE) as tester:
        await open_calendar(tester)
        assert tester.pages.says("48 even, 49 oneven, 50 even, 51 oneven, 52 even, 53 oneven.")
        assert tester.pages.says("Deze school telt even en oneven volgens het weeknummer.")
        assert tester.pages.says("zijn allebei oneven")
        await tester.press("s")
        await tester.pages.fill(fortnight_anchor="30-11-2026", quiet_windows="werkdagen 8:30-9")
        await tester.pages.submit()
        assert "nu week 48, oneven" in tester.pages.text()
        assert tester.pages.says("even en oneven om en om; elke week telt mee")
        assert not tester.pages.says("zijn allebei oneven")
        assert tester.store.get(School, SCHOOL).quiet_windows[0] == [0, 510, 540]


async def test_an_own_day_is_added_changed_and_taken_away(store: Store, tmp_path: Path) -> None:
    """Each is one act; the form begins in the week under the cursor, and undo brings back what was there."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_calendar(tester)
        await tester.press("n")
        await tester.pages.fill(first_day="9-12-2026", last_day="8-12-2026", name="Teamdag")
        await tester.pages.submit()
        assert tester.pages.says("De einddatum ligt voor de begindatum.")
        await tester.pages.fill(last_day="")
        await tester.pages.submit()
        assert "Week 50, even: vanaf 7 december 2026" in tester.pages.text()
        assert week_row(tester, "50")[-1].strip() == "wo Teamdag"
        await tester.press("e")
        await tester.pages.fill(name="Studiedag team")
        await tester.pages.submit()
        assert week_row(tester, "50")[-1].strip() == "wo Studiedag team"
        await tester.press("delete")
        assert tester.pages.says("Studiedag team, 9 december 2026 weghalen?")
        await tester.press("right", "enter")
        assert week_row(tester, "50")[-1].strip() == ""
        await tester.press("u")
        assert week_row(tester, "50")[-1].strip() == "wo Studiedag team"
        await tester.press("u")
        assert [one.name for one in living(tester.store, OwnDay)] == ["Teamdag"]


async def test_of_two_own_days_in_a_week_the_user_chooses(store: Store, tmp_path: Path) -> None:
    """By typing a part of it."""
    for day, name in ((23, "Markt"), (24, "Teamdag")):
        add_own_day(store, SCHOOL, {"first_day": date(2026, 11, day), "name": name})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_calendar(tester)
        assert week_row(tester, "48")[-1].strip() == "ma Markt, di Teamdag"
        await tester.press("delete")
        await tester.type("team")
        await tester.press("enter", "right", "enter")
        assert [one.name for one in living(tester.store, OwnDay)] == ["Markt"]


async def test_another_school_year_and_back(store: Store, tmp_path: Path) -> None:
    """The keys for it; a year without known holidays says so."""
    async with open_app(tmp_path / "opslag", store=store, size=WIDE) as tester:
        await open_calendar(tester)
        await tester.press("right_square_bracket")
        assert "schooljaar 2027-2028" in tester.pages.text()
        await tester.press(*["right_square_bracket"] * 4)
        assert tester.pages.says("zijn niet bekend. Lees een vakantielijst in.")
        await tester.press(*["left_square_bracket"] * 5)
        assert "Week 48, even: vanaf 23 november 2026" in tester.pages.text()


async def test_a_list_of_holidays_is_looked_at_before_it_is_read_in(store: Store, tmp_path: Path) -> None:
    """The refused line is named; Ctrl+S reads the others in, and undo takes them back."""
    (tmp_path / "v.csv").write_text(LIST)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_calendar(tester)
        await tester.press("i", "ctrl+u")
        await tester.type("v.csv")
        await tester.press("enter")
        assert tester.pages.says("+ Carnaval regio Midden, 2026-2027")
        assert tester.pages.says("dat is 37 dagen")
        assert living(tester.store, SchoolHoliday) == []
        await tester.press("ctrl+s")
        assert week_row(tester, "6")[-1].strip() == "Carnaval"
        assert "Ingelezen: 1 nieuwe vakantie, 0 gewijzigd. 1 regel niet gebruikt. Met u maakt u dit ongedaan." in (
            tester.pages.notices()
        )
        await tester.press("u")
        assert week_row(tester, "6")[-1].strip() == ""
