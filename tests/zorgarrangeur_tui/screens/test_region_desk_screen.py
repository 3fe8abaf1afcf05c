"""The region desk by keys: who is where, sideways, other parts, and down to what is here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage import audit
from storage.models import Barrier, CareLocation, Case, Provider, Review, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.providers import bind_provider
from zorgarrangeur_tui.desk.region_lines import RegionLine, RegionList, RegionPart
from zorgarrangeur_tui.screens.region_desk import RegionDeskScreen
from zorgarrangeur_tui.screens.region_desk_columns import columns_for, provider_room, row_for, short_name
from zorgarrangeur_tui.testing import open_app

SCHOOL, OTHER = site_id("99ZZ00"), site_id("99ZZ01")


def fill(store: Store, providers: int) -> None:
    """Fix so many providers at De Wilg, and add a child without anybody who pays and an evaluation that is late."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    pupil = add_pupil(store, case.id, {})
    add_need(store, case.id, pupil.id, {"kind": "nursing", "minutes_needed": 120})
    with store.unit_of_work("proef") as work:
        known = [Provider(name=f"Zorg De Roos{number}") for number in range(providers)]
        work.add(*known, Review(case_id=case.id, due_on=date(2026, 11, 1)))
    for provider in known:
        bind_provider(store, SCHOOL, provider.id, {})


async def test_who_is_where_goes_sideways_and_down(store: Store, tmp_path: Path) -> None:
    """On 80 columns four of six providers fit; l and L bring the others, h goes back; Enter opens the school."""
    fill(store, 6)
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        await tester.press("6", "d")
        assert tester.pages.open_screen == "RegionDeskScreen"
        assert tester.pages.rows("region-table") == [("De Wilg", "6", "V", "V", "V", "V")]
        assert tester.pages.says("aanbieder 1-4 van 6")
        await tester.press("l")
        assert tester.pages.says("aanbieder 2-5 van 6")
        await tester.press("L")
        assert tester.pages.says("aanbieder 3-6 van 6")
        await tester.press("h", "left", "left")
        assert tester.pages.says("aanbieder 1-4 van 6")
        await tester.press("L", "H", "l", "v")
        assert tester.pages.says("aanbieder 1-4 van 6")
        await tester.press("enter")
        assert tester.pages.open_screen == "SchoolScreen"
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "InsightScreen"


async def test_other_parts_and_the_log_of_looks_at_children(store: Store, tmp_path: Path) -> None:
    """[ and ] go round, s picks; a part with children is logged once; Enter opens the case on the line."""
    fill(store, 1)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "d", "right_square_bracket")
        assert tester.pages.rows("region-table") == [("De Wilg", "Verpleging", "2 u", "2 u")]
        await tester.press("s")
        await tester.pages.pick("Te laat")
        assert tester.pages.rows("region-table")[0][0] == "22 dagen te laat"
        await tester.press("enter")
        assert tester.pages.open_screen == "CaseScreen"
        await tester.press("escape", "left_square_bracket")
        assert tester.pages.says("Nergens zijn meer vaste zorgaanbieders dan afgesproken.")
        await tester.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert tester.pages.says("1 zorgbehoefte zonder betaler")
        assert isinstance(tester.app.screen, RegionDeskScreen)
        [for_a_file] = tester.app.screen.own_tables()
        assert [kind for kind, _ in for_a_file.records] == ["care_need"]
        with store.read() as session:
            looks = [row for row, _ in audit.rows(session.connection()) if row.object == "region"]
        assert [(row.action, row.details) for row in looks] == [(audit.Action.SEARCH, "found=1")] * 2


async def test_what_cannot_be_opened_is_told(store: Store, tmp_path: Path) -> None:
    """A care location is no school: the way to its case is named. A case that did not come along is not here."""
    with store.unit_of_work("proef") as work:
        place = CareLocation(name="Kinderdagcentrum")
        work.add(place, Case(title="Onderwijs in zorg", care_location_id=place.id))
        work.add(Barrier(case_id="f" * 32, law="Wlz", title="Per leerling verantwoorden"))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "d", "enter")
        assert tester.pages.open_screen == "RegionDeskScreen"
        assert any("zorglocatie" in notice for notice in tester.pages.notices())
        await tester.press("left_square_bracket", "left_square_bracket", "enter")
        assert tester.pages.open_screen == "RegionDeskScreen"
        assert any("is er niet (meer)" in notice for notice in tester.pages.notices())


@pytest.mark.parametrize(
    ("name", "short"),
    [("Gehandicaptenzorg De Veerstoep", "Veerstoep"), ("Roos Zorg B.V.", "Roos"), ("De Roos 2", "Roos 2"), ("Zorg", "Zorg"), ("", "?")],
)  # fmt: skip
def test_a_provider_is_called_by_the_word_that_tells_it_apart(name: str, short: str) -> None:
    """A column has room for one word."""
    assert short_name(name) == short


def test_every_width_has_room_for_a_provider() -> None:
    """Columns and cells stay in step at any width, also at the end of the row."""
    providers = tuple((str(number), f"P{number}") for number in range(7))
    line = RegionLine("x", ("De Wilg", "7"), presence=dict(providers))
    shown = RegionList(RegionPart.PRESENCE, "", (line,), providers)
    for width in (20, 60, 80, 120, 300):
        count = provider_room(width)
        assert count >= 1
        for first in range(7):
            columns, row = columns_for(shown, first, count), row_for(shown, line, first, count)
            assert [column.title for column in columns[2:]] == list(row.cells[2:])
            assert row.cells[2] == f"P{first}"
