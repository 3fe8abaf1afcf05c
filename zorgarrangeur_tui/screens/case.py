"""One case: its pupils and what they need, line by line."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.errors import RecordMissing
from storage.models import CareNeed, Case, Pupil, Record
from storage.models.codes import CareForm, CareKind
from widgets.detail_view import DetailView
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.commands import Command, bindings, tell
from zorgarrangeur_tui.desk.cases import CaseFile, add_need, add_pupil, case_file
from zorgarrangeur_tui.desk.looking import note_case_read, note_name_read
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.coverage import NeedCoverage
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.screens.case_sections import case_sections, coverage_of, need_sections, pupil_sections
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.record_dialogs import ask, ask_change, ask_removal

_COLUMNS = (
    Column("Wie en wat", 20, weight=3),
    Column("Vorm", 10, priority=1),
    Column("Nodig p/w", 12, right=True),
    Column("Niet gedekt", 12, right=True),
)
_WHOLE = ""


class AddPupil(Command):
    """Voeg een leerling toe. De app bedenkt een schuilnaam."""

    key = "l"
    label = "Leerling"
    footer = True

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Show the form and put the cursor on the new child."""
        pupil = await ask(
            actor,
            "Leerling toevoegen",
            Pupil,
            forms.PUPIL,
            lambda values: add_pupil(actor.store, actor.case_id, values),
            about=(actor.case_id,),
        )
        if pupil is not None:
            actor.query_one(RecordTable).move_to(pupil.id)


class AddNeed(Command):
    """Voeg een zorgbehoefte toe bij de leerling onder de cursor, of bij de hele groep."""

    key = "z"
    label = "Zorg"
    footer = True

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Show the form and put the cursor on the new need."""
        pupil = actor.pupil_at_cursor()
        title = f"Zorgbehoefte van {pupil.pseudonym}" if pupil else "Zorgbehoefte van de groep of school"
        need = await ask(
            actor,
            title,
            CareNeed,
            forms.NEED,
            lambda values: add_need(actor.store, actor.case_id, pupil.id if pupil else _WHOLE, values),
            values={} if pupil else {"form": CareForm.GROUP},
            required=("kind",),
            about=(actor.case_id, pupil.id) if pupil else (actor.case_id,),
        )
        if need is not None:
            actor.query_one(RecordTable).move_to(need.id)


class EditLine(Command):
    """Verander wat onder de cursor staat: de casus, de leerling of de zorgbehoefte."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Show the form of the record under the cursor."""
        record = actor.record_at_cursor()
        titles: dict[type[Record], tuple[str, tuple[str, ...]]] = {
            Case: ("Casus", forms.CASE),
            Pupil: ("Leerling", forms.PUPIL),
            CareNeed: ("Zorgbehoefte", forms.NEED),
        }
        title, names = titles[type(record)]
        await ask_change(actor, f"{title} wijzigen", record, names, f"{title} gewijzigd")


class RemoveLine(Command):
    """Haal de leerling of zorgbehoefte onder de cursor weg."""

    key = "delete"
    label = "Weghalen"

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """A case itself is taken away in the list of cases."""
        return not isinstance(actor.record_at_cursor(), Case)

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask whether it is sure."""
        record = actor.record_at_cursor()
        if isinstance(record, Pupil):
            lines = ["De zorgbehoeften van deze leerling gaan mee."]
            await ask_removal(actor, f"{record.pseudonym} weghalen?", lines, record, "Leerling weggehaald")
        elif isinstance(record, CareNeed):
            await ask_removal(actor, f"{word(record.kind, CareKind)} weghalen?", [], record, "Zorgbehoefte weggehaald")


class ShowName(Command):
    """Toon de naam van de leerling onder de cursor. Dat komt in het logboek."""

    key = "v"
    label = "Naam tonen"

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only on a child whose name is known."""
        pupil = actor.pupil_at_cursor()
        return pupil is not None and bool(pupil.name)

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Log it, then show the name until the cursor moves."""
        pupil = actor.pupil_at_cursor()
        if pupil is not None:
            note_name_read(actor.store, pupil.id)
            actor.query_one("#case-detail", DetailView).show(pupil_sections(pupil, with_name=True))


class ShowPlanning(Command):
    """Ga naar de planning van deze school."""

    key = "p"
    label = "Planning"
    footer = True

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only for a case at a school."""
        return bool(actor.file and actor.file.school)

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Open the planning on this school."""
        from zorgarrangeur_tui.screens.planning import PlanningScreen  # noqa: PLC0415 - another mode's module

        school = actor.file.school if actor.file else None
        await actor.app.switch_mode("planning")
        screen = actor.app.screen
        if school is not None and isinstance(screen, PlanningScreen):
            screen.show_school(school.id)


class ShowLooks(Command):
    """Wie zag wat: alles wat er in het logboek staat over de leerling onder de cursor."""

    key = "w"
    label = "Wie zag wat"

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only on a child."""
        return actor.file is not None and actor.pupil_at_cursor() is not None

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Open the log on this child."""
        from zorgarrangeur_tui.screens.access_log import AccessLogScreen  # noqa: PLC0415 - opened now and then

        pupil = actor.pupil_at_cursor()
        if pupil is not None:
            await actor.app.push_screen(AccessLogScreen(pupil.id))


class EraseOnRequest(Command):
    """Wis de leerling onder de cursor voorgoed, als de ouders of de leerling zelf daarom vragen."""

    key = "x"
    label = "Wissen"

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only on a child."""
        return actor.file is not None and isinstance(actor.record_at_cursor(), Pupil)

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask who wants it and why; then erase."""
        from zorgarrangeur_tui.screens.erase_dialogs import ask_erasure  # noqa: PLC0415 - seldom used

        pupil = actor.record_at_cursor()
        if isinstance(pupil, Pupil):
            await ask_erasure(actor, "pupil", pupil.id, f"Leerling {pupil.pseudonym}", on_request=True)


class LeaveCase(Command):
    """Ga terug naar de lijst."""

    key = "escape"
    label = "Terug"
    footer = True

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Close this screen."""
        actor.app.pop_screen()


