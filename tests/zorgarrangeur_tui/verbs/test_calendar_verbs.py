"""The calendar of a school on the command line: own days, weeks, settings, and a list of holidays."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine

from zorgarrangeur_tui.verbs.finding import find_school

SCHOOL = ("--school", "99ZA00")


@pytest.fixture
def line(at_school: CommandLine) -> CommandLine:
    """Return the command line of somebody with a school in the south of the country."""
    at_school.did("change", "school", "99ZA00", "holiday_region=south", "bell_times=8:30-15:00")
    return at_school


def weeks_of(line: CommandLine, *more: str) -> dict[str, dict[str, object]]:
    """Return the weeks of the school year by their number."""
    return {week["week"]: week for week in line.answer("list", "calendar", *SCHOOL, *more)["weeks"]}


def test_an_own_day_is_added_changed_and_removed(line: CommandLine) -> None:
    """It is named by what it is; the list of weeks follows."""
    added = line.answer("add", "own-day", *SCHOOL, "--first-day", "25-11-2026", "--name", "Teamdag")
    assert added["type"] == "own_day"
    assert weeks_of(line)["2026-W48"]["special"] == "wo Teamdag"
    told = line.did("change", "own-day", added["id"], "kind=other_hours", "start_minute=8:30", "end_minute=12:00")
    assert "Teamdag, 25 november 2026" in told
    day = line.answer("list", "calendar", *SCHOOL, "--week", "2026-W48")["days"][2]
    assert (day["open"], day["start_minute"], day["end_minute"]) == (True, 510, 720)
    line.did("remove", "own-day", added["id"])
    assert weeks_of(line)["2026-W48"]["special"] == ""


def test_an_own_day_that_cannot_be_is_refused(line: CommandLine) -> None:
    """A last day before the first, and hours on a day that is closed."""
    day = ("add", "own-day", *SCHOOL, "--first-day", "25-11-2026")
    assert "voor de begindatum" in line.refused(*day, "--last-day", "24-11-2026")
    assert "Laat de tijden leeg" in line.refused(*day, "--start", "8:30", "--end", "12:00")


def test_the_turn_of_the_year_is_told(line: CommandLine) -> None:
    """Week 53 and week 1 are both odd by number, which is told on standard error; from an anchor they alternate."""
    result = line.on_store("list", "calendar", *SCHOOL)
    assert "Week 53 van 2026 en week 1 van 2027 zijn allebei oneven." in result.stderr
    assert "volgens het weeknummer" in result.stdout.splitlines()[0]
    counted = [weeks_of(line)[week]["counts_as"] for week in ("2026-W52", "2026-W53", "2027-W01", "2027-W02")]
    assert counted == ["even", "odd", "odd", "even"]
    line.did("change", "school", "99ZA00", "fortnight_anchor=23-11-2026")
    assert line.on_store("list", "calendar", *SCHOOL).stderr == ""
    counted = [weeks_of(line)[week]["counts_as"] for week in ("2026-W52", "2026-W53", "2027-W01", "2027-W02")]
    assert counted == ["even", "odd", "even", "odd"]
    line.did("change", "school", "99ZA00", "fortnight_skips_holidays=ja")
    assert weeks_of(line)["2027-W01"]["counts_as"] == "even"


def test_a_week_is_shown_day_by_day(line: CommandLine) -> None:
    """With its reason in full, and with the settings that the school chose."""
    told = line.did("list", "calendar", *SCHOOL, "--week", "2027-W12")
    assert "De Wilgenroos, week 12, even" in told
    assert "dicht: Goede vrijdag, 26 maart 2027" in told
    line.did("change", "school", "99ZA00", "open_holidays=good_friday")
    assert "vrijdag 26    8:30-15:00" in line.did("list", "calendar", *SCHOOL, "--week", "2027-W12")


def test_another_school_year_is_asked_for(line: CommandLine) -> None:
    """Of years that nobody knows the holidays of, that is told."""
    assert "2027-W40" in weeks_of(line, "--year", "2027-2028")
    assert "zijn niet bekend" in line.on_store("list", "calendar", *SCHOOL, "--year", "2031").stderr
    for wrong in (("--year", "2027-2029"), ("--year", "2027", "--week", "2027-W01")):
        assert line.on_store("list", "calendar", *SCHOOL, *wrong).exit_code == 2


def test_breaks_and_quiet_windows_are_written_as_hours(line: CommandLine) -> None:
    """As availability is; a code that is none is refused."""
    line.did("change", "school", "99ZA00", "breaks=werkdagen 10:15-10:30", "quiet_windows=ma 8:30-9, di 8:30-9")
    with line.open() as store:
        school = find_school(store, "99ZA00")
    assert school.breaks == [[day, 615, 630] for day in range(5)]
    assert school.quiet_windows == [[0, 510, 540], [1, 510, 540]]
    assert "good_friday" in line.refused("change", "school", "99ZA00", "open_holidays=sinterklaas")


def test_a_list_of_holidays_is_tried_read_in_and_undone(line: CommandLine, tmp_path: Path) -> None:
    """Refused lines are on standard error; the calendar follows."""
    path = tmp_path / "vakanties.csv"
    path.write_text(
        "naam;begindatum;einddatum;regio\n"
        "Carnaval;6-2-2027;12-2-2027;Zuid\n"
        "Voorjaarsvakantie;13-2-2027;21-3-2027;Zuid\n"
    )
    tried = line.answer("import", "holidays", str(path), "--dry-run")
    assert (tried["new"], tried["refused"], tried["dry_run"]) == (1, 1, True)
    assert weeks_of(line)["2027-W06"]["special"] == ""
    result = line.on_store("import", "holidays", str(path))
    assert result.exit_code == 0
    assert "1 nieuw, 0 gewijzigd" in result.stdout
    assert "dat is 37 dagen" in result.stderr
    assert weeks_of(line)["2027-W06"]["special"] == "Carnaval"
    line.did("undo")
    assert weeks_of(line)["2027-W06"]["special"] == ""


def test_visits_of_a_week_are_those_that_take_place(line: CommandLine) -> None:
    """In the autumn holiday nobody is at school."""
    line.did("add", "provider", "--name", "Zorg De Windroos")
    line.did("add", "professional", "--provider", "Zorg De Windroos", "--name", "Anna Bos")
    visit = ("--professional", "Anna Bos", "--day", "ma", "--start", "9:00", "--minutes", "60")
    line.did("add", "visit", *SCHOOL, *visit)
    assert len(line.answer("list", "visits", "--week", "2026-W48")) == 1
    assert line.answer("list", "visits", "--week", "2026-W43") == []
