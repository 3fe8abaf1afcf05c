"""Rows that hold in a period: which one holds, and where they overlap or leave a gap."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.dated_spans import Span, holds_on, period_words, row_on, span_faults

FIRST = date(2026, 1, 1)


def span(start: int | None, end: int | None) -> Span:
    """Return a period by days counted from 1 January 2026; None is open."""
    return Span(*(None if day is None else FIRST + timedelta(days=day) for day in (start, end)))


ends = st.one_of(st.none(), st.integers(0, 12))
spans = st.lists(
    st.tuples(ends, ends).filter(lambda ends: None in ends or ends[0] <= ends[1]).map(lambda ends: span(*ends)),
    max_size=5,
)


@given(spans)
def test_faults_are_told_exactly_where_days_have_two_rows_or_none_between_rows(rows: list[Span]) -> None:
    """Held against counting day by day."""
    days = [FIRST + timedelta(days=day) for day in range(-2, 16)]
    counts = [sum(holds_on(row, day) for row in rows) for day in days]
    covered = [index for index, count in enumerate(counts) if count]
    gap = bool(covered) and 0 in counts[covered[0] : covered[-1]]
    faults = span_faults(rows)
    assert any("twee rijen" in fault for fault in faults) == (max(counts, default=0) > 1)
    assert any("geen enkele" in fault for fault in faults) == gap


@given(spans, st.integers(-2, 15))
def test_of_rows_that_hold_the_one_that_began_last_counts(rows: list[Span], number: int) -> None:
    """And there is one exactly when any holds."""
    day = FIRST + timedelta(days=number)
    found = row_on(rows, day)
    holding = [row for row in rows if holds_on(row, day)]
    assert (found in holding) == bool(holding)
    assert found is None or all((row.starts_on or date.min) <= (found.starts_on or date.min) for row in holding)


def test_faults_name_the_days() -> None:
    """A gap, an overlap, and a row that ends before it begins."""
    assert span_faults([span(None, 9), span(12, None)]) == ["Van 11-1-2026 tot en met 12-1-2026 geldt geen enkele rij."]
    assert span_faults([span(0, 9), span(9, None)]) == [
        "Van 10-1-2026 tot en met 10-1-2026 gelden twee rijen tegelijk."
    ]
    assert span_faults([span(None, None), span(None, None)]) == ["Altijd gelden twee rijen tegelijk."]
    assert span_faults([span(5, 2)]) == ["Een rij die begint op 6-1-2026 eindigt daarvoor, op 3-1-2026."]
    assert span_faults([span(None, 9), span(10, None)]) == []


def test_how_a_row_stands_on_a_day_is_said_in_a_few_words() -> None:
    """Over, not yet, for a while, or simply so."""
    day = FIRST
    assert period_words(span(None, -1), day) == "gold t/m 31-12-2025"
    assert period_words(span(1, None), day) == "vanaf 2-1-2026"
    assert period_words(span(0, 0), day) == "t/m 1-1-2026"
    assert period_words(span(None, None), day) == ""
