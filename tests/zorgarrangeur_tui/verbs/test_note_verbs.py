"""Visit notes from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine

from storage import audit


@pytest.fixture
def case(at_school: CommandLine) -> str:
    """Return the reference of the one running case at a school, with a child in it."""
    answer = at_school.answer("add", "case", "--school", "99za00", "--title", "Verpleging in de klas")
    at_school.did("add", "pupil", "--case", answer["reference"], "--pseudonym", "Blauwe Otter")
    return str(answer["reference"])


def test_a_note_is_written_with_the_lines_of_the_screen(at_school: CommandLine, case: str) -> None:
    """School, one running case, day and time by themselves; days as people type them; the child by its pseudonym."""
    added = at_school.answer(
        *("add", "note", "--school", "99za00", "--present", "ib-er", "--present", "ouder"),
        *("groep 3: Blauwe Otter at mee *", "! rooster mailen @ib-er week 49", "volgend bezoek: 1/12"),
    )
    shown = at_school.answer("show", "note", added["id"][:8])
    assert at_school.answer("show", "case", case)["id"] == shown["case"] == added["case"]
    assert (shown["day"], shown["start_minute"], shown["next_visit_on"]) == ("2026-11-23", 600, "2026-12-01")
    assert shown["present"] == ["ib-er", "ouder"]
    item, action = shown["lines"]
    assert (item["kind"], item["group_name"], item["text"]) == ("observation", "3", "Blauwe Otter at mee")
    assert item["pupil"]
    assert item["shareable"]
    assert (action["what"], action["who"], action["due_on"]) == ("rooster mailen", "ib-er", "2026-11-30")


def test_a_person_reads_the_lines_as_they_can_be_typed(at_school: CommandLine, case: str) -> None:
    """With the pseudonym behind a line that is about a child."""
    note_id = at_school.answer("add", "note", "--school", "99za00", "--case", case, "? Blauwe Otter", "! bellen")["id"]
    told = at_school.did("show", "note", note_id)
    assert "? Blauwe Otter  [Blauwe Otter]" in told
    assert "! bellen" in told


def test_notes_are_listed_by_school_without_what_they_say(at_school: CommandLine, case: str) -> None:
    """The newest first; the list has numbers only."""
    at_school.did("add", "note", "--school", "99za00", "--case", case, "--day", "2026-11-02", "eerste")
    at_school.did("add", "note", "--school", "99zb00", "--start", "14:00", "tweede", "! derde")
    assert [one["day"] for one in at_school.answer("list", "notes")] == ["2026-11-23", "2026-11-02"]
    assert [one["open_actions"] for one in at_school.answer("list", "notes", "--school", "99zb00")] == [1]
    assert "eerste" not in at_school.did("list", "notes")


def test_a_line_that_may_not_be_kept_is_named(at_school: CommandLine, case: str) -> None:
    """Nothing of the note is kept, and the number is not repeated."""
    told = at_school.refused("add", "note", "--school", "99za00", "--case", case, "goed", "111222333")
    assert "Regel 2" in told
    assert "111222333" not in told


def test_several_running_cases_are_told_and_none_is_chosen(at_school: CommandLine, case: str) -> None:
    """The note stands; --case says which one."""
    at_school.did("add", "case", "--school", "99za00", "--title", "Vervoer")
    result = at_school.on_store("add", "note", "--school", "99za00", "rustig")
    assert result.exit_code == 0
    assert "--case" in result.stderr
    assert at_school.answer("list", "notes")[0]["case"] is None
    assert at_school.answer("add", "note", "--school", "99za00", "--case", case, "rustig")["case"]


def test_reading_a_note_is_logged_per_child_and_writing_is_undone_whole(at_school: CommandLine, case: str) -> None:
    """Undo takes the note with its lines and actions."""
    note_id = at_school.answer("add", "note", "--school", "99za00", "--case", case, "Blauwe Otter", "! bellen")["id"]
    at_school.did("show", "note", note_id)
    with at_school.open() as store, store.read() as session:
        reads = [row for row, _ in audit.rows(session.connection()) if row.action == "read"]
    assert [row.object for row in reads] == ["visit_note"]
    assert reads[0].subject != note_id
    at_school.did("undo")
    assert at_school.answer("list", "notes") == []
    at_school.refused("show", "note", note_id)


def test_what_may_be_shared_becomes_a_text(at_school: CommandLine, case: str, tmp_path: Path) -> None:
    """Only the line with a star is in it; a file of another kind is not made."""
    note_id = at_school.answer(
        "add", "note", "--school", "99za00", "--case", case, "= dagritme hangt er *", "! bellen"
    )["id"]
    out = tmp_path / "verslag.txt"
    at_school.refused("report", "note", note_id, "--out", str(tmp_path / "verslag.pdf"), "--reason", "Mail", code=2)
    at_school.did("report", "note", note_id, "--out", str(out), "--reason", "Mail")
    text = out.read_text(encoding="utf-8")
    assert "dagritme hangt er" in text
    assert "bellen" not in text
