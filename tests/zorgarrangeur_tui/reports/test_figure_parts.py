"""Bars and tables that reports share, reckoned by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from zorgarrangeur_tui.insight.assumptions import assumed_on
from zorgarrangeur_tui.insight.breakdown import CareFigures
from zorgarrangeur_tui.insight.collective import Swing
from zorgarrangeur_tui.insight.figures import Amounts
from zorgarrangeur_tui.reports.figure_parts import (
    coverage_bars,
    minutes_bars,
    no_difference_text,
    sensitivity_table,
    unfunded_words,
    unpaid_table,
    waiting_table,
)
from zorgarrangeur_tui.reports.paper import Bar

ASSUMED = assumed_on(date(2026, 11, 23))


def test_the_longest_bar_has_all_room_and_what_is_filled_is_covered() -> None:
    """Amounts are a fortnight, the numbers beside the bar a week; what is needed most stands first."""
    kinds = {"a": Amounts(120, 60), "b": Amounts(480, 480)}
    assert coverage_bars(kinds, {"a": "Klein", "b": "Groot"}) == (
        Bar("Groot", "4:00 van 4:00 (100 %)", Fraction(1), Fraction(1)),
        Bar("Klein", "0:30 van 1:00 (50 %)", Fraction(1, 4), Fraction(1, 8)),
    )
    assert coverage_bars({}, {}) == ()


def test_parts_of_all_care_fill_their_part_of_the_same_room() -> None:
    """And without care there are no bars."""
    total = CareFigures(needed=Fraction(90))
    parts = [("Jeugdwet", CareFigures(needed=Fraction(60))), ("Wlz", CareFigures(needed=Fraction(30)))]
    assert [(bar.text, bar.whole, bar.part) for bar in minutes_bars(parts, total)] == [
        ("1:00 (67 %)", 1, Fraction(2, 3)),
        ("0:30 (33 %)", 1, Fraction(1, 3)),
    ]
    assert minutes_bars(parts, CareFigures()) == ()


def test_an_assumption_that_makes_no_difference_is_named_and_not_in_the_table() -> None:
    """Every assumption is in one of the two, so that none is left unsaid."""
    none = (Fraction(), Fraction())
    swings = [Swing(name, none, none) for name in ASSUMED.rules]
    swings[0] = Swing(swings[0].name, (Fraction(-100_00), Fraction(100_00)), none)
    table, told = sensitivity_table(swings, ASSUMED), no_difference_text(swings, ASSUMED)
    assert [row[0] for row in table.rows] == [ASSUMED.rules[swings[0].name].title]
    assert table.rows[0][3:] == ("van € 100 meer tot € 100 minder", "geen verschil")
    assert all(ASSUMED.rules[one.name].title.lower() in told for one in swings[1:])
    assert no_difference_text(swings[:1], ASSUMED) == ""


def test_what_nobody_pays_stands_with_the_most_first_and_says_when_a_tariff_fails() -> None:
    """Care that is paid is in no row of it."""
    little = CareFigures(needed=Fraction(60), unfunded=Fraction(30))
    much = CareFigures(
        needed=Fraction(60),
        unfunded=Fraction(60),
        unpriced=Fraction(30),
        unfunded_cents=(Fraction(5000), Fraction(6000)),
    )
    paid = CareFigures(needed=Fraction(60))
    rows = unpaid_table("Soort", [("Weinig", little), ("Betaald", paid), ("Veel", much)]).rows
    assert rows == (("Veel", "1:00", "1:00", "€ 50-60"), ("Weinig", "1:00", "0:30", ""))
    assert unfunded_words(much) == "1:00 uur per week, € 50-60 voor zover er een tarief is"
    assert unfunded_words(paid) == "niets: alle zorg heeft een betaler"


def test_waiting_counts_what_was_asked_for() -> None:
    """The middle one of the days; nothing asked for is no row."""
    asked = CareFigures(needs=5, waited=(10, 20, 33), waiting=2)
    assert waiting_table("Soort", [("Zorg", asked), ("Niets", CareFigures(needs=1))]).rows == (
        ("Zorg", "3", "2", "20 dagen"),
    )
