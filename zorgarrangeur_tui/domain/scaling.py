"""More and less care: the ladder of intensity, the minutes that a chain of events leads to, and where the chain breaks.

Events of one need or one child go in; of events on the same day the order in which they are given decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from storage.models.casework_codes import ScaleDirection
from zorgarrangeur_tui.domain.clock import duration, dutch_date
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rule_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung(DatedRule):
    """One rung of the ladder; its id is its number."""

    title: str


@dataclass(frozen=True, slots=True)
class ScaleFacts:
    """What is recorded of one event: on which day, from what, to what. Minutes are a week."""

    day: date | None
    direction: str = ScaleDirection.SAME
    from_minutes: int | None = None
    to_minutes: int | None = None
    from_rung: int | None = None
    to_rung: int | None = None


@dataclass(frozen=True, slots=True)
class ScaleEffect:
    """What a chain of events did to the minutes a week.

    Attributes:
        first_minutes: before the first event that has minutes; None when not known.
        last_minutes: after the last one; None when not known.
        sentence: the effect in Dutch.
        problems: where the chain breaks or an event contradicts itself, in Dutch.
    """

    first_minutes: int | None
    last_minutes: int | None
    sentence: str
    problems: tuple[str, ...]

    @property
    def difference(self) -> int | None:
        """Minutes a week more, or less when below 0; None when not known."""
        if self.first_minutes is None or self.last_minutes is None:
            return None
        return self.last_minutes - self.first_minutes


def ladder_at(events: Iterable[ScaleFacts], day: date) -> int | None:
    """Return the rung on a day: where the last event by then led to; before the first one, from where it went.

    None when no event tells. Events without a day tell nothing.
    """
    ordered = _dated(events)
    rungs = [event.to_rung for event in ordered if _day(event) <= day and event.to_rung is not None]
    before = [event.from_rung for event in ordered if _day(event) > day and event.from_rung is not None]
    return rungs[-1] if rungs else next(iter(before), None)


def minutes_at(events: Iterable[ScaleFacts], day: date) -> int | None:
    """Return the minutes a week on a day, as `ladder_at` does for the rung."""
    ordered = _dated(events)
    minutes = [event.to_minutes for event in ordered if _day(event) <= day and event.to_minutes is not None]
    before = [event.from_minutes for event in ordered if _day(event) > day and event.from_minutes is not None]
    return minutes[-1] if minutes else next(iter(before), None)


def effect(events: Iterable[ScaleFacts]) -> ScaleEffect:
    """Return what a chain of events did to the minutes a week, and where it breaks."""
    known = tuple(events)
    ordered = _dated(known)
    counted = [event for event in ordered if event.from_minutes is not None or event.to_minutes is not None]
    first = counted[0].from_minutes if counted else None
    last = counted[-1].to_minutes if counted else None
    problems = [
        *(["Bij een wijziging ontbreekt de dag. Die telt niet mee."] if len(ordered) < len(known) else []),
        *(problem for event in ordered for problem in _contradictions(event)),
        *(problem for one, other in pairwise(counted) for problem in _breaks(one, other)),
    ]
    return ScaleEffect(first, last, _told(first, last), tuple(problems))


def rung_words(rung: int | None, day: date) -> str:
    """Return a rung in Dutch: "2 Vast"; "niet bekend" without one, and the bare number for one that has no words."""
    if rung is None:
        return "niet bekend"
    found = rule_on(all_rungs(), str(rung), day)
    return f"{rung} {found.title}" if found else str(rung)


@cache
def all_rungs() -> tuple[Rung, ...]:
    """Return the ladder in the app's data, of all times."""
    return load_rules("intensity.toml", "rung", Rung)


def _dated(events: Iterable[ScaleFacts]) -> list[ScaleFacts]:
    return sorted((event for event in events if event.day is not None), key=_day)


def _day(event: ScaleFacts) -> date:
    return event.day or date.min


def _told(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return "Wat het verschil in minuten is, is niet bekend. Vul de minuten voor en na de wijziging in."
    span = f"van {duration(first)} naar {duration(last)} per week"
    if last == first:
        return f"Evenveel zorg als eerst: {duration(last)} per week."
    word = "meer" if last > first else "minder"
    return f"{duration(abs(last - first))} {word} per week: {span}."


def _contradictions(event: ScaleFacts) -> Iterable[str]:
    """Tell of an event that says "up" while it goes down, or the other way round."""
    up = event.direction == ScaleDirection.UP
    if not up and event.direction != ScaleDirection.DOWN:
        return
    for before, after, what in (
        (event.from_minutes, event.to_minutes, "de minuten gaan"),
        (event.from_rung, event.to_rung, "de trede gaat"),
    ):
        if before is not None and after is not None and (after < before if up else after > before):
            wanted, found = ("opschalen", "omlaag") if up else ("afschalen", "omhoog")
            yield f"Op {dutch_date(_day(event))} staat {wanted}, maar {what} {found}. Kijk wat klopt."


def _breaks(one: ScaleFacts, other: ScaleFacts) -> Iterable[str]:
    """Tell where an event does not start at what the one before it led to."""
    if one.to_minutes is None or other.from_minutes is None or one.to_minutes == other.from_minutes:
        return
    yield (
        f"Op {dutch_date(_day(one))} werd het {duration(one.to_minutes)} per week, maar op {dutch_date(_day(other))} begint "
        f"het bij {duration(other.from_minutes)}. Daartussen ontbreekt iets."
    )
