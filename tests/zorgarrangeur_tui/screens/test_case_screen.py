"""One case by keys: its chapters, the cursor that keeps its child, own words that stay hidden, and what stands out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage.audit import rows
from storage.models import (
    Action,
    CareNeed,
    Childcare,
    Consent,
    Entitlement,
    FamilyView,
    NoteItem,
    Pupil,
    Residence,
    ScaleEvent,
    VisitNote,
    site_id,
)
from storage.store import Store
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.screens.case import CaseScreen
from zorgarrangeur_tui.screens.case_chapters import CHAPTERS, EVERY_TYPE, chapter_of
from zorgarrangeur_tui.testing import Tester, open_app

OTTER, VOS, NEED = "1" * 32, "2" * 32, "3" * 32


@pytest.fixture
def case_id(store: Store) -> str:
    """Return a case with two children, one of whom has an unfunded need, a family's story and childcare."""
    case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
    with store.unit_of_work("Vulling") as work:
        work.add(
            Pupil(id=OTTER, case_id=case.id, pseudonym="Blauwe Otter", name="Zilver Maan", birth_year=2016),
            Pupil(id=VOS, case_id=case.id, pseudonym="Rode Vos", birth_year=2016),
            CareNeed(id=NEED, case_id=case.id, pupil_id=VOS, kind="nursing", minutes_needed=90),
            FamilyView(case_id=case.id, pupil_id=VOS, own_words="Wij willen rust", note="Gebeld", burden=7),
            Childcare(case_id=case.id, pupil_id=VOS, name="De Klimop", windows=[[0, 420, 510]]),
        )
    return case.id


def shown(tester: Tester) -> tuple[str, str | None]:
    """Return the open chapter and the record under the cursor."""
    screen = tester.app.screen
    assert isinstance(screen, CaseScreen)
    return screen.chapter.id, screen.query_one(RecordTable).selected_key


def first_cells(tester: Tester) -> list[str]:
    """Return what each line says first."""
    return [row[0].strip() for row in tester.pages.rows("case-lines")]


async def test_chapters_turn_by_key_and_the_cursor_keeps_its_child(store: Store, case_id: str, tmp_path: Path) -> None:
    """Also past chapters in which a child has no line; up to the case itself it lets go."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "down")
        assert shown(tester) == ("care", VOS)
        for chapter in CHAPTERS[1:]:
            await tester.press("right_square_bracket")
            assert shown(tester) == (chapter.id, VOS if chapter.children else case_id)
        await tester.press("right_square_bracket")
        assert shown(tester) == ("care", VOS)
        await tester.press("home", *["left_square_bracket"] * 3)
        assert shown(tester) == ("places", case_id)


async def test_an_empty_chapter_says_which_key_begins_it(store: Store, case_id: str, tmp_path: Path) -> None:
    """And no longer once something stands there."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter")
        assert "Hier staat nog niets" not in tester.pages.text()
        await tester.press("right_square_bracket")
        assert tester.pages.says("Hier staat nog niets. Met n voegt u iets toe: partij.")
        await tester.press("n")
        await tester.pages.fill(name="Gemeente Urk")
        await tester.pages.submit()
        await tester.press("home")
        assert "Hier staat nog niets" not in tester.pages.text()


async def test_own_words_are_hidden_until_v_and_that_is_logged(store: Store, case_id: str, tmp_path: Path) -> None:
    """Moving on hides them again; what is no secret stands there at once."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "down", *["right_square_bracket"] * 4, "down")
        text = tester.pages.text()
        assert "7" in text
        assert "verborgen; v toont het" in text
        assert "rust" not in text
        assert "Gebeld" not in text
        await tester.press("v")
        assert tester.pages.says("Wij willen rust")
        assert tester.pages.says("Gebeld")
        await tester.press("up", "down")
        assert "rust" not in tester.pages.text()
    with store.read() as session:
        looks = [(row.subject, row.details) for row, _ in rows(session.connection()) if row.action == "read"]
    assert looks.count((VOS, "name")) == 1


async def test_v_is_there_only_where_something_is_hidden(store: Store, case_id: str, tmp_path: Path) -> None:
    """A look that would show nothing is not logged as one."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "down", "v", "down", "v")
        await tester.press(*["right_square_bracket"] * 4, "v")
    with store.read() as session:
        assert "name" not in [row.details for row, _ in rows(session.connection())]


