"""The access log at the command line: reading it, checking it, and checking it against what others saw."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import DATABASE, FrozenClock, meet

from storage.audit_anchors import ANCHOR_FILE
from storage.handing_over import export_bundle
from storage.models import Pupil
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.records import change_record, living


@pytest.fixture
def both(line: CommandLine, other_line: CommandLine) -> tuple[CommandLine, CommandLine]:
    """Return an arranger with a case of one child, and a coordinator; each verified the other's card."""
    with line.open() as own, other_line.open() as other:
        meet(own, other)
        case = open_case(own, {"title": "Verpleging", "school_id": "5" * 32})
        add_pupil(own, case.id, {"pseudonym": "Blauwe Otter", "name": "Fatima van der Berg"})
    return line, other_line


def hand_over(line: CommandLine, other_line: CommandLine) -> None:
    """Let the coordinator read in a bundle of the arranger."""
    with line.open() as own, other_line.open() as other:
        from storage.contacts import contacts  # noqa: PLC0415 - with the stores open

        import_bundle(other, export_bundle(own, contacts(own), purpose="Overleg"))


def fingerprint_of(line: CommandLine) -> str:
    """Return whose store it is."""
    with line.open() as store:
        return store.identity.card.fingerprint


def test_a_list_and_a_case_leave_what_was_looked_at(both: tuple[CommandLine, CommandLine]) -> None:
    """A list one row with its length; a case a row per child, and whether names were shown. A refused look leaves none."""
    line, _ = both
    case_id = line.answer("list", "cases")[0]["id"]
    line.did("list", "gaps")
    line.did("show", "case", case_id)
    line.did("show", "case", case_id, "--names")
    line.refused("show", "case", "Z-000000")
    rows = [row for row in line.answer("audit", "show") if row["action"] in {"search", "read"}]
    assert [(row["object"], row["details"].split()[0]) for row in rows] == [
        ("case", "found=1"),
        ("gap", "found=0"),
        ("pupil", f"case={case_id}"),
        ("pupil", f"case={case_id}"),
    ]
    assert [row["details"].endswith(" name") for row in rows] == [False, False, False, True]


def test_who_saw_a_child_is_shown_by_pseudonym_or_id(both: tuple[CommandLine, CommandLine]) -> None:
    """In words for people, in full for scripts; looking at the log is logged as well, and no name is in any of it."""
    line, _ = both
    case_id = line.answer("list", "cases")[0]["id"]
    line.did("show", "case", case_id)
    told = line.did("audit", "show", "--pupil", "blauwe otter")
    assert "Leerling toegevoegd" in told
    assert "Bekeken" in told
    rows = line.answer("audit", "show", "--pupil", "Blauwe Otter")
    assert [row["action"] for row in rows] == ["change", "read", "read"]
    assert rows[-1]["object"] == "log"
    assert line.answer("audit", "show", "--pupil", rows[0]["subject"].upper())[:3] == rows
    assert "Fatima" not in told + repr(rows)


def test_days_narrow_what_is_shown(both: tuple[CommandLine, CommandLine], clock: FrozenClock) -> None:
    """From and until count whole days; without rows it says so."""
    line, _ = both
    clock.advance(days=2)
    line.did("list", "cases")
    days = {row["at"][:10] for row in line.answer("audit", "show", "--from", "2026-11-24")}
    assert days == {"2026-11-25"}
    days = {row["at"][:10] for row in line.answer("audit", "show", "--until", "24-11-2026")}
    assert days == {"2026-11-23"}
    assert "Hier staat niets over" in line.did("audit", "show", "--until", "2020-01-01")
    line.refused("audit", "show", "--from", "gisteren", code=2)
    line.refused("audit", "show", "--pupil", "Gouden Kompas")


def test_anchors_of_a_contact_confirm_a_log_that_is_whole(
    both: tuple[CommandLine, CommandLine], tmp_path: Path, clock: FrozenClock
) -> None:
    """The coordinator writes what the bundles told; the arranger's log holds all of it."""
    line, other_line = both
    for _ in range(2):
        hand_over(line, other_line)
        clock.advance(days=1)
    out = tmp_path / "ankers.toml"
    assert "2 ankers" in other_line.did("audit", "anchors", "export", "--of", fingerprint_of(line), "--out", str(out))
    told = line.did("audit", "verify", "--anchors", str(out))
    assert "Alle 2 ankers staan erin" in told
    assert "24-11-2026 om 10:00" in told
    assert line.answer("audit", "verify", "--anchors", str(out)) == {"whole": True, "fault": None, "anchors": 2}
    assert "audit anchors" not in other_line.did("audit", "show")


