"""What the process does before anything else, so that nothing of a user leaks past the app: see `guard`.

Each step narrows what would otherwise be written or shown by Python, a library or the system itself. Imports nothing
heavy: it runs before every verb.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from zorgarrangeur_tui.fault_report import fault_report

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from threading import ExceptHookArgs
    from types import TracebackType

_HARMLESS = frozenset(
    {
        "TEXTUAL_ANIMATIONS",
        "TEXTUAL_COLOR_SYSTEM",
        "TEXTUAL_DIM_FACTOR",
        "TEXTUAL_DISABLE_KITTY_KEY",
        "TEXTUAL_FPS",
        "TEXTUAL_SMOOTH_SCROLL",
    }
)
"""How the screen looks and moves. All else that Textual reads from its surroundings can carry away what is on screen: to a
log, a socket, a picture, another driver, or the browser of `textual serve`."""

_PR_SET_DUMPABLE = 4
_NO_FAULT_REPORTS = 0x0001 | 0x0002
"""To Windows: no questions about a disk that is not there, and no report, with memory in it, of a program that crashed."""
_OWNER_ONLY = 0o077


def guard() -> None:
    """Close every door: call it first, before a library of the screen is imported."""
    forget_debug_environment()
    forbid_memory_dumps()
    os.umask(_OWNER_ONLY)
    tell_faults_safely()
    silence_libraries()


def forget_debug_environment() -> None:
    """Take away what makes Textual write elsewhere. It reads these when it is imported, so later is too late."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL") and name not in _HARMLESS]:
        del os.environ[name]


def forbid_memory_dumps() -> None:
    """Let no crash write memory to disk, and no other program of this user read it, as far as the system can."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - not needed on macOS

        ctypes.windll.kernel32.SetErrorMode(_NO_FAULT_REPORTS)
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - as above

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def tell_faults_safely() -> None:
    """Replace Python's own reports, which print the text of an error, by one without values."""
    import faulthandler  # noqa: PLC0415 - beside its only use
    import threading  # noqa: PLC0415

    sys.excepthook = _tell_fault
    sys.unraisablehook = _tell_unraisable
    threading.excepthook = _tell_thread_fault
    faulthandler.disable()


def silence_libraries() -> None:
    """Send logs and warnings nowhere: libraries put values in them."""
    import logging  # noqa: PLC0415 - most verbs load it anyway
    import warnings  # noqa: PLC0415

    logging.disable(sys.maxsize)
    logging.lastResort = None
    logging.raiseExceptions = False
    warnings.simplefilter("ignore")


def quiet_loop(loop: AbstractEventLoop) -> None:
    """Let an event loop tell of a forgotten task's fault without values."""
    loop.set_exception_handler(_tell_loop_fault)


def _tell_fault(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    _say("Afgebroken." if isinstance(error, KeyboardInterrupt) else fault_report(error))


def _tell_unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    if unraisable.exc_value is not None:
        _say(fault_report(unraisable.exc_value))


def _tell_thread_fault(fault: ExceptHookArgs) -> None:
    if fault.exc_value is not None:
        _say(fault_report(fault.exc_value))


def _tell_loop_fault(_loop: AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    if isinstance(error, BaseException):
        _say(fault_report(error))


def _say(text: str) -> None:
    # Missing in a program without a window, and at the very end of any.
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
