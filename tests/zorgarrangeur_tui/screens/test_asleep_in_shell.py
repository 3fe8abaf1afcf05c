"""Put to sleep by the shell: drafts are kept first, and the app comes back covered, or locked when it took long."""

from __future__ import annotations

from pathlib import Path

from storage import drafts
from storage.models import site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import open_case
from zorgarrangeur_tui.session import AppEnd
from zorgarrangeur_tui.testing import open_app, open_demo


async def test_after_a_moment_a_key_brings_the_form_back(store: Store, tmp_path: Path) -> None:
    """That key is not typed in it."""
    open_case(store, {"title": "Zwemmen", "school_id": site_id("99ZZ00")})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "e")
        await tester.pages.fill(title="Zwemles")
        tester.app.go_to_sleep()
        with store.read() as session:
            assert [dict(draft.fields) for draft in drafts.all_drafts(session.connection())] == [{"title": "Zwemles"}]
        tester.watch.monotonic += 20
        tester.watch.wall += 20
        tester.app.wake_up()
        assert tester.app.covered
        await tester.press("x")
        assert not tester.app.covered
        assert tester.pages.says("Zwemles")
        assert not tester.pages.says("Zwemlesx")


async def test_after_a_long_time_it_locks(store: Store, tmp_path: Path) -> None:
    """As after a sleep of the computer."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        tester.app.go_to_sleep()
        tester.watch.monotonic += 120
        tester.watch.wall += 120
        tester.app.wake_up()
        await tester.pages.settle()
        assert tester.app.return_value is AppEnd.LOCKED


async def test_without_a_shell_to_come_back_from_the_act_says_so(tmp_path: Path) -> None:
    """It would leave a window in which nothing works any more. On the practice region there is nothing to lock."""
    async with open_demo(tmp_path / "opslag", school_count=3) as tester:
        tester.app.refuse_act("GoToShell")
        await tester.pages.settle()
        assert tester.pages.says("Er is hier geen opdrachtregel om naar terug te gaan")
        tester.app.go_to_sleep()
        tester.watch.monotonic += 120
        tester.app.wake_up()
        assert tester.app.covered
        assert tester.app.return_value is None
