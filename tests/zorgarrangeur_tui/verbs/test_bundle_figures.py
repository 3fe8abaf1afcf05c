"""Figures of a school year from the command line: looked at, made, sent to somebody and shown there."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import meet

from storage.models import CareNeed, Case, Pupil
from zorgarrangeur_tui.reports.csv_text import rows_of

WHY = ("--for", "outside", "--reason", "Landelijke monitor")


@pytest.fixture
def maker(line: CommandLine, other_line: CommandLine) -> CommandLine:
    """Return the command line of a coordinator with twelve children in need of care, whom the arranger knows."""
    with other_line.open() as store, line.open() as reader:
        meet(store, reader)
        with store.unit_of_work("proef") as work:
            work.add(Case(id="c" * 32, title="Zorg"))
            for number in range(12):
                pupil = f"otter{number}"
                work.add(
                    Pupil(id=pupil, case_id="c" * 32, pseudonym=f"Otter {number}", municipality="Delft"),
                    CareNeed(case_id="c" * 32, pupil_id=pupil, kind="nursing", minutes_needed=90),
                )
    return other_line


def test_figures_are_looked_at_made_and_shown_to_who_gets_them(
    maker: CommandLine, line: CommandLine, tmp_path: Path
) -> None:
    """A trial writes nothing; the reader sees the same tables as text, as values and as a spreadsheet."""
    file, table = tmp_path / "jaar.zorgbundel", tmp_path / "soort.csv"
    trial = maker.did("bundle", "statistics", "--out", str(file), *WHY, "--dry-run")
    assert "Alleen voor u, wat verborgen is en waarom" in trial
    assert not file.exists()
    assert maker.answer("bundle", "statistics", "--out", str(file), *WHY)["rows"] > 20
    own = maker.did("bundle", "show", str(file))
    assert own.splitlines()[0] == "Dit bestand hebt u zelf gemaakt."
    text = line.did("bundle", "show", str(file))
    assert own.splitlines()[2:] == text.splitlines()[1:]
    assert "bekeken; er is niets overgenomen" in text
    assert "Verpleging" in text
    assert "verborgen" not in text
    assert text.splitlines()[1:] == line.did("bundle", "inspect", str(file)).splitlines()[1:]
    answer = line.answer("bundle", "show", str(file), "--table", "kind")
    assert (answer["school_year"], answer["number"]) == ("2026-2027", 1)
    [kinds] = answer["tables"]
    assert kinds["rows"]["Totaal"] == [0, 0, 0, 0, 0, 10, 10]
    line.did("bundle", "show", str(file), "--table", "kind", "--csv", str(table))
    assert rows_of(table.read_bytes())[-1] == ["Totaal", "0", "0", "0", "0", "0", "10", "10"]
    assert "Met `bundle show` ziet u de tabellen" in line.did("bundle", "import", str(file))


def test_what_cannot_be_is_refused_in_words(maker: CommandLine, line: CommandLine, tmp_path: Path) -> None:
    """A year that is none, one to come, a table that is not there, and a file that holds something else."""
    file = tmp_path / "jaar.zorgbundel"
    out = ("--out", str(file), *WHY)
    assert "2026-2027" in maker.refused("bundle", "statistics", *out, "--school-year", "2026-2028", code=2)
    assert "nog niet begonnen" in maker.refused("bundle", "statistics", *out, "--school-year", "2027-2028")
    maker.did("bundle", "statistics", *out)
    line.did("bundle", "show", str(file))
    assert "Er staan in: kind, school_kind" in line.refused("bundle", "show", str(file), "--table", "Otter")
    assert "--table" in line.refused("bundle", "show", str(file), "--csv", str(tmp_path / "x.csv"), code=2)
    reference = tmp_path / "kaart.kaart"
    maker.did("card", "export", "--out", str(reference))
    assert "geen zorgbundel" in line.refused("bundle", "show", str(reference))
