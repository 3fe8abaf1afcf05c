"""The measures of a board: what users can see getting better or worse."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import CareKind, Rhythm
from zorgarrangeur_tui.domain.board_measures import BoardMeasures, board_measures
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.budgets import WeekBudget
from zorgarrangeur_tui.domain.caps import CapUse
from zorgarrangeur_tui.domain.coverage import Need
from zorgarrangeur_tui.domain.travel import Place
from zorgarrangeur_tui.screens.board_measure_lines import measure_section

DAY = date(2026, 11, 23)
PLACES = {"s": Place(52.1, 5.1), "o": Place(52.19, 5.1)}
NEEDS = (
    Need("a", "p", CareKind.NURSING, False, 60),
    Need("b", "q", CareKind.NURSING, False, 120),
)


def visit(key: str, start: int = 540, minutes: int = 60, **other: Any) -> BoardVisit:
    """Return a weekly visit of Noor on Monday."""
    usual: dict[str, Any] = {"professional_id": "n", "school_id": "s", "weekday": 0, "rhythm": Rhythm.WEEKLY}
    return BoardVisit(key, start_minute=start, duration_minutes=minutes, **{**usual, **other})


def measured(*visits: BoardVisit) -> BoardMeasures:
    """Return the measures of the first school, open from Monday to Friday."""
    return board_measures("s", visits, NEEDS, range(5), PLACES, DAY)


def test_an_empty_board_has_nothing_covered_and_nobody_coming() -> None:
    """Nothing is divided by nothing."""
    none = measured()
    assert (none.coverage_percent, none.mean_faces, none.mean_entries, none.reserve) == (0, 0.0, 0.0, 0)
    assert board_measures("s", (), (), (), {}, DAY) == BoardMeasures()
    assert BoardMeasures().coverage_percent is None


def test_faces_are_counted_per_pupil_and_for_the_school() -> None:
    """A visit that serves nobody is a face at the school only."""
    found = measured(
        visit("v", serves=("a", "b")),
        visit("w", 660, professional_id="m", serves=("b",)),
        visit("x", professional_id="k"),
    )
    assert (found.pupil_faces, found.mean_faces, found.school_faces) == ((1, 2), 1.5, 3)


def test_whoever_stays_comes_in_once_and_whoever_comes_back_twice() -> None:
    """Every other week counts in that week only; a day without anybody counts as a day."""
    stays = visit("v"), visit("w", 660)
    assert measured(*stays).busiest_day == ((0, 0), 1)
    back = (*stays, visit("away", 600, 60, school_id="o"))
    assert measured(*back).busiest_day == ((0, 0), 2)
    odd = measured(visit("v", rhythm=Rhythm.ODD, weekday=3))
    assert odd.busiest_day == ((1, 3), 1)
    assert odd.mean_entries == 0.1


def test_trips_to_and_from_the_school_are_travel() -> None:
    """Thirteen kilometres and half an hour, there and back, each week of the fortnight."""
    found = measured(visit("v"), visit("away", 660, school_id="o"), visit("w", 780))
    assert found.travel_minutes == 2 * 2 * 30
    assert round(found.travel_km) == 52
    assert measured(visit("v"), visit("away", 660, school_id="unknown")).travel_minutes == 0


def test_time_without_care_is_reserve() -> None:
    """An hour of care in a visit of two hours leaves an hour, in each of the two weeks."""
    assert measured(visit("v", minutes=120, serves=("a",))).reserve == 120
    assert measured(visit("v", minutes=120, serves=("a", "b"))).reserve == 0


@given(
    st.lists(
        st.builds(
            visit,
            st.text("abc", min_size=1, max_size=6),
            st.integers(480, 900),
            st.integers(15, 240),
            serves=st.lists(st.sampled_from(("a", "b", "gone")), max_size=3).map(tuple),
            rhythm=st.sampled_from(tuple(Rhythm)),
            school_id=st.sampled_from(("s", "o")),
        ),
        max_size=6,
        unique_by=lambda one: one.id,
    )
)
def test_time_at_the_school_is_care_or_reserve(visits: list[BoardVisit]) -> None:
    """What individual needs get and what is left add up to all that was planned."""
    found = measured(*visits)
    weeks = {Rhythm.WEEKLY: 2}
    present = sum(one.duration_minutes * weeks.get(Rhythm(one.rhythm), 1) for one in visits if one.school_id == "s")
    assert found.covered + found.reserve == present


def test_the_panel_says_them_in_a_line_each() -> None:
    """Numbers as Dutch writes them; what there is nothing of is left out, too many providers carry a mark."""
    found = measured(visit("v", serves=("a", "b")), visit("w", 660, professional_id="m", serves=("b",)))
    section = measure_section(found, CapUse(("x", "y"), 1, ()), WeekBudget(90))
    assert section.lines == [
        ("Dekking", "66 %: 2 u van 3 u per week"),
        ("Uren", "! 2 u van 1 u 30 min per week (133 %)"),
        ("Gezichten", "per leerling gemiddeld 1,5, ten hoogste 2"),
        ("", "op school 2"),
        ("Aanbieders", "! 2 (ten hoogste 1)"),
        ("Binnenkomst", "gemiddeld 0,4 keer per dag, meest op ma: 2"),
        ("Rooster", "nog niet gepubliceerd"),
    ]
    alone = measure_section(BoardMeasures(), CapUse((), None, ()), WeekBudget(None))
    assert alone.lines == [("Aanbieders", "0 (geen maximum)"), ("Rooster", "nog niet gepubliceerd")]
