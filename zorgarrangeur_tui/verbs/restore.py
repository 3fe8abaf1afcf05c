"""Putting a backup back."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn
from zorgarrangeur_tui.verbs.passphrase import passphrase

if TYPE_CHECKING:
    from storage.key_file import SlotKind
    from storage.restoring import Restored

_WHERE_TO_LOOK = "Met --from wijst u een andere map aan, zoals die op uw stick; met --list ziet u wat er staat."


@click.command("restore")
@click.argument("backup", metavar="[BACKUP]", required=False)
@click.option("--list", "only_list", is_flag=True, help="Show which backups there are. Asks no passphrase.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to look for backups, such as a stick. Otherwise beside the store.",
)
@click.option(
    "--recovery-code-file",
    metavar="FILE",
    help="Open it with the recovery code in FILE, or from standard input with '-', instead of the passphrase.",
)
@click.option("--yes", is_flag=True, help="Do not ask whether to replace the store that is there.")
@json_option
@with_door
def command(
    door: StoreDoor,
    backup: str | None,
    only_list: bool,
    source: Path | None,
    recovery_code_file: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Put a backup back, in the place of the store or in a new folder (--store DIR).

    BACKUP is a name that --list shows, or a folder. Without it: the newest that is whole. What is there now is first put aside
    in the folder 'replaced'; nothing is deleted. Close the app before.
    """
    place = source or door.folder
    if only_list:
        _list(place, as_json=as_json)
        return
    _check_yes(door, yes=yes)
    with _telling_where_to_look():
        restored, passed = _restored(door, place, backup, recovery_code_file, yes=yes)
    if as_json:
        say_json(
            {
                "backup": str(restored.backup),
                "folder": str(restored.folder),
                "replaced": str(restored.replaced) if restored.replaced else None,
                "other_passphrase": restored.other_passphrase,
                "passed_over": passed,
            }
        )
    else:
        say(restored.sentence)


def _restored(
    door: StoreDoor, place: Path, backup: str | None, recovery_code_file: str | None, *, yes: bool
) -> tuple[Restored, list[str]]:
    """Put a backup back; return what was done, and why newer ones were passed over."""
    from storage.restoring import restore

    kind: SlotKind = "recovery" if recovery_code_file is not None else "passphrase"
    chosen = _named(place, backup) if backup else None
    if not backup:
        _require_any(place)
    secret = _secret(door, recovery_code_file)
    passed: list[str] = []
    if chosen is None:
        chosen, passed = _newest(door, place, secret, kind)
    _confirm(door, chosen, yes=yes)
    return restore(door.folder, chosen, secret, kind=kind, settings=door.environment.settings), passed


@contextmanager
def _telling_where_to_look() -> Iterator[None]:
    """Add to what a store says of missing backups with which options others are found."""
    from storage.restoring import BackupMissing, NoBackupWhole

    try:
        yield
    except (BackupMissing, NoBackupWhole) as refusal:
        raise type(refusal)(f"{refusal} {_WHERE_TO_LOOK}") from None


def _list(place: Path, *, as_json: bool) -> None:
    from storage.audit_anchors import local_moment
    from storage.restoring import list_backups

    found = list_backups(place)
    if as_json:
        say_json(
            [
                {
                    "name": one.name,
                    "folder": str(one.folder),
                    "made": one.made_at,
                    "bytes": one.size,
                    "complete": one.complete,
                }
                for one in found
            ]
        )
    elif not found:
        say("Hier staat geen reservekopie. Wijs met --from een andere map aan, zoals die op uw stick.")
    else:
        say_table(
            ("Naam", "Gemaakt op", "MB", "Bestanden"),
            [
                (one.name, local_moment(one.made_at), f"{one.size / 1e6:.1f}", "alle" if one.complete else "niet alle")
                for one in found
            ],
        )


def _named(place: Path, name: str) -> Path:
    from storage.restoring import find_backup

    return find_backup(place, name).folder


def _require_any(place: Path) -> None:
    from storage.restoring import BackupMissing, list_backups

    if not list_backups(place):
        raise BackupMissing


def _secret(door: StoreDoor, recovery_code_file: str | None) -> str:
    if recovery_code_file is None:
        return door.passphrase()
    return passphrase(recovery_code_file, can_ask=False, question="Herstelcode", option="--recovery-code-file")


def _newest(door: StoreDoor, place: Path, secret: str, kind: SlotKind) -> tuple[Path, list[str]]:
    from storage.restoring import newest_whole

    checked, passed = newest_whole(place, secret, kind=kind, settings=door.environment.settings)
    sentences = [one.sentence for one in passed]
    if sentences:
        warn(*sentences, "Daarom wordt een oudere gebruikt.")
    return checked.folder, sentences


def _replaces(door: StoreDoor) -> bool:
    from storage.store_folder import DATABASE, exists

    return exists(door.folder) or (door.folder / DATABASE).exists()


def _check_yes(door: StoreDoor, *, yes: bool) -> None:
    """Refuse to replace a store where nobody can be asked and nobody said so.

    Raises:
        click.UsageError: with what to give.
    """
    if not yes and not door.environment.can_ask() and _replaces(door):
        raise click.UsageError(
            "Hier staat al een opslag en er is niemand om het te vragen. Geef --yes als die vervangen mag worden."
        )


def _confirm(door: StoreDoor, chosen: Path, *, yes: bool) -> None:
    if not yes and _replaces(door):
        click.confirm(
            f"De opslag in {door.folder} vervangen door de reservekopie {chosen.name}? Wat er staat, wordt opzij gezet",
            abort=True,
            err=True,
        )
