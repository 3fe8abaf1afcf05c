"""Handing over and taking in: sealed bundles."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.desk.files import new_file, read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn

if TYPE_CHECKING:
    from storage.store import Store

FULL = "full"
_COMING = ("school", "pseudonymous", "reference", "statistics")
names_option = click.option("--names", is_flag=True, help="Also show names of and notes on children.")


@click.group("bundle")
def command() -> None:
    """Hand cases over as sealed bundles, and take them in."""


@command.command("export")
@click.option(
    "--to", "recipients", multiple=True, required=True, metavar="FINGERPRINT", help="A verified contact; repeatable."
)
@click.option("--purpose", required=True, metavar="TEXT", help="What the recipient needs it for; it is logged.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The new file.")
@click.option(
    "--case", "references", multiple=True, metavar="REF", help="A case such as Z-7F3A2C; repeatable. Otherwise all."
)
@click.option("--profile", default=FULL, show_default=True, metavar="NAME", help="What goes along: full.")
@json_option
@with_door
def export(
    door: StoreDoor,
    recipients: tuple[str, ...],
    purpose: str,
    out: Path,
    references: tuple[str, ...],
    profile: str,
    as_json: bool,
) -> None:
    """Make a bundle that only the recipients can open, with names and notes of the children in it.

    A child whose consents do not allow it stays at home, and is told of. A child without any consent on record goes along;
    that is told on standard error. A file that is there already is never overwritten (exit code 3).
    """
    _check_profile(profile)
    from storage.handing_over import export_bundle, plan_export
    from zorgarrangeur_tui.desk.cases import find_case
    from zorgarrangeur_tui.desk.sharing import plan_sharing, sharing_lines
    from zorgarrangeur_tui.exchange_words import outgoing_lines
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    with new_file(out) as write, door.open() as store:
        to = [find_contact(store, one) for one in dict.fromkeys(recipients)]
        case_ids = [find_case(store, reference).id for reference in references] or None
        sharing = plan_sharing(store, to, case_ids)
        outgoing = plan_export(store, case_ids, withheld=sharing.withheld)
        write(export_bundle(store, to, purpose=purpose, case_ids=case_ids, withheld=sharing.withheld))
    counts = {kind: len(ids) for kind, ids in outgoing.records.items()}
    if as_json:
        to_values = [{"label": contact.card.label, "fingerprint": contact.fingerprint} for contact in to]
        answer = {"file": str(out), "profile": profile, "to": to_values, "records": counts}
        stays = [{"pseudonym": stay.pseudonym, "reason": stay.reason} for stay in sharing.stays]
        consents = {"withheld": stays, "without_consent": list(sharing.without_consent)}
        say_json(answer | {"operations": outgoing.operations} | consents)
        return
    for line in sharing_lines(sharing):
        warn(line)
    say(
        *outgoing_lines(outgoing),
        f"De bundel staat in {out.name}, versleuteld voor {', '.join(contact.card.label for contact in to)}.",
    )


@command.command("inspect")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@names_option
@json_option
@with_door
def inspect(door: StoreDoor, file: Path, names: bool, as_json: bool) -> None:
    """Verify a bundle and show what taking it in would change. Nothing is written but the log."""
    data = _read(file)
    with door.open() as store:
        _look(store, data, names=names, as_json=as_json)


@command.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show what would change; the same as 'inspect'.")
@names_option
@json_option
@with_door
def import_(door: StoreDoor, file: Path, dry_run: bool, names: bool, as_json: bool) -> int:
    """Verify a bundle and take it in, all of it or nothing.

    Where you and the sender wrote different things in one field, both values stay and the exit code is 5: choose with
    'change' (see 'list conflicts').
    """
    data = _read(file)
    with door.open() as store:
        if dry_run:
            _look(store, data, names=names, as_json=as_json)
            return ExitCode.DONE
        from storage.taking_in import import_bundle
        from zorgarrangeur_tui.exchange_words import incoming_lines
        from zorgarrangeur_tui.verbs.merge_text import change_lines, incoming_values

        incoming = import_bundle(store, data)
        lines = [*incoming_lines(incoming), *change_lines(incoming, store, names=names)]
        if names:
            _log_names(store, incoming.header.bundle_id)
    if as_json:
        say_json({"dry_run": False, **incoming_values(incoming, names=names)})
    else:
        say(*lines, "Ingelezen.")
    if incoming.plan.conflicts:
        fields = "in 1 veld staan" if incoming.plan.conflicts == 1 else f"in {incoming.plan.conflicts} velden staan"
        warn(f"De bundel is ingelezen, maar {fields} twee waarden. Kies zelf: `zorgarrangeur list conflicts`.")
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


def _check_profile(profile: str) -> None:
    """Refuse a profile that cannot be made.

    Raises:
        click.UsageError: with what can.
    """
    if profile in _COMING:
        raise click.UsageError(f"Het profiel {profile} is er nog niet. Gebruik --profile full; er is niets gemaakt.")
    if profile != FULL:
        raise click.UsageError(f"Het profiel {profile} bestaat niet. Gebruik --profile full; er is niets gemaakt.")
