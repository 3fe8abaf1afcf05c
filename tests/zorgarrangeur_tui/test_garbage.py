"""When Python looks for garbage: not while the app loads, and from then on."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from zorgarrangeur_tui.garbage import look_less_often, look_not_yet


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leave the search for garbage to the other tests as it was."""
    enabled, threshold = gc.isenabled(), gc.get_threshold()
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    (gc.enable if enabled else gc.disable)()


def test_nothing_is_looked_for_until_all_is_loaded() -> None:
    """What loads stays until the end, and is left out from then on; what is made later is found."""
    look_not_yet()
    assert not gc.isenabled()
    loaded = [[] for _ in range(1_000)]
    look_less_often()
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(loaded)


def test_what_an_app_that_ran_before_left_behind_is_still_found() -> None:
    """After the practice region the app begins again in the same process."""
    look_less_often()
    loaded, left_behind = gc.get_freeze_count(), [[] for _ in range(1_000)]
    look_less_often()
    assert gc.get_freeze_count() <= loaded
    assert all(map(gc.is_tracked, left_behind))
