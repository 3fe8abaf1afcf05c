"""Choosing a file to read: type its path, with Tab to complete it, or walk to it in the list below."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from widgets.dialog_frame import DialogFrame
from widgets.keeps_keys_waiting import KeepsKeysWaiting
from widgets.plain_input import PlainInput
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from widgets.typed_over import begins_a_path
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.figure_words import size_words
from zorgarrangeur_tui.keys.key_turns import ACTS
from zorgarrangeur_tui.screens.file_names import FoundName, completed, names_for, path_of, split

_COLUMNS = (
    Column("Naam", 20, weight=3),
    Column("Grootte", 9, priority=2, right=True),
    Column("Gewijzigd", 10, priority=1, right=True),
)


_NAMES = "file-names"
"""The group of the worker that looks which names there are."""


class FileDialog(DialogFrame[Path | None], KeepsKeysWaiting):
    """Ask for a file that is there; closes with its path, or with None. Nothing is read or written.

    Widgets: `file-path` (the field), `file-names` (folders and files that begin as typed), `file-problem`.

    Args:
        title: what the file is for.
        endings: the endings of the files that are listed, in small letters, such as ".csv".
        start: the path in the field at the start.
    """

    AUTO_FOCUS = "#file-path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Aanvullen", show=False, priority=True, id="file-dialog.complete"),
        Binding("down", "to_names", "Naar de lijst", show=False, id="file-dialog.to-names"),
    ]
    DEFAULT_CSS = """
    FileDialog {
        & > #dialog { height: 85%; }
        & #file-path { background: $panel; padding: 0 1; }
        & #file-problem { height: 1; padding: 0 1; color: $text-error; text-style: bold; }
        & #file-names { height: 1fr; }
    }
    """

    def __init__(self, title: str, *, endings: Sequence[str], start: str = "") -> None:
        super().__init__(title)
        self._endings = tuple(endings)
        self._start = start or _usual_folder()
        self._found: dict[str, FoundName] = {}

    def body(self) -> Iterable[Widget]:
        """Return the field, what is wrong with it, and the names that fit."""
        yield PlainInput(self._start, id="file-path")
        yield Static(id="file-problem")
        empty = f"Hier staat niets met deze naam dat eindigt op {' of '.join(self._endings)}."
        yield RecordTable(_COLUMNS, empty_text=empty, id="file-names")

    def hints(self) -> str:
        """Return the keys that work."""
        return "Tab aanvullen · ↓ lijst · Enter kiezen · Esc annuleren"

    def on_mount(self) -> None:
        """Show what there is."""
        self._list_names(self._start)

    @on(Input.Changed, "#file-path")
    def follow(self, event: Input.Changed) -> None:
        """Show what begins as typed; a whole path takes the place of the folder that was filled in."""
        event.stop()
        self._tell("")
        added = self._field.value.removeprefix(self._start)
        if added != self._field.value and self._start.endswith(("/", os.sep)) and begins_a_path(added):
            self._type(added)
            return
        self._list_names(event.value)

    @on(Input.Submitted, "#file-path")
    def choose_typed(self, event: Input.Submitted) -> None:
        """Choose the file, or go into the folder, that was typed."""
        event.stop()
        self._choose(event.value)

    @on(RecordTable.Chosen)
    def choose_listed(self, event: RecordTable.Chosen) -> None:
        """Choose the file, or go into the folder, under the cursor."""
        event.stop()
        folder, _ = split(self._field.value)
        self._choose(folder + event.key)

    def action_to_names(self) -> None:
        """Go from the field to the list."""
        self.query_one(RecordTable).focus()

    @work(group=ACTS)
    async def action_complete(self) -> None:
        """Add what all names that fit share; a disk that does not answer keeps only this dialog waiting."""
        typed = self._field.value
        found = await asyncio.to_thread(names_for, typed, self._endings)
        if self._field.value == typed:
            self._type(completed(typed, found))

    def action_cancel(self) -> None:
        """Close without a file."""
        self.dismiss(None)

    @property
    def keeps_keys_waiting(self) -> bool:
        """Whether the list is still that of what stood in the field before."""
        looking = any(one.node is self and one.group == _NAMES and not one.is_finished for one in self.workers)
        return looking or self.query_one(RecordTable).is_asking

    @property
    def _field(self) -> PlainInput:
        return self.query_one("#file-path", PlainInput)

    def _choose(self, typed: str) -> None:
        path = path_of(typed)
        if path.is_file():
            self.dismiss(path)
        elif path.is_dir() and typed.strip():
            if typed.endswith(("/", os.sep)):
                self._tell("Dit is een map. Kies met ↓ een bestand uit de lijst.")
            self._type(typed if typed.endswith(("/", os.sep)) else typed + os.sep)
        else:
            self._tell("Dit bestand is er niet. Kijk de naam na.")

    def _type(self, typed: str) -> None:
        """Put a path in the field, with the cursor after it."""
        self._field.value = typed
        self._field.cursor_position = len(typed)
        self._field.focus()

    def _tell(self, sentence: str) -> None:
        self.query_one("#file-problem", Static).update(content(f"! {sentence}" if sentence else ""))

    @work(exclusive=True, group=_NAMES)
    async def _list_names(self, typed: str) -> None:
        """Look in the folder, in a thread: it may lie on a slow disk."""
        found = await asyncio.to_thread(names_for, typed, self._endings)
        self.query_one(RecordTable).set_source(ListSource([_row(one) for one in found]))


def _row(found: FoundName) -> Row:
    if found.is_folder:
        return Row(found.name, (found.name + os.sep, "map", ""), ("strong",))
    changed = dutch_date_short(found.changed.date()) if found.changed else ""
    return Row(found.name, (found.name, size_words(found.size), changed))


def _usual_folder() -> str:
    """Return the folder in which people look first: that of downloads, else the home folder."""
    from platformdirs import user_downloads_path  # noqa: PLC0415 - one use

    home, downloads = Path.home(), user_downloads_path()
    if not downloads.is_dir():
        return f"~{os.sep}"
    shown = f"~{os.sep}{downloads.relative_to(home)}" if downloads.is_relative_to(home) else str(downloads)
    return shown + os.sep
