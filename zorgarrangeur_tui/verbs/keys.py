"""Another passphrase, another recovery code, a new master key."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.output import json_option, say, say_json
from zorgarrangeur_tui.verbs.passphrase import passphrase

if TYPE_CHECKING:
    from storage.store import Store

_new_option = click.option(
    "--new-passphrase-file",
    metavar="FILE",
    help="Read the new passphrase from the first line of FILE, or of standard input with '-'. Otherwise it is asked.",
)
sheet_option = click.option(
    "--sheet", type=click.Path(path_type=Path), metavar="FILE.pdf", help="Also make the recovery sheet, to print."
)


@click.group("passphrase", cls=ListedGroup)
def command() -> None:
    """Change what opens the store."""


@command.command("change")
@_new_option
@with_door
def change(door: StoreDoor, new_passphrase_file: str | None) -> None:
    """Choose another passphrase. The old one stops at once; the recovery code stays as it is."""
    from storage.vault import change_passphrase

    now = door.current_passphrase()
    with door.open_with(now) as store:
        change_passphrase(store, now, new_passphrase(door, new_passphrase_file, store.identity.label))
    say("De wachtwoordzin is gewijzigd. De oude werkt niet meer.")


@command.command("renew-code")
@sheet_option
@json_option
@with_door
def renew_code(door: StoreDoor, sheet: Path | None, as_json: bool) -> None:
    """Make a new recovery code and show it once. The old one stops at once: throw the old paper away."""
    from storage.recovery_code import new_recovery_code
    from storage.vault import renew_recovery_code

    now = door.current_passphrase()
    code = new_recovery_code()
    with door.open_with(now) as store:
        renew_recovery_code(store, now, code)
        made = made_sheet(store, sheet, code)
    tell_code(code, made, as_json=as_json)


@command.command("rotate")
@_new_option
@sheet_option
@click.option("--keep-backups", is_flag=True, help="Keep the backups that the old passphrase opens.")
@json_option
@with_door
def rotate(
    door: StoreDoor, new_passphrase_file: str | None, sheet: Path | None, keep_backups: bool, as_json: bool
) -> None:
    """Put everything under a new master key, after somebody may have copied the store or seen the passphrase.

    You choose a new passphrase and get a new recovery code. A new backup is made; the older ones here are removed.
    """
    from storage.recovery_code import new_recovery_code
    from storage.store import unlock
    from zorgarrangeur_tui.desk.new_keys import rotate_and_back_up

    now = door.current_passphrase()
    code = new_recovery_code()
    store = door.open_with(now)
    try:
        new = new_passphrase(door, new_passphrase_file, store.identity.label)
        removed = rotate_and_back_up(store, now, new_passphrase=new, new_code=code, keep_backups=keep_backups)
    finally:
        store.close()
    with unlock(door.folder, new, settings=door.environment.settings) as opened:
        made = made_sheet(opened, sheet, code)
    if not as_json:
        say("Alles staat onder een nieuwe sleutel. De oude wachtwoordzin en herstelcode werken niet meer.")
        if removed:
            say(f"{removed} oude reservekopieën zijn weggehaald; er is een nieuwe.")
    tell_code(code, made, as_json=as_json)


def new_passphrase(door: StoreDoor, source: str | None, label: str) -> str:
    """Return a new passphrase, asked twice or from a file, when it is strong enough.

    Raises:
        ActRefused: when it is too weak, or typed differently the second time.
    """
    from zorgarrangeur_tui.desk.passphrases import require_strong

    chosen = passphrase(
        source,
        can_ask=door.environment.can_ask(),
        twice=True,
        question="Nieuwe wachtwoordzin",
        option="--new-passphrase-file",
    )
    require_strong(chosen, [label])
    return chosen


def made_sheet(store: Store, path: Path | None, code: str) -> Path | None:
    """Make the recovery sheet when a file is named, and return that file."""
    if path is not None:
        from zorgarrangeur_tui.desk.recovery_sheets import save_sheet

        save_sheet(store, path, code)
    return path


def tell_code(code: str, sheet: Path | None, *, as_json: bool) -> None:
    """Show a new recovery code, once."""
    if as_json:
        say_json({"recovery_code": code, "sheet": str(sheet) if sheet else None})
        return
    say(
        "Uw nieuwe herstelcode:",
        "",
        f"    {code}",
        "",
        "Schrijf deze code nu op papier en bewaar hem thuis, niet bij deze computer. Gooi het oude papier weg.",
    )
    tell_sheet(sheet)


def tell_sheet(sheet: Path | None) -> None:
    """Say where the recovery sheet is, if one was made."""
    if sheet is not None:
        say(f"Het herstelblad staat in {sheet}. Print het, en wis daarna het bestand: de code staat erin.")
