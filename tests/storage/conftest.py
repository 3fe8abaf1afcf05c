"""Fixtures for the tests of the store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storage.store import Store


@pytest.fixture
def store(make_store) -> Store:
    """Return an arranger's own, new store."""
    return make_store()


@pytest.fixture
def impatient() -> Callable[[Store], None]:
    """Return a function after which the next connection that a store takes does not wait for another writer."""

    def make(store: Store) -> None:
        connection = store._engine.raw_connection()
        connection.cursor().execute("PRAGMA busy_timeout = 0")
        connection.close()

    return make
