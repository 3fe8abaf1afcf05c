"""Taking in many bundles at once, and how it stands with everybody one exchanges with."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.arrival_states import Arrival
    from zorgarrangeur_tui.desk.exchange_overview import Standing


def import_many(door: StoreDoor, paths: Sequence[Path], *, dry_run: bool, as_json: bool) -> int:
    """Take in all new bundles among files and folders, and tell what became of each.

    Returns:
        3 when any was refused, else 5 when a person must choose between values, else 0.
    """
    from zorgarrangeur_tui.desk.arrival_folder import files_at
    from zorgarrangeur_tui.desk.arrival_import import Outcome, refused_lines, report_lines, take_in_all
    from zorgarrangeur_tui.desk.arrival_states import judged, known_here

    files, others = files_at(paths)
    with door.open() as store:
        arrivals = judged(files, known_here(store))
        report = take_in_all(store, arrivals, stop=lambda: dry_run)
    if as_json:
        told = [_arrival_values(one.arrival) | {"outcome": one.outcome.name.lower()} for one in report.files]
        for values, one in zip(told, report.files, strict=True):
            values |= {"words": one.words, "choices": one.choices}
        say_json({"dry_run": dry_run, "files": told, "others": others, "stopped": "" if dry_run else report.stopped})
    elif dry_run:
        say_table(("Bestand", "Van", "Nummer", "Stand"), [_cells(one) for one in arrivals])
        say("Proef: er is niets ingelezen.")
    else:
        refused = refused_lines(report)
        say(*(line for line in report_lines(report, others) if line not in refused))
        if refused:
            warn(*refused)
    if report.of(Outcome.REFUSED):
        return ExitCode.REFUSED
    return ExitCode.CONFLICT if report.choices else ExitCode.DONE


def brings_no_records(data: bytes) -> bool:
    """Tell whether a file is one of ours that holds no records: a receipt, a register, figures, a card or new keys."""
    from zorgarrangeur_tui.desk.arrivals import WITH_RECORDS, ArrivalKind, arrival

    return arrival(data) not in (*WITH_RECORDS, ArrivalKind.BUNDLE, ArrivalKind.OTHER)


def holds_figures(data: bytes) -> bool:
    """Tell whether a file says that it holds figures: they are shown, and never taken in."""
    from zorgarrangeur_tui.desk.arrivals import ArrivalKind, arrival

    return arrival(data) is ArrivalKind.STATISTICS


def import_other(door: StoreDoor, data: bytes, *, dry_run: bool, as_json: bool) -> int:
    """Take in one file without records, and tell what it did.

    Raises:
        BundleRefused: a subclass for each reason; nothing was changed.
    """
    from zorgarrangeur_tui.desk.arrivals import KIND_WORDS, arrival, take_in

    kind = arrival(data)
    if dry_run:
        if as_json:
            say_json({"dry_run": True, "kind": kind.value})
        else:
            say(f"Dit bestand is: {KIND_WORDS[kind]}.", "Bekeken: er is niets ingelezen.")
        return ExitCode.DONE
    with door.open() as store:
        taken = take_in(store, data)
    if as_json:
        say_json({"dry_run": False, "kind": kind.value, "sender": taken.sender, "words": taken.words})
    else:
        last = "Met `bundle show` ziet u de tabellen." if holds_figures(data) else "Ingelezen."
        say(f"{taken.sender}: {taken.words}.", last)
    return ExitCode.DONE


@click.command("status")
@json_option
@with_door
def status(door: StoreDoor, as_json: bool) -> None:
    """Show per contact the last bundle each way, what is missing, and what asks for attention first."""
    from zorgarrangeur_tui.desk.exchange_overview import overview

    with door.open() as store:
        found = overview(store)
    if as_json:
        say_json([_standing_values(one) for one in found])
    elif found:
        rows = [(one.name, one.in_words, one.out_words, _points(one)) for one in found]
        say_table(("Naam", "Van hen", "Naar hen", "Aandacht"), rows)
    else:
        say("Nog geen contacten. Lees een contactkaart in met `zorgarrangeur card import`.")


def _points(one: Standing) -> str:
    return "; ".join(point.words for point in one.points)


def _cells(one: Arrival) -> tuple[str, ...]:
    return one.path.name, one.sender or "onbekend", str(one.number) if one.number else "", one.state.value


def _arrival_values(one: Arrival) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "kind": one.kind.value,
        "sender": one.sender,
        "fingerprint": one.fingerprint,
        "number": one.number or None,
        "created": one.created,
        "state": one.state.name.lower(),
    }


def _standing_values(one: Standing) -> dict[str, Any]:
    last_in, last_out = one.series.last_in, one.series.last_out
    return {
        "label": one.contact.card.label,
        "fingerprint": one.contact.fingerprint,
        "trust": one.contact.trust.value,
        "last_in": {"number": last_in.sequence, "at": last_in.at} if last_in else None,
        "last_out": {
            "number": last_out.sequence,
            "at": last_out.at,
            "receipt_at": last_out.acknowledged_at or None,
        }
        if last_out
        else None,
        "missing": [[gap.first, gap.last] for gap in one.series.gaps],
        "waits_for_receipt": one.series.waits_for_receipt,
        "proposals": one.questions.proposals,
        "conflicts": one.questions.conflicts,
        "points": [point.words for point in one.points],
    }