async def test_care_that_nobody_pays_stands_out(store: Store, case_id: str, tmp_path: Path) -> None:
    """A mark and the word, not a colour alone; with a title under it the mark of money is gone."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "down", "down")
        assert shown(tester) == ("care", NEED)
        [line] = [line for line in tester.pages.text().splitlines() if line.startswith("!")]
        assert "Verpleging" in line
        assert tester.pages.says("tussen wal en schip")
        await tester.press("n")
        await tester.pages.pick("titel")
        await tester.pages.fill(minutes_granted="1u30", ends_on="31-7-2027")
        tester.app.screen.query_one("#field-law").focus()
        await tester.press("right", "ctrl+s")
        [title] = living(store, Entitlement)
        assert (title.need_id, title.pupil_id) == (NEED, VOS)
        assert [row[2:] for row in tester.pages.rows("case-lines")][-2:] == [
            ("1 u 30 min", "1 u 30 min", "ja"),
            ("1 u 30 min", "t/m 31-7-2027", ""),
        ]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_days_stay_on_screen_in_every_size(
    store: Store, case_id: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    """What, how it stands and when: the three that a list is read for."""
    with store.unit_of_work("Actie") as work:
        work.add(Action(case_id=case_id, what="Rooster maken", who="ib-er", due_on=date(2026, 11, 20)))
    async with open_app(tmp_path / "opslag", store=store, size=size) as tester:
        await tester.press("2", "enter", *["right_square_bracket"] * 3)
        [line] = [line for line in tester.pages.text().splitlines() if "Rooster maken" in line]
        assert line.startswith("!")
        assert "Open: ib-er" in line
        assert "voor 20-11-2026" in line
        assert all(len(row) <= size[0] for row in tester.pages.text().splitlines())


async def test_times_are_written_as_people_write_them(store: Store, case_id: str, tmp_path: Path) -> None:
    """Not as the numbers that a record holds; a step of zero is shown too."""
    with store.unit_of_work("Meer zorg") as work:
        work.add(ScaleEvent(id="5" * 32, case_id=case_id, pupil_id=VOS, cause="Herstel", from_rung=0, to_rung=2))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "down", *["right_square_bracket"] * 7, "down")
        assert tester.pages.says("ma 7:00-8:30")
        await tester.press(*["left_square_bracket"] * 4, "down")
        assert shown(tester) == ("plan", "5" * 32)
        assert tester.pages.says("Van trede (0 tot 4) 0")


async def test_a_consent_is_taken_back_and_the_history_opens_from_its_line(
    store: Store, case_id: str, tmp_path: Path
) -> None:
    """I asks from which day; y shows what stood there; on a consent that was taken back i does nothing."""
    with store.unit_of_work("Toestemming") as work:
        work.add(Consent(id="4" * 32, case_id=case_id, pupil_id=VOS, purpose="Overleg", given_on=date(2026, 9, 1)))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "down", *["right_square_bracket"] * 4, "down", "down")
        assert shown(tester) == ("parents", "4" * 32)
        await tester.press("i")
        await tester.pages.submit()
        await tester.press("escape")
        assert store.get(Consent, "4" * 32).withdrawn_on == date(2026, 11, 23)
        await tester.press("i")
        assert tester.pages.open_screen == "CaseScreen"
        await tester.press("y")
        assert tester.pages.open_screen == "RecordHistoryScreen"
        assert ("Ingetrokken op", "23 november 2026") in {row[:2] for row in tester.pages.rows("history-table")}


async def test_a_move_starts_from_an_empty_gemeente_and_the_first_home_from_the_known_one(
    store: Store, case_id: str, tmp_path: Path
) -> None:
    """The usual answer needs no typing, and the old place is not taken for the new one."""
    add_pupil(store, case_id, {"pseudonym": "Zwarte Kraai", "municipality": "Urk"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", *["down"] * 4, *["right_square_bracket"] * 5, "n")
        await tester.pages.submit()
        assert [one.municipality for one in living(store, Residence)] == ["Urk"]
        await tester.press("n")
        await tester.pages.submit()
        assert tester.pages.open_screen == "FormDialog"
        assert len(living(store, Residence)) == 1


async def test_a_line_of_a_note_opens_in_its_chapter(store: Store, case_id: str, tmp_path: Path) -> None:
    """Also a kind that is shown there but added elsewhere; what the list says, the detail says too."""
    with store.unit_of_work("Verslag") as work:
        work.add(
            VisitNote(id="6" * 32, case_id=case_id, day=date(2026, 11, 20)),
            NoteItem(id="7" * 32, case_id=case_id, visit_note_id="6" * 32, text="Rustig in de kring"),
        )
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.app.push_screen(CaseScreen(case_id, at="7" * 32))
        await tester.pages.settle()
        assert shown(tester) == ("notes", "7" * 32)
        assert tester.pages.text().count("Rustig in de kring") == 2


def test_every_kind_has_one_chapter_in_which_it_is_added() -> None:
    """And the first chapter is for what has none: the case itself and a child."""
    for kind in EVERY_TYPE:
        assert kind in chapter_of(kind).shown
    assert chapter_of("case") is CHAPTERS[0]
    assert chapter_of("pupil") is CHAPTERS[0]
    assert len({chapter.id for chapter in CHAPTERS}) == len(CHAPTERS)


async def test_new_begins_what_a_user_means_in_a_chapter(store: Store, case_id: str, tmp_path: Path) -> None:
    """A step belongs to the plan; a place needs a provision first; a note is captured line by line."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "down", *["right_square_bracket"] * 3, "n")
        await tester.pages.pick("actie")
        await tester.pages.fill(what="Rooster maken")
        await tester.pages.submit()
        assert [one.in_plan for one in living(store, Action)] == [True]
        await tester.press(*["right_square_bracket"] * 4, "n")
        await tester.pages.pick("plek")
        assert tester.pages.open_screen == "CaseScreen"
        assert "Voeg eerst met n de collectieve voorziening toe" in tester.pages.notices()[-1]
        await tester.press("right_square_bracket", "right_square_bracket", "n")
        assert tester.pages.open_screen == "VisitCapture"
