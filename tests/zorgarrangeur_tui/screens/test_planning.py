"""Planning by keys: place, move, lengthen, change and take away visits, and see what they cover and clash with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planning_kit import SmallSchool, fill, small_school

from storage.models import CareNeed, FixedBond, Professional, Provider, Pupil, School, VisitPattern
from storage.models.codes import Rhythm
from storage.store import Store
from widgets.detail_view import DetailView
from zorgarrangeur_tui.desk.records import change_record, living, remove_record
from zorgarrangeur_tui.screens.planning import PlanningScreen
from zorgarrangeur_tui.testing import make_store, open_app

if TYPE_CHECKING:
    from zorgarrangeur_tui.testing import Tester


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store of an arranger."""
    opened = make_store(tmp_path / "planning")
    yield opened
    opened.close()


@asynccontextmanager
async def planning(store: Store, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Tester]:
    """Run the app in its planning mode."""
    async with open_app(store.folder, store=store, size=size) as tester:
        await tester.press("5")
        yield tester


def board(tester: Tester) -> PlanningScreen:
    """Return the screen."""
    screen = tester.app.screen
    assert isinstance(screen, PlanningScreen)
    return screen


def visits(store: Store) -> list[VisitPattern]:
    """Return all visits by day and time."""
    return sorted(living(store, VisitPattern), key=lambda visit: (visit.weekday, visit.start_minute))


def only_visit(store: Store) -> VisitPattern:
    """Return the one visit that there is."""
    (visit,) = visits(store)
    return visit


def shown_row(tester: Tester, row: int) -> str:
    """Return a line of the screen; 1 is the one under the modes."""
    return tester.pages.text().split("\n")[row]


def panel(tester: Tester, part: str) -> str:
    """Return what is in view in a part of the panel, as one line: "visit" (the place under the cursor) or "school"."""
    view = tester.app.screen.query_one(f"#planning-{part}", DetailView)
    lines = [view.render_line(row).text for row in range(view.size.height)] if view.is_on_screen else []
    return " ".join(" ".join(lines).split())


async def test_without_schools_it_says_which_key_starts(planned: Store) -> None:
    """The empty board names the key, and what that opens names the next step."""
    async with planning(planned) as tester:
        assert tester.pages.says("Druk op s om een school te kiezen.")
        await tester.press("s")
        assert tester.pages.says("Ga met 3 naar Scholen: i leest een lijst in, a voegt er een toe.")
        await tester.press("escape", "right_square_bracket")
        assert "Er is nog geen school" in tester.pages.notices()[-1]


async def test_it_opens_on_the_first_school_to_work_with(planned: Store) -> None:
    """With its week, what is covered, and the first bell of today under the cursor."""
    here = small_school()
    with planned.unit_of_work("Nog een school") as work:
        work.add(small_school("99BB00", "Aan de Rand").school)
    fill(planned, here, here.visit(serves=[here.nursing.id]))
    async with planning(planned) as tester:
        told = "De Appelbrug · vast rooster · week 48, even · 40 % gedekt · nog niet gepubliceerd"
        assert shown_row(tester, 1).strip() == told
        text = tester.pages.text()
        assert "┏VP" in text
        assert "! 30 min" in text
        assert "! 1 u " in text
        assert "Maandag 8:30, nog vrij" in text
        assert board(tester).grid.has_focus


async def test_a_school_without_professionals_says_how_to_get_them(planned: Store) -> None:
    """The empty week names the key that ties a provider."""
    here = small_school()
    with planned.unit_of_work("School") as work:
        work.add(here.school, here.case)
    async with planning(planned) as tester:
        assert "Druk op v om een vaste" in tester.pages.text()


