"""Whatever is done on a case, every act is one step back: undo all gives what was, redo all gives what became."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from every_record import IDS, add_every_record, text_fields
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_world import in_memory_folder
from reference_kit import CODES, VLONDERDAM, code_file, municipality_file
from sqlalchemy import func, select
from store_kit import CountingClock, StoreShelf, quick_unlock
from store_samples import shown

from storage import tables
from storage.errors import NothingToUndo, StorageError
from storage.models import CASE_PARTS, RECORD_TYPES, Municipality, NoteItem, VisitNote
from storage.store import Store
from zorgarrangeur_tui.day_reading import read_day
from zorgarrangeur_tui.desk.case_parts import ADDABLE, add_part
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.consents import withdraw
from zorgarrangeur_tui.desk.inventory_import import InventoryRequest, import_inventory
from zorgarrangeur_tui.desk.moves import add_residence
from zorgarrangeur_tui.desk.note_files import note_file
from zorgarrangeur_tui.desk.note_places import NotePlace
from zorgarrangeur_tui.desk.proposals import add_criteria, add_milestones
from zorgarrangeur_tui.desk.records import change_record, redo_last, remove_record, undo_last
from zorgarrangeur_tui.desk.reference_import import import_reference
from zorgarrangeur_tui.desk.reference_rows import add_row, replace_from
from zorgarrangeur_tui.desk.retention import hold, release
from zorgarrangeur_tui.desk.visit_notes import change_note, save_note, set_shareable
from zorgarrangeur_tui.domain.note_text import parse_note
from zorgarrangeur_tui.importers.inventory_columns import guessed_targets
from zorgarrangeur_tui.importers.inventory_sheet import pasted_sheet
from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions

FOLDER = in_memory_folder()
SHELF = StoreShelf(FOLDER / "shelf")
CASE, PUPIL = IDS["case"], IDS["pupil"]
TODAY = date(2026, 11, 23)
SHEET = (
    "Leerling\tSoort zorg\tUren nodig\tWet\nJ.V.\tPV\t1,5\tJw\nJ.V.\tbegeleiding\t2\tWlz\nhele klas\ttoezicht\t5\temb\n"
)
LINES = (
    "groep 3: rustig",
    "! Bellen @ib-er morgen",
    "= Elke maandag",
    "? Wie betaalt",
    "+ meer zorg *",
    "doel: kijken",
)
PLACE = NotePlace(TODAY, 540, school_id=IDS["school"], case_id=CASE)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a user does, with what was drawn for it."""

    name: str
    do: Callable[[Store], object]

    def __repr__(self) -> str:
        return self.name


def _note(lines: list[str]) -> Any:
    return parse_note("\n".join(lines), lambda text: read_day(text, TODAY))


def _change_a_text(store: Store, kind: str, number: int, text: str) -> object:
    fields = text_fields(kind)
    name = sorted(fields)[number % len(fields)]
    return change_record(store, RECORD_TYPES[kind], IDS[kind], {name: [text] if fields[name] else text}, "Gewijzigd")


def _change_written_note(store: Store, lines: list[str]) -> object:
    with store.read() as session:
        note_id = session.execute(select(VisitNote.id).where(VisitNote.deleted.is_(False))).scalars().first()  # type: ignore[attr-defined]  # a column
    return change_note(store, note_id or "", PLACE, _note(lines), read_day=lambda text: read_day(text, TODAY))


def _share(store: Store) -> None:
    entry = next((one for one in note_file(store, IDS["visit_note"]).entries if isinstance(one, NoteItem)), None)
    if entry is not None:
        set_shareable(store, entry, shareable=not entry.shareable)


def _inventory(store: Store) -> object:
    sheet = pasted_sheet(SHEET)
    return import_inventory(store, InventoryRequest(CASE, sheet, guessed_targets(sheet.header), draw=7))


def _residence(store: Store, day: date, place: str) -> object:
    return add_residence(store, CASE, PUPIL, {"kind": "home", "municipality": place, "starts_on": day})


