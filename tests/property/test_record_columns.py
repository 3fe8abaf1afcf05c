"""Laws of fitting columns to a width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.record_columns import COLUMN_GAP, Column, fit_columns, line_text, line_width

COLUMNS = st.lists(
    st.builds(
        Column,
        title=st.just("kop"),
        minimum=st.integers(1, 40),
        weight=st.integers(0, 5),
        priority=st.integers(0, 4),
        right=st.booleans(),
    ),
    max_size=9,
)
WIDTHS = st.integers(-5, 300)


def used(fit: list[tuple[int, int]]) -> int:
    """Return the cells that the drawn columns and their gaps take."""
    return line_width([cells for _, cells in fit if cells])


@given(COLUMNS, WIDTHS)
def test_columns_never_exceed_the_width(columns: list[Column], width: int) -> None:
    """Together with their gaps the columns fit, however narrow."""
    fit = fit_columns(columns, width)
    assert used(fit) <= max(0, width)
    assert all(cells >= 0 for _, cells in fit)


@given(COLUMNS, WIDTHS)
def test_columns_of_priority_0_are_always_there_and_in_order(columns: list[Column], width: int) -> None:
    """A column that may not disappear is in the answer, and the order is that of the columns."""
    indexes = [index for index, _ in fit_columns(columns, width)]
    assert indexes == sorted(set(indexes))
    assert {index for index, column in enumerate(columns) if column.priority == 0} <= set(indexes)
    assert bool(indexes) == bool(columns)


@given(COLUMNS, WIDTHS)
def test_a_column_that_may_disappear_is_never_below_its_minimum(columns: list[Column], width: int) -> None:
    """Beside another column it has its minimum, or it is gone."""
    fit = fit_columns(columns, width)
    if len(fit) > 1:
        assert all(cells >= columns[index].minimum for index, cells in fit if columns[index].priority)


@given(COLUMNS, WIDTHS)
def test_less_important_columns_disappear_first(columns: list[Column], width: int) -> None:
    """No column is gone while one with a higher number is still there."""
    shown = {index for index, _ in fit_columns(columns, width)}
    gone = [column.priority for index, column in enumerate(columns) if index not in shown]
    if gone and len(shown) > 1:
        assert max(columns[index].priority for index in shown) <= min(gone)


@given(COLUMNS, WIDTHS, st.integers(0, 60))
def test_more_width_never_hides_a_column(columns: list[Column], width: int, more: int) -> None:
    """What stands on a narrow line also stands on a wider one."""
    narrow = {index for index, _ in fit_columns(columns, width)}
    assert narrow <= {index for index, _ in fit_columns(columns, width + more)}


@given(COLUMNS, WIDTHS)
def test_spare_width_goes_by_weight(columns: list[Column], width: int) -> None:
    """When the minimums fit, all spare cells are divided; a share differs less than one cell from its weight's part."""
    fit = fit_columns(columns, width)
    minimums = [columns[index].minimum for index, _ in fit]
    spare = width - line_width(minimums)
    weights = [columns[index].weight for index, _ in fit]
    if spare >= 0 and any(weights):
        assert used(fit) == width
        for (_, cells), minimum, weight in zip(fit, minimums, weights, strict=True):
            assert abs((cells - minimum) - spare * weight / sum(weights)) < 1
    elif spare >= 0:
        assert [cells for _, cells in fit] == minimums


@given(COLUMNS, WIDTHS)
def test_fitting_twice_gives_the_same(columns: list[Column], width: int) -> None:
    """Fitting depends on nothing but the columns and the width."""
    assert fit_columns(columns, width) == fit_columns(tuple(columns), width)


@given(
    COLUMNS, st.integers(0, 120), st.lists(st.text(alphabet=st.characters(codec="latin-1"), max_size=60), max_size=9)
)
def test_a_line_is_as_wide_as_its_columns(columns: list[Column], width: int, texts: list[str]) -> None:
    """Whatever the texts hold and however many there are, the line takes exactly the cells of its columns."""
    fit = fit_columns(columns, width)
    assert cell_len(line_text(texts, columns, fit)) == used(fit)


def test_two_columns_stand_apart() -> None:
    """Between two columns stands a gap."""
    columns = [Column("a", 3), Column("b", 4, right=True)]
    fit = fit_columns(columns, 20)
    assert line_text(["een", "7"], columns, fit) == "een" + " " * COLUMN_GAP + "   7"


def test_columns_without_a_priority_are_squeezed_in_proportion() -> None:
    """When nothing may leave, what is left is shared by the minimums."""
    assert fit_columns([Column("a", 20), Column("b", 10)], 17) == [(0, 10), (1, 5)]


@pytest.mark.parametrize(("minimum", "weight", "priority"), [(0, 0, 0), (3, -1, 0), (3, 0, -1)])
def test_a_column_that_cannot_be_fitted_is_refused(minimum: int, weight: int, priority: int) -> None:
    """A minimum below one cell and negative numbers are mistakes of a programmer."""
    with pytest.raises(ValueError, match="minimum"):
        Column("a", minimum, weight, priority)
