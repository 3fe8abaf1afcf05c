"""Where the passphrase comes from: a prompt without echo, a file, or standard input. Never an argument or the environment."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.refusals import ActRefused

STANDARD_INPUT = "-"

_LONGEST = 64 * 1024
_TWICE_DIFFERENT = "De twee wachtwoordzinnen zijn niet gelijk. Er is niets gewijzigd; probeer het opnieuw."
_NO_TERMINAL = (
    "Er is niemand om iets aan te vragen ({question}). Geef {option} met een bestand, "
    "of {option} - om het van de standaardinvoer te lezen."
)


def passphrase(
    source: str | None, *, can_ask: bool, twice: bool = False, question: str = "Wachtwoordzin", option: str = ""
) -> str:
    """Return the passphrase, or another secret that is given in the same ways.

    Args:
        source: a file of which the first line counts, "-" for standard input, or None to ask.
        can_ask: whether there is somebody to ask.
        twice: ask again, for a new passphrase; a file is believed at once.
        question: what is asked.
        option: the option that names the file, for who has nobody to ask.

    Raises:
        ActRefused: it is empty, not text, or was typed differently the second time.
        click.UsageError: nobody is there to ask.
    """
    if source == STANDARD_INPUT:
        return _first_line(sys.stdin.buffer.readline(_LONGEST))
    if source is not None:
        return _first_line(read_input(Path(source), _LONGEST))
    if not can_ask:
        raise click.UsageError(_NO_TERMINAL.format(question=question, option=option or "--passphrase-file"))
    typed = _asked(question)
    if twice and _asked("Nog een keer dezelfde wachtwoordzin") != typed:
        raise ActRefused(_TWICE_DIFFERENT)
    return typed


def _asked(question: str) -> str:
    typed: str = click.prompt(question, hide_input=True, err=True)
    return typed


def _first_line(data: bytes) -> str:
    try:
        text = data.split(b"\n", 1)[0].decode("utf-8-sig").removesuffix("\r")
    except UnicodeDecodeError:
        raise ActRefused("De wachtwoordzin is geen tekst in UTF-8. Er is niets gewijzigd.") from None
    if not text:
        raise ActRefused("De wachtwoordzin is leeg. Er is niets gewijzigd.")
    return text
