"""The list of what is wrong with the plan of a week, for people and for scripts."""

from __future__ import annotations

from datetime import date
from typing import Any

from storage.clock import local_date
from storage.models import School
from storage.store import Store
from zorgarrangeur_tui.desk.conflicts import FoundPlace, LiveConflicts
from zorgarrangeur_tui.domain.finding_words import SEVERITY_WORDS
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.verbs.listings import Listing

_HEADERS = ("Zwaarte", "School", "Wanneer", "Wat")


def clash_listing(store: Store, school: School | None, week: date | None) -> Listing:
    """Return what is wrong in a week, that of today by default, at one school or all: what blocks publishing first."""
    monday = monday_of(week or local_date(store.clock))
    live = LiveConflicts(store, monday, school.id if school else "")
    places = live.places
    rows = [
        (SEVERITY_WORDS[one.finding.severity], live.school_name(one.place_id), one.when, one.finding.sentence)
        for one in places
    ]
    number = monday.isocalendar().week
    nothing = f"In week {number} botst niets, en het vaste rooster dekt alle zorg."
    return Listing(_HEADERS, rows, [_value(one) for one in places], nothing)


def _value(one: FoundPlace) -> dict[str, Any]:
    finding = one.finding
    return {
        "severity": finding.severity,
        "kind": finding.kind,
        "day": finding.day,
        "place": one.place_id,
        "visits": list(finding.visit_ids),
        "about": list(finding.about),
        "sentence": finding.sentence,
    }
