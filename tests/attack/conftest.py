"""Fixtures for attacks."""

from __future__ import annotations

from typing import Any

import pytest
from attack_kit import Attack


@pytest.fixture
def attack(pair: Any) -> Attack:
    """Return somebody with the arranger's keys, against the coordinator who trusts those."""
    return Attack(pair.arranger, pair.coordinator)
