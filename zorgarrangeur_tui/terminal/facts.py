"""What the surroundings tell of a terminal, and what a user should know about it. Pure: it gets the surroundings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

_LEAST_COLUMNS, _LEAST_LINES = 60, 20
_MANY, _SOME, _FEW, _NONE = 16_777_216, 256, 16, 0
_WINDOWS = "Windows"
"""The kind of every window there: it has all colours and all letters, and tells so nowhere."""


@dataclass(frozen=True, slots=True)
class TerminalFacts:
    """A terminal.

    Attributes:
        kind: what it calls itself, such as "xterm-256color"; "" when it says nothing.
        program: the program that shows it, as far as it says so.
        colours: how many it has.
        no_color: whether the user asked for no colours.
        columns: how wide it is; 0 when that is not known.
        lines: how high it is; 0 when that is not known.
        tmux: whether tmux is between.
        screen: whether screen is between.
        vscode: whether it is in VS Code.
        ssh: whether it is on another computer.
        utf8: whether letters beyond ASCII reach it.
        answers: whether a person can press keys.
    """

    kind: str
    program: str
    colours: int
    no_color: bool
    columns: int
    lines: int
    tmux: bool
    screen: bool
    vscode: bool
    ssh: bool
    utf8: bool
    answers: bool

    def as_table(self) -> dict[str, object]:
        """Return it as plain values, with the advice."""
        return {**asdict(self), "advice": advice(self)}


def terminal_facts(surroundings: Mapping[str, str], columns: int, lines: int, *, answers: bool) -> TerminalFacts:
    """Return what the environment variables and the size tell."""
    windows = surroundings.get("OS") == "Windows_NT"
    kind = surroundings.get("TERM") or (_WINDOWS if windows else "")
    program = surroundings.get("TERM_PROGRAM", "") or ("Windows Terminal" if "WT_SESSION" in surroundings else "")
    language = surroundings.get("LC_ALL") or surroundings.get("LC_CTYPE") or surroundings.get("LANG", "")
    return TerminalFacts(
        kind=kind,
        program=program,
        colours=_colours(kind, surroundings.get("COLORTERM", "")),
        no_color=bool(surroundings.get("NO_COLOR")),
        columns=columns,
        lines=lines,
        tmux=bool(surroundings.get("TMUX")) or kind.startswith("tmux"),
        screen=bool(surroundings.get("STY")) or (kind.startswith("screen") and not surroundings.get("TMUX")),
        vscode=program == "vscode",
        ssh=any(surroundings.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")),
        utf8="utf-8" in language.lower() or "utf8" in language.lower() or windows,
        answers=answers,
    )


def fact_lines(facts: TerminalFacts) -> list[tuple[str, str]]:
    """Return the facts as a user reads them."""
    colours = {_MANY: "16 miljoen", _SOME: "256", _FEW: "16", _NONE: "geen"}[facts.colours]
    between = [name for name, there in (("tmux", facts.tmux), ("screen", facts.screen)) if there]
    size = f"{facts.columns} breed, {facts.lines} hoog" if facts.columns else "niet bekend"
    return [
        ("Soort (TERM)", facts.kind or "niet bekend"),
        ("Programma", "VS Code" if facts.vscode else facts.program or "niet bekend"),
        ("Kleuren", f"{colours}{', maar NO_COLOR staat aan' if facts.no_color else ''}"),
        ("Grootte", size),
        ("Ertussen", " en ".join(between) or "niets"),
        ("Op afstand (SSH)", "ja" if facts.ssh else "nee"),
        ("Letters met accenten", "ja (UTF-8)" if facts.utf8 else "niet zeker: er is geen UTF-8 ingesteld"),
        ("Toetsenbord", "ja" if facts.answers else "nee: er zit niemand aan dit scherm"),
    ]


def advice(facts: TerminalFacts) -> list[str]:
    """Return what the user should know, each in a sentence or two."""
    said = []
    if not facts.kind or facts.kind == "dumb":
        said.append("Dit is geen terminal waarin de app kan tekenen. De opdrachten werken wel.")
    if facts.columns and (facts.columns < _LEAST_COLUMNS or facts.lines < _LEAST_LINES):
        said.append(f"Maak het venster groter: {_LEAST_COLUMNS} breed en {_LEAST_LINES} hoog is het minste.")
    if facts.no_color:
        said.append("NO_COLOR staat aan: de app gebruikt geen kleuren, maar vet, onderstreept en omgekeerd.")
    elif facts.colours == _FEW:
        said.append("Deze terminal heeft weinig kleuren. Kies bij de instellingen de kleuren van uw terminal.")
    if facts.tmux:
        said.append("tmux houdt zijn eigen toets (meestal Ctrl+B). Komt Esc laat aan, zet dan: set -g escape-time 10.")
    if facts.screen:
        said.append("screen houdt Ctrl+A zelf.")
    if facts.vscode:
        said.append(
            "VS Code houdt F1, F5, F6 en enkele Ctrl-toetsen zelf. Gebruik ? voor hulp en : om een opdracht te zoeken, of kies andere toetsen."
        )
    if facts.ssh:
        said.append("U werkt op een andere computer: het klembord hangt ervan af of uw terminal OSC 52 kent.")
    if not facts.utf8:
        said.append("Zet LANG op nl_NL.UTF-8 als letters met accenten verkeerd staan.")
    return said


def _colours(kind: str, colour_kind: str) -> int:
    if kind == "dumb" or not kind:
        return _NONE
    if colour_kind in {"truecolor", "24bit"} or kind == _WINDOWS:
        return _MANY
    return _SOME if "256" in kind else _FEW
