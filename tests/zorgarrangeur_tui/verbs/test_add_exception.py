"""One day of a visit, and a visit from a day on, from the command line."""

from __future__ import annotations

import pytest
from cli_kit import CommandLine

from storage.models import Professional, VisitPattern, site_id

VISIT = "ab" * 16


@pytest.fixture
def visited(at_school: CommandLine) -> CommandLine:
    """Return the command line of an arranger with a visit of Anna on Mondays."""
    with at_school.open() as store, store.unit_of_work("Klaargezet") as work:
        anna, bram = Professional(name="Anna Bos"), Professional(name="Bram Vos")
        work.add(anna, bram)
        work.add(VisitPattern(id=VISIT, school_id=site_id("99ZA00"), professional_id=anna.id, start_minute=540))
    return at_school


def who(line: CommandLine, week: str) -> list[tuple[str, int, int]]:
    """Return who comes in a week, on which weekday and at which minute."""
    found = line.answer("list", "visits", "--week", week)
    return [(one["professional"]["name"], one["weekday"], one["start_minute"]) for one in found]


def test_a_day_differs_and_is_as_usual_again(visited: CommandLine) -> None:
    """Another day, time and person on that date only; then nobody; then as always."""
    moved = ("--to", "2026-11-24", "--start", "10:00", "--professional", "bram vos")
    assert visited.answer("add", "exception", VISIT, "2026-11-23", *moved)["visit"] == VISIT
    assert who(visited, "2026-W48") == [("Bram Vos", 1, 600)]
    assert who(visited, "2026-W49") == [("Anna Bos", 0, 540)]
    visited.answer("add", "exception", VISIT, "2026-11-23", "--cancel", "pupil-absent")
    assert who(visited, "2026-W48") == []
    assert visited.answer("add", "exception", VISIT, "2026-11-23", "--usual")["id"] is None
    assert who(visited, "2026-W48") == [("Anna Bos", 0, 540)]


def test_what_makes_no_sense_is_refused(visited: CommandLine) -> None:
    """A day on which it is not due, two things at once, or nothing: a sentence, and nothing is changed."""
    for words, told in (
        (("2026-11-24", "--start", "10:00"), "Kies een andere dag"),
        (("2026-11-23", "--cancel", "agreed", "--start", "10:00"), "Kies één ding"),
        (("2026-11-23",), "Zeg wat er die dag anders is"),
    ):
        assert told in visited.refused("add", "exception", VISIT, *words)
    assert who(visited, "2026-W48") == [("Anna Bos", 0, 540)]


def test_a_visit_changes_from_a_day_on(visited: CommandLine) -> None:
    """The weeks before stay; a day that no longer fits is named."""
    visited.answer("add", "exception", VISIT, "2026-12-07", "--cancel", "agreed")
    done = visited.answer("change", "visit", VISIT, "weekday=di", "--from", "2026-11-30")
    assert (done["id"] != VISIT, done["dropped"]) == (True, ["2026-12-07"])
    assert who(visited, "2026-W48") == [("Anna Bos", 0, 540)]
    assert who(visited, "2026-W50") == [("Anna Bos", 1, 540)]
