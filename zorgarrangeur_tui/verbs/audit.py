"""The access log."""

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn


@click.group("audit")
def command() -> None:
    """Check the access log."""


@command.command("verify")
@json_option
@with_door
def verify(door: StoreDoor, as_json: bool) -> int:
    """Check that no row of the access log was changed, left out or cut off (exit code 3 when one was)."""
    with door.open() as store:
        fault = store.log_fault()
    if as_json:
        say_json({"whole": fault is None, "fault": fault})
    elif fault is None:
        say("Het logboek is heel: geen regel is gewijzigd of weggehaald.")
    if fault is None:
        return ExitCode.DONE
    warn(fault, "Meld dit aan de functionaris gegevensbescherming.")
    return ExitCode.REFUSED
