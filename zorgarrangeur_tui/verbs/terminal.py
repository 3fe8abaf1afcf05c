"""What the terminal can do, and what it sends for each key."""

from __future__ import annotations

import os
import shutil
import sys

import click

from zorgarrangeur_tui.terminal.facts import TerminalFacts, advice, fact_lines, terminal_facts
from zorgarrangeur_tui.verbs.environment import somebody_answers
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn

_NO_TERMINAL = "Toetsen testen kan alleen aan een toetsenbord: start dit in een terminal, zonder pijp of bestand."
_NOT_ON_WINDOWS = "Op Windows testen we toetsen in de app: druk op ? en kies Toetsen testen."


@click.command("terminal")
@click.option("--keys", "testing_keys", is_flag=True, help="Show what the terminal sends for each key you press.")
@json_option
def command(testing_keys: bool, as_json: bool) -> int:
    """Tell what this terminal can do: kind, colours, size, tmux, VS Code, SSH. Opens nothing."""
    if testing_keys:
        return _test_keys()
    facts = _facts()
    if as_json:
        say_json(facts.as_table())
        return ExitCode.DONE
    lines = fact_lines(facts)
    widest = max(len(label) for label, _ in lines)
    say(*(f"{label:<{widest}}  {value}" for label, value in lines))
    notes = advice(facts)
    if notes:
        say("", *notes)
    if facts.answers:
        say("", "Welke toetsen komen er aan? Probeer: zorgarrangeur terminal --keys")
    return ExitCode.DONE


def _facts() -> TerminalFacts:
    columns, lines = shutil.get_terminal_size((0, 0))
    return terminal_facts(os.environ, columns, lines, answers=somebody_answers())


def _test_keys() -> int:
    if not somebody_answers():
        warn(_NO_TERMINAL)
        return ExitCode.REFUSED
    if sys.platform != "win32":
        from zorgarrangeur_tui.verbs.terminal_keys import listen  # noqa: PLC0415 - only there when there are keys

        say("Druk op toetsen. Links staan de bytes die uw terminal stuurt. Twee keer Esc, of F10: stoppen.")
        say(f"{'Bytes':<20} {'Toets':<14} Let op")
        listen(say)
        return ExitCode.DONE
    warn(_NOT_ON_WINDOWS)
    return ExitCode.REFUSED
