"""Taking back a bundle that was read in."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn


@click.command("take-back")
@click.argument("bundle_id", metavar="[BUNDLE]", required=False, default="")
@click.option("--dry-run", is_flag=True, help="Only show what would go and what stays.")
@json_option
@with_door
def command(door: StoreDoor, bundle_id: str, dry_run: bool, as_json: bool) -> None:
    """Take back a bundle that was read in, as if it never was: the last one, or the one whose id begins with BUNDLE.

    What you built upon stays, and so does what a later bundle brought too. What the sender had erased stays erased. The
    same file can be read in again.
    """
    from storage.take_back import NoSuchBundle, take_back
    from zorgarrangeur_tui.desk.taking_back import bundle_words, planned, read_in_lines, stays_lines, take_back_lines

    with door.open() as store:
        try:
            plan = planned(store, bundle_id) if dry_run else take_back(store, bundle_id)
        except NoSuchBundle:
            warn(*read_in_lines(store))
            raise
        words = bundle_words(store, plan)
        lines = take_back_lines(store, plan) if dry_run else [f"Teruggedraaid: {words}.", *stays_lines(plan)]
    if not as_json:
        say(*lines, *(["Bekeken: er is niets gewijzigd."] if dry_run else []))
        return
    going = plan.leaving
    say_json(
        {
            "dry_run": dry_run,
            "bundle": plan.bundle_id,
            "sender": plan.sender,
            "sequence": plan.sequence,
            "removed": len(going.removed),
            "gone": [{"type": record_type, "id": record_id} for record_type, record_id in sorted(going.gone)],
            "restored": [
                {"type": kind, "id": record_id, "field": name} for kind, record_id, name in sorted(going.fields)
            ],
            "stays": [{"type": kind, "id": record_id, "field": name} for kind, record_id, name in sorted(going.stays)],
            "in_other_bundles": len(going.moved),
        }
    )
