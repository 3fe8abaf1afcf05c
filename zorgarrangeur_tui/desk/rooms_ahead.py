"""What the rooms of Inzicht will ask, worked out before somebody opens one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from storage.store import Store
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.ledger import read_ledger
from zorgarrangeur_tui.desk.region_places import region_places
from zorgarrangeur_tui.desk.rest import rest_per_place


def asked_by_rooms(store: Store) -> tuple[Callable[[], object], ...]:
    """Return what takes longest, to ask in a thread: the answers are remembered."""
    return tuple(partial(ask, store) for ask in (care_lines, region_places, rest_per_place, read_ledger))
