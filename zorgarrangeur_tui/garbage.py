"""When Python looks for objects that only hold each other, and how often."""

from __future__ import annotations

import gc

_NEW_OBJECTS, _YOUNG_ROUNDS, _WHOLE_ROUNDS = 50_000, 20, 20
"""So many new objects to one look at the new ones, so many of those to one at the younger, of those to one at all."""


def look_not_yet() -> None:
    """Let Python look at nothing while the app loads: it would go through the same modules time after time, and find nothing."""
    gc.disable()


def look_less_often() -> None:
    """Let Python look through its objects again, without what is loaded by now, and less often than it does by itself.

    A figure of a whole region makes some hundred thousand objects, none of which hold each other: looking through them all,
    time after time, takes a third of the time of such a figure.
    """
    # Once: what an app that ran before left behind, such as a practice region, would otherwise stay in memory for good.
    if not gc.get_freeze_count():
        gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, _YOUNG_ROUNDS, _WHOLE_ROUNDS)
    gc.enable()