KINDS = st.sampled_from(sorted(CASE_PARTS))
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
WORDS = st.sampled_from(["", "logopedie", "vervoer", "sondevoeding"])
ACTS = st.one_of(
    st.tuples(st.sampled_from(ADDABLE), WORDS).map(
        lambda one: Act(f"add {one[0]}", lambda store: add_part(store, one[0], CASE, PUPIL, {
            name: one[1] for name, is_list in text_fields(one[0]).items() if not is_list
        }))
    ),
    st.tuples(KINDS, st.integers(0, 9), WORDS).map(
        lambda one: Act(f"change {one[0]}", lambda store: _change_a_text(store, *one))
    ),
    KINDS.map(lambda kind: Act(f"remove {kind}", lambda store: remove_record(store, RECORD_TYPES[kind], IDS[kind], "Weg"))),
    st.tuples(DAYS, WORDS).map(lambda one: Act("move", lambda store: _residence(store, *one))),
    DAYS.map(lambda day: Act("withdraw", lambda store: withdraw(store, IDS["consent"], min(day, TODAY)))),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=4).map(
        lambda lines: Act("note", lambda store: save_note(store, PLACE, _note(lines)))
    ),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=4).map(
        lambda lines: Act("change note", lambda store: _change_written_note(store, lines))
    ),
    DAYS.map(lambda day: Act("other row from a day", lambda store: replace_from(
        store, Municipality, IDS["municipality"], day, {"youth_region": "Vlonderstreek"}
    ))),
    st.sampled_from([
        Act("share", _share),
        Act("read inventory", _inventory),
        Act("add child", lambda store: add_pupil(store, CASE, {"pseudonym": "", "birth_year": 2016})),
        Act("add need", lambda store: add_need(store, CASE, PUPIL, {"minutes_needed": 90})),
        Act("open case", lambda store: open_case(store, {"title": "Zorg", "school_id": IDS["school"]})),
        Act("milestones", lambda store: add_milestones(store, CASE)),
        Act("criteria", lambda store: add_criteria(store, CASE)),
        Act("hold", lambda store: hold(store, "pupil", PUPIL, "Klacht")),
        Act("release", lambda store: release(store, "pupil", PUPIL)),
        Act("read gemeenten", lambda store: import_reference(
            store, "municipalities", "g.csv", municipality_file(VLONDERDAM), ReferenceOptions()
        )),
        Act("read codes", lambda store: import_reference(store, "codes", "c.csv", code_file(*CODES), ReferenceOptions())),
        Act("add row", lambda store: add_row(store, Municipality, {"name": "Samenveen"})),
        Act("close", lambda store: change_record(store, RECORD_TYPES["case"], CASE, {"phase": "withdrawn", "phase_reason": "Verhuisd"}, "Fase")),
        Act("wait", lambda store: change_record(store, RECORD_TYPES["case"], CASE, {"phase": "on_hold", "phase_reason": "Vakantie"}, "Fase")),
    ]),
)  # fmt: skip


def seen(store: Store) -> dict[str, dict[str, Any]]:
    """Return what the user sees: records that stand, with all their fields."""
    return {record_id: record for record_id, record in shown(store).items() if not record["deleted"]}


def acts_of(store: Store) -> int:
    """Return how many acts the store knows."""
    with store.read() as session:
        return int(session.connection().execute(select(func.count()).select_from(tables.change)).scalar_one())


def until_nothing_is_left(step: Callable[[Store], object], store: Store) -> int:
    """Take back, or do again, all that can be; return how many acts that were."""
    done = 0
    with suppress(NothingToUndo):
        while True:
            assert step(store).kept == 0  # type: ignore[attr-defined]  # both steps return what they reverted
            done += 1
    return done


@settings(max_examples=25, deadline=None)
@given(acts=st.lists(ACTS, min_size=1, max_size=8))
def test_undo_all_gives_the_start_and_redo_all_the_end(acts: list[Act]) -> None:
    """Each act is one change or none, whatever it touches; one that is refused leaves nothing behind."""
    folder = FOLDER / "store"
    SHELF.copy("arranger", 0, folder)
    try:
        with quick_unlock(folder, CountingClock()) as store:
            add_every_record(store, lambda record_type, field: f"{record_type} {field}")
            start, done = seen(store), 0
            for act in acts:
                before, known = seen(store), acts_of(store)
                with suppress(StorageError):
                    act.do(store)
                new = acts_of(store) - known
                assert new <= 1, act
                assert new == 1 or seen(store) == before, act
                done += new
            end = seen(store)
            assert until_nothing_is_left(undo_last, store) == done + 1
            assert seen(store) == {}
            assert until_nothing_is_left(redo_last, store) == done + 1
            assert seen(store) == end
            for _ in range(done):
                undo_last(store)
            assert seen(store) == start
            assert store.log_fault() is None
    finally:
        shutil.rmtree(folder)
