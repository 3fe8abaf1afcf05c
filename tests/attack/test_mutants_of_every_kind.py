"""Thousands of changed files of every kind against a real store: none is taken in, and nothing of it is left behind."""

from __future__ import annotations

from typing import Any

import pytest
from attack_kit import everything, refused
from mutations import mutants
from store_kit import meet

from storage.bundle_format import seal_open
from storage.bundle_header import FIRST_PREVIOUS
from storage.errors import BundleRefused
from storage.handing_over import export_bundle
from storage.key_change import key_change_file, take_new_keys
from storage.models import Case, Provider, Pupil, School
from storage.receipts import write_receipt
from storage.reference_bundles import export_reference
from storage.register_making import keys_bundle
from storage.store import Store
from zorgarrangeur_tui.desk.arrivals import arrival, take_in

KINDS = {"delta", "full", "ack", "keys", "reference", "statistics", "card", "key_change"}


@pytest.fixture
def reader(make_store: Any) -> Store:
    """Return an arranger, who will read what a coordinator, another arranger and a stranger give her."""
    store: Store = make_store()
    with store.unit_of_work("Begonnen") as work:
        work.add(School(name="De Zeehond"), Provider(name="Zorg BV"))
    return store


@pytest.fixture
def files(reader: Store, make_store: Any) -> list[bytes]:
    """Return one file of each kind; the reader would take in any of them, but for the statistics, which nobody reads in."""
    coordinator, colleague, stranger = make_store("coordinator"), make_store(), make_store()
    for store in (coordinator, colleague):
        meet(store, reader)
    to_reader = [meet(coordinator, reader)[0]]
    with coordinator.unit_of_work("Casus") as work:
        work.add(School(id="5" * 32, name="De Vlinder"), case := Case(title="Rust", school_id="5" * 32))
        work.add(Pupil(case_id=case.id, pseudonym="Zilveren Reiger"))
    full = export_bundle(coordinator, to_reader, purpose="Overdracht")
    delta = export_bundle(coordinator, to_reader, purpose="Overdracht", kind="delta")
    figures = seal_open(
        coordinator.identity.signing_key,
        b"format = 'zorginhoud/1'\n",
        kind="statistics",
        sequence=9,
        previous=FIRST_PREVIOUS,
        created=coordinator.clock(),
        schema=6,
    )
    receipt = write_receipt(coordinator, to_reader[0])
    files = [
        full,
        delta,
        receipt,
        keys_bundle(coordinator, to_reader),
        export_reference(coordinator),
        figures,
        stranger.identity.card_text,
    ]
    take_new_keys(colleague)
    return [*files, key_change_file(colleague)]


def check(reader: Store, files: list[bytes], count: int, seed: int) -> None:
    """Let the reader take in changed files, then the files themselves."""
    before = everything(reader)
    for mutant in mutants(files, count, seed):
        with pytest.raises(BundleRefused):
            take_in(reader, mutant)
    assert everything(reader) == before
    for data in files:
        if arrival(data) == "statistics":
            refused(reader, data)
        else:
            take_in(reader, data)


def test_there_is_a_file_of_every_kind(files: list[bytes]) -> None:
    """Without this a kind could be forgotten."""
    assert {str(arrival(data)) for data in files} == KINDS


def test_changed_files_are_refused(reader: Store, files: list[bytes]) -> None:
    """A few hundred; the files as they were are taken in afterwards."""
    check(reader, files, 400, seed=7)


@pytest.mark.slow
def test_ten_thousand_changed_files_are_refused(reader: Store, files: list[bytes]) -> None:
    """Ten thousand others."""
    check(reader, files, 10_000, seed=8)
