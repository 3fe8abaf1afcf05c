"""How far a search is, in values that a screen can show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zorgarrangeur_tui.planning.measures import Measures


class SearchPhase(StrEnum):
    """What a search is doing, in words for the user."""

    BUILDING = "Een eerste plan maken"
    IMPROVING = "Het plan verbeteren"
    DONE = "Klaar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A moment of a search.

    Attributes:
        phase: what it is doing.
        seconds: how long it has been busy.
        best_cost: what the best plan so far costs, by the weights of the problem.
        measures: what that plan amounts to.
        improved: whether it is better than at the last report.
        bound: what no plan can cost less than, as far as that is proven; 0 when nothing is.
    """

    phase: SearchPhase
    seconds: float
    best_cost: int
    measures: Measures
    improved: bool
    bound: int = 0
