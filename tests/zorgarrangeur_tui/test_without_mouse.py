"""Everything can be done without a mouse: the keyboard gets everywhere, is never lost, and each click has a key."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
from textual.widget import Widget
from textual.widgets import Input

from storage.models import Case
from widgets.filter_bar import FilterBar
from zorgarrangeur_tui.app_acts import APP_ACTS
from zorgarrangeur_tui.keys.keyboard_acts import ChooseKeys
from zorgarrangeur_tui.lesson_acts import OpenLesson
from zorgarrangeur_tui.screens.case import CaseScreen
from zorgarrangeur_tui.screens.case_acts import NextChapter, PreviousChapter
from zorgarrangeur_tui.screens.jump import jump_places
from zorgarrangeur_tui.testing import Tester, make_store, open_app, open_demo
from zorgarrangeur_tui.testkit.pages.every_page import PAGES

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

ROUTES = {
    "TodayScreen": "1",
    "CasesScreen": "2",
    "SchoolsScreen": "3",
    "ProvidersScreen": "4",
    "PlanningScreen": "5",
    "InsightScreen": "6",
    "ExchangeScreen": "7",
    "CaseScreen": "2 enter",
    "SchoolScreen": "3 enter",
    "ProviderScreen": "4 enter",
    "SchoolCalendarScreen": "3 enter c",
    "BudgetsScreen": "3 enter B",
    "SchoolHomesScreen": "3 enter w",
    "TickWeekScreen": "3 enter t",
    "VisitCapture": "1 full_stop",
    "VisitNotesScreen": "1 greater_than_sign",
    "RecordHistoryScreen": "2 enter y",
    "FormDialog": "2 enter e",
    "PickScreen": "5 s",
    "ConfirmDialog": "2 delete",
    "FindScreen": "1 f4",
    "HelpScreen": "1 f1",
    "ActPalette": "1 ctrl+p",
    "SettingsScreen": "1 comma",
    "ReferenceScreen": "1 f7",
    "ReferenceSetScreen": "1 f7 enter",
    "LessonStepsScreen": "1 f5",
    "ClashesScreen": "5 C",
    "MeasuresScreen": "5 M",
    "PublishScreen": "5 P",
    "TermScreen": "5 T",
    "PresenceScreen": "5 O",
    "PlanVersionsScreen": "5 P r",
    "JumpScreen": "1 g",
    "HomeSiteScreen": "6 w enter",
    "RestPupilsScreen": "6 r enter",
    "BreakdownScreen": "6 x",
    "CollectiveScreen": "6 v",
    "FrozenFiguresScreen": "6 f",
    "RestScreen": "6 r",
    "RegionDeskScreen": "6 d",
    "LedgerScreen": "6 b",
    "HomeMunicipalitiesScreen": "6 w",
    "ExchangeOverviewScreen": "7 o",
    "OpenQuestionsScreen": "7 v",
    "DuplicatesScreen": "7 d",
    "FileDialog": "7 i",
}
"""Keys that open each screen of the practice region."""


OWN_ROUTES = {
    "SecurityScreen": "1 f6",
    "SecretDialog": "1 f6 w",
    "RetentionScreen": "1 f6 r",
    "AccessLogScreen": "1 f6 o",
}
"""The same in a store of one's own: what the practice region does not have."""

NO_ROUTE = {
    "AbsenceScreen": "a list and a panel, after a form",
    "ArrivalsScreen": "a list and a panel, after a folder was chosen",
    "ImportPreviewScreen": "a list, after a bundle was chosen",
    "FiguresScreen": "a table, after a bundle was chosen",
    "MonitorPreviewScreen": "the same, of one's own figures",
    "VisitNoteScreen": "a list and a panel, of a note that was written",
    "PlannerScreen": "two lists and a panel, after a search",
    "PlanViewScreen": "a week and a panel as on the board, after a choice",
    "PreviewScreen": "one panel, after a choice",
    "MessageDialog": "one panel and a button",
    "TextDialog": "one field and two buttons, as a form",
    "ChoicePopup": "a field and the list that it narrows, as the list of records",
    "PasteDialog": "one field",
    "NewCodeDialog": "one field, after the passphrase",
    "RescueScreen": "a list, of a store that does not open",
    "UnlockScreen": "one field",
    "FirstRunScreen": "a form",
    "KeyCheckScreen": "takes every key",
    "PressKeyDialog": "takes every key",
    "LessonWelcome": "two buttons",
    "MakingRegion": "nothing to do but wait or leave",
}
"""Screens to which no keys lead by themselves, with what has the keyboard there; tests of their own press the keys."""

_MOST_STEPS = 40


def test_the_walks_leave_no_screen_out() -> None:
    """Each screen of which there is a page is walked, or is named with the reason why not."""
    assert set(PAGES) <= {*ROUTES, *OWN_ROUTES, *NO_ROUTE, "KeysScreen"}
    assert not set(NO_ROUTE) & {*ROUTES, *OWN_ROUTES}


async def unreached(tester: Tester) -> list[Widget]:
    """Return what of the screen in front neither Tab nor an arrow nor a jump letter reaches."""
    screen = tester.app.screen
    wanted = [widget for widget in screen.query("*") if widget.focusable and widget.region]
    reached = {place.widget for place in jump_places(screen)} if not isinstance(screen.focused, Input) else set()
    reached.add(screen.focused)
    for key in ("down", *["tab"] * _MOST_STEPS):
        await tester.press(key)
        if screen.focused in reached and key == "tab":
            break
        reached.add(screen.focused)
    return [widget for widget in wanted if widget not in reached]


