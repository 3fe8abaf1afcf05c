"""A case with one record of every kind that can belong to it: handed over whole, and erased without a trace."""

from __future__ import annotations

from page_reader import places_with
from store_kit import master_key_of
from store_samples import everything_as_text, record_ids_of, shown

from storage.erasing import erase, finish
from storage.erasure_scope import scope_of
from storage.handing_over import export_bundle
from storage.key_file import subkey
from storage.models import CASE_PARTS, PUPIL_PARTS, RECORD_TYPES, Case, Pupil, Record, School
from storage.store import DATABASE, Store
from storage.taking_in import import_bundle

OF_CHILD, OF_CASE = "Qvandobbel Xylofruit", "Wizzrykje Kwadratuur"
SCHOOL = "a" * 32


def fill(store: Store) -> tuple[str, str]:
    """Add a case with one record of every kind for the case as a whole and one for its child; return their ids."""
    case = Case(title="Zorg", school_id=SCHOOL)
    pupil = Pupil(case_id=case.id, pseudonym="Blauwe Otter", name=OF_CHILD)
    kinds = [kind for kind in CASE_PARTS if kind != "pupil"]
    parts = [part(kind, OF_CASE, case_id=case.id) for kind in kinds]
    parts += [part(kind, OF_CHILD, case_id=case.id, pupil_id=pupil.id) for kind in kinds if kind in PUPIL_PARTS]
    with store.unit_of_work("Casus begonnen") as work:
        work.add(School(id=SCHOOL, site_code="99ZZ00", name="De Wilg"), case, pupil, *parts)
    return case.id, pupil.id


def part(kind: str, words: str, **belongs: str) -> Record:
    """Return a record of a kind with the words in a text of its own."""
    model = RECORD_TYPES[kind]
    field = next(field for field in ("note", "text") if field in model.model_fields)
    return model(**belongs, **{field: words})


def kinds_in(store: Store) -> dict[str, int]:
    """Return how many records of each kind of part the store has, those that were taken away included."""
    kinds = [one["type"] for one in shown(store).values()]
    return {kind: kinds.count(kind) for kind in CASE_PARTS}


def traces(store: Store, words: str) -> list[str]:
    """Return where a piece of some words stands in the files of a store, read past the database."""
    return places_with(store.folder / DATABASE, subkey(master_key_of(store.folder), "db"), [words])


def erase_now(store: Store, record_type: str, record_id: str) -> None:
    """Erase as an act of its own, and write the file anew."""
    with store.unit_of_work("Voorgoed gewist") as work:
        erase(
            work, scope_of(work.connection, record_type, record_id), rule="case_ended", reason="De termijn is voorbij"
        )
    assert finish(store)


def test_a_bundle_of_a_case_carries_all_its_parts(pair) -> None:
    """Every kind, for the case and for the child, with what stands in it."""
    fill(pair.arranger)
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht"))
    assert record_ids_of(pair.coordinator) == record_ids_of(pair.arranger)
    assert shown(pair.coordinator) == shown(pair.arranger)
    assert kinds_in(pair.coordinator) == {kind: 2 if kind in PUPIL_PARTS else 1 for kind in CASE_PARTS}


def test_an_erased_case_takes_every_kind_of_part_along(store: Store) -> None:
    """Only the school is left, and no word of any of them stands in the file."""
    case_id, _ = fill(store)
    assert traces(store, OF_CASE)
    erase_now(store, "case", case_id)
    assert {one["type"] for one in shown(store).values()} == {"school"}
    assert [*traces(store, OF_CASE), *traces(store, OF_CHILD)] == []


def test_an_erased_child_takes_along_what_is_about_it_and_nothing_else(store: Store) -> None:
    """The case keeps what belongs to all."""
    case_id, pupil_id = fill(store)
    erase_now(store, "pupil", pupil_id)
    assert kinds_in(store) == {kind: 0 if kind == "pupil" else 1 for kind in CASE_PARTS}
    assert case_id in shown(store)
    assert traces(store, OF_CHILD) == []
    assert OF_CASE in everything_as_text(store)
