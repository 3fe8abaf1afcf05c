"""What a verb gets from its surroundings, and the door to the store."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

from zorgarrangeur_tui.surroundings import default_folder, screen_is_there
from zorgarrangeur_tui.verbs.output import warn
from zorgarrangeur_tui.verbs.passphrase import passphrase

if TYPE_CHECKING:
    from storage.store import Store
    from storage.store_folder import StoreSettings

_Options = ParamSpec("_Options")
_Outcome = TypeVar("_Outcome")
_Function = TypeVar("_Function", bound=Callable[..., Any])


def somebody_answers() -> bool:
    """Tell whether a person can answer a question: what is printed may go to a file meanwhile."""
    return sys.stdin.isatty()


def no_day(text: str, today: date) -> date | None:  # noqa: ARG001 - stands in for one that reads days
    """Read no day at all."""
    return None


@dataclass(frozen=True, slots=True)
class Environment:
    """The surroundings of a verb.

    Attributes:
        settings: clock and cost of key derivation; None for the real ones.
        can_ask: whether a person can answer a question.
        has_screen: whether a person sits at a screen that the app can draw on.
        folder: the store named before the verb.
        start_app: runs the app on a folder and returns its exit code; None where there is no screen.
        start_demo: runs the app on an invented region of so many schools, drawn with a seed.
        start_recording: does the same and records in a file, as a story for testers, what is done there.
        read_day: reads a day as people type it ("morgen", "week 48"), seen from a day; None when it is none.
        daily_backup: whether the first verb of a day that opens the store makes a backup.
        preferences_file: where the user's preferences are kept; None for their own place.
    """

    settings: StoreSettings | None = None
    can_ask: Callable[[], bool] = somebody_answers
    has_screen: Callable[[], bool] = screen_is_there
    folder: Path | None = None
    start_app: Callable[[Path], int] | None = None
    start_demo: Callable[[int, int], int] | None = None
    start_recording: Callable[[Path, int, int], int] | None = None
    read_day: Callable[[str, date], date | None] = no_day
    daily_backup: bool = True
    preferences_file: Path | None = None

    def folder_of(self, named: Path | None) -> Path:
        """Return the folder of the store: named after the verb, before it, or the user's own."""
        return named or self.folder or default_folder()


@dataclass(frozen=True, slots=True)
class StoreDoor:
    """The store that a verb is about, not opened yet: what can be refused without it, is."""

    folder: Path
    environment: Environment
    passphrase_file: str | None

    def passphrase(self, *, twice: bool = False) -> str:
        """Return the passphrase (see `verbs.passphrase`)."""
        return passphrase(self.passphrase_file, can_ask=self.environment.can_ask(), twice=twice)

    def open(self) -> Store:
        """Ask for the passphrase and open the store; once a day a backup is made. That this fails stops nothing.

        Raises:
            StoreMissing: before the passphrase is asked.
            StorageError: as `storage.store.unlock`.
        """
        store = self.open_with(self.current_passphrase())
        if self.environment.daily_backup:
            _back_up(store)
        return store

    def current_passphrase(self) -> str:
        """Return the passphrase of the store that is there.

        Raises:
            StoreMissing: before the passphrase is asked.
        """
        self._require_store()
        return self.passphrase()

    def open_with(self, secret: str) -> Store:
        """Open the store with a passphrase that the verb asked itself.

        Raises:
            StorageError: as `storage.store.unlock`.
        """
        from storage.store import unlock  # noqa: PLC0415  help does not load the database

        return unlock(self.folder, secret, settings=self.environment.settings)

    def _require_store(self) -> None:
        from storage.errors import StoreMissing  # noqa: PLC0415  as above
        from storage.store_folder import exists  # noqa: PLC0415

        if not exists(self.folder):
            raise StoreMissing


def _back_up(store: Store) -> None:
    from storage.backups import backup_if_due  # noqa: PLC0415  as above
    from storage.errors import StorageError  # noqa: PLC0415

    try:
        backup_if_due(store)
    except StorageError as error:
        warn(str(error))


def store_option(function: _Function) -> _Function:
    """Give a verb the option --store, as the argument `folder`."""
    return click.option(
        "--store", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Folder of the store."
    )(function)


def with_door(function: Callable[Concatenate[StoreDoor, _Options], _Outcome]) -> Callable[..., _Outcome]:
    """Give a verb --store and --passphrase-file, as one first argument."""

    @store_option
    @click.option(
        "--passphrase-file",
        metavar="FILE",
        help="Read the passphrase from the first line of FILE, or of standard input with '-'. Otherwise it is asked.",
    )
    @click.pass_context
    @functools.wraps(function)
    def verb(context: click.Context, /, folder: Path | None, passphrase_file: str | None, **options: Any) -> _Outcome:
        environment = environment_of(context)
        door = StoreDoor(environment.folder_of(folder), environment, passphrase_file)
        return function(door, **options)  # type: ignore[call-arg]  # click gives the options by name

    return verb


def environment_of(context: click.Context) -> Environment:
    """Return the surroundings that the program was started with."""
    return context.find_object(Environment) or Environment()
