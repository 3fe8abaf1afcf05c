"""The form on one day of a visit: as usual, different, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from storage.models import Professional, VisitException, VisitPattern
from storage.models.planning_codes import ExceptionKind
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.words import choices
from zorgarrangeur_tui.forms import fields_for

AS_USUAL = "usual"
"""The choice by which what was decided about a day is taken back."""

_DECIDED = ("cause", "moved_to", "start_minute", "duration_minutes", "professional_id", "note")
_KIND_HELP = "Gewoon: zoals in het vaste rooster; wat voor deze dag was afgesproken, gaat weg."


def day_fields(
    visit: VisitPattern,
    exception: VisitException | None,
    due_day: date | None,
    people: Sequence[Professional],
    *,
    asks_day: bool,
) -> list[FieldSpec]:
    """Return the fields of the form.

    Args:
        visit: as it comes back.
        exception: what was decided about the day.
        due_day: the day, or the one to propose.
        people: who may come.
        asks_day: whether the day is still to be chosen.
    """
    kind = exception.kind if exception else ExceptionKind.CHANGED.value
    values: dict[str, Any] = {name: getattr(exception, name) for name in _DECIDED} if exception else {}
    usual = {"start_minute": visit.start_minute, "duration_minutes": visit.duration_minutes}
    values |= {name: value for name, value in usual.items() if values.get(name) is None}
    values["professional_id"] = values.get("professional_id") or visit.professional_id
    what = FieldSpec(
        name="kind",
        label=field_word("visit_exception", "kind"),
        kind="choice",
        value=kind,
        help=_KIND_HELP,
        choices=(*reversed(choices(ExceptionKind)), (AS_USUAL, "Gewoon, zoals altijd")),
        required=True,
    )
    who = tuple((person.id, person.name or "onbekend") for person in people)
    fields = [what, *fields_for(VisitException, _DECIDED, values, pointers={"professional_id": who})]
    if not asks_day:
        return fields
    return [*fields_for(VisitException, ("day",), {"day": due_day}, required=("day",)), *fields]


def decided(given: dict[str, Any]) -> dict[str, Any] | None:
    """Return what the form decides about the day; None when it is as usual.

    Raises:
        ActRefused: there is a cause, but the visit does not fall away.
    """
    if given["kind"] == AS_USUAL:
        return None
    if given["cause"] and given["kind"] != ExceptionKind.CANCELLED:
        require({"cause": "Kies bovenaan Vervalt, of laat dit leeg."})
    return {name: value for name, value in given.items() if name != "day"}