async def test_a_visit_is_placed_with_two_keys(planned: Store) -> None:
    """The form knows day, time and professional; the one open need that she can give is chosen already."""
    here = small_school()
    fill(planned, here)
    async with planning(planned) as tester:
        await tester.press("L", "down", "down", "n")
        assert "[x] Verpleging – Blauwe Otter (nog 1 u 30 min)" in tester.pages.text()
        assert "[ ] Begeleiding individueel – Zilveren Egel (nog 1 u; " in tester.pages.text()
        await tester.press("ctrl+s")
        visit = only_visit(planned)
        assert (visit.weekday, visit.start_minute, visit.duration_minutes, visit.rhythm) == (1, 540, 60, Rhythm.WEEKLY)
        assert (visit.professional_id, visit.school_id) == (here.nurse.id, here.school.id)
        assert (visit.serves, visit.starts_on) == ([here.nursing.id], date(2026, 11, 23))
        assert board(tester).visit == visit
        assert "40 % gedekt" in shown_row(tester, 1)
        await tester.press("u")
        assert not visits(planned)
        assert "0 % gedekt" in shown_row(tester, 1)


async def test_enter_places_in_an_empty_quarter_and_opens_a_visit(planned: Store) -> None:
    """The same key makes something new where nothing is, and changes what is there."""
    here = small_school()
    fill(planned, here)
    async with planning(planned) as tester:
        await tester.press("enter")
        assert "Nieuw bezoek van Anna Bos bij De Appelbrug" in tester.pages.text()
        await tester.pages.fill(duration_minutes="45")
        await tester.pages.submit()
        await tester.press("enter")
        assert "Bezoek wijzigen" in tester.pages.text()
        await tester.pages.fill(note="In lokaal 3")
        await tester.pages.submit()
        assert (only_visit(planned).duration_minutes, only_visit(planned).note) == (45, "In lokaal 3")


async def test_the_cursor_goes_to_where_the_form_put_the_visit(planned: Store) -> None:
    """Another day and time than the cursor's are followed; without a first day it was always there."""
    here = small_school()
    fill(planned, here)
    async with planning(planned) as tester:
        await tester.press("n", "tab", "right", "right")
        await tester.pages.fill(start_minute="11:00", starts_on="")
        await tester.pages.submit()
        position = board(tester).grid.cursor_position
        assert (position.day, position.minute) == (2, 660)
        assert board(tester).visit == only_visit(planned)
        assert only_visit(planned).starts_on is None


async def test_a_visit_past_midnight_is_refused_in_the_form(planned: Store) -> None:
    """The sentence stands at the length, and nothing is written."""
    here = small_school()
    fill(planned, here)
    async with planning(planned) as tester:
        await tester.press("n")
        await tester.pages.fill(start_minute="23:30")
        await tester.pages.submit()
        assert "tot na middernacht" in tester.pages.text()
        assert not visits(planned)


async def test_beside_a_visit_of_the_even_weeks_comes_one_of_the_odd(planned: Store) -> None:
    """The form proposes the other week at the same time."""
    here = small_school()
    fill(planned, here, here.visit(rhythm=Rhythm.EVEN, duration_minutes=75))
    async with planning(planned) as tester:
        await tester.press("w", "down", "n", "ctrl+s")
        odd = next(visit for visit in visits(planned) if visit.rhythm == Rhythm.ODD)
        assert (odd.start_minute, odd.duration_minutes) == (540, 75)
        assert not board(tester).board.clashes  # type: ignore[union-attr]  # a school is shown


async def test_a_held_visit_moves_with_the_arrows(planned: Store) -> None:
    """Enter puts it down elsewhere; Escape leaves it; the panel tells what would clash while it moves."""
    here = small_school()
    fill(planned, here, here.visit(serves=[here.nursing.id]))
    async with planning(planned) as tester:
        await tester.press("w", "m", "right", "down")
        assert "Wordt maandag 9:15-10:15" in tester.pages.text()
        assert "Bram Vos geeft geen verpleging." in panel(tester, "visit")
        await tester.press("escape")
        assert (only_visit(planned).start_minute, only_visit(planned).professional_id) == (540, here.nurse.id)
        await tester.press("m", "L", "down", "enter")
        assert (only_visit(planned).weekday, only_visit(planned).start_minute) == (1, 555)
        assert board(tester).visit == only_visit(planned)
        await tester.press("u")
        assert (only_visit(planned).weekday, only_visit(planned).start_minute) == (0, 540)


