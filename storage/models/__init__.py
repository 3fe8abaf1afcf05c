"""The records, one module per aggregate. Minutes and euro-cents are integers; dates are dates."""

from __future__ import annotations

from storage.models.base import Record, new_id, site_id
from storage.models.cases import CareNeed, Case, Pupil
from storage.models.providers import FixedBond, Professional, Provider
from storage.models.sites import CareLocation, School
from storage.models.visits import VisitPattern

RECORD_TYPES: dict[str, type[Record]] = {
    "school": School,
    "care_location": CareLocation,
    "provider": Provider,
    "professional": Professional,
    "fixed_bond": FixedBond,
    "case": Case,
    "pupil": Pupil,
    "care_need": CareNeed,
    "visit_pattern": VisitPattern,
}
"""Every record type by the name that ops and bundles use. A new type is one more line here."""

TYPE_NAMES: dict[type[Record], str] = {model: name for name, model in RECORD_TYPES.items()}

__all__ = [
    "RECORD_TYPES",
    "TYPE_NAMES",
    "CareLocation",
    "CareNeed",
    "Case",
    "FixedBond",
    "Professional",
    "Provider",
    "Pupil",
    "Record",
    "School",
    "VisitPattern",
    "new_id",
    "site_id",
]
