"""Undo and redo behave as in any editor, whatever was done before."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from merge_world import in_memory_folder
from store_kit import StoreShelf, quick_unlock
from store_samples import shown

from storage.errors import NothingToUndo
from storage.models import CareNeed, Case
from storage.undo import redo, undo

FOLDER = in_memory_folder()
SHELF = StoreShelf(FOLDER / "shelf")
TITLES = st.sampled_from(["", "logopedie", "sondevoeding", "vervoer"])
MINUTES = st.sampled_from([0, 30, 60])
IDS = [digit * 32 for digit in "abcd"]


class Editing(RuleBasedStateMachine):
    """A user who begins, changes and takes away a few records, and now and then thinks better of it."""

    @initialize()
    def open(self) -> None:
        """Open a new store."""
        self.folder = FOLDER / "store"
        SHELF.copy("arranger", 0, self.folder)
        self.store = quick_unlock(self.folder)
        self.past: list[dict[str, Any]] = []
        self.future: list[dict[str, Any]] = []

    def teardown(self) -> None:
        """Close the store and clear it away."""
        self.store.close()
        shutil.rmtree(self.folder)

    def seen(self) -> dict[str, Any]:
        """Return what the user sees: records that stand, with all their fields."""
        return {record_id: record for record_id, record in shown(self.store).items() if not record["deleted"]}

    @rule(changes=st.lists(st.tuples(st.sampled_from(IDS), TITLES, MINUTES, st.booleans()), min_size=1, max_size=3))
    def act(self, changes: list[tuple[str, str, int, bool]]) -> None:
        """Begin, change or take away up to three records in one act."""
        before = self.seen()
        with self.store.unit_of_work("Iets") as work:
            for record_id, title, minutes, away in {entry[0]: entry for entry in changes}.values():
                number = IDS.index(record_id)
                model = Case if number % 2 else CareNeed
                values = {"title": title} if model is Case else {"minutes_needed": minutes}
                record = work.session.get(model, record_id)
                if record is None:
                    work.add(model(id=record_id, **values))
                elif away and not record.deleted:
                    work.remove(record)
                else:
                    work.change(record, {**values, "deleted": False})
        if self.seen() != before:
            self.past.append(before)
            self.future.clear()

    @rule()
    def take_back(self) -> None:
        """Undo; without anything to undo, a sentence."""
        now = self.seen()
        if not self.past:
            with pytest.raises(NothingToUndo), self.store.unit_of_work("Ongedaan gemaakt") as work:
                undo(work)
            return
        with self.store.unit_of_work("Ongedaan gemaakt") as work:
            assert undo(work).kept == 0
        assert self.seen() == self.past.pop()
        self.future.append(now)

    @rule()
    def do_again(self) -> None:
        """Redo; without anything to redo, a sentence."""
        now = self.seen()
        if not self.future:
            with pytest.raises(NothingToUndo), self.store.unit_of_work("Opnieuw gedaan") as work:
                redo(work)
            return
        with self.store.unit_of_work("Opnieuw gedaan") as work:
            assert redo(work).kept == 0
        assert self.seen() == self.future.pop()
        self.past.append(now)

    @invariant()
    def nothing_is_in_conflict(self) -> None:
        """One person alone never has two values in one field, and the log stays whole."""
        assert self.store.log_fault() is None


Editing.TestCase.settings = settings(max_examples=30, stateful_step_count=14, deadline=None)
TestEditing = Editing.TestCase
