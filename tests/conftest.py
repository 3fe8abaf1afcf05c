"""Fixtures for every test: a clock that stands still, and stores that are quick to open."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from store_kit import FrozenClock, StoreShelf, leave_freed_memory, meet, quick_unlock

from storage.contacts import Contact
from storage.store import Store

MakeStore = Callable[..., Store]


def pytest_configure() -> None:
    """Spare every test what takes long in each connection, and matters to an app only; and no test is about time.

    A busy machine fails no property: how long an example takes, or making one, is measured by `bench/`.
    """
    leave_freed_memory()
    settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Keep the modules and tests, which stay until the end, out of the search for garbage: it is a third of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@dataclass(frozen=True)
class Pair:
    """Two people who verified each other's card: an arranger and a coordinator."""

    arranger: Store
    coordinator: Store
    coordinator_contact: Contact
    """The coordinator, as the arranger knows them."""
    arranger_contact: Contact
    """The arranger, as the coordinator knows them."""


@pytest.fixture
def clock() -> FrozenClock:
    """Return a clock that stands at 23 November 2026, 9:00 UTC, until the test moves it."""
    return FrozenClock()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> StoreShelf:
    """Return the templates from which stores are copied."""
    return StoreShelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def make_store(shelf: StoreShelf, tmp_path: Path, clock: FrozenClock) -> Iterator[MakeStore]:
    """Return a function that opens a new store, each of another person, and closes it after the test."""
    opened: list[Store] = []

    def make(role: str = "arranger", clock: FrozenClock = clock) -> Store:
        folder = tmp_path / f"store{len(opened)}"
        shelf.copy(role, len(opened), folder)
        opened.append(quick_unlock(folder, clock))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def pair(make_store: MakeStore) -> Pair:
    """Return an arranger and a coordinator who verified each other's card."""
    arranger, coordinator = make_store("arranger"), make_store("coordinator")
    coordinator_contact, arranger_contact = meet(arranger, coordinator)
    return Pair(arranger, coordinator, coordinator_contact, arranger_contact)
