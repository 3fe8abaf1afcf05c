"""Reading in a list, whatever is in it: look at what would change, decide, and hear what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from storage.store import Store
from widgets.dialogs import MessageDialog
from widgets.difference_lines import DifferenceItem, FieldDifference
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.refusals import ActRefused
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


_OTHERWISE_NOW = (
    "Intussen is er iets gewijzigd waar deze lijst over gaat. Er is niets ingelezen. Lees de lijst opnieuw in: dan ziet u wat "
    "er nu verandert."
)


def _shown(items: Iterable[DifferenceItem]) -> list[tuple[str, str, tuple[FieldDifference, ...]]]:
    """Return what is read of differences: what is new may have another key each time."""
    return [(one.title, one.sign, one.lines) for one in items]


async def read_list(screen: BusyScreen, path: Path, kind: ListImport[Plan]) -> None:
    """Let the user read in a list. Until the user confirms, and when the file is refused, nothing changes.

    Raises:
        StorageError: the file cannot be read, or the store cannot be written.
    """

    def look() -> tuple[int, bytes, Plan, list[DifferenceItem]]:
        data, at = read_input(path, MAX_FILE_BYTES), screen.store.revision()
        plan = kind.plan(screen.store, path.name, data)
        return at, data, plan, kind.items(plan)

    def read_in() -> Plan:
        if screen.store.revision() != at:
            now = kind.plan(screen.store, path.name, data)
            if (kind.summary(now), _shown(kind.items(now))) != (summary, _shown(items)):
                raise ActRefused(_OTHERWISE_NOW)
        return kind.apply(screen.store, path.name, data)

    name = kind.called or path.name
    try:
        with screen.busy_with(f"Bezig met lezen: {name}. U kunt gewoon verder werken."):
            at, data, plan, items = await work_on(screen.app, "lijst lezen", look)
        summary = kind.summary(plan)
        if not items:
            await screen.app.push_screen_wait(MessageDialog("Er valt niets in te lezen", [name, *summary]))
            return
        preview = PreviewScreen(f"{kind.title}: {name}", summary, items, confirm_label="Inlezen")
        if not await screen.app.push_screen_wait(preview):
            return
        with screen.busy_with(f"Bezig met inlezen: {name}. U kunt gewoon verder werken."):
            done = await work_on(screen.app, "lijst inlezen", read_in)
    except FileRefused as refused:
        await screen.app.push_screen_wait(MessageDialog("Deze lijst is niet te gebruiken", [refused.sentence]))
        return
    tell(screen.app, ActText(kind.done(done), kind.afterwards), seconds=12)
