"""What a user does while ticking off a week."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from widgets.dialogs import MessageDialog
from zorgarrangeur_tui.commands import Command, CommandClass, Leave, tell
from zorgarrangeur_tui.desk import tick_acts
from zorgarrangeur_tui.desk.standing_costs import CostPage, cost_page
from zorgarrangeur_tui.domain.ticking import TickState
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.planning_paths import NextSchool, PickSchool, PreviousSchool, TogglePanel
from zorgarrangeur_tui.screens.tick_week_dialogs import ask_absent, ask_cause, ask_declared, ask_given
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.tick_week import TickWeekScreen

_TICKABLE = frozenset({TickState.OPEN, TickState.TICKED, TickState.CANCELLED})


class _OnLine(Command):
    """An act on a visit that can be ticked off."""

    needs = (
        "Er staat geen bezoek onder de cursor dat u kunt aftekenen. Een andere week toont u met "
        "{TickWeekBefore} en {TickWeekAfter}."
    )

    @classmethod
    def available(cls, actor: TickWeekScreen) -> bool:
        """Only with such a visit under the cursor."""
        return actor.line is not None and actor.line.state in _TICKABLE


class _OnKnownLine(Command):
    """An act on a visit of which it is known what was given."""

    needs = "Teken dit bezoek eerst af, met {TickAsPlanned} of {TickGiven}."

    @classmethod
    def available(cls, actor: TickWeekScreen) -> bool:
        """Only with such a visit under the cursor."""
        return actor.line is not None and actor.line.is_known


class TickAsPlanned(_OnLine):
    """Het bezoek is gegeven zoals gepland. Enter doet hetzelfde. De cursor gaat naar het volgende bezoek."""

    key = "space"
    label = "Als gepland"
    footer = True

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Write it, unless it stands there just so."""
        line = actor.line
        if line is None:
            return
        if line.state is not TickState.TICKED or line.given != line.planned:
            tick_acts.tick_as_planned(actor.store, [line])
        actor.table.cursor_row += 1


class TickGiven(_OnLine):
    """Vul in hoeveel minuten er gegeven zijn; is dat minder dan gepland, dan vraagt de app waarom."""

    key = "m"
    label = "Gegeven"
    footer = True

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Ask."""
        if actor.line is not None and actor.page is not None:
            await ask_given(actor, actor.line, actor.page)


class MissVisit(_OnLine):
    """Er is niets gegeven. Kies waarom; het bezoek krijgt 0 minuten."""

    key = "c"
    label = "Uitval"
    footer = True

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Ask why."""
        line = actor.line
        cause = await ask_cause(actor, line) if line is not None else None
        if line is not None and cause is not None:
            tick_acts.tick_given(actor.store, line, 0, cause)


class TickAll(Command):
    """Alle bezoeken die nog open zijn, zijn gegeven zoals gepland. Met {Undo} (ongedaan) zijn ze weer open."""

    key = "a"
    label = "Alles als gepland"
    footer = True
    needs = "In deze week is alles al afgetekend. Een andere week toont u met {TickWeekBefore} en {TickWeekAfter}."

    @classmethod
    def available(cls, actor: TickWeekScreen) -> bool:
        """Only while something is open."""
        return actor.page is not None and bool(actor.page.open_lines)

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Write them as one act."""
        if actor.page is not None:
            count = await work_on(
                actor.app, "week aftekenen", partial(tick_acts.tick_as_planned, actor.store, actor.page.open_lines)
            )
            what = "1 bezoek" if count == 1 else f"{count} bezoeken"
            tell(actor.app, ActText(f"{what} afgetekend als gepland.", "Met {Undo} (ongedaan) zijn ze weer open."))


class TickDeclared(_OnKnownLine):
    """Vul in hoeveel minuten de zorgaanbieder van dit bezoek heeft gedeclareerd."""

    key = "d"
    label = "Gedeclareerd"

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Ask."""
        if actor.line is not None:
            await ask_declared(actor, actor.line)


