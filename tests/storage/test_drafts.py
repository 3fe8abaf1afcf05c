"""Drafts in the store: kept and found as they were typed, gone when they should be, and no part of the history."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select
from store_kit import FrozenClock

from storage import drafts, tables
from storage.drafts import Draft
from storage.store import Store

CASE, PUPIL, NEED = "c" * 32, "d" * 32, "e" * 32


def keep(store: Store, key: str, **fields: str) -> None:
    """Keep a draft as a form does."""
    with store.unit_of_work("Concept bewaard") as work:
        drafts.keep(work.connection, Draft(key, work.at, fields))


def keys(store: Store) -> list[str]:
    """Return the keys of all drafts."""
    with store.read() as session:
        return [draft.key for draft in drafts.all_drafts(session.connection())]


def test_a_draft_comes_back_as_typed_and_a_newer_one_takes_its_place(make_store: Callable[..., Store]) -> None:
    """Whatever was typed, with line breaks and all."""
    store = make_store()
    keep(store, f"change:pupil:{PUPIL}", name="Noor", note="eerste")
    keep(store, f"change:pupil:{PUPIL}", name="Noor de Vries", note="regel één\n\x1b[31mregel twee")
    with store.read() as session:
        found = drafts.find(session.connection(), f"change:pupil:{PUPIL}")
    assert found is not None
    assert found.fields == {"name": "Noor de Vries", "note": "regel één\n\x1b[31mregel twee"}


def test_a_draft_is_no_part_of_the_history_or_the_access_log(make_store: Callable[..., Store]) -> None:
    """Undo, bundles and the log know nothing of it."""
    store = make_store()

    def counts() -> list[int]:
        with store.read() as session:
            watched = (tables.change, tables.operation, tables.audit)
            return [session.execute(select(func.count()).select_from(table)).scalar_one() for table in watched]

    before = counts()
    keep(store, f"new:pupil:{CASE}", name="Noor")
    assert counts() == before


def test_erasing_a_child_takes_the_drafts_that_name_it(make_store: Callable[..., Store]) -> None:
    """By the key of the form, or by what was chosen in it; other drafts stay."""
    store = make_store()
    keep(store, f"change:pupil:{PUPIL}", name="Noor")
    keep(store, f"new:care_need:{CASE}:{PUPIL}", note="sonde")
    keep(store, "new:visit_pattern:s:p", serves=f"{NEED}\n{'f' * 32}")
    keep(store, f"form:import_choices:{'b' * 32}", **{f"pupil {PUPIL} note": "mine"})
    keep(store, f"change:case:{CASE}", title="Zwemmen")
    with store.unit_of_work("Gewist") as work:
        drafts.forget_about(work.connection, [PUPIL, NEED])
    assert keys(store) == [f"change:case:{CASE}"]


def test_drafts_of_more_than_thirty_days_ago_go(make_store: Callable[..., Store], clock: FrozenClock) -> None:
    """Exactly thirty days is not too old."""
    store = make_store()
    keep(store, "new:provider", name="oud")
    clock.advance(seconds=1)
    keep(store, "new:case:s", title="nog net")
    clock.advance(days=30)
    with store.unit_of_work("Opgeruimd") as work:
        drafts.forget_old(work.connection, store.clock)
    assert keys(store) == ["new:case:s"]
