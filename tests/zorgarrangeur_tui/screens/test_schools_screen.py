"""Scholen by keys: find, open, change, tie a provider, begin a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.models import Case, FixedBond, Provider, School, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import open_case
from zorgarrangeur_tui.desk.providers import add_provider, bind_provider
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.testing import open_app

if TYPE_CHECKING:
    from zorgarrangeur_tui.testing import Tester

SCHOOL = site_id("99ZZ00")
CAPPED = site_id("99ZZ01")
FULL_DAYS = [[510, 900]] * 5


@pytest.fixture
def provider(store: Store) -> Provider:
    """Return a care provider."""
    return add_provider(store, {"name": "Zorg De Windroos"})


async def open_school(tester: Tester, words: str = "wilg") -> None:
    """Open a school from the list, found by typing."""
    await tester.press("3", "slash")
    await tester.type(words)
    await tester.press("enter", "enter")


async def test_a_school_opens_with_its_providers_and_cases(store: Store, provider: Provider, tmp_path: Path) -> None:
    """Every line is a record; the panel tells about the one under the cursor."""
    bind_provider(store, SCHOOL, provider.id, {"decided_by": "Bestuur"})
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL, "next_action": "Bellen"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_school(tester)
        assert [row[0].strip() for row in tester.pages.rows("school-lines")] == [
            "De Wilg",
            "Zorg De Windroos",
            "Verpleging",
        ]
        assert tester.pages.says("1 vaste zorgaanbieder. Er is geen maximum afgesproken.")
        assert "ma t/m vr 8:30-15:00" in tester.pages.text()
        await tester.press("down")
        assert "Besloten door" in tester.pages.text()
        await tester.press("down")
        assert "Bellen" in tester.pages.text()
        await tester.press("enter")
        assert tester.pages.open_screen == "CaseScreen"
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "SchoolsScreen"
        assert living(store, Case) == [case]


async def test_the_list_shows_the_school_under_the_cursor_beside_it(store: Store, tmp_path: Path) -> None:
    """At once, also before the cursor has moved; where there is no room it shows only the list."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("3")
        assert "De school" in tester.pages.text()
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        await tester.press("3")
        assert "De school" not in tester.pages.text()


async def test_school_hours_are_typed_on_one_line(store: Store, tmp_path: Path) -> None:
    """What cannot be read gets a sentence with examples and the form stays; what can be read is saved for every day."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_school(tester)
        await tester.press("e")
        await tester.pages.fill(bell_times="half negen tot drie")
        await tester.pages.submit()
        assert tester.pages.says("Schrijf 8:30-15:00 voor alle dagen")
        assert store.get(School, SCHOOL).bell_times == FULL_DAYS
        await tester.pages.fill(bell_times="8:30-14:45, wo 8:30-12:15", postcode="2471 ab")
        await tester.pages.submit()
        assert tester.pages.open_screen == "SchoolScreen"
    school = store.get(School, SCHOOL)
    assert school.bell_times == [[510, 885], [510, 885], [510, 735], [510, 885], [510, 885]]
    assert school.postcode == "2471AB"


async def test_a_form_that_nobody_changed_writes_nothing(store: Store, tmp_path: Path) -> None:
    """Not even hours that could be written in another way."""
    with store.unit_of_work("Met zaterdag") as work:
        work.change(work.get(School, SCHOOL), {"bell_times": [*FULL_DAYS, [], []]})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_school(tester)
        await tester.press("e")
        await tester.pages.fill(room_count="3")
        await tester.pages.submit()
    school = store.get(School, SCHOOL)
    assert (school.room_count, school.bell_times) == (3, [*FULL_DAYS, [], []])


async def test_above_the_cap_the_form_asks_why(store: Store, provider: Provider, tmp_path: Path) -> None:
    """The refusal stands at the field for the reason; with a reason the provider is tied and the school carries a mark."""
    second = add_provider(store, {"name": "Zorg Tweede"})
    bind_provider(store, CAPPED, provider.id, {})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_school(tester, "anker")
        await tester.press("v")
        await tester.pages.pick("tweede")
        await tester.pages.submit()
        assert tester.pages.says("Schrijf op waarom dit toch nodig is.")
        assert len(living(store, FixedBond)) == 1
        await tester.pages.fill(over_cap_reason="Verpleging is schaars")
        await tester.pages.submit()
        assert {bond.provider_id for bond in living(store, FixedBond)} == {provider.id, second.id}
        assert tester.pages.says("Verpleging is schaars")
        await tester.press("home")
        assert tester.pages.says("Dat is 1 meer dan het afgesproken maximum van 1.")
        await tester.press("escape")
        assert [row[5] for row in tester.pages.rows("school-table")] == ["2 (max 1)"]


async def test_a_bond_is_removed_and_comes_back_with_undo(store: Store, provider: Provider, tmp_path: Path) -> None:
    """Delete works on a provider's line, not on the school itself, and asks first."""
    bind_provider(store, SCHOOL, provider.id, {})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_school(tester)
        await tester.press("delete")
        assert tester.pages.open_screen == "SchoolScreen"
        await tester.press("down", "delete", "right", "enter")
        assert not living(store, FixedBond)
        assert len(tester.pages.rows("school-lines")) == 1
        await tester.press("u")
        assert len(living(store, FixedBond)) == 1


