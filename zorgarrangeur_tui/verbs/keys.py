"""Another passphrase, another recovery code, a new master key."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn
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

    check_sheet_place(sheet)
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
    from zorgarrangeur_tui.desk.new_keys import rotate_and_back_up

    check_sheet_place(sheet)
    now = door.current_passphrase()
    code = new_recovery_code()
    store = door.open_with(now)
    made = Sheet()

    def make_sheet(opened: Store) -> None:
        nonlocal made
        made = made_sheet(opened, sheet, code)

    try:
        new = new_passphrase(door, new_passphrase_file, store.identity.label)
        done = rotate_and_back_up(
            store, now, new_passphrase=new, new_code=code, keep_backups=keep_backups, afterwards=make_sheet
        )
    finally:
        store.close()
    if not as_json:
        say("Alles staat onder een nieuwe sleutel. De oude wachtwoordzin en herstelcode werken niet meer.")
        if done.removed:
            say(f"{done.removed} oude reservekopieën zijn weggehaald; er is een nieuwe.")
    tell_code(code, made, as_json=as_json)
    for warning in done.warnings:
        warn(warning)


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


class Sheet(NamedTuple):
    """A recovery sheet that was asked for, or not.

    Attributes:
        path: where it is; None when there is none.
        refusal: why it could not be made; "" otherwise.
    """

    path: Path | None = None
    refusal: str = ""


def check_sheet_place(path: Path | None) -> None:
    """Refuse a place for the recovery sheet before anything is changed.

    Raises:
        ActRefused: there is a file of that name, or no such folder.
    """
    if path is not None:
        from zorgarrangeur_tui.desk.files import check_new

        check_new(path)


def made_sheet(store: Store, path: Path | None, code: str) -> Sheet:
    """Make the recovery sheet when a file is named.

    It raises nothing: the new code counts by now, and must be shown whatever becomes of the sheet.
    """
    if path is None:
        return Sheet()
    from storage.errors import StorageError
    from zorgarrangeur_tui.desk.recovery_sheets import save_sheet
    from zorgarrangeur_tui.desk.refusals import first_sentence

    try:
        save_sheet(store, path, code)
    except StorageError as refusal:
        return Sheet(refusal=first_sentence(refusal))
    return Sheet(path)


def tell_code(code: str, sheet: Sheet, *, as_json: bool) -> None:
    """Show a new recovery code, once."""
    if as_json:
        say_json({"recovery_code": code, "sheet": str(sheet.path) if sheet.path else None})
        tell_sheet(sheet, as_json=True)
        return
    say(
        "Uw nieuwe herstelcode:",
        "",
        f"    {code}",
        "",
        "Schrijf deze code nu op papier en bewaar hem thuis, niet bij deze computer. Gooi het oude papier weg.",
    )
    tell_sheet(sheet)


def tell_sheet(sheet: Sheet, *, as_json: bool = False) -> None:
    """Say where the recovery sheet is, if one was made and the answer does not tell it, or why there is none."""
    if sheet.path is not None and not as_json:
        say(f"Het herstelblad staat in {sheet.path}. Print het, en wis daarna het bestand: de code staat erin.")
    if sheet.refusal:
        warn(f"Er is geen herstelblad: {sheet.refusal} De code geldt wel: schrijf hem over.")
