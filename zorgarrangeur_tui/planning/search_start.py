"""What a search begins with: all that is locked, what it can keep of an earlier proposal, and a quick first plan of the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.refused import ProblemImpossible
from zorgarrangeur_tui.planning.search_engine import SearchEngine
from zorgarrangeur_tui.planning.search_fits import fits
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_state import search_visit

_LOCKS_CLASH = (
    "Wat u hebt vastgezet kan niet samen: het botst met elkaar of met een harde regel. Er is niets gewijzigd. "
    "Maak een van de vastgezette bezoeken of dagdelen los en plan opnieuw."
)


class LocksClash(ProblemImpossible):
    """What is locked cannot be carried out together.

    Attributes:
        reasons: every rule that the locks break, as a Dutch sentence with the keys of the problem.
    """

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(_LOCKS_CLASH)
        self.reasons = reasons


def refuse_clashing_locks(problem: Problem) -> None:
    """Check that all that is locked can be carried out.

    Raises:
        LocksClash: when it cannot.
    """
    needed = {
        Presence(visit.worker, problem.lines[visit.line].school, visit.block, week)
        for visit in problem.locked_visits
        if visit.line in range(len(problem.lines))
        for week in visit.weeks
    }
    presence = dict.fromkeys((*problem.locked_presence, *sorted(needed)))
    checked = check(problem, Proposal(tuple(presence), tuple(dict.fromkeys(problem.locked_visits))))
    if checked.errors:
        raise LocksClash(checked.errors)


def keep_what_fits(engine: SearchEngine, start: Proposal) -> None:
    """Put the visits of an earlier proposal in, as far as they fit; its presence follows from them."""
    state, model = engine.state, engine.model
    locked = set(model.problem.locked_visits)
    for visit in sorted(set(start.visits) - locked):
        if _exists(model, visit) and fits(state, visit):
            state.put(visit.line, search_visit(model, visit, model.lines[visit.line].candidates[visit.worker]))
    engine.begin()


def construct(engine: SearchEngine, stop: Callable[[], bool], schools: Sequence[int] | None = None) -> None:
    """Give every line that has nothing yet a place, school by school; the largest first. Ends early when told to stop."""
    state, model = engine.state, engine.model
    where = range(len(model.school_lines)) if schools is None else schools
    sizes = [(-len(model.school_lines[school]), school) for school in where if model.school_lines[school]]
    for _, school in sorted(sizes):
        if stop():
            break
        engine.inserter.favourites = _familiar(model, school)
        for line in sorted(model.school_lines[school], key=lambda line: (model.lines[line].order, line)):
            if not state.given[line]:
                engine.inserter.insert(line, 0.0)
    engine.inserter.favourites = {}
    engine.begin(schools)


def _familiar(model: SearchModel, school: int) -> dict[int, None]:
    """Return the workers of the last plan at a school who are worth having again, most lines first."""
    weights = model.problem.weights
    lines = Counter(
        model.lines[line].previous for line in model.school_lines[school] if model.lines[line].previous >= 0
    )
    gains = {worker: weights.change * count - weights.worker_pair for worker, count in lines.items()}
    worth = {worker: gain for worker, gain in gains.items() if gain > weights.worker_pair}
    of_post: dict[int, int] = defaultdict(int)
    for worker, gain in worth.items():
        of_post[model.pairs[model.pair_at[school][worker]].post] += gain
    ordered = sorted(worth, key=lambda worker: (-worth[worker], worker))
    return {
        worker: None
        for worker in ordered
        if 2 * of_post[model.pairs[model.pair_at[school][worker]].post] > weights.provider_pair
    }


def _exists(model: SearchModel, visit: Visit) -> bool:
    """Tell whether a visit points at a line that asks for it, and at a worker who may serve that."""
    return (
        visit.line in range(len(model.lines))
        and visit.start >= 0
        and visit.worker in model.lines[visit.line].candidates
    )
