"""Locking: by key, by itself and by signal, from everywhere, with what was typed kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from textual import events

from storage import audit, drafts, tables
from storage.models import Case, site_id
from storage.store import Store
from widgets.dialogs import FormDialog
from zorgarrangeur_tui.desk.cases import open_case
from zorgarrangeur_tui.desk.locking import lock_minutes
from zorgarrangeur_tui.desk.records import change_record, living
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.idle import LockCause
from zorgarrangeur_tui.session import AppEnd
from zorgarrangeur_tui.testing import PASSPHRASE, FrozenClock, Tester, make_store, open_app

SCHOOL = site_id("99ZZ00")


def locks(store: Store) -> list[str]:
    """Return why the store was locked, each time."""
    row = tables.audit.c
    with store.read() as session:
        return list(session.execute(select(row.reason).where(row.action == audit.Action.LOCK)).scalars())


def kept(store: Store) -> dict[str, dict[str, str]]:
    """Return the fields of every draft by its key."""
    with store.read() as session:
        return {draft.key: dict(draft.fields) for draft in drafts.all_drafts(session.connection())}


def mouse(kind: type[events.MouseEvent]) -> events.MouseEvent:
    """Return an event of the mouse as the terminal sends it."""
    return kind(None, 3, 3, 0, 0, 0, False, False, False, 3, 3)


def has_locked(tester: Tester) -> bool:
    """Tell whether the app ended by a lock, with nothing left on its screen."""
    return tester.app.return_value is AppEnd.LOCKED and not tester.pages.text().strip()


async def test_ctrl_l_locks_out_of_a_form_and_keeps_what_was_typed(store: Store, tmp_path: Path) -> None:
    """The draft is there before the app is gone, and the log says why."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "n")
        await tester.pages.pick("wilg")
        await tester.type("Sondevoeding")
        await tester.pilot.press("ctrl+l")
        assert has_locked(tester)
        assert kept(store) == {f"new:case:{SCHOOL}": {"title": "Sondevoeding"}}
        assert locks(store) == ["key"]


@pytest.mark.parametrize("keys", [["ctrl+p"], ["f1"], ["f9"], ["2", "n"], ["5"]])
async def test_ctrl_l_locks_from_every_screen(store: Store, tmp_path: Path, keys: list[str]) -> None:
    """From the palette, the help, a blank screen, a list to pick from; on a blank screen the first key only uncovers."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press(*keys)
        if tester.app.covered:
            await tester.press("ctrl+l")
            assert not tester.app.covered
        await tester.pilot.press("ctrl+l")
        assert has_locked(tester)


async def test_five_idle_minutes_lock_also_while_the_screen_is_blank(store: Store, tmp_path: Path) -> None:
    """Just short of it nothing; a key or the mouse starts the time anew."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.pass_time(299)
        await tester.press("f9")
        await tester.pass_time(299)
        assert tester.app.return_value is None
        tester.app.post_message(mouse(events.MouseMove))
        await tester.pages.settle()
        await tester.pass_time(299)
        assert tester.app.return_value is None
        tester.watch.monotonic += 1
        tester.app.tick()
        await tester.pilot.pause()
        assert has_locked(tester)
        assert locks(store) == ["idle"]


async def test_a_key_after_the_computer_slept_locks_before_it_does_anything(store: Store, tmp_path: Path) -> None:
    """The lid opens and somebody types before the first tick."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        tester.watch.wall += 3600
        await tester.pilot.press("2")
        assert has_locked(tester)
        assert locks(store) == ["suspend"]


async def test_a_clock_that_is_set_back_locks_nothing(store: Store, tmp_path: Path) -> None:
    """Working goes on."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.sleep_computer(-10 * 365 * 86400)
        await tester.press("2")
        assert tester.pages.open_screen == "CasesScreen"


async def test_the_time_to_lock_is_the_users_own_from_one_to_fifteen_minutes(tmp_path: Path) -> None:
    """It holds at once and after the next unlock; the log tells of it; nothing outside the bounds is taken."""
    store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        for refused in (0, 16):
            with pytest.raises(ActRefused):
                tester.app.set_lock_minutes(refused)
        tester.app.set_lock_minutes(1)
        await tester.pass_time(59)
        assert tester.app.return_value is None
        tester.watch.monotonic += 1
        tester.app.tick()
        await tester.pilot.pause()
        assert has_locked(tester)
        assert lock_minutes(store) == 1


