"""Fixtures for the tests of the store."""

from __future__ import annotations

import pytest

from storage.store import Store


@pytest.fixture
def store(make_store) -> Store:
    """Return an arranger's own, new store."""
    return make_store()
