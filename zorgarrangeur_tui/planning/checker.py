"""Whether a proposal keeps every rule of its problem, and what it amounts to.

This is the witness: it shares nothing with any solver, so that a fault in the one never hides in the other. It counts everything
again from the problem and the proposal alone, in the plainest way, and nobody sees a proposal that it refuses.
"""

from __future__ import annotations

from dataclasses import dataclass

from zorgarrangeur_tui.planning.check_people import day_errors, duplicate_errors, shared_time_errors
from zorgarrangeur_tui.planning.check_pointers import is_presence, is_visit, pointer_errors
from zorgarrangeur_tui.planning.check_presence import presence_errors
from zorgarrangeur_tui.planning.check_visits import line_errors, lock_errors, visit_errors
from zorgarrangeur_tui.planning.counting import count_measures
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checker found.

    Attributes:
        errors: every rule that is broken, each once, as a Dutch sentence; empty for a plan that can be carried out. Keys in them are
            text of the outside: whoever shows one makes it safe first.
        measures: what the plan amounts to. They mean something only when there are no errors.
        total: the sum of the measures by the weights of the problem.
    """

    errors: tuple[str, ...]
    measures: Measures
    total: int


def check(problem: Problem, proposal: Proposal) -> Checked:
    """Return what is wrong with a proposal, and what it amounts to.

    Placements that point at something that the problem does not have are told and then left out.
    """
    errors = list(pointer_errors(problem, proposal))
    presence = tuple(one for one in proposal.presence if is_presence(problem, one))
    visits = tuple(one for one in proposal.visits if is_visit(problem, one))
    errors += presence_errors(problem, presence)
    errors += visit_errors(problem, presence, visits)
    errors += duplicate_errors(problem, visits)
    errors += day_errors(problem, visits)
    errors += shared_time_errors(problem, visits)
    errors += line_errors(problem, visits)
    errors += lock_errors(problem, presence, visits)
    measures = count_measures(problem, presence, visits)
    return Checked(tuple(dict.fromkeys(errors)), measures, measures.cost(problem.weights))