async def test_other_acts_wait_while_a_visit_is_held(planned: Store) -> None:
    """Taking away or placing in the middle of a move would surprise."""
    here = small_school()
    fill(planned, here, here.visit())
    async with planning(planned) as tester:
        await tester.press("w", "m", "x", "n", "plus", "s")
        assert tester.pages.open_screen == "PlanningScreen"
        assert only_visit(planned).duration_minutes == 60
        await tester.press("escape", "x")
        assert not visits(planned)


@pytest.mark.parametrize(("keys", "minutes"), [("plus", 75), ("minus", 45), ("J", 75), ("K", 45)])
async def test_a_visit_gets_longer_or_shorter_by_a_quarter(planned: Store, keys: str, minutes: int) -> None:
    """With plus and minus, or with the keys of the grid."""
    here = small_school()
    fill(planned, here, here.visit())
    async with planning(planned) as tester:
        await tester.press("w", keys)
        assert only_visit(planned).duration_minutes == minutes


async def test_quick_presses_all_count(planned: Store) -> None:
    """Three times longer is three quarters, also when the screen has not drawn the first yet."""
    here = small_school()
    fill(planned, here, here.visit())
    async with planning(planned) as tester:
        await tester.press("w")
        await tester.pilot.press("plus", "J", "plus", "J")
        await tester.pages.settle()
        assert only_visit(planned).duration_minutes == 120


async def test_a_visit_stays_a_quarter_at_least(planned: Store) -> None:
    """Shorter is told, and written nowhere."""
    here = small_school()
    fill(planned, here, here.visit(duration_minutes=15))
    async with planning(planned) as tester:
        await tester.press("w", "minus")
        assert only_visit(planned).duration_minutes == 15
        assert tester.pages.notices() == ["Korter dan een kwartier kan niet."]


async def test_the_rhythm_goes_round(planned: Store) -> None:
    """Every week, even weeks, odd weeks, every week; what is covered follows."""
    here = small_school()
    fill(planned, here, here.visit(serves=[here.nursing.id]))
    async with planning(planned) as tester:
        await tester.press("w")
        seen = []
        for _ in Rhythm:
            await tester.press("r")
            covered = next(part for part in shown_row(tester, 1).split(" · ") if "gedekt" in part)
            seen.append((only_visit(planned).rhythm, covered))
        assert seen == [(Rhythm.EVEN, "20 % gedekt"), (Rhythm.ODD, "20 % gedekt"), (Rhythm.WEEKLY, "40 % gedekt")]


async def test_a_visit_is_taken_away_and_brought_back(planned: Store) -> None:
    """Without a question, because one key undoes it, and the notice says which."""
    here = small_school()
    fill(planned, here, here.visit())
    async with planning(planned) as tester:
        await tester.press("w", "x")
        assert not visits(planned)
        assert tester.pages.notices()[-1] == "Bezoek weggehaald. Met u (ongedaan) komt het terug."
        await tester.press("u")
        assert board(tester).visit == only_visit(planned)


@pytest.mark.parametrize("key", ["m", "plus", "minus", "r", "x", "V"])
async def test_a_locked_visit_refuses_with_a_sentence(planned: Store, key: str) -> None:
    """It stays as it was, and the sentence names the key that loosens it; after that key it can be changed."""
    here = small_school()
    fill(planned, here, here.visit(locked=True))
    async with planning(planned) as tester:
        await tester.press("w", key)
        assert tester.pages.notices()[-1] == "Dit bezoek staat vast. Maak het eerst los met f."
        before = only_visit(planned)
        assert (before.duration_minutes, before.rhythm) == (60, Rhythm.WEEKLY)
        assert board(tester).grid.held is None
        await tester.press("f", key)
        assert not only_visit(planned).locked if key != "x" else not visits(planned)


