"""Any record opens where it lives."""

from __future__ import annotations

import pytest

from storage.errors import RecordMissing
from storage.models import (
    TYPE_NAMES,
    Action,
    CareLocation,
    Case,
    FixedBond,
    Municipality,
    NoteItem,
    Professional,
    Provider,
    Pupil,
    Record,
    VisitNote,
    VisitPattern,
    site_id,
)
from storage.store import Store
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.screens.open_record import home_of

SCHOOL, CASE, PROVIDER, NOTE = site_id("99ZZ00"), "c" * 32, "b" * 32, "e" * 32


@pytest.fixture(autouse=True)
def homes(store: Store) -> None:
    """Write a case, a provider and a note without a case."""
    with store.unit_of_work("Vulling") as work:
        work.add(
            Case(id=CASE, title="Verpleging", school_id=SCHOOL),
            Provider(id=PROVIDER, name="De Boom"),
            VisitNote(id=NOTE, school_id=SCHOOL),
        )


@pytest.mark.parametrize(
    ("record", "home"),
    [
        (Pupil(case_id=CASE), ("case", CASE)),
        (Action(case_id=CASE), ("case", CASE)),
        (VisitNote(case_id=CASE, school_id=SCHOOL), ("case", CASE)),
        (VisitNote(school_id=SCHOOL), ("school", SCHOOL)),
        (NoteItem(visit_note_id=NOTE), ("school", SCHOOL)),
        (Action(visit_note_id=NOTE), ("school", SCHOOL)),
        (FixedBond(school_id=SCHOOL, provider_id=PROVIDER), ("school", SCHOOL)),
        (VisitPattern(school_id=SCHOOL), ("school", SCHOOL)),
        (Professional(provider_id=PROVIDER), ("provider", PROVIDER)),
        (CareLocation(provider_id=PROVIDER), ("provider", PROVIDER)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_record_has_a_home(store: Store, record: Record, home: tuple[str, str]) -> None:
    """A part of a case lives in its case, whatever else it names."""
    with store.unit_of_work("Iets") as work:
        work.add(record)
    assert home_of(store, TYPE_NAMES[type(record)], record.id) == home
    assert home_of(store, *home) == home


def test_what_is_gone_or_has_no_home_is_told(store: Store) -> None:
    """Of a record whose case is gone, it is told that the case is."""
    with store.unit_of_work("Iets") as work:
        orphan, place = Action(case_id="0" * 32), Municipality(name="Urk")
        work.add(orphan, place)
    with pytest.raises(RecordMissing, match="Waar dit bij hoort"):
        home_of(store, "action", orphan.id)
    with pytest.raises(RecordMissing):
        home_of(store, "action", "0" * 32)
    with pytest.raises(ActRefused, match="geen eigen scherm"):
        home_of(store, "municipality", place.id)
