"""The figures of places, by examples worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit
from zorgarrangeur_tui.domain.figure_words import fraction_text, percent_text
from zorgarrangeur_tui.insight.figures import (
    Amounts,
    Place,
    entries_per_day,
    place_figures,
    professionals_per_week,
    totals,
)

TODAY = date(2026, 11, 23)


def visit(who: str, weekday: int = 0, *, rhythm: str = "weekly", minutes: int = 60, serves: str = "") -> PlannedVisit:
    """Return a visit at nine."""
    return PlannedVisit(f"{who}{weekday}{rhythm}{serves}", who, weekday, 540, minutes, rhythm, tuple(serves.split()))


def wilg() -> Place:
    """Return a school where two children need 60 + 90 + 30 minutes a week.

    A comes on Monday for an hour, in every week, and gives the first need wholly. B comes on Tuesday of even weeks for an
    hour, and gives the second need 60 of its 90 minutes, so in a fortnight 60 of 180. The group need of 30 gets nothing.
    """
    needs = (
        Need("n1", "child1", "nursing", group=False, minutes_per_week=60),
        Need("n2", "child2", "paramedical", group=False, minutes_per_week=90),
        Need("n3", "", "nursing", group=True, minutes_per_week=30),
    )
    visits = (visit("a", serves="n1"), visit("b", 1, rhythm="even", serves="n2"))
    bonds = (Bond("p"), Bond("q"), Bond("q"), Bond("r", ends_on=date(2026, 11, 22)))
    return Place("wilg", "De Wilg", needs, visits, bonds, cap=1)


def test_a_school_worked_out_by_hand() -> None:
    """Needed 2 x 180, covered 2 x 60 + 60; a provider bound twice counts once, an ended bond not at all."""
    found = place_figures(wilg(), TODAY)
    assert found.amounts == Amounts(needed=360, covered=180)
    assert (found.amounts.percent, found.amounts.uncovered_per_week) == (50, 90)
    assert found.per_kind == {"paramedical": Amounts(180, 60), "nursing": Amounts(180, 120)}
    assert (found.pupils, found.providers, found.over_cap) == (2, 2, 1)
    assert found.professionals == Fraction(3, 2)
    assert found.entries == Fraction(3, 10)


def test_what_lacks_most_comes_first_among_kinds() -> None:
    """The reader sees at once where the shortage is."""
    assert list(place_figures(wilg(), TODAY).per_kind) == ["paramedical", "nursing"]


def test_somebody_who_comes_twice_a_day_enters_once() -> None:
    """Two visits on Monday and one on Tuesday, every week: four entries in ten days, by one person."""
    visits = [visit("a"), PlannedVisit("later", "a", 0, 700, 30, "weekly", ()), visit("a", 1)]
    assert entries_per_day(visits) == Fraction(4, 10)
    assert professionals_per_week(visits) == 1


def test_even_and_odd_weeks_count_for_half() -> None:
    """One comes in even weeks and another in odd weeks: one person a week, and one entry a week."""
    visits = [visit("a", rhythm="even"), visit("b", rhythm="odd")]
    assert professionals_per_week(visits) == 1
    assert entries_per_day(visits) == Fraction(2, 10)


def test_weekends_and_unknown_rhythms_do_not_count_as_entries() -> None:
    """A rhythm of a newer version is left out, and no day is averaged over the weekend."""
    assert entries_per_day([visit("a", 5), visit("b", rhythm="monthly")]) == 0


def test_a_place_without_anything_has_no_percentage() -> None:
    """Nothing needed is something else than nothing covered."""
    found = place_figures(Place("x", "Leeg"), TODAY)
    assert (found.amounts.percent, found.pupils, found.over_cap, found.entries) == (None, 0, 0, 0)


def test_all_but_one_minute_is_not_a_hundred_percent() -> None:
    """Percentages are rounded down and shortages up, so that a shortage never disappears."""
    amounts = Amounts(needed=2000, covered=1999)
    assert (amounts.percent, amounts.uncovered_per_week, amounts.covered_per_week) == (99, 1, 999)
    assert amounts.covered_per_week + amounts.uncovered_per_week == amounts.needed_per_week


def test_totals_add_places_and_name_the_busiest() -> None:
    """Minutes and children add up; of two places one is above its cap."""
    quiet = place_figures(
        Place("anker", "Het Anker", (Need("m", "child3", "nursing", group=False, minutes_per_week=20),)), TODAY
    )
    both = totals([place_figures(wilg(), TODAY), quiet])
    assert (both.places, both.pupils, both.over_cap, both.entries) == (2, 3, 1, Fraction(3, 10))
    assert both.amounts == Amounts(400, 180)
    assert both.per_kind["nursing"] == Amounts(220, 120)
    assert both.busiest is not None
    assert both.busiest.place.name == "De Wilg"


def test_no_places_have_empty_totals() -> None:
    """An empty store shows nothing rather than failing."""
    nothing = totals([])
    assert (nothing.places, nothing.amounts.percent, nothing.busiest) == (0, None, None)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(3, 10), "0,3"),
        (Fraction(13, 2), "6,5"),
        (Fraction(7), "7"),
        (Fraction(1999, 1000), "2"),
        (Fraction(-1, 2), "-0,5"),
    ],
)
def test_numbers_have_a_decimal_comma(number: Fraction, text: str) -> None:
    """At most one decimal, as Dutch readers write it."""
    assert fraction_text(number) == text


def test_no_percentage_shows_as_a_dash() -> None:
    """Nobody reads it as zero."""
    assert (percent_text(None), percent_text(0)) == ("–", "0 %")
