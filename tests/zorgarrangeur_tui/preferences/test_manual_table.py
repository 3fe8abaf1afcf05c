"""The manual tells of every setting, in the words of the schema."""

from __future__ import annotations

from pathlib import Path

from zorgarrangeur_tui.preferences.manual_table import manual_table
from zorgarrangeur_tui.preferences.schema import SCHEMA

MANUAL = Path(__file__).resolve().parents[3] / "docs" / "handleiding.md"


def test_the_manual_has_the_table_of_settings() -> None:
    """Each line stands there as `manual_table` makes it: a setting that changes is told as it is now."""
    written = MANUAL.read_text(encoding="utf-8").splitlines()
    missing = [line for line in manual_table().splitlines() if line not in written]
    assert not missing, f"put what manual_table() returns in {MANUAL.name}"


def test_each_setting_has_a_line_of_its_own() -> None:
    """A table in Markdown has one line per row: no word of the schema breaks it."""
    lines = manual_table().splitlines()
    assert len(lines) == len(SCHEMA) + 2
    assert {line.count("|") for line in lines} == {7}
