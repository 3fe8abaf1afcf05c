"""What leaves from the command line: bundles, files of reference data, and receipts."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.desk.files import new_file
from zorgarrangeur_tui.verbs.code_names import LEGAL_BASES, PROFILES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import Code
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.desk.outgoing import Prepared, Wish

_REFERENCE = "reference"
_NEEDS_CASES = "pseudonymous"
_out_option = click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The new file."
)


@click.command("export")
@click.option("--to", "recipients", multiple=True, metavar="FINGERPRINT", help="A verified contact; repeatable.")
@click.option("--purpose", default="", metavar="TEXT", help="What the recipient needs it for; it is logged.")
@_out_option
@click.option(
    "--case", "references", multiple=True, metavar="REF", help="A case such as Z-7F3A2C; repeatable. Otherwise all."
)
@click.option(
    "--profile",
    type=Code(PROFILES),
    default="school",
    show_default=True,
    help="How much goes along: nothing of a child; children by pseudonym; names and notes too; reference data for all.",
)
@click.option(
    "--kind", type=Code(("delta", "full")), help="Only what is new, or all. Otherwise what suits the recipient."
)
@click.option("--basis", type=Code(LEGAL_BASES), help="On which ground children are shared; it is logged.")
@click.option(
    "--recall", "recalled", multiple=True, metavar="REF", help="A case that the recipient must forget; repeatable."
)
@json_option
@with_door
def export(door: StoreDoor, /, out: Path, profile: str, as_json: bool, **wanted: tuple[str, ...] | str | None) -> None:
    """Make a bundle that only the recipients can open.

    A child whose consents do not allow it stays at home; of the others only that goes which their consents name; both are
    told on standard error. What a recipient has of a child that it may not have any more is called back. Children by
    pseudonym go of cases that are named with --case, on a ground that is named with --basis.

    Reference data goes in a file that everybody can read: without --to and --purpose, and only by a coordinator. A file that
    is there already is never overwritten (exit code 3).
    """
    if profile == _REFERENCE:
        _export_reference(door, out, wanted, as_json=as_json)
        return
    _check_usage(profile, wanted)
    from zorgarrangeur_tui.desk.outgoing import make, prepare

    with new_file(out) as write, door.open() as store:
        prepared = prepare(store, _wish(store, profile, wanted))
        write(make(store, prepared))
    if as_json:
        say_json({"file": str(out)} | _values(prepared))
    else:
        _tell(prepared, out)


@click.command("receipt")
@click.option("--to", "recipient", required=True, metavar="FINGERPRINT", help="A verified contact.")
@_out_option
@json_option
@with_door
def receipt(door: StoreDoor, recipient: str, out: Path, as_json: bool) -> None:
    """Make a receipt: which bundles of a contact you have. From then on you get only what is new."""
    from storage.receipts import write_receipt
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    with new_file(out) as write, door.open() as store:
        contact = find_contact(store, recipient)
        write(write_receipt(store, contact))
    if as_json:
        say_json({"file": str(out), "to": {"label": contact.card.label, "fingerprint": contact.fingerprint}})
    else:
        say(f"Het ontvangstbewijs staat in {out}. Geef het aan {contact.card.label}.")


def _export_reference(
    door: StoreDoor, out: Path, wanted: dict[str, tuple[str, ...] | str | None], *, as_json: bool
) -> None:
    """Make a file of reference data.

    Raises:
        click.UsageError: with an option that says nothing here.
    """
    if any(wanted.values()):
        raise click.UsageError(
            "Naslag is voor iedereen: gebruik --profile reference alleen met --out. Er is niets gemaakt."
        )
    from storage.reference_bundles import export_reference, plan_reference
    from zorgarrangeur_tui.outgoing_words import counted_records

    with new_file(out) as write, door.open() as store:
        found = plan_reference(store)
        write(export_reference(store))
    counts = {kind: len(ids) for kind, ids in found.records.items()}
    if as_json:
        say_json({"file": str(out), "profile": _REFERENCE, "records": counts, "operations": len(found.ops)})
    else:
        say(f"De naslag staat in {out}, voor iedereen te lezen: {counted_records(found.records)}.")


def _check_usage(profile: str, wanted: dict[str, tuple[str, ...] | str | None]) -> None:
    """Refuse what cannot be meant.

    Raises:
        click.UsageError: with what to add.
    """
    missing = [f"--{option}" for option, name in (("to", "recipients"), ("purpose", "purpose")) if not wanted[name]]
    if profile == _NEEDS_CASES:
        missing += [f"--{option}" for option, name in (("case", "references"), ("basis", "basis")) if not wanted[name]]
    if missing:
        raise click.UsageError(f"Met dit profiel hoort {' en '.join(missing)} erbij. Er is niets gemaakt.")


def _wish(store: Store, profile: str, wanted: dict[str, tuple[str, ...] | str | None]) -> Wish:
    from storage.profiles import Profile
    from zorgarrangeur_tui.desk.cases import find_case
    from zorgarrangeur_tui.desk.outgoing import Wish
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    def cases(name: str) -> frozenset[str]:
        return frozenset(find_case(store, reference).id for reference in wanted[name] or ())

    return Wish(
        recipients=[find_contact(store, one) for one in dict.fromkeys(wanted["recipients"] or ())],
        purpose=str(wanted["purpose"]),
        profile=Profile(profile),
        kind=str(wanted["kind"] or ""),
        case_ids=cases("references") or None,
        basis=str(wanted["basis"] or ""),
        unshared=cases("recalled"),
    )


def _values(prepared: Prepared) -> dict[str, object]:
    """Return what left and what stayed, for a program: fields by their names, children by their pseudonyms."""
    wish, outgoing, sharing = prepared.wish, prepared.outgoing, prepared.sharing
    fields: dict[str, set[str]] = {}
    for op in outgoing.ops:
        fields.setdefault(op.record_type, set()).add(op.field)
    return {
        "profile": wish.profile,
        "kind": outgoing.kind,
        "to": [{"label": one.card.label, "fingerprint": one.fingerprint} for one in wish.recipients],
        "records": {kind: len(ids) for kind, ids in outgoing.records.items()},
        "fields": {kind: sorted(names) for kind, names in fields.items()},
        "operations": outgoing.operations,
        "withheld": [{"pseudonym": stay.pseudonym, "reason": stay.reason} for stay in sharing.stays],
        "withheld_kinds": [
            {"pseudonym": one.pseudonym, "kind": one.kind, "reason": one.reason} for one in sharing.kept
        ],
        "without_consent": list(sharing.without_consent),
        "recalled": len(outgoing.recalled),
    }


def _tell(prepared: Prepared, out: Path) -> None:
    from zorgarrangeur_tui.desk.sharing_words import sharing_lines
    from zorgarrangeur_tui.outgoing_words import outgoing_lines

    for line in sharing_lines(prepared.sharing):
        warn(line)
    names = ", ".join(contact.card.label for contact in prepared.wish.recipients)
    say(*outgoing_lines(prepared.outgoing), f"De bundel staat in {out}, versleuteld voor {names}.")
