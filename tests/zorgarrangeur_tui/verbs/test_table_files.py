"""Every table of Inzicht as a CSV file for own use: exact, logged, and with on top that it is not to be shared."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine

from storage import audit
from storage.models import Pupil, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.own_tables import CHILDREN_IN_IT
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.reports.csv_text import rows_of
from zorgarrangeur_tui.reports.figure_parts import INTERNAL


@pytest.fixture
def with_care(at_school: CommandLine) -> CommandLine:
    """Return a line on a school with a child that needs an hour and a half of nursing, and a startfoto of it."""
    with at_school.open() as store:
        case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZA00")})
        pupil = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter", "municipality": "Vlonderdam"})
        add_need(store, case.id, pupil.id, {"kind": "nursing", "minutes_needed": 90})
    at_school.did("freeze", "Begin")
    return at_school


def pupil_of(store: Store) -> str:
    """Return the id of the one child."""
    [pupil] = living(store, Pupil)
    return pupil.id


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("list", "figures", "--by", "kind"), ["Verpleging", "1", "1:30"]),
        (("list", "ledger"), ["alle scholen", "alles samen"]),
        (("list", "rest"), ["De Wilgenroos"]),
        (("list", "region", "--part", "uncovered"), ["! De Wilgenroos"]),
        (("list", "home-municipalities", "--every-kind"), ["99ZA00", "De Wilgenroos"]),
        (("list", "freezes", "--compare", "Begin"), ["Alles bij elkaar", "Leerlingen met zorg", "1", "1"]),
        (("compare", "--school", "99ZA00"), ["Uren zorg per week", "1:30"]),
    ],
)
def test_each_table_is_written_for_own_use(
    with_care: CommandLine, tmp_path: Path, words: tuple[str, ...], expected: list[str]
) -> None:
    """The same figures as are shown, below a line that says that they are exact; no child is in it, and the log has why."""
    path = tmp_path / "tabel.csv"
    told = with_care.did(*words, "--csv", str(path), "--reason", "Rekenen")
    rows = rows_of(path.read_bytes())
    assert rows[0] == [INTERNAL]
    assert any(row[: len(expected)] == expected for row in rows)
    assert "Blauwe Otter" not in path.read_bytes().decode("utf-8-sig")
    assert "voor eigen gebruik" in told
    with with_care.open() as store, store.read() as session:
        found = [row for row, _ in audit.rows(session.connection()) if row.object == "own_table"]
    assert [(row.reason, row.action) for row in found] == [("Rekenen", audit.Action.EXPORT)]


@pytest.mark.parametrize("words", [("list", "rest", "--school", "99ZA00"), ("list", "region", "--part", "unfunded")])
def test_a_table_with_children_says_so(with_care: CommandLine, tmp_path: Path, words: tuple[str, ...]) -> None:
    """It has their pseudonyms; file, answer and log tell that they are in it, and who asks who saw this child finds it."""
    path = tmp_path / "tabel.csv"
    told = with_care.did(*words, "--csv", str(path), "--reason", "Rekenen")
    rows = rows_of(path.read_bytes())
    assert rows[:2] == [[INTERNAL], [CHILDREN_IN_IT]]
    assert any("Blauwe Otter" in cell for row in rows for cell in row)
    assert "schuilnaam" in told
    with with_care.open() as store, store.read() as session:
        found = [row for row, _ in audit.rows(session.connection()) if row.object == "own_table_of_children"]
        of_child = [row for row, _ in audit.rows(session.connection()) if row.subject == pupil_of(store)]
    assert [row.subject for row in found] == [site_id("99ZA00") if "--school" in words else ""]
    [told_of_child] = [row for row in of_child if row.action == audit.Action.EXPORT]
    assert told_of_child.reason == "Rekenen"
    assert told_of_child.details.split()[0] == found[0].details.split()[0]


def test_without_a_reason_or_a_name_for_it_no_table_is_written(with_care: CommandLine, tmp_path: Path) -> None:
    """Each refusal says what to do; nothing is made."""
    out = ("--csv", str(tmp_path / "x.csv"))
    assert "hoort --reason" in with_care.refused("list", "rest", *out, code=2)
    reason = ("--reason", "Rekenen")
    assert "--compare" in with_care.refused("list", "freezes", *out, *reason, code=2)
    assert ".csv" in with_care.refused("list", "rest", "--csv", str(tmp_path / "x.pdf"), *reason, code=2)
    assert list(tmp_path.glob("x.*")) == []