async def test_the_form_of_a_locked_visit_takes_a_note_but_no_other_time(planned: Store) -> None:
    """Unless the lock goes off in the same form."""
    here = small_school()
    fill(planned, here, here.visit(locked=True))
    async with planning(planned) as tester:
        await tester.press("w", "e")
        await tester.pages.fill(start_minute="10:00", note="Let op de kring")
        await tester.pages.submit()
        assert "Zet dit op nee om het te veranderen." in tester.pages.text()
        await tester.pages.fill(start_minute="9:00")
        await tester.pages.submit()
        assert (only_visit(planned).start_minute, only_visit(planned).note) == (540, "Let op de kring")
        await tester.press("e")
        await tester.pages.fill(start_minute="10:00")
        tester.app.screen.query_one("#field-locked").focus()
        await tester.press("space", "ctrl+s")
        assert (only_visit(planned).start_minute, only_visit(planned).locked) == (600, False)


async def test_a_changed_form_is_one_act(planned: Store) -> None:
    """Professional, time and needs together come back with one undo."""
    here = small_school()
    fill(planned, here, here.visit())
    async with planning(planned) as tester:
        await tester.press("w", "e", "space", "tab", "right")
        await tester.pages.fill(start_minute="10:30")
        await tester.pages.submit()
        changed = only_visit(planned)
        assert (changed.professional_id, changed.start_minute, len(changed.serves)) == (here.guide.id, 630, 1)
        assert board(tester).visit == changed
        await tester.press("u")
        assert (only_visit(planned).professional_id, only_visit(planned).serves) == (here.nurse.id, [])


async def test_a_visit_that_begins_later_leaves_the_board_with_a_word(planned: Store) -> None:
    """The board shows today's pattern; the notice says why the visit is away."""
    here = small_school()
    fill(planned, here, here.visit())
    async with planning(planned) as tester:
        await tester.press("w", "e")
        await tester.pages.fill(starts_on="1-2-2027")
        await tester.pages.submit()
        assert "vandaag niet op het bord" in tester.pages.notices()[-1]
        assert board(tester).visit is None


async def test_a_clash_is_shown_and_found_but_blocks_nothing(planned: Store) -> None:
    """A visit outside school time is placed, marked, listed and walked to."""
    here = small_school()
    fill(planned, here, here.visit(weekday=3))
    async with planning(planned) as tester:
        await tester.press("n")
        await tester.pages.fill(start_minute="14:00")
        await tester.pages.submit()
        assert len(visits(planned)) == 2
        assert "! 1 botsing" in shown_row(tester, 1)
        assert "! ma 14:00" in tester.pages.text()
        await tester.press("w", "c")
        assert board(tester).visit == visits(planned)[0]
        await tester.press("x", "c")
        assert tester.pages.notices()[-1] == "Op dit bord botst niets."


async def test_a_new_clash_is_told_where_the_panel_is_hidden(planned: Store) -> None:
    """On a small terminal the sentence comes in a notice instead."""
    here = small_school()
    fill(planned, here, here.visit())
    async with planning(planned, (60, 20)) as tester:
        await tester.press("w", "m", "home", "enter")
        assert only_visit(planned).start_minute == 480
        assert "buiten de schooltijd" in tester.pages.notices()[-1]


async def test_a_provider_is_tied_and_its_people_appear(planned: Store) -> None:
    """The bond begins today; the lanes follow at once. In the list to pick from, Esc first takes away what was typed."""
    here = small_school()
    fill(planned, here)
    with planned.unit_of_work("Nog een aanbieder") as work:
        other = Provider(name="Thuiszorg De Brug")
        work.add(other, Professional(name="Chris Mol", provider_id=other.id))
    async with planning(planned) as tester:
        await tester.press("v")
        await tester.type("qqq")
        assert tester.pages.says("Wis het filter met Esc")
        await tester.press("escape")
        assert tester.pages.says("Thuiszorg De Brug")
        await tester.press("escape")
        assert tester.pages.open_screen == "PlanningScreen"
        await tester.press("v")
        await tester.pages.pick("brug")
        await tester.pages.submit()
        assert {lane.title for lane in board(tester).grid.week.lanes} == {"Anna Bos", "Bram Vos", "Chris Mol"}
        assert any("Thuiszorg De Brug is nu een vaste" in told for told in tester.pages.notices())
        assert len(living(planned, FixedBond)) == 2


