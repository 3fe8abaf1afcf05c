"""Te kiezen: fields with two values, proposals of others, and what waits until another has chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.history import FieldKey
from storage.models import RECORD_TYPES
from widgets.detail_view import DetailView, Section
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.choice_words import KIND_WORDS, ValueReader, counted_words, is_hidden, question_lines
from zorgarrangeur_tui.commands import Instant, Leave, bindings, tell
from zorgarrangeur_tui.desk.import_choices import Choice, Question, decisions, other_values
from zorgarrangeur_tui.desk.looking import note_names_read, note_search
from zorgarrangeur_tui.desk.open_questions import OpenQuestion, children_in, choose, waiting_questions
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.screens.choice_acts import AllOfKind, KeepBoth, KeepMine, ShowNames, TakeTheirs, TypeValue
from zorgarrangeur_tui.screens.choosing import ChoosingScreen
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.open_filter import OpenFilter

_CHOSEN = "Gekozen. Het gaat met de volgende bundel mee; met {Undo} (ongedaan) draait u het terug."

_COLUMNS = (
    Column("Stand", 14, priority=1),
    Column("Gegeven", 14, weight=3),
    Column("Veld", 10, weight=2),
    Column("Nu bij u", 10, weight=3, priority=2),
    Column("Andere waarde", 13, weight=3),
    Column("Van wie", 10, weight=2, priority=3),
)
_NOTHING = (
    "Er is niets te kiezen, en niets van u wacht op een ander. Hier komt iets nadat u een bundel inlas: {GoExchange} "
    "(Uitwisseling), dan {screens.bundle_acts.ReadBundle}."
)


class NextToChoose(Instant):
    """Ga naar de volgende regel waarin u moet kiezen."""

    key = "o"
    label = "Volgende keuze"

    @classmethod
    def now(cls, actor: OpenQuestionsScreen) -> None:
        """Move the cursor; from the last one to the first."""
        actor.go_to_question()


class FilterQuestions(OpenFilter):
    """Zoek op gegeven, veld, waarde of wie het schreef."""


class LeaveQuestions(Leave):
    """Ga terug."""


class OpenQuestionsScreen(ChoosingScreen):
    """Everything that waits for a choice. Each choice is one act, that can be undone.

    Widgets: `questions-heading`, `questions-filter`, `questions-table`, `questions-detail`.
    """

    MODE = "exchange"
    SHOWS = tuple(RECORD_TYPES)
    ACTS = (
        TakeTheirs,
        KeepMine,
        FilterQuestions,
        LeaveQuestions,
        KeepBoth,
        TypeValue,
        AllOfKind,
        NextToChoose,
        ShowNames,
    )
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    OpenQuestionsScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #questions-detail { height: 7; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._names = False
        self._logged = False
        self._found: dict[str, OpenQuestion] = {}
        self._questions: list[Question] = []
        self._reader: ValueReader | None = None

    def body(self) -> ComposeResult:
        """Show how much waits, the lines, and the line under the cursor in full."""
        yield HeadingLine(id="questions-heading")
        table = RecordTable(_COLUMNS, empty_text=self.words(_NOTHING), id="questions-table")
        yield FilterBar(table, placeholder="gegeven, veld, waarde, wie", id="questions-filter")
        with Vertical():
            yield table
            yield DetailView(id="questions-detail")

    def reload(self) -> None:
        """Ask the store again."""
        self._read()

    @property
    def reader(self) -> ValueReader:
        """Puts values into words."""
        if self._reader is None:
            self._reader = ValueReader(self.store, names=self._names)
        return self._reader

    @property
    def selected(self) -> OpenQuestion | None:
        """The question under the cursor."""
        return self._found.get(self.query_one(RecordTable).selected_key or "") if self.is_mounted else None

    def all_questions(self) -> Sequence[Question]:
        """Return every question, in the order of the list."""
        return self._questions

    def questions_at_cursor(self) -> Sequence[Question]:
        """Return the question under the cursor, when it is for this user."""
        one = self.selected
        return (one.question,) if one is not None and one.question.can_choose else ()

    def take_choices(self, found: Mapping[FieldKey, Choice | None]) -> None:
        """Write what was chosen, as one act."""
        chosen = {key: choice for key, choice in found.items() if choice is not None}
        choose(self.store, decisions(chosen), seen=self._questions)
        tell(self.app, self.words(_CHOSEN))

    def hides(self) -> bool:
        """Tell whether some line is about a child and hidden."""
        return not self._names and any(map(is_hidden, self.all_questions()))

    def show_names(self) -> None:
        """Log it, then show them for as long as this screen is open."""
        self._names, self._reader = True, None
        store, found = self.store, list(self._found.values())
        log_look(self.app, lambda: note_names_read(store, children_in(store, found)))
        self._show(found)

    def go_to_question(self) -> None:
        """Put the cursor on the next line in which this user must choose."""
        order = list(self._found)
        places = [place for place, key in enumerate(order) if self._found[key].question.can_choose]
        if not places:
            tell(self.app, "U hoeft niets te kiezen.")
            return
        table = self.query_one(RecordTable)
        at = order.index(table.selected_key) if table.selected_key in self._found else -1
        place = next((one for one in places if one > at), places[0])
        if not table.move_to(order[place]):
            table.filter_text = ""
            table.move_to(order[place])

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the line under the cursor in full."""
        self._show_detail()

    @work(name="questions", group="questions", exclusive=True)
    async def _read(self) -> None:
        """Read what waits, in a thread."""
        store = self.store
        found = await asyncio.to_thread(waiting_questions, store)
        self._reader = None
        self._show(found)
        if not self._logged:
            self._logged = True
            log_look(self.app, lambda: note_search(store, "conflict", len(found)))

    def _show(self, found: Sequence[OpenQuestion]) -> None:
        self._found = {_key(one): one for one in found}
        self._questions = [one.question for one in found]
        self.query_one(RecordTable).set_source(ListSource([self._row(key, one) for key, one in self._found.items()]))
        waits = sum(not one.question.can_choose for one in found)
        parts = [counted_words(one.question for one in found) or "U hoeft niets te kiezen"]
        if waits:
            parts.append(f"{waits} {'wacht' if waits == 1 else 'wachten'} op een ander")
        self.query_one("#questions-heading", Static).update(content(" · ".join(parts)))
        self._show_detail()

    def _row(self, key: str, one: OpenQuestion) -> Row:
        question, reader = one.question, self.reader
        cells = (
            KIND_WORDS[question.kind],
            one.title,
            field_word(question.record_type, question.field),
            reader.question_text(question.key, question.mine),
            " / ".join(reader.question_text(question.key, value) for value in other_values(question)),
            "; ".join(dict.fromkeys(reader.who(claim) for claim in question.theirs)),
        )
        return Row(key, cells, ("warning",) if question.can_choose else ("muted",))

    def _show_detail(self) -> None:
        one = self.selected
        lines: list[tuple[str, str]] = []
        if one is not None:
            whose = f"van {self.reader.person(one.owner)}" if one.owner else "van iedereen"
            lines = [("Gegeven", f"{one.title} ({whose})"), *question_lines(one.question, self.reader)]
        self.query_one("#questions-detail", DetailView).show([Section(lines=lines)] if lines else [])
        self.refresh_acts()


def _key(one: OpenQuestion) -> str:
    return " ".join(one.question.key)
