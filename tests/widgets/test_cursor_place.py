"""The cell that each widget of the house gives to the cursor of the terminal."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.geometry import Offset

from widgets.choice_fields import ChoiceField, ChoicesField, ToggleField
from widgets.cursor_place import cursor_place
from widgets.detail_view import DetailView, Section
from widgets.difference_list import DifferenceItem, DifferenceList
from widgets.field_spec import FieldSpec
from widgets.plain_input import PlainTextArea
from widgets.week_grid import WeekGrid

_CHOICES = (("a", "Ja, graag"), ("b", "Later"), ("c", "Nooit"))


class _Shelf(App[None]):
    """One of each, under each other."""

    CSS = "DifferenceList, DetailView, WeekGrid, PlainTextArea { height: 4; }"

    def compose(self) -> ComposeResult:
        """Show them."""
        yield DifferenceList([DifferenceItem(str(number), f"Gegeven {number}", "+") for number in range(9)])
        yield ChoiceField(FieldSpec("een", "Een", "choice", "b", choices=_CHOICES))
        yield ToggleField(FieldSpec("twee", "Twee", "boolean", True))
        yield ChoicesField(FieldSpec("drie", "Drie", "choices", ["a"], choices=_CHOICES))
        yield PlainTextArea("een\ntwee")
        yield DetailView([Section("Kop", [])])
        yield WeekGrid()


async def test_the_cursor_stands_in_what_the_user_is_at() -> None:
    """On the line of the item, also of a list that scrolled; on the label, in the box, on the letter, at the first line."""
    async with _Shelf().run_test(size=(60, 40)) as pilot:
        screen = pilot.app.screen

        def line(place: Offset) -> str:
            strips = screen._compositor.render_strips()  # the one way to read a frame
            return strips[place.y].text[place.x :]

        differences = screen.query_one(DifferenceList)
        differences.cursor = 7
        choices = screen.query_one(ChoicesField)
        choices.focus()
        choices.cursor = 2
        await pilot.pause()
        assert "Gegeven 7" in line(cursor_place(differences))
        assert line(cursor_place(screen.query_one(ChoiceField))).startswith("Later")
        assert line(cursor_place(screen.query_one(ToggleField))).startswith("x]")
        assert line(cursor_place(choices)).startswith(" ] Nooit")
        text = screen.query_one(PlainTextArea)
        text.move_cursor((1, 2))
        assert line(cursor_place(text)).startswith("ee")
        assert line(cursor_place(screen.query_one(DetailView))).startswith("Kop")
        grid = screen.query_one(WeekGrid)
        assert cursor_place(grid) == grid.content_region.offset
