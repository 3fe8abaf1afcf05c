"""What the app tells stays long enough to read, can be read again, and nothing moves for who does not want that."""

from __future__ import annotations

from pathlib import Path

import pytest

from widgets.busy_dots import BusyDots
from zorgarrangeur_tui.commands import acts_of, tell
from zorgarrangeur_tui.message_acts import ShowMessages
from zorgarrangeur_tui.preferences.schema import MOTION
from zorgarrangeur_tui.testing import make_store, open_app
from zorgarrangeur_tui.told_messages import seconds_to_read


@pytest.mark.parametrize(("words", "seconds"), [(1, 6), (12, 6), (24, 12), (60, 30)])
def test_a_long_message_stays_longer(words: int, seconds: float) -> None:
    """Twelve words are read in the time of a usual message; more words take more."""
    assert seconds_to_read("woord " * words, 6) == seconds


async def test_messages_can_be_read_again(tmp_path: Path) -> None:
    """The newest first, with the time on the clock, also when they are long gone from the corner."""
    store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        app = tester.app
        for _ in range(len(app.told)):
            app.clear_notifications()
        before = len(app.told)
        tell(app, "Het [eerste] bericht.")
        tester.clock.advance(minutes=5)
        tell(app, "Het tweede bericht.", severity="warning")
        app.clear_notifications()
        assert ShowMessages in [command for _, command in acts_of(app)]
        app.run_act(ShowMessages)
        await tester.pages.settle()
        lines = tester.pages.text()
        assert tester.pages.says("9:05 Let op: Het tweede bericht.")
        assert tester.pages.says("9:00 Het [eerste] bericht.")
        assert lines.index("tweede") < lines.index("eerste")
        assert len(app.told) == before + 2
        await tester.press("escape")
        assert tester.pages.open_screen == "TodayScreen"


async def test_without_movement_what_is_busy_says_so_in_a_word(tmp_path: Path) -> None:
    """The dots of the unlock screen stand still and are a Dutch word, not the one that Textual has."""
    make_store(tmp_path / "opslag").close()
    async with open_app(tmp_path / "opslag") as tester:
        tester.app.set_preference(MOTION, "geen")
        dots = BusyDots()
        await tester.app.screen.mount(dots)
        await tester.pages.settle()
        assert str(dots.render()) == "Bezig…"
        assert dots.auto_refresh is None
