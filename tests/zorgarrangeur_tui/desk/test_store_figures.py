"""The figures of a whole store agree with the board of each school and with the list of gaps."""

from __future__ import annotations

from pathlib import Path

from storage.models import CareLocation
from storage.store import Store
from zorgarrangeur_tui.demo.practice_store import make_practice_store
from zorgarrangeur_tui.desk.board import school_board
from zorgarrangeur_tui.desk.cases import add_need, open_case
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.overview import gaps
from zorgarrangeur_tui.insight.figures import totals
from zorgarrangeur_tui.testing import make_store, quick_settings


def test_the_figures_of_the_region_are_those_of_its_boards(tmp_path: Path) -> None:
    """Asked in bulk or school by school: the same percentages and the same gaps."""
    with make_practice_store(tmp_path / "opslag", quick_settings()) as store:
        found = figures_per_place(store)
        assert len(found) == 12
        for one in found:
            assert one.amounts.percent == school_board(store, one.place.id).coverage_percent
        assert totals(found).amounts.uncovered == sum(gap.coverage.uncovered for gap in gaps(store))
        assert [one.amounts.uncovered for one in found] == sorted(
            (one.amounts.uncovered for one in found), reverse=True
        )


def need_at_care_location(store: Store) -> str:
    """Add a case about a care location with 60 minutes that nobody gives, and return the location's id."""
    place = CareLocation(name="De Waterkant")
    with store.unit_of_work("Zorglocatie") as work:
        work.add(place)
    case = open_case(store, {"title": "Onderwijs", "care_location_id": place.id})
    add_need(store, case.id, "", {"minutes_needed": 60})
    return place.id


def test_a_care_location_has_figures_too(tmp_path: Path) -> None:
    """Without a cap, and without a child for a need of the whole group."""
    with make_store(tmp_path / "opslag") as store:
        place_id = need_at_care_location(store)
        [one] = figures_per_place(store)
        assert (one.place.id, one.place.name, one.place.cap) == (place_id, "De Waterkant", None)
        assert (one.amounts.needed, one.amounts.covered, one.pupils) == (120, 0, 0)
