"""How the app takes hold of a terminal on Linux and macOS, and lets go of it.

Three things differ from Textual's own way: a byte that is no text cannot stop the app, nothing that was on screen stays
behind in the terminal, and a program that was put to sleep comes back covered. The private names of Textual that this
needs are in this module only.
"""

from __future__ import annotations

import os
import re
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from typing import Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from zorgarrangeur_tui.cover import CoverableApp
from zorgarrangeur_tui.terminal.quiet_start import QUIET_START, without_echo

assert sys.platform != "win32"  # where the app takes Textual's own driver

_X10_MOUSE = re.compile(rb"\x1b\[M.{3}", re.DOTALL)
"""The mouse as the oldest terminals tell of it, and as tmux or VS Code may after a new connection: raw bytes, no text."""
_PIECES = re.compile(r"(?=\x1b)")
_CLEAR = "\x1b[0m\x1b[2J\x1b[H"
_NO_MOUSE_PIXELS = "\x1b[?1016l"
_READ_BYTES = 4096
_LOOK_SECONDS = 0.1


class TerminalDriver(LinuxDriver):
    """The terminal of the app."""

    def __init__(self, app: CoverableApp[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._coverable = app
        # By the loop, and not in the middle of whatever runs: what is written to the terminal takes a lock.
        self._loop.add_signal_handler(signal.SIGTSTP, self.fall_asleep)
        self._loop.add_signal_handler(signal.SIGCONT, self._wake_up)

    @property
    def can_suspend(self) -> bool:
        """Whether there is a shell to go back to, which can also bring the app back."""
        parent = os.getppid()
        try:
            return os.getsid(parent) == os.getsid(0) and os.getpgid(parent) != os.getpgrp()
        except OSError:
            return False

    def fall_asleep(self) -> None:
        """Give the terminal back to the shell and stop this process, until the shell brings it back."""
        if not self.can_suspend:
            return
        self._coverable.go_to_sleep()
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _wake_up(self) -> None:
        """Take the terminal again. The shell may have changed it, also when this process was stopped without being asked."""
        if not self._coverable.is_running:
            return
        if self._key_thread is not None and self._key_thread.is_alive():
            self.suspend_application_mode()
        self.resume_application_mode()
        # Brought back in the background, it may not draw and sleeps again by itself.
        if self._key_thread is not None and self._key_thread.is_alive():
            self._coverable.wake_up()

    def start_application_mode(self) -> None:
        """Take the terminal. What was typed before was not shown; in the end it is given back as it was before that."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # so Textual has it
        if self.attrs_before is not None:
            self.attrs_before = QUIET_START.hand_over() or self.attrs_before

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was, with nothing of the app left in it; still without echo when it starts anew."""
        self.write(_CLEAR)
        if self._coverable.starts_anew and self.attrs_before is not None:
            QUIET_START.take_back(self.fileno, self.attrs_before)
            self.attrs_before = without_echo(self.attrs_before)
        super().stop_application_mode()
        if self._mouse_pixels:
            self.write(_NO_MOUSE_PIXELS)

    def run_input_thread(self) -> None:
        """Read keys and the mouse until the app ends. What cannot be understood is passed over."""
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        parser = XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                typed = ""
                if selector.select(_LOOK_SECONDS):
                    data = os.read(self.fileno, _READ_BYTES)
                    if not data:
                        # The other side is gone; a signal tells so.
                        self.exit_event.wait(_LOOK_SECONDS)
                    typed = decode(_X10_MOUSE.sub(b"", data))
                # Piece by piece, so that only the piece that cannot be understood is lost.
                for piece in _PIECES.split(typed):
                    if not self._heard(parser, piece):
                        parser = self._parser_after(parser)

    def _heard(self, parser: XTermParser, typed: str) -> bool:
        """Pass on what was typed. False: it was no sequence that a terminal sends, and the parser is of no more use."""
        try:
            # Nothing typed would mean to a parser that there is no more to come.
            for message in parser.feed(typed) if typed else ():
                self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
        except (ValueError, ArithmeticError):
            return False
        return True

    def _parser_after(self, spoilt: XTermParser) -> XTermParser:
        """Return a parser that knows of the terminal what another knew."""
        parser = XTermParser(self._debug)
        parser.mouse_pixels = spoilt.mouse_pixels
        parser.terminal_size, parser.terminal_pixel_size = spoilt.terminal_size, spoilt.terminal_pixel_size
        return parser