async def test_a_provider_too_many_needs_a_reason(planned: Store) -> None:
    """The form keeps open with a sentence at the reason; with a reason it is done."""
    here = small_school()
    here.school.provider_cap = 1
    fill(planned, here)
    with planned.unit_of_work("Nog een aanbieder") as work:
        work.add(Provider(name="Thuiszorg De Brug"))
    async with planning(planned) as tester:
        await tester.press("v")
        await tester.pages.pick("brug")
        await tester.pages.submit()
        assert "Schrijf op waarom dit toch nodig is." in tester.pages.text()
        assert len(living(planned, FixedBond)) == 1
        await tester.pages.fill(over_cap_reason="Nachtverpleging")
        await tester.pages.submit()
        assert len(living(planned, FixedBond)) == 2
        assert "Voeg nog professionals toe" in tester.pages.notices()[-1]
        assert "Dat is 1 meer dan het afgesproken maximum van 1. De reden: Nacht" in panel(tester, "school")


async def test_brackets_go_round_the_schools_and_s_finds_any(planned: Store) -> None:
    """Only schools to work with are on the round; a school without anything is found by typing."""
    first, second = small_school(), small_school("99BB00", "De Duinkade")
    fill(planned, first, first.visit())
    fill(planned, second)
    with planned.unit_of_work("Nog een school") as work:
        work.add(small_school("99CC00", "Verweg").school)
    async with planning(planned) as tester:
        names = []
        for key in ("right_square_bracket", "right_square_bracket", "left_square_bracket"):
            await tester.press(key)
            names.append(shown_row(tester, 1).split("·")[0].strip())
        assert names == ["De Duinkade", "De Appelbrug", "De Duinkade"]
        await tester.press("s")
        await tester.pages.pick("verweg")
        assert shown_row(tester, 1).startswith(" Verweg")
        await tester.press("1", "5")
        assert shown_row(tester, 1).startswith(" Verweg")


async def test_a_case_leads_to_the_planning_of_its_school(planned: Store) -> None:
    """Also when the planning was never opened before."""
    first, second = small_school(), small_school("99BB00", "De Duinkade")
    fill(planned, first)
    fill(planned, second)
    async with open_app(planned.folder, store=planned) as tester:
        await tester.press("2", "slash")
        await tester.type("duinkade")
        await tester.press("enter", "enter", "p")
        assert shown_row(tester, 1).startswith(" De Duinkade")


async def test_it_shows_what_changed_while_another_mode_was_open(planned: Store) -> None:
    """And goes to another school when its own is gone."""
    first, second = small_school(), small_school("99BB00", "De Duinkade")
    fill(planned, first, first.visit())
    fill(planned, second)
    async with planning(planned) as tester:
        await tester.press("1")
        change_record(planned, CareNeed, first.guidance.id, {"minutes_needed": 0}, "Minder nodig")
        await tester.press("5")
        assert "De Appelbrug · vast rooster · week 48, even · 0 % gedekt" in shown_row(tester, 1)
        remove_record(planned, School, first.school.id, "School weggehaald")
        await tester.pages.settle()
        assert shown_row(tester, 1).startswith(" De Duinkade")


@pytest.mark.parametrize(("size", "at_first"), [((120, 36), True), ((80, 24), True), ((60, 20), False)])
async def test_the_panel_comes_and_goes(planned: Store, size: tuple[int, int], at_first: bool) -> None:
    """It stands beside or under the week where there is room; a key turns that round."""
    here = small_school()
    fill(planned, here, here.visit(serves=[here.nursing.id]))
    async with planning(planned, size) as tester:
        await tester.press("w")
        for expected in (at_first, not at_first, at_first):
            assert ("! 30 min" in panel(tester, "school")) is expected
            assert ("Verpleging, Blauwe" in panel(tester, "visit")) is expected
            await tester.press("p")
        assert "week 48, even" in tester.pages.text()


