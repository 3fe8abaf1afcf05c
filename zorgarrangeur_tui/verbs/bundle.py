"""Handing over and taking in: sealed bundles."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.bundle_arrivals import brings_no_records, holds_figures, import_many, import_other, status
from zorgarrangeur_tui.verbs.bundle_export import export, receipt
from zorgarrangeur_tui.verbs.bundle_figures import show, show_figures, statistics
from zorgarrangeur_tui.verbs.bundle_take_back import command as take_back
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn

if TYPE_CHECKING:
    from storage.store import Store

names_option = click.option("--names", is_flag=True, help="Also show names of and notes on children.")


@click.group("bundle", cls=ListedGroup)
def command() -> None:
    """Hand cases over as sealed bundles, and take them in."""


command.add_command(export)
command.add_command(receipt)
command.add_command(status)
command.add_command(take_back)
command.add_command(statistics)
command.add_command(show)


@command.command("inspect")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@names_option
@json_option
@with_door
def inspect(door: StoreDoor, file: Path, names: bool, as_json: bool) -> None:
    """Verify a bundle and show what taking it in would change. Nothing is written but the log.

    Of figures the tables are shown, as 'show' does.
    """
    data = _read(file)
    if holds_figures(data):
        show_figures(door, data, as_json=as_json)
        return
    with door.open() as store:
        _look(store, data, names=names, as_json=as_json)


@command.command("import")
@click.argument("paths", metavar="FILE|FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would change; the same as 'inspect'.")
@click.option("--accept-all-proposals", "proposals", flag_value="accept", help="Accept whatever others propose in it.")
@click.option(
    "--decline-all-proposals", "proposals", flag_value="decline", help="Let your own values stand everywhere."
)
@names_option
@json_option
@with_door
def import_(
    door: StoreDoor, paths: tuple[Path, ...], dry_run: bool, proposals: str | None, names: bool, as_json: bool
) -> int:
    """Verify a bundle and take it in, all of it or nothing.

    Where you and the sender wrote different things in one field, or the sender proposes something in what is yours, both
    values stay and the exit code is 5: choose with 'change' (see 'list conflicts' and 'list proposals').

    Of a folder, or of more files, each bundle is taken in by itself, per sender by number; one that is refused stops no
    other, and makes the exit code 3. The files stay as they are.
    """
    if len(paths) > 1 or paths[0].is_dir():
        if proposals:
            raise click.UsageError("Voorstellen beantwoordt u per bundel. Noem één bestand; er is niets ingelezen.")
        return import_many(door, paths, dry_run=dry_run, as_json=as_json)
    data = _read(paths[0])
    if brings_no_records(data):
        return import_other(door, data, dry_run=dry_run, as_json=as_json)
    with door.open() as store:
        if dry_run:
            _look(store, data, names=names, as_json=as_json)
            return ExitCode.DONE
        from storage.taking_in import import_bundle, inspect_bundle
        from zorgarrangeur_tui.choice_words import counted_words
        from zorgarrangeur_tui.desk.erasure_words import forgotten_words
        from zorgarrangeur_tui.desk.import_choices import Answer, proposals_answered, questions_in
        from zorgarrangeur_tui.desk.open_questions import own_fingerprints
        from zorgarrangeur_tui.exchange_words import incoming_lines
        from zorgarrangeur_tui.keys.act_text import joined
        from zorgarrangeur_tui.verbs.merge_text import change_lines, incoming_values

        own = own_fingerprints(store)
        chosen, seen = {}, None
        if proposals:
            answer = Answer.THEIRS if proposals == "accept" else Answer.MINE
            seen = inspect_bundle(store, data).plan
            chosen = proposals_answered(seen, answer, own)
        incoming = import_bundle(store, data, chosen, seen=seen)
        waits = counted_words(one for one in questions_in(incoming.plan, own) if one.key not in chosen)
        lines = [*incoming_lines(incoming), *change_lines(incoming, store, names=names)]
        if names:
            _log_names(store, incoming.header.bundle_id)
    if as_json:
        say_json(
            {
                "dry_run": False,
                **incoming_values(incoming, names=names),
                "decided": len(chosen),
                "forgotten": incoming.forgot,
            }
        )
    else:
        say(*lines, joined("Ingelezen.", forgotten_words(incoming.forgot)))
    if waits:
        warn(f"De bundel is ingelezen. U moet nog kiezen: {waits}. Zie `list conflicts` en `list proposals`.")
        return ExitCode.CONFLICT
    return ExitCode.DONE


def _look(store: Store, data: bytes, *, names: bool, as_json: bool) -> None:
    from storage.taking_in import inspect_bundle
    from zorgarrangeur_tui.exchange_words import incoming_lines
    from zorgarrangeur_tui.verbs.merge_text import change_lines, incoming_values

    incoming = inspect_bundle(store, data)
    if names:
        _log_names(store, incoming.header.bundle_id)
    if as_json:
        say_json({"dry_run": True, **incoming_values(incoming, names=names)})
    else:
        lines = change_lines(incoming, store, names=names)
        say(*incoming_lines(incoming), *lines, "Bekeken: er is niets ingelezen.")


def _log_names(store: Store, bundle_id: str) -> None:
    from storage import audit

    with store.unit_of_work("Namen bekeken") as work:
        work.note(audit.Action.READ, object="bundle", subject=bundle_id, details="names")


def _read(file: Path) -> bytes:
    from storage.bundle_header import MAX_FILE_BYTES

    return read_input(file, MAX_FILE_BYTES)
