"""The anonymous figures of a school year by keys: for whom and why, then exactly what leaves, and only then a file."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from widgets.detail_view import Section
from widgets.dialogs import FormDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command, Leave, bindings, tell
from zorgarrangeur_tui.desk.monitor_figures import ENDING, MonitorPlan, plan_monitor, publish_monitor, school_years
from zorgarrangeur_tui.desk.publications import Audience
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.screens.figures import EarlierFigures, FiguresScreen, NextFigures
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.new_file_dialog import file_problems
from zorgarrangeur_tui.screens.publish_figures import AUDIENCES
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.mode_screen import StoreScreen


async def publish_year(screen: StoreScreen) -> None:
    """Ask for which year, for whom and why, and show exactly what would leave; from there it is made.

    Raises:
        StorageError: with the reason; nothing was made.
    """
    filled = await screen.app.push_screen_wait(
        FormDialog(
            "Cijfers van een schooljaar",
            _fields(screen),
            submit_label="Verder",
            check=partial(file_problems, endings=(ENDING,)),
        )
    )
    if filled is None:
        return
    year, audience = SchoolYear(int(str(filled["year"]))), Audience(str(filled["audience"]))
    plan = await asyncio.to_thread(plan_monitor, screen.store, year, audience)
    await screen.app.push_screen(MonitorPreviewScreen(plan, path_of(str(filled["path"])), str(filled["reason"])))


class MakeMonitorFile(Command):
    """Maak het bestand met precies deze tabellen. Iedereen die het krijgt, kan het lezen."""

    key = "ctrl+s"
    label = "Maken"
    footer = True

    @classmethod
    async def run(cls, actor: MonitorPreviewScreen) -> None:
        """Write it, and go back."""
        await work_on(
            actor.app, "tabel maken", partial(publish_monitor, actor.store, actor.plan, actor.path, reason=actor.reason)
        )
        actor.app.pop_screen()
        tell(
            actor.app,
            f"Gemaakt: {actor.path}. Iedereen kan het lezen. Een volgende tabel wordt ermee vergeleken.",
            seconds=12,
        )


class LeaveMonitorPreview(Leave):
    """Ga terug. Er wordt niets gemaakt."""


class MonitorPreviewScreen(FiguresScreen):
    """Exactly what would leave, table by table, with the act that makes it.

    Args:
        plan: what would leave.
        path: the new file.
        reason: what it is needed for.
    """

    MODE = "insight"
    ACTS = (MakeMonitorFile, NextFigures, EarlierFigures, LeaveMonitorPreview)
    BINDINGS: ClassVar = bindings(ACTS)

    def __init__(self, plan: MonitorPlan, path: Path, reason: str) -> None:
        super().__init__(plan.figures)
        self.plan = plan
        self.path = path
        self.reason = reason

    def more(self) -> list[Section]:
        """Tell who makes it, and nobody else, what is hidden in this table and why."""
        tables = self.plan.tables
        compared = (
            f"Vergeleken met {counted(tables.earlier, 'eerdere tabel', 'eerdere tabellen')} voor dezelfde lezers."
        )
        lines = [tables.rules_in_words, tables.tables[self.number].sentence, compared]
        return [Section("Alleen voor u: dit staat niet in het bestand", paragraphs=lines)]


def _fields(screen: StoreScreen) -> list[FieldSpec]:
    years = [(str(year.begins_in), year.name) for year in school_years(screen.user.today)]
    place = str(Path.home() / f"zorgcijfers-{years[0][1]}-{screen.user.today.isoformat()}{ENDING}")
    return [
        FieldSpec("year", "Schooljaar", "choice", years[0][0], choices=tuple(years), required=True),
        FieldSpec("audience", "Wie leest het", "choice", Audience.OUTSIDE, choices=AUDIENCES, required=True),
        FieldSpec("reason", "Waarom", "text", "", "Zonder namen; het komt in het logboek.", required=True),
        FieldSpec(
            "path",
            "Bestand",
            "text",
            place,
            f"Eindigt op {ENDING}. Een nieuw bestand.",
            required=True,
            typed_over="file_name",
        ),
    ]
