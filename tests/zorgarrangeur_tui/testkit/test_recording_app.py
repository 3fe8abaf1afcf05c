"""A recording of the practice region plays again, and is made nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine
from textual import events

from zorgarrangeur_tui.session import AppSettings
from zorgarrangeur_tui.testing import FrozenClock, FrozenWatch, Tester, make_practice, make_store, quick_settings
from zorgarrangeur_tui.testkit.recording_app import RecordingApp, check_place, new_story
from zorgarrangeur_tui.testkit.story import StoryFault
from zorgarrangeur_tui.testkit.story_file import read_story
from zorgarrangeur_tui.testkit.story_play import play


async def test_what_is_recorded_plays_again_and_can_be_read(tmp_path: Path) -> None:
    """A mode, a filter, a case, a note that is written and taken back; the mouse is not in it, and closing neither."""
    path, clock = tmp_path / "verslag.verhaal.toml", FrozenClock()
    story = new_story(path, clock(), 12, 1)
    store = make_practice(tmp_path / "opslag", clock=clock)
    watch = FrozenWatch()
    settings = AppSettings(store.folder, quick_settings(clock), demo=True, clocks=watch.clocks())
    app = RecordingApp(settings, store, story, path)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        tester = Tester(app, pilot, clock, watch)
        await tester.pages.settle()
        await tester.press("tab", "2", "slash")
        await tester.type("wilgenwal")
        await tester.press("enter", "enter", "full_stop")
        for event in (events.Paste("Geplakt."), events.MouseDown(None, 2, 0, 0, 0, 1, False, False, False, 2, 0)):
            app.post_message(event)
            await tester.pages.settle()
        assert any("Een opname kent alleen toetsen" in sentence for sentence in tester.pages.notices())
        await tester.press("ctrl+s", "escape")
        await pilot.resize_terminal(80, 24)
        await tester.press("f9", "x", "u")
        kept = read_story(path)
        await tester.pilot.press("ctrl+q")
    app.close_store()

    recorded = read_story(path)
    assert recorded.steps[: len(kept.steps)] == kept.steps
    assert recorded.moment == story.moment
    assert [step.screen for step in recorded.steps[:3]] == ["TodayScreen", "CasesScreen", "CaseScreen"]
    assert (recorded.steps[2].text, recorded.steps[2].after) == ("wilgenwal", ("enter", "enter"))
    pasted = [(step.paste, step.after, step.screen) for step in recorded.steps if step.paste]
    assert pasted == [("Geplakt.", ("ctrl+s",), "CaseScreen")]
    assert any("Scherm leeg. Druk op een toets" in line for step in recorded.steps for line in step.see)
    text = path.read_text()
    assert "Geplakt." in text
    assert '"80x24"' in text
    assert "ctrl+q" not in text
    assert "Focus" not in text
    assert "Een opname kent alleen toetsen" not in text
    assert path.stat().st_mode & 0o777 == 0o600
    folder = tmp_path / "gespeeld"
    folder.mkdir()
    await play(recorded, folder)


def test_a_store_of_ones_own_is_never_recorded(tmp_path: Path) -> None:
    """Neither by the app nor on the command line: a story holds what is typed."""
    with make_store(tmp_path / "opslag") as store, pytest.raises(AssertionError, match="only invented data"):
        RecordingApp(
            AppSettings(store.folder, quick_settings()), store, new_story(Path("x"), FrozenClock()(), 1, 1), Path("x")
        )
    line = CommandLine(tmp_path / "opslag")
    result = line.run("--store", str(line.folder), "demo", "--record", "x.verhaal.toml")
    assert result.exit_code == 2
    assert "alleen in de oefenregio" in result.stderr


def test_a_recording_overwrites_nothing(tmp_path: Path) -> None:
    """And has a name by which it is found as a story."""
    there = tmp_path / "er.verhaal.toml"
    there.write_text("")
    (tmp_path / "wijst.verhaal.toml").symlink_to(tmp_path / "nergens")
    for path, told in (
        (there, "overschrijft niets"),
        (tmp_path / "wijst.verhaal.toml", "overschrijft niets"),
        (tmp_path / "verslag.toml", "eindigt op .verhaal.toml"),
        (tmp_path / "weg" / "a.verhaal.toml", "map voor de opname bestaat niet"),
    ):
        with pytest.raises(StoryFault, match=told):
            check_place(path)
    check_place(tmp_path / "nieuw.verhaal.toml")
