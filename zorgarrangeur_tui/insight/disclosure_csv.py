"""A protected table as a file: the only way in which a table of figures is written for others."""

from __future__ import annotations

from zorgarrangeur_tui.insight.disclosure import Protected
from zorgarrangeur_tui.reports.csv_text import csv_bytes


def published_csv(table: Protected) -> bytes:
    """Return a table as CSV, with its note as last line: what a point means and how counts were rounded."""
    note = [(table.note, *("" for _ in table.headers[1:]))] if table.note else []
    return csv_bytes(table.headers, [*table.rows, *note])
