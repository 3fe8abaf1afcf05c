"""Wie zag wat, by keys: what looking leaves in the log, and reading the log itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from storage.audit import Action, LogRow
from storage.errors import StoreFull
from storage.log_reading import rows_about, rows_between
from storage.models import Pupil, site_id
from storage.store import Store
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.log_rows import LogSelection, LogSource
from zorgarrangeur_tui.screens import looking as screen_looking
from zorgarrangeur_tui.screens.access_log import AccessLogScreen
from zorgarrangeur_tui.testing import FrozenClock, Tester, open_app

SCHOOL = site_id("99ZZ00")


@pytest.fixture
def children(store: Store) -> list[Pupil]:
    """Return the two children of the one case."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    names = (("Blauwe Otter", "Fatima van der Berg"), ("Zilveren Reiger", ""))
    return [add_pupil(store, case.id, {"pseudonym": pseudonym, "name": name}) for pseudonym, name in names]


def looks(store: Store, *actions: Action) -> list[LogRow]:
    """Return the rows of these kinds."""
    return [row for row in rows_between(store, None, None) if row.action in actions]


def searches(store: Store, shown: str) -> list[list[str]]:
    """Return what each look at a list tells: how many, and whether something was searched."""
    found = [row.details for row in looks(store, Action.SEARCH) if row.object == shown]
    return [[fact.partition("=")[0] if fact.startswith("words") else fact for fact in one.split()] for one in found]


async def test_opening_a_case_is_logged_once_per_child(store: Store, children: list[Pupil], tmp_path: Path) -> None:
    """Moving the cursor and coming back from a dialog add nothing; a form with a name in it, and opening it again, do."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "down", "up", "e", "escape", "?", "escape")
        seen = [row.subject for row in looks(store, Action.READ) if row.details != "name"]
        assert sorted(seen) == sorted(child.id for child in children)
        assert [row.details for row in looks(store, Action.READ)][2:] == ["name"]
        await tester.press("v")
        assert [row.details for row in looks(store, Action.READ)][2:] == ["name", "name"]
        await tester.press("escape", "enter")
        assert len(looks(store, Action.READ)) == 6


async def test_a_child_that_comes_into_an_open_case_is_logged_then(
    store: Store, children: list[Pupil], tmp_path: Path
) -> None:
    """Such as one that a bundle brought; the others are not logged again."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter")
        third = add_pupil(store, children[0].case_id, {"pseudonym": "Gouden Kompas"})
        await tester.pages.settle()
        assert [row.subject for row in looks(store, Action.READ)][2:] == [third.id]


async def test_a_search_is_one_row_when_the_user_goes_to_the_list(
    store: Store, children: list[Pupil], tmp_path: Path
) -> None:
    """Not one per key; the words are a mark, and the same words again are the same search."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2")
        assert searches(store, "case") == [["found=1"]]
        await tester.press("slash")
        await tester.type("otter")
        await tester.press("enter")
        assert searches(store, "case") == [["found=1"], ["found=1", "words"]]
        await tester.press("slash", "enter", "down", "up")
        assert len(searches(store, "case")) == 2
        await tester.press("escape", "slash")
        await tester.type("zzz")
        await tester.press("down")
        assert searches(store, "case")[2:] == [["found=0", "words"]]
        assert "otter" not in repr(looks(store, *Action)).casefold()


async def test_a_search_that_is_left_alone_counts_too(
    store: Store, children: list[Pupil], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads the list with the cursor still in the field has searched."""
    monkeypatch.setattr(screen_looking, "_SETTLED", 0.001)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "slash")
        await tester.type("otter")
        for _ in range(500):
            if len(searches(store, "case")) > 1:
                break
            await tester.pages.settle()
        assert isinstance(tester.app.focused, Input)
        assert searches(store, "case")[-1] == ["found=1", "words"]


async def test_today_and_each_board_are_logged_when_opened(store: Store, children: list[Pupil], tmp_path: Path) -> None:
    """They show pseudonyms: one row each time, with how many; coming back to the same board adds none."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("5", "1", "5", "1")
        assert searches(store, "today") == [["found=0"]]
        assert searches(store, "planning") == [["found=2"]]
        [row] = [row for row in looks(store, Action.SEARCH) if row.object == "planning"]
        assert row.subject == SCHOOL


async def test_looks_cannot_be_undone(store: Store, children: list[Pupil], tmp_path: Path) -> None:
    """Undo takes back the last change, not the last look."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "u")
        assert "Ongedaan gemaakt: Leerling toegevoegd" in tester.pages.notices()[-1]
        assert store.log_fault() is None


async def test_a_look_that_cannot_be_logged_is_told(
    store: Store, children: list[Pupil], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen still opens: care does not wait for a full disk. The user reads that the log misses it."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2")

        def full(*_: object, **__: object) -> None:
            raise StoreFull

        monkeypatch.setattr("zorgarrangeur_tui.screens.case.note_case_read", full)
        await tester.press("enter")
        assert tester.pages.open_screen == "CaseScreen"
        assert "staat niet in het logboek" in tester.pages.notices()[-1]
        monkeypatch.setattr("zorgarrangeur_tui.screens.access_log.note_log_read", full)
        await tester.press("down", "w")
        assert "staat niet in het logboek" in tester.pages.notices()[-1]
        assert tester.pages.rows("log-table")


