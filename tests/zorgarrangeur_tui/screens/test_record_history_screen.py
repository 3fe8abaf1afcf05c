"""Geschiedenis by keys: opened from a line, read, and a value put back."""

from __future__ import annotations

from pathlib import Path

from store_samples import log, rows_of

from storage import tables
from storage.models import Case, Professional, Provider, Pupil, School, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.providers import add_professional, add_provider
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.screens.record_history import RecordHistoryScreen, show_history
from zorgarrangeur_tui.testing import open_app

SCHOOL = site_id("99ZZ00")


async def test_a_value_is_put_back_from_the_history_of_a_school(store: Store, tmp_path: Path) -> None:
    """With y the history of the line under the cursor opens, o writes the value again, u takes that back."""
    change_record(store, School, SCHOOL, {"name": "De Wilgenroos"}, "School gewijzigd")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("3", "slash")
        await tester.pages.type("wilg")
        await tester.press("enter", "enter", "y")
        assert tester.pages.open_screen == "RecordHistoryScreen"
        assert tester.pages.says("Geschiedenis van school De Wilgenroos")
        names = [row for row in tester.pages.rows("history-table") if row[0] == "Naam"]
        assert [(row[1], row[4]) for row in names] == [("De Wilgenroos", "geldt nu"), ("De Wilg", "vervangen")]
        await tester.press("slash")
        await tester.pages.type("naam wilg")
        await tester.press("enter", "end")
        assert tester.pages.says("Handeling Scholen")
        await tester.press("o")
        assert store.get(School, SCHOOL).name == "De Wilg"
        assert tester.pages.notices()[-1] == "Teruggezet: naam. Met u (ongedaan) draait u dat terug."
        await tester.press("u")
        assert store.get(School, SCHOOL).name == "De Wilgenroos"
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "SchoolScreen"


async def test_what_may_not_be_put_back_is_told(store: Store, tmp_path: Path) -> None:
    """The value that stands already: a sentence, and nothing is written."""
    provider = add_provider(store, {"name": "Zorg De Windroos"})
    person = add_professional(store, provider.id, {"name": "Anja"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "enter", "down", "y")
        assert tester.pages.says("Geschiedenis van zorgprofessional Anja")
        before = len(rows_of(store, tables.operation))
        await tester.press("o")
        assert "Deze waarde staat er al." in tester.pages.notices()[-1]
        assert len(rows_of(store, tables.operation)) == before
    assert (store.get(Professional, person.id).name, store.get(Provider, provider.id).name) == (
        "Anja",
        "Zorg De Windroos",
    )


async def test_a_childs_name_is_shown_on_demand_and_both_looks_are_logged(store: Store, tmp_path: Path) -> None:
    """The history opens with the name hidden; v shows it, and the log tells which look showed it."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    pupil = add_pupil(store, case.id, {"name": "Geheim Kind"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        show_history(tester.app, store.get(Pupil, pupil.id))
        await tester.pages.settle()
        assert "Geheim Kind" not in tester.pages.text()
        assert tester.pages.says("verborgen")
        await tester.press("v")
        assert tester.pages.says("Geheim Kind")
        details = [row.details for row in rows_of(store, tables.audit) if row.subject == pupil.id]
        assert details[-2:] == [f"case={case.id} history", f"case={case.id} history name"]


async def test_the_history_follows_a_change_while_it_is_open(store: Store, tmp_path: Path) -> None:
    """What is written meanwhile is on top at once, and opening it is logged once."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.app.push_screen(RecordHistoryScreen("case", case.id))
        await tester.pages.settle()
        change_record(store, Case, case.id, {"title": "Verpleging in de klas"}, "Casus gewijzigd")
        await tester.pages.settle()
        titles = [row[1] for row in tester.pages.rows("history-table") if row[0] == "Vraag in het kort"]
        assert titles == ["Verpleging in de klas", "Verpleging"]
    assert log(store).count(("read", "case", case.id)) == 1