async def test_the_panel_is_read_with_tab_and_arrows(planned: Store) -> None:
    """Tab goes from the week to the place and on to the school, which scroll; acts on the visit still work there."""
    here = small_school()
    needs = [CareNeed(case_id=here.case.id, pupil_id=here.egel.id, minutes_needed=10 + n) for n in range(20)]
    fill(planned, here, here.visit())
    with planned.unit_of_work("Meer nodig") as work:
        work.add(*needs)
    async with planning(planned) as tester:
        await tester.press("w", "tab", "tab", "end")
        assert "Afgesproken is ten hoogste 2." in panel(tester, "school")
        await tester.press("plus")
        assert only_visit(planned).duration_minutes == 75


async def test_the_mouse_drags_a_visit(planned: Store) -> None:
    """Let go an hour later it is there; a locked one stays, with a sentence."""
    here = small_school()
    fill(planned, here, here.visit())
    async with planning(planned) as tester:

        async def drag(rows: int) -> None:
            placement = board(tester).grid.week.tracks[0].placements[0]
            y = 2 + placement.top + 1
            await tester.pilot.mouse_down("#planning-grid", offset=(10, y))
            await tester.pilot.hover("#planning-grid", offset=(10, y + rows))
            await tester.pilot.mouse_up("#planning-grid", offset=(10, y + rows))
            await tester.pages.settle()

        await drag(4)
        assert only_visit(planned).start_minute == 600
        await tester.press("f")
        await drag(-4)
        assert only_visit(planned).start_minute == 600
        assert tester.pages.notices()[-1].startswith("Dit bezoek staat vast.")


async def test_names_are_shown_as_they_are(planned: Store) -> None:
    """Nothing that somebody typed is read as markup or reaches the terminal raw."""
    here = small_school()
    nasty = "[/] [b]x[@click=app.quit] \x1b[31m\u202e"
    fill(planned, here, here.visit(serves=[here.nursing.id], note="[/]"))
    with planned.unit_of_work("Namen") as work:
        for model, record in ((School, here.school), (Provider, here.provider), (Professional, here.nurse)):
            work.get(model, record.id).name = "[/] [b"  # type: ignore[attr-defined]  # each has a name
        work.get(Pupil, here.otter.id).pseudonym = "[/] Otter"
    async with planning(planned) as tester:
        screen = board(tester)
        assert screen.board is not None
        screen.board.school.name = nasty
        screen.board.pupils[here.otter.id].pseudonym = nasty
        await tester.press("w", "e", "escape", "m", "escape", "tab", "tab", "n", "escape", "v", "escape")
        assert "[/]" in tester.pages.text()
        assert "\x1b" not in tester.pages.text()


def test_the_kit_is_one_school(planned: Store) -> None:
    """What these tests lean on: a school with two professionals and two needs."""
    here: SmallSchool = small_school()
    fill(planned, here)
    assert len(living(planned, Professional)) == len(living(planned, CareNeed)) == 2


async def test_the_board_opens_again_with_the_school_of_last_time(planned: Store) -> None:
    """Also after the app was locked or closed; when that school is gone, with the first to work with."""
    first, second = small_school(), small_school("99BB00", "De Berk")
    fill(planned, first, first.visit())
    fill(planned, second, second.visit())
    async with planning(planned) as tester:
        assert board(tester).school_id == first.school.id
        await tester.press("right_square_bracket")
        await tester.app.workers.wait_for_complete()
    async with planning(planned) as tester:
        assert board(tester).school_id == second.school.id
    remove_record(planned, School, second.school.id, "School weggehaald")
    async with planning(planned) as tester:
        assert board(tester).school_id == first.school.id
