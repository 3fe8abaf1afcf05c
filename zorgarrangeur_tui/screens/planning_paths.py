"""Going round on the planning board: to another school, day or visit, and to what clashes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command, CommandClass, tell
from zorgarrangeur_tui.desk.overview import busy_schools
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.record_rows import SCHOOL_COLUMNS, school_source
from zorgarrangeur_tui.screens.empty_texts import NO_SCHOOLS
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.plan_view_opening import AtHand, choose_view, show_plan_view
from zorgarrangeur_tui.screens.planning_blocks import clashing_visits

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen

NOT_TODAY = "Dit bezoek staat vandaag niet op het bord: het is nog niet begonnen, of voorbij."
"""Of a visit that the board of the fixed plan does not show."""


class AtRest(Command):
    """An act that would be in the way while a visit is on the move."""

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only while no visit is held."""
        return not actor.moving

    @classmethod
    def refusal(cls, actor: PlanningScreen) -> str:
        """Say first what is in the way of every act on the board."""
        if actor.moving:
            return "U verplaatst een bezoek. Zet het neer met Enter, of laat het los met Esc."
        if getattr(actor, "school_id", "") == "":
            return "Er staat nog geen school op het bord. Kies er een met {PickSchool}."
        return super().refusal(actor)


class PickSchool(AtRest):
    """Kies een andere school om te plannen."""

    key = "s"
    label = "School"
    footer = True

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask which one."""
        empty = with_act_keys(NO_SCHOOLS, actor.app)
        source = school_source(actor.store)
        picked = await actor.app.push_screen_wait(PickScreen("Welke school?", SCHOOL_COLUMNS, source, empty_text=empty))
        if picked is not None:
            actor.show_school(picked)


def _step(name: str, by: int, key: str, label: str, explanation: str) -> CommandClass:
    """Return the act that shows the next or previous school that the user works with."""

    async def run(_: CommandClass, actor: PlanningScreen) -> None:
        ids = [school.id for school in busy_schools(actor.store)]
        if not ids:
            tell(actor.app, "Er is nog geen school met een casus, een vaste zorgaanbieder of een bezoek.")
            return
        here = ids.index(actor.school_id) if actor.school_id in ids else -1 if by > 0 else 0
        actor.show_school(ids[(here + by) % len(ids)])

    members = {
        "__doc__": explanation,
        "__module__": __name__,
        "key": key,
        "label": label,
        "run": classmethod(run),
    }
    return type(name, (AtRest,), members)


PreviousSchool = _step(
    "PreviousSchool", -1, "left_square_bracket", "Vorige school", "Ga naar de vorige school waar u mee werkt."
)
NextSchool = _step(
    "NextSchool", 1, "right_square_bracket", "Volgende school", "Ga naar de volgende school waar u mee werkt."
)


def _walk(name: str, action: str, key: str, label: str, explanation: str) -> CommandClass:
    """Return an act of the grid as one of the screen, so that help and palette name it and it works from the panel."""

    async def run(_: CommandClass, actor: PlanningScreen) -> None:
        await actor.grid.run_action(action)

    members = {
        "__doc__": explanation,
        "__module__": __name__,
        "key": key,
        "label": label,
        "run": classmethod(run),
    }
    return type(name, (Command,), members)


NextDay = _walk("NextDay", "move_days(1)", "L,ctrl+right", "Dag later", "Ga een dag later, bij dezelfde persoon.")
PreviousDay = _walk("PreviousDay", "move_days(-1)", "H,ctrl+left", "Dag eerder", "Ga een dag eerder.")
NextVisit = _walk("NextVisit", "next_block", "w", "Volgend bezoek", "Ga naar het volgende bezoek.")
PreviousVisit = _walk("PreviousVisit", "previous_block", "b", "Vorig bezoek", "Ga naar het vorige bezoek.")


class ShowView(AtRest):
    """Bekijk de planning per professional, per zorgaanbieder, per leerling of per dag. De app vraagt welke."""

    key = "a"
    label = "Weergave"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask which, about whom the cursor is on, and open it."""
        board, person, visit = actor.board, actor.professional, actor.visit
        children = {need.id: need.pupil_id for need in board.needs} if board else {}
        at_hand = AtHand(
            professional_id=person.id if person else "",
            provider_id=person.provider_id if person else "",
            pupil_id=next(filter(None, (children.get(key) for key in visit.serves)), "") if visit else "",
            school_id=board.school.id if board else "",
            day=(actor.week or monday_of(actor.user.today)) + timedelta(days=actor.grid.cursor_position.day),
            week=actor.week,
        )
        ask = await choose_view(actor.app, actor.store, at_hand)
        if ask is not None:
            await show_plan_view(actor.app, ask)


class NextClash(AtRest):
    """Ga naar het volgende bezoek met een botsing."""

    key = "c"
    label = "Botsing"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Move the cursor there; after the last comes the first."""
        visits = clashing_visits(actor.board) if actor.board else []
        if not visits:
            tell(actor.app, "Op dit bord botst niets.")
            return
        ids = [visit.id for visit in visits]
        here = actor.visit.id if actor.visit else ""
        actor.select(visits[(ids.index(here) + 1) % len(ids) if here in ids else 0])


class ListClashes(AtRest):
    """Toon alle botsingen en gaten van deze school of de hele regio, en ga van daar naar de plek op het bord."""

    key = "C"
    label = "Alle botsingen"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Open the list."""
        from zorgarrangeur_tui.screens.clashes import ClashesScreen  # noqa: PLC0415 - opened now and then

        await actor.app.push_screen(ClashesScreen(actor.school_id, actor.go_to, actor.week))


class TogglePanel(Command):
    """Toon of verberg wat naast of onder het rooster staat."""

    key = "p"
    label = "Paneel"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Show it or hide it."""
        actor.toggle_panel()
