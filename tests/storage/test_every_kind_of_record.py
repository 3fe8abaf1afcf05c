"""What holds for every kind of record, also for those that are added later: it can be erased whole, and handed over whole."""

from __future__ import annotations

import random
from typing import Any

import pytest
from every_record import IDS, OF_THE_CASE, add_every_record, text_fields
from page_reader import places_with
from store_kit import master_key_of
from store_samples import everything_as_text, rows_of, shown

from storage import drafts, tables
from storage.drafts import Draft
from storage.erasing import erase, finish
from storage.erasure_scope import scope_of
from storage.handing_over import export_bundle
from storage.key_file import subkey
from storage.leaving import Withheld
from storage.merge import apply_merge, plan_merge
from storage.models import CASE_PARTS, PUPIL_PARTS, RECORD_TYPES, Entitlement, FamilyView, Review, ScaleEvent
from storage.ops import Op, OpId, Stamp
from storage.store import DATABASE, Store
from storage.taking_in import import_bundle

_ERASED_WITH_A_CASE = set(OF_THE_CASE)


class Canaries:
    """Gives each field a word that stands nowhere else, so that it is found wherever it is left."""

    def __init__(self) -> None:
        self._draw = random.Random(7)  # noqa: S311 - invented words
        self.words: dict[tuple[str, str], str] = {}

    def __call__(self, record_type: str, field: str) -> str:
        """Return the word of a field."""
        word = "".join(self._draw.choice("bcdfghjklmnpqrstvwxz") for _ in range(12))
        return self.words.setdefault((record_type, field), word)


def erase_now(store: Store, record_type: str) -> None:
    """Erase the case or the child, and write the file anew."""
    with store.unit_of_work("Voorgoed gewist") as work:
        erase(
            work,
            scope_of(work.connection, record_type, IDS[record_type]),
            rule="case_ended",
            reason="De termijn is voorbij",
        )
    assert finish(store)


def traces(store: Store, words: list[str]) -> list[str]:
    """Return where some words still stand in the files of a store, read past the database."""
    return places_with(store.folder / DATABASE, subkey(master_key_of(store.folder), "db"), words)


def fill(store: Store) -> Canaries:
    """Write a record of every kind, and rewrite the texts of all that belongs to the case, so that there is history."""
    canaries = Canaries()
    add_every_record(store, canaries)
    with store.unit_of_work("Alles gewijzigd") as work:
        for record_type in OF_THE_CASE:
            record = work.get(RECORD_TYPES[record_type], IDS[record_type])
            for field, is_list in text_fields(record_type).items():
                word = canaries(record_type, field)
                work.change(record, {field: [word, "later"] if is_list else f"{word} later"})
            drafts.keep(
                work.connection, Draft(f"change:{record_type}:{record.id}", work.at, {"note": f"{word} concept"})
            )
    return canaries


def test_a_case_is_erased_with_every_kind_of_record_that_belongs_to_it(store: Store) -> None:
    """No word of any of them is left on disk, nor a draft; what belongs to no case stays."""
    canaries = fill(store)
    gone = [word for (record_type, _), word in canaries.words.items() if record_type in _ERASED_WITH_A_CASE]
    assert len({place.split()[0] for place in traces(store, gone)}) == len(gone)
    erase_now(store, "case")
    assert traces(store, gone) == []
    assert not any(word in everything_as_text(store) for word in gone)
    assert rows_of(store, tables.draft) == []
    assert {record["type"] for record in shown(store).values()} == RECORD_TYPES.keys() - _ERASED_WITH_A_CASE
    written_about = {row.record_type for row in rows_of(store, tables.operation)}
    assert written_about.isdisjoint(_ERASED_WITH_A_CASE)


def test_what_hangs_on_a_need_of_a_child_goes_with_that_child(store: Store) -> None:
    """A title or a step that names the need but not the child is about that child all the same."""
    add_every_record(store, Canaries())
    loose = {"case_id": IDS["case"], "need_id": IDS["care_need"]}
    with store.unit_of_work("Toegevoegd") as work:
        work.add(Entitlement(id="d" * 32, **loose), ScaleEvent(id="e" * 32, **loose, cause="Wizzrykje"))
    erase_now(store, "pupil")
    assert {"d" * 32, "e" * 32}.isdisjoint(shown(store))
    assert traces(store, ["Wizzrykje"]) == []


