"""Breakdowns of all care in the store, with names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storage.models import CareLocation, Provider, School
from storage.store import Store
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.insight.breakdown import CareFigures, Cut, breakdown
from zorgarrangeur_tui.insight.breakdown_words import part_name
from zorgarrangeur_tui.insight.care_lines import CareLine


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a cut: its code, what it is called, and its figures."""

    code: str
    name: str
    figures: CareFigures


@dataclass(frozen=True, slots=True)
class BreakdownPage:
    """Care along one cut, named: its parts, most minutes needed first, and all of it together."""

    cut: Cut
    parts: tuple[Part, ...]
    total: CareFigures


def part_names(store: Store) -> dict[str, str]:
    """Return the names of places and providers by id."""
    with store.read() as session:
        connection = session.connection()
        return {
            record_id: name
            for model in (School, CareLocation, Provider)
            for record_id, name in living_columns(connection, model, "id", "name")
        }


def breakdown_page(lines: Sequence[CareLine], cut: Cut, names: dict[str, str]) -> BreakdownPage:
    """Return care along a cut, with names (see `part_names`)."""
    found = breakdown(lines, cut)
    parts = tuple(Part(code, part_name(cut, code, names), figures) for code, figures in found.parts)
    return BreakdownPage(cut, parts, found.total)