class DeclareAsGiven(Command):
    """Van alle bezoeken van deze week is gedeclareerd wat er gegeven is, voor zover dat nog niet was ingevuld."""

    key = "D"
    label = "Gedeclareerd als gegeven"
    needs = "Van alle bezoeken is al bekend wat er gedeclareerd is. Aftekenen doet u met {TickAsPlanned}."

    @classmethod
    def available(cls, actor: TickWeekScreen) -> bool:
        """Only while something is not known."""
        return actor.page is not None and actor.page.visits.all.undeclared > 0

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Write them as one act."""
        if actor.page is not None:
            count = await work_on(
                actor.app, "week aftekenen", partial(tick_acts.declare_as_given, actor.store, actor.page.lines)
            )
            what = "1 bezoek" if count == 1 else f"{count} bezoeken"
            told = f"Bij {what} ingevuld: gedeclareerd zoals gegeven."
            tell(actor.app, ActText(told, "Met {Undo} maakt u dit ongedaan."))


class TickAbsent(_OnKnownLine):
    """Vul in welke leerlingen er niet waren, bij een bezoek voor meer leerlingen."""

    key = "w"
    label = "Wie was er niet"
    needs = "Zet de cursor eerst op een afgetekend bezoek voor meer leerlingen."

    @classmethod
    def available(cls, actor: TickWeekScreen) -> bool:
        """Only on a visit that serves somebody."""
        return super().available(actor) and actor.line is not None and bool(actor.line.serves)

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Ask."""
        if actor.line is not None and actor.page is not None:
            await ask_absent(actor, actor.line, actor.page)


class TakeBackTick(Command):
    """Neem het aftekenen van dit bezoek terug: het is dan weer open."""

    key = "x,delete"
    label = "Terugnemen"
    needs = "Dit bezoek is nog niet afgetekend, dus er is niets terug te nemen. Aftekenen doet u met {TickAsPlanned}."

    @classmethod
    def available(cls, actor: TickWeekScreen) -> bool:
        """Only with something to take back."""
        return actor.line is not None and actor.line.state is TickState.TICKED

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Take it back; undo writes it again."""
        if actor.line is not None:
            tick_acts.take_back(actor.store, actor.line)


class OnlyOpen(Command):
    """Toon alleen wat nog niet is afgetekend, of weer alles."""

    key = "o"
    label = "Alleen open"

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Show the other."""
        actor.show_only_open(only_open=not actor.only_open)


class OtherSchool(PickSchool):
    """Kies een andere school om af te tekenen."""

    footer = False


class ShowStandingCosts(Command):
    """Toon de doorlopende kosten (Wlz) van dit schooljaar: afgesproken tijd die niet gedeclareerd is, omdat een leerling er niet was."""

    key = "W"
    label = "Doorlopende kosten"
    needs = "Het schooljaar wordt nog gelezen. Wacht even en probeer het weer."

    @classmethod
    def available(cls, actor: TickWeekScreen) -> bool:
        """Only once the school year is read."""
        return actor.whole is not None

    @classmethod
    async def run(cls, actor: TickWeekScreen) -> None:
        """Reckon them in a thread, and show them."""
        whole = actor.whole
        if whole is not None:
            costs = await asyncio.to_thread(cost_page, actor.store, whole)
            title = f"Doorlopende kosten Wlz, {whole.school.name}, t/m week {whole.week_number}"
            await actor.app.push_screen_wait(MessageDialog(title, cost_lines(costs)))


class LeaveTicking(Leave):
    """Ga terug."""


def _week_act(name: str, by: int, key: str, label: str, explanation: str) -> CommandClass:
    """Return the act that shows the week before or after."""

    async def run(_: CommandClass, actor: TickWeekScreen) -> None:
        if actor.monday is not None:
            actor.show_week(actor.monday + timedelta(weeks=by))

    members = {
        "__doc__": explanation,
        "__module__": __name__,
        "key": key,
        "label": label,
        "run": classmethod(run),
    }
    return type(name, (Command,), members)


def cost_lines(costs: CostPage) -> list[str]:
    """Return the costs that went on, with the scheme behind them."""
    found = [f"{costs.title_words(cost)}: {costs.amount_words(cost)}." for cost in costs.costs]
    nothing = ["Geen enkele week met een afwezige leerling onder een Wlz-indicatie, voor zover er is afgetekend."]
    return [*(found or nothing), "", *costs.rule_words]


TICK_ACTS: tuple[CommandClass, ...] = (
    TickAsPlanned,
    TickGiven,
    MissVisit,
    TickAll,
    LeaveTicking,
    TickDeclared,
    DeclareAsGiven,
    TickAbsent,
    TakeBackTick,
    OnlyOpen,
    _week_act("TickWeekBefore", -1, "left_curly_bracket", "Week eerder", "Toon de week ervoor."),
    _week_act("TickWeekAfter", 1, "right_curly_bracket", "Week later", "Toon de week erna."),
    OtherSchool,
    PreviousSchool,
    NextSchool,
    ShowStandingCosts,
    TogglePanel,
)
