"""A small store with two schools, for tests that drive screens by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.models import School, site_id
from storage.store import Store
from zorgarrangeur_tui.testing import make_store as make_empty_store

SCHOOL = site_id("99ZZ00")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an arranger's store that knows two invented schools."""
    opened = make_empty_store(tmp_path / "opslag")
    hours = [[510, 900]] * 5
    with opened.unit_of_work("Scholen") as work:
        work.add(
            School(id=SCHOOL, site_code="99ZZ00", name="De Wilg", place="Zwammerdam", kind="so", bell_times=hours),
            School(id=site_id("99ZZ01"), site_code="99ZZ01", name="Het Anker", place="Urk", kind="vso", provider_cap=1),
        )
    yield opened
    opened.close()
