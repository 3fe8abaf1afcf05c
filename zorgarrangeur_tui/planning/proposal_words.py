"""A line of a proposal, and what it brings as a whole, in the words of users. A pupil is never named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storage.models.codes import CareKind, Rhythm
from zorgarrangeur_tui.domain.clock import duration, time_span, weekday_short
from zorgarrangeur_tui.domain.figure_words import fraction_text, percent_text
from zorgarrangeur_tui.domain.plan_change_words import UNKNOWN
from zorgarrangeur_tui.domain.words import short_word, word
from zorgarrangeur_tui.planning.layout import Layout
from zorgarrangeur_tui.planning.plan_difference import ProposedChange, ProposedKind
from zorgarrangeur_tui.planning.plan_measures import PlanMeasures
from zorgarrangeur_tui.planning.proposed_costs import ProposedCost
from zorgarrangeur_tui.planning.wanted_visits import WantedVisit, as_wanted

PROPOSED_WORDS: Mapping[ProposedKind, str] = {
    ProposedKind.ADD: "nieuw",
    ProposedKind.CHANGE: "anders",
    ProposedKind.REMOVE: "vervalt",
}
"""What a line does, in a word."""


@dataclass(frozen=True, slots=True)
class PlanNames:
    """What the records of a plan are called: schools, professionals, and the kind of care of a need."""

    schools: Mapping[str, str]
    professionals: Mapping[str, str]
    kinds: Mapping[str, str]


def plan_names(layout: Layout) -> PlanNames:
    """Return what the records of a region are called."""
    return PlanNames(
        {school.id: school.name for school in layout.region.schools.values()},
        {person.id: person.name for person in layout.people},
        {need.id: need.kind for need in layout.region.needs},
    )


def proposed_words(change: ProposedChange, names: PlanNames) -> str:
    """Return one line of a proposal as a sentence without its school: who comes when, for what, and what it was."""
    before = as_wanted(change.before) if change.before is not None else None
    if change.after is None:
        assert before is not None, "a line has a before or an after"
        return f"{_visit(before, names)} vervalt"
    if before is None:
        return f"{_visit(change.after, names)} komt erbij"
    parts = _differences(before, change.after, names)
    return f"{_visit(change.after, names)}; was {', '.join(parts)}"


def proof_words(cost: int, bound: int, gap_percent: float) -> str:
    """Return how good a plan is, as far as that was proven."""
    if not bound:
        return "hoe goed dit is, is niet bewezen"
    if cost <= bound:
        return "bewezen het beste"
    return f"bewezen binnen {gap_percent:.1f} % van het beste".replace(".", ",")


def cost_words(cost: ProposedCost | None) -> tuple[tuple[str, str], ...]:
    """Return what a line brings and costs when it alone is taken over, each with what it is called."""
    if cost is None:
        return (("Kost", "niet te zeggen: de planner kan het bezoek van nu niet in kwartieren en dagdelen tellen"),)
    return ("Brengt", ", ".join(cost.brings) or "niets"), ("Kost", ", ".join(cost.costs) or "niets")


def measure_lines(before: PlanMeasures, after: PlanMeasures) -> tuple[tuple[str, str, str], ...]:
    """Return the measures side by side: what it is, today, with the proposal. Per week, as the board has them."""
    return (
        ("Dekking", percent_text(before.coverage_percent), percent_text(after.coverage_percent)),
        ("Gedekt per week", duration(before.covered // 2), duration(after.covered // 2)),
        ("Vaste momenten", percent_text(before.fixed_percent), percent_text(after.fixed_percent)),
        ("Gezichten per leerling", fraction_text(before.mean_faces), fraction_text(after.mean_faces)),
        ("Meeste gezichten", str(max(before.pupil_faces, default=0)), str(max(after.pupil_faces, default=0))),
        ("Gezichten op school", str(before.school_faces), str(after.school_faces)),
        ("Aanbieders die komen", str(before.school_providers), str(after.school_providers)),
        ("Binnenkomst per week", fraction_text(before.entries / 2), fraction_text(after.entries / 2)),
        ("Reizen per week", duration(before.travel_minutes // 2), duration(after.travel_minutes // 2)),
        ("Kilometers per week", fraction_text(before.travel_km / 2), fraction_text(after.travel_km / 2)),
        ("Boven budget per week", duration(before.over_budget), duration(after.over_budget)),
        ("Aanwezig zonder zorg", duration(before.reserve // 2), duration(after.reserve // 2)),
        ("Vaste bezoeken", str(before.visits), str(after.visits)),
    )


def served_words(needs: tuple[str, ...] | list[str], names: PlanNames) -> str:
    """Return what a visit is for: "2x BG, VP"; "niemand" for nobody."""
    kinds = [short_word(names.kinds[need], CareKind) for need in needs if need in names.kinds]
    counted = {kind: kinds.count(kind) for kind in sorted(kinds)}
    return ", ".join(kind if count == 1 else f"{count}x {kind}" for kind, count in counted.items()) or "niemand"


def _visit(one: WantedVisit, names: PlanNames) -> str:
    who = names.professionals.get(one.professional_id) or UNKNOWN
    rhythm = "" if one.rhythm == Rhythm.WEEKLY else f" ({word(one.rhythm, Rhythm).lower()})"
    when = f"{weekday_short(one.weekday)} {time_span(one.start_minute, one.duration_minutes)}"
    return f"{when}{rhythm} {who}: {served_words(one.serves, names)}"


def _differences(before: WantedVisit, after: WantedVisit, names: PlanNames) -> list[str]:
    """Return what was different: only that."""
    parts = []
    if before.weekday != after.weekday:
        parts.append(weekday_short(before.weekday))
    if (before.start_minute, before.duration_minutes) != (after.start_minute, after.duration_minutes):
        parts.append(time_span(before.start_minute, before.duration_minutes))
    if before.rhythm != after.rhythm:
        parts.append(word(before.rhythm, Rhythm).lower())
    if before.professional_id != after.professional_id:
        parts.append(names.professionals.get(before.professional_id) or UNKNOWN)
    if before.serves != after.serves:
        parts.append(f"voor {served_words(before.serves, names)}")
    return parts
