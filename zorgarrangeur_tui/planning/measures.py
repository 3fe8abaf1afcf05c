"""What is good and bad about a plan, in numbers that people understand, and the one number that a planner works on."""

from __future__ import annotations

from dataclasses import dataclass

from zorgarrangeur_tui.planning.problem import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a plan amounts to in a fortnight.

    Attributes:
        missed_fixed_moments: visits at a fixed moment that nobody makes.
        missed_slots: slots of other care that nobody gives.
        provider_pairs: providers at a school, over all schools.
        worker_pairs: workers at a school, over all schools.
        changes: lines that lose the worker whom they had.
        faces: workers whom a pupil meets, over all pupils.
        presence: half-days of somebody at a school.
        kilometres: on each day from home to each school of that day.
        ten_euros_over: tens of euros, begun or whole, over the budgets of the schools.
        quiet_slots: slots of care in a quiet window.
        moves: visits of the published plan that are not in this one as they were.
        visits_asked: visits that the lines ask for.
        visits_done: visits of those that are in the plan.
    """

    missed_fixed_moments: int = 0
    missed_slots: int = 0
    provider_pairs: int = 0
    worker_pairs: int = 0
    changes: int = 0
    faces: int = 0
    presence: int = 0
    kilometres: int = 0
    ten_euros_over: int = 0
    quiet_slots: int = 0
    moves: int = 0
    visits_asked: int = 0
    visits_done: int = 0

    def cost(self, weights: Weights) -> int:
        """Return the sum that a planner makes as low as it can."""
        return (
            weights.fixed_moment * self.missed_fixed_moments
            + weights.slot * self.missed_slots
            + weights.provider_pair * self.provider_pairs
            + weights.worker_pair * self.worker_pairs
            + weights.change * self.changes
            + weights.face * self.faces
            + weights.presence * self.presence
            + weights.kilometre * self.kilometres
            + weights.ten_euro * self.ten_euros_over
            + weights.quiet * self.quiet_slots
            + weights.move * self.moves
        )

    @property
    def coverage(self) -> float:
        """Visits done in percent of what is asked; 100 when nothing is asked."""
        return 100.0 * self.visits_done / self.visits_asked if self.visits_asked else 100.0

    @property
    def covers_all(self) -> bool:
        """Whether every visit that is asked is in the plan."""
        return not self.missed_fixed_moments and not self.missed_slots
