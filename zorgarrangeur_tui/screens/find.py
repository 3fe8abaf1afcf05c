"""Finding anything: one field, and below it every case, school, care location, provider and professional that matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static

from storage.models import CareLocation
from storage.store import Store
from widgets.plain_input import PlainInput
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.find_rows import FIND_COLUMNS, EverythingSource, record_of
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.open_record import open_record

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_SETTLED = 1.0
"""Seconds after which what was typed counts as the search that was meant."""

_PLACEHOLDER = "naam, plaats, kenmerk, schuilnaam, vraag, afspraak, actie"


async def find_anything(app: ZorgarrangeurApp) -> None:
    """Ask what to look for and open what was chosen.

    Raises:
        StorageError: what was chosen is gone by now.
    """
    assert app.session is not None, "only an opened store can be searched"
    store = app.session.store
    chosen = await app.push_screen_wait(FindScreen(store))
    if chosen is None:
        return
    record_type, record_id = chosen
    if record_type == "care_location":
        await _show_cases_at(app, store.get(CareLocation, record_id))
    else:
        await open_record(app, record_type, record_id)


class FindScreen(ModalScreen[tuple[str, str] | None]):
    """A field and what matches; Enter closes with (record type, id). What was searched for is logged, as a mark.

    Widgets: `find-words`, `find-table`.

    Args:
        store: an opened store.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Annuleren", show=False, id="find.close"),
        Binding("down", "to_table", "Naar de lijst", show=False, id="find.to-table"),
    ]
    DEFAULT_CSS = """
    FindScreen {
        align: center middle;
        & > Vertical { width: 95%; max-width: 110; height: 85%; border: round $primary; background: $surface; padding: 0 1; }
        & .find--title { text-style: bold; }
        & .find--hint { color: $text-muted; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._table = RecordTable(
            FIND_COLUMNS,
            EverythingSource(store),
            empty_text="Typ wat u zoekt: een paar letters van elk woord zijn genoeg.",
            id="find-table",
        )
        self._answered: tuple[str, int] = ("", 0)
        self._logged = ""
        self._settle_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Show the field above the list."""
        with Vertical():
            yield Static("Zoeken in alles", classes="find--title", markup=False)
            yield PlainInput(placeholder=_PLACEHOLDER, id="find-words")
            yield self._table
            yield Static("Enter: openen   ↑↓: lijst   Esc: terug", classes="find--hint", markup=False)

    @on(Input.Changed, "#find-words")
    def narrow(self, event: Input.Changed) -> None:
        """Show what matches."""
        self._table.filter_text = event.value

    @on(RecordTable.Filtered)
    def wait_for_search(self, event: RecordTable.Filtered) -> None:
        """Log the search once the user stops typing."""
        event.stop()
        self._answered = (event.filter_text, event.count)
        if self._settle_timer is not None:
            self._settle_timer.stop()
        self._settle_timer = self.set_timer(_SETTLED, self._log_search)

    @on(Input.Submitted, "#find-words")
    def choose_highlighted(self) -> None:
        """Choose the record under the cursor of the list."""
        if self._table.selected_key:
            self._close_with(self._table.selected_key)

    @on(RecordTable.Chosen)
    def choose(self, event: RecordTable.Chosen) -> None:
        """Close with the chosen record."""
        event.stop()
        self._close_with(event.key)

    def action_to_table(self) -> None:
        """Go from the field to the list."""
        self._table.focus()

    def action_close(self) -> None:
        """Close without choosing."""
        self._log_search()
        self.dismiss(None)

    def _close_with(self, key: str) -> None:
        self._log_search()
        self.dismiss(record_of(key))

    def _log_search(self) -> None:
        """Log what is searched now, unless that is what was logged last."""
        words, count = self._answered
        if words.strip() and words != self._logged:
            self._logged = words
            store = self._store
            log_look(self.app, lambda: note_search(store, "everything", count, words=words))


async def _show_cases_at(app: ZorgarrangeurApp, place: CareLocation) -> None:
    """Show the list of cases, narrowed to a care location: it has no screen of its own."""
    await app.switch_mode("cases")
    app.screen.query_one(RecordTable).filter_text = place.name