async def test_a_case_begins_at_the_school_under_the_cursor(store: Store, tmp_path: Path) -> None:
    """No need to choose the school again; after Esc the case stands among the lines of the school."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_school(tester)
        await tester.press("n")
        await tester.pages.fill(title="Vervoer")
        await tester.pages.submit()
        assert tester.pages.open_screen == "CaseScreen"
        assert [case.school_id for case in living(store, Case)] == [SCHOOL]
        await tester.press("escape")
        assert tester.pages.rows("school-lines")[-1][0].strip() == "Vervoer"


async def test_p_opens_the_planning_of_this_school(store: Store, tmp_path: Path) -> None:
    """From the school as well as from the list."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_school(tester)
        await tester.press("p")
        assert tester.pages.open_screen == "PlanningScreen"
        assert tester.pages.says("De Wilg")


async def test_only_the_schools_that_one_works_with(store: Store, tmp_path: Path) -> None:
    """The key b narrows the list to schools with a case, a bond or a visit, says so, and brings them all back."""
    open_case(store, {"title": "Vervoer", "school_id": SCHOOL})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("3")
        assert len(tester.pages.rows("school-table")) == 2
        await tester.press("b")
        assert [row[1] for row in tester.pages.rows("school-table")] == ["De Wilg"]
        assert tester.pages.says("b toont ze allemaal")
        await tester.press("b")
        assert len(tester.pages.rows("school-table")) == 2
        assert not tester.pages.says("b toont ze allemaal")


async def test_a_school_is_found_by_code_place_or_name(store: Store, tmp_path: Path) -> None:
    """Any part will do."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        for words, name in (("99zz01", "Het Anker"), ("zwam", "De Wilg"), ("anker", "Het Anker")):
            await tester.press("3", "slash")
            await tester.type(words)
            assert [row[1] for row in tester.pages.rows("school-table")] == [name]
            await tester.press("escape")


async def test_six_hints_at_most_on_each_screen(store: Store, tmp_path: Path) -> None:
    """The footer never overflows in silence."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        for keys in (("3",), ("enter",), ("4",), ("6",)):
            await tester.press(*keys)
            bindings = tester.app.screen.active_bindings.values()
            assert len({one.binding.action for one in bindings if one.binding.show and one.enabled}) <= 6


async def test_names_that_mean_harm_are_only_shown(store: Store, tmp_path: Path) -> None:
    """Markup in the name of a provider, school or case is text on every line, in every panel and in every dialog."""
    harm = "[/] [@click=app.bell()]klik[/] [b"
    with store.unit_of_work("Naam") as work:
        work.change(
            work.get(School, SCHOOL), {"name": f"Wilg {harm}", "quality_owner": harm, "other_addresses": [harm]}
        )
    bind_provider(store, SCHOOL, add_provider(store, {"name": harm}).id, {"decided_by": harm})
    open_case(store, {"title": harm, "school_id": SCHOOL, "next_action": harm})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_school(tester)
        await tester.press("down", "delete")
        assert tester.pages.says(f"{harm} losmaken?")
        await tester.press("escape", "e", "escape", "down", "v")
        assert tester.pages.says(f"Wilg {harm}")
        await tester.press("escape", "escape", "4", "enter", "down", "e", "escape", "6")
        assert tester.pages.rows("insight-table")[0][0] == f"Wilg {harm}"
