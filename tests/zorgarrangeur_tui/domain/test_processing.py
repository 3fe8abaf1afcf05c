"""The groups of data in the DPIA sheet, and the plain words for parents, cover all that the app can record."""

from __future__ import annotations

from collections import Counter
from datetime import date

from storage.models import PUPIL_PARTS, RECORD_TYPES
from storage.models.casework_codes import DataCategory
from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.parent_words import CARE_EXPLAINED, DATA_EXPLAINED, PART_TITLES, data_explained
from zorgarrangeur_tui.domain.processing import processing_on

DAY = date(2026, 11, 23)


def test_every_kind_of_record_stands_in_one_group() -> None:
    """A new kind of record cannot be forgotten, and what may be about a child is told to be."""
    groups = processing_on(DAY)
    assert Counter(kind for group in groups for kind in group.records) == Counter(list(RECORD_TYPES))
    about_children = {kind for group in groups if group.children for kind in group.records}
    assert {"case", "pupil", *PUPIL_PARTS} <= about_children


def test_parents_get_plain_words_for_every_kind() -> None:
    """Kinds of care, categories of data, and everything that can belong to a child."""
    assert set(CARE_EXPLAINED) == set(CareKind)
    assert set(DATA_EXPLAINED) == set(DataCategory)
    assert {*PART_TITLES, "care_need", "family_view", "consent"} == set(PUPIL_PARTS)
    assert data_explained(["name", "van_later"]) == "de naam van uw kind; van_later"
