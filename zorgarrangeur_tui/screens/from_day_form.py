"""The forms on the fixed plan: a visit that is different from a day on, and one that becomes two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from storage.models import VisitPattern
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk.board import SchoolBoard
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.forms import fields_for
from zorgarrangeur_tui.screens.visit_form import also_on_field, serves_field

CHANGES, ENDS = "changes", "ends"
"""What happens from the day on."""

_WHAT = ((CHANGES, "Het gaat anders verder"), (ENDS, "Het stopt"))
_CHANGED = ("weekday", "start_minute", "duration_minutes", "rhythm")


def from_day_fields(board: SchoolBoard, visit: VisitPattern, day: date, values: Mapping[str, Any]) -> list[FieldSpec]:
    """Return what is asked of a visit that is different from a day on.

    Args:
        board: where it is.
        visit: as it comes back.
        day: the day to propose.
        values: what is filled in already.
    """
    now = {name: getattr(visit, name) for name in (*_CHANGED, "professional_id")} | dict(values)
    first = FieldSpec(
        name="starts_on", label="Vanaf", kind="date", value=day, help="De eerste dag. Typ 1/2, morgen of week 6."
    )
    what = FieldSpec(name="what", label="Wat verandert er", kind="choice", value=CHANGES, choices=_WHAT, required=True)
    who = FieldSpec(
        name="professional_id",
        label=field_word("visit_pattern", "professional_id"),
        kind="choice",
        value=now["professional_id"] or None,
        choices=tuple((one.id, one.name or "onbekend") for one in board.professionals),
        required=True,
    )
    return [replace(first, required=True), what, *fields_for(VisitPattern, _CHANGED, now), who, also_on_field()]


def split_fields(board: SchoolBoard, visit: VisitPattern, minute: int, day: date) -> list[FieldSpec]:
    """Return what is asked of a visit that becomes two.

    Args:
        board: where it is.
        visit: as it comes back.
        minute: of the day under the cursor; half way when that is not within the visit.
        day: the first day to propose; the visit's own when that is later.
    """
    inside = visit.start_minute < minute < visit.start_minute + visit.duration_minutes
    half = visit.start_minute + visit.duration_minutes // 2
    at = FieldSpec(
        name="start_minute",
        label="Splitsen om",
        kind="time",
        value=minute if inside else half,
        required=True,
        help="Dan begint het tweede bezoek.",
    )
    first = FieldSpec(
        name="starts_on",
        label="Vanaf",
        kind="date",
        value=max(visit.starts_on or day, day),
        help="Ervoor blijft het één bezoek. Leeg: zolang het bezoek er is, als er nog niets van is afgetekend.",
    )
    serves = serves_field(board, None, visit.serves)
    return [
        at,
        first,
        replace(serves, label="Eerste deel voor"),
        replace(serves, name="second", label="Tweede deel voor"),
    ]
