"""What is typed about a child is nowhere to be read outside the opened store."""

from __future__ import annotations

import io
import traceback
from pathlib import Path

import pytest
from store_kit import files_of, quick_unlock
from store_samples import everything_as_text

from storage import tables
from storage.contacts import Contact
from storage.errors import RecordMissing, StorageError, ValueRefused
from storage.handing_over import export_bundle
from storage.models import CareNeed, Case, Professional, Provider, Pupil, School
from storage.store import Store
from storage.taking_in import import_bundle
from storage.undo import undo

CANARY = "Kanarievogel"
WORDS = [f"{CANARY} Zus-en-zo".encode(encoding) for encoding in ("utf-8", "utf-16-le")] + [CANARY.encode(), b"KANARIE"]


def write_canaries(store: Store) -> str:
    """Write a name into every kind of record, change it, take it away, undo and search; return the case's id."""
    with store.unit_of_work(f"Casus {CANARY}") as work:
        case = Case(title=CANARY, next_action=CANARY, note=f"{CANARY} Zus-en-zo" * 50, themes=[CANARY])
        pupil = Pupil(case_id=case.id, pseudonym=CANARY, name=f"{CANARY} Zus-en-zo", note=CANARY.upper())
        work.add(case, pupil, CareNeed(case_id=case.id, note=CANARY), School(name=CANARY, place=CANARY))
        work.add(Provider(name=CANARY), Professional(name=CANARY))
    with store.unit_of_work("Leerling gewijzigd") as work:
        work.change(work.get(Pupil, pupil.id), {"name": f"{CANARY} anders"})
    with store.unit_of_work("Leerling weggehaald") as work:
        work.remove(work.get(Pupil, pupil.id))
    with store.unit_of_work("Ongedaan gemaakt") as work:
        undo(work)
    return case.id


def holds_a_canary(data: bytes) -> bool:
    """Tell whether any of the words stands in bytes, in any case that was written."""
    return any(word in data for word in WORDS)


def test_no_file_of_an_open_or_closed_store_holds_a_name(make_store, tmp_path: Path) -> None:
    """The database, its journal, its index and the key file are all searched: while open, and after closing."""
    store = make_store()
    write_canaries(store)
    open_files = files_of(store.folder)
    assert {"zorg.db", "zorg.db-wal", "zorg.db-shm", "kluis.toml", "kluis.toml.bak"} <= open_files.keys()
    store.close()
    closed_files = files_of(store.folder)
    assert len(open_files["zorg.db-wal"]) + len(closed_files["zorg.db"]) > 40_000
    assert not any(map(holds_a_canary, [*open_files.values(), *closed_files.values()]))
    assert not any(CANARY.lower() in path.name.lower() for path in tmp_path.rglob("*"))
    with quick_unlock(store.folder) as opened:
        assert CANARY in everything_as_text(opened)


def test_nothing_is_written_outside_the_folder(store: Store, tmp_path: Path, monkeypatch) -> None:
    """Sorting, searching and undoing large acts makes no temporary file."""
    elsewhere = tmp_path / "tijdelijk"
    elsewhere.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(elsewhere))
    with store.unit_of_work("Veel") as work:
        work.add(*(Case(title=f"{CANARY} {number}", note=CANARY * 500) for number in range(300)))
    with store.read() as session:
        session.connection().exec_driver_sql('SELECT * FROM "case" ORDER BY note DESC, title').all()
    assert list(elsewhere.iterdir()) == []


def test_a_sealed_bundle_holds_no_name(pair) -> None:
    """What goes on a stick or into the mail cannot be read by whoever finds it."""
    write_canaries(pair.arranger)
    data = export_bundle(pair.arranger, [pair.coordinator_contact], purpose=f"Overdracht van {CANARY}")
    assert not holds_a_canary(data)
    assert pair.arranger.identity.label.encode() not in data
    import_bundle(pair.coordinator, data)
    assert CANARY in everything_as_text(pair.coordinator)


def shown_to_somebody(error: BaseException) -> str:
    """Return everything that printing an error could show: it, what caused it, and its own values."""
    out = io.StringIO()
    traceback.print_exception(error, file=out)
    return out.getvalue() + repr(error) + str(vars(error))


@pytest.mark.parametrize(
    "values",
    [
        {"name": f"{CANARY}\x1b[2J"},
        {"name": f"{CANARY} 111222333"},
        {"name": CANARY * 5000},
        {"name": [CANARY]},
        {"birth_year": CANARY},
        {"note": f"{CANARY}\ud800"},
    ],
)
def test_a_refusal_shows_no_value(store: Store, values: dict[str, object]) -> None:
    """Neither in its sentence nor in the traceback that a fault report would hold."""
    with pytest.raises(ValueRefused) as refusal, store.unit_of_work("Leerling toegevoegd") as work:
        pupil = Pupil()
        work.add(pupil)
        work.change(pupil, values)
    assert CANARY not in shown_to_somebody(refusal.value)


def test_a_fault_of_the_database_shows_no_value(store: Store) -> None:
    """SQLAlchemy would print the parameters of the statement that failed."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(title=CANARY)
        work.add(case)
    with pytest.raises(StorageError) as fault, store.unit_of_work("Casus begonnen") as work:
        work.add(Case(id=case.id, title=CANARY, note=CANARY))
    shown = shown_to_somebody(fault.value)
    assert "UNIQUE constraint failed" in shown
    assert CANARY not in shown


def test_a_missing_record_is_told_without_its_id(store: Store) -> None:
    """The sentence is for people."""
    with pytest.raises(RecordMissing) as missing:
        store.get(Pupil, "a" * 32)
    assert "a" * 32 not in str(missing.value)


def test_keys_and_identity_show_nothing_of_themselves(store: Store) -> None:
    """A value that ends up in a log or a crash report by accident holds no private key."""
    identity = store.identity
    secret = identity.signing_key.private_bytes_raw().hex()
    for shown in (repr(identity), str(identity), repr(store), repr(store._engine), repr(store._engine.url)):
        assert secret not in shown
        assert "PrivateKey" not in shown


def test_the_log_holds_ids_and_counts_but_no_names(pair) -> None:
    """The access log goes to an auditor: it names records by their random ids."""
    write_log_only(pair.arranger, pair.coordinator, pair.coordinator_contact)
    for store in (pair.arranger, pair.coordinator):
        assert CANARY not in everything_as_text(store, [tables.audit])


def write_log_only(arranger: Store, coordinator: Store, contact: Contact) -> None:
    """Do everything that is logged, with names in every record but not in the words of the acts themselves."""
    with arranger.unit_of_work("Casus begonnen") as work:
        case = Case(title=CANARY)
        work.add(case, Pupil(case_id=case.id, name=CANARY))
    with arranger.unit_of_work("Casus gewijzigd") as work:
        work.change(work.get(Case, case.id), {"title": f"{CANARY} 2"})
    with arranger.unit_of_work("Ongedaan gemaakt") as work:
        undo(work)
    import_bundle(coordinator, export_bundle(arranger, [contact], purpose="Overdracht"))
