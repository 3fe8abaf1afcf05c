"""Making a document leaves nothing behind, and needs neither a screen nor a store."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pdf_kit import pages_of, text_of

from zorgarrangeur_tui.reports.typesetting import typeset

_MAKE_ONE = """
import resource, sys
from datetime import date
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from zorgarrangeur_tui.reports import erasure_proof, pupil_file, visit_calendar, week_roster
from zorgarrangeur_tui.reports.recovery_sheet import recovery_sheet
sys.stdout.buffer.write(recovery_sheet("A" * 28, "0" * 32, "1" * 60, "Anna", date(2026, 11, 23)))
unwanted = {"textual", "rich", "storage.store", "sqlcipher3"} & set(sys.modules)
print(sorted(unwanted), file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_document_is_made_without_writing_a_single_byte_to_disk(tmp_path: Path) -> None:
    """In a process that may not write to any file, a sheet still comes out. Neither the screen nor the store is loaded."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", _MAKE_ONE],
        capture_output=True,
        check=False,
        env={"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[3])},
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr.decode().strip()) == (0, "[]")
    assert "Herstelblad" in text_of(done.stdout)
    assert list(tmp_path.iterdir()) == []


def test_the_same_values_make_the_same_document() -> None:
    """No moment of the computer's clock is in it."""
    values = {"facts": [], "counts": [], "total": "0", "backups_until": "", "recipients": []}
    first, second = (
        typeset("erasure_proof", values, title="Bewijs", made_on=date(2026, 11, 23), mark="E-1") for _ in range(2)
    )
    assert first == second


def test_control_and_bidi_characters_show_as_signs() -> None:
    """A text that turns the reading direction cannot make paper say something else than the record."""
    values = {
        "facts": [("Reden", "goed\N{RIGHT-TO-LEFT OVERRIDE}tuof\x1b[2J\x00\ud800 einde")],
        "counts": [],
        "total": "0",
        "backups_until": "",
        "recipients": [],
    }
    (page,) = pages_of(typeset("erasure_proof", values, title="Bewijs", made_on=date(2026, 11, 23)))
    assert "tuof" in page
    assert "einde" in page
    assert not {"\N{RIGHT-TO-LEFT OVERRIDE}", "\x1b", "\x00"} & set(page)
