"""Overzicht: how it stands with everybody one exchanges with, those who ask for attention first."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.models.codes import Role
from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.exchange_overview import Standing, overview
from zorgarrangeur_tui.desk.exchange_points import Urgency
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.screens.empty_texts import FIRST_CONTACT
from zorgarrangeur_tui.screens.exchange_overview_acts import OVERVIEW_ACTS, ShowStanding
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_COLUMNS = (
    Column("Naam", 12, weight=2),
    Column("Van hen", 18, weight=1, priority=1),
    Column("Naar hen", 18, weight=1, priority=2),
    Column("Aandacht", 20, weight=3),
)
_EMPTY = f"Nog geen contacten. {FIRST_CONTACT}"


class ExchangeOverviewScreen(StoreScreen):
    """A line per contact; the one under the cursor in full below.

    Widgets: `overview-heading`, `overview-table`, `overview-detail`.
    """

    SHOWS = tuple(RECORD_WORDS)
    ACTS = OVERVIEW_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ExchangeOverviewScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #overview-detail { height: 10; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.standings: list[Standing] = []

    def body(self) -> ComposeResult:
        """Show the contacts and the one under the cursor."""
        with Vertical():
            yield HeadingLine(id="overview-heading")
            yield RecordTable(_COLUMNS, empty_text=self.words(_EMPTY), id="overview-table")
            yield DetailView(id="overview-detail")

    def reload(self) -> None:
        """Ask the store again."""
        self.standings = overview(self.store)
        self.query_one(RecordTable).set_source(ListSource([_row(one) for one in self.standings]))
        waiting = sum(one.urgency is not Urgency.NONE for one in self.standings)
        people = counted(len(self.standings), "contact", "contacten")
        asks = f"{waiting} {'vraagt' if waiting == 1 else 'vragen'} aandacht" if waiting else "niets vraagt aandacht"
        self.query_one("#overview-heading", Static).update(content(f"Overzicht · {people} · {asks}"))
        self.follow_cursor()

    @property
    def at_cursor(self) -> Standing | None:
        """How it stands with the contact under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return next((one for one in self.standings if one.contact.fingerprint == key), None)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Tell all about the contact under the cursor."""
        one = self.at_cursor
        self.query_one("#overview-detail", DetailView).show(standing_sections(one) if one else [])
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def show_chosen(self) -> None:
        """Show the chosen contact with its bundles."""
        self.run_act(ShowStanding)


def standing_sections(one: Standing) -> list[Section]:
    """Return how it stands with one person, and what to do."""
    contact = one.contact
    lines = [
        ("Rol", word(contact.card.role, Role)),
        ("Kaart", contact.verified_how),
        ("Laatste van hen", one.in_words),
        ("Laatste naar hen", one.out_words),
    ]
    advice = tuple(f"! {point.words[:1].upper()}{point.words[1:]}. {point.advice}" for point in one.points)
    return [Section(one.name, lines, advice)]


def _row(one: Standing) -> Row:
    attention = "; ".join(point.words for point in one.points)
    marks = ("warning",) if one.points else ()
    return Row(one.contact.fingerprint, (one.name, one.in_words, one.out_words, attention), marks)
