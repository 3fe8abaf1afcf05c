"""What the planner's screen says: how far it is, the lines of a proposal, and the measures side by side. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from widgets.detail_view import Section
from widgets.record_columns import Column
from widgets.record_source import Row
from zorgarrangeur_tui.desk.planner import PlanAsk, PlanProposal
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.plan_difference import ProposedKind
from zorgarrangeur_tui.planning.progress import Progress
from zorgarrangeur_tui.planning.proposal_words import (
    PROPOSED_WORDS,
    PlanNames,
    cost_words,
    measure_lines,
    plan_names,
    proof_words,
    proposed_words,
)
from zorgarrangeur_tui.planning.repairs import REPAIR_WORDS
from zorgarrangeur_tui.planning.wishes import LEVEL_WORDS, Level, wishes_on

COLUMNS = (
    Column("", 1),
    Column("Wat", 7),
    Column("School", 10, weight=2, priority=2),
    Column("Voorstel", 30, weight=5),
)
TAKEN, LEFT = "✓", "·"
"""Before a line: whether it will be taken over."""


def progress_words(progress: Progress, seconds: int) -> str:
    """Return how far a search is: what it does, how long yet, and how good the best plan is so far."""
    went = min(round(progress.seconds), seconds)
    gap = 100 * (progress.best_cost - progress.bound) / progress.best_cost if progress.best_cost > 0 else 0.0
    proven = f" · binnen {gap:.0f} %" if progress.bound > 0 else ""
    return f"{progress.phase} · {went} van {seconds} s · {quality_words(progress.measures)}{proven}"


def quality_words(measures: Measures) -> str:
    """Return how much of what was asked a plan gives, in the planner's own count of visits."""
    missed = measures.visits_asked - measures.visits_done
    fixed = f" · {measures.missed_fixed_moments} vaste momenten open" if measures.missed_fixed_moments else ""
    return f"{measures.visits_done} van {measures.visits_asked} keer zorg gepland, {missed} nog niet{fixed}"


def heading(proposal: PlanProposal, chosen: int, number: int) -> str:
    """Return the top line: which proposal, how many lines, how many are taken over, from when."""
    lines = len(proposal.changes)
    if not lines:
        return f"Voorstel {number} · verandert niets: beter dan nu is niet gevonden"
    return (
        f"Voorstel {number} · {_short_period(proposal.ask)} · {chosen} van {lines} regels gekozen · {_proof(proposal)}"
    )


def period_words(ask: PlanAsk) -> str:
    """Return from when a proposal holds, and what comes after it."""
    begins = f"vanaf {dutch_date_short(ask.day)}"
    return begins if ask.until is None else f"{begins} tot en met {dutch_date_short(ask.until)}, daarna weer zoals nu"


def _short_period(ask: PlanAsk) -> str:
    begins = dutch_date_short(ask.day)
    return f"vanaf {begins}" if ask.until is None else f"{begins} t/m {dutch_date_short(ask.until)}"


def kept_words(proposal: PlanProposal) -> str:
    """Return how near a proposal stays to the plan of now."""
    kept, now = proposal.kept
    return f"{kept} van de {now} bezoeken van nu precies zoals ze zijn"


def _proof(proposal: PlanProposal) -> str:
    return proof_words(proposal.cost, proposal.bound, proposal.gap_percent)


def rows(proposal: PlanProposal, chosen: Collection[int]) -> list[Row]:
    """Return the lines of a proposal by their number."""
    names = plan_names(proposal.planned.layout)
    return [_row(proposal, number, number in chosen, names) for number in range(len(proposal.changes))]


def measures_section(proposals: Sequence[PlanProposal]) -> Section:
    """Return the measures of today and of proposals side by side."""
    first = proposals[0]
    columns = [[after for _, _, after in measure_lines(first.before, one.after)] for one in proposals]
    lines = []
    for at, (label, before, _) in enumerate(measure_lines(first.before, first.after)):
        values = [column[at] for column in columns]
        lines.append((label, f"{before} → {values[0]}" if len(values) == 1 else " | ".join((before, *values))))
    now, kept = first.kept[1], [str(one.kept[0]) for one in proposals]
    lines.append(("Bezoeken als nu", f"{now} → {kept[0]}" if len(kept) == 1 else " | ".join((str(now), *kept))))
    title = (
        "Nu → met dit voorstel"
        if len(proposals) == 1
        else "Nu | " + " | ".join(f"voorstel {number}" for number in range(1, len(proposals) + 1))
    )
    return Section(title, lines)


def counted_section(proposal: PlanProposal) -> Section:
    """Return how many lines do what, and what was asked."""
    kinds = Counter(one.kind for one in proposal.changes)
    counted = ", ".join(f"{kinds[kind]} {PROPOSED_WORDS[kind]}" for kind in ProposedKind if kinds[kind]) or "geen"
    rules = wishes_on(proposal.ask.day)
    wishes = [
        f"{rules[wish].title.lower()} {LEVEL_WORDS[level]}"
        for wish, level in proposal.ask.levels.items()
        if level is not Level.USUAL
    ]
    lines = [
        ("Regels", counted),
        ("Blijft", kept_words(proposal)),
        ("Gepland", quality_words(proposal.measures)),
        ("Bewijs", _proof(proposal).capitalize()),
        ("Gezocht", f"{round(proposal.seconds)} seconden"),
    ]
    if wishes:
        lines.append(("Wensen", ", ".join(wishes)))
    return Section("Dit voorstel", lines)


def left_out_section(proposal: PlanProposal) -> Section | None:
    """Return what the planner does not plan, each reason once; None when there is nothing."""
    counted = Counter(one.sentence for one in proposal.planned.left_out)
    lines = [(f"{count}x" if count > 1 else "", sentence) for sentence, count in counted.most_common()]
    return Section("Niet gepland", lines) if lines else None


def line_section(proposal: PlanProposal, number: int) -> Section:
    """Return one line in full: what it is, and what it costs and brings when it alone is taken over."""
    change = proposal.changes[number]
    names = plan_names(proposal.planned.layout)
    repair = proposal.planned.repairs.get(change.before.id) if change.before else None
    why = [("Omdat", REPAIR_WORDS[repair])] if repair else []
    lines = [("Voorstel", proposed_words(change, names)), *why, *cost_words(proposal.costs.of(change))]
    school = names.schools.get(change.school_id, "")
    return Section(f"Regel {number + 1}: {PROPOSED_WORDS[change.kind]} · {school}", lines)


def _row(proposal: PlanProposal, number: int, taken: bool, names: PlanNames) -> Row:
    change = proposal.changes[number]
    cells = (
        TAKEN if taken else LEFT,
        PROPOSED_WORDS[change.kind],
        names.schools.get(change.school_id, ""),
        proposed_words(change, names),
    )
    return Row(str(number), cells, () if taken else ("muted",))
