"""Asking the planner for a proposal, and taking it over: all of it or some lines, as one act of the user.

A proposal is kept nowhere but in memory: who leaves it leaves no trace.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from storage.models import CareNeed, Professional, Record, School, VisitPattern
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.calendars import calendars
from zorgarrangeur_tui.desk.plan_region import region_to_plan
from zorgarrangeur_tui.desk.planned_faults import without_faults
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.visit_changes import added_visit, changed_from, ended_from
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.current_plan import current_plan
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.plan_difference import (
    ProposedChange,
    ProposedKind,
    as_record,
    plan_difference,
)
from zorgarrangeur_tui.planning.plan_measures import PlanMeasures, plan_measures, visits_after, visits_today
from zorgarrangeur_tui.planning.progress import Progress
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.proposed_costs import ProposedCosts
from zorgarrangeur_tui.planning.region_problem import PlannedRegion, planned_region
from zorgarrangeur_tui.planning.repairs import Repair, needs_of, visits_to_repair
from zorgarrangeur_tui.planning.search_start import LocksClash
from zorgarrangeur_tui.planning.solve import solve
from zorgarrangeur_tui.planning.unreplaced import left_open, unreplaced
from zorgarrangeur_tui.planning.wanted_visits import WantedVisit, as_wanted, wanted_visits
from zorgarrangeur_tui.planning.wishes import Level, Wish, usual_levels, weights_of

MOST_SECONDS = 3600
_NOTHING_TO_REPAIR = (
    "Er is hier niets te herstellen. Niemand is vanaf die dag twee weken lang afwezig. Bij elk bezoek loopt de zorg door en is "
    "de school open. Er is niets gewijzigd."
)


class PlanMode(StrEnum):
    """How much of the plan of today may change."""

    FILL = "fill"
    REPAIR = "repair"
    ANEW = "anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAsk:
    """What is asked of the planner.

    Attributes:
        day: from which day the plan holds.
        school_ids: which schools; none: all that have a case, a bond or a visit.
        until: the last day of it; from the next day on all is as it is now again. None without an end.
        mode: whether the visits of today stay (`FILL`), only those are planned anew that cannot go on (`REPAIR`), or all are
            unless they are locked (`ANEW`).
        away: ids of professionals who do not come, beside those of whom an absence of a fortnight or more is known; then only
            their visits are repaired.
        levels: how important each wish is.
        seconds: how long the planner may take.
        seed: the same seed gives the same way of searching.
    """

    day: date
    until: date | None = None
    school_ids: tuple[str, ...] = ()
    mode: PlanMode = PlanMode.FILL
    away: frozenset[str] = frozenset()
    levels: Mapping[Wish, Level] = field(default_factory=usual_levels)
    seconds: int = 10
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProposal:
    """What the planner proposes.

    Attributes:
        ask: what was asked.
        planned: the problem and the way back.
        proposal: the answer, which the checker accepts.
        measures: in the planner's own terms.
        before, after: the plan of today, without the visits of who is away, and that of the proposal, in the measures of the board.
        changes: line by line.
        costs: what each line costs and brings.
        cost: what the planner made as low as it could.
        bound: what no plan can cost less than, as far as that was proven.
        seconds: how long it took.
    """

    ask: PlanAsk
    planned: PlannedRegion
    proposal: Proposal
    measures: Measures
    before: PlanMeasures
    after: PlanMeasures
    changes: tuple[ProposedChange, ...]
    costs: ProposedCosts
    cost: int
    bound: int = 0
    seconds: float = 0.0

    @property
    def kept(self) -> tuple[int, int]:
        """How many visits of now stay just as they are, and how many there are now."""
        now = len(self.planned.layout.region.here)
        return now - sum(change.before is not None for change in self.changes), now

    @property
    def gap_percent(self) -> float:
        """How much cheaper a better plan could be at most, in percent of this one; 0 when this one is proven the best."""
        return 100.0 * (self.cost - self.bound) / self.cost if self.cost > 0 else 0.0


def prepare(store: Store, ask: PlanAsk) -> PlannedRegion:
    """Return the problem of what was asked.

    Raises:
        ActRefused: there is nothing to plan, or no time to plan it in.
        RecordMissing: a school is not there (any more).
    """
    if not 0 < ask.seconds <= MOST_SECONDS:
        raise ActRefused(
            f"Geef de planner ten minste 1 en ten hoogste {MOST_SECONDS} seconden.", {"seconds": "Tussen 1 en 3600."}
        )
    if ask.until is not None and ask.until < ask.day:
        raise ActRefused(
            "De laatste dag ligt voor de eerste dag.", {"until": "De laatste dag ligt voor de eerste dag."}
        )
    repairing = ask.mode is PlanMode.REPAIR
    region = region_to_plan(store, ask.day, ask.school_ids, away=ask.away, without_stopped=repairing and not ask.away)
    repairs = visits_to_repair(region, ask.away) if repairing else {}
    if repairing and not repairs:
        raise ActRefused(_NOTHING_TO_REPAIR)
    region = replace(region, asked=needs_of(region.here, repairs)) if repairing else region
    may_change = None if ask.mode is PlanMode.ANEW else frozenset(repairs)
    planned = replace(planned_region(region, weights_of(ask.levels, ask.day), may_change), repairs=repairs)
    today = [visit for visit in current_plan(planned).visits if planned.minutes[visit.line]]
    planned = replace(planned, problem=replace(planned.problem, published=tuple(today)))
    if not any(planned.minutes) and not repairs:
        told = " ".join(dict.fromkeys(one.sentence for one in planned.left_out[:3]))
        raise ActRefused(
            f"Er is hier niets te plannen: alle zorg is al gedekt, of kan niet gepland worden. {told}".rstrip()
        )
    return planned


def propose(
    store: Store,
    planned: PlannedRegion,
    ask: PlanAsk,
    *,
    stop: Callable[[], bool],
    report: Callable[[Progress], None],
) -> PlanProposal:
    """Search for a proposal, as long as was asked or until it must stop; then the best so far.

    Args:
        store: the store from which it was made: the checks of the board have the last word.
        planned: what `prepare` made.
        ask: what was asked.
        stop: asked often; True ends the search at once.
        report: told how far it is.

    Raises:
        ActRefused: the checker does not accept what was found, so nobody gets to see it.
    """
    began = time.monotonic()
    problem = planned.problem
    today = current_plan(planned)
    start = None if check(problem, today).errors else today
    try:
        solved = solve(problem, seconds=ask.seconds, seed=ask.seed, start=start, stop=stop, report=report)
    except LocksClash as clash:
        raise ActRefused(clash.sentence) from None
    proposal = solved.proposal
    checked = check(problem, proposal)
    if checked.errors:
        raise ActRefused("Het voorstel klopt niet met de regels, dus het is weggegooid. Er is niets gewijzigd.")
    layout = planned.layout
    wanted = plan_difference(layout.free, wanted_visits(planned, proposal))
    changes, taken_out = without_faults(store, layout, wanted, ask.day)
    absent = {key for key, repair in planned.repairs.items() if repair is Repair.AWAY}
    still_open = unreplaced(changes, planned.repairs)
    after = visits_after(layout, changes)
    changes = tuple(one for one in changes if one.before is None or one.before not in still_open)
    return PlanProposal(
        ask=ask,
        planned=replace(planned, left_out=(*planned.left_out, *taken_out, *map(left_open, still_open))),
        proposal=proposal,
        measures=checked.measures,
        before=plan_measures(layout, [one for one in visits_today(layout) if one.id not in absent]),
        after=plan_measures(layout, after),
        changes=changes,
        costs=ProposedCosts(planned, proposal),
        cost=solved.cost,
        bound=solved.bound,
        seconds=time.monotonic() - began,
    )


def accept(store: Store, proposal: PlanProposal, chosen: Collection[ProposedChange]) -> int:
    """Take over lines of a proposal as one act, from the day for which it was made, and return how many.

    A visit of today ends the day before; what is different begins on that day. When the proposal has a last day, the visit of
    today goes on after it.

    Raises:
        ActRefused: no line was chosen; or after the proposal was made a visit was changed, or somebody or some care in it was
            taken away. Nothing was changed.
        RecordMissing: a visit is not there (any more). Nothing was changed.
    """
    if not chosen:
        raise ActRefused("Kies eerst een of meer regels van het voorstel. Er is niets gewijzigd.")
    day = proposal.ask.day
    places = calendars(store, proposal.planned.layout.school_number, (day, day))
    with store.unit_of_work("Voorstel overgenomen" if len(chosen) > 1 else "Regel van voorstel overgenomen") as work:
        for change in sorted(chosen, key=_removed_first):
            _apply(work, change, proposal.ask, places.of(change.school_id).fortnights)
    return len(chosen)


def _apply(work: UnitOfWork, change: ProposedChange, ask: PlanAsk, fortnights: Fortnights) -> None:
    day, until = ask.day, ask.until
    if change.after is not None:
        _require_there(work, change.after)
    if change.before is None:
        assert change.after is not None, "a line that adds has what it adds"
        added_visit(work, {**as_record(change.after), "starts_on": day, "ends_on": until})
        return
    record = work.get(VisitPattern, change.before.id)
    if record.locked or as_wanted(record) != as_wanted(change.before):
        raise ActRefused(
            "Een bezoek uit dit voorstel is intussen gewijzigd of vastgezet. Maak een nieuw voorstel. Er is niets gewijzigd."
        )
    if until is not None and (record.ends_on is None or until < record.ends_on):
        changed_from(work, record, until + timedelta(days=1), {}, fortnights.meets)
    if change.after is None:
        ended_from(work, record, day)
    else:
        changed_from(work, record, day, as_record(change.after, record), fortnights.meets)


def _require_there(work: UnitOfWork, visit: WantedVisit) -> None:
    """Refuse a visit of which the school, whoever comes, or the care is gone since it was proposed.

    Raises:
        ActRefused: it is.
    """
    named: list[tuple[type[Record], str]] = [
        (School, visit.school_id),
        (Professional, visit.professional_id),
        *((CareNeed, one) for one in visit.serves),
    ]
    found = [work.session.get(model, key) for model, key in named]
    if any(record is None or record.deleted for record in found):
        raise ActRefused(
            "Iemand of een zorgbehoefte uit dit voorstel is er intussen niet meer. Maak een nieuw voorstel. Er is niets gewijzigd."
        )


def _removed_first(change: ProposedChange) -> tuple[bool, str]:
    return change.kind is not ProposedKind.REMOVE, change.before.id if change.before else ""
