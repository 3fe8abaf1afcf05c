"""The line with chapters: all of them where there is room, one with its place where there is not, and clicks."""

from __future__ import annotations

import pytest
from form_app import WidgetApp, seen

from widgets.chapter_bar import ChapterBar

CHAPTERS = [("care", "Zorg"), ("plan", "Plan"), ("notes", "Verslagen")]


class BarApp(WidgetApp):
    """An app with one bar that keeps what was picked."""

    def __init__(self, chapters: list[tuple[str, str]] = CHAPTERS) -> None:
        self.bar = ChapterBar(chapters)
        super().__init__(self.bar)
        self.picked: list[str] = []

    def on_chapter_bar_picked(self, event: ChapterBar.Picked) -> None:
        """Keep it."""
        self.picked.append(event.chapter)


ALL, TIGHT, ONE = " Zorg  Plan  Verslagen", " Zorg Plan Verslagen", " ‹  Zorg  1/3 ›"


@pytest.mark.parametrize(("width", "line"), [(60, ALL), (23, ALL), (22, TIGHT), (20, TIGHT), (19, ONE)])
async def test_all_chapters_stand_there_as_long_as_they_fit(width: int, line: str) -> None:
    """First with room between them, then close together, then only the open one with its place."""
    app = BarApp()
    async with app.run_test(size=(width, 5)) as pilot:
        await pilot.pause()
        assert seen(app)[0].rstrip() == line


async def test_the_open_chapter_stands_there_also_when_it_is_the_last() -> None:
    """In a narrow terminal only that one."""
    app = BarApp()
    async with app.run_test(size=(19, 5)) as pilot:
        app.bar.current = "notes"
        await pilot.pause()
        assert seen(app)[0].startswith(" ‹  Verslagen  3/3")


async def test_a_click_picks_the_chapter_under_the_mouse() -> None:
    """Each chapter from its first to its last cell; beside them nothing."""
    app = BarApp()
    async with app.run_test(size=(60, 5)) as pilot:
        for column in (0, 5, 6, 11, 12, 22, 23, 50):
            await pilot.click(app.bar, offset=(column, 0))
        await pilot.pause()
        assert app.picked == ["care", "care", "plan", "plan", "notes", "notes"]


async def test_in_a_narrow_terminal_a_click_turns_back_and_on() -> None:
    """On the signs at both ends; before the first chapter stands the last."""
    app = BarApp()
    async with app.run_test(size=(18, 5)) as pilot:
        for column in (1, 4, 12):
            await pilot.click(app.bar, offset=(column, 0))
        await pilot.pause()
        assert app.picked == ["notes", "care", "plan"]


async def test_words_are_plain_text_and_an_unknown_chapter_opens_none() -> None:
    """Markup stays as it was written."""
    app = BarApp([("one", "[red]Zorg[/red]"), ("two", "Plan")])
    async with app.run_test(size=(40, 5)) as pilot:
        app.bar.current = "three"
        await pilot.pause()
        assert seen(app)[0].rstrip() == " [red]Zorg[/red]  Plan"
