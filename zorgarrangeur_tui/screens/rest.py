"""Rust: per school how many people and organisations come, how often somebody comes in, and how many are known faces."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from widgets.detail_view import DetailView, Section
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.rest import FrozenPlaces, FrozenRest, PlaceRest, PublishedRest, rest_per_place
from zorgarrangeur_tui.domain.clock import dutch_date, dutch_date_short
from zorgarrangeur_tui.insight.rest_words import (
    HOW_COUNTED,
    change_line,
    faces_change_text,
    familiar_text,
    number_text,
    rest_changes,
    rest_measures,
)
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.empty_texts import FIRST_CASE
from zorgarrangeur_tui.screens.rest_acts import REST_ACTS, ShowPupils
from zorgarrangeur_tui.screens.school_acts import SchoolActor

_NO_FREEZE = ActText(
    "Nog geen startfoto van deze plek.",
    "Leg er een vast bij Inzicht ({GoInsight}) met {screens.insight_acts.ShowFreezes}: dan ziet u hier voor en na.",
)

_COLUMNS = (
    Column("School of zorglocatie", 18, weight=1),
    Column("Aanbieders", 10, priority=3, right=True),
    Column("Mensen p/w", 10, right=True),
    Column("Binnen p/d", 10, priority=2, right=True),
    Column("Bekend", 9, priority=1, right=True),
    Column("Lln boven wens", 14, priority=4, right=True),
    Column("Sinds rooster", 13, priority=5),
)
_NOTHING = f"Hier komt per school hoeveel mensen er komen. {FIRST_CASE}"
_OWN_USE = "Voor eigen gebruik. Publiceer dit niet: kleine aantallen zijn niet afgeschermd."


class RestScreen(SchoolActor):
    """The rust of every place, the most children above the wish first; the place under the cursor before and after below.

    It shows no child. Widgets: `rest-heading`, `rest-filter`, `rest-table`, `rest-detail`.
    """

    MODE = "insight"
    SHOWS = (
        "school",
        "care_location",
        "case",
        "pupil",
        "care_need",
        "visit_pattern",
        "visit_exception",
        "professional",
        "plan_version",
        "figure_freeze",
        "own_day",
        "school_holiday",
    )
    ACTS = REST_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    RestScreen {
        & RecordTable { height: 3fr; }
        & #rest-detail { height: 2fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, PlaceRest] | None = None
        self._frozen: FrozenPlaces | None = None

    def body(self) -> ComposeResult:
        """Show the places, and the one under the cursor."""
        table = RecordTable(_COLUMNS, empty_text="", id="rest-table")
        yield HeadingLine(content("Rust"), id="rest-heading")
        yield FilterBar(table, placeholder="naam van de school of zorglocatie", id="rest-filter")
        with Vertical():
            yield table
            yield DetailView(id="rest-detail")

    @property
    def place(self) -> PlaceRest | None:
        """The place under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return self.places.get(key or "") if self.places else None

    def school_at_hand(self) -> str | None:
        """Return the id of the place under the cursor."""
        return self.place.place_id if self.place else None

    def reload(self) -> None:
        """Ask the store again."""
        self._show_place()
        self._ask()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the place under the cursor before and after."""
        self._show_place()
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def show_chosen(self) -> None:
        """Show the children of the chosen place."""
        self.run_act(ShowPupils)

    @work(exclusive=True, group="rest")
    async def _ask(self) -> None:
        """Read in a thread: of hundreds of schools that takes a moment. The startfoto's come after the list."""
        found, self._frozen = await asyncio.to_thread(rest_per_place, self.store), None
        self.places = {one.place_id: one for one in found}
        above = sum(one.above_wish for one in found)
        words = f"Rust · {above} {'leerling ziet' if above == 1 else 'leerlingen zien'} meer mensen dan de wens"
        self.query_one("#rest-heading", Static).update(content(words if found else "Rust"))
        self.query_one(RecordTable).set_source(ListSource([_row(one) for one in found]))
        self._show_place()
        self._frozen = await asyncio.to_thread(FrozenPlaces, self.store)
        self._show_place()

    def _show_place(self) -> None:
        place = self.place
        frozen = self._frozen.since(place) if self._frozen and place else None
        if place is not None:
            sections = place_sections(place, frozen)
        elif self.places is None:
            sections = [Section(paragraphs=("Dit wordt geteld. Bij veel scholen duurt dat even.",))]
        else:
            sections = [] if self.places else [Section(paragraphs=(self.words(_NOTHING),))]
        self.query_one("#rest-detail", DetailView).show(sections)


def place_sections(place: PlaceRest, frozen: Sequence[FrozenRest] | None) -> list[Section]:
    """Return the rust of a place beside that of its last published plan and of its startfoto's (None: not read yet)."""
    now = place.now
    lines = [
        ("Zorgaanbieders", number_text(now.providers) or "0"),
        ("Mensen per week", number_text(now.faces) or "0"),
        ("Binnen per schooldag", number_text(now.entries) or "0"),
        ("Bekend van vorige week", familiar_text(place.familiar)),
        ("Leerlingen boven de wens", f"{place.above_wish} van {len(place.pupils)}"),
    ]
    return [
        Section(f"{place.name or 'Onbekende plek'}: nu", lines),
        _published(place.published, place),
        *_frozen(frozen),
        Section("Hoe is geteld", paragraphs=(*HOW_COUNTED, _OWN_USE)),
    ]


def _published(published: PublishedRest | None, place: PlaceRest) -> Section:
    if published is None:
        return Section("Sinds het laatste rooster", paragraphs=("Voor deze plek is nog geen rooster gepubliceerd.",))
    on = f" van {dutch_date_short(published.published_on)}" if published.published_on else ""
    changes = rest_changes(rest_measures(published.rest), rest_measures(place.now))
    return Section(f"Rooster {published.number}{on} → nu", [change_line(one) for one in changes])


def _frozen(frozen: Sequence[FrozenRest] | None) -> list[Section]:
    if frozen is None:
        return []
    if not frozen:
        return [Section("Sinds de startfoto", paragraphs=(_NO_FREEZE,))]
    return [
        Section(
            f"Startfoto {one.name}{f' van {dutch_date(one.frozen_on)}' if one.frozen_on else ''} → nu",
            [change_line(changed) for changed in one.changes],
        )
        for one in frozen
    ]


def _row(place: PlaceRest) -> Row:
    now, before = place.now, place.published.rest if place.published else None
    cells = (
        place.name or "onbekende plek",
        number_text(now.providers),
        number_text(now.faces),
        number_text(now.entries),
        familiar_text(place.familiar),
        str(place.above_wish or ""),
        faces_change_text(before, now),
    )
    return Row(place.place_id, cells, ("warning",) if place.above_wish else ())
