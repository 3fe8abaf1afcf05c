"""What a user does with the planner: ask, stop, choose lines, compare, take over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from widgets.dialogs import ConfirmDialog
from zorgarrangeur_tui.commands import Command, CommandClass, Instant, tell
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.planning_paths import AtRest
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planner import PlannerScreen
    from zorgarrangeur_tui.screens.planning import PlanningScreen

_WHERE_TO_SEE = "Op het bord ziet u dat met {screens.planning_week_acts.NextWeek} in die week. Met {Undo} (ongedaan) draait u het terug."


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

    needs = (
        "Er is nog geen voorstel met regels. Wacht tot de planner klaar is, stop hem met {LeavePlanner}, of "
        "vraag een ander voorstel met {SearchAgain}."
    )

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
    """Neem de gekozen regels over op het bord, vanaf de dag van het voorstel. Met {Undo} (ongedaan) draait u alles terug."""

    key = "t"
    label = "Overnemen"
    footer = True

    @classmethod
    async def run(cls, actor: PlannerScreen) -> None:
        """Take them over as one act, and go back to the board."""
        from zorgarrangeur_tui.desk.planner import accept  # noqa: PLC0415 - the planner is loaded when it is used
        from zorgarrangeur_tui.screens.planner_lines import period_words  # noqa: PLC0415

        proposal = actor.proposal
        if proposal is None:
            return
        lines = [proposal.changes[number] for number in sorted(actor.chosen)]
        count = await work_on(actor.app, "voorstel overnemen", partial(accept, actor.store, proposal, lines))
        actor.app.pop_screen()
        lines_words = "1 regel" if count == 1 else f"{count} regels"
        told = f"{lines_words} overgenomen {period_words(proposal.ask)}."
        tell(actor.app, ActText(told, _WHERE_TO_SEE), seconds=12)


class SearchAgain(Command):
    """Laat de planner nog een voorstel maken, met andere wensen. Wat er al is, blijft ernaast staan."""

    key = "n"
    label = "Nieuw"
    needs = "De planner zoekt nog. {LeavePlanner} stopt hem; het beste tot dan toe wordt het voorstel."

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

    needs = "Er is nog maar één voorstel. Vraag met {SearchAgain} een tweede, als de planner klaar is."

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
    """Kies een andere zorgprofessional. U leest waarom de planner bij deze regel niet die koos, en wat het verschil is."""

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
    needs = "Er is nog geen voorstel. Wacht tot de planner klaar is, of stop hem met {LeavePlanner}."

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
    """Stop met zoeken; het beste tot dan toe wordt het voorstel. Zoekt de planner niet, dan gaat u terug; een voorstel is dan weg."""

    key = "escape"
    label = "Stop/terug"
    footer = True

    @classmethod
    async def run(cls, actor: PlannerScreen) -> None:
        """Stop, or close; a proposal is not thrown away unasked."""
        if actor.searching:
            actor.stop()
            return
        found = sum(bool(proposal.changes) for proposal in actor.proposals)
        if found:
            what = "Het voorstel is" if found == 1 else "De voorstellen zijn"
            lines = [f"{what} niet overgenomen. Opnieuw zoeken duurt even lang."]
            dialog = ConfirmDialog("Toch terug?", lines, confirm_label="Terug", cancel_label="Blijven")
            if not await actor.app.push_screen_wait(dialog):
                return
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
