"""Checks of a plan as a whole, beside those of its visits: cap on providers, budget, and care that nobody gives yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.board_values import BoardVisit, planned_of
from zorgarrangeur_tui.domain.budgets import fortnight_minutes, week_budget
from zorgarrangeur_tui.domain.caps import providers_over_cap
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit, coverage
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, CheckedSchool
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind
from zorgarrangeur_tui.domain.words import word


def provider_cap_exceeded(school: CheckedSchool, day: date) -> Finding | None:
    """Find a school with more fixed providers on a day than was agreed."""
    use = providers_over_cap(school.bonds, school.provider_cap, day)
    if not use.over:
        return None
    return Finding(
        FindingKind.PROVIDER_CAP,
        day,
        (),
        (school.id, *use.provider_ids),
        f"{school.name[:1].upper()}{school.name[1:]}: {use.sentence}",
    )


def budget_exceeded(school: CheckedSchool, visits: Iterable[BoardVisit], day: date) -> Finding | None:
    """Find a school with more presence in a fortnight than its budgets of a day allow, whatever falls away in a holiday.

    Args:
        school: with its budgets.
        visits: all of this school that ever take place.
        day: on which the budgets hold.
    """
    budget = week_budget(school.budgets, day)
    if budget.minutes is None:
        return None
    planned = fortnight_minutes(visits)
    over = budget.minutes_over(planned)
    if not over:
        return None
    return Finding(
        FindingKind.BUDGET_EXCEEDED,
        day,
        (),
        (school.id,),
        f"{school.name[:1].upper()}{school.name[1:]}: gepland is {duration((planned + 1) // 2)} per week, {duration(over)} meer "
        f"dan het budget van {duration(budget.minutes)}. Haal {duration(over)} per week weg, of spreek een hoger budget af en "
        "schrijf dat op (B op het bord).",
    )


def needs_not_covered(needs: Iterable[CheckedNeed], visits: Iterable[BoardVisit], monday: date) -> Iterator[Finding]:
    """Find the needs to which visits give fewer minutes in a fortnight than they ask, whatever falls away in a holiday.

    A visit counts at the school or care location of the need only, and not on a weekday that never has school.

    Args:
        needs: which.
        visits: all that serve any of them, directly or by way of a visit for several needs.
        monday: of the week in which it is told.
    """
    asked: dict[str, list[CheckedNeed]] = {}
    for need in needs:
        asked.setdefault(need.place_id, []).append(need)
    planned: dict[str, list[PlannedVisit]] = {}
    for visit in visits:
        planned.setdefault(visit.school_id, []).append(planned_of(visit))
    for place_id, here in asked.items():
        values = [Need(need.id, need.pupil_id, need.kind, need.group, need.minutes_needed) for need in here]
        for found in coverage(values, planned.get(place_id, ())):
            if found.uncovered <= 0:
                continue
            care = word(found.need.kind, CareKind)
            yield Finding(
                FindingKind.NEED_NOT_COVERED,
                monday,
                (),
                (found.need.id, place_id),
                f"{care}: nog {duration(found.uncovered_per_week)} per week niet gedekt van de "
                f"{duration(found.needed // 2)} die nodig is. Plaats een bezoek, of maak een bezoek langer.",
            )
