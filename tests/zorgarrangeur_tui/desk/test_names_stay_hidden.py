"""The name of a child, and what its family told, is shown only where somebody asked for it."""

from __future__ import annotations

from typing import Any

from every_record import IDS, add_every_record
from store_samples import everything_as_text, log

from storage import drafts, tables
from storage.drafts import Draft
from storage.handing_over import export_bundle
from storage.models import RECORD_TYPES, Pupil
from storage.taking_in import inspect_bundle
from zorgarrangeur_tui.choice_words import ValueReader
from zorgarrangeur_tui.desk.drafts import key_of_change, waiting
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD, HIDDEN
from zorgarrangeur_tui.import_rows import field_details, field_rows, incoming_records, record_row

SECRET = "Wizzrykje"


def secret_words(record_type: str, field: str) -> str:
    """Return the secret for what tells about a child, and something else for all other texts."""
    return SECRET if (record_type, field) in ABOUT_A_CHILD else f"{record_type} {field}"


def test_the_preview_of_a_bundle_hides_it(pair: Any) -> None:
    """The lines say that something changes, not what; the titles have the pseudonym."""
    add_every_record(pair.arranger, secret_words)
    data = export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")
    records = incoming_records(pair.coordinator, inspect_bundle(pair.coordinator, data))
    reader = ValueReader(pair.coordinator, {record.record_id: record.title for record in records})
    rows = [row for record in records for row in (record_row(record, {}), *field_rows(record, reader, {}))]
    assert sum(HIDDEN in row.cells for row in rows) == len(ABOUT_A_CHILD)
    details = [field_details(record, field.field, reader) for record in records for field in record.fields]
    assert SECRET not in f"{rows} {details}"


def test_a_draft_about_a_child_names_the_pseudonym(make_store) -> None:
    """Also when the case of the child is not known here."""
    store = make_store()
    with store.unit_of_work("Toegevoegd") as work:
        work.add(Pupil(id=IDS["pupil"], name=SECRET, pseudonym="Blauwe Otter", case_id="f" * 32))
        drafts.keep(work.connection, Draft(key_of_change("pupil", IDS["pupil"]), work.at, {"note": SECRET}))
    assert [one.about for one in waiting(store)] == ["Blauwe Otter"]


def test_no_row_of_the_log_and_no_name_of_an_act_holds_it(make_store) -> None:
    """Whatever is written: the log has ids, kinds and numbers."""
    store = make_store()
    add_every_record(store, lambda *_: SECRET)
    with store.unit_of_work("Gewijzigd") as work:
        for record_type, model in RECORD_TYPES.items():
            work.change(work.get(model, IDS[record_type]), {"owner": "a" * 64})
    assert log(store)
    assert SECRET not in everything_as_text(store, [tables.audit, tables.change])
