"""The plans of a school that were published: who, when and why, what differs between two, and a file of any."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.models import PlanVersion, School
from widgets.detail_view import DetailView
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, Leave, bindings, tell
from zorgarrangeur_tui.desk.plan_versions import names_in, state_of, versions_of
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.plan_changes import PlanChange, plan_changes
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.plan_files import make_plan_file
from zorgarrangeur_tui.screens.publish_lines import VERSION_COLUMNS, difference_sections, version_row

_NOTHING = "Van deze school is nog geen rooster gepubliceerd. Ga met {LeaveVersions} terug en publiceer er een."


class _OnVersion(Command):
    """An act on the plan under the cursor."""

    needs = "Er is nog geen rooster gepubliceerd. {LeaveVersions} gaat terug; daar kunt u publiceren."

    @classmethod
    def available(cls, actor: PlanVersionsScreen) -> bool:
        """Only with a plan under the cursor."""
        return actor.selected is not None


class CompareWith(_OnVersion):
    """Vergelijk de andere roosters met dit rooster. Nog een keer: vergelijk weer elk rooster met het vorige."""

    key = "v"
    label = "Toon verschil"
    footer = True

    @classmethod
    async def run(cls, actor: PlanVersionsScreen) -> None:
        """Mark it, or take the mark away."""
        selected = actor.selected
        if selected is not None:
            actor.compare_with("" if actor.base_id == selected.id else selected.id)


class MakeFile(_OnVersion):
    """Maak van dit rooster een bestand: om op te hangen (.pdf), als lijst (.csv) of als agenda (.ics)."""

    key = "x"
    label = "Bestand"
    footer = True

    @classmethod
    async def run(cls, actor: PlanVersionsScreen) -> None:
        """Ask why and where, and make it."""
        selected = actor.selected
        if selected is not None:
            await make_plan_file(actor, actor.school_id, selected.number)


class LeaveVersions(Leave):
    """Ga terug naar het publiceren."""


class PlanVersionsScreen(StoreScreen):
    """The published plans of a school, newest first; below, what differs between the one under the cursor and another.

    Widgets: `versions-heading`, `versions-table`, `versions-detail`.

    Args:
        school_id: whose plans.
    """

    MODE = "planning"
    SHOWS = ("plan_version", "school", "professional")
    ACTS = (CompareWith, MakeFile, LeaveVersions)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    PlanVersionsScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #versions-detail { height: 1fr; }
    }
    """

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self.base_id = ""
        """Id of the plan with which the others are compared; "" for each with the one before it."""
        self._versions: dict[str, PlanVersion] = {}
        self._names: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """Show of which school, its plans, and the difference."""
        yield HeadingLine(id="versions-heading")
        with Vertical(classes="list-and-detail"):
            yield RecordTable(VERSION_COLUMNS, empty_text=self.words(_NOTHING), id="versions-table")
            yield DetailView(id="versions-detail")

    @property
    def selected(self) -> PlanVersion | None:
        """The plan under the cursor."""
        return self._versions.get(self.query_one(RecordTable).selected_key or "") if self.is_mounted else None

    def reload(self) -> None:
        """Ask the store for the plans."""
        versions = versions_of(self.store, self.school_id)
        self._versions = {one.id: one for one in versions}
        self._names = names_in(self.store, map(state_of, versions))
        school = by_ids(self.store, School, (self.school_id,)).get(self.school_id)
        text = f"{school.name if school else ''} · gepubliceerde roosters: {len(versions)}"
        self.query_one("#versions-heading", Static).update(content(text))
        self._show_rows()

    def compare_with(self, version_id: str) -> None:
        """Compare every plan with this one; with "" each with the one before it."""
        self.base_id = version_id
        if version_id:
            tell(self.app, f"Kies nu een ander rooster: u ziet wat er anders is dan in {self._number(version_id)}.")
        self._show_rows()

    @on(RecordTable.Highlighted)
    @on(RecordTable.Filtered)
    def show_difference(self) -> None:
        """Show what differs between the plan under the cursor and the other one."""
        selected = self.selected
        sections = []
        if selected is not None:
            base = self._base_of(selected)
            sections = difference_sections(base, selected, self._changes(selected), self._names)
        self.query_one("#versions-detail", DetailView).show(sections)
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def make_file_of_chosen(self) -> None:
        """Make a file of the chosen plan."""
        self.run_act(MakeFile)

    def _show_rows(self) -> None:
        found = [version_row(one, self._changes(one), marked=one.id == self.base_id) for one in self._versions.values()]
        self.query_one(RecordTable).set_source(ListSource(found))
        self.show_difference()

    def _base_of(self, version: PlanVersion) -> PlanVersion | None:
        marked = self._versions.get(self.base_id)
        if marked is not None and marked.id != version.id:
            return marked
        earlier = [one for one in self._versions.values() if one.number < version.number]
        return earlier[0] if earlier else None

    def _changes(self, version: PlanVersion) -> tuple[PlanChange, ...]:
        base = self._base_of(version)
        later = [one.holds_from for one in (base, version) if one is not None and one.holds_from is not None]
        return plan_changes(state_of(base), state_of(version), max(later, default=None))

    def _number(self, version_id: str) -> str:
        version = self._versions.get(version_id)
        return f"rooster {version.number}" if version else "dit rooster"
