"""Fixtures for the tests of the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from storage import handing_over
from storage.bundle_text import BundleContent
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


@pytest.fixture
def bundle_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """Return a function that makes a bundle with another content, as a sender whose app was tampered with can."""
    written = handing_over.write_content

    def make(pair: Any, changed: Callable[[BundleContent], dict[str, Any]]) -> bytes:
        with monkeypatch.context() as patch:
            patch.setattr(handing_over, "write_content", lambda content: written(replace(content, **changed(content))))
            return handing_over.export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")

    return make
