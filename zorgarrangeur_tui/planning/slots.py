"""From minutes on the clock to the slots of a problem, and back."""

from __future__ import annotations

from zorgarrangeur_tui.planning.problem import Rules, Span

DAY_RULES = Rules(first_minute=7 * 60)
"""Slots of a quarter of an hour from 7:00, the earliest that any school or childcare is open."""


def whole_slots_within(first: int, end: int) -> Span | None:
    """Return the slots that lie wholly between two minutes of the day; None when there are none.

    Opening hours and availability are rounded this way, so that nobody is planned outside them.
    """
    length, start = DAY_RULES.slot_minutes, DAY_RULES.first_minute
    span = max(0, -((start - first) // length)), (end - start) // length
    return span if span[0] < span[1] else None


def slots_around(first: int, end: int) -> Span:
    """Return the slots that two minutes of the day touch. What is planned by hand takes all of them."""
    length, start = DAY_RULES.slot_minutes, DAY_RULES.first_minute
    return (first - start) // length, -((start - end) // length)


def slots_for(minutes: int) -> int:
    """Return the slots that so many minutes take, rounded up; at least one."""
    return max(1, -(-minutes // DAY_RULES.slot_minutes))


def minute_of(slot: int) -> int:
    """Return the minute of the day at which a slot begins."""
    return DAY_RULES.first_minute + slot * DAY_RULES.slot_minutes
