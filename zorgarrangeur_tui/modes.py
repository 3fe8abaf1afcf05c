"""The seven modes of the app, on the keys 1 to 7, each with what makes its first screen.

A mode's module is imported when the mode is first opened, so that the app starts with what it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Mode:
    """One mode: its id, its name for the user, and its first screen."""

    id: str
    word: str
    first_screen: Callable[[], Screen[Any]]


def _today() -> Screen[Any]:
    from zorgarrangeur_tui.screens.today import TodayScreen  # noqa: PLC0415 - see the module's docstring

    return TodayScreen()


def _cases() -> Screen[Any]:
    from zorgarrangeur_tui.screens.cases import CasesScreen  # noqa: PLC0415

    return CasesScreen()


def _schools() -> Screen[Any]:
    from zorgarrangeur_tui.screens.schools import SchoolsScreen  # noqa: PLC0415

    return SchoolsScreen()


def _providers() -> Screen[Any]:
    from zorgarrangeur_tui.screens.providers import ProvidersScreen  # noqa: PLC0415

    return ProvidersScreen()


def _planning() -> Screen[Any]:
    from zorgarrangeur_tui.screens.planning import PlanningScreen  # noqa: PLC0415

    return PlanningScreen()


def _insight() -> Screen[Any]:
    from zorgarrangeur_tui.screens.insight import InsightScreen  # noqa: PLC0415

    return InsightScreen()


def _exchange() -> Screen[Any]:
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen  # noqa: PLC0415

    return ExchangeScreen()


MODES = (
    Mode("today", "Vandaag", _today),
    Mode("cases", "Casussen", _cases),
    Mode("schools", "Scholen", _schools),
    Mode("providers", "Aanbieders", _providers),
    Mode("planning", "Planning", _planning),
    Mode("insight", "Inzicht", _insight),
    Mode("exchange", "Uitwisseling", _exchange),
)
