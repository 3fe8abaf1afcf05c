"""The way back when the passphrase is forgotten."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, environment_of, store_option
from zorgarrangeur_tui.verbs.keys import new_passphrase
from zorgarrangeur_tui.verbs.output import say
from zorgarrangeur_tui.verbs.passphrase import passphrase


@click.command("recover")
@click.option("--helpers", is_flag=True, help="With the two emergency codes of your helpers instead of your own code.")
@click.option(
    "--code-file",
    metavar="FILE",
    help="Read the code from FILE, or from standard input with '-' (two lines: two codes).",
)
@click.option("--new-passphrase-file", metavar="FILE", help="Read the new passphrase from FILE, or with '-'.")
@store_option
@click.pass_context
def command(
    context: click.Context, folder: Path | None, helpers: bool, code_file: str | None, new_passphrase_file: str | None
) -> None:
    """Open the store with the recovery code from paper, and choose a new passphrase."""
    from storage.errors import StoreMissing
    from storage.escrow import joined
    from storage.key_file import SlotKind
    from storage.store import unlock
    from storage.store_folder import exists
    from storage.vault import change_passphrase

    environment = environment_of(context)
    door = StoreDoor(environment.folder_of(folder), environment, None)
    if not exists(door.folder):
        raise StoreMissing
    questions = ("Eerste noodcode", "Tweede noodcode") if helpers else ("Herstelcode",)
    codes = _codes(questions, code_file, can_ask=environment.can_ask())
    kind: SlotKind = "region" if helpers else "recovery"
    secret = joined(codes) if helpers else codes[0]
    with unlock(door.folder, secret, kind=kind, settings=environment.settings) as store:
        change_passphrase(store, secret, new_passphrase(door, new_passphrase_file, store.identity.label), kind=kind)
    say("De opslag is open geweest en heeft een nieuwe wachtwoordzin. De oude werkt niet meer.")
    say("De herstelcode op papier blijft gelden." if not helpers else "Maak nu ook een nieuw herstelblad.")


def _codes(questions: tuple[str, ...], source: str | None, *, can_ask: bool) -> list[str]:
    """Return a code per question. A file holds one code a line."""
    if source is not None and source != "-":
        from zorgarrangeur_tui.desk.files import read_input
        from zorgarrangeur_tui.desk.refusals import ActRefused

        lines = read_input(Path(source), 4096).decode("utf-8", "replace").split()
        if len(lines) != len(questions):
            raise ActRefused(
                f"In dit bestand horen {len(questions)} codes te staan, een per regel. Er is niets gewijzigd."
            )
        return lines
    return [passphrase(source, can_ask=can_ask, question=question, option="--code-file") for question in questions]
