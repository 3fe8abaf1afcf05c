"""Listening to the mouse or not, while the app runs.

Textual can only be started without a mouse, and then leaves the terminal's own mouse mode as it was. Here the app starts with
one and tells the terminal to stop. The private names of Textual that it needs are in this module only.
"""

from __future__ import annotations

from typing import Any

from textual.app import App


def listen_to_mouse(app: App[Any], listen: bool) -> None:
    """Ask the terminal to tell of the mouse, or to keep it to itself, so that text is chosen there as everywhere else."""
    driver = app._driver  # noqa: SLF001 - see the docstring of the module
    if driver is None or driver._mouse == listen:  # noqa: SLF001
        return
    enable = getattr(driver, "_enable_mouse_support", None)
    disable = getattr(driver, "_disable_mouse_support", None)
    if enable is None or disable is None:
        return  # a driver without a terminal
    if listen:
        driver._mouse = True  # noqa: SLF001
        enable()
    else:
        disable()
        driver._mouse = False  # noqa: SLF001
