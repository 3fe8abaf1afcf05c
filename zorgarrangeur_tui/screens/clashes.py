"""What is wrong with a week, of the school on the board or of the whole region, each with a way to its place on the board."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.changes import Changed
from widgets.detail_view import DetailView, Section
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import MadeSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Command, CommandClass, Leave, bindings
from zorgarrangeur_tui.desk.conflicts import CHECKED, FoundPlace, LiveConflicts, region_conflicts
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.domain.clock import time_span, weekday
from zorgarrangeur_tui.domain.finding_words import KIND_WORDS, SEVERITY_WORDS, WEIGHT_WORDS, count_words
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_findings import Severity
from zorgarrangeur_tui.screens.ahead import AHEAD, work_ahead
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.open_filter import OpenFilter

_COLUMNS = (
    Column("Zwaarte", 8),
    Column("School", 12, weight=1, priority=2),
    Column("Wanneer", 8, priority=1),
    Column("Wat", 16, weight=2),
    Column("Uitleg", 24, weight=5, priority=3),
)
_NOTHING = "In deze week botst niets, en het vaste rooster dekt alle zorg. Met {WeekBefore} en {WeekAfter} kijkt u in een andere week."
_CARE_LOCATION = "zorglocatie"

Jump = Callable[[str, str | None], None]
"""Shows a place on the board: the id of the school, and of the visit if there is one."""


class JumpThere(Command):
    """Ga naar de plek in de planning waar dit over gaat."""

    key = "o"
    label = "Ga erheen"
    footer = True
    needs = "Er staat geen regel onder de cursor. Kijk met {WeekAfter} in een andere week."

    @classmethod
    def available(cls, actor: ClashesScreen) -> bool:
        """Only with a line under the cursor."""
        return actor.selected is not None

    @classmethod
    async def run(cls, actor: ClashesScreen) -> None:
        """Close this list and show the place."""
        one = actor.selected
        if one is not None:
            actor.app.pop_screen()
            actor.jump(one.place_id, one.visit.pattern.id if one.visit else None)


class WholeRegion(Command):
    """Toon de hele regio, of weer alleen de school van het bord."""

    key = "r"
    label = "School/regio"
    footer = True
    needs = "U ziet de hele regio al. Voor één school opent u deze lijst vanaf het bord van die school."

    @classmethod
    def available(cls, actor: ClashesScreen) -> bool:
        """Only when there is a school to go back to."""
        return bool(actor.school_id)

    @classmethod
    async def run(cls, actor: ClashesScreen) -> None:
        """Read the other one."""
        actor.show(actor.monday, whole_region=not actor.whole_region)


def _week_act(name: str, by: int, key: str, label: str, explanation: str) -> CommandClass:
    """Return the act that shows the week before or after."""

    async def run(_: CommandClass, actor: ClashesScreen) -> None:
        actor.show(actor.monday + timedelta(weeks=by), whole_region=actor.whole_region)

    members = {
        "__doc__": explanation,
        "__module__": __name__,
        "key": key,
        "label": label,
        "footer": by > 0,
        "run": classmethod(run),
    }
    return type(name, (Command,), members)


class FilterClashes(OpenFilter):
    """Zoek op school, dag of wat er is."""


class LeaveClashes(Leave):
    """Ga terug naar het bord."""


class ClashesScreen(StoreScreen):
    """Conflicts and gaps of one week: what blocks publishing first, then what needs a reason.

    Widgets: `clashes-heading`, `clashes-table`, `clashes-detail`, `clashes-filter`.

    Args:
        school_id: the school on the board; "" for none.
        jump: shows a place on the board.
        monday: of the week to begin with; None for this week.
    """

    MODE = "planning"
    SHOWS = CHECKED
    ACTS = (
        JumpThere,
        WholeRegion,
        _week_act("WeekBefore", -1, "left_square_bracket", "Week eerder", "Toon de week ervoor."),
        _week_act("WeekAfter", 1, "right_square_bracket", "Week later", "Toon de week erna."),
        FilterClashes,
        LeaveClashes,
    )
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ClashesScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #clashes-detail { height: 8; border-top: solid $border-blurred; }
    }
    """

    def __init__(self, school_id: str, jump: Jump, monday: date | None = None) -> None:
        super().__init__()
        self.school_id = school_id
        self.jump = jump
        self.whole_region = not school_id
        self.monday = monday or date.min
        self._is_read = False
        self._live: LiveConflicts | None = None
        self._found: dict[str, FoundPlace] = {}
        self._news: list[Changed] = []
        self._reading = asyncio.Lock()

    def body(self) -> ComposeResult:
        """Show of what and how many, the lines, and the line under the cursor in full."""
        yield HeadingLine(id="clashes-heading")
        with Vertical():
            table = RecordTable(_COLUMNS, empty_text=self.words(_NOTHING), id="clashes-table")
            yield FilterBar(table, placeholder="school, dag, wat er is", id="clashes-filter")
            yield table
            yield DetailView(id="clashes-detail")

    @property
    def selected(self) -> FoundPlace | None:
        """What is under the cursor."""
        return self._found.get(self.query_one(RecordTable).selected_key or "") if self.is_mounted else None

    def reload(self) -> None:
        """Read the plan the first time, and then only what changed."""
        if not self._is_read:
            self._is_read = True
            monday = monday_of(self.user.today) if self.monday == date.min else self.monday
            self.show(monday, whole_region=self.whole_region)
        else:
            self._bring_up_to_date()

    def show(self, monday: date, *, whole_region: bool) -> None:
        """Show another week, or another part of the region."""
        self.monday, self.whole_region = monday, whole_region
        self._bring_up_to_date(opened=True)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the line under the cursor in full."""
        self._show_detail()

    @on(RecordTable.Chosen)
    def jump_to_chosen(self) -> None:
        """Go there."""
        self.run_act(JumpThere)

    def _follow(self, changed: Changed) -> None:
        self._news.append(changed)
        super()._follow(changed)

    @work(name="clashes", group="clashes")
    async def _bring_up_to_date(self, *, opened: bool = False) -> None:
        """Check in a thread, one after another, and show what was found."""
        async with self._reading:
            news, self._news = self._news, []
            asked = self.monday, "" if self.whole_region else self.school_id
            live = await asyncio.to_thread(self._checked, asked, news)
            found = await asyncio.to_thread(lambda: {_key(one): one for one in live.places})
            if asked != (self.monday, "" if self.whole_region else self.school_id):
                return
            self._live = live
            self._found = found
            self.query_one(RecordTable).set_source(MadeSource(found, lambda key: self._row(key, found[key], live)))
            self._show_heading(live, found.values())
            self._show_detail()
        if opened:
            store, count = self.store, len(found)
            log_look(self.app, lambda: note_search(store, "clash", count, subject=live.school_id))
            if live.school_id:
                self._work_ahead(live.monday)

    @work(exclusive=True, group=AHEAD)
    async def _work_ahead(self, monday: date) -> None:
        """Check the whole region while the user looks at the list of one school."""
        await work_ahead(self.app, partial(region_conflicts, self.store, monday))

    def _checked(self, asked: tuple[date, str], news: list[Changed]) -> LiveConflicts:
        """Return what is wrong now: what was known with the news, or read anew for another week or school."""
        live = self._live
        if live is None or (live.monday, live.school_id) != asked:
            monday, school_id = asked
            return LiveConflicts(self.store, monday, school_id) if school_id else region_conflicts(self.store, monday)
        for changed in news:
            live.follow(changed)
        return live

    def _show_heading(self, live: LiveConflicts, places: Iterable[FoundPlace]) -> None:
        where = live.school_name(live.school_id) if live.school_id else "Hele regio"
        counted = count_words([one.finding for one in places])
        week = f"week {live.monday.isocalendar().week}"
        self.query_one("#clashes-heading", Static).update(content(f"{where} · {week} · {counted}"))

    def _show_detail(self) -> None:
        one, live = self.selected, self._live
        sections = []
        if one is not None and live is not None:
            lines = [("School", live.school_name(one.place_id) or _CARE_LOCATION)]
            if one.visit is not None:
                pattern = one.visit.pattern
                span = time_span(pattern.start_minute, pattern.duration_minutes)
                lines.append(("Bezoek", f"{weekday(pattern.weekday)} {span} {live.professional_name(one.visit)}"))
            lines.append(("Uitleg", one.finding.sentence))
            lines.append((SEVERITY_WORDS[one.finding.severity].capitalize(), WEIGHT_WORDS[one.finding.severity]))
            sections = [Section(lines=lines)]
        self.query_one("#clashes-detail", DetailView).show(sections)
        self.refresh_acts()

    @staticmethod
    def _row(key: str, one: FoundPlace, live: LiveConflicts) -> Row:
        hard = one.finding.severity is Severity.HARD
        where = live.school_name(one.place_id) or _CARE_LOCATION
        cells = (
            SEVERITY_WORDS[one.finding.severity],
            where,
            one.when,
            KIND_WORDS[one.finding.kind],
            one.finding.sentence,
        )
        return Row(key, cells, ("warning",) if hard else ())


def _key(one: FoundPlace) -> str:
    """Return what makes a finding another one than the rest, and the same one after an edit."""
    finding = one.finding
    return " ".join((finding.kind, finding.day.isoformat(), *finding.visit_ids, "-", *finding.about))