def test_anchors_find_a_log_that_was_put_back(
    both: tuple[CommandLine, CommandLine], tmp_path: Path, clock: FrozenClock
) -> None:
    """Old files put back, with their own anchor, pass every check but this one; the sentence says until when it holds."""
    line, other_line = both
    hand_over(line, other_line)
    clock.advance(days=1)
    kept = {name: (line.folder / name).read_bytes() for name in (DATABASE, ANCHOR_FILE)}
    hand_over(line, other_line)
    for name, data in kept.items():
        (line.folder / name).write_bytes(data)
    clock.advance(minutes=1)
    out = tmp_path / "ankers.toml"
    other_line.did("audit", "anchors", "export", "--of", fingerprint_of(line), "--out", str(out))
    assert "heel" in line.did("audit", "verify")
    result = line.on_store("audit", "verify", "--anchors", str(out))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "ontbreekt wat er op 24-11-2026 om 10:00 in stond" in result.stderr
    assert "Tot 23-11-2026 om 10:00 klopt" in result.stderr
    assert "functionaris gegevensbescherming" in result.stderr
    assert line.on_store("audit", "verify", "--anchors", str(out), "--json").exit_code == 3


def test_a_file_of_anchors_that_cannot_be_used_is_refused(
    both: tuple[CommandLine, CommandLine], tmp_path: Path, make_store
) -> None:
    """Of another log, changed, of somebody not verified, no such file at all: each in its own words."""
    line, other_line = both
    hand_over(line, other_line)
    out = tmp_path / "ankers.toml"
    other_line.did("audit", "anchors", "export", "--of", fingerprint_of(line), "--out", str(out))
    assert "van iemand anders" in other_line.refused("audit", "verify", "--anchors", str(out))
    changed = tmp_path / "gewijzigd.toml"
    changed.write_bytes(out.read_bytes().replace(b"2026-11-23T09", b"2026-11-22T09", 1))
    assert "beschadigd of veranderd" in line.refused("audit", "verify", "--anchors", str(changed))
    changed.write_bytes(b"naam;plaats\n")
    assert "geen bestand met ankers" in line.refused("audit", "verify", "--anchors", str(changed))
    assert "is er niet" in line.refused("audit", "verify", "--anchors", str(tmp_path / "weg.toml"))
    with line.open() as store, store.unit_of_work("proef") as work:
        work.connection.exec_driver_sql("UPDATE contact SET trust = 'seen'")
    assert "controlegetal" in line.refused("audit", "verify", "--anchors", str(out))


def test_anchors_are_made_only_where_there_are_some(both: tuple[CommandLine, CommandLine], tmp_path: Path) -> None:
    """Without a bundle read in there are none; a file that is there is not written over."""
    line, other_line = both
    out = tmp_path / "ankers.toml"
    of = ("audit", "anchors", "export", "--of", fingerprint_of(line), "--out", str(out))
    assert "nog geen bundel ingelezen" in other_line.refused(*of)
    assert not out.exists()
    hand_over(line, other_line)
    other_line.did(*of)
    before = out.read_bytes()
    assert "bestaat al" in other_line.refused(*of)
    assert out.read_bytes() == before


def test_keeping_the_value_on_screen_is_logged_as_a_choice(both: tuple[CommandLine, CommandLine]) -> None:
    """A write that changes nothing settles a conflict all the same, and the log says on which child and field."""
    line, other_line = both
    hand_over(line, other_line)
    with line.open() as own, other_line.open() as other:
        (pupil,) = living(own, Pupil)
        change_record(other, Pupil, pupil.id, {"group_name": "Groep 3"}, "Leerling gewijzigd")
        line.clock.advance(minutes=5)
        change_record(own, Pupil, pupil.id, {"group_name": "Groep 4"}, "Leerling gewijzigd")
    hand_over(line, other_line)
    other_line.did("change", "pupil", pupil.id, "group_name=Groep 4")
    decided = [row for row in other_line.answer("audit", "show", "--pupil", pupil.id) if row["action"] == "decide"]
    assert [(row["object"], row["reason"]) for row in decided] == [("pupil.group_name", "Conflict opgelost")]
    assert "groep of klas" in other_line.did("audit", "show", "--pupil", pupil.id)
