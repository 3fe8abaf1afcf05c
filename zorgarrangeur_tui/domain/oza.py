"""The experiment with education and care arrangements: deviations inside its window, with evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on, rule_on

_WINDOW = "experiment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(DatedRule):
    """First and last day of the experiment."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation(DatedRule):
    """One thing in which an arrangement may deviate; `evidence` says what to write down for it."""

    evidence: str


@dataclass(frozen=True, slots=True)
class MonitorRow:
    """One deviation as the monitor counts it: no child, no words that somebody typed.

    Attributes:
        kind: a `DeviationKind` value.
        starts_on, ends_on: its days, as recorded.
        has_evidence: whether any was written down.
        inside_window: whether all of it lies within the experiment.
        days_in_window: how many of its days do; an open end runs to the end of the experiment.
    """

    kind: str
    starts_on: date | None
    ends_on: date | None
    has_evidence: bool
    inside_window: bool
    days_in_window: int


def problems(
    kind: str,
    starts_on: date | None,
    ends_on: date | None,
    evidence: str,
    day: date,
    windows: Iterable[Window] | None = None,
) -> tuple[str, ...]:
    """Return in Dutch what is missing or not right in a deviation, by the rules of a day."""
    window = window_on(day, windows)
    deviation = rule_on(all_deviations(), kind, day)
    if deviation is None:
        return ("Deze afwijking kent deze versie van de app niet. Er is niets gewijzigd. Kijk of er een nieuwere is.",)
    found = []
    if starts_on is None:
        found.append("De eerste dag van de afwijking ontbreekt. Vul die in.")
    elif not window.starts_on <= starts_on <= window.ends_on:
        found.append(window.told(f"De afwijking begint op {dutch_date(starts_on)}. {_outside(window)}"))
    if ends_on is None:
        last = dutch_date(window.ends_on)
        found.append(
            window.told(f"De laatste dag ontbreekt. Het experiment stopt op {last}: vul uiterlijk die dag in.")
        )
    elif not window.starts_on <= ends_on <= window.ends_on:
        found.append(window.told(f"De afwijking duurt tot en met {dutch_date(ends_on)}. {_outside(window)}"))
    elif ends_on < day:
        found.append(f"De afwijking liep tot en met {dutch_date(ends_on)}. Loopt zij nog, pas dan de laatste dag aan.")
    if not evidence.strip():
        found.append(f"Er staat geen bewijs voor de monitor. {deviation.evidence}")
    return tuple(found)


def monitor_row(kind: str, starts_on: date | None, ends_on: date | None, evidence: str, day: date) -> MonitorRow:
    """Return what the monitor gets of a deviation, by the rules of a day."""
    window = window_on(day)
    inside = (
        starts_on is not None and ends_on is not None and window.starts_on <= starts_on <= ends_on <= window.ends_on
    )
    days = 0
    if starts_on is not None:
        first, last = max(starts_on, window.starts_on), min(ends_on or window.ends_on, window.ends_on)
        days = max(0, (last - first).days + 1)
    return MonitorRow(kind, starts_on, ends_on, bool(evidence.strip()), inside, days)


def window_on(day: date, windows: Iterable[Window] | None = None) -> Window:
    """Return the window of the experiment as it reads on a day."""
    return needed_rule_on(all_windows() if windows is None else windows, _WINDOW, day)


@cache
def all_windows() -> tuple[Window, ...]:
    """Return the window in the app's data, of all times."""
    return load_rules("oza.toml", "window", Window)


@cache
def all_deviations() -> tuple[Deviation, ...]:
    """Return the kinds of deviation in the app's data, of all times."""
    return load_rules("oza.toml", "deviation", Deviation)


def _outside(window: Window) -> str:
    return f"Afwijken mag van {dutch_date(window.starts_on)} tot en met {dutch_date(window.ends_on)}. Pas de dag aan."
