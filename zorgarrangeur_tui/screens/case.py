"""One case: chapter by chapter, line by line."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.errors import RecordMissing
from storage.models import TYPE_NAMES, CareNeed, Pupil, Record
from widgets.chapter_bar import ChapterBar
from widgets.detail_view import DetailView, Section
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.case_parts import names_of, parts_of
from zorgarrangeur_tui.desk.cases import CaseFile, case_file
from zorgarrangeur_tui.desk.consents import consent_problems
from zorgarrangeur_tui.desk.looking import note_case_read
from zorgarrangeur_tui.desk.part_advice import AdviceContext, advice, need_advice, pupil_advice
from zorgarrangeur_tui.desk.reference import weeks_ahead
from zorgarrangeur_tui.desk.region_facts import region_facts
from zorgarrangeur_tui.screens.case_acts import CASE_ACTS, EditLine
from zorgarrangeur_tui.screens.case_chapters import CHAPTERS, EVERY_TYPE, Chapter, chapter_of
from zorgarrangeur_tui.screens.case_rows import CasePage, empty_sentence, rows_of
from zorgarrangeur_tui.screens.case_sections import case_sections, coverage_of, need_sections, pupil_sections
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.part_sections import part_sections


class CaseScreen(StoreScreen):
    """One case. Every line is a record: the case, a child, a need, or another thing that belongs to it.

    Args:
        case_id: the case.
        at: the record to put the cursor on, in the chapter where it stands; None for the case itself.
    """

    MODE = "cases"
    SHOWS = ("case", "pupil", "care_need", "school", "visit_pattern", "fixed_bond", *EVERY_TYPE)
    ACTS = CASE_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    CaseScreen {
        & RecordTable { height: 1fr; }
        & #case-detail { height: 1fr; }
    }
    """

    def __init__(self, case_id: str, at: str | None = None) -> None:
        super().__init__()
        self.case_id = case_id
        self.file: CaseFile | None = None
        self.chapter = CHAPTERS[0]
        self._page: CasePage | None = None
        self._wanted = at
        self._child: str | None = None
        self._logged: set[str] = set()

    def body(self) -> ComposeResult:
        """Show the chapters, the lines of the open one, and what the line under the cursor says."""
        yield ChapterBar([(chapter.id, chapter.words) for chapter in CHAPTERS], id="case-chapters")
        with Vertical(classes="list-and-detail"):
            yield RecordTable(self.chapter.columns, id="case-lines")
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
        parts = parts_of(self.store, self.case_id, EVERY_TYPE)
        if self._wanted is not None:
            self.chapter = next(
                (chapter_of(kind) for kind, found in parts.items() for one in found if one.id == self._wanted),
                self.chapter,
            )
        context = AdviceContext(
            self.user.today,
            self.file.case,
            self.file.school,
            {one.id: one for one in self.file.pupils},
            parts,
            region_facts(self.store, self.file.school, self.user.today),
            weeks_ahead(self.store),
        )
        records = [one for found in parts.values() for one in found]
        names = names_of(self.store, [self.file.case, *self.file.pupils, *self.file.needs, *records])
        self._page = CasePage(self.file, coverage_of(self.store, self.file), names, context)
        self._show_chapter()

    def open_chapter(self, chapter: Chapter, at: str | None = None) -> None:
        """Show another chapter, with the cursor on a record in it."""
        self.chapter = chapter
        self._wanted = at
        self._show_chapter()

    def turn(self, by: int) -> None:
        """Go some chapters on, round the end. The cursor stays on its child, also past chapters in which it has no line."""
        pupil = self.pupil_at_cursor()
        if pupil is not None or self.chapter.children:
            self._child = pupil.id if pupil else None
        place = (CHAPTERS.index(self.chapter) + by) % len(CHAPTERS)
        self.open_chapter(CHAPTERS[place], at=self._child)

    def move_to(self, record_id: str) -> None:
        """Put the cursor on a record of this chapter, also when it is there only a moment later."""
        self.query_one(RecordTable).move_to(record_id)

    def record_at_cursor(self) -> Any:
        """Return the record under the cursor; the case when there is no other."""
        assert self.file is not None
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return self._records().get(key or "", self.file.case)

    def pupil_at_cursor(self) -> Pupil | None:
        """Return the child under the cursor, or to whom belongs what is under it."""
        record = self.record_at_cursor()
        if isinstance(record, Pupil):
            return record
        wanted = getattr(record, "pupil_id", "")
        assert self.file is not None
        return next((pupil for pupil in self.file.pupils if pupil.id == wanted), None)

    def words_at_cursor(self) -> str:
        """Return what the line under the cursor says first."""
        row = self.query_one(RecordTable).row_at(self.query_one(RecordTable).cursor_row)
        return row.cells[0].strip() if row else ""

    def show_detail(self, *, private: bool = False) -> None:
        """Show what the line under the cursor says.

        Args:
            private: also the name of a child and the family's own words.
        """
        self.query_one("#case-detail", DetailView).show(self._sections(self.record_at_cursor(), private=private))

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show what the line under the cursor says."""
        self.show_detail()
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def edit_chosen(self) -> None:
        """Change the chosen line."""
        self.run_act(EditLine)

    @on(ChapterBar.Picked)
    def open_picked(self, event: ChapterBar.Picked) -> None:
        """Open the chapter that was clicked."""
        self.open_chapter(next(chapter for chapter in CHAPTERS if chapter.id == event.chapter))

    def _consents_to_do(self) -> list[Section]:
        """Return what is still to be asked of whom; nothing when there is nothing."""
        found = [(one.pseudonym, one.sentence) for one in consent_problems(self.store, self.case_id)]
        return [Section(f"Toestemming: nog te doen ({len(found)})", found)] if found else []

    def _records(self) -> dict[str, Record]:
        if self._page is None:
            return {}
        file, parts = self._page.file, self._page.context.parts
        return {one.id: one for one in (*file.pupils, *file.needs, *(one for found in parts.values() for one in found))}

    def _log_read(self, file: CaseFile) -> None:
        """Log who is shown: each child once for as long as this screen is open, a case without children as itself."""
        pupils = {pupil.id for pupil in file.pupils} - self._logged
        if pupils or not self._logged:
            self._logged |= pupils or {file.case.id}
            store = self.store
            log_look(self.app, lambda: note_case_read(store, file.case.id, pupils))

    def _show_chapter(self) -> None:
        assert self._page is not None
        self.query_one(ChapterBar).current = self.chapter.id
        table = self.query_one(RecordTable)
        table.set_columns(self.chapter.columns)
        table.set_source(ListSource(rows_of(self.chapter, self._page)))
        if self._wanted is not None:
            table.move_to(self._wanted)
            self._wanted = None
        self.show_detail()
        self.refresh_acts()

    def _sections(self, record: Record, *, private: bool) -> list[Section]:
        assert self._page is not None
        context = self._page.context
        if isinstance(record, Pupil):
            sections = pupil_sections(record, self._page.names, pupil_advice(record, context), with_name=private)
        elif isinstance(record, CareNeed):
            says = need_advice(record, context)
            sections = need_sections(record, self._page.covered.get(record.id), says, self._page.names)
        elif TYPE_NAMES[type(record)] == "case":
            nothing = empty_sentence(self.chapter, self._page)
            sections = [Section(self.chapter.words, (), (self.words(nothing),))] if nothing else []
            if self.chapter.id == "parents":
                sections += self._consents_to_do()
            sections += case_sections(self.store, self._page.file)[:1]
        else:
            sections = part_sections(record, self._page.names, advice(record, context), private=private)
        return sections
