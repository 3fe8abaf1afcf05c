"""Laws of reading inventory sheets, for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from inventory_sheets import HEADING, applied, planned, sheet_of

from zorgarrangeur_tui.importers.inventory import KnownCase
from zorgarrangeur_tui.importers.inventory_columns import guessed_targets, read_target
from zorgarrangeur_tui.importers.inventory_sheet import open_sheet, pasted_sheet
from zorgarrangeur_tui.importers.problems import FileRefused, Severity

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "A.",
            "B.",
            "Jan de Vries",
            "hele klas",
            "2015",
            "12-3-2015",
            "Utrecht",
            "PV",
            "begeleiding",
            "verpleging (x)",
            "i",
            "groep van 4",
            "1:4",
            "1,5",
            "1u30",
            "90m",
            "9999",
            "½",
            "Jw",
            "emb",
            "Jw/Wlz",
            "31-12-2027",
            "totaal",
            "x",
        ]
    ),
    st.text(max_size=12),
)
LINES = st.lists(CELLS, min_size=9, max_size=9).map(
    lambda cells: ";".join(f'"{cell}"' if ";" in cell and '"' not in cell else cell for cell in cells)
)


@given(st.text() | st.lists(LINES, max_size=6).map(lambda lines: "\n".join((HEADING, *lines))))
def test_every_data_line_of_any_text_has_exactly_one_outcome(text: str) -> None:
    """Whatever is pasted: it is refused as a whole, or each line is new, changed, the same or refused with one reason."""
    try:
        sheet = pasted_sheet(text)
        plan = planned(sheet)
    except FileRefused as refused:
        assert "niets ingelezen" in refused.sentence
        return
    lines = [row.line for row in sheet.rows] + [problem.line for problem in sheet.refused]
    assert sorted(lines) == list(plan.outcomes)
    refused_numbers = [problem.line for problem in plan.problems if problem.severity is Severity.REFUSED]
    assert sorted(refused_numbers) == [line for line, one in plan.outcomes.items() if one.value == "refused"]


@given(st.lists(LINES, min_size=1, max_size=8), st.lists(LINES, max_size=4))
def test_a_sheet_that_was_read_changes_nothing_when_it_is_read_again(lines: list[str], earlier: list[str]) -> None:
    """Also in a case in which another sheet was read before."""
    case = KnownCase()
    try:
        for sheet in (sheet_of(*earlier), sheet_of(*lines)):
            case = applied(planned(sheet, case), case)
            again = planned(sheet, case)
            assert again.changes == ()
            assert {one.value for one in again.outcomes.values()} <= {"same", "refused"}
    except FileRefused:
        return


@given(st.binary() | st.binary().map(lambda data: HEADING.encode() + b"\n" + data))
def test_any_bytes_are_a_sheet_or_a_refusal(data: bytes) -> None:
    """No file makes the reader fail in another way."""
    try:
        sheet = open_sheet("x.csv", data)
    except FileRefused:
        return
    assert all(len(row.cells) == len(sheet.header) for row in sheet.rows)


@given(st.lists(st.text(max_size=30), max_size=12))
def test_a_guess_never_gives_a_field_twice(header: list[str]) -> None:
    """Whatever the headings are."""
    fields = [read_target(target).field.name for target in guessed_targets(header) if target]
    assert len(fields) == len(set(fields))
