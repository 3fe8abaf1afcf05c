"""Casussen by keys: begin one, add children and needs, find, change, take away and undo."""

from __future__ import annotations

from pathlib import Path

from storage.models import Case, Pupil, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, case_file, open_case
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.testing import open_app

SCHOOL = site_id("99ZZ00")


async def test_a_case_is_begun_with_a_few_keys(store: Store, tmp_path: Path) -> None:
    """Pick the school by typing, write the question, and the case opens."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "n")
        await tester.pages.pick("urk")
        await tester.pages.fill(title="Verpleging in de klas", deadline="1-12-2026")
        await tester.pages.submit()
        assert tester.pages.open_screen == "CaseScreen"
        [case] = living(store, Case)
        assert (case.title, str(case.deadline), case.owner) == (
            "Verpleging in de klas",
            "2026-12-01",
            store.identity.card.fingerprint,
        )


async def test_two_children_and_their_needs_are_added_in_the_case(store: Store, tmp_path: Path) -> None:
    """A child gets a pseudonym by itself; a need goes to the child under the cursor; what nobody gives yet stands out."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter")
        for birth_year in ("2014", "2016"):
            await tester.press("l")
            await tester.pages.fill(birth_year=birth_year)
            await tester.pages.submit()
            await tester.press("z")
            await tester.pages.fill(minutes_needed="1u30")
            await tester.pages.submit()
        file = case_file(store, case.id)
        assert sorted(pupil.birth_year or 0 for pupil in file.pupils) == [2014, 2016]
        assert all(pupil.pseudonym and len(file.needs_of(pupil.id)) == 1 for pupil in file.pupils)
        assert {need.minutes_needed for need in file.needs} == {90}
        rows = tester.pages.rows("case-lines")
        assert sum("1 u 30 min" in row[3] for row in rows) == 2
        assert tester.pages.text().count("!") >= 2


async def test_a_citizen_number_is_refused_in_the_form(store: Store, tmp_path: Path) -> None:
    """The sentence says why, the form stays open, and nothing is written."""
    open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "l")
        await tester.pages.fill(name="Test 111222333")
        await tester.pages.submit()
        assert "burgerservicenummer" in tester.pages.text()
        assert not living(store, Pupil)


async def test_a_name_is_hidden_until_asked_for_and_that_is_logged(store: Store, tmp_path: Path) -> None:
    """Pseudonyms by default; v shows the name and leaves a row in the log."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    add_pupil(store, case.id, {"name": "Fatima van der Berg", "pseudonym": "Blauwe Otter"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down")
        assert "Fatima" not in tester.pages.text()
        await tester.press("v")
        assert "Fatima van der Berg" in tester.pages.text()
        await tester.press("up", "down")
        assert "Fatima" not in tester.pages.text()
    with store.read() as session:
        from storage.audit import rows  # noqa: PLC0415

        assert [row.details for row, _ in rows(session.connection()) if row.action == "read"][1:] == ["name"]


async def test_a_case_is_found_by_typing_a_part_of_a_pseudonym(store: Store, tmp_path: Path) -> None:
    """The filter looks in question, school, place, reference and pseudonyms, and Esc takes it away."""
    first = open_case(store, {"title": "Vervoer", "school_id": SCHOOL})
    open_case(store, {"title": "Behandeling", "school_id": SCHOOL})
    add_pupil(store, first.id, {"pseudonym": "Blauwe Otter"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "slash")
        await tester.type("otter")
        assert [row[1] for row in tester.pages.rows("case-table")] == ["Vervoer"]
        await tester.press("escape")
        assert len(tester.pages.rows("case-table")) == 2


async def test_a_case_taken_away_comes_back_with_undo(store: Store, tmp_path: Path) -> None:
    """The question comes first, with the focus on no; u brings back the case and all in it."""
    case = open_case(store, {"title": "Vervoer", "school_id": SCHOOL})
    pupil = add_pupil(store, case.id, {})
    add_need(store, case.id, pupil.id, {"minutes_needed": 60})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "delete", "enter")
        assert len(living(store, Case)) == 1
        await tester.press("delete", "right", "enter")
        assert not living(store, Case)
        assert not living(store, Pupil)
        await tester.press("u")
        assert len(case_file(store, case.id).needs) == 1
        assert [row[1] for row in tester.pages.rows("case-table")] == ["Vervoer"]


async def test_every_act_is_in_help_and_is_done_from_there(store: Store, tmp_path: Path) -> None:
    """? lists what can be done here; typing narrows it; Enter does it."""
    open_case(store, {"title": "Vervoer", "school_id": SCHOOL})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "question_mark")
        text = tester.pages.text()
        assert "Begin een casus" in text
        assert "Haal een casus weg" in text
        await tester.type("verander de vraag")
        await tester.press("enter")
        assert tester.pages.open_screen == "FormDialog"
