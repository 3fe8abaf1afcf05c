"""Keeping and changing visit notes: one act each, linked to the right child and case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from store_kit import quick_create

from storage import audit
from storage.errors import RecordMissing
from storage.models import Action, CareLocation, NoteItem, School, VisitNote, VisitPattern, site_id
from storage.models.codes import Phase
from storage.store import Store
from zorgarrangeur_tui.day_reading import read_day
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.note_files import note_file, note_text, notes_of
from zorgarrangeur_tui.desk.note_places import NotePlace, place_from, proposed_place
from zorgarrangeur_tui.desk.records import change_record, living, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.shared_notes import export_shared, shared_text
from zorgarrangeur_tui.desk.visit_notes import change_note, save_note
from zorgarrangeur_tui.domain.note_text import NoteText, parse_note

WILG, ANKER = site_id("99ZZ00"), site_id("99ZZ01")
DAY = date(2026, 11, 23)
HERE = NotePlace(DAY, 540, school_id=WILG)


def day_of(text: str) -> date | None:
    """Read a day as on that Monday."""
    return read_day(text, DAY)


def written(*lines: str) -> NoteText:
    """Return what lines mean on that Monday."""
    return parse_note("\n".join(lines), day_of)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with two schools."""
    opened = quick_create(tmp_path / "opslag")
    with opened.unit_of_work("Scholen") as work:
        work.add(
            School(id=WILG, site_code="99ZZ00", name="De Wilg"), School(id=ANKER, site_code="99ZZ01", name="Het Anker")
        )
    yield opened
    opened.close()


def texts(store: Store, note: VisitNote) -> list[str]:
    """Return the words of a note's lines, in order."""
    return [entry.what if isinstance(entry, Action) else entry.text for entry in note_file(store, note.id).entries]


def test_a_line_about_a_child_goes_with_the_case_of_that_child(store: Store) -> None:
    """Also in a note about the school or another case; a line about two children is linked to neither."""
    first, second = (open_case(store, {"title": title, "school_id": WILG}) for title in ("Een", "Twee"))
    otter = add_pupil(store, first.id, {"pseudonym": "Blauwe Otter"})
    egel = add_pupil(store, second.id, {"pseudonym": "Gele Egel"})
    note = save_note(
        store,
        replace(HERE, case_id=first.id),
        written("blauwe otter slaapt", "! Gele Egel bellen", "Blauwe Otter en Gele Egel", "rustig"),
    )
    linked = [(entry.pupil_id, entry.case_id) for entry in note_file(store, note.id).entries]
    assert linked == [(otter.id, first.id), (egel.id, second.id), ("", first.id), ("", first.id)]
    assert [one.note.id for one in notes_of(store, case_id=second.id)] == [note.id]


def test_a_changed_note_keeps_the_records_of_its_lines_and_undo_brings_all_back(store: Store) -> None:
    """An action that was done stays done; who is no longer named is no longer linked."""
    case = open_case(store, {"title": "Een", "school_id": WILG})
    add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"})
    note = save_note(store, HERE, written("een", "! bellen", "Blauwe Otter slaapt"))
    [action] = living(store, Action)
    change_record(store, Action, action.id, {"done_on": DAY}, "Actie gedaan")
    change_note(
        store,
        note.id,
        replace(HERE, case_id=case.id, end_minute=600),
        written("nul", "een", "! bellen met school", "iemand slaapt", "doel: kijken"),
        read_day=day_of,
    )
    assert texts(store, note) == ["nul", "een", "bellen met school", "iemand slaapt"]
    [now] = living(store, Action)
    assert (now.id, now.done_on, now.case_id) == (action.id, DAY, case.id)
    assert not [item for item in living(store, NoteItem) if item.pupil_id]
    assert store.get(VisitNote, note.id).purpose == "kijken"
    undo_last(store)
    assert texts(store, note) == ["een", "bellen", "Blauwe Otter slaapt"]
    assert store.get(VisitNote, note.id).end_minute is None


def test_a_text_that_was_not_touched_changes_nothing(store: Store) -> None:
    """Also when a line was written elsewhere in a way that nobody types."""
    note = save_note(store, HERE, written("met: ouder", "een", "! bellen @ib-er morgen *", "volgend bezoek: 1/12"))
    with store.unit_of_work("Elders") as work:
        item = work.session.get(NoteItem, living(store, NoteItem)[0].id)
        assert item is not None
        item.text, item.group_name = "regel een\n! regel twee *", "een: hele lange naam van een groep"
    before = note_file(store, note.id).entries
    change_note(store, note.id, HERE, parse_note(note_text(note_file(store, note.id), day_of), day_of), read_day=day_of)
    assert note_file(store, note.id).entries == before


