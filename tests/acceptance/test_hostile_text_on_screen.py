"""Text that means harm reaches the terminal as text: no crash, no action, no control character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.errors import ValueRefused
from storage.models import School, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.providers import add_professional, add_provider, bind_provider
from zorgarrangeur_tui.testing import make_store, open_app

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
