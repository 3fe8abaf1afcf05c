"""Writing a visit note: one place to type in, and beside it what each line becomes."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from storage.errors import StorageError
from storage.models import Pupil, VisitNote
from storage.store import Store
from widgets.detail_view import DetailView
from widgets.draft_pace import DraftPace
from widgets.plain_input import PlainTextArea
from widgets.plain_text import content, in_full
from zorgarrangeur_tui.commands import Acting, bindings, key_words, tell
from zorgarrangeur_tui.day_reading import read_day
from zorgarrangeur_tui.desk.drafts import DraftKeeper, key_of_change, key_of_new, written_at
from zorgarrangeur_tui.desk.last_act import last_act, undo_offer
from zorgarrangeur_tui.desk.note_files import NoteFile, note_file, note_text
from zorgarrangeur_tui.desk.note_places import (
    NotePlace,
    place_from,
    place_of,
    place_words,
    proposed_place,
    pupils_at,
)
from zorgarrangeur_tui.desk.visit_notes import change_note, line_problems, linked_pupil, save_note, text_of
from zorgarrangeur_tui.domain.note_lines import ActionLine, RolesLine, parse_line
from zorgarrangeur_tui.domain.note_text import NoteText, parse_note
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.draft_forms import KeepOrTell
from zorgarrangeur_tui.screens.note_preview import LEGEND, preview_sections
from zorgarrangeur_tui.screens.visit_capture_acts import CAPTURE_ACTS
from zorgarrangeur_tui.session import Session

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_TEXT, _SEEN = "text", "seen"
"""In a draft: what was typed, and the note as it was when its user began to change it."""

_MEANWHILE = (
    "Dit verslag is intussen ergens anders gewijzigd. Bewaart u nog een keer, dan komt uw tekst daarvoor in de plaats. "
    "Wilt u eerst zien wat er nu staat, ga dan met Esc terug."
)
_NOT_KEPT = "Wat u nu typt, kan nog niet als concept worden bewaard. Sla het verslag op met {screens.visit_capture_acts.SaveNote}."


class VisitCapture(ModalScreen[str | None], Acting):
    """One visit note being written. What is typed is kept as a draft; saving closes with the id of the note.

    Widgets: `capture-place`, `capture-text`, `capture-preview`, `capture-problem`.

    Args:
        user: the opened store and what belongs to it.
        place: where and when, when no draft says otherwise.
        file: the note that is changed; None for a new one.
    """

    ACTS = CAPTURE_ACTS
    BINDINGS: ClassVar[list[BindingType]] = bindings(CAPTURE_ACTS)
    AUTO_FOCUS = "#capture-text"
    ALLOW_SELECT = False
    DRAFT_SECONDS: ClassVar[float] = 1.0
    """How far the draft may be behind what was typed."""
    DEFAULT_CSS = """
    VisitCapture {
        background: $background;
        & #capture-place { height: auto; background: $surface; text-style: bold; padding: 0 1; }
        & #capture-draft { height: auto; color: $text-accent; padding: 0 1; display: none; }
        & #capture-draft.-said, & #capture-problem.-said { display: block; }
        & #capture-legend, & #capture-hints { height: auto; color: $text-muted; padding: 0 1; }
        & #capture-problem { height: auto; color: $text-error; text-style: bold; padding: 0 1; display: none; }
        & #capture-main { height: 1fr; layout: vertical; }
        & #capture-text { height: 1fr; width: 1fr; padding: 0 1; border: none; background: $surface; }
        & #capture-preview { height: 1fr; width: 1fr; border-top: solid $border-blurred; }
        &.-wide #capture-main { layout: horizontal; }
        &.-wide #capture-text { height: 1fr; width: 3fr; }
        &.-wide #capture-preview { height: 1fr; width: 2fr; border-top: none; border-left: solid $border-blurred; }
    }
    """

    def __init__(self, user: Session, place: NotePlace, file: NoteFile | None = None) -> None:
        super().__init__()
        self.user = user
        self._file = file
        key = key_of_change("visit_note", file.note.id) if file else key_of_new("visit_note")
        self._keeper = DraftKeeper(user.store, key)
        self._begun = note_text(file, self.read_day) if file else ""
        self._begun_place = self.place = place
        found = self._keeper.found
        self._told = ""
        self._start_text = self._seen = self._begun
        if found is not None:
            self._seen = found.fields.get(_SEEN, self._begun)
            self.place = place_from(found.fields, place)
            self._start_text = found.fields.get(_TEXT, "")
            self._told = f"Concept van {written_at(found)} teruggezet. Esc gooit het weg."
        self._pace = DraftPace(self, self.draft_texts, KeepOrTell(self, self._keeper.keep, _NOT_KEPT))
        self._shown: tuple[str, int, NotePlace] | None = None
        self._typed_early = ""
        self._pupils: list[Pupil] = []

    @property
    def store(self) -> Store:
        """The opened store."""
        return self.user.store

    @property
    def text_area(self) -> PlainTextArea:
        """Where the note is typed."""
        return self.query_one("#capture-text", PlainTextArea)

    @property
    def written(self) -> NoteText:
        """What the note says now."""
        return parse_note(self.text_area.text, self.read_day)

    @property
    def changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return bool(self.draft_texts())

    def compose(self) -> ComposeResult:
        """Show where and when, how lines are written, the text, and what becomes of it."""
        yield Static(id="capture-place")
        yield Static(content(self._told), id="capture-draft", classes="-said" if self._told else "")
        yield Static(content(LEGEND, multiline=True), id="capture-legend")
        with Container(id="capture-main"):
            yield PlainTextArea(self._start_text, id="capture-text")
            yield DetailView(id="capture-preview")
        yield Static(id="capture-problem")
        hints = "  ".join(f"{key_words(act, self.app)} {act.label}" for act in CAPTURE_ACTS)
        yield Static(content(hints), id="capture-hints")

    def on_mount(self) -> None:
        """Put the cursor behind what is there, and keep the draft when the app stops."""
        self.user.open_forms.append(self._keep_now)
        area = self.text_area
        area.move_cursor(area.document.end)
        area.insert(self._typed_early)
        self.move_to(self.place)

    def on_unmount(self) -> None:
        """Keep nothing more."""
        with suppress(ValueError):
            self.user.open_forms.remove(self._keep_now)

    def on_key(self, event: events.Key) -> None:
        """Take what was typed before there was a place to type in: quick fingers lose no letter.

        The text takes its own letters and lets none through, so what comes here was on its way before it.
        """
        if not event.is_printable or not event.character:
            return
        if not self.query("#capture-text"):
            self._typed_early += event.character
        elif self.focused in {None, self.text_area}:
            self.text_area.insert(event.character)
        else:
            return
        event.stop()

    def read_day(self, text: str) -> date | None:
        """Return the day that a text names, seen from today."""
        return read_day(text, self.user.today)

    def move_to(self, place: NotePlace) -> None:
        """Let the note be about another place or moment."""
        self.place = place
        self._pupils = pupils_at(self.store, place)
        self.query_one("#capture-place", Static).update(content(in_full(place_words(self.store, place), self)))
        self._show_meaning()
        self._keep_soon()

    def add_role(self, role: str) -> None:
        """Add a role to the line of who was there, or begin that line."""
        area = self.text_area
        for row in range(area.document.line_count):
            typed = area.document.get_line(row)
            if isinstance(parse_line(typed, self.read_day), RolesLine):
                area.replace(f"{typed.rstrip().rstrip(',')}, {role}", (row, 0), (row, len(typed)))
                return
        area.insert(f"met: {role}\n", (0, 0), maintain_selection_offset=True)

    def toggle_share(self) -> None:
        """Put the sign that it may be shared behind the line under the cursor, or take it away."""
        area = self.text_area
        row = area.cursor_location[0]
        typed = area.document.get_line(row)
        bare = typed.rstrip()
        if not bare:
            return
        text = bare[:-1].rstrip() if bare.endswith("*") else f"{bare} *"
        area.replace(text, (row, 0), (row, len(typed)), maintain_selection_offset=False)
        area.move_cursor((row, len(text)))

    def save(self) -> None:
        """Keep the note and close; when it is refused, say which line and stay."""
        before = last_act(self.store)
        try:
            if self._changed_meanwhile():
                self._tell_problem(_MEANWHILE)
                return
            note = self._written_to_store()
        except StorageError as refusal:
            self._tell_problem(str(refusal))
            self._to_problem()
            return
        self._forget()
        entries = [line for _, line in self.written.entries]
        actions = sum(isinstance(line, ActionLine) for line in entries)
        lines = len(entries) - actions
        told = f"{lines} {'regel' if lines == 1 else 'regels'}, {actions} {'actie' if actions == 1 else 'acties'}"
        undoing = undo_offer(self.store, before, "Met {Undo} (ongedaan) gaat het terug.")
        tell(self.app, ActText(f"Bezoekverslag bewaard: {told}.", undoing))
        self.dismiss(note.id)

    def discard(self) -> None:
        """Close and let go of what was typed."""
        self._forget()
        self.dismiss(None)

    def draft_texts(self) -> dict[str, str]:
        """Return what is not saved yet, as the texts of a draft; nothing when nothing was changed."""
        text = self.text_area.text
        moved = self._file is not None and self.place != self._begun_place
        if (text == self._begun and not moved) or (self._file is None and not text.strip()):
            return {}
        linked = {pupil.id for _, line in self.written.entries if (pupil := linked_pupil(text_of(line), self._pupils))}
        seen = {_SEEN: self._seen} if self._file is not None else {}
        return {_TEXT: text, **seen, **self.place.texts(), "pupils": "\n".join(sorted(linked))}

    @on(TextArea.Changed, "#capture-text")
    def follow_text(self) -> None:
        """Show what it means now, and keep it."""
        self._show_meaning()
        self._keep_soon()

    @on(TextArea.SelectionChanged, "#capture-text")
    def follow_cursor(self) -> None:
        """Show what the line under the cursor means."""
        self._show_meaning()

    def _changed_meanwhile(self) -> bool:
        """Tell, once, whether the note is another by now than when its user began: lines of others would be taken away."""
        if self._file is None:
            return False
        now = note_text(note_file(self.store, self._file.note.id), self.read_day)
        changed, self._seen = now != self._seen, now
        return changed

    def _written_to_store(self) -> VisitNote:
        if self._file is None:
            return save_note(self.store, self.place, self.written)
        return change_note(self.store, self._file.note.id, self.place, self.written, read_day=self.read_day)

    def _show_meaning(self) -> None:
        line = self.text_area.cursor_location[0] + 1
        shown = (self.text_area.text, line, self.place)
        if shown == self._shown:
            return
        self._shown = shown
        written = self.written
        problems = line_problems(written)
        self.query_one("#capture-preview", DetailView).show(preview_sections(written, line, problems, self._pupils))
        self._tell_problem(next((f"Regel {number}: {text}" for number, text in problems.items()), ""))

    def _tell_problem(self, sentence: str) -> None:
        problem = self.query_one("#capture-problem", Static)
        problem.update(content(f"! {sentence}"))
        problem.set_class(bool(sentence), "-said")

    def _to_problem(self) -> None:
        """Put the cursor on the first line that cannot be kept."""
        number = next(iter(line_problems(self.written)), None)
        if number is not None:
            self.text_area.move_cursor((number - 1, len(self.text_area.document.get_line(number - 1))))

    def _keep_soon(self) -> None:
        self._pace.typed(self.DRAFT_SECONDS)

    def _keep_now(self) -> None:
        if self.is_mounted:
            self._keeper.keep(self.draft_texts())

    def _forget(self) -> None:
        try:
            self._keeper.forget()
        except StorageError as refusal:
            tell(self.app, f"Het concept van dit verslag staat er nog. {refusal}", severity="error")


def write_note(app: ZorgarrangeurApp) -> None:
    """Open the capture on a new note, or on the one that was not finished."""
    assert app.session is not None
    screen: Any = app.screen
    place = proposed_place(
        app.session.store,
        school_id=getattr(screen, "school_id", ""),
        case_id=getattr(screen, "case_id", ""),
    )
    app.push_screen(VisitCapture(app.session, place))


def change_written_note(app: ZorgarrangeurApp, file: NoteFile) -> None:
    """Open the capture on a note that is there."""
    assert app.session is not None
    app.push_screen(VisitCapture(app.session, place_of(file.note, proposed_place(app.session.store)), file))
