"""The measures of the board of one school on a screen of their own, each with what it says and what one can do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from storage.errors import RecordMissing
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from zorgarrangeur_tui.commands import Leave, bindings, tell
from zorgarrangeur_tui.desk.board import SchoolBoard, school_board, week_board
from zorgarrangeur_tui.desk.conflicts import CHECKED
from zorgarrangeur_tui.desk.providers import cap_use
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.board_measure_lines import budget_of, measure_section
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.planning_paths import AtRest

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen

_COUNTED = "Alles is per week geteld over een even en een oneven week samen, alsof er geen vakantie is."
_COUNTED_IN_WEEK = "Alles is geteld in deze ene week: alleen de bezoeken die dan echt komen."

_MEANING = Section(
    "Wat het zegt",
    (
        ("Dekking", "Welk deel van de zorg die nodig is, op het bord staat."),
        (
            "Uren",
            ActText(
                "Hoe lang er in de week iemand is, en hoeveel er mag.",
                "Zie {screens.budget_acts.ShowBudgets} (budget).",
            ),
        ),
        ("Gezichten", "Hoeveel verschillende zorgprofessionals een leerling ziet, en de school."),
        (
            "Aanbieders",
            ActText(
                "Hoeveel vaste zorgaanbieders er zijn.",
                "Koppelen of losmaken: {screens.planning_acts.TieProviderFromBoard}.",
            ),
        ),
        ("Binnenkomst", "Hoe vaak er op een dag iemand binnenkomt. Minder is rustiger."),
        ("Reizen", "Reistijd van en naar andere scholen, naar schatting."),
        ("Reserve", "Tijd waarin iemand er is, maar niemand zorg tekortkomt."),
        (
            "Rooster",
            ActText(
                "Wat er anders is dan wat scholen en zorgaanbieders weten.",
                "Publiceren: {screens.publish_acts.OpenPublishing}.",
            ),
        ),
    ),
    (
        ActText(
            "",
            "De toetsen {screens.budget_acts.ShowBudgets}, {screens.planning_acts.TieProviderFromBoard} en "
            "{screens.publish_acts.OpenPublishing} werken op het bord. Met Esc gaat u daarheen.",
        ),
    ),
)


class LeaveMeasures(Leave):
    """Ga terug naar het bord."""


class MeasuresScreen(StoreScreen):
    """All measures of a school, to read on a screen of any size.

    Widgets: `measures-heading`, `measures-detail`.

    Args:
        school_id: the school.
        monday: of the week from which the plan is measured; None for the plan as it is today.
    """

    MODE = "planning"
    SHOWS = CHECKED
    ACTS = (LeaveMeasures,)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    MeasuresScreen {
        & #measures-detail { height: 1fr; }
    }
    """

    def __init__(self, school_id: str, monday: date | None = None) -> None:
        super().__init__()
        self.school_id = school_id
        self.monday = monday

    def body(self) -> ComposeResult:
        """Show the name of the school and the measures."""
        yield HeadingLine(id="measures-heading")
        yield DetailView(id="measures-detail")

    def reload(self) -> None:
        """Ask the store again; leave when the school is gone."""
        try:
            board = self._board()
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        measures = measure_section(board.measures, cap_use(self.store, board.school), budget_of(board))
        counted = _COUNTED if self.monday is None else _COUNTED_IN_WEEK
        meaning = replace(_MEANING, paragraphs=(counted, *_MEANING.paragraphs))
        self.query_one("#measures-heading", Static).update(content(f"{board.school.name} · {self._moment()}"))
        self.query_one("#measures-detail", DetailView).show([measures, meaning])

    def _board(self) -> SchoolBoard:
        """Return the board that was asked for.

        Raises:
            RecordMissing: the school is not there (any more).
        """
        if self.monday is None:
            return school_board(self.store, self.school_id)
        return week_board(self.store, self.school_id, self.monday)

    def _moment(self) -> str:
        """Return of when the measures are, as the top line of the board has it."""
        return "vast rooster" if self.monday is None else f"week {self.monday.isocalendar().week}"


class ShowMeasures(AtRest):
    """Bekijk de maten van dit bord: dekking, uren, gezichten, aanbieders, rust, reizen en reserve."""

    key = "M"
    label = "Maten"

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a school on the board."""
        return super().available(actor) and actor.board is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Open their screen."""
        if actor.board is not None:
            await actor.app.push_screen(MeasuresScreen(actor.board.school.id, actor.week))
