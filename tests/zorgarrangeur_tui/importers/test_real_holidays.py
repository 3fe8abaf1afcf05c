"""The importer of holidays on files that nobody here made up, kept beside the repository."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from reference_kit import lines_of

from storage.models.codes import HolidayRegion
from storage.text_rules import has_forbidden_character
from zorgarrangeur_tui.domain.holiday_periods import shipped_holidays
from zorgarrangeur_tui.domain.public_holidays import public_holidays
from zorgarrangeur_tui.importers.holidays import plan_holidays
from zorgarrangeur_tui.importers.problems import FileRefused, Severity

DATA = Path(__file__).parents[3].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the folder ../shared/data with real lists is not there")


def test_the_real_school_holidays_are_used_but_for_two_wrong_end_dates() -> None:
    """97 lines give 160 holidays per region; both spring holidays of five weeks are refused with what may be meant."""
    name = "calendar/school_holidays_nl.csv"
    plan = plan_holidays(name, (DATA / name).read_bytes())
    assert (plan.lines_read, plan.new_count, plan.doubtful_count, plan.refused_count) == (97, 160, 0, 2)
    first, second = plan.problems
    assert "21 maart 2027: dat is 37 dagen" in first.sentence
    assert first.sentence.endswith("De app zelf kent 13 t/m 21 februari 2027.")
    assert "18 maart 2029: dat is 37 dagen" in second.sentence
    assert second.sentence.endswith("De app zelf kent 10 t/m 18 februari 2029.")
    assert "ODbL" in plan.changes[0].period.licence


def test_the_app_states_the_same_school_holidays_as_the_real_list() -> None:
    """Every holiday of the app stands in the list with the same days, but for the two that the list has wrong."""
    name = "calendar/school_holidays_nl.csv"
    theirs = {one.period.key: one.period for one in plan_holidays(name, (DATA / name).read_bytes()).changes}
    missing = [period for period in shipped_holidays() if period.key not in theirs]
    assert [(period.region, period.first_day) for period in missing] == [
        (HolidayRegion.SOUTH, date(2027, 2, 13)),
        (HolidayRegion.SOUTH, date(2029, 2, 10)),
    ]
    for period in shipped_holidays():
        if period not in missing:
            same = theirs[period.key]
            assert (same.first_day, same.last_day) == (period.first_day, period.last_day)


def test_the_real_public_holidays_are_those_that_the_app_computes() -> None:
    """121 lines, eleven a year, none missing and none doubted."""
    name = "calendar/public_holidays_nl.csv"
    plan = plan_holidays(name, (DATA / name).read_bytes())
    assert (plan.lines_read, plan.new_count, plan.problems) == (121, 121, ())
    ours = {(day.day, day.name) for year in range(2020, 2031) for day in public_holidays(year)}
    assert {(one.period.first_day, one.period.name) for one in plan.changes} == ours


def test_other_lists_are_no_holidays() -> None:
    """The lists of regions beside them are refused as a whole."""
    for name in ("calendar/subdivisions_nl.csv", "calendar/holiday_regions_nl.csv"):
        with pytest.raises(FileRefused):
            plan_holidays(name, (DATA / name).read_bytes())


def test_hostile_text_in_any_cell_is_refused_or_taken_in_as_plain_text() -> None:
    """Each of the naughty strings, in each cell of a line that is right but for it."""
    texts = json.loads((DATA / "hostile_text" / "blns.json").read_text(encoding="utf-8"))
    right = ["1", "NL", "2026-10-17", "2026-10-25", "School", "Regional", "NL Herfstvakantie", "MI"]
    heading = "Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Groups"
    for position in (1, 2, 6, 7):
        rows = []
        for text in texts:
            cell = '"' + text.replace('"', '""').replace("\0", "") + '"'
            rows.append(";".join([*right[:position], cell, *right[position + 1 :]]))
        plan = plan_holidays("v.csv", lines_of(heading, *rows))
        used = {one.line for one in plan.changes}
        refused = {one.line for one in plan.problems if one.severity is Severity.REFUSED}
        assert not used & refused
        assert len(used) + len(refused) + plan.doubtful_count >= plan.lines_read
        assert not any(has_forbidden_character(one.sentence) for one in plan.problems)
