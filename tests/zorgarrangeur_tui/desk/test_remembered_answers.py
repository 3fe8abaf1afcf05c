"""What is remembered of a store is never older than the store, whoever wrote and however."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_kit import FrozenClock, meet, quick_create, quick_settings, quick_unlock

from storage.erasing import erase, finish
from storage.erasure_scope import scope_of
from storage.errors import NothingToUndo
from storage.handing_over import export_bundle
from storage.models import CareNeed, Case, School, VisitPattern, site_id
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.ledger import read_ledger
from zorgarrangeur_tui.desk.records import redo_last, remove_record, undo_last
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.desk.rest import rest_per_place

HERE = site_id("99ZZ00")


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    """Return a store with a school and one case."""
    store = make_store()
    with store.unit_of_work("Begonnen") as work:
        work.add(School(id=HERE, site_code="99ZZ00", name="De Wilg"), Case(id="c", title="Zorg", school_id=HERE))
    return store


def add_need(store: Store, minutes: int = 60, *, case_id: str = "c") -> str:
    """Add a need, with a visit for half of it, and return its id."""
    need = CareNeed(case_id=case_id, minutes_needed=minutes)
    with store.unit_of_work("Zorgvraag toegevoegd") as work:
        work.add(
            need, VisitPattern(school_id=HERE, professional_id="p", duration_minutes=minutes // 2, serves=[need.id])
        )
    return need.id


def needed(store: Store) -> int:
    """Return the minutes a week that are needed everywhere, as figures and lines agree."""
    by_figures = sum(one.amounts.needed_per_week for one in figures_per_place(store))
    assert by_figures == sum(line.needed for line in care_lines(store))
    return by_figures


def test_figures_follow_what_is_written_taken_back_and_done_again(store: Store) -> None:
    """Each time the figure is that of the moment; while nothing changes it is the very same answer."""
    assert needed(store) == 0
    add_need(store)
    assert needed(store) == 60
    assert figures_per_place(store) is figures_per_place(store)
    undo_last(store)
    assert needed(store) == 0
    redo_last(store)
    assert needed(store) == 60


def test_figures_follow_what_another_process_wrote(store: Store) -> None:
    """A verb in a second terminal writes past this store; nothing tells this one."""
    add_need(store)
    assert needed(store) == 60
    with quick_unlock(store.folder) as other:
        add_need(other, 90)
    assert needed(store) == 150


def test_figures_follow_a_bundle_that_is_read_in(tmp_path: Path) -> None:
    """What another arrangeur sent counts at once."""
    anna, coordinator = quick_create(tmp_path / "a"), quick_create(tmp_path / "b", label="Bram", role="coordinator")
    with anna, coordinator:
        to, _ = meet(anna, coordinator)
        with anna.unit_of_work("Begonnen") as work:
            work.add(
                School(id=HERE, site_code="99ZZ00", name="De Wilg"), Case(id="c" * 32, title="Zorg", school_id=HERE)
            )
        add_need(anna, case_id="c" * 32)
        assert needed(coordinator) == 0
        import_bundle(coordinator, export_bundle(anna, [to], purpose="proef"))
        assert needed(coordinator) == 60


def test_figures_forget_what_is_erased(store: Store) -> None:
    """After an erasure nothing of it is in an answer."""
    add_need(store)
    assert needed(store) == 60
    with store.unit_of_work("Voorgoed gewist") as work:
        erase(work, scope_of(work.connection, "case", "c"), rule="case_ended", reason="proef")
    finish(store)
    assert needed(store) == 0
    assert figures_per_place(store) == ()


def test_a_new_day_is_a_new_answer(tmp_path: Path) -> None:
    """A need that ends today counts tomorrow no more, though nobody wrote anything."""
    clock = FrozenClock()
    with quick_create(tmp_path / "opslag", settings=quick_settings(clock)) as store:
        with store.unit_of_work("Begonnen") as work:
            case = Case(title="Zorg", school_id=HERE)
            work.add(case, CareNeed(case_id=case.id, minutes_needed=60, ends_on=clock().date()))
        assert needed(store) == 60
        clock.advance(days=1)
        assert needed(store) == 0


def test_two_who_ask_at_once_wait_for_one_answer(store: Store) -> None:
    """The second is given what the first was working out."""
    begun, go_on = threading.Event(), threading.Event()
    asked: list[int] = []

    @remembered
    def slow(_: Store) -> int:
        asked.append(1)
        begun.set()
        assert go_on.wait(30)
        return len(asked)

    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(slow(store))) for _ in range(2)]
    threads[0].start()
    assert begun.wait(30)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert answers == [1, 1]


def test_a_fault_is_not_remembered(store: Store) -> None:
    """The next who asks gets an answer."""
    outcomes = iter([ZeroDivisionError, None])

    @remembered
    def fails_once(_: Store) -> str:
        fault = next(outcomes)
        if fault is not None:
            raise fault
        return "antwoord"

    with pytest.raises(ZeroDivisionError):
        fails_once(store)
    assert fails_once(store) == "antwoord"


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(["add", "remove", "undo", "redo", "look"]), min_size=2, max_size=6))
def test_an_answer_is_that_of_a_store_that_remembers_nothing(store: Store, acts: list[str]) -> None:
    """Whatever is done, in whatever order: the same figures, lines, rest and ledger as a store that was opened just now."""
    for act in acts:
        needs = [line.need_id for line in care_lines(store)]
        try:
            if act == "add":
                add_need(store)
            elif act == "remove" and needs:
                remove_record(store, CareNeed, needs[0], "Weggehaald")
            elif act in ("undo", "redo"):
                (undo_last if act == "undo" else redo_last)(store)
        except NothingToUndo:
            pass
        with quick_unlock(store.folder) as fresh:
            for ask in (figures_per_place, care_lines, rest_per_place, read_ledger):
                assert ask(store) == ask(fresh)
