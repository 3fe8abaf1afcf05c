"""Thousands of changed files of every kind against a real store: none is taken in, and nothing of it is left behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attack_kit import everything
from mutations import mutants
from store_kit import meet

from storage.clock import local_date
from storage.errors import BundleRefused
from storage.handing_over import export_bundle
from storage.key_change import key_change_file, take_new_keys
from storage.models import CareNeed, Case, Provider, Pupil, School
from storage.receipts import write_receipt
from storage.reference_bundles import export_reference
from storage.register_making import keys_bundle
from storage.store import Store
from zorgarrangeur_tui.desk.arrivals import arrival, take_in
from zorgarrangeur_tui.desk.monitor_figures import plan_monitor, publish_monitor
from zorgarrangeur_tui.desk.publications import Audience
from zorgarrangeur_tui.domain.school_years import school_year_of

KINDS = {"delta", "full", "ack", "keys", "reference", "statistics", "card", "key_change"}


@pytest.fixture
def reader(make_store: Any) -> Store:
    """Return an arranger, who will read what a coordinator, another arranger and a stranger give her."""
    store: Store = make_store()
    with store.unit_of_work("Begonnen") as work:
        work.add(School(name="De Zeehond"), Provider(name="Zorg BV"))
    return store


@pytest.fixture
def files(reader: Store, make_store: Any, tmp_path: Path) -> list[bytes]:
    """Return one file of each kind; the reader would take in any of them."""
    coordinator, colleague, stranger = make_store("coordinator"), make_store(), make_store()
    for store in (coordinator, colleague):
        meet(store, reader)
    to_reader = [meet(coordinator, reader)[0]]
    with coordinator.unit_of_work("Casus") as work:
        work.add(School(id="5" * 32, name="De Vlinder"), case := Case(title="Rust", school_id="5" * 32))
        work.add(Pupil(case_id=case.id, pseudonym="Zilveren Reiger"))
    full = export_bundle(coordinator, to_reader, purpose="Overdracht")
    delta = export_bundle(coordinator, to_reader, purpose="Overdracht", kind="delta")
    add_children(coordinator)
    plan = plan_monitor(coordinator, school_year_of(local_date(coordinator.clock)), Audience.REGION)
    publish_monitor(coordinator, plan, tmp_path / "jaar.zorgbundel", reason="Monitor")
    receipt = write_receipt(coordinator, to_reader[0])
    files = [
        full,
        delta,
        receipt,
        keys_bundle(coordinator, to_reader),
        export_reference(coordinator),
        (tmp_path / "jaar.zorgbundel").read_bytes(),
        stranger.identity.card_text,
    ]
    take_new_keys(colleague)
    return [*files, key_change_file(colleague)]


def add_children(store: Store) -> None:
    """Add twelve children with care at the school."""
    with store.unit_of_work("Kinderen") as work:
        work.add(case := Case(title="Zorg", school_id="5" * 32))
        for _ in range(12):
            work.add(pupil := Pupil(case_id=case.id, pseudonym="Grijze Das"))
            work.add(CareNeed(case_id=case.id, pupil_id=pupil.id, kind="nursing", minutes_needed=90))


def check(reader: Store, files: list[bytes], count: int, seed: int) -> None:
    """Let the reader take in changed files, then the files themselves."""
    before = everything(reader)
    for mutant in mutants(files, count, seed):
        with pytest.raises(BundleRefused):
            take_in(reader, mutant)
    assert everything(reader) == before
    for data in files:
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
