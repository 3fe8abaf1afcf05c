"""A change never lets a record name something in another case than its own."""

from __future__ import annotations

import pytest
from every_record import IDS, add_every_record
from store_samples import shown

from storage.errors import RecordMissing
from storage.models import RECORD_TYPES, CareNeed, Case, Provision, Pupil
from storage.store import Store
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.desk.refusals import ActRefused

OTHER, THERE = "b" * 32, {"pupil_id": "c" * 32, "need_id": "d" * 32, "provision_id": "e" * 32}


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with a case with everything, and another with a child, a need and a class."""
    opened: Store = make_store()
    add_every_record(opened, lambda *_: "")
    with opened.unit_of_work("Andere casus") as work:
        work.add(
            Case(id=OTHER),
            Pupil(id=THERE["pupil_id"], case_id=OTHER),
            CareNeed(id=THERE["need_id"], case_id=OTHER, pupil_id=THERE["pupil_id"]),
            Provision(id=THERE["provision_id"], case_id=OTHER),
        )
    return opened


@pytest.mark.parametrize("field", sorted(THERE))
def test_nothing_of_another_case_is_named(store: Store, field: str) -> None:
    """Whichever kind of record it is, and whichever field."""
    before = shown(store)
    for record_type, model in RECORD_TYPES.items():
        if field in model.model_fields:
            with pytest.raises(ActRefused, match="hoort bij een andere casus"):
                change_record(store, model, IDS[record_type], {field: THERE[field]}, "Gewijzigd")
            with pytest.raises(RecordMissing):
                change_record(store, model, IDS[record_type], {field: "f" * 32}, "Gewijzigd")
    assert shown(store) == before


def test_a_child_does_not_leave_its_records_behind(store: Store) -> None:
    """Neither the child alone nor one of its records alone goes to another case; the record goes with all it names."""
    with pytest.raises(ActRefused, match="zou achterblijven"):
        change_record(store, Pupil, IDS["pupil"], {"case_id": OTHER}, "Gewijzigd")
    with pytest.raises(ActRefused, match="hoort bij een andere casus"):
        change_record(store, CareNeed, IDS["care_need"], {"case_id": OTHER}, "Gewijzigd")
    moved = change_record(
        store, CareNeed, IDS["care_need"], {"case_id": OTHER, "pupil_id": THERE["pupil_id"]}, "Gewijzigd"
    )
    assert (moved.case_id, moved.pupil_id) == (OTHER, THERE["pupil_id"])
