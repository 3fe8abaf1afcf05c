"""The schools of a region as sites of a problem: half-days, rooms, who may come, the cap and the budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from storage.models import Budget, School
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.planning.layout import Layout
from zorgarrangeur_tui.planning.problem import SchoolSite, Span
from zorgarrangeur_tui.planning.slots import slots_around

_NO_LIMIT = 999
"""Rooms of a school of which nobody wrote down how many there are."""


def providers_at(layout: Layout) -> dict[str, frozenset[str]]:
    """Return by school which providers may send somebody: its fixed ones, and those who come now."""
    found: dict[str, set[str]] = {school.id: set() for school in layout.schools}
    for bond in layout.region.bonds:
        if bond.school_id in found:
            found[bond.school_id].add(bond.provider_id)
    for visit in layout.region.here:
        person = layout.region.professionals.get(visit.professional_id)
        if person is not None and visit.school_id in found:
            found[visit.school_id].add(person.provider_id)
    return {key: frozenset(filter(None, providers)) for key, providers in found.items()}


def sites_of(layout: Layout) -> tuple[SchoolSite, ...]:
    """Return the schools as sites, in their order.

    What stays as it is must remain possible: rooms and cap are never less than the visits that stay already take.
    """
    allowed = providers_at(layout)
    numbers = {key: number for number, key in enumerate(layout.providers)}
    return tuple(
        SchoolSite(
            blocks=blocks,
            rooms=max(school.room_count or _NO_LIMIT, _most_at_once(layout, school.id)),
            budget=_budget(layout, school),
            providers=tuple(sorted(numbers[key] for key in allowed[school.id] if key in numbers)),
            bonds=tuple(sorted({numbers[key] for key in _bound(layout, school.id)})),
            provider_cap=_cap(layout, school),
            quiet=_quiet(school),
            kind=school.kind,
            key=school.id,
        )
        for school, blocks in zip(layout.schools, layout.blocks, strict=True)
    )


def _counted(layout: Layout, provider_id: str) -> bool:
    provider = layout.region.providers.get(provider_id)
    return provider is None or provider.counts_for_cap


def _bound(layout: Layout, school_id: str) -> set[str]:
    """Return the fixed providers of a school that its cap counts."""
    bonds = (bond for bond in layout.region.bonds if bond.school_id == school_id and bond.provider_id)
    return {bond.provider_id for bond in bonds if _counted(layout, bond.provider_id)}


def _cap(layout: Layout, school: School) -> int | None:
    """Return the cap of a school; those that it does not count, and those that stay in any case, come on top of it."""
    if school.provider_cap is None:
        return None
    people = layout.region.professionals
    staying = {people[one.record.professional_id].provider_id for one in layout.fixed.standing
               if one.record.school_id == school.id}  # fmt: skip
    uncounted = sum(not _counted(layout, key) for key in providers_at(layout)[school.id])
    return max(school.provider_cap, len(staying | _bound(layout, school.id))) + uncounted


def _most_at_once(layout: Layout, school_id: str) -> int:
    """Return how many professionals the visits that stay bring together in one half-day."""
    there = {
        (one.block, week, one.record.professional_id)
        for one in layout.fixed.standing
        if one.record.school_id == school_id
        for week in one.weeks
    }
    return max(Counter((block, week) for block, week, _ in there).values(), default=1)


def _quiet(school: School) -> dict[int, tuple[Span, ...]]:
    """Return the quiet windows of a school in slots, by weekday."""
    found: dict[int, tuple[Span, ...]] = {}
    for window in school.quiet_windows:
        if len(window) == 3:
            found[window[0]] = (*found.get(window[0], ()), slots_around(window[1], window[2]))
    return found


def _budget(layout: Layout, school: School) -> int | None:
    """Return the euros a fortnight of a school; None when it has no budget in money or no tariff is known."""
    rates = [cents for cents in layout.region.hourly_cents.values() if cents]
    budgets = [one for one in layout.region.budgets if one.school_id == school.id and in_force(one, layout.region.day)]
    if not budgets or not rates:
        return None
    return round(sum(_cents_a_fortnight(one, sum(rates) / len(rates)) for one in budgets) / 100)


def _cents_a_fortnight(budget: Budget, hourly_cents: float) -> float:
    """Return what a budget gives in a fortnight: hours at the mean tariff, or its amount over the weeks that it is for."""
    if budget.minutes_per_week is not None:
        return 2 * budget.minutes_per_week / 60 * hourly_cents
    if budget.cents is None or budget.starts_on is None or budget.ends_on is None:
        return 0.0
    return budget.cents * 14 / ((budget.ends_on - budget.starts_on).days + 1)


def schools_of_providers(layout: Layout, providers: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return by provider the numbers of the schools to which it may send somebody."""
    allowed = providers_at(layout)
    return {
        key: tuple(number for number, school in enumerate(layout.schools) if key in allowed[school.id])
        for key in providers
    }
