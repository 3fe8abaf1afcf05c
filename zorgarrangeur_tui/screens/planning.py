"""Planning: the week of one school, with what it covers, what it does not, and what clashes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from storage.errors import RecordMissing, StorageError
from storage.models import Professional, Provider, School, VisitPattern
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.week_grid import WeekGrid
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.board import SchoolBoard, school_board, week_board
from zorgarrangeur_tui.desk.board_weeks import DatedVisit, elsewhere
from zorgarrangeur_tui.desk.last_school import keep_last_school, last_school
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.desk.overview import first_busy_school
from zorgarrangeur_tui.desk.providers import bound_providers, cap_use
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.desk.visit_changes import copy_visits
from zorgarrangeur_tui.desk.visit_edits import Chosen, move_visits, shown_now, stretch_visits
from zorgarrangeur_tui.domain.clock import WEEKDAYS
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_day_words import day_words
from zorgarrangeur_tui.keys.act_text import ActText, after
from zorgarrangeur_tui.screens.grid_screen import GridScreen
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.planning_acts import PLANNING_ACTS, EditVisit, PlaceVisit
from zorgarrangeur_tui.screens.planning_blocks import FIRST_HOUR, LAST_HOUR, blocking, board_week, first_place
from zorgarrangeur_tui.screens.planning_paths import NOT_TODAY
from zorgarrangeur_tui.screens.planning_sections import (
    day_moving_sections,
    free_sections,
    heading,
    moving_sections,
    school_sections,
    visit_sections,
)
from zorgarrangeur_tui.screens.planning_weeks import day_titles

_NO_SCHOOL = "Hier komt de week van een school: wie er wanneer is. Druk op {PickSchool} om een school te kiezen."
_NOBODY = "Bij deze school is nog niemand om in te plannen. Druk op {TieProviderFromBoard} om een vaste zorgaanbieder te koppelen."
_REST = 0.05
"""Seconds for which the cursor stands still before the panel follows."""
NOT_THIS_WEEK = "Dit bezoek is er in deze week niet."
_COPIED = ActText("Er staat nu een kopie, vanaf deze week.", "Met {Undo} (ongedaan) gaat die weer weg.")
_COPIED_ONCE = ActText("Er staat nu een kopie, alleen op die dag.", "Met {Undo} (ongedaan) gaat die weer weg.")
_CHANGE_FIXED = "Met {screens.planning_edit_acts.ChangeFrom} verandert u het vaste rooster vanaf een datum."
_LEAST_WIDTH_FOR_SUMMARY = 110


class PlanningScreen(GridScreen):
    """The board of one school. The grid shows who is there when; the panel tells about the place under the cursor."""

    MODE = "planning"
    SHOWS = (
        "visit_pattern",
        "visit_exception",
        "care_need",
        "case",
        "pupil",
        "school",
        "professional",
        "provider",
        "fixed_bond",
        "absence",
        "budget",
        "plan_version",
        "own_day",
        "school_holiday",
        "entitlement",
        "residence",
    )
    ACTS = PLANNING_ACTS
    BINDINGS: ClassVar = bindings(ACTS)

    def __init__(self) -> None:
        super().__init__()
        self.school_id = ""
        self.board: SchoolBoard | None = None
        self.week: date | None = None
        self.marked: set[str] = set()
        self.copying = False
        self._copies_next = False
        self._visits: dict[str, VisitPattern] = {}
        self._people: dict[str, Professional] = {}
        self._providers: dict[str, Provider] = {}
        self._elsewhere: dict[str, list[tuple[VisitPattern, School | None]]] = {}
        self._select_next: VisitPattern | None = None
        self._told: list[Section] = []

    def body(self) -> ComposeResult:
        """Show the top line, the week and the panel."""
        yield HeadingLine(id="planning-heading", classes="-fitted")
        with Container(id="planning-main", classes="grid-main"):
            yield WeekGrid(
                first_minute=FIRST_HOUR, last_minute=LAST_HOUR, empty_text=self.words(_NO_SCHOOL), id="planning-grid"
            )
            with Container(id="planning-panel", classes="grid-panel"):
                yield DetailView(id="planning-visit", classes="grid-here")
                yield DetailView(id="planning-school", classes="grid-whole")

    def on_mount(self) -> None:
        """Show what is on the move as soon as it is picked up or put down."""
        self.grid.day_titles = WEEKDAYS
        self.watch(self.grid, "held", self._held_changed, init=False)

    @property
    def grid(self) -> WeekGrid:
        """The week."""
        return self.query_one("#planning-grid", WeekGrid)

    @property
    def moving(self) -> bool:
        """Whether a visit is on the move."""
        return self.is_mounted and self.grid.held is not None

    @property
    def visit(self) -> VisitPattern | None:
        """The visit under the cursor; on the board of one week as it is on its day, and no record of the store."""
        return self._visits.get(self.grid.selected_key or "") if self.is_mounted else None

    @property
    def dated(self) -> DatedVisit | None:
        """The visit under the cursor with its day, on the board of one week."""
        return self.board.days.get(self.grid.selected_key or "") if self.is_mounted and self.board else None

    @property
    def due_day(self) -> date | None:
        """The day on which the visit under the cursor is due, on the board of one week."""
        return self.dated.one.due_day if self.dated else None

    @property
    def chosen(self) -> list[Chosen]:
        """What an act is about: the marked visits, else the one under the cursor; in one week each on its day."""
        keys = sorted(self.marked) or [self.grid.selected_key or ""]
        return [self.chosen_at(key) for key in keys if key in self._visits]

    def chosen_at(self, key: str) -> Chosen:
        """Return the visit with this key on the board."""
        one = self.board.days.get(key) if self.board else None
        return Chosen(self._visits[key].id, one.one.due_day if one else None)

    @property
    def professional(self) -> Professional | None:
        """The professional in whose lane the cursor is."""
        return self._people.get(self.grid.cursor_position.lane_key or "") if self.is_mounted else None

    def show_school(self, school_id: str) -> None:
        """Show the board of a school."""
        self.school_id = school_id
        self.marked.clear()
        self.grid.drop_held()
        self.reload()
        self.grid.focus()

    def show_week(self, day: date | None) -> None:
        """Show the week of a day, or with None the fixed plan."""
        self.week = monday_of(day) if day is not None else None
        self.marked.clear()
        self.grid.drop_held()
        self.reload()

    def mark(self, keys: Iterable[str]) -> None:
        """Mark these visits, by their keys on the board, and no others."""
        self.marked = {key for key in keys if key in self._visits}
        self._show_grid()
        self._show_heading()
        self.refresh_acts()

    def hold_copy(self, key: str) -> None:
        """Let a copy of a visit be on the move, until it is put down or let go."""
        self._copies_next = True
        self.grid.hold(key)

    def go_to(self, school_id: str, visit_id: str | None) -> None:
        """Show the board of a school, with the cursor on a visit when it is there."""
        if school_id not in by_ids(self.store, School, (school_id,)):
            tell(self.app, "Dit gaat over een zorglocatie. Die heeft geen eigen bord.")
            return
        self.show_school(school_id)
        visit = next((one for one in self._visits.values() if one.id == visit_id), None)
        if visit is not None:
            self.select(visit)
        elif visit_id is not None:
            tell(self.app, NOT_THIS_WEEK if self.week else NOT_TODAY)

    def reload(self) -> None:
        """Ask the store for the board: of the school that was chosen, else of the last one, else of the first to work with."""
        before, board = self.board, self._asked_board()
        self.board = board
        self._elsewhere.clear()
        self._visits = board.shown if board else {}
        self.marked &= self._visits.keys()
        self._people = {person.id: person for person in board.professionals} if board else {}
        self._providers = by_ids(self.store, Provider, [person.provider_id for person in self._people.values()])
        self.grid.empty_text = self.words(_NOBODY if board else _NO_SCHOOL)
        self._show_grid()
        if board is not None:
            if before is None or before.school.id != board.school.id:
                self.grid.move_cursor(*first_place(board, self.user.today.weekday()))
                self._log_opened(board)
            elif before.week == board.week:
                self._warn(before, board)
        wanted, self._select_next = self._select_next, None
        if wanted is not None:
            self.select(wanted)
        self._show_heading()
        self._show_school()
        self._tell_place()

    def select(self, visit: VisitPattern) -> None:
        """Put the cursor on a visit."""
        key = next((key for key, one in self._visits.items() if one == visit), visit.id)
        self.grid.go_to(self.grid.nearest_place(key))

    def select_later(self, visit: VisitPattern) -> None:
        """Put the cursor on a visit as soon as the board shows it as it is now, which may be at once."""
        shown = next((one for one in self._visits.values() if one.id == visit.id), None)
        if shown is not None and _place_of(shown) == _place_of(visit):
            self.select(shown)
        else:
            self._select_next = visit

    def tell_only_then(self, chosen: Sequence[Chosen], done: str) -> None:
        """Tell, on the board of one week, that only those days changed, and how the fixed plan is changed."""
        days = sorted({one.due_day for one in chosen if one.due_day is not None})
        if days:
            when = day_words(days[0]) if len(days) == 1 else "deze dagen"
            tell(self.app, ActText(f"Alleen op {when} {done}.", _CHANGE_FIXED))

    @on(WeekGrid.CursorMoved)
    def follow_cursor(self) -> None:
        """Tell about the place under the cursor."""
        self._tell_soon()

    @on(WeekGrid.BlockChosen)
    def edit_chosen(self) -> None:
        """Change the chosen visit."""
        self.run_act(EditVisit)

    @on(WeekGrid.PlaceRequested)
    def place_here(self) -> None:
        """Ask for a visit in the empty place."""
        self.run_act(PlaceVisit)

    @on(WeekGrid.MoveRequested)
    def move(self, event: WeekGrid.MoveRequested) -> None:
        """Move the visit that was put down, or put a copy of it there; marked ones come along."""
        copies = self.copying
        if event.key not in self._visits:
            return
        held = self.chosen_at(event.key)
        chosen = self.chosen if event.key in self.marked else [held]

        def put_down() -> None:
            visit = shown_now(self.store, held)
            days, minutes = event.day - visit.weekday, event.minute - visit.start_minute
            handed = (visit.professional_id, event.lane_key) if event.lane_key != visit.professional_id else None
            if copies:
                made = copy_visits(self.store, chosen, days=days, minutes=minutes, hand_over=handed)
                tell(self.app, _COPIED if self.week is None else _COPIED_ONCE)
                self.select_later(made[0])
                return
            move_visits(self.store, chosen, days=days, minutes=minutes, hand_over=handed)
            self.tell_only_then(chosen, "verzet")

        self._attempt(put_down)

    @on(WeekGrid.MarkRequested)
    def mark_clicked(self, event: WeekGrid.MarkRequested) -> None:
        """Mark the visit that was clicked, or take the mark away."""
        self.mark(self.marked ^ {event.key})

    @on(WeekGrid.StretchRequested)
    def stretch_to(self, event: WeekGrid.StretchRequested) -> None:
        """Make the visit so much longer or shorter as was asked of the one on screen."""
        visit = self._visits.get(event.key)
        if visit is None:
            return
        chosen = [self.chosen_at(event.key)]
        longer_by = event.end - visit.start_minute - visit.duration_minutes

        def stretch() -> None:
            stretch_visits(self.store, chosen, longer_by)
            self.tell_only_then(chosen, "langer of korter gemaakt")

        self._attempt(stretch)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the texts to the new width."""
        if self.board is not None:
            self._show_heading(event.size.width)
            self._show_school(event.size.width)

    def _asked_board(self) -> SchoolBoard | None:
        for school_id in filter(None, (self.school_id, last_school(self.store))):
            with suppress(RecordMissing):  # then another school is shown
                board = self._board_of(school_id)
                self.school_id = school_id
                return board
        self.school_id = first_busy_school(self.store)
        return self._board_of(self.school_id) if self.school_id else None

    def _board_of(self, school_id: str) -> SchoolBoard:
        """Return the board of a school.

        Raises:
            RecordMissing: it is not there (any more).
        """
        if self.week is None:
            return school_board(self.store, school_id)
        return week_board(self.store, school_id, self.week)

    def _show_grid(self) -> None:
        """Draw the board as it is known now."""
        if self.board is None:
            self.grid.show(lanes=(), blocks=(), hours=())
            return
        week = board_week(self.board, self.marked)
        self.grid.day_titles = day_titles(self.board) or WEEKDAYS
        self.grid.show(lanes=week.lanes, blocks=week.blocks, hours=week.hours)

    def _held_changed(self, held: str | None) -> None:
        """Know whether what is picked up is a copy, and tell about the place under the cursor."""
        if held is not None:
            self.copying, self._copies_next = self._copies_next, False
        self.follow_cursor()

    def _log_opened(self, board: SchoolBoard) -> None:
        """Log that the board of a school, which shows pseudonyms, was opened, and keep which school it is."""
        store, children, school_id = self.store, len(board.pupils), board.school.id

        def note() -> None:
            note_search(store, "planning", children, subject=school_id)
            # The board opens elsewhere next time, and nobody has to hear of that.
            with suppress(StorageError):
                keep_last_school(store, school_id)

        log_look(self.app, note)

    def _warn(self, before: SchoolBoard, now: SchoolBoard) -> None:
        """Tell what clashes since the last change, where the panel does not show it."""
        known = {(clash.visit_id, clash.other_id, clash.kind) for clash in before.clashes}
        news = [clash for clash in now.clashes if (clash.visit_id, clash.other_id, clash.kind) not in known]
        found = {one.finding for one in blocking(before)}
        told = [clash.sentence for clash in news]
        told += [one.finding.sentence for one in blocking(now) if one.finding not in found]
        if told and not self.query_one("#planning-panel").display:
            tell(self.app, after("Let op:", told[0]), severity="warning")

    def _attempt(self, act: Callable[[], object]) -> None:
        """Do what was asked in the grid; a refusal is told in its own words."""
        try:
            act()
        except StorageError as refusal:
            tell(self.app, str(refusal), severity="error")

    def _show_heading(self, width: int = 0) -> None:
        room = width or self.size.width
        text = heading(self.board, self.user.today, room, len(self.marked)) if self.board else " Planning"
        self.query_one("#planning-heading", Static).update(content(text))

    def _show_school(self, width: int = 0) -> None:
        sections: list[Section] = []
        if self.board is not None:
            bound = bound_providers(self.store, self.school_id)
            names = [provider.name for _, provider in bound if provider is not None]
            use = cap_use(self.store, self.board.school)
            wide = (width or self.size.width) >= _LEAST_WIDTH_FOR_SUMMARY
            sections = school_sections(self.board, use, names, with_summary=wide)
        self.query_one("#planning-school", DetailView).show(sections)

    @work(name="planning-place", group="place", exclusive=True)
    async def _tell_soon(self) -> None:
        """Tell about the place under the cursor once it rests, so that a held arrow key is not kept waiting."""
        await asyncio.sleep(_REST)
        self._tell_place()

    def _tell_place(self) -> None:
        """Tell about the place under the cursor, and offer the keys that work there."""
        told = self._place_sections()
        if told != self._told:
            self._told = told
            self.query_one("#planning-visit", DetailView).show(told)
        self.refresh_acts()

    def _place_sections(self) -> list[Section]:
        """Return what there is to say about the place under the cursor."""
        board, person = self.board, self.professional
        if board is None or person is None:
            return []
        position = self.grid.cursor_position
        place = (position.day, position.minute)
        held = self._visits.get(self.grid.held or "")
        dated = board.days.get(self.grid.held or "")
        if dated is not None:
            return day_moving_sections(board, dated, person, place)
        if held is not None:
            away = {one.id: self.visits_elsewhere(one) for one in board.professionals}
            return moving_sections(board, held, person, place, away)
        provider = self._providers.get(person.provider_id)
        name = provider.name if provider else ""
        visit = self.visit
        if visit is not None:
            return visit_sections(board, visit, name, self.user.today, self.dated)
        return free_sections(board, person, name, place, self.visits_elsewhere(person))

    def visits_elsewhere(self, person: Professional) -> list[tuple[VisitPattern, School | None]]:
        """Return a professional's visits to other schools; asked once per reload."""
        if person.id not in self._elsewhere:
            day, that_week = self.week or self.user.today, self.week is not None
            self._elsewhere[person.id] = elsewhere(self.store, person.id, self.school_id, day, that_week=that_week)
        return self._elsewhere[person.id]


def _place_of(visit: VisitPattern) -> tuple[int, int, str]:
    """Return where a visit stands on the board."""
    return visit.weekday, visit.start_minute, visit.professional_id