class CaseScreen(StoreScreen):
    """One case. Every line is a record: the case, a child, or a need."""

    MODE = "cases"
    SHOWS = ("case", "pupil", "care_need", "school", "visit_pattern", "fixed_bond")
    ACTS = (AddPupil, AddNeed, EditLine, ShowPlanning, LeaveCase, RemoveLine, ShowName, ShowLooks, EraseOnRequest)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    CaseScreen {
        & RecordTable { height: 1fr; }
        & #case-detail { height: 1fr; border-top: solid $panel; }
        &.-wide Vertical { layout: horizontal; }
        &.-wide RecordTable { width: 3fr; height: 1fr; }
        &.-wide #case-detail { width: 2fr; border-top: none; border-left: solid $panel; }
    }
    """

    def __init__(self, case_id: str) -> None:
        super().__init__()
        self.case_id = case_id
        self.file: CaseFile | None = None
        self._covered: dict[str, NeedCoverage] = {}
        self._logged: set[str] = set()

    def body(self) -> ComposeResult:
        """Show the lines, and what the line under the cursor says."""
        with Vertical():
            yield RecordTable(_COLUMNS, id="case-lines")
            yield DetailView(id="case-detail")

    def reload(self) -> None:
        """Ask the store again; leave when the case is gone."""
        try:
            self.file = case_file(self.store, self.case_id)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        self._log_read(self.file)
        self._covered = coverage_of(self.store, self.file)
        self.query_one(RecordTable).set_source(ListSource(self._rows(self.file)))
        self._show_detail(self.query_one(RecordTable).selected_key)

    def record_at_cursor(self) -> Any:
        """Return the record under the cursor; the case when there is no other."""
        assert self.file is not None
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        records: dict[str, Record] = {record.id: record for record in (*self.file.pupils, *self.file.needs)}
        return records.get(key or "", self.file.case)

    def pupil_at_cursor(self) -> Pupil | None:
        """Return the child under the cursor, or whose need is under it."""
        record = self.record_at_cursor()
        if isinstance(record, Pupil):
            return record
        wanted = record.pupil_id if isinstance(record, CareNeed) else ""
        assert self.file is not None
        return next((pupil for pupil in self.file.pupils if pupil.id == wanted), None)

    @on(RecordTable.Highlighted)
    def follow_cursor(self, event: RecordTable.Highlighted) -> None:
        """Show what the line under the cursor says."""
        self._show_detail(event.key)
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def edit_chosen(self) -> None:
        """Change the chosen line."""
        self.run_act(EditLine)

    def _log_read(self, file: CaseFile) -> None:
        """Log who is shown: each child once for as long as this screen is open, a case without children as itself."""
        pupils = {pupil.id for pupil in file.pupils} - self._logged
        if pupils or not self._logged:
            self._logged |= pupils or {file.case.id}
            store = self.store
            log_look(self.app, lambda: note_case_read(store, file.case.id, pupils))

    def _show_detail(self, key: str | None) -> None:
        assert self.file is not None
        record = next((one for one in (*self.file.pupils, *self.file.needs) if one.id == key), None)
        if isinstance(record, Pupil):
            sections = pupil_sections(record, with_name=False)
        elif isinstance(record, CareNeed):
            sections = need_sections(record, self._covered.get(record.id))
        else:
            sections = case_sections(self.store, self.file)[:1]
        self.query_one("#case-detail", DetailView).show(sections)

    def _rows(self, file: CaseFile) -> list[Row]:
        rows = [Row(file.case.id, (file.case.title, "", "", ""), ("strong",))]
        for pupil in file.pupils:
            rows.append(Row(pupil.id, (pupil.pseudonym, "", "", ""), ("strong",)))
            rows += [self._need_row(need) for need in file.needs_of(pupil.id)]
        shared = file.needs_of(_WHOLE)
        rows += [self._need_row(need) for need in shared]
        return rows

    def _need_row(self, need: CareNeed) -> Row:
        state = self._covered.get(need.id)
        open_minutes = state.uncovered_per_week if state else need.minutes_needed
        cells = (
            f"  {word(need.kind, CareKind)}" + ("" if need.pupil_id else " (groep of school)"),
            word(need.form, CareForm),
            duration(need.minutes_needed),
            duration(open_minutes) if open_minutes else "gedekt",
        )
        return Row(need.id, cells, ("warning",) if open_minutes else ())
