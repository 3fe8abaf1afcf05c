"""Laws of the week grid's geometry, of blocks that overlap, and of the words in a block."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.week_blocks import Block, DayHours, Lane
from widgets.week_content import WeekContent, open_rows
from widgets.week_labels import block_lines
from widgets.week_layout import (
    GUTTER_WIDTH,
    HEADER_HEIGHT,
    LEAST_LANE_WIDTH,
    Geometry,
    TimeRange,
    hit,
    layout_blocks,
    part,
    placement_at,
    scrolled,
)

SCHOOL_DAY = TimeRange.covering(8 * 60, 16 * 60, 15)


def block(start: int, end: int, key: str = "k", label: str = "Noor PV", **more: object) -> Block:
    """Return a block in the only lane on Monday."""
    return Block(key, "lane", 0, start, end, label, **more)  # type: ignore[arg-type]  # the test names the field


@st.composite
def some_blocks(draw: st.DrawFn) -> list[Block]:
    """Blocks of one lane on one day, at any minute, also beyond the hours that are shown, also empty ones."""
    times = draw(st.lists(st.tuples(st.integers(0, 1440), st.integers(0, 300)), max_size=12))
    return [block(start, min(1440, start + length), f"k{number}") for number, (start, length) in enumerate(times)]


geometries = st.builds(Geometry.fitting, st.integers(1, 7), st.integers(1, 60), st.integers(0, 250))


@given(some_blocks())
def test_every_block_is_placed_once(blocks: list[Block]) -> None:
    """Laying out loses no block and adds none."""
    placed = [placement.block.key for placement in layout_blocks(blocks, SCHOOL_DAY)]
    assert sorted(placed) == sorted(item.key for item in blocks)


@given(some_blocks())
def test_no_two_placements_share_a_cell(blocks: list[Block]) -> None:
    """Blocks in the same place from the left share no row and no minute, and blocks that do share have equal parts."""
    for one, other in combinations(layout_blocks(blocks, SCHOOL_DAY), 2):
        rows_meet = one.top < other.bottom and other.top < one.bottom
        minutes_meet = one.block.start < other.block.end and other.block.start < one.block.end
        if rows_meet or minutes_meet:
            assert one.column != other.column
            assert one.columns == other.columns


@given(some_blocks())
def test_placements_stay_inside_their_group_and_the_day(blocks: list[Block]) -> None:
    """A placement has at least a row that is shown, and a place among those of its group."""
    for placement in layout_blocks(blocks, SCHOOL_DAY):
        assert 0 <= placement.top < placement.bottom <= SCHOOL_DAY.rows
        assert 0 <= placement.column < placement.columns


@given(some_blocks(), st.randoms())
def test_the_order_in_which_blocks_come_does_not_matter(blocks: list[Block], chance: object) -> None:
    """The same blocks always stand in the same places."""
    shuffled = list(blocks)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert layout_blocks(shuffled, SCHOOL_DAY) == layout_blocks(blocks, SCHOOL_DAY)


@given(st.lists(st.integers(15, 90), min_size=1, max_size=5))
def test_lessons_that_follow_one_another_stand_alone(lengths: list[int]) -> None:
    """Blocks that touch but do not overlap are each as wide as the lane, whatever minutes they start at."""
    start, blocks = 8 * 60 + 20, []
    for number, length in enumerate(lengths):
        blocks.append(block(start, start + length, f"k{number}"))
        start += length
    assert {placement.columns for placement in layout_blocks(blocks, SCHOOL_DAY)} == {1}


def test_even_and_odd_weeks_lie_side_by_side() -> None:
    """Two blocks at the same time get half the lane each, even before odd."""
    even, odd = block(540, 600, "a", rhythm="E"), block(540, 600, "b", rhythm="O")
    first, second = layout_blocks([odd, even], SCHOOL_DAY)
    assert (first.block, first.column, first.columns) == (even, 0, 2)
    assert (second.block, second.column, second.columns) == (odd, 1, 2)


@given(
    st.integers(0, 1400), st.integers(1, 1440), st.integers(1, 60), st.lists(st.tuples(st.integers(), st.integers()))
)
def test_a_time_range_lies_within_the_day(first: int, length: int, quarter: int, spans: list[tuple[int, int]]) -> None:
    """Whatever it has to cover, a range begins and ends within the day, and each of its rows finds itself back."""
    time_range = TimeRange.covering(first, first + length, quarter, spans)
    assert 0 <= time_range.first < 1440
    assert time_range.rows >= 1
    assert time_range.minute(time_range.rows) < 1440 + quarter
    assert all(time_range.row(time_range.minute(row)) == row for row in range(time_range.rows))


def test_early_and_late_work_widens_the_day_to_whole_hours() -> None:
    """A block before the first row or after the last one is never out of sight."""
    time_range = TimeRange.covering(8 * 60, 16 * 60, 15, [(7 * 60 + 40, 8 * 60), (15 * 60, 17 * 60 + 5)])
    assert time_range.first == 7 * 60
    assert time_range.minute(time_range.rows) == 18 * 60


@given(geometries)
def test_columns_tile_the_body(geometry: Geometry) -> None:
    """Columns follow one another without gap or overlap, are never too narrow, and days are equally wide."""
    extents = [geometry.extent(column) for column in range(geometry.columns)]
    assert extents[0][0] == 0
    assert extents[-1][1] == geometry.width
    assert all(one[1] == other[0] for one, other in pairwise(extents))
    assert all(right - left >= LEAST_LANE_WIDTH for left, right in extents)
    assert max(right - left for left, right in extents) - min(right - left for left, right in extents) <= 1


@given(geometries, st.data())
def test_a_cell_belongs_to_the_column_that_holds_it(geometry: Geometry, data: st.DataObject) -> None:
    """Every cell of the body is found back in the column that it was drawn in."""
    column = data.draw(st.integers(0, geometry.columns - 1))
    left, right = geometry.extent(column)
    offset = data.draw(st.integers(0, right - left - 1))
    spot = geometry.spot(left + offset, 3)
    assert (geometry.column(spot.day, spot.lane), spot.row, spot.offset) == (column, 3, offset)


@given(geometries, st.integers(-50, 400), st.integers(-20, 90), st.integers(0, 60), st.integers(0, 20))
def test_a_hit_is_always_within_the_grid(geometry: Geometry, x: int, y: int, right: int, down: int) -> None:
    """A pointer hits a cell that exists or nothing, and never the fixed header and gutter."""
    spot = hit(geometry, SCHOOL_DAY.rows, x, y, (right, down))
    if spot is None:
        return
    assert x >= GUTTER_WIDTH
    assert y >= HEADER_HEIGHT
    assert 0 <= spot.day < geometry.days
    assert 0 <= spot.lane < geometry.lanes
    assert 0 <= spot.row < SCHOOL_DAY.rows


def test_a_whole_week_fits_where_it_can() -> None:
    """Two lanes and five days share 74 cells; in 53 cells four whole days are shown and the fifth is scrolled to."""
    assert Geometry.fitting(5, 2, 74).width <= 74
    assert Geometry.fitting(5, 2, 53).day_width == 13
    assert Geometry.fitting(5, 2, 53).width == 65


def test_too_many_lanes_for_a_day_keep_their_least_width() -> None:
    """Fifty lanes are as narrow as a lane may be, and the rest is scrolled to."""
    geometry = Geometry.fitting(5, 50, 193)
    assert geometry.day_width == 50 * LEAST_LANE_WIDTH


@given(st.integers(0, 100), st.integers(1, 50), st.integers(0, 100), st.integers(1, 60))
def test_scrolling_shows_what_was_asked(offset: int, viewport: int, start: int, length: int) -> None:
    """After scrolling the start is in view, and the end too if it fits; what was in view already does not move."""
    new = scrolled(offset, viewport, start, start + length)
    assert new <= start < new + viewport
    if length <= viewport:
        assert start + length <= new + viewport
        if offset <= start and start + length <= offset + viewport:
            assert new == offset


@given(some_blocks(), st.integers(6, 30), st.integers(0, 31))
def test_every_cell_of_a_lane_shows_at_most_the_block_that_is_drawn_there(
    blocks: list[Block], width: int, row: int
) -> None:
    """Pointing at the part of a block that lies beside others finds that block."""
    placements = layout_blocks(blocks, SCHOOL_DAY)
    here = [placement for placement in placements if placement.top <= row < placement.bottom]
    for placement in here:
        left, right = part(width, placement.column, placement.columns)
        if width // placement.columns >= 3:
            assert {placement_at(here, width, offset, None) for offset in range(left, right)} == {placement}
        else:
            assert placement_at(here, width, left, placement) == placement


def test_hours_close_what_lies_outside_them() -> None:
    """A day with a morning only is open in the morning, a day without hours not at all; no hours mean always open."""
    morning = [DayHours(2, 8 * 60 + 30, 9 * 60)]
    wednesday = open_rows(morning, 2, SCHOOL_DAY)
    assert [row for row, is_open in enumerate(wednesday) if is_open] == [2, 3]
    assert not any(open_rows(morning, 0, SCHOOL_DAY))
    assert all(open_rows([], 0, SCHOOL_DAY))


def content_of(*blocks: Block, days: int = 5) -> WeekContent:
    """Return the content of a grid with one lane."""
    return WeekContent.of([Lane("lane", "Noor")], blocks, [], days=days, least_range=(480, 960, 15))


def test_a_block_at_the_weekend_adds_its_day() -> None:
    """A visit on Saturday is not out of sight in a grid of five days."""
    assert content_of(Block("k", "lane", 5, 600, 660, "Zaterdag")).days == 6


def test_blocks_of_lanes_and_days_that_are_not_shown_are_left_out() -> None:
    """Blocks of another lane, or of a day that no week has, draw nothing and break nothing."""
    content = content_of(Block("a", "elsewhere", 0, 600, 660, "x"), Block("b", "lane", 9, 600, 660, "y"))
    assert not content.places


@given(st.lists(st.tuples(st.integers(0, 4), some_blocks()), max_size=4))
def test_walking_on_meets_every_block_once_and_walking_back_meets_them_in_reverse(
    given_days: list[tuple[int, list[Block]]],
) -> None:
    """Next goes past all blocks, previous goes back past the same ones."""
    blocks = [
        Block(f"{number}-{item.key}", "lane", day, item.start, item.end, "x")
        for number, (day, own) in enumerate(given_days)
        for item in own
    ]
    content = content_of(*blocks)
    forward = []
    place = content.next_place((0, -1, -1))
    while place is not None:
        forward.append(place)
        place = content.next_place(place.order)
    backward = []
    place = content.previous_place((10, 0, 0))
    while place is not None:
        backward.append(place)
        place = content.previous_place(place.order)
    assert len(forward) == len(blocks)
    assert backward == forward[::-1]


hostile = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "[/] note",
            "\x1b]52;c;aGk=\x07",
            "\u202eabc",
            "日本語の予定",
            "👩‍🦽👍🏽",
            "a\x00b",
            "[b",
            "\n\t",
            "e\u0301" * 9,
        ]
    ),
)


@given(hostile, hostile, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 24), st.integers(1, 8))
def test_the_words_of_a_block_fill_it_exactly(
    label: str, rhythm: str, locked: bool, warning: bool, more: bool, width: int, rows: int
) -> None:
    """Whatever a user typed, a block is exactly as wide and high as it is, and holds no control character."""
    item = block(540, 600, label=label, rhythm=rhythm, locked=locked, warning=warning)
    texts = block_lines(item, width, rows, hides_more=more)
    assert [cell_len(text) for text in texts] == [width] * rows
    assert not any(ord(character) < 32 or character in "\x7f\u202e\x9b" for text in texts for character in text)


@given(hostile, st.booleans(), st.text("EO", max_size=1), st.integers(1, 24), st.integers(1, 8))
def test_a_warning_is_never_left_out(label: str, locked: bool, rhythm: str, width: int, rows: int) -> None:
    """However narrow, the sign of a warning stands in the first row."""
    item = block(540, 600, label=label, rhythm=rhythm, locked=locked, warning=True)
    assert "!" in block_lines(item, width, rows)[0]


def test_a_wide_block_says_everything() -> None:
    """Label and signs on the first row, both times on the second."""
    item = block(545, 615, label="Noor PV", rhythm="E", locked=True, warning=True)
    assert block_lines(item, 14, 4) == ["Noor PV    !#E", "09:05–10:15   ", " " * 14, " " * 14]


def test_a_narrow_block_goes_on_below() -> None:
    """A long label takes more rows, the times follow, and quiet signs move to the bottom right."""
    care = block(540, 630, label="Persoonlijke verzorging", rhythm="O", warning=True)
    assert block_lines(care, 8, 6) == ["Persoo !", "nlijke  ", "verzorgi", "ng      ", "09:00–  ", "10:30  O"]
    assert block_lines(care, 6, 4) == ["Pers !", "oonli…", "09:00 ", "     O"]


def test_a_single_row_keeps_its_signs() -> None:
    """In one row the label makes way for the signs, and shows that it was cut."""
    assert block_lines(block(540, 555, rhythm="E", locked=True), 6, 1) == ["Noo…#E"]


def test_a_block_that_hides_another_says_so() -> None:
    """Where overlapping blocks do not fit side by side, the one that is drawn carries a plus."""
    assert block_lines(block(540, 600), 6, 4, hides_more=True) == ["Noor +", "PV    ", "09:00–", "10:00 "]
