"""What is wrong with a store."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.output import json_option, say, say_json

if TYPE_CHECKING:
    from storage.doctor import Finding


@click.command("doctor")
@click.option("--deep", is_flag=True, help="Also open the store and read all of it. Asks the passphrase.")
@click.option("--repair", "repairing", is_flag=True, help="Do what the app can do itself. No data is deleted.")
@json_option
@with_door
def command(door: StoreDoor, deep: bool, repairing: bool, as_json: bool) -> int:
    """Tell what is wrong with the store and what to do about it (exit code 3 when it is serious)."""
    from storage.doctor import examine

    findings = examine(door.folder, door.environment.settings)
    done: list[str] = []
    if repairing:
        done = _repaired(door, findings)
        findings = examine(door.folder, door.environment.settings)
    closed = any(one.serious and one.repair for one in findings)
    if deep and not closed:
        from storage.doctor_opened import examine_opened
        from zorgarrangeur_tui.desk.key_ages import key_findings

        with door.open_with(door.current_passphrase()) as store:
            findings = sorted(
                [*examine_opened(store), *key_findings(store), *findings], key=lambda one: not one.serious
            )
    serious = any(one.serious for one in findings)
    if as_json:
        names = ("kind", "serious", "wrong", "advice", "repair")
        say_json(
            {"well": not serious, "done": done, "findings": [{n: getattr(one, n) for n in names} for one in findings]}
        )
    else:
        say(*done, *_lines(findings))
        if deep and closed:
            say("Los dit eerst op; daarna kan de app ook de inhoud nakijken.")
    return ExitCode.REFUSED if serious else ExitCode.DONE


def _repaired(door: StoreDoor, findings: list[Finding]) -> list[str]:
    """Do what needs no passphrase; return what was done."""
    from storage.doctor import Repair, repair

    wanted = {one.repair: None for one in findings if one.repair not in (None, Repair.RESTORE_BACKUP)}
    return [repair(door.folder, code) for code in wanted if code is not None]


def _lines(findings: list[Finding]) -> list[str]:
    if not findings:
        return ["Alles is in orde."]
    lines = []
    for one in findings:
        lines += [f"{'Ernstig' if one.serious else 'Let op'}: {one.wrong}", f"  {one.advice}"]
    if not any(one.serious for one in findings):
        lines.append("Uw opslag zelf is in orde.")
    return lines
