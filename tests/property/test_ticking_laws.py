"""Whatever is ticked off, in whatever order: undo all gives the start, and the sums stay those of the parts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import reduce

from hypothesis import given, settings
from hypothesis import strategies as st
from merge_world import in_memory_folder
from store_kit import CountingClock, StoreShelf, quick_unlock
from tick_kit import fill_week, week

from storage.errors import StorageError
from storage.models import VisitRecord
from storage.models.planning_codes import CancellationCause
from storage.store import Store
from zorgarrangeur_tui.desk import tick_acts
from zorgarrangeur_tui.desk.records import living, redo_last, undo_last
from zorgarrangeur_tui.domain.tick_totals import Minutes, care_by
from zorgarrangeur_tui.domain.ticking import TickLine

FOLDER = in_memory_folder()
SHELF = StoreShelf(FOLDER / "shelf")

Act = Callable[[Store], object]
_MINUTES = st.integers(0, 90)
_CAUSES = st.sampled_from(["", *CancellationCause])


def _on(number: int, act: Callable[[Store, TickLine], object]) -> Act:
    return lambda store: act(store, week(store).lines[number])


ACTS = st.one_of(
    st.just(lambda store: tick_acts.tick_as_planned(store, week(store).open_lines)),
    st.just(lambda store: tick_acts.declare_as_given(store, week(store).lines)),
    st.builds(
        lambda number, minutes, cause: _on(
            number, lambda store, line: tick_acts.tick_given(store, line, minutes, cause)
        ),
        st.integers(0, 2),
        _MINUTES,
        _CAUSES,
    ),
    st.builds(
        lambda number, minutes: _on(number, lambda store, line: tick_acts.tick_declared(store, line, minutes)),
        st.integers(0, 2),
        _MINUTES,
    ),
    st.builds(lambda number: _on(number, tick_acts.take_back), st.integers(0, 2)),
    st.builds(
        lambda number: _on(number, lambda store, line: tick_acts.tick_absent(store, line, line.serves[:1])),
        st.integers(0, 2),
    ),
)


@settings(max_examples=10, deadline=None)
@given(acts=st.lists(ACTS, min_size=1, max_size=6))
def test_undo_all_gives_the_start_and_the_parts_make_the_whole(acts: list[Act]) -> None:
    """What an act refused, it did not do either; doing all again gives the end."""
    folder = FOLDER / "ticking"
    SHELF.copy("arranger", 0, folder)
    try:
        with quick_unlock(folder, CountingClock()) as store:
            fill_week(store)
            start, pages = week(store).lines, []
            for act in acts:
                before = week(store).lines
                with suppress(StorageError):
                    act(store)
                page = week(store)
                assert reduce(Minutes.__add__, page.visits.providers.values(), Minutes()) == page.visits.all
                care = care_by(page.care, page.pupil_of).values()
                assert sum(one.minutes.given for one in care) == sum(one.minutes.given for one in page.care)
                if page.lines != before:
                    pages.append(page.lines)
            end = week(store).lines
            for _ in pages:
                undo_last(store)
            assert week(store).lines == start
            assert living(store, VisitRecord) == []
            for _ in pages:
                redo_last(store)
            assert week(store).lines == end
    finally:
        shutil.rmtree(folder)
