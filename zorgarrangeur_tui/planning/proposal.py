"""A plan that somebody could make: who is where, and who gives which session."""

from __future__ import annotations

from dataclasses import dataclass

from zorgarrangeur_tui.planning.placements import Presence, Visit


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan for a fortnight. The order of what is in it has no meaning."""

    presence: tuple[Presence, ...] = ()
    visits: tuple[Visit, ...] = ()
