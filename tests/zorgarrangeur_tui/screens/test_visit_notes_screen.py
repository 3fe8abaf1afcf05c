"""Visit notes read again by keys: found, opened, shared line by line, taken along, taken away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage import audit
from storage.models import Action, NoteItem, VisitNote, site_id
from storage.store import Store
from zorgarrangeur_tui.day_reading import read_day
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.note_places import NotePlace
from zorgarrangeur_tui.desk.records import change_record, living
from zorgarrangeur_tui.desk.visit_notes import save_note
from zorgarrangeur_tui.domain.note_text import NoteText, parse_note
from zorgarrangeur_tui.testing import open_app

WILG, ANKER = site_id("99ZZ00"), site_id("99ZZ01")
DAY = date(2026, 11, 23)


def written(*lines: str) -> NoteText:
    """Return what lines mean on that Monday."""
    return parse_note("\n".join(lines), lambda text: read_day(text, DAY))


@pytest.fixture
def case_id(store: Store) -> str:
    """Return a case with a child, about which there is a note; another school has a note too."""
    case = open_case(store, {"title": "Verpleging", "school_id": WILG})
    add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"})
    place = NotePlace(DAY, 540, school_id=WILG, case_id=case.id)
    save_note(store, place, written("met: ib-er", "Blauwe Otter sliep", "= een uur meer *", "! bellen @ib-er morgen"))
    save_note(store, NotePlace(DAY, 600, school_id=ANKER), written("met: directeur", "rustig"))
    return case.id


def looks(store: Store) -> list[tuple[str, str]]:
    """Return what was looked at, as (object, subject)."""
    with store.read() as session:
        return [(row.object, row.subject) for row, _ in audit.rows(session.connection()) if row.action == "read"]


async def test_one_key_opens_the_notes_of_where_the_user_is(store: Store, tmp_path: Path, case_id: str) -> None:
    """In a case its notes, elsewhere all of them; typing finds one; Esc goes back."""
    assert case_id
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("greater_than_sign")
        assert [row[2] for row in tester.pages.rows("notes-table")] == ["Het Anker", "De Wilg"]
        await tester.press("slash")
        await tester.type("ib-er")
        assert [row[2] for row in tester.pages.rows("notes-table")] == ["De Wilg"]
        await tester.press("escape", "escape", "2", "enter", "greater_than_sign")
        assert [row[2] for row in tester.pages.rows("notes-table")] == ["De Wilg"]
        assert tester.pages.says("Bezoekverslagen van casus")
        await tester.press("escape")
        assert tester.pages.open_screen == "CaseScreen"


async def test_reading_a_note_is_logged_for_the_child_it_is_about(store: Store, tmp_path: Path, case_id: str) -> None:
    """Once per screen; a note about no child is logged as itself."""
    assert case_id
    [pupil_id] = {item.pupil_id for item in living(store, NoteItem)} - {""}
    [about_nobody] = [note.id for note in living(store, VisitNote) if note.school_id == ANKER]
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("greater_than_sign", "enter")
        assert looks(store) == [("visit_note", about_nobody)]
        await tester.press("escape", "down", "enter", "down", "d")
        assert looks(store)[1:] == [("visit_note", pupil_id)]


async def test_a_line_is_shared_with_one_key_and_an_action_is_done_with_another(
    store: Store, tmp_path: Path, case_id: str
) -> None:
    """Each is an act of its own, that u takes back."""
    assert case_id
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        await tester.press("2", "enter", "greater_than_sign", "enter", "down", "d")
        assert [row[3] for row in tester.pages.rows("note-lines")[1:]] == ["ja", "ja", "nee"]
        await tester.press("u")
        assert [row[3] for row in tester.pages.rows("note-lines")[1:]] == ["nee", "ja", "nee"]
        await tester.press("end", "a")
        assert [action.done_on for action in living(store, Action)] == [DAY]
        assert tester.pages.rows("note-lines")[-1][2].endswith("gedaan")
        await tester.press("a")
        assert [action.done_on for action in living(store, Action)] == [None]


async def test_only_what_may_be_shared_goes_to_a_file_and_the_reason_is_logged(
    store: Store, tmp_path: Path, case_id: str
) -> None:
    """Without a reason nothing is made; the clipboard is never used."""
    assert case_id
    path = tmp_path / "delen.txt"
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "greater_than_sign", "enter", "t")
        assert tester.pages.says("een uur meer")
        assert not tester.pages.says("sliep")
        await tester.press("escape", "x")
        await tester.pages.fill(path=str(path), reason="   ")
        await tester.pages.submit()
        assert not path.exists()
        await tester.pages.fill(reason="Mail aan de school")
        await tester.pages.submit()
        assert not tester.app.clipboard
    text = path.read_text(encoding="utf-8")
    assert "Bezoek bij De Wilg op 23 november 2026\n\nAfgesproken\n- een uur meer\n" in text
    assert "sliep" not in text
    assert "bellen" not in text
    assert path.stat().st_mode & 0o777 == 0o600


async def test_a_note_that_became_another_meanwhile_is_told_before_it_is_replaced(
    store: Store, tmp_path: Path, case_id: str
) -> None:
    """Also when what was typed lay in a draft since: the line of another would go without a word."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "greater_than_sign", "enter", "e", "enter")
        await tester.type("later")
        tester.app._keep_drafts()  # as locking, leaving and a fault do
    [slept] = [item for item in living(store, NoteItem, case_id=case_id) if "sliep" in item.text]
    change_record(store, NoteItem, slept.id, {"text": "Blauwe Otter sliep een uur"}, "Gewijzigd")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "greater_than_sign", "enter", "e", "ctrl+s")
        assert tester.pages.says("Dit verslag is intussen ergens anders gewijzigd.")
        assert "Blauwe Otter sliep een uur" in {item.text for item in living(store, NoteItem, case_id=case_id)}
        await tester.press("ctrl+s")
        assert {"Blauwe Otter sliep", "later"} <= {item.text for item in living(store, NoteItem, case_id=case_id)}


async def test_changing_a_note_takes_up_what_was_not_saved(store: Store, tmp_path: Path, case_id: str) -> None:
    """The draft of a change belongs to its note, and another note has none of it."""
    assert case_id
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "greater_than_sign", "enter", "e", "enter")
        await tester.type("later")
        tester.app._keep_drafts()  # as locking, leaving and a fault do
        assert [item.text for item in living(store, NoteItem, case_id=case_id)] == [
            "Blauwe Otter sliep",
            "een uur meer",
        ]
    from store_samples import rows_of  # noqa: PLC0415 - looks behind the store

    from storage import tables  # noqa: PLC0415

    [draft] = rows_of(store, tables.draft)
    assert draft.key.startswith("change:visit_note:")


async def test_a_note_taken_away_comes_back_with_its_lines(store: Store, tmp_path: Path, case_id: str) -> None:
    """The question comes first."""
    assert case_id
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "greater_than_sign", "delete", "right", "enter")
        assert tester.pages.rows("notes-table") == []
        assert not living(store, Action)
        await tester.press("u")
        assert len(tester.pages.rows("notes-table")) == 1
        assert len(living(store, Action)) == 1
