"""What a new form of casework starts with, so that the usual answer needs no typing."""

from __future__ import annotations

from datetime import date
from typing import Any

from storage.models import CareNeed, Pupil, Record
from storage.models.casework_codes import ConsentCapacity
from zorgarrangeur_tui.domain.ages import age_range
from zorgarrangeur_tui.domain.consent_ages import rules_for

_TODAY = {
    "family_view": "spoken_on",
    "consent": "given_on",
    "visit_note": "day",
    "barrier": "seen_on",
    "placement": "asked_on",
    "scale_event": "day",
    "emb_check": "checked_on",
}
"""Per record type the date that is today unless somebody says otherwise."""


def part_defaults(
    record_type: str, at_cursor: Record | None, pupil: Pupil | None, today: date, *, moves: bool = False
) -> dict[str, Any]:
    """Return the values that a new record starts with.

    Args:
        record_type: what is added.
        at_cursor: the record under the cursor, from which it may take over what is the same.
        pupil: the child that it is about, if it is about one.
        today: the day.
        moves: whether a home of this child is known already, so that a new one is elsewhere.
    """
    values: dict[str, Any] = {_TODAY[record_type]: today} if record_type in _TODAY else {}
    if isinstance(at_cursor, CareNeed) and record_type in {"entitlement", "scale_event"}:
        values["need_id"] = at_cursor.id
        if record_type == "scale_event":
            values["from_minutes"] = at_cursor.minutes_agreed or at_cursor.minutes_needed
    if record_type == "consent" and pupil is not None:
        values["capacity"] = _who_consents(pupil, today)
    if record_type == "action":
        values["in_plan"] = True
    if record_type == "emb_check":
        values["year"] = today.year + 1
    if record_type == "residence" and pupil is not None and not moves:
        values["municipality"] = pupil.municipality
    return values


def _who_consents(pupil: Pupil, today: date) -> str:
    """Return who usually consents at the age of a child: the first of these that is enough whatever the age can be."""
    rules = rules_for(age_range(pupil.birth_year, pupil.birth_month, today), today)
    usual = (ConsentCapacity.BOTH_GUARDIANS, ConsentCapacity.PUPIL, ConsentCapacity.BOTH_GUARDIANS_AND_PUPIL)
    return next((one for one in usual if all(one in rule.accepted for rule in rules)), ConsentCapacity.BOTH_GUARDIANS)
