"""A visit note by keys: open it anywhere, type, keep it; and what happens when that does not go by itself."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from textual import events

from storage import drafts, tables
from storage.errors import ValueRefused
from storage.models import Action, NoteItem, Professional, VisitNote, VisitPattern, site_id
from storage.models.casework_codes import NoteItemKind
from storage.store import Store
from storage.text_rules import checked_text
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.note_files import line_of, note_file
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.note_lines import ActionLine, EntryLine
from zorgarrangeur_tui.screens.visit_capture import VisitCapture
from zorgarrangeur_tui.testing import Tester, open_app

WILG, ANKER = site_id("99ZZ00"), site_id("99ZZ01")
NAUGHTY = Path(__file__).resolve().parents[4] / "shared" / "data" / "hostile_text" / "blns.json"
OWN = [
    "[/] note",
    "[@click=app.bell()]klik[/]",
    "\x1b]52;c;aGFsbG8=\x07",
    "\u202eom",
    "e\u0301" * 40,
    "👩‍👩‍👧‍👦",
    "nul\x00",
    "a\u2028b",
]


def typed_text(tester: Tester) -> str:
    """Return what stands in the capture."""
    screen = tester.app.screen
    assert isinstance(screen, VisitCapture)
    return screen.text_area.text


async def paste(tester: Tester, text: str) -> None:
    """Paste a text where the keyboard is."""
    tester.app.post_message(events.Paste(text))
    await tester.pages.settle()


def kept_drafts(store: Store) -> list[dict[str, str]]:
    """Return the texts of the drafts."""
    with store.read() as session:
        return [dict(draft.fields) for draft in drafts.all_drafts(session.connection())]


async def test_from_a_case_a_note_takes_three_keys_and_the_typing(store: Store, tmp_path: Path) -> None:
    """School, case, day and time are there; the keyboard is in the text; ctrl+s keeps it, as one act that u takes back."""
    case = open_case(store, {"title": "Verpleging", "school_id": WILG})
    pupil = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "full_stop")
        await tester.type("met: ib-er\ngroep 3: Blauwe Otter at mee *\n! rooster mailen @ib-er morgen")
        assert tester.pages.says("uiterlijk di 24-11-2026")
        await tester.press("ctrl+s")
        [note], [item], [action] = living(store, VisitNote), living(store, NoteItem), living(store, Action)
        assert (note.school_id, note.case_id, note.day, note.start_minute) == (
            WILG,
            case.id,
            date(2026, 11, 23),
            9 * 60,
        )
        assert note.present == ["ib-er"]
        assert (item.text, item.group_name, item.shareable) == ("Blauwe Otter at mee", "3", True)
        assert (item.pupil_id, item.case_id, item.visit_note_id) == (pupil.id, case.id, note.id)
        assert (action.what, action.who, action.due_on) == ("rooster mailen", "ib-er", date(2026, 11, 24))
        assert (action.pupil_id, action.shareable, action.visit_note_id) == ("", False, note.id)
        assert tester.pages.open_screen == "CaseScreen"
        assert not kept_drafts(store)
        await tester.press("u")
        assert not [*living(store, VisitNote), *living(store, NoteItem), *living(store, Action)]
        await tester.press("ctrl+y")
        assert len(living(store, Action)) == 1


async def test_from_the_planning_it_is_about_the_school_on_the_board(store: Store, tmp_path: Path) -> None:
    """Two running cases there: the note is about the school until the user says otherwise."""
    for title in ("Verpleging", "Vervoer"):
        open_case(store, {"title": title, "school_id": ANKER})
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        await tester.press("5", "full_stop")
        assert tester.pages.says("Het Anker · ma 23-11-2026 9:00 · geen casus")
        await tester.press("x", "ctrl+s")
        [note] = living(store, VisitNote)
        assert (note.school_id, note.case_id) == (ANKER, "")


async def test_from_today_it_is_about_the_visit_that_is_going_on(store: Store, tmp_path: Path) -> None:
    """By the pattern of the day, with the one running case there."""
    case = open_case(store, {"title": "Verpleging", "school_id": ANKER})
    with store.unit_of_work("Bezoek") as work:
        person = Professional(name="Noor")
        work.add(person, VisitPattern(school_id=ANKER, professional_id=person.id, weekday=0, start_minute=525))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("full_stop", "x", "ctrl+s")
        [note] = living(store, VisitNote)
        assert (note.school_id, note.case_id, note.start_minute) == (ANKER, case.id, 9 * 60)


async def test_without_a_visit_it_is_the_school_of_the_last_note(store: Store, tmp_path: Path) -> None:
    """Also from a list, where no school is on screen."""
    with store.unit_of_work("Verslag") as work:
        work.add(
            VisitNote(school_id=ANKER, day=date(2026, 11, 20), start_minute=600),
            VisitNote(school_id=WILG, day=date(2026, 11, 20), start_minute=540),
        )
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "full_stop")
        assert tester.pages.says("Het Anker · ma 23-11-2026")


async def test_where_nothing_tells_the_school_saving_asks_for_it(store: Store, tmp_path: Path) -> None:
    """What was typed is kept while the user chooses."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("full_stop")
        await tester.type("rustig")
        await tester.press("ctrl+s")
        await tester.pages.pick("urk")
        assert [note.school_id for note in living(store, VisitNote)] == [ANKER]


