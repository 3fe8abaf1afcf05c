"""Figures that stay as they were on a day, and later ones held against them. Pure.

A row is: cut, code of the part, name of the part, measure, figure as text. All of it together has the cut "all" and no code. A
fraction is written as 7/2, so that nothing is lost by freezing; what is not known has no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zorgarrangeur_tui.insight.breakdown import Breakdown, CareFigures

ALL = "all"
"""In the place of a cut, for all care together."""


class Measure(StrEnum):
    """What is frozen of some care; minutes and euro-cents a week, as in `CareFigures`."""

    PUPILS = "pupils"
    NEEDS = "needs"
    GREY = "grey"
    NEEDED = "needed"
    GRANTED = "granted"
    AGREED = "agreed"
    PLANNED = "planned"
    REALISED = "realised"
    DECLARED = "declared"
    UNFUNDED = "unfunded"
    COST_LEAST = "cost_least"
    COST_MOST = "cost_most"
    UNPRICED = "unpriced"
    WAITING_DAYS = "waiting_days"
    WAITING = "waiting"
    PROVIDERS = "providers"
    FACES = "faces"
    ENTRIES = "entries"


Rows = Sequence[Sequence[str]]

Place = tuple[str, str]
"""A cut and the code of a part."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One measure of one part, before and after; None where it was or is not known."""

    cut: str
    code: str
    name: str
    measure: Measure
    before: Fraction | None
    after: Fraction | None


def measures_of(figures: CareFigures) -> dict[Measure, Fraction]:
    """Return what is known of some care, measure by measure."""
    found: dict[Measure, Fraction | int | None] = {
        Measure.PUPILS: figures.pupils,
        Measure.NEEDS: figures.needs,
        Measure.GREY: figures.grey,
        Measure.NEEDED: figures.needed,
        Measure.GRANTED: figures.granted if figures.granted_of else None,
        Measure.AGREED: figures.agreed if figures.agreed_of else None,
        Measure.PLANNED: figures.planned,
        Measure.REALISED: figures.realised if figures.realised_of else None,
        Measure.DECLARED: figures.declared if figures.declared_of else None,
        Measure.UNFUNDED: figures.unfunded,
        Measure.COST_LEAST: figures.cents[0],
        Measure.COST_MOST: figures.cents[1],
        Measure.UNPRICED: figures.unpriced,
        Measure.WAITING_DAYS: figures.waiting_days,
        Measure.WAITING: figures.waiting,
    }
    return {measure: Fraction(value) for measure, value in found.items() if value is not None}


def frozen(
    breakdowns: Iterable[tuple[Breakdown, Mapping[str, str]]], rest: Mapping[Measure, Fraction | int]
) -> list[list[str]]:
    """Return rows to keep.

    Args:
        breakdowns: each with the names of its parts by code; the total is taken from the first.
        rest: providers, faces and entries of all of it together.
    """
    rows: list[list[str]] = []
    for number, (found, names) in enumerate(breakdowns):
        if not number:
            rows += _rows(
                ALL, "", "", {**measures_of(found.total), **{key: Fraction(one) for key, one in rest.items()}}
            )
        for code, figures in found.parts:
            rows += _rows(found.cut, code, names.get(code, ""), measures_of(figures))
    return rows


def thawed(rows: Rows) -> dict[Place, tuple[str, dict[Measure, Fraction]]]:
    """Return frozen rows as figures: by cut and code, the name and the measures. Rows of a newer version are passed over."""
    found: dict[Place, tuple[str, dict[Measure, Fraction]]] = {}
    for row in rows:
        if len(row) != _LENGTH or row[3] not in _MEASURES:
            continue
        cut, code, name, measure, text = row
        try:
            figure = Fraction(text)
        except (ValueError, ZeroDivisionError):
            continue
        found.setdefault((cut, code), (name, {}))[1][Measure(measure)] = figure
    return found


def before_and_after(before: Rows, after: Rows) -> list[Changed]:
    """Return every measure of every part that either side knows, in the order of `after`, then what is no longer there."""
    old, new = thawed(before), thawed(after)
    found = []
    for place in dict.fromkeys((*new, *old)):
        name = (new.get(place) or old[place])[0]
        was, now = (side[place][1] if place in side else {} for side in (old, new))
        found += [
            Changed(*place, name, measure, was.get(measure), now.get(measure))
            for measure in Measure
            if measure in was or measure in now
        ]
    return found


_LENGTH = 5
_MEASURES = frozenset(Measure)


def _rows(cut: str, code: str, name: str, measures: Mapping[Measure, Fraction]) -> list[list[str]]:
    return [[cut, code, name, measure.value, str(figure)] for measure, figure in measures.items()]
