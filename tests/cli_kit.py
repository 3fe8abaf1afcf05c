"""The command line as a test uses it: words in, exit code and text out, on a store that is quick to open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from sqlalchemy import func, select
from store_kit import PASSPHRASE, FrozenClock, quick_settings, quick_unlock

from storage import tables
from storage.store import Store
from zorgarrangeur_tui.cli import verbs
from zorgarrangeur_tui.verbs.environment import Environment

_GROWS_BY_LOOKING = {"audit", "audit_key"}


class CommandLine:
    """One person at the command line, with a store in `folder`.

    Args:
        folder: of the store.
        clock: what time it is.
        can_ask: whether somebody is there to answer a question.
    """

    def __init__(self, folder: Path, clock: FrozenClock | None = None, *, can_ask: bool = False) -> None:
        self.folder = folder
        self.clock = clock or FrozenClock()
        self.environment = Environment(settings=quick_settings(self.clock), can_ask=lambda: can_ask, daily_backup=False)

    def run(self, *words: str, typed: str | bytes | None = None) -> Result:
        """Run the program with exactly these words; `typed` is what comes on standard input."""
        return CliRunner().invoke(verbs, list(words), obj=self.environment, input=typed)

    def on_store(self, *words: str, passphrase: str = PASSPHRASE) -> Result:
        """Run a verb on the store, with the passphrase on standard input."""
        return self.run(*words, "--store", str(self.folder), "--passphrase-file", "-", typed=f"{passphrase}\n")

    def did(self, *words: str) -> str:
        """Run a verb on the store, hold that it was done, and return what it printed."""
        result = self.on_store(*words)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def answer(self, *words: str) -> Any:
        """Run a verb on the store with --json and return its answer."""
        return json.loads(self.did(*words, "--json"))

    def refused(self, *words: str, code: int = 3, passphrase: str = PASSPHRASE) -> str:
        """Run a verb on the store, hold that it was refused and changed nothing, and return the sentence."""
        before = self.rows()
        result = self.on_store(*words, passphrase=passphrase)
        assert (result.exit_code, result.stdout) == (code, ""), result.output
        assert self.rows() == before
        return result.stderr

    def open(self) -> Store:
        """Open the store without the command line."""
        return quick_unlock(self.folder, self.clock)

    def rows(self) -> dict[str, int]:
        """Return how many rows every table has, but for the access log. Every write in a record is a row of history."""
        with self.open() as store, store.read() as session:
            return {
                name: session.connection().execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in tables.metadata.tables.items()
                if name not in _GROWS_BY_LOOKING
            }


def school_list(*sites: tuple[str, str]) -> bytes:
    """Return a school list in the geocoded layout, with a line per (site code, name)."""
    heading = (
        "vestigingscode;brin_nummer;naam;type;denominatie;straat;huisnummer;huisletter;huisnummertoevoeging;postcode;"
        "plaats;gemeente;provincie;onderwijsgebied;leerlingen;lat;lon"
    )
    lines = [
        f"{code};{code[:4]};{name};SO;Openbaar;Wilgenpad;{number};;;3660AB;Vlonderdam;VLONDERDAM;Utrecht;Vlonderdam;90;52.1;5.3"
        for number, (code, name) in enumerate(sites, 1)
    ]
    return "\n".join((heading, *lines, "")).encode()
