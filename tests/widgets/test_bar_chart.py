"""Bars that fit, whatever the figures, the labels and the width."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.bar_chart import FULL, PART, Bar, chart_lines

VALUES = st.fractions(0, 10_000, max_denominator=7)
BARS = st.lists(
    st.builds(
        Bar,
        label=st.text(max_size=20),
        value=VALUES,
        text=st.text("0123456789:€. ", max_size=9),
        done=st.none() | VALUES,
    ),
    max_size=8,
)


@given(BARS, st.integers(1, 140))
def test_every_line_is_as_wide_as_the_room(bars: list[Bar], width: int) -> None:
    """Also with names of one person in several signs, control characters, and a room of one cell."""
    lines = chart_lines(bars, width)
    assert len(lines) == len(bars)
    assert all(cell_len(line) == width for line in lines)


@given(st.lists(st.tuples(VALUES, st.none() | VALUES), min_size=1, max_size=8), st.integers(30, 140))
def test_longer_is_more_and_little_is_not_nothing(drawn: list[tuple[Fraction, Fraction | None]], width: int) -> None:
    """No bar of more is shorter; only 0 has no bar; what lacks anything of what it should be shows that."""
    bars = [Bar("x", value, "1", done) for value, done in drawn]
    lines = chart_lines(bars, width)
    lengths = [line.count(FULL) + line.count(PART) for line in lines]
    for bar, line, length in zip(bars, lines, lengths, strict=True):
        assert bool(length) == bool(bar.value)
        assert (PART in line) == (bar.done is not None and bar.done < bar.value)
    ordered = [length for _, length in sorted(zip((bar.value for bar in bars), lengths, strict=True))]
    assert ordered == sorted(ordered)
    assert max(lengths) == 0 or max(lengths) >= width - 2 * (width // 3) - 8


def test_a_chart_by_hand() -> None:
    """The longest fills the room; half of it planned is half of it full."""
    bars = [Bar("Jeugdwet", Fraction(120), "2:00", Fraction(60)), Bar("Wlz", Fraction(30), "0:30")]
    assert chart_lines(bars, 24) == ["Jeugdwet  ████▒▒▒▒  2:00", "Wlz       ██        0:30"]
