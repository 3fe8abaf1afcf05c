"""Reading an inventory sheet into a case by keys: paste or choose, say what the columns are, look, decide."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from storage.models import CareNeed, Case, Pupil, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.screens.case import CaseScreen
from zorgarrangeur_tui.screens.inventory_import import import_inventory
from zorgarrangeur_tui.testing import Tester, open_app

CASE = "c" * 32
GOOD = "Leerling\tSoort zorg\tUren nodig\tToegekend\nJ.V.\tPV\t1,5\t90m\nA.B.\tbegeleiding\t2\t\n"


@pytest.fixture
def store(store: Store) -> Store:
    """Return the store of two schools with a case in it."""
    with store.unit_of_work("Casus") as work:
        work.add(Case(id=CASE, title="Zorg op De Wilg", school_id=site_id("99ZZ00")))
    return store


async def begin(tester: Tester) -> None:
    """Open the case and begin to read in a sheet."""
    screen = CaseScreen(CASE)
    await tester.app.push_screen(screen)
    screen.run_worker(import_inventory(screen, CASE), group="acts", name="import")
    await tester.pages.settle()


async def paste(tester: Tester, text: str) -> None:
    """Paste a text, as a terminal does, and go on."""
    tester.app.post_message(events.Paste(text))
    await tester.pages.settle()
    await tester.press("ctrl+s")


async def test_a_pasted_sheet_is_looked_at_before_it_is_read_in(store: Store, tmp_path: Path) -> None:
    """Columns with an example beside them, then the counts and every record, then the act; undo takes all of it back."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await begin(tester)
        await paste(tester, GOOD)
        assert tester.pages.says("Uren nodig „1,5”")
        assert tester.pages.says("Nodig per week, in uren")
        await tester.press("ctrl+s")
        assert tester.pages.says("2 regels gelezen: 2 nieuw, 0 gewijzigd, 0 stond er al, 0 geweigerd.")
        assert tester.pages.says("+ J.V. · Persoonlijke verzorging (zorgbehoefte), regel 2")
        assert living(store, Pupil) == []
        await tester.press("ctrl+s")
        assert len(living(store, CareNeed)) == 2
        await tester.press("u")
        assert living(store, Pupil) == []


async def test_the_good_lines_are_read_only_when_the_user_says_so(store: Store, tmp_path: Path) -> None:
    """The refused line is named with its reason; Esc goes back to the columns and changes nothing."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await begin(tester)
        await paste(tester, f"{GOOD}C.D.\twandelen\t1\t\n")
        await tester.press("ctrl+s")
        assert tester.pages.says("Regel 4 (geweigerd): Soort zorg")
        await tester.press("escape")
        assert tester.pages.open_screen == "FormDialog"
        assert living(store, Pupil) == []
        await tester.press("ctrl+s", "ctrl+s")
        assert len(living(store, Pupil)) == 2


async def test_a_column_of_names_is_refused_at_that_column(store: Store, tmp_path: Path) -> None:
    """The form says what to choose; the app then invents pseudonyms and keeps no name."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await begin(tester)
        await paste(tester, "Leerling\tZorg\tUren\nJan de Vries\tPV\t1\nSofie Bos\tPV\t2\n")
        assert not tester.pages.says("Vries")
        await tester.press("ctrl+s")
        assert tester.pages.says("kies hier dat de app een schuilnaam bedenkt")
        await tester.press("right", "right", "ctrl+s")
        await tester.press("ctrl+s")
        assert [pupil.name for pupil in living(store, Pupil)] == ["", ""]


async def test_a_file_can_be_chosen_instead(store: Store, tmp_path: Path) -> None:
    """F2 opens the list of files."""
    path = tmp_path / "zorg.csv"
    path.write_text(GOOD)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await begin(tester)
        await tester.press("f2")
        await tester.pages.choose_file(path)
        await tester.press("ctrl+s", "ctrl+s")
        assert len(living(store, Pupil)) == 2


async def test_the_same_sheet_again_has_nothing_to_read_in(store: Store, tmp_path: Path) -> None:
    """The app says so, and is back at the case."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        for _ in range(2):
            await begin(tester)
            await paste(tester, GOOD)
            await tester.press("ctrl+s")
            if tester.pages.open_screen == "PreviewScreen":
                await tester.press("ctrl+s")
        assert tester.pages.says("2 stond er al")
        await tester.press("enter")
        assert tester.pages.open_screen == "CaseScreen"


async def test_nothing_pasted_is_told_and_escape_leaves(store: Store, tmp_path: Path) -> None:
    """The dialog stays open with what to do."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await begin(tester)
        await tester.press("ctrl+s")
        assert tester.pages.says("Er is nog niets geplakt")
        await tester.press("escape")
        assert tester.pages.open_screen == "CaseScreen"
