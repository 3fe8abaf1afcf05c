"""What a user does in a view of the plan: another view, another subject, the other week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command, CommandClass, Leave
from zorgarrangeur_tui.desk.plan_view_paths import beside, other_week, week_beside
from zorgarrangeur_tui.domain.plan_view_values import ViewKind
from zorgarrangeur_tui.screens.plan_view_opening import choose_subject, choose_view
from zorgarrangeur_tui.screens.planning_paths import NextDay, NextVisit, PreviousDay, PreviousVisit, TogglePanel

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.plan_view import PlanViewScreen


class OtherView(Command):
    """Kies een andere weergave: per professional, zorgaanbieder, leerling of dag. De app neemt over waar de cursor staat."""

    key = "a"
    label = "Weergave"
    footer = True

    @classmethod
    async def run(cls, actor: PlanViewScreen) -> None:
        """Ask which, and show it here."""
        ask = await choose_view(actor.app, actor.store, actor.at_hand, actor.ask.kind)
        if ask is not None:
            actor.show_view(ask)


class PickSubject(Command):
    """Kies een andere professional, zorgaanbieder of leerling uit de lijst."""

    key = "s"
    label = "Kiezen"
    needs = "Een andere dag kiest u door verder te gaan, met {NextSubject} of {PreviousSubject}."

    @classmethod
    def available(cls, actor: PlanViewScreen) -> bool:
        """A day is found by going on."""
        return actor.ask.kind is not ViewKind.DAY

    @classmethod
    async def run(cls, actor: PlanViewScreen) -> None:
        """Ask which one."""
        picked = await choose_subject(actor.app, actor.store, actor.ask, actor.at_hand)
        if picked is not None:
            actor.show_view(actor.ask.of(picked))


class PreviousSubject(Command):
    """Ga naar de vorige professional, zorgaanbieder, leerling van deze school, of dag."""

    key = "left_square_bracket"
    label = "Vorige"

    @classmethod
    async def run(cls, actor: PlanViewScreen) -> None:
        """Show it."""
        actor.show_view(beside(actor.store, actor.ask, -1))


class NextSubject(Command):
    """Ga naar de volgende professional, zorgaanbieder, leerling van deze school, of dag."""

    key = "right_square_bracket"
    label = "Volgende"
    footer = True

    @classmethod
    async def run(cls, actor: PlanViewScreen) -> None:
        """Show it."""
        actor.show_view(beside(actor.store, actor.ask, 1))


class OtherWeek(Command):
    """Wissel tussen even en oneven weken: beide, alleen deze week, of alleen de andere."""

    key = "o"
    label = "Even/oneven"
    footer = True

    @classmethod
    async def run(cls, actor: PlanViewScreen) -> None:
        """Show it."""
        actor.show_view(other_week(actor.ask, actor.user.today))


class EarlierWeek(Command):
    """Ga een week terug: wat er in die week echt is, met wat vervalt of anders is."""

    key = "left_curly_bracket"
    label = "Week terug"

    @classmethod
    async def run(cls, actor: PlanViewScreen) -> None:
        """Show it."""
        actor.show_view(week_beside(actor.ask, actor.user.today, -1))


class LaterWeek(Command):
    """Ga een week verder: wat er in die week echt is, met wat vervalt of anders is."""

    key = "right_curly_bracket"
    label = "Week verder"

    @classmethod
    async def run(cls, actor: PlanViewScreen) -> None:
        """Show it."""
        actor.show_view(week_beside(actor.ask, actor.user.today, 1))


class LeaveView(Leave):
    """Ga terug."""


PLAN_VIEW_ACTS: tuple[CommandClass, ...] = (
    OtherView,
    PreviousSubject,
    NextSubject,
    OtherWeek,
    LeaveView,
    PickSubject,
    EarlierWeek,
    LaterWeek,
    NextVisit,
    PreviousVisit,
    NextDay,
    PreviousDay,
    TogglePanel,
)
