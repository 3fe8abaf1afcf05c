"""Every screen of the house has a page object, whose ids are on the screen and in the testers' documentation."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.screen import Screen

import widgets
import zorgarrangeur_tui
from zorgarrangeur_tui.testing import Tester, open_demo
from zorgarrangeur_tui.testkit.pages.every_page import PAGES
from zorgarrangeur_tui.testkit.pages.page import Page

ROOT = Path(__file__).resolve().parents[3]
HOUSE = (zorgarrangeur_tui, widgets)
NEVER_SHOWN = {
    "BusyScreen",
    "ChoosingScreen",
    "DialogFrame",
    "GridScreen",
    "ListScreen",
    "PlacesCursorLater",
    "SchoolActor",
    "StoreScreen",
    "TakesKeys",
}
"""What other screens are built on."""


def screens() -> Iterator[type[Screen[object]]]:
    """Yield every class of screen in the house."""
    for package in HOUSE:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    names = {package.__name__ for package in HOUSE}
    waiting: list[type[Screen[object]]] = [Screen]
    while waiting:
        for found in waiting.pop().__subclasses__():
            waiting.append(found)
            if found.__module__.partition(".")[0] in names and not found.__name__.startswith("_"):
                yield found


def sources() -> str:
    """Return the text of the app and its widgets."""
    return "\n".join(file.read_text() for package in HOUSE for file in Path(next(iter(package.__path__))).rglob("*.py"))


def documented_ids() -> set[str]:
    """Return the ids that the testers' documentation names."""
    table = (ROOT / "docs" / "testing.md").read_text().partition("## Widget ids")[2].partition("\n## ")[0]
    return {name for line in table.splitlines() for name in re.findall(r"`([a-z][\w-]*)`", line.rpartition(" | ")[2])}


def test_every_screen_has_a_page_and_every_page_a_screen() -> None:
    """Whoever makes a screen gives testers its page, in `testkit.pages.every_page`."""
    shown = {found.__name__ for found in screens()} - NEVER_SHOWN
    assert shown - set(PAGES) == set(), "screens without a page"
    assert set(PAGES) - shown == set(), "pages without a screen"


FAMILIES = ("field-", "label-", "problem-", "secret-", "group-")
"""How ids begin that are made for each field of a form, or each group of a code."""


def test_every_id_that_is_documented_is_in_the_house() -> None:
    """Whole, or for a family its beginning."""
    text, known = sources(), documented_ids()
    assert len(known) > 100
    assert {name for name in known if not name.startswith(FAMILIES) and f'"{name}"' not in text} == set()
    assert [family for family in FAMILIES if f'f"{family}{{' not in text] == []


WALK = [
    *[(str(mode),) for mode in range(1, 8)],
    *[(mode, "enter") for mode in "234"],
    *[("5", key) for key in ("C", "A", "t", "B", "M", "T", "O", "P", "r", "V", "R")],
    *[("6", key) for key in ("x", "v", "f", "b", "r", "d", "w")],
    *[("7", key) for key in ("o", "d", "v")],
    ("f7",),
    ("f7", "enter"),
    ("greater_than_sign",),
    ("full_stop",),
    ("f1",),
    ("f4",),
    ("2", "n"),
    ("2", "enter", "e"),
    ("comma",),
]


def read_all(page: Page) -> dict[str, object]:
    """Return every property of a page."""
    names = {name for kind in type(page).__mro__ for name, value in vars(kind).items() if isinstance(value, property)}
    return {name: getattr(page, name) for name in names}


@pytest.mark.slow
async def test_what_pages_read_is_on_their_screens(tmp_path: Path) -> None:
    """Each screen that a few keys open: nothing that a page names is missing there, and its list and panel say something."""
    seen: set[str] = set()
    async with open_demo(tmp_path / "opslag") as tester:
        for keys in WALK:
            await back_to_the_start(tester)
            await tester.press(*keys)
            page = PAGES[tester.pages.open_screen](tester.pages)
            if page.SCREEN in seen:
                continue
            seen.add(page.SCREEN)
            read = read_all(page)
            assert read["is_open"]
            assert read.get("detail") or not getattr(page, "DETAIL", "") or read.get("rows", [()]) == [], page.SCREEN
    assert len(seen) >= 30, seen


async def back_to_the_start(tester: Tester) -> None:
    """Close what lies over the modes, and open Vandaag."""
    while len(tester.app.screen_stack) > 1:
        await tester.press("escape")
    await tester.press("1")
