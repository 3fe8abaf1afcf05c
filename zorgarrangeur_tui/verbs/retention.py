"""How long what is kept: what is due, holding it, erasing it, and the proof of that."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.option_types import RecordType
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.desk.retention import Kept
    from zorgarrangeur_tui.reports.erasure_proof import ErasureProof

_TYPES = {"case": "case", "pupil": "pupil"}
_HEADERS = ("Wat", "Kenmerk", "Bij", "Te wissen op")

type_argument = click.argument("record_type", metavar="TYPE", type=RecordType(_TYPES))
record_argument = click.argument("record", metavar="ID")


@click.group("retention", cls=ListedGroup)
def command() -> None:
    """Show what must be erased, hold it, or erase it for good. TYPE is case or pupil."""


@command.command("list")
@json_option
@with_door
def list_(door: StoreDoor, as_json: bool) -> None:
    """What is to be erased now or soon, and what is on hold."""
    from storage.erasing import finish
    from zorgarrangeur_tui.desk.retention import nothing_due, retention_list

    with door.open() as store:
        clean = finish(store)
        found = retention_list(store)
        rows = [_row(store, one) for one in found]
        nothing = nothing_due(store)
    if as_json:
        say_json({"file_clean": clean, "items": [_values(one) for one in found]})
        return
    if rows:
        say_table(_HEADERS, rows)
        say("", *(f"{row[1]}: {one.explanation}" for row, one in zip(rows, found, strict=True)))
    else:
        say(nothing)
    if not clean:
        warn("Het bestand is nog niet opgeruimd na het wissen. Sluit andere vensters van de app en doe dit opnieuw.")


@command.command("rules")
@json_option
@with_door
def rules(door: StoreDoor, as_json: bool) -> None:
    """The rules on keeping that apply, each with its source."""
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.erasure_words import rule_lines
    from zorgarrangeur_tui.domain.retention import rules_on

    with door.open() as store:
        today = local_date(store.clock)
    if as_json:
        found = rules_on(today).values()
        say_json(
            [
                {
                    "id": rule.id,
                    "about": rule.about,
                    "term": rule.term,
                    "valid_from": rule.valid_from,
                    "words": rule.words,
                    "source": rule.source,
                }
                for rule in found
            ]
        )
    else:
        say(*rule_lines(today))


@command.command("hold")
@type_argument
@record_argument
@click.option("--reason", metavar="TEXT", help="Why it must stay, without names.")
@click.option("--release", is_flag=True, help="End the hold: the ordinary term counts again.")
@json_option
@with_door
def hold(door: StoreDoor, record_type: str, record: str, reason: str | None, release: bool, as_json: bool) -> None:
    """Keep a case or pupil from being erased, or release it. 'undo' takes it back.

    What its sender called back meanwhile is forgotten with the release, and that cannot be undone.
    """
    if (reason is None) != release:
        raise click.UsageError("Geef óf een reden met --reason, óf --release om het bewaren op te heffen.")
    from storage.models import RECORD_TYPES
    from zorgarrangeur_tui.desk import retention
    from zorgarrangeur_tui.desk.erasure_words import released_words
    from zorgarrangeur_tui.desk.records import by_ids
    from zorgarrangeur_tui.verbs.finding import label

    with door.open() as store:
        record_id = _find(store, record_type, record)
        [found] = by_ids(store, RECORD_TYPES[record_type], [record_id]).values()
        called, forgotten = label(found), 0
        if reason is None:
            forgotten = retention.release(store, record_type, record_id)
        else:
            retention.hold(store, record_type, record_id, reason)
    if as_json:
        say_json({"type": record_type, "id": record_id, "held": not release, "forgotten": forgotten})
    elif release:
        say(f"{called} wordt niet langer bewaard: {released_words(forgotten)}")
    else:
        say(f"{called} blijft bewaard en kan niet gewist worden, tot u dat opheft met --release.")


@command.command("erase")
@type_argument
@record_argument
@click.option("--reason", default="", metavar="TEXT", help="Why, without names; it stays in the log and the proof.")
@click.option(
    "--asked-by",
    type=click.Choice(["parents", "pupil"]),
    help="For a pupil whose term has not passed: who asked for it.",
)
@click.option("--confirm", metavar="WORD", help="Type WISSEN to show that you mean it. Otherwise it is asked.")
@click.option("--dry-run", is_flag=True, help="Only show what would go and what would stay.")
@click.option("--keep-backups", is_flag=True, help="Keep the backups that still hold it.")
@json_option
@with_door
def erase(
    door: StoreDoor,
    record_type: str,
    record: str,
    reason: str,
    asked_by: str | None,
    confirm: str | None,
    dry_run: bool,
    keep_backups: bool,
    as_json: bool,
) -> None:
    """Erase a case whose term has passed, or a pupil, for good. This cannot be undone.

    Afterwards a new backup is made and the older ones in the store's folder are removed.
    """
    if confirm is None and not dry_run and not door.environment.can_ask():
        raise click.UsageError(
            "Er is niemand om het te bevestigen. Geef --confirm WISSEN, of kijk eerst met --dry-run."
        )
    from storage.errors import StorageError
    from zorgarrangeur_tui.desk import erasure_proofs, retention
    from zorgarrangeur_tui.desk.erasure_words import left_to_do, plan_lines, proof_lines

    by = retention.AskedBy(asked_by) if asked_by else None
    with door.open() as store:
        record_id = _find(store, record_type, record)
        scope = retention.plan_erasure(store, record_type, record_id)
        retention.check_erasable(store, scope, by)
        if dry_run:
            _answer_plan(plan_lines(scope), scope.counts, as_json=as_json)
            return
        if confirm is None:
            warn(*plan_lines(scope))
            confirm = click.prompt(f"Typ {retention.WORD_TO_RETYPE} om te wissen", err=True)
        number, clean = retention.erase(
            store, record_type, record_id, typed=confirm, reason=reason, asked_by=by, seen=scope
        )
        removed = 0
        if not keep_backups:
            try:
                removed = erasure_proofs.renew_backups(store)
            except StorageError as refusal:
                # The erasure stands: a verb that fails here would say that nothing was done.
                keep_backups = True
                warn(f"Er is wel gewist. {refusal}")
        proof = erasure_proofs.proof_of(store, number)
        left = left_to_do(store, number, file_clean=clean)
    if as_json:
        say_json(_proof_values(proof) | {"file_clean": clean, "backups_removed": removed})
        return
    say("Voorgoed gewist. Dit is het bewijs:", "", *proof_lines(proof), "", *left)
    if not keep_backups:
        say(f"Er is een nieuwe reservekopie gemaakt; {removed} oudere zijn weggehaald.")


@command.command("proof")
@click.argument("number", required=False, metavar="[NUMBER]")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.pdf", help="Make the proof as a document.")
@click.option("--reason", default="", metavar="TEXT", help="What the document is needed for; it is logged.")
@json_option
@with_door
def proof(door: StoreDoor, number: str | None, out: Path | None, reason: str, as_json: bool) -> None:
    """Show the proof of one erasure by its number, or of all; newest first."""
    if out is not None and (number is None or out.suffix.lower() != ".pdf"):
        raise click.UsageError("Noem met --out één bewijs, en een bestand dat eindigt op .pdf. Er is niets gemaakt.")
    from zorgarrangeur_tui.desk.erasure_proofs import proof_of, proofs
    from zorgarrangeur_tui.desk.erasure_words import proof_lines

    with door.open() as store:
        found = proofs(store) if number is None else [proof_of(store, number)]
        if out is not None:
            _make_document(store, found[0], out, reason)
    if as_json:
        say_json([_proof_values(one) for one in found])
        return
    for one in found:
        say(*proof_lines(one), "")
    if not found:
        say("Er is nog nooit iets gewist.")
    if out is not None:
        say(f"Gemaakt: {out}. Er staat niets in van wat er gewist is.")


def _find(store: Store, record_type: str, typed: str) -> str:
    """Return the id of a case or pupil, also of one that was taken away and waits to be erased."""
    from zorgarrangeur_tui.desk.retention import retention_list
    from zorgarrangeur_tui.verbs.finding import find

    text = typed.strip().casefold()
    waiting = [
        one.record_id
        for one in retention_list(store)
        if one.record_type == record_type
        and (
            text in (one.record_id, one.title.casefold())
            or (record_type == "case" and text == one.reference.casefold())
        )
    ]
    return waiting[0] if len(waiting) == 1 else find(store, record_type, typed).id


def _make_document(store: Store, proof: ErasureProof, out: Path, reason: str) -> None:
    from zorgarrangeur_tui.desk.exports import Made, export_file
    from zorgarrangeur_tui.reports.erasure_proof import erasure_proof

    export_file(store, out, lambda imprint: Made(erasure_proof(proof, imprint), 1), reason=reason, what="erasure")


def _answer_plan(lines: list[str], counts: Any, *, as_json: bool) -> None:
    if as_json:
        say_json({"dry_run": True, "counts": dict(counts)})
    else:
        say(*lines, "Bekeken: er is niets gewist.")


def _row(store: Store, one: Kept) -> tuple[str, ...]:
    from zorgarrangeur_tui.desk.schools import place_name
    from zorgarrangeur_tui.domain.clock import dutch_date_short

    due = one.term.due_on
    return (
        one.title,
        one.reference if one.record_type == "case" else one.record_id[:8],
        place_name(store, one.school_id, one.care_location_id),
        dutch_date_short(due) if due else "",
    )


def _values(one: Kept) -> dict[str, Any]:
    return {
        "type": one.record_type,
        "id": one.record_id,
        "reference": one.reference,
        "title": one.title,
        "rule": one.term.rule.id,
        "started_on": one.term.started_on,
        "due_on": one.term.due_on,
        "standing": one.standing.value,
        "hold": one.term.hold,
        "explanation": one.explanation,
    }


def _proof_values(proof: ErasureProof) -> dict[str, Any]:
    return {
        "id": proof.id,
        "erased_on": proof.erased_on,
        "by": proof.by,
        "rule": proof.rule,
        "reason": proof.reason,
        "counts": dict(proof.counts),
        "backups_until": proof.backups_until,
        "not_told": list(proof.recipients),
    }