async def test_quick_fingers_lose_no_letter_and_start_no_act(store: Store, tmp_path: Path) -> None:
    """What is typed before the screen is drawn lands in the note, whatever those keys do elsewhere."""
    open_case(store, {"title": "Verpleging", "school_id": WILG})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2")
        screen = tester.app.screen
        tester.app.action_act("WriteNote")
        assert tester.app.screen is not screen
        for key in "n2qu":
            tester.app.simulate_key(key)
        await tester.pages.settle()
        assert typed_text(tester) == "n2qu"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_signs_are_on_screen_and_each_line_is_told(
    store: Store, tmp_path: Path, size: tuple[int, int]
) -> None:
    """In the smallest terminals too: how to write, what it becomes, and the keys."""
    open_case(store, {"title": "Verpleging", "school_id": WILG})
    async with open_app(tmp_path / "opslag", store=store, size=size) as tester:
        await tester.press("2", "enter", "full_stop")
        await paste(tester, "rustig\n= twee uur per week *")
        for words in (
            "groep 3: gezien",
            "! actie @wie morgen",
            "Regel 2 wordt",
            "Afgesproken",
            "mag gedeeld",
            "Ctrl+S",
            "Ctrl+G delen",
        ):
            assert tester.pages.says(words), words


async def test_a_line_with_a_citizen_number_is_named_and_the_rest_waits(store: Store, tmp_path: Path) -> None:
    """The sentence stands there while typing; saving is refused and nothing is lost; without the number it is kept."""
    open_case(store, {"title": "Verpleging", "school_id": WILG})
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        await tester.press("2", "enter", "full_stop")
        await paste(tester, "rustig\n111222333")
        assert tester.pages.says("Regel 2: Dit lijkt een burgerservicenummer")
        await tester.press("ctrl+s")
        assert not living(store, VisitNote)
        assert typed_text(tester) == "rustig\n111222333"
        await tester.press("backspace", "ctrl+s")
        assert [item.text for item in living(store, NoteItem)] == ["rustig", "11122233"]


async def test_roles_are_picked_and_a_name_is_warned_about(store: Store, tmp_path: Path) -> None:
    """F2 makes the line, or adds to it; the rest stays where it is."""
    open_case(store, {"title": "Verpleging", "school_id": WILG})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "full_stop")
        await tester.type("rustig")
        await tester.press("f2")
        await tester.type("ib-er")
        await tester.press("enter", "f2")
        await tester.type("ouder")
        await tester.press("enter")
        assert typed_text(tester) == "met: ib-er, ouder\nrustig"
        await paste(tester, "\nmet: Fatima")
        assert tester.pages.says("Dit lijkt een naam")


async def test_share_case_and_time_each_have_a_key(store: Store, tmp_path: Path) -> None:
    """Ctrl+G turns sharing over for the line, F3 picks a case of this school, F4 another moment."""
    cases = [open_case(store, {"title": title, "school_id": WILG}) for title in ("Aap", "Beer")]
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("5", "full_stop")
        await tester.type("rustig")
        await tester.press("ctrl+g")
        assert typed_text(tester) == "rustig *"
        await tester.press("ctrl+g", "ctrl+g", "f3")
        await tester.type("beer")
        await tester.press("enter", "f4")
        await tester.pages.fill(day="gisteren", start_minute="1015", end_minute="11:00")
        await tester.press("ctrl+s", "ctrl+s")
        [note], [item] = living(store, VisitNote), living(store, NoteItem)
        assert (note.case_id, note.day) == (cases[1].id, date(2026, 11, 22))
        assert (note.start_minute, note.end_minute, item.shareable) == (615, 660, True)


