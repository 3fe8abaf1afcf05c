"""What a user sees, cell by cell: a tour along the screens of the app in one look, and what can be read in its frames."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Input, TextArea

from storage.contacts import add_contact, verify_contact
from storage.handing_over import export_bundle
from storage.models import Case
from widgets.bar_chart import BarChart
from widgets.detail_view import DetailView
from zorgarrangeur_tui.testing import Tester, make_practice, make_store, open_app

Size = tuple[int, int]
SIZES: tuple[Size, ...] = ((60, 20), (80, 24), (120, 36))
_FIRST = (120, 36)
_GRAPHICS = frozenset("".join(map(chr, range(0x2500, 0x25A0))) + "·•")


@dataclass(frozen=True, slots=True)
class Stop:
    """A screen, and the keys that open it from any other; what is told in the corner on the way is left out."""

    name: str
    keys: tuple[str, ...]


AT_WORK = (
    Stop("vandaag", ("1",)),
    Stop("casussen", ("2",)),
    Stop("scholen", ("3",)),
    Stop("aanbieders", ("4",)),
    Stop("planning", ("5",)),
    Stop("inzicht", ("6",)),
    Stop("uitwisseling", ("7",)),
    Stop("casus", ("2", "enter")),
    Stop("school", ("3", "enter")),
    Stop("formulier", ("2", "enter", "e")),
    Stop("kiezen", ("2", "n")),
    Stop("vraag", ("2", "delete")),
    Stop("hulp", ("2", "f1")),
    Stop("palet", ("1", "ctrl+p")),
    Stop("notitie", ("2", "enter", "full_stop")),
    Stop("botsingen", ("5", "C")),
    Stop("planner", ("5", "R")),
    Stop("uitsplitsing", ("6", "x")),
    Stop("staven", ("6", "x", "t")),
    Stop("potjes", ("6", "b")),
    Stop("naslag", ("f7",)),
    Stop("instellingen", ("comma",)),
)
"""Where the tour of the practice region goes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One character with its style and what it belongs to."""

    text: str
    style: Style
    covered: bool
    """Whether it is dimmed, under a dialog."""

    @property
    def colors(self) -> tuple[Color, Color]:
        """What it is drawn in, and on."""
        color = Color.from_rich_color(self.style.color)
        ground = Color.from_rich_color(self.style.bgcolor)
        return (ground, color) if self.style.reverse else (color, ground)

    @property
    def is_graphic(self) -> bool:
        """Whether it is a line or a bar, and no letter."""
        return self.text in _GRAPHICS


@dataclass(frozen=True, slots=True)
class Frame:
    """What was on screen at a stop."""

    stop: str
    size: Size
    lines: tuple[tuple[Cell, ...], ...]
    focused: Region | None
    """Where the keyboard is, when what has it has a cursor: a page or a picture only scrolls."""

    @property
    def texts(self) -> list[str]:
        """Every line as a user reads it."""
        return ["".join(cell.text for cell in line).rstrip() for line in self.lines]

    def runs(self) -> Iterator[tuple[int, Cell, str]]:
        """Yield (line, first cell, text) of what stands together in one style and is not covered."""
        for number, line in enumerate(self.lines):
            for (_, covered, _), cells in groupby(line, key=lambda cell: (cell.style, cell.covered, cell.is_graphic)):
                run = list(cells)
                text = "".join(cell.text for cell in run)
                if text.strip() and not covered:
                    yield number, run[0], text


async def tour(folder: Path, theme: str, *, no_color: bool = False, sizes: tuple[Size, ...] = SIZES) -> list[Frame]:
    """Return the frames of all stops in one look, each at every size."""
    frames: list[Frame] = []
    with pytest.MonkeyPatch.context() as patch:
        # A cursor that blinks is there or not by the clock on the wall.
        patch.setattr(Input, "_toggle_cursor", lambda _: None)
        patch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)
        if no_color:
            patch.setenv("NO_COLOR", "1")
        else:
            patch.delenv("NO_COLOR", raising=False)
        async with _opened(folder / "leeg", theme) as tester:
            frames += await _looked("begin", tester, sizes)
        make_store(folder / "dicht").close()
        async with _opened(folder / "dicht", theme) as tester:
            frames += await _looked("ontgrendelen", tester, sizes)
        frames += await _reading_in(folder / "post", theme, sizes)
        frames += await _at_work(folder / "regio", theme, sizes)
    return frames


async def _at_work(folder: Path, theme: str, sizes: tuple[Size, ...]) -> list[Frame]:
    frames: list[Frame] = []
    store = make_practice(folder, school_count=3)
    async with open_app(folder, store=store, demo=True, size=_FIRST) as tester:
        tester.app.theme = theme
        for stop in AT_WORK:
            await tester.press(*stop.keys)
            frames += await _looked(stop.name, tester, sizes)
            while len(tester.app.screen_stack) > 1:
                await tester.press("escape")
    return frames


async def _reading_in(folder: Path, theme: str, sizes: tuple[Size, ...]) -> list[Frame]:
    """Read in a bundle of somebody else."""
    anna, corrie = make_store(folder / "anna"), make_store(folder / "corrie", label="Corrie", role="coordinator")
    to_anna = verify_contact(corrie, add_contact(corrie, anna.identity.card_text).fingerprint)
    verify_contact(anna, add_contact(anna, corrie.identity.card_text).fingerprint)
    file = folder / "van-corrie.zorgbundel"
    with corrie:
        with corrie.unit_of_work("Casus geopend") as work:
            work.add(Case(title="Verpleging in de klas"))
        file.write_bytes(export_bundle(corrie, [to_anna], purpose="Advies"))
    async with open_app(folder / "anna", store=anna, size=_FIRST) as tester:
        tester.app.theme = theme
        await tester.press("7", "i")
        await tester.pages.choose_file(file)
        return await _looked("inlezen", tester, sizes)


@asynccontextmanager
async def _opened(folder: Path, theme: str) -> AsyncIterator[Tester]:
    async with open_app(folder, size=_FIRST) as tester:
        tester.app.theme = theme
        yield tester


async def _looked(name: str, tester: Tester, sizes: tuple[Size, ...]) -> list[Frame]:
    frames = []
    for size in sizes:
        await tester.pilot.resize_terminal(*size)
        await tester.pages.settle()
        tester.app.clear_notifications()
        await tester.pages.settle()
        frames.append(_frame(name, size, tester.app.screen))
    await tester.pilot.resize_terminal(*_FIRST)
    await tester.pages.settle()
    return frames


def _frame(name: str, size: Size, screen: Screen[object]) -> Frame:
    lines = []
    for y, strip in enumerate(screen._compositor.render_strips()):
        cells: list[Cell] = []
        for segment in strip:
            for text in segment.text:
                covered = screen.is_modal and screen.get_widget_at(len(cells), y)[0] is screen
                cells.append(Cell(text, segment.style or Style(), covered))
        lines.append(tuple(cells))
    has_cursor = screen.focused is not None and not isinstance(screen.focused, BarChart | DetailView)
    focused = screen.focused.region.intersection(screen.region) if screen.focused is not None and has_cursor else None
    return Frame(name, size, tuple(lines), focused)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21, after WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