async def close_all(tester: Tester) -> None:
    """Go back to the first screen of the mode."""
    while len(tester.app.screen_stack) > 1:
        await tester.press("escape")


async def walk(tester: Tester, routes: dict[str, str]) -> None:
    """Open each screen, and hold that the keyboard gets everywhere and that the terminal's cursor stands where it is."""
    for name, keys in routes.items():
        await tester.press(*keys.split())
        screen = tester.app.screen
        assert type(screen).__name__ == name, f"{keys} opens {screen}"
        if screen.focused is not None:
            assert screen.focused.region.contains_point(tester.app.cursor_position), name
        first = screen.focused
        assert not await unreached(tester), name
        screen.set_focus(first)
        await close_all(tester)


@pytest.mark.slow
async def test_the_keyboard_gets_to_everything_on_every_screen(tmp_path: Path) -> None:
    """What can have the keyboard gets it by Tab, an arrow or a jump letter, on every screen of the practice region."""
    async with open_demo(tmp_path / "opslag", school_count=3) as tester:
        await walk(tester, ROUTES)


@pytest.mark.slow
async def test_the_keyboard_gets_to_everything_about_the_vault(tmp_path: Path) -> None:
    """The same for the screens that only a store of one's own has."""
    store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await walk(tester, OWN_ROUTES)
        tester.app.run_act(ChooseKeys)
        await tester.pages.settle()
        assert not await unreached(tester)


@pytest.mark.parametrize("mode", ["2", *(pytest.param(mode, marks=pytest.mark.slow) for mode in "134567")])
async def test_the_keyboard_comes_back_to_where_it_was(mode: str, tmp_path: Path) -> None:
    """After help, palette, jump letters and a search that was left; after other rows, also none, and an undo."""
    async with open_demo(tmp_path / "opslag", school_count=3) as tester:
        await tester.press(mode)
        screen = tester.app.screen
        before = screen.focused
        assert before is not None
        for opens in ("f1", "ctrl+p", "g", "f4", "comma", "f7"):
            await tester.press(opens)
            assert tester.app.screen is not screen
            await close_all(tester)
            assert screen.focused is before, opens
        if screen.query(FilterBar):
            await tester.press("slash")
            await tester.type("zzzz")
            assert screen.focused is not None
            await tester.press("enter")
            assert screen.focused is before
            await tester.press("escape")
            assert screen.focused is before
        with tester.store.unit_of_work("Casus geopend") as work:
            work.add(Case(title="Nieuw"))
        await tester.pages.settle()
        assert screen.focused is before
        await tester.press("u")
        assert tester.app.screen is screen
        assert screen.focused is before


async def test_undo_of_what_is_open_leaves_a_way_back(tmp_path: Path) -> None:
    """Who undoes the making of the case that is open still has the keyboard, and Esc leads back to the list."""
    async with open_demo(tmp_path / "opslag", school_count=3) as tester:
        with tester.store.unit_of_work("Casus geopend") as work:
            case = Case(title="Nieuw")
            work.add(case)
        await tester.press("2")
        await tester.app.push_screen(CaseScreen(case.id))
        await tester.pages.settle()
        await tester.press("u")
        if tester.pages.open_screen == "CaseScreen":
            assert tester.app.screen.focused is not None
            await tester.press("escape")
        assert tester.pages.open_screen == "CasesScreen"
        assert tester.app.screen.focused is not None


CLICKS = {
    "RecordTable": {"up", "down", "enter"},
    "DifferenceList": {"up", "down", "enter"},
    "WeekGrid": {"up", "down", "left", "right", "enter", "shift+up", "shift+down"},
    "ChoiceField": {"enter"},
    "ToggleField": {"space"},
    "ChoicesField": {"up", "down", "space"},
    "ChapterBar": {NextChapter, PreviousChapter},
    "KeyLine": {command for command in APP_ACTS if command.footer},
    "LessonBar": {OpenLesson},
    "TitleBar": {command for command in APP_ACTS if command.key.isdigit()},
}
"""What listens to the mouse by itself, with what does the same: keys of its own, or acts that have one."""


def listening_classes() -> dict[str, str]:
    """Return every class that does something with the mouse, each with its module."""
    found = {}
    for package in ("widgets", "zorgarrangeur_tui"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                parts = node.body if isinstance(node, ast.ClassDef) else []
                names = {part.name.lstrip("_") for part in parts if isinstance(part, FUNCTIONS)}
                if isinstance(node, ast.ClassDef) and names & {"on_click", "on_mouse_down", "on_mouse_up"}:
                    found[node.name] = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return found


def test_each_click_has_keys() -> None:
    """What listens to the mouse is in the list above; the keys of the list are its own, and its acts have one."""
    listening = listening_classes()
    assert set(listening) == set(CLICKS)
    for name, ways in CLICKS.items():
        widget = getattr(importlib.import_module(listening[name]), name)
        own = {key for binding in widget.BINDINGS for key in binding.key.split(",")}
        for way in ways:
            assert way in own if isinstance(way, str) else way.key, f"{name}: {way}"
