"""The list of what is due, for the command line."""

from __future__ import annotations

from typing import Any

from storage.models import School
from storage.store import Store
from zorgarrangeur_tui.desk.cases import find_case
from zorgarrangeur_tui.desk.watch import due
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.watch import Watched
from zorgarrangeur_tui.domain.words import RECORD_WORDS
from zorgarrangeur_tui.verbs.finding import ID_SHOWN
from zorgarrangeur_tui.verbs.listings import Listing

_HEADERS = ("Datum", "Wanneer", "Wat", "Kenmerk", "Omschrijving")


def due_listing(
    store: Store, school: School | None, weeks: int | None, kinds: tuple[str, ...], case: str | None
) -> Listing:
    """Return what is overdue or due within some weeks, longest overdue first.

    Raises:
        RecordMissing: there is no case with this reference.
    """
    case_id = find_case(store, case).id if case else ""
    found = due(store, weeks, kinds=kinds, school_id=school.id if school else "", case_id=case_id)
    return Listing(
        _HEADERS, [_row(one) for one in found], [_value(one) for one in found], "De komende weken hoeft er niets af."
    )


def _row(one: Watched) -> tuple[str, ...]:
    reference = case_reference(one.record_id) if one.record_type == "case" else one.record_id[:ID_SHOWN]
    sign = "! " if one.pressing else ""
    return dutch_date_short(one.due_on), sign + one.when, RECORD_WORDS[one.record_type].singular, reference, one.text


def _value(one: Watched) -> dict[str, Any]:
    return {
        "date": one.due_on,
        "days_left": one.days_left,
        "type": one.record_type,
        "id": one.record_id,
        "text": one.text,
        "kind": one.kind,
        "rule": one.rule.id,
        "begin": one.act_on,
        "pressing": one.pressing,
        "on_hold": one.on_hold,
        "case": case_reference(one.case_id) if one.case_id else None,
        "pupil": one.who or None,
        "why": one.why,
    }
