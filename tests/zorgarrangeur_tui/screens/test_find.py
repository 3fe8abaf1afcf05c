"""Finding anything by keys, from wherever one is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from store_samples import rows_of
from textual import events

from storage import tables
from storage.models import Agreement, CareLocation, site_id
from storage.store import Store
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.providers import add_professional, add_provider
from zorgarrangeur_tui.find_rows import EverythingSource
from zorgarrangeur_tui.testing import Tester, open_app

SCHOOL = site_id("99ZZ00")


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store with something of every kind."""
    case = open_case(store, {"title": "Verpleging in de klas", "school_id": SCHOOL})
    open_case(store, {"title": "Sondevoeding", "school_id": SCHOOL})
    add_pupil(store, case.id, {"pseudonym": "Zilveren Reiger", "name": "Geheim Kind"})
    provider = add_provider(store, {"name": "Zorg De Windroos"})
    for name in ("Anja", "Noor van der Berg"):
        add_professional(store, provider.id, {"name": name})
    with store.unit_of_work("Toegevoegd") as work:
        place = CareLocation(name="Kinderdagcentrum Ünal", place="Urk")
        work.add(place, Agreement(case_id=case.id, title="Collectief contract"))
    open_case(store, {"title": "Onderwijs op locatie", "care_location_id": place.id})
    return store


def searches(store: Store) -> list[str]:
    """Return what the log tells of searches in everything."""
    return [row.details for row in rows_of(store, tables.audit) if (row.action, row.object) == ("search", "everything")]


async def put(tester: Tester, words: str) -> None:
    """Put words in the field at once: who rests between two letters, as a busy machine does, is logged for both."""
    tester.app.post_message(events.Paste(words))
    await tester.pages.settle()


@pytest.mark.parametrize(
    ("typed", "screen", "told"),
    [
        ("reiger", "CaseScreen", "Verpleging in de klas"),
        ("collectief contr", "CaseScreen", "Verpleging in de klas"),
        ("99 zz 01", "SchoolScreen", "Het Anker"),
        ("windr", "ProviderScreen", "Zorg De Windroos"),
        ("unal", "CasesScreen", "Onderwijs op locatie"),
    ],
)
async def test_what_is_found_opens_on_its_own_screen(
    filled: Store, tmp_path: Path, typed: str, screen: str, told: str
) -> None:
    """From the first screen: F4, a few letters at once, Enter. A care location has no screen: its cases are shown."""
    async with open_app(tmp_path / "opslag", store=filled) as tester:
        await tester.press("f4")
        await put(tester, typed)
        await tester.press("enter")
        assert tester.pages.open_screen == screen
        assert tester.pages.says(told)
        [details] = searches(filled)
        assert re.fullmatch(r"found=[0-9]+ words=[0-9a-f]{16}", details), "a count and a keyed hash, nothing else"


async def test_a_professional_is_found_by_surname_and_stands_under_the_cursor(filled: Store, tmp_path: Path) -> None:
    """On the screen of the provider, from the middle of another screen, and Esc goes back there."""
    async with open_app(tmp_path / "opslag", store=filled) as tester:
        await tester.press("3", "ctrl+f")
        await tester.pages.type("vdberg")
        assert tester.pages.rows("find-table") == [("zorgprofessional", "Noor van der Berg", "Zorg De Windroos", "")]
        await tester.press("enter")
        lines = tester.app.screen.query_one("#provider-lines", RecordTable)
        row = lines.row_at(lines.cursor_row)
        assert row is not None
        assert row.cells[0].strip() == "Noor van der Berg"
        await tester.press("escape")
        assert tester.pages.open_screen == "SchoolsScreen"


async def test_without_a_choice_everything_stays_as_it_was(filled: Store, tmp_path: Path) -> None:
    """Nothing typed: a hint and no log row. Typed and left: the row is there, and the names of children find nothing."""
    async with open_app(tmp_path / "opslag", store=filled) as tester:
        await tester.press("f4")
        assert tester.pages.says("Typ wat u zoekt")
        await tester.press("escape")
        assert searches(filled) == []
        await tester.press("f4")
        await put(tester, "geheim")
        assert tester.pages.rows("find-table") == []
        await tester.press("enter")
        assert tester.pages.open_screen == "FindScreen"
        await tester.press("escape")
        assert tester.pages.open_screen == "TodayScreen"
    assert [details.split()[0] for details in searches(filled)] == ["found=0"]


def test_the_kind_of_which_least_was_found_stands_first(filled: Store) -> None:
    """The school before its cases; each row is where the window says that it is."""
    window = EverythingSource(filled).select("wilg")
    rows = window.rows(0, len(window))
    assert [row.cells[0] for row in rows] == ["school", "casus", "casus"]
    assert [row.cells[1] for row in rows] == ["De Wilg", "Sondevoeding", "Verpleging in de klas"]
    assert window.rows(1, 2) == rows[1:2]
    assert [window.position(row.key) for row in rows] == [0, 1, 2]
    assert window.position("case:" + "0" * 32) is None
    assert len(EverythingSource(filled).select("  ")) == 0
