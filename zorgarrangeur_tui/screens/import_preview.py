"""What a bundle would change: record by record and field by field, with the choices that it asks, and then reading it in."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import StorageError
from storage.history import FieldKey
from storage.models import RECORD_TYPES
from storage.taking_in import Incoming, inspect_bundle
from widgets.detail_view import DetailView, Section
from widgets.draft_pace import DraftPace
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.choice_words import ValueReader
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.drafts import DraftKeeper, key_of_form, written_at
from zorgarrangeur_tui.desk.import_choices import Choice, Question
from zorgarrangeur_tui.desk.kept_choices import choice_texts, kept_choices
from zorgarrangeur_tui.desk.looking import note_names_in_bundle, note_search
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.exchange_words import source_line, warning_lines
from zorgarrangeur_tui.import_rows import (
    FIELD_COLUMNS,
    RECORD_COLUMNS,
    IncomingRecord,
    RecordsSource,
    field_details,
    field_rows,
    incoming_records,
    record_summary,
    tells_of_a_child,
)
from zorgarrangeur_tui.screens.choosing import ChoosingScreen
from zorgarrangeur_tui.screens.draft_forms import KeepOrTell
from zorgarrangeur_tui.screens.import_preview_acts import PREVIEW_ACTS
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.working import work_on

_MOST_WARNINGS = 3
_NOT_KEPT = "Wat u koos, geldt hier nog wel; stopt de app, dan kiest u opnieuw."
DRAFT_SECONDS = 1.0
"""How far what is kept may be behind what was chosen."""
_LOW = 24
"""Under so many lines there is no room for the panel that tells a field in full."""


async def look_into(screen: StoreScreen, data: bytes, *, may_read_in: bool = True) -> None:
    """Show what a bundle would change; from there it can be read in.

    Args:
        screen: where it is asked.
        data: the file.
        may_read_in: False for only looking.

    Raises:
        BundleRefused, ValueRefused: with the reason; nothing of the file was used.
    """
    incoming = await work_on(screen.app, "bundel bekijken", partial(inspect_bundle, screen.store, data))
    await screen.app.push_screen(ImportPreviewScreen(data, incoming, may_read_in=may_read_in))


class ImportPreviewScreen(ChoosingScreen):
    """The records of a bundle above, the fields of the record under the cursor below; nothing is written until it is read in.

    Widgets: `import-heading`, `import-source`, `import-warnings`, `import-filter`, `import-records`, `import-fields`, `import-detail`.

    Args:
        data: the file.
        incoming: what it would do, as it was just looked at.
        may_read_in: whether it can be read in from here; otherwise there is only looking.
    """

    MODE = "exchange"
    SHOWS = tuple(RECORD_TYPES)
    ACTS = PREVIEW_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ImportPreviewScreen {
        & #import-source { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; }
        & #import-warnings { height: auto; max-height: 3; padding: 0 1; color: $text-warning; display: none; }
        & #import-records { height: 1fr; min-height: 4; }
        & #import-fields { height: 1fr; min-height: 4; border-top: solid $border-blurred; }
        & #import-detail { height: 5; border-top: solid $border-blurred; }
        &.-low #import-detail, &.-low #import-source { display: none; }
        &.-low #import-warnings { max-height: 1; }
    }
    """

    def __init__(self, data: bytes, incoming: Incoming, *, may_read_in: bool = True) -> None:
        super().__init__()
        self.data = data
        self.may_read_in = may_read_in
        self.incoming = incoming
        self.only_questions = False
        self.read_in = False
        self._names = False
        self._opened = False
        self._choices: dict[FieldKey, Choice] = {}
        self._records: dict[str, IncomingRecord] = {}
        self._questions: list[Question] = []
        self._has_hidden = False
        self._reader: ValueReader | None = None
        self._keeper: DraftKeeper | None = None
        self._pace = DraftPace(self, self._choice_texts, KeepOrTell(self, self._keep, _NOT_KEPT))

    def body(self) -> ComposeResult:
        """Show where it comes from, the records, the fields of one, and one field in full."""
        yield HeadingLine(id="import-heading")
        yield Static(id="import-source")
        yield Static(id="import-warnings")
        records = RecordTable(RECORD_COLUMNS, empty_text="Deze bundel verandert hier niets.", id="import-records")
        yield FilterBar(records, placeholder="soort, naam, veld of wat er gebeurt", id="import-filter")
        with Vertical():
            yield records
            yield RecordTable(FIELD_COLUMNS, empty_text="Van dit gegeven verandert geen veld.", id="import-fields")
            yield DetailView(id="import-detail")

    def reload(self) -> None:
        """Show what was looked at; look again when the store changed since, but not because this was read in."""
        if self.read_in:
            return
        self._read(again=self._opened)
        self._opened = True

    @property
    def reader(self) -> ValueReader:
        """Puts values into words."""
        if self._reader is None:
            titles = {one.record_id: one.title for one in self._records.values()}
            self._reader = ValueReader(self.store, titles, names=self._names)
        return self._reader

    @property
    def may_choose(self) -> bool:
        """Only what is going to be read in asks for choices."""
        return self.may_read_in

    @property
    def choices(self) -> Mapping[FieldKey, Choice]:
        """What was chosen so far."""
        return self._choices

    @property
    def records(self) -> list[IncomingRecord]:
        """All records of the bundle, in the order of the list."""
        return list(self._records.values())

    @property
    def record(self) -> IncomingRecord | None:
        """The record under the cursor."""
        return self._records.get(self._table("records").selected_key or "") if self.is_mounted else None

    def all_questions(self) -> Sequence[Question]:
        """Return every question, in the order of the list."""
        return self._questions

    def questions_at_cursor(self) -> Sequence[Question]:
        """Return the question of the field under the cursor, or all of the record when the keyboard is in the list."""
        record = self.record
        if record is None:
            return ()
        if self.focused is not self._table("fields"):
            return record.questions
        return [question for question in record.questions if question.field == self._table("fields").selected_key]

    def waiting(self) -> list[Question]:
        """Return the questions without an answer."""
        return [question for question in self.all_questions() if question.key not in self._choices]

    def take_choices(self, found: Mapping[FieldKey, Choice | None]) -> None:
        """Keep what was chosen until the bundle is read in."""
        for key, choice in found.items():
            if choice is None:
                self._choices.pop(key, None)
            else:
                self._choices[key] = choice
        self._pace.typed(DRAFT_SECONDS)
        self._table("records").reload()
        self._show_fields()
        self._show_heading()

    def forget_choices(self) -> None:
        """Keep no choices any more: the bundle was read in, or its reader let them go."""
        if self._keeper is not None:
            # They stay where they are when the disk is full, and come back with the bundle; they do no harm there.
            with suppress(StorageError):
                self._keeper.forget()

    def on_unmount(self) -> None:
        """Keep nothing more."""
        with suppress(ValueError):
            self.user.open_forms.remove(self._keep_now)

    def hides(self) -> bool:
        """Tell whether the bundle holds names or notes that are hidden."""
        return self._has_hidden and not self._names

    def show_names(self) -> None:
        """Log it, then show them for as long as this screen is open."""
        self._names, self._reader = True, None
        store, plan, bundle_id = self.store, self.incoming.plan, self.incoming.header.bundle_id
        log_look(self.app, lambda: note_names_in_bundle(store, plan, bundle_id))
        self._show_fields()

    def go_to_question(self, by: int) -> None:
        """Put the cursor on the next (1) or previous (-1) record with a question that has no answer."""
        shown = [record for record in self._records.values() if record.open_count(self._choices)]
        if not shown:
            tell(self.app, self.words("Alles is gekozen. Met {ReadIn} leest u de bundel in."))
            return
        order = list(self._records)
        at = order.index(self.record.record_id) if self.record else -1
        places = [order.index(record.record_id) for record in shown]
        further = [place for place in places if (place > at if by > 0 else place < at)]
        place = (min(further) if by > 0 else max(further)) if further else (places[0] if by > 0 else places[-1])
        records = self._table("records")
        if not records.move_to(order[place]):
            records.filter_text = ""
            records.move_to(order[place])
        records.focus()

    def show_only_questions(self, only: bool) -> None:
        """Show only the records in which something must be chosen, or all again."""
        self.only_questions = only
        self._show_records()
        self._show_heading()

    def leave_fields(self) -> bool:
        """Go from the fields back to the records; False when the keyboard was not there."""
        if self.focused is not self._table("fields"):
            return False
        self._table("records").focus()
        return True

    @on(events.Resize)
    def fit(self, event: events.Resize) -> None:
        """Leave the panel out where there is no room."""
        self.set_class(event.size.height < _LOW, "-low")

    @on(RecordTable.Highlighted, "#import-records")
    def follow_record(self) -> None:
        """Show the fields of the record under the cursor."""
        self._show_fields()

    @on(RecordTable.Highlighted, "#import-fields")
    def follow_field(self) -> None:
        """Show the field under the cursor in full."""
        self._show_detail()

    @on(RecordTable.Chosen, "#import-records")
    def open_record(self) -> None:
        """Go to the fields of the record."""
        self._table("fields").focus()

    @on(events.DescendantFocus)
    def follow_focus(self) -> None:
        """The keys are about a field or about a whole record."""
        self.refresh_acts()

    def _table(self, name: str) -> RecordTable:
        return self.query_one(f"#import-{name}", RecordTable)

    @work(name="incoming", group="incoming", exclusive=True)
    async def _read(self, *, again: bool) -> None:
        """Read the records in a thread; look at the file anew when the store changed."""
        store, data = self.store, self.data
        if again:
            try:
                self.incoming = await asyncio.to_thread(inspect_bundle, store, data)
            except StorageError as refusal:
                tell(self.app, str(refusal), severity="warning")
                self.dismiss()
                return
        incoming = self.incoming
        records = await asyncio.to_thread(incoming_records, store, incoming)
        self._records = {record.record_id: record for record in records}
        seen = {question.key: question for question in self._questions}
        self._questions = [question for record in records for question in record.questions]
        self._has_hidden = any(map(tells_of_a_child, records))
        self._reader = None
        # Where other values stand now than the user chose between, it is asked again: nobody chooses what was not seen.
        same = {question.key for question in self._questions if seen.get(question.key) == question}
        self._choices = {key: choice for key, choice in self._choices.items() if key in same}
        if self._keeper is None and self.may_read_in:
            self._bring_back()
        self._show_records()
        self._show_heading()
        if not again:
            log_look(self.app, lambda: note_search(store, "incoming", len(records), subject=incoming.header.bundle_id))

    def _bring_back(self) -> None:
        """Choose again what was chosen in this bundle before the app stopped, and keep what is chosen from now on."""
        self._keeper = DraftKeeper(self.store, key_of_form(DraftForm.IMPORT_CHOICES, self.incoming.header.bundle_id))
        self.user.open_forms.append(self._keep_now)
        found = self._keeper.found
        if found is not None:
            self._choices = kept_choices(found.fields, self._questions)
            told = f"Uw keuzes van {written_at(found)} staan er weer."
            if lost := len(found.fields) - len(self._choices):
                told = f"{told} Bij {counted(lost, 'keuze', 'keuzes')} is intussen iets veranderd: kies daar opnieuw."
            tell(self.app, told)

    def _choice_texts(self) -> dict[str, str]:
        return choice_texts(self._choices, self._questions)

    def _keep(self, texts: Mapping[str, str]) -> None:
        """Keep the choices. What cannot be kept now is kept with the next choice."""
        if self._keeper is not None:
            self._keeper.keep(texts)

    def _keep_now(self) -> None:
        self._keep(self._choice_texts())

    def _show_records(self) -> None:
        shown = [one for one in self._records.values() if one.questions or not self.only_questions]
        self._table("records").set_source(RecordsSource(shown, self._choices))
        self._show_fields()

    def _show_heading(self) -> None:
        sender = self.incoming.sender.card.label
        waits = len(self.waiting())
        parts = [
            f"Bundel {self.incoming.sequence} van {sender}",
            record_summary(list(self._records.values())) or "niets nieuws",
        ]
        if waits:
            parts.append(f"nog {waits} te kiezen")
        if self.only_questions:
            parts.append("alleen wat u moet kiezen")
        self.query_one("#import-heading", Static).update(content(" · ".join(parts)))
        self.query_one("#import-source", Static).update(content(source_line(self.incoming)))
        warnings = warning_lines(self.incoming)
        panel = self.query_one("#import-warnings", Static)
        panel.display = bool(warnings)
        panel.update(content("\n".join(warnings[:_MOST_WARNINGS]), multiline=True))
        self.refresh_acts()

    def _show_fields(self) -> None:
        record = self.record
        rows = field_rows(record, self.reader, self._choices) if record else []
        self._table("fields").set_source(ListSource(rows))
        self._show_detail()

    def _show_detail(self) -> None:
        record = self.record
        field = self._table("fields").selected_key or ""
        lines = field_details(record, field, self.reader) if record else []
        self.query_one("#import-detail", DetailView).show([Section(lines=lines)] if lines else [])
        self.refresh_acts()
