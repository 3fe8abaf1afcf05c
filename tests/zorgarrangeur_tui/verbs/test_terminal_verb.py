"""What the app tells of a terminal, and of the keys that it sends."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from cli_kit import CommandLine

from zorgarrangeur_tui.keys.key_bytes import key_of_bytes
from zorgarrangeur_tui.terminal.facts import advice, terminal_facts

VSCODE = {"TERM": "xterm-256color", "TERM_PROGRAM": "vscode", "COLORTERM": "truecolor", "LANG": "nl_NL.UTF-8"}
REMOTE_TMUX = {"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0", "SSH_TTY": "/dev/pts/1", "NO_COLOR": "1"}  # noqa: S108 - as tmux sets it


def test_a_terminal_is_known_by_what_it_says_of_itself() -> None:
    """VS Code, tmux on another computer without colours, and one that cannot draw."""
    vscode = terminal_facts(VSCODE, 120, 36, answers=True)
    assert (vscode.vscode, vscode.colours, vscode.tmux, vscode.utf8) == (True, 16_777_216, False, True)
    assert any("VS Code houdt F1" in said for said in advice(vscode))
    remote = terminal_facts(REMOTE_TMUX, 50, 15, answers=True)
    assert (remote.tmux, remote.screen, remote.ssh, remote.no_color, remote.colours) == (True, False, True, True, 256)
    assert any("Maak het venster groter" in said for said in advice(remote))
    assert (
        "geen terminal waarin de app kan tekenen" in advice(terminal_facts({"TERM": "dumb"}, 80, 24, answers=True))[0]
    )
    assert advice(terminal_facts(VSCODE | {"TERM_PROGRAM": "iTerm.app"}, 80, 24, answers=True)) == []


@pytest.mark.parametrize("window", [{}, {"WT_SESSION": "b1"}], ids=["the old window", "Windows Terminal"])
def test_a_window_of_windows_says_little_of_itself_and_can_draw_all(window: dict[str, str]) -> None:
    """It sets no TERM, no COLORTERM and no LANG."""
    facts = terminal_facts({"OS": "Windows_NT", **window}, 120, 30, answers=True)
    assert (facts.kind, facts.colours, facts.utf8, advice(facts)) == ("Windows", 16_777_216, True, [])


def test_the_verb_answers_in_words_and_in_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both say the same, and no store is opened."""
    for name in ("TMUX", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT", "STY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in VSCODE.items():
        monkeypatch.setenv(name, value)
    person = CommandLine(tmp_path / "nergens")
    said = person.run("terminal")
    assert (said.exit_code, "VS Code" in said.stdout) == (0, True)
    answer = json.loads(person.run("terminal", "--json").stdout)
    assert (answer["vscode"], answer["colours"], answer["answers"]) == (True, 16_777_216, False)
    assert answer["advice"]


def test_without_a_keyboard_testing_keys_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """A pipe presses no keys."""
    refused = CommandLine(tmp_path / "nergens").run("terminal", "--keys")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "start dit in een terminal" in refused.stderr


def test_bytes_are_read_as_the_keys_that_terminals_send_for_them() -> None:
    """Ctrl+H is a byte of its own here, however the app gets it; what is not known stays unknown."""
    assert {
        data: key_of_bytes(data)
        for data in (
            b"\x08",
            b"\x7f",
            b"\t",
            b"\r",
            b"\x1b",
            b"\x1b[A",
            b"\x1bOP",
            b"\x1b[1;5C",
            b"\x1bx",
            "é".encode(),
        )
    } == {
        b"\x08": "ctrl+h",
        b"\x7f": "backspace",
        b"\t": "tab",
        b"\r": "enter",
        b"\x1b": "escape",
        b"\x1b[A": "up",
        b"\x1bOP": "f1",
        b"\x1b[1;5C": "ctrl+right",
        b"\x1bx": "alt+x",
        "é".encode(): "é",
    }
    assert key_of_bytes(b"\xff\xfe") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_keys_are_shown_byte_by_byte_and_the_terminal_is_put_back() -> None:
    """Also a key that would stop the program otherwise is only shown."""
    import pty  # noqa: PLC0415 - not there on Windows
    import termios  # noqa: PLC0415 - as above

    from zorgarrangeur_tui.verbs.terminal_keys import listen  # noqa: PLC0415 - as above

    keyboard, terminal = pty.openpty()
    before = termios.tcgetattr(terminal)
    presses = [b"\x08", b"\x03", b"\x1b", b"x", b"\x1b", b"\x1b"]
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if len(said) < len(presses):
            os.write(keyboard, presses[len(said)])

    os.write(keyboard, presses[0])
    listen(say, terminal)
    assert [line.split()[0] for line in said] == ["08", "03", "1b", "78", "1b", "1b"]
    assert "Backspace" in said[0]
    assert termios.tcgetattr(terminal) == before
    os.close(keyboard)
    os.close(terminal)