async def test_leaving_asks_and_what_is_thrown_away_is_gone(store: Store, tmp_path: Path) -> None:
    """Without text nothing is asked."""
    open_case(store, {"title": "Verpleging", "school_id": WILG})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("full_stop", "escape")
        assert tester.pages.open_screen == "TodayScreen"
        await tester.press("full_stop", "x", "escape", "enter")
        assert typed_text(tester) == "x"
        await tester.press("escape", "right", "enter")
        assert tester.pages.open_screen == "TodayScreen"
        await tester.press("full_stop")
        assert typed_text(tester) == ""
        assert not kept_drafts(store)


async def test_what_was_typed_is_kept_when_the_app_stops_and_waits_on_today(store: Store, tmp_path: Path) -> None:
    """With the school and case it was about, also when it is opened again elsewhere; and with the child, for erasing."""
    case = open_case(store, {"title": "Verpleging", "school_id": WILG})
    pupil = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "full_stop")
        await paste(tester, "blauwe otter sliep")
        tester.app._keep_drafts()  # as locking, leaving and a fault do
        [draft] = kept_drafts(store)
        assert (draft["case_id"], draft["pupils"]) == (case.id, pupil.id)
        await tester.press("escape", "right", "enter")
    with store.read() as session:
        assert not session.execute(select(tables.draft)).all()


def hostile_texts() -> list[str]:
    """Return our own cases, and the big list of naughty strings where it is there."""
    return [*OWN, *(json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.exists() else [])]


def may_be_stored(text: str) -> bool:
    """Tell whether the store takes a text."""
    try:
        checked_text(text)
    except ValueRefused:
        return False
    return True


async def test_hostile_text_never_breaks_the_capture(store: Store, tmp_path: Path) -> None:
    """None of it reaches the terminal raw; one bad line keeps nothing, and what may be stored is stored line by line."""
    open_case(store, {"title": "[/b] Verpleging", "school_id": WILG})
    texts = [text for text in hostile_texts() if text.strip()]
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        await tester.press("2", "enter", "full_stop")
        screen = tester.app.screen
        assert isinstance(screen, VisitCapture)
        for start in range(0, len(texts), 8):
            screen.text_area.text = "\n".join(texts[start : start + 8])
            await tester.press("down")
            shown = tester.pages.text().replace("\n", "")
            assert not any(ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0 for sign in shown)
        screen.text_area.text = "\n".join(texts)
        await tester.press("ctrl+s")
        assert not living(store, VisitNote)
        screen.text_area.text = "\n".join(text for text in texts if may_be_stored(text))
        entries = [line for _, line in screen.written.entries]
        await tester.press("ctrl+s")
        [note] = living(store, VisitNote)
        assert [line_of(entry) for entry in note_file(store, note.id).entries] == [in_nfc(line) for line in entries]


def in_nfc(line: EntryLine) -> EntryLine:
    """Return a line with its texts as the store keeps them."""
    if isinstance(line, ActionLine):
        return replace(line, what=unicodedata.normalize("NFC", line.what), who=unicodedata.normalize("NFC", line.who))
    return replace(line, text=unicodedata.normalize("NFC", line.text))


async def test_kinds_of_lines_are_kept_in_the_order_in_which_they_were_typed(store: Store, tmp_path: Path) -> None:
    """Opened again they stand as they were; a changed line keeps its record, a new one comes in between."""
    open_case(store, {"title": "Verpleging", "school_id": WILG})
    text = "met: ouder\n= een\n? twee\n+ drie\nvier *\nvolgend bezoek: 1-12-2026"
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "full_stop")
        await paste(tester, text)
        await tester.press("ctrl+s", "greater_than_sign", "enter", "e")
        assert typed_text(tester) == text
        before = {item.kind: item.id for item in living(store, NoteItem)}
        await tester.press("up", "up", "end")
        await paste(tester, " en een half\n! bellen")
        await tester.press("ctrl+s")
        items = {item.kind: item for item in living(store, NoteItem)}
        assert {kind: item.id for kind, item in items.items()} == before
        assert items[NoteItemKind.INVENTORY].text == "drie en een half"
        rows = [row[2] for row in tester.pages.rows("note-lines")[1:]]
        assert rows == ["een", "twee", "drie en een half", "bellen", "vier"]
        await tester.press("u")
        assert [row[2] for row in tester.pages.rows("note-lines")[1:]] == ["een", "twee", "drie", "vier"]
