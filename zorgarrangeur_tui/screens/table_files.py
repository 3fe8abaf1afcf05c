"""The table on a screen of Inzicht as a file for own use: exact, with on top that it is not to be shared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from storage.errors import StorageError
from widgets.field_spec import FieldSpec
from widgets.heading_line import HeadingLine
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.own_tables import CHILDREN_IN_IT, OwnTable, names_children, save_own_tables
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.new_file_dialog import file_problems
from zorgarrangeur_tui.screens.report_files import INTERNAL_USE
from zorgarrangeur_tui.working import work_on

_USUAL_REASON = "Rekenen in een werkblad"
_CHILDREN = "Er staan leerlingen in, met hun schuilnaam: kies een map waar alleen u bij kunt."


@runtime_checkable
class HasOwnTables(Protocol):
    """A screen of which the file holds something else than the rows of its one table."""

    def own_tables(self) -> Sequence[OwnTable]:
        """Return the tables of the file, as they are now."""


class SaveTable(Command):
    """Bewaar de tabel die u ziet als CSV, voor eigen gebruik: precieze cijfers. Voor anderen is er Publiceren bij Inzicht."""

    key = "E"
    label = "Tabel bewaren"
    needs = "Er staat nu geen tabel met rijen, dus er is niets te bewaren. Kies een ander onderdeel, of maak het filter leeg."

    @classmethod
    def available(cls, actor: StoreScreen) -> bool:
        """Only with a table that has rows."""
        return actor.is_mounted and any(table.rows for table in shown_tables(actor))

    @classmethod
    async def run(cls, actor: StoreScreen) -> None:
        """Ask why and where, and write it."""
        tables = shown_tables(actor)
        children = names_children(tables)
        warning = f"{INTERNAL_USE} {CHILDREN_IN_IT}" if children else INTERNAL_USE
        place = str(Path.home() / f"inzicht-{actor.user.today.isoformat()}.csv")
        fields = [
            FieldSpec(
                "reason", "Waarom", "text", _USUAL_REASON, "Zonder namen; het komt in het logboek.", required=True
            ),
            FieldSpec(
                "path",
                "Bestand",
                "text",
                place,
                f"Eindigt op .csv. {_CHILDREN if children else INTERNAL_USE}",
                required=True,
                typed_over="file_name",
            ),
        ]
        title = "Tabel bewaren voor eigen gebruik"
        filled = await fill_in(
            actor,
            DraftForm.REPORT,
            title,
            fields,
            about=("tabel",),
            submit_label="Maken",
            check=partial(file_problems, endings=(".csv",)),
        )
        if filled is None:
            return
        path = path_of(str(filled["path"]))
        try:
            await work_on(
                actor.app,
                "tabel maken",
                partial(save_own_tables, actor.store, path, tables, reason=str(filled["reason"])),
            )
        except StorageError as refusal:
            tell(actor.app, str(refusal), severity="error", seconds=12)
            return
        tell(actor.app, f"Gemaakt: {path}. {warning}", seconds=12)


def shown_tables(screen: StoreScreen) -> Sequence[OwnTable]:
    """Return the tables of a screen as they are shown: under the filter that is set, with every column."""
    if isinstance(screen, HasOwnTables):
        return screen.own_tables()
    return [shown_table(screen)]


def shown_table(screen: StoreScreen) -> OwnTable:
    """Return the one table of a screen as it is shown, under its heading."""
    table = screen.query_one(RecordTable)
    rows = [row.cells for index in range(table.row_count) if (row := table.row_at(index)) is not None]
    headings = [str(one.render()) for one in screen.query(HeadingLine)]
    return OwnTable(next(iter(headings), "Inzicht"), table.titles, rows)
