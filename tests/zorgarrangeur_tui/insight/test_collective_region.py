"""Both ways of giving care at all places together: added up by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from zorgarrangeur_tui.insight.collective import Comparison, Rest, Swing, Way
from zorgarrangeur_tui.insight.collective_region import swings_together, together


def place(saving: tuple[int, int], hours: int = 10, faces: int = 4) -> Comparison:
    """Return a place with a yearly saving in cents; together it takes half the hours and a quarter of the faces."""
    now, team = Rest(2, Fraction(faces), Fraction(3)), Rest(1, Fraction(faces, 4), Fraction(1))
    return Comparison(
        individual=Way(Fraction(hours), (Fraction(100), Fraction(200)), 5, now),
        collective=Way(Fraction(hours, 2), (Fraction(90), Fraction(90)), 1, team),
        pupils=3,
        goes_to_team=Fraction(60),
        stays_individual=Fraction(),
        unpriced=30,
        decision_cents=1000,
        avoided_cents=0,
        yearly_saving=(Fraction(saving[0]), Fraction(saving[1])),
        break_even=3,
    )


def test_places_are_added_up_from_least_to_least_and_from_most_to_most() -> None:
    """Faces and entries are averages; a place counts as cheaper or dearer only when that is sure."""
    found = together([place((0, 50)), place((-70, 20), hours=20, faces=8), place((-90, -10)), place((0, 0))])
    assert found.hours == (50, 25)
    assert found.cents == ((400, 800), (360, 360))
    assert found.decisions == (20, 4)
    assert (found.faces, found.entries) == ((5, Fraction(5, 4)), (3, 1))
    assert found.yearly_saving == (-160, 60)
    assert found.yearly_balance == (-160 + 4000, 60 + 4000)
    assert (found.places, found.cheaper, found.dearer, found.either, found.unpriced) == (4, 1, 1, 2, 120)


def test_a_place_without_any_tariff_is_neither_cheaper_nor_dearer() -> None:
    """Nothing is known of it in money, and that is told apart."""
    nothing = (Fraction(), Fraction())
    known = place((0, 0))
    unknown = replace(known, individual=replace(known.individual, cents=nothing))
    found = together([unknown, place((10, 20))])
    assert (found.cheaper, found.dearer, found.either, found.untold) == (1, 0, 0, 1)


def test_no_places_is_no_figure() -> None:
    """Whoever asks must know that there is nothing to add up."""
    with pytest.raises(ValueError, match="no places"):
        together([])


def test_what_an_assumption_does_everywhere_is_the_sum_of_what_it_does_somewhere() -> None:
    """And the order is that of all places together, not that of one."""
    here = [
        Swing("a", (Fraction(0), Fraction(0)), (Fraction(10), Fraction(10))),
        Swing("b", *[(Fraction(1), Fraction(1))] * 2),
    ]
    there = [
        Swing("b", (Fraction(-90), Fraction(0)), (Fraction(5), Fraction(7))),
        Swing("a", *[(Fraction(2), Fraction(3))] * 2),
    ]
    assert swings_together([here, there]) == (
        Swing("b", (Fraction(-89), Fraction(1)), (Fraction(6), Fraction(8))),
        Swing("a", (Fraction(2), Fraction(3)), (Fraction(12), Fraction(13))),
    )
