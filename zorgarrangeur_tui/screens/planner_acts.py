"""What a user does with the planner: ask, stop, choose lines, compare, take over."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command, CommandClass, Instant, tell
from zorgarrangeur_tui.desk.planner import accept
from zorgarrangeur_tui.screens.planner_lines import period_words
from zorgarrangeur_tui.screens.planning_paths import AtRest

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planner import PlannerScreen
    from zorgarrangeur_tui.screens.planning import PlanningScreen


class OpenPlanner(AtRest):
    """Laat de planner een voorstel maken: wie er wanneer komt, met weinig en bekende gezichten. Er verandert niets voor u het overneemt."""

    key = "R"
    label = "Voorstel"

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a school on the board."""
        return super().available(actor) and actor.board is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask what it must do, and begin."""
        from zorgarrangeur_tui.screens.planner import PlannerScreen  # noqa: PLC0415 - opened now and then
        from zorgarrangeur_tui.screens.planner_ask import (  # noqa: PLC0415 - opened now and then
            PlanPlace,
            ask_planner,
        )

        place = PlanPlace((actor.school_id,), actor.board.school.name if actor.board is not None else "")
        asked = await ask_planner(actor, place, None)
        if asked is not None:
            await actor.app.push_screen(PlannerScreen(place, asked))


class _AtRestWithProposal(Command):
    """An act on a proposal while nothing is searched."""

    @classmethod
    def available(cls, actor: PlannerScreen) -> bool:
        """Only with lines to act on."""
        return actor.proposal is not None and bool(actor.proposal.changes) and not actor.searching


class ToggleLine(_AtRestWithProposal, Instant):
    """Neem deze regel mee of niet. Enter doet hetzelfde."""

    key = "space"
    label = "Wel/niet"
    footer = True

    @classmethod
    def now(cls, actor: PlannerScreen) -> None:
        """Turn it."""
        number = actor.line
        if number is not None:
            actor.chosen ^= {number}
            actor.show_lines()


class ToggleAll(_AtRestWithProposal, Instant):
    """Neem alle regels mee, of als ze dat al zijn: geen."""

    key = "a"
    label = "Alle/geen"

    @classmethod
    def now(cls, actor: PlannerScreen) -> None:
        """Turn them."""
        proposal = actor.proposal
        if proposal is not None:
            every = set(range(len(proposal.changes)))
            actor.chosen = set() if actor.chosen == every else every
            actor.show_lines()


class TakeOver(_AtRestWithProposal):
    """Neem de gekozen regels over op het bord, vanaf de dag van het voorstel. Met u (ongedaan) draait u alles terug."""

    key = "t"
    label = "Overnemen"
    footer = True

    @classmethod
    async def run(cls, actor: PlannerScreen) -> None:
        """Take them over as one act, and go back to the board."""
        proposal = actor.proposal
        if proposal is None:
            return
        lines = [proposal.changes[number] for number in sorted(actor.chosen)]
        count = await asyncio.to_thread(accept, actor.store, proposal, lines)
        actor.app.pop_screen()
        lines_words = "1 regel" if count == 1 else f"{count} regels"
        told = f"{lines_words} overgenomen {period_words(proposal.ask)}. Op het bord ziet u dat met }} in die week. Met u (ongedaan) draait u het terug."
        tell(actor.app, told, seconds=12)


class SearchAgain(Command):
    """Laat de planner nog een voorstel maken, met andere wensen. Wat er al is, blijft ernaast staan."""

    key = "n"
    label = "Nieuw"

    @classmethod
    def available(cls, actor: PlannerScreen) -> bool:
        """Only while nothing is searched."""
        return not actor.searching

    @classmethod
    async def run(cls, actor: PlannerScreen) -> None:
        """Ask anew, and begin."""
        from zorgarrangeur_tui.screens.planner_ask import ask_planner  # noqa: PLC0415 - opened now and then

        asked = await ask_planner(actor, actor.place, actor.ask)
        if asked is not None:
            actor.search(asked)


class _Several(Instant):
    """An act on more than one proposal."""

    @classmethod
    def available(cls, actor: PlannerScreen) -> bool:
        """Only with more than one."""
        return len(actor.proposals) > 1 and not actor.searching


class NextProposal(_Several):
    """Toon het volgende voorstel."""

    key = "right_square_bracket"
    label = "Volgende"

    @classmethod
    def now(cls, actor: PlannerScreen) -> None:
        """Show it."""
        actor.show_proposal((actor.at + 1) % len(actor.proposals))


class PreviousProposal(_Several):
    """Toon het vorige voorstel."""

    key = "left_square_bracket"
    label = "Vorige"

    @classmethod
    def now(cls, actor: PlannerScreen) -> None:
        """Show it."""
        actor.show_proposal((actor.at - 1) % len(actor.proposals))


class CompareProposals(_Several):
    """Zet de maten van alle voorstellen naast elkaar, of weer alleen die van dit voorstel."""

    key = "v"
    label = "Vergelijken"

    @classmethod
    def now(cls, actor: PlannerScreen) -> None:
        """Turn it."""
        actor.comparing = not actor.comparing
        actor.show_panel()


class ExplainProfessional(_AtRestWithProposal):
    """Kies een andere zorgprofessional, en lees waarom de planner bij deze regel niet die koos en wat het verschil zou zijn."""

    key = "d"
    label = "Waarom"
    footer = True

    @classmethod
    async def run(cls, actor: PlannerScreen) -> None:
        """Ask who else, and tell."""
        from zorgarrangeur_tui.screens.planner_why import explain_professional  # noqa: PLC0415 - loads the solver

        proposal, number = actor.proposal, actor.line
        if proposal is not None and number is not None:
            await explain_professional(actor, proposal, proposal.changes[number])


class ExplainNeed(Command):
    """Kies zorg die niet gepland is, en lees waarom niet en wat zou helpen."""

    key = "w"
    label = "Open zorg"
    footer = True

    @classmethod
    def available(cls, actor: PlannerScreen) -> bool:
        """Only with a proposal, while nothing is searched."""
        return actor.proposal is not None and not actor.searching

    @classmethod
    async def run(cls, actor: PlannerScreen) -> None:
        """Ask which, and tell."""
        from zorgarrangeur_tui.screens.planner_why import explain_open_need  # noqa: PLC0415 - loads the solver

        if actor.proposal is not None:
            await explain_open_need(actor, actor.proposal)


class LeavePlanner(Command):
    """Stop met zoeken; het beste tot dan toe wordt het voorstel. Zoekt de planner niet, dan gaat u terug en is het voorstel weg."""

    key = "escape"
    label = "Stop/terug"
    footer = True

    @classmethod
    async def run(cls, actor: PlannerScreen) -> None:
        """Stop, or close."""
        if actor.searching:
            actor.stop()
        else:
            actor.app.pop_screen()


PLANNER_ACTS: tuple[CommandClass, ...] = (
    TakeOver,
    ToggleLine,
    ToggleAll,
    ExplainProfessional,
    ExplainNeed,
    SearchAgain,
    NextProposal,
    PreviousProposal,
    CompareProposals,
    LeavePlanner,
)
