"""The visits of who is away for which a proposal found nobody: they are not taken off the plan, but stay open with the absence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storage.models import VisitPattern
from zorgarrangeur_tui.planning.plan_difference import ProposedChange
from zorgarrangeur_tui.planning.region import LeftOut
from zorgarrangeur_tui.planning.repairs import Repair


def unreplaced(changes: Iterable[ProposedChange], repairs: Mapping[str, Repair]) -> tuple[VisitPattern, ...]:
    """Return the visits of who is away that nobody takes over. They stay as they are, so that they stay open with the absence."""
    return tuple(
        change.before
        for change in changes
        if change.before is not None and change.after is None and repairs.get(change.before.id) is Repair.AWAY
    )


def left_open(visit: VisitPattern) -> LeftOut:
    """Return that nobody was found for a visit of who is away."""
    return LeftOut(
        "visit_pattern",
        visit.id,
        "Voor een bezoek van wie afwezig is, is niemand gevonden die bij deze school mag komen. Het blijft open staan bij de "
        "afwezigheid.",
    )
