"""Handing a case over to another, who owns it from then on."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.hand_over import HandOver


@click.command("hand-over")
@click.argument("reference", metavar="CASE")
@click.option("--to", "recipient", metavar="FINGERPRINT", help="A verified contact, who owns the case from then on.")
@click.option("--purpose", metavar="TEXT", help="Why, without names; it is logged and goes along.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The new file with the bundle.")
@click.option("--dry-run", is_flag=True, help="Only show what would go and what would stay.")
@click.option("--withdraw", is_flag=True, help="Take a hand-over back of which the bundle was not given.")
@click.option("--forget", is_flag=True, help="Take your copy out of the store, after the receipt of the new owner.")
@click.option(
    "--lose", is_flag=True, help="With --forget: also what the new owner did not get, such as a name without consent."
)
@click.option("--keep", metavar="REASON", help="Write down why you keep your copy after the receipt.")
@json_option
@with_door
def command(
    door: StoreDoor,
    reference: str,
    recipient: str | None,
    purpose: str | None,
    out: Path | None,
    dry_run: bool,
    withdraw: bool,
    forget: bool,
    lose: bool,
    keep: str | None,
    as_json: bool,
) -> None:
    """Hand a case over, with all in it that is yours, and make the bundle for the new owner. CASE is a reference.

    Without an option: tell how it stands with a hand-over. What you still write in the case is a proposal to the new owner.
    A coordinator can only propose to hand over the case of another. 'undo' stops at a hand-over; --withdraw takes it back.
    """
    from zorgarrangeur_tui.desk.cases import find_case
    from zorgarrangeur_tui.desk.hand_over import (
        forget_copy,
        handed_over,
        keep_copy,
        only_here,
        withdraw_hand_over,
    )
    from zorgarrangeur_tui.desk.hand_over_words import lacking_sentence, standing_sentence
    from zorgarrangeur_tui.desk.refusals import ActRefused

    if recipient is not None:
        _give(door, reference, recipient, purpose, out, dry_run=dry_run, as_json=as_json)
        return
    answer: dict[str, object]
    with door.open() as store:
        case = find_case(store, reference)
        if withdraw:
            answer = {"withdrawn": withdraw_hand_over(store, case.id)}
            sentence = "De overdracht is ingetrokken. Gooi de bundel weg."
        elif forget:
            lacking = only_here(store, case.id)
            if lacking and not lose:
                raise ActRefused(
                    f"Er is niets vergeten: niet alles is meegegaan. {lacking_sentence(lacking)} Met --lose gaat dat verloren."
                )
            count = forget_copy(store, case.id)
            answer, sentence = {"forgotten": count}, f"Uw exemplaar is vergeten: {count} gegevens."
        elif keep is not None:
            keep_copy(store, case.id, keep)
            answer, sentence = {"kept": True}, "Uw exemplaar blijft. De reden staat in het logboek."
        else:
            told = handed_over(store, case.id)
            answer = {"handed_over": None if told is None else asdict(told)}
            sentence = "Deze casus is niet overgedragen." if told is None else standing_sentence(told)
    if as_json:
        say_json(answer)
    else:
        say(sentence)


def _give(
    door: StoreDoor,
    reference: str,
    recipient: str,
    purpose: str | None,
    out: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    if not dry_run and (purpose is None or out is None):
        raise click.UsageError("Geef ook --purpose en --out, of --dry-run om alleen te kijken.")
    from zorgarrangeur_tui.desk.cases import find_case
    from zorgarrangeur_tui.desk.hand_over import hand_over_in, plan_hand_over
    from zorgarrangeur_tui.desk.hand_over_words import plan_lines
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    with door.open() as store:
        plan = plan_hand_over(store, find_case(store, reference).id, find_contact(store, recipient))
        if not dry_run:
            assert purpose is not None
            assert out is not None
            hand_over_in(store, plan, out, purpose=purpose)
    if as_json:
        say_json({"dry_run": dry_run, **_values(plan)})
        return
    last = (
        "Bekeken: er is niets overgedragen." if out is None or dry_run else f"Overgedragen. De bundel staat in {out}."
    )
    say(*plan_lines(plan), last)


def _values(plan: HandOver) -> dict[str, object]:
    return {
        "case": plan.case_id,
        "to": {"label": plan.contact.card.label, "fingerprint": plan.contact.fingerprint},
        "proposed": plan.proposed,
        "going": [{"type": kind, "id": record_id} for kind, record_id in plan.going],
        "staying": plan.staying,
        "withheld": [{"pseudonym": stay.pseudonym, "reason": stay.reason} for stay in plan.sharing.stays],
    }