def later(store: Store, *, days: int) -> None:
    """Move the clock of the store on."""
    assert isinstance(store.clock, FrozenClock)
    store.clock.advance(days=days)


async def open_log(tester: Tester, pupil_id: str | None = None) -> None:
    """Open the log."""
    await tester.app.push_screen(AccessLogScreen(pupil_id))
    await tester.pages.settle()


async def test_w_shows_who_saw_the_child_under_the_cursor(store: Store, children: list[Pupil], tmp_path: Path) -> None:
    """With what was done and when; that the log was opened stands on top of it."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "v", "w")
        assert tester.pages.open_screen == "AccessLogScreen"
        rows = tester.pages.rows("log-table")
        assert [row[2] for row in rows] == ["Bekeken", "Bekeken", "Bekeken", "Gewijzigd"]
        assert [row[4] for row in rows[1:3]] == ["met naam", rows[2][4]]
        assert rows[0][3] == "Blauwe Otter: dit logboek"
        text = tester.pages.text()
        assert "Wie zag wat: Blauwe Otter · alles · 4 regels" in text
        assert "Fatima" not in text
        assert "23-11-2026 9:00" in text
        await tester.press("end")
        assert "Leerling toegevoegd" in tester.pages.text()
        await tester.press("escape")
        assert tester.pages.open_screen == "CaseScreen"


async def test_periods_and_a_child_narrow_the_log(store: Store, children: list[Pupil], tmp_path: Path) -> None:
    """Keys for today, week, month, school year and all; l keeps the child under the cursor, and lets go of it."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "escape")
        later(store, days=30)
        await open_log(tester)
        assert "deze week" in tester.pages.text()
        counts = []
        for key in ("v", "w", "m", "s", "a"):
            await tester.press(key)
            counts.append(len(tester.pages.rows("log-table")))
        everything = len(rows_between(store, None, None))
        assert counts == [1, 1, 1, everything, everything]
        table = tester.app.screen.query_one(RecordTable)
        about = list(rows_about(store, children[0].id))
        table.move_to(str(about[-1].number))
        await tester.press("l")
        assert "Wie zag wat: Blauwe Otter" in tester.pages.text()
        assert {row[3].partition(":")[0] for row in tester.pages.rows("log-table")} == {"Blauwe Otter"}
        await tester.press("l")
        assert len(tester.pages.rows("log-table")) == everything + 2


async def test_only_on_a_child_the_log_can_be_narrowed_to_it(
    store: Store, children: list[Pupil], tmp_path: Path
) -> None:
    """On the row of an unlock the key does nothing."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_log(tester)
        await tester.press("a", "end", "l")
        assert "Wie zag wat · alles" in tester.pages.text()


async def test_a_log_without_rows_says_what_to_press(store: Store, tmp_path: Path) -> None:
    """Nobody was ever seen under this id, and the one row of opening it is outside the period when the clock moves on."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_log(tester, "f" * 32)
        assert "een onbekende leerling" in tester.pages.text()
        later(store, days=3)
        await tester.press("v")
        assert "Druk op a voor alles" in tester.pages.text()


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_the_log_fits_small_screens(
    store: Store, children: list[Pupil], tmp_path: Path, size: tuple[int, int]
) -> None:
    """When, what and about whom stay; the line under the cursor is there in full."""
    async with open_app(tmp_path / "opslag", store=store, size=size) as tester:
        await tester.press("2", "enter", "escape")
        await open_log(tester, children[0].id)
        await tester.press("end")
        text = tester.pages.text()
        for words in ("Wanneer", "Over", "Gewijzigd", "Blauwe Otter", "Leerling toegevoegd", "Uitkomst"):
            assert words in text
        assert max(len(line) for line in text.splitlines()) <= size[0]


async def test_hostile_text_in_the_log_is_only_shown(store: Store, children: list[Pupil], tmp_path: Path) -> None:
    """A reason with markup or escapes does nothing and crashes nothing."""
    with store.unit_of_work("proef") as work:
        for reason in ("[/b][@click=app.quit()]x", "\x1b]0;titel\x07", "\u202eomgekeerd", "a\nb"):
            work.note(Action.EXPORT, object="[red]", subject=children[0].id, reason=reason, details="\x1b[2J x=[/]")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_log(tester, children[0].id)
        for _ in range(5):
            await tester.press("down")
        text = tester.pages.text()
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[red]" in text


def test_a_long_log_is_a_window(store: Store) -> None:
    """The whole log is numbers; words are made of the rows on screen, and a place is found without looking at all."""
    with store.unit_of_work("Bekeken") as work:
        for number in range(20_000):
            work.note(Action.READ, object="pupil", subject=f"{number % 50:032x}")
    window = LogSource(store, LogSelection()).select("")
    assert len(window) > 20_000
    top = window.rows(0, 30)
    assert len(top) == 30
    assert window.position(top[7].key) == 7
    assert window.position(str(10**9)) is None
    assert window.position("0") is None
    last = len(window) - 1
    assert window.position(window.rows(last, last + 5)[0].key) == last
    one = LogSource(store, LogSelection(subject=f"{3:032x}")).select("")
    assert len(one) == 1
    assert "(400×)" in one.rows(0, 1)[0].cells[2]
