"""Care as tables that may be published: what is counted where, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.care_lines import CareLine, Giver, Payment
from zorgarrangeur_tui.insight.publishable import ACROSS, SHARED, Counted, PlaceNames, across, care_table, shared

PLACES = PlaceNames(
    {"a": "Anker", "b": "Berk", "c": "Anker"},
    {"a": "Delft", "b": "Rijswijk", "c": "Urk"},
    {"Delft": "Haaglanden", "Rijswijk": "Haaglanden", "Urk": "Flevoland"},
)
HALF = (Payment("youth_act", "youth_act", Fraction(1, 2)), Payment("", "unfunded", Fraction(1, 2)))


def line(need: str, pupil: str, place: str, kind: str, minutes: int, paid: tuple[Payment, ...] = HALF) -> CareLine:
    """Return a need in force."""
    nothing = Fraction()
    given_by = (Giver("", Fraction(1)),)
    return CareLine(
        need, pupil, place, "", "", "", kind, False, "yes", minutes, None, None, nothing, None, None, paid, given_by
    )


LINES = [
    line("1", "otter", "a", "nursing", 61),
    line("2", "otter", "a", "nursing", 30),
    line("3", "otter", "b", "nursing", 30),
    line("4", "das", "c", "treatment_group", 45),
    line("5", "", "a", "nursing", 90),
]


def test_a_child_counts_once_in_each_cell_and_a_need_of_a_group_counts_no_child() -> None:
    """Two needs of one child at one school are one; at two schools it counts twice in their total."""
    table = care_table(LINES, Cut.PLACE, Cut.KIND, Counted.CHILDREN, PLACES)
    assert table.values["Anker", "Verpleging"] == 1
    assert table.values["Totaal", "Verpleging"] == 2
    assert table.values["Totaal", "Totaal"] == 3


def test_schools_stand_in_the_gemeente_where_they_lie_and_that_in_its_jeugdregio() -> None:
    """Two schools of one name are told apart."""
    table = care_table(LINES, Cut.PLACE, Cut.KIND, Counted.MINUTES, PLACES)
    assert table.rows.path("Berk") == ("Berk", "Gemeente: Rijswijk", "Jeugdregio: Haaglanden", "Totaal")
    assert table.values["Jeugdregio: Haaglanden", "Totaal"] == 61 + 30 + 30 + 90
    assert table.values["Anker (2)", "Totaal"] == 45


def test_minutes_of_a_need_that_two_pay_are_shared_and_stay_its_minutes() -> None:
    """Half of 61 is 31 and 30."""
    table = care_table(LINES[:1], Cut.PLACE, Cut.LAW, Counted.MINUTES, PLACES)
    assert sorted(table.amounts.values(), key=str) == [{"otter": 30}, {"otter": 31}]


def test_a_gemeente_or_jeugdregio_of_too_few_children_has_no_row_of_its_own() -> None:
    """A row of hidden figures would still tell that a child of Urk has care; with who lives nobody knows where they are one row."""
    homes = {
        "otter": ("Delft", "Haaglanden"),
        "das": ("Delft", "Haaglanden"),
        "ree": ("Urk", "Flevoland"),
        "vos": ("", ""),
    }
    lines = [
        replace(line(child, child, "a", "nursing", 60), municipality=town, youth_region=region)
        for child, (town, region) in homes.items()
    ]
    for cut, rows in (
        (Cut.MUNICIPALITY, ("Delft", "Andere gemeenten, of niet bekend", "Totaal")),
        (Cut.YOUTH_REGION, ("Haaglanden", "Andere jeugdregio's, of niet bekend", "Totaal")),
    ):
        table = care_table(lines, cut, Cut.KIND, Counted.CHILDREN, PLACES, least=2)
        assert table.rows.members == rows
        assert [table.values[row, "Totaal"] for row in rows] == [2, 2, 4]


@given(parts=st.lists(st.integers(1, 9), min_size=1, max_size=6), minutes=st.integers(0, 2000))
def test_sharing_gives_every_minute_once_and_nobody_a_minute_more_than_its_part(parts: list[int], minutes: int) -> None:
    """Whole minutes, each within one of the exact part."""
    weights = [Fraction(part, sum(parts)) for part in parts]
    found = shared(weights, minutes)
    assert sum(found) == minutes
    assert all(abs(one - weight * minutes) < 1 for one, weight in zip(found, weights, strict=True))


def test_two_cuts_that_share_a_need_do_not_go_together() -> None:
    """Of a need with two laws and two pots it is not known which is whose; every cut has something beside it."""
    for rows in Cut:
        assert set(across(rows)) <= set(ACROSS) - {rows}
        assert across(rows)
        assert rows not in SHARED or across(rows) == (Cut.KIND,)