@pytest.mark.parametrize("field", ["childcare", "pupil", "visit_note", "provision"])
def test_what_a_record_of_a_case_points_at_comes_along(pair: Any, field: str) -> None:
    """The childcare's provider, the school of enrolment, the place of a visit or of a class."""
    sender: Store = pair.arranger
    add_every_record(sender, lambda *_: "")
    model, pointer, other = {
        "childcare": ("childcare", "provider_id", "provider"),
        "pupil": ("pupil", "enrolled_school_id", "school"),
        "visit_note": ("visit_note", "school_id", "school"),
        "provision": ("provision", "school_id", "school"),
    }[field]
    with sender.unit_of_work("Gewijzigd") as work:
        work.add(RECORD_TYPES[other](id="f" * 32, name="Elders"))
        work.change(work.get(RECORD_TYPES[model], IDS[model]), {pointer: "f" * 32})
    sealed = export_bundle(sender, [pair.coordinator_contact], purpose="Overdracht", case_ids=[IDS["case"]])
    import_bundle(pair.coordinator, sealed)
    assert shown(pair.coordinator)["f" * 32]["name"] == "Elders"


def test_what_another_wrote_about_an_erased_child_goes_too(pair: Any) -> None:
    """What the receiver added to the child, and what comes in about it later, from whomever: it goes with the child."""
    add_every_record(pair.arranger, lambda *_: "")
    recipient = [pair.coordinator_contact]
    import_bundle(pair.coordinator, export_bundle(pair.arranger, recipient, purpose="Overdracht"))
    of_child = {"case_id": IDS["case"], "pupil_id": IDS["pupil"]}
    with pair.coordinator.unit_of_work("Toegevoegd") as work:
        work.add(FamilyView(id="d" * 32, **of_child, own_words="Wizzrykje"), Review(id="e" * 32, case_id=IDS["case"]))
    erase_now(pair.arranger, "pupil")
    import_bundle(pair.coordinator, export_bundle(pair.arranger, recipient, purpose="Overdracht"))
    assert traces(pair.coordinator, ["Wizzrykje"]) == []
    assert {"d" * 32, "e" * 32} & shown(pair.coordinator).keys() == {"e" * 32}
    late = Op(
        OpId("f" * 16, 1), "consent", "9" * 32, "pupil_id", IDS["pupil"], True, Stamp(1_800_000_000_000, 0), "a" * 64, ()
    )  # fmt: skip
    with pair.arranger.unit_of_work("Bundel ingelezen") as work:
        apply_merge(work, plan_merge(work.connection, [late], [], pair.arranger.clock))
    assert "9" * 32 not in shown(pair.arranger)
    assert "9" * 32 in {row.record_id for row in rows_of(pair.arranger, tables.purged)}


def test_a_withheld_child_keeps_every_kind_of_record_at_home(pair: Any) -> None:
    """Nothing that is about it travels; what is of the case as a whole does."""
    canaries = Canaries()
    add_every_record(pair.arranger, canaries)
    withheld = Withheld(frozenset({IDS["pupil"]}))
    sealed = export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht", withheld=withheld)
    import_bundle(pair.coordinator, sealed)
    about = {"pupil", *PUPIL_PARTS}
    arrived = {record["type"] for record in shown(pair.coordinator).values()}
    assert arrived.isdisjoint(about)
    assert set(CASE_PARTS) - about <= arrived
    text = everything_as_text(pair.coordinator)
    assert not any(word in text for (record_type, _), word in canaries.words.items() if record_type in about)


def test_the_log_counts_every_record_of_a_child_that_left(pair: Any) -> None:
    """Who asks what of a child was given away finds the number of records, of all kinds."""
    add_every_record(pair.arranger, lambda *_: "")
    export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")
    [row] = [
        row for row in rows_of(pair.arranger, tables.audit) if (row.action, row.subject) == ("export", IDS["pupil"])
    ]
    assert set(row.object.split()) == {"pupil", *PUPIL_PARTS}