@pytest.mark.parametrize(
    ("place", "lines", "told"),
    [
        (NotePlace(DAY, 540), ["rustig"], "bij welke school"),
        (HERE, [], "nog niets"),
        (replace(HERE, end_minute=500), ["rustig"], "eindtijd"),
        (HERE, ["rustig", "", "! bel 111222333"], "Regel 3"),
        (HERE, ["met: a\x1bb"], "Regel 1"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(store: Store, place: NotePlace, lines: list[str], told: str) -> None:
    """With a sentence that says what, and the line."""
    with pytest.raises(ActRefused, match=told):
        save_note(store, place, written(*lines))
    assert not living(store, VisitNote)


def test_a_case_or_school_that_is_gone_is_refused(store: Store) -> None:
    """A draft may be older than what it is about."""
    for place in (replace(HERE, case_id="0" * 32), NotePlace(DAY, 540, school_id="0" * 32)):
        with pytest.raises(RecordMissing):
            save_note(store, place, written("rustig"))
    assert not living(store, VisitNote)


def test_place_and_time_are_filled_in(store: Store) -> None:
    """The time is rounded to five minutes; a closed case is no running one; a case at a care location has no school."""
    store_clock = store.clock
    store_clock.advance(minutes=8)  # type: ignore[attr-defined]  # the frozen clock of these tests
    running = open_case(store, {"title": "Een", "school_id": WILG})
    open_case(store, {"title": "Twee", "school_id": WILG, "phase": Phase.CLOSED})
    assert proposed_place(store) == NotePlace(DAY, 10 * 60 + 10)
    assert proposed_place(store, school_id=WILG).case_id == running.id
    with store.unit_of_work("Plaatsen") as work:
        location = CareLocation(name="Zorghuis")
        work.add(location)
        work.add(VisitPattern(school_id=ANKER, weekday=0, start_minute=9 * 60, duration_minutes=68))
        work.add(VisitPattern(care_location_id=location.id, weekday=0, start_minute=10 * 60, duration_minutes=60))
    assert proposed_place(store).care_location_id == location.id
    case = open_case(store, {"title": "Drie", "care_location_id": location.id})
    assert proposed_place(store).case_id == case.id
    assert proposed_place(store, case_id=case.id) == replace(proposed_place(store), case_id=case.id)


def test_the_only_school_is_where_the_first_note_is(tmp_path: Path) -> None:
    """With more schools and no note yet, nobody can tell."""
    store = quick_create(tmp_path / "een")
    assert not proposed_place(store).known
    with store.unit_of_work("School") as work:
        work.add(School(id=WILG, site_code="99ZZ00", name="De Wilg"))
    assert proposed_place(store).school_id == WILG
    with store.unit_of_work("School") as work:
        work.add(School(id=ANKER, site_code="99ZZ01", name="Het Anker"))
    assert not proposed_place(store).known
    store.close()


def test_a_place_survives_as_a_draft_and_a_damaged_one_is_let_go() -> None:
    """What a draft of another version holds is no reason to fail."""
    place = replace(HERE, case_id="c", end_minute=600)
    assert place_from(place.texts(), HERE) == place
    assert place_from(HERE.texts(), place) == HERE
    assert place_from({"day": "ooit"}, HERE) == HERE


def test_shared_text_holds_nothing_else_and_the_log_has_every_child(store: Store, tmp_path: Path) -> None:
    """Two children in two lines: a row for each under the number of the file; nothing to share makes no file."""
    case = open_case(store, {"title": "Een", "school_id": WILG})
    pupils = [add_pupil(store, case.id, {"pseudonym": name}) for name in ("Blauwe Otter", "Gele Egel")]
    note = save_note(
        store,
        HERE,
        written("groep 3: Blauwe Otter slaapt *", "! Gele Egel bellen @ib-er 1/12 *", "geheim", "klas 2b: ook geheim"),
    )
    file = note_file(store, note.id)
    assert shared_text(file) == (
        "Bezoek bij De Wilg op 23 november 2026\n\nGezien in de groep\n- groep 3: Blauwe Otter slaapt\n\n"
        "Wie doet wat\n- Gele Egel bellen (ib-er), uiterlijk op 1 december 2026\n"
    )
    export_shared(store, file, tmp_path / "delen.txt", reason="Mail aan de school")
    with store.read() as session:
        rows = [row for row, _ in audit.rows(session.connection()) if row.action == "export"]
    assert {row.subject for row in rows} == {pupil.id for pupil in pupils}
    assert len({row.details.split()[0] for row in rows}) == 1
    closed = save_note(store, HERE, written("geheim"))
    with pytest.raises(ActRefused, match="nog geen regel"):
        export_shared(store, note_file(store, closed.id), tmp_path / "niets.txt", reason="Mail")
    assert not (tmp_path / "niets.txt").exists()
