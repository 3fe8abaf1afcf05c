"""Fields that name other records, and of which type those are."""

from __future__ import annotations

POINTS_AT = {
    "school_id": "school",
    "enrolled_school_id": "school",
    "care_location_id": "care_location",
    "provider_id": "provider",
    "professional_id": "professional",
    "case_id": "case",
    "previous_case_id": "case",
    "pupil_id": "pupil",
    "need_id": "care_need",
    "provision_id": "provision",
    "visit_note_id": "visit_note",
    "visit_id": "visit_pattern",
    "absence_id": "absence",
}
"""By field, for those that hold one id. `VisitPattern.serves` and `VisitRecord.absent_needs` hold lists of ids of needs;
`same_as` names a record of the same type.
"""

WITHIN_A_CASE = ("pupil_id", "need_id", "provision_id")
"""Those that name something in the case of the record itself."""
