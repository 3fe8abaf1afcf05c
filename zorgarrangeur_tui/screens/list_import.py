"""Reading in a list, whatever is in it: look at what would change, decide, and hear what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from storage.store import Store
from widgets.dialogs import MessageDialog
from widgets.difference_list import DifferenceItem
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.keys.key_turns import keys_free
from zorgarrangeur_tui.screens.file_dialog import FileDialog
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.preview import PreviewScreen
from zorgarrangeur_tui.working import work_on

Plan = TypeVar("Plan")


@dataclass(frozen=True, slots=True)
class ListImport(Generic[Plan]):
    """How one kind of list is read in.

    Attributes:
        title: what it is called, in Dutch.
        plan: gives what a file (store, name, bytes) would change. It runs in a thread, as the next two do.
        items: what of that is shown before anything is done; nothing: there is nothing to read in.
        apply: reads it in as one act, and gives what it did.
        summary: the plan in lines.
        done: what was done, in a sentence.
        afterwards: how to get back from it, in a sentence that may name acts between braces.
        called: what is read in, when that is more than the file that was chosen.
    """

    title: str
    plan: Callable[[Store, str, bytes], Plan]
    items: Callable[[Plan], list[DifferenceItem]]
    apply: Callable[[Store, str, bytes], Plan]
    summary: Callable[[Plan], list[str]]
    done: Callable[[Plan], str]
    afterwards: str = "Met {Undo} maakt u dit ongedaan."
    called: str = ""


class BusyScreen(StoreScreen):
    """A screen of the store that says in its top line what is going on. A subclass shows `busy_words` in `show_busy`."""

    busy_words = ""

    def show_busy(self) -> None:
        """Show `busy_words`, or what stands there otherwise when there are none."""
        raise NotImplementedError

    @contextmanager
    def busy_with(self, sentence: str) -> Iterator[None]:
        """Say what is going on while it lasts. The keyboard keeps working."""
        self.busy_words = sentence
        self.show_busy()
        try:
            with keys_free(self.app):
                yield
        finally:
            self.busy_words = ""
            self.show_busy()


async def choose_list(screen: StoreScreen, title: str) -> Path | None:
    """Let the user choose the file of a list; None when the user went back."""
    return await screen.app.push_screen_wait(FileDialog(title, endings=(".csv",)))


async def read_list(screen: BusyScreen, path: Path, kind: ListImport[Plan]) -> None:
    """Let the user read in a list. Until the user confirms, and when the file is refused, nothing changes.

    Raises:
        StorageError: the file cannot be read, or the store cannot be written.
    """

    def look() -> tuple[bytes, Plan, list[DifferenceItem]]:
        data = read_input(path, MAX_FILE_BYTES)
        plan = kind.plan(screen.store, path.name, data)
        return data, plan, kind.items(plan)

    name = kind.called or path.name
    try:
        with screen.busy_with(f"Bezig met lezen: {name}. U kunt gewoon verder werken."):
            data, plan, items = await work_on(screen.app, "lijst lezen", look)
        summary = kind.summary(plan)
        if not items:
            await screen.app.push_screen_wait(MessageDialog("Er valt niets in te lezen", [name, *summary]))
            return
        preview = PreviewScreen(f"{kind.title}: {name}", summary, items, confirm_label="Inlezen")
        if not await screen.app.push_screen_wait(preview):
            return
        with screen.busy_with(f"Bezig met inlezen: {name}. U kunt gewoon verder werken."):
            done = await work_on(screen.app, "lijst inlezen", partial(kind.apply, screen.store, path.name, data))
    except FileRefused as refused:
        await screen.app.push_screen_wait(MessageDialog("Deze lijst is niet te gebruiken", [refused.sentence]))
        return
    tell(screen.app, ActText(kind.done(done), kind.afterwards), seconds=12)