@pytest.mark.parametrize(
    ("cause", "end"), [(LockCause.TERMINATED, AppEnd.TERMINATED), (LockCause.HUNG_UP, AppEnd.HUNG_UP)]
)
async def test_a_signal_keeps_what_was_typed_and_ends_the_app(
    store: Store, tmp_path: Path, cause: LockCause, end: AppEnd
) -> None:
    """The log tells by which signal."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "n")
        await tester.type("Thuiszorg Het Veer")
        tester.app.lock(cause)
        await tester.pilot.pause()
        assert tester.app.return_value is end
        assert kept(store) == {"new:provider": {"name": "Thuiszorg Het Veer"}}
        assert locks(store) == [cause.value]


async def test_an_idle_practice_region_goes_blank(store: Store, tmp_path: Path) -> None:
    """It has no passphrase to come back with; the first key only brings the screen back."""
    async with open_app(tmp_path / "opslag", store=store, demo=True) as tester:
        await tester.press("2")
        await tester.pass_time(300)
        assert tester.app.covered
        await tester.press("3")
        assert (tester.app.covered, tester.pages.open_screen) == (False, "CasesScreen")


async def test_a_draft_comes_back_is_told_on_vandaag_and_goes_when_it_is_saved(store: Store, tmp_path: Path) -> None:
    """As after a kill: the app opens anew, and the same form has what was typed."""
    case = open_case(store, {"title": "Zwemmen", "school_id": SCHOOL})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "e")
        await tester.pages.fill(deadline="31-2", note="moeder belt")
        await tester.pilot.press("ctrl+l")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        assert tester.pages.says("Niet opgeslagen")
        assert tester.pages.says("casus wijzigen (Zwemmen)")
        await tester.press("2", "e")
        assert tester.pages.says("Concept van 23-11, 9:00 teruggezet. Esc gooit het weg.")
        assert kept(store) == {f"change:case:{case.id}": {"deadline": "31-2", "note": "moeder belt"}}
        await tester.pages.fill(deadline="1-3-2027")
        await tester.pages.submit()
        [saved] = living(store, Case)
        assert (str(saved.deadline), saved.note, saved.title) == ("2027-03-01", "moeder belt", "Zwemmen")
        assert kept(store) == {}
        await tester.press("1")
        assert not tester.pages.says("Niet opgeslagen")


async def test_a_value_that_came_since_the_draft_is_told_before_it_is_replaced(store: Store, tmp_path: Path) -> None:
    """Once: saving again replaces it. A field that nobody wrote in meanwhile is saved without a word."""
    case = open_case(store, {"title": "Zwemmen", "school_id": SCHOOL})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "e")
        await tester.pages.fill(title="Zwemles", note="moeder belt")
        await tester.pilot.press("ctrl+l")
    later = FrozenClock()
    later.advance(minutes=5)
    store.clock = later
    change_record(store, Case, case.id, {"note": "vader belt"}, "Gewijzigd")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "e")
        await tester.pages.submit()
        assert tester.pages.says("Intussen staat hier: vader belt.")
        [now] = living(store, Case)
        assert (now.title, now.note) == ("Zwemmen", "vader belt")
        await tester.pages.submit()
        [now] = living(store, Case)
        assert (now.title, now.note) == ("Zwemles", "moeder belt")


async def test_a_value_that_came_while_the_form_was_open_is_told_before_it_is_replaced(
    store: Store, tmp_path: Path
) -> None:
    """From another window, or a bundle."""
    case = open_case(store, {"title": "Zwemmen", "school_id": SCHOOL})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "e")
        await tester.pages.fill(note="moeder belt")
        change_record(store, Case, case.id, {"note": "vader belt", "next_action": "Bellen"}, "Gewijzigd")
        await tester.pages.submit()
        assert tester.pages.says("Intussen staat hier: vader belt.")
        await tester.pages.submit()
        [now] = living(store, Case)
        assert (now.note, now.next_action) == ("moeder belt", "Bellen")


async def test_a_draft_that_is_thrown_away_does_not_come_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written a moment after the last key; gone when the user says so."""
    monkeypatch.setattr(FormDialog, "DRAFT_SECONDS", 0.001)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "n")
        await tester.type("Buurtzorg")
        for _ in range(200):
            await tester.pilot.pause(0.005)
            if kept(store) == {"new:provider": {"name": "Buurtzorg"}}:
                break
        assert kept(store) == {"new:provider": {"name": "Buurtzorg"}}
        await tester.press("escape", "right", "enter")
        assert tester.pages.open_screen == "ProvidersScreen"
        assert kept(store) == {}
        await tester.press("n")
        assert not tester.pages.says("teruggezet")


async def test_forms_on_different_records_have_different_drafts(store: Store, tmp_path: Path) -> None:
    """What was typed for one child's case never shows up in another's."""
    for title in ("Eerste", "Tweede"):
        open_case(store, {"title": title, "school_id": SCHOOL})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "l")
        await tester.pages.fill(name="Noor")
        await tester.pilot.press("ctrl+l")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "down", "enter", "l")
        assert not tester.pages.says("teruggezet")
        await tester.press("escape", "escape")
        await tester.press("up", "enter", "l")
        assert tester.pages.says("teruggezet")


async def test_wrong_passphrases_make_the_next_try_wait(tmp_path: Path) -> None:
    """Three are free. Then a sentence counts down, Enter does nothing meanwhile, and the right one still opens."""
    make_store(tmp_path / "opslag").close()
    async with open_app(tmp_path / "opslag") as tester:
        for _ in range(3):
            await tester.pages.unlock("verkeerd")
        assert not tester.pages.says("wachten")
        await tester.pages.unlock("verkeerd")
        await tester.pass_time(1)
        await tester.pages.unlock("verkeerd")
        assert tester.pages.says("Nog 2 seconden wachten.")
        await tester.pages.unlock(PASSPHRASE)
        assert tester.pages.open_screen == "UnlockScreen"
        await tester.pass_time(1)
        assert tester.pages.says("Nog 1 seconde wachten.")
        await tester.pass_time(1)
        assert not tester.pages.says("wachten")
        await tester.press("enter")
        assert tester.pages.open_screen == "TodayScreen"


async def test_a_recovery_code_is_seen_while_it_is_typed_and_a_passphrase_is_not(tmp_path: Path) -> None:
    """F2 changes between them, and takes away what was typed."""
    make_store(tmp_path / "opslag").close()
    async with open_app(tmp_path / "opslag") as tester:
        await tester.type("geheim")
        assert "geheim" not in tester.pages.text()
        await tester.press("f2")
        await tester.type("0123")
        assert "0123" in tester.pages.text()
        await tester.press("ctrl+shift+a", "ctrl+c")
        assert tester.app.clipboard == ""
