"""What a user does with a comparison of individual and collective care: change, keep, open and lay side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.dialogs import MessageDialog, TextDialog
from widgets.field_spec import FieldSpec
from widgets.record_source import ListSource, Row
from widgets.record_table import Column
from zorgarrangeur_tui.commands import Command, Leave, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.scenarios import MOST_BESIDE, read_scenario, save_scenario, scenarios
from zorgarrangeur_tui.insight.collective_words import scenario_lines
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.table_files import SaveTable

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.collective import CollectiveScreen

_SCENARIO_COLUMNS = (Column("Scenario", 24, weight=1), Column("Eigen aannames", 24, weight=1))


class ChangeAssumption(Command):
    """Vul een eigen getal in voor de aanname onder de cursor. De uitkomst rekent meteen mee."""

    key = "e"
    label = "Wijzigen"
    footer = True
    needs = "Zet de cursor eerst op een aanname."

    @classmethod
    def available(cls, actor: CollectiveScreen) -> bool:
        """Only with an assumption under the cursor."""
        return actor.rule is not None

    @classmethod
    async def run(cls, actor: CollectiveScreen) -> None:
        """Ask the number."""
        rule = actor.rule
        if rule is None or actor.assumed is None:
            return
        assumed = actor.assumed

        def check(text: str) -> str:
            value = _number(text)
            return "Vul een heel getal in." if value is None else assumed.refusal(rule.id, value)

        typed = await actor.app.push_screen_wait(
            TextDialog(
                rule.title, "Getal", value=str(assumed[rule.id]), help=f"{rule.sentence} {rule.source}", check=check
            )
        )
        value = None if typed is None else _number(typed)
        if value is not None:
            actor.assume(assumed.changed(**{rule.id: value}))


class ProposeAgain(Command):
    """Zet alle aannames terug op het voorstel van de app."""

    key = "r"
    label = "Voorstel"
    footer = True

    @classmethod
    async def run(cls, actor: CollectiveScreen) -> None:
        """Forget the own numbers."""
        if actor.place is not None:
            actor.assume(actor.place.proposed)
            tell(actor.app, "Alle aannames staan weer op het voorstel van de app.")


class SaveScenario(Command):
    """Bewaar uw aannames als scenario, om later terug te vinden of naast een ander te zetten."""

    key = "s"
    label = "Bewaren"
    footer = True

    @classmethod
    async def run(cls, actor: CollectiveScreen) -> None:
        """Ask a name and keep them."""
        if actor.place is None or actor.assumed is None:
            return
        help_text = "Bestaat de naam al, dan verandert dat scenario."
        field = FieldSpec("name", "Naam", "text", actor.scenario_name, help_text, required=True)
        title, about = "Scenario bewaren", (actor.place.id,)
        given = await fill_in(actor, DraftForm.SCENARIO, title, [field], about=about, submit_label="Bewaren")
        if given is not None:
            made = save_scenario(actor.store, actor.place.id, str(given["name"]), actor.assumed)
            actor.scenario_name = made.name
            tell(actor.app, ActText(f"Scenario {made.name} is bewaard.", "U draait het terug met {Undo}."))


class OpenScenario(Command):
    """Open een bewaard scenario van deze school."""

    key = "o"
    label = "Scenario openen"

    @classmethod
    async def run(cls, actor: CollectiveScreen) -> None:
        """Ask which, and compare under it."""
        if actor.place is None:
            return
        known = {one.id: one for one in scenarios(actor.store, actor.place.id)}
        rows = [Row(one.id, (one.name, ", ".join(one.assumptions))) for one in known.values()]
        empty = actor.words("Nog geen scenario. {SaveScenario} bewaart uw aannames.")
        screen = PickScreen("Welk scenario?", _SCENARIO_COLUMNS, ListSource(rows), empty_text=empty)
        picked = await actor.app.push_screen_wait(screen)
        if picked is not None:
            read = read_scenario(known[picked], actor.place.proposed)
            actor.scenario_name = known[picked].name
            actor.assume(read.assumed)
            if read.not_used:
                tell(actor.app, f"Niet gebruikt, deze versie kent het niet: {', '.join(read.not_used)}.")


class ScenariosBeside(Command):
    """Zet het voorstel van de app, wat u nu ziet en de bewaarde scenario's naast elkaar."""

    key = "equals_sign"
    label = "Naast elkaar"
    footer = True

    @classmethod
    async def run(cls, actor: CollectiveScreen) -> None:
        """Show them."""
        place, assumed = actor.place, actor.assumed
        if place is None or assumed is None:
            return
        saved = scenarios(actor.store, place.id)[:MOST_BESIDE]
        columns = [("Voorstel", place.proposed), ("Wat u ziet", assumed)]
        columns += [(one.name, read_scenario(one, place.proposed).assumed) for one in saved]
        lines = scenario_lines([(name, place.compared(one), one) for name, one in columns])
        await actor.app.push_screen_wait(MessageDialog(f"Scenario's van {place.name or 'deze plek'}", lines))


class LeaveComparison(Leave):
    """Ga terug."""


def _number(text: str) -> int | None:
    bare = text.strip().replace(".", "")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 9 else None


COLLECTIVE_ACTS = (
    ChangeAssumption,
    ProposeAgain,
    SaveScenario,
    ScenariosBeside,
    OpenScenario,
    SaveTable,
    LeaveComparison,
)
