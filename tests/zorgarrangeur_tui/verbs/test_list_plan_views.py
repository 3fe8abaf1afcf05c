"""A school year, and what is asked against who is there, on the command line."""

from __future__ import annotations

import pytest
from cli_kit import CommandLine

SCHOOL = ("--school", "99ZA00")


@pytest.fixture
def line(at_school: CommandLine) -> CommandLine:
    """Return the command line of somebody with a school where a professional comes on Monday at nine."""
    at_school.did("change", "school", "99ZA00", "holiday_region=middle", "bell_times=8:30-15:00", "room_count=1")
    at_school.did("add", "provider", "--name", "Zorg Zonnig")
    at_school.did("add", "professional", "--provider", "Zorg Zonnig", "--name", "Anna Bos", "--skill", "nursing")
    at_school.did(
        "add", "visit", *SCHOOL, "--professional", "Anna Bos", "--day", "ma", "--start", "9:00", "--minutes", "60"
    )
    return at_school


def test_a_school_year_is_told_week_by_week(line: CommandLine) -> None:
    """With what differs; only the weeks that do, when that is asked. A professional has the same weeks."""
    line.did("add", "own-day", *SCHOOL, "--first-day", "23-11-2026", "--name", "Teamdag")
    told = line.did("list", "term", *SCHOOL)
    assert "De Wilgenroos, schooljaar 2026-2027." in told
    assert "ma Teamdag" in told
    answer = line.answer("list", "term", *SCHOOL)
    weeks = {week["week"]: week for week in answer["weeks"]}
    assert (weeks["2026-W48"]["visits"], weeks["2026-W49"]["visits"], weeks["2026-W49"]["minutes"]) == (0, 1, 60)
    assert (weeks["2026-W52"]["last_week"], weeks["2026-W52"]["special"]) == ("2026-W53", "Kerstvakantie")
    differing = line.answer("list", "term", *SCHOOL, "--differing")["weeks"]
    assert 0 < len(differing) < len(weeks)
    of_anna = line.answer("list", "term", "--professional", "Anna Bos", "--year", "2026-2027")
    assert sum(week["visits"] for week in of_anna["weeks"]) == sum(week["visits"] for week in weeks.values())
    assert "Noem een school" in line.on_store("list", "term").stderr


def test_half_hours_are_told_with_who_is_there_and_the_rooms(line: CommandLine) -> None:
    """A half hour in which nothing happens is left out. Children are not named."""
    told = line.did("list", "occupancy", *SCHOOL)
    assert "9:00-9:30" in told
    assert "tijd over" in told
    answer = line.answer("list", "occupancy", *SCHOOL, "--week", "2026-W48", "--kind", "nursing")
    assert [(one["date"], one["start_minute"]) for one in answer["half_hours"]] == [
        ("2026-11-23", 540),
        ("2026-11-23", 570),
    ]
    (first, _) = answer["half_hours"]
    assert (first["balance"], first["room_use"], first["rooms_used"]) == ("spare", "full", 1)
    assert [one["name"] for one in first["present"]] == ["Anna Bos"]
    assert line.answer("list", "occupancy", *SCHOOL, "--week", "2026-W53")["half_hours"] == []


def test_who_is_away_is_not_there(line: CommandLine) -> None:
    """Also when nobody decided yet what happens with the visits; that those are missed is told."""
    line.did("add", "absence", "--professional", "Anna Bos", "--first-day", "23-11-2026", "--last-day", "24-11-2026")
    answer = line.answer("list", "occupancy", *SCHOOL, "--week", "2026-W48")
    assert answer["half_hours"] == []
    assert [one["date"] for one in answer["visits_of_who_is_away"]] == ["2026-11-23"]
    assert len(line.answer("list", "occupancy", *SCHOOL, "--week", "2026-W49")["half_hours"]) == 2
