"""Text that means harm reaches the terminal as text: no crash, no action, no control character."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from every_record import IDS, add_every_record, text_fields
from textual.widgets import Input

from storage.errors import ValueRefused
from storage.models import RECORD_TYPES, School, site_id
from storage.store import Store
from storage.text_rules import checked_text, has_forbidden_character
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.providers import add_professional, add_provider, bind_provider
from zorgarrangeur_tui.desk.reference_sets import SETS
from zorgarrangeur_tui.screens.case import CaseScreen
from zorgarrangeur_tui.screens.case_chapters import CHAPTERS
from zorgarrangeur_tui.testing import Tester, make_store, open_app

NAUGHTY = Path(__file__).resolve().parents[3] / "shared" / "data" / "hostile_text" / "blns.json"
OWN = (
    "[/] note",
    "[b",
    "[red]rood",
    "[@click=app.bell()]klik[/]",
    "[=]",
    "[type=x, v={'a[0]'}]",
    "日本語のテキスト",
    "👩‍👩‍👧‍👦 gezin",
    "מימין לשמאל",
    "e\u0301" * 40,
    "a" * 400,
    "regel een\nregel twee",
    "\ttab",
    "=1+1",
)


_DIALOGS = 5
"""More than ever stand above each other."""
_HISTORIES = 5
"""Lines of which the quick test opens the history too; they differ in their fields only."""


def hostile_texts() -> list[str]:
    """Return our own cases, and the big list of naughty strings where it is there."""
    return [*OWN, *(json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.exists() else [])]


def kept(store: Store, text: str) -> bool:
    """Write a text into every text field that lists and details show; return whether the store took it."""
    try:
        case = open_case(
            store, {"title": text or "leeg", "school_id": site_id("99ZZ00"), "next_action": text, "note": text}
        )
        pupil = add_pupil(store, case.id, {"name": text, "municipality": text, "group_name": text, "note": text})
        add_need(store, case.id, pupil.id, {"minutes_needed": 30, "note": text, "counts_reason": text})
        provider = add_provider(store, {"name": text or "leeg", "contact": text, "note": text})
        add_professional(store, provider.id, {"name": text or "leeg", "note": text})
        bind_provider(store, site_id("99ZZ00"), provider.id, {"decided_by": text})
    except ValueRefused:
        return False
    return True


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.slow) for part in range(1, 8))])
async def test_hostile_text_goes_through_every_screen(part: int, tmp_path: Path) -> None:
    """Each eighth of the list is stored and shown on every mode, in the case, in dialogs, and in the palette."""
    store = make_store(tmp_path / "opslag")
    with store.unit_of_work("School") as work:
        work.add(School(id=site_id("99ZZ00"), site_code="99ZZ00", name="[/b] De [red]Wilg", place="Zwammerdam"))
    texts = [text for text in (*OWN, *hostile_texts()[part::8]) if text.strip()]
    taken = [text for text in texts if kept(store, text)]
    assert taken
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        for mode in "1234567":
            await tester.press(mode)
            shown = tester.pages.text()
            assert "\x1b" not in shown
            assert not any(0x80 <= ord(character) < 0xA0 for character in shown)
        await tester.press("2")
        for _ in range(4):
            await tester.press("enter", "down", "e", "escape", "escape", "down")
        await tester.press("ctrl+p")
        assert "\x1b" not in tester.pages.text()


async def test_control_characters_are_refused_before_they_are_stored(tmp_path: Path) -> None:
    """An escape sequence, a direction mark or a NUL never enters the store."""
    with make_store(tmp_path / "opslag") as store:
        for text in ("\x1b]52;c;aGFsbG8=\x07", "\u202eomgekeerd", "nul\x00", "\x9b31m"):
            with pytest.raises(ValueRefused):
                open_case(store, {"title": text, "school_id": site_id("99ZZ00")})
        counts = store.counts()
    assert counts["case"] == 0


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in range(1, 6))])
async def test_hostile_text_goes_through_every_chapter_of_a_case(turn: int, tmp_path: Path) -> None:
    """Every text field of every kind of record holds one, and stands in lists, details, forms and its own history."""
    store = make_store(tmp_path / "opslag")
    add_every_record(store, hostile_words(turn))
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        tester.app.push_screen(CaseScreen(IDS["case"]))
        await tester.pages.settle()
        seen: set[tuple[str, ...]] = set()
        for _ in CHAPTERS:
            await tester.press("home")
            for line in tester.pages.rows("case-lines"):
                if line not in seen:
                    await look_at_line(tester, history=turn > 0 or len(seen) < _HISTORIES)
                    seen.add(line)
                assert tester.pages.open_screen == "CaseScreen"
                await tester.press("down")
            await tester.press("right_square_bracket")


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in range(1, 6))])
async def test_hostile_text_goes_through_notes_reference_data_and_finding(turn: int, tmp_path: Path) -> None:
    """The visit note that is read and typed in, each set of Naslag, and what is found from anywhere."""
    store = make_store(tmp_path / "opslag")
    words = hostile_words(turn)
    add_every_record(store, words)
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        await tester.press("greater_than_sign", "enter", "down", "t", "escape", "e", "ctrl+s")
        assert_harmless(tester)
        await tester.press("escape", "escape")
        await tester.press("f7")
        for place in range(len(SETS)):
            await tester.press("home", *["down"] * place, "enter")
            assert tester.pages.open_screen == "ReferenceSetScreen"
            assert_harmless(tester)
            await look_in_form(tester)
            await tester.press("escape")
        for text in (words("case", "title"), words("school", "name"), "\x1b[2J", "\u202eabc", "[/b]"):
            await tester.press("f4")
            tester.app.screen.query_one("#find-words", Input).value = text
            await tester.pages.settle()
            assert_harmless(tester)
            await tester.press("escape")


async def look_at_line(tester: Tester, *, history: bool) -> None:
    """Show what is hidden, the form and the history of the line under the cursor."""
    await tester.press("v")
    assert_harmless(tester)
    await look_in_form(tester)
    if history:
        await tester.press("y", "v", "end")
        assert_harmless(tester)
        await tester.press("escape")


async def look_in_form(tester: Tester) -> None:
    """Open the form of the line under the cursor, if it has one, and leave it as it was."""
    await tester.press("e")
    assert_harmless(tester)
    for _ in range(_DIALOGS):
        if not tester.app.screen.is_modal:
            return
        await tester.press("escape")
    raise AssertionError(f"Esc does not lead out of this:\n{tester.pages.text()}")


def hostile_words(turn: int) -> Callable[[str, str], str]:
    """Return what gives each field of each record a text of its own, other ones at each turn."""
    fields = [(record_type, field) for record_type in RECORD_TYPES for field in text_fields(record_type)]
    texts = [text for text in hostile_texts() if text.strip() and allowed(text)]
    texts = texts[: len(OWN)] + texts[len(OWN) + turn :: 6] if turn else texts[: len(OWN)]
    start = turn * 7

    def words(record_type: str, field: str) -> str:
        return texts[(start + fields.index((record_type, field))) % len(texts)]

    return words


def allowed(text: str) -> bool:
    """Tell whether the store takes a text at all."""
    try:
        checked_text(text)
    except ValueRefused:
        return False
    return True


def assert_harmless(tester: Tester) -> None:
    """Hold that no control or direction character reaches the terminal."""
    assert not has_forbidden_character(tester.pages.text().replace("\n", ""))
