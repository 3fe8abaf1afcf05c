"""Figures that stay, and later ones beside them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.insight.breakdown import Breakdown, CareFigures, Cut
from zorgarrangeur_tui.insight.frozen_figures import (
    ALL,
    Changed,
    Measure,
    before_and_after,
    frozen,
    measures_of,
    thawed,
)
from zorgarrangeur_tui.insight.frozen_words import change_text

FIGURES = st.builds(
    CareFigures,
    pupils=st.integers(0, 99),
    needed=st.fractions(0, 999, max_denominator=7),
    planned=st.fractions(0, 999, max_denominator=7),
    granted=st.fractions(0, 99, max_denominator=3),
    granted_of=st.sampled_from([Fraction(), Fraction(1)]),
    waited=st.lists(st.integers(0, 99), max_size=3).map(lambda days: tuple(sorted(days))),
)


@given(FIGURES, st.dictionaries(st.text("ab", min_size=1, max_size=2), FIGURES, max_size=3))
def test_what_is_frozen_comes_back_exactly(total: CareFigures, parts: dict[str, CareFigures]) -> None:
    """Fractions too, and what is not known stays not known."""
    rows = frozen([(Breakdown(Cut.POT, tuple(parts.items()), total), {code: code.upper() for code in parts})], {})
    back = thawed(rows)
    assert back[ALL, ""] == ("", measures_of(total))
    assert {code: back[Cut.POT, code] for code in parts} == {
        code: (code.upper(), measures_of(figures)) for code, figures in parts.items()
    }


def test_before_and_after_tell_what_came_and_what_went() -> None:
    """A part that is new has no before, one that is gone no after, and figures of all are side by side."""
    before = [[ALL, "", "", "entries", "13/2"], ["pot", "fund", "Fonds", "needed", "60"]]
    after = [[ALL, "", "", "entries", "4"], ["pot", "guardians", "Ouders", "needed", "30"]]
    told = [(one.name, one.measure, one.before, one.after) for one in before_and_after(before, after)]
    assert told == [
        ("", Measure.ENTRIES, Fraction(13, 2), 4),
        ("Ouders", Measure.NEEDED, None, 30),
        ("Fonds", Measure.NEEDED, 60, None),
    ]


def test_a_row_of_a_newer_version_or_a_damaged_one_is_passed_over() -> None:
    """Nothing is guessed."""
    assert thawed([[ALL, "", "", "sunshine", "3"], [ALL, "", "", "needed", "veel"], ["too", "short"]]) == {}


@pytest.mark.parametrize(
    ("measure", "before", "after", "told"),
    [
        (Measure.NEEDED, Fraction(590, 10), Fraction(591, 10), "≈ bijna gelijk"),
        (Measure.NEEDED, Fraction(60), Fraction(60), "= gelijk"),
        (Measure.NEEDED, Fraction(594, 10), Fraction(596, 10), "▲ 0:01 meer"),
        (Measure.COST_LEAST, Fraction(125_400), Fraction(125_800), "▲ € 10 meer"),
        (Measure.COST_LEAST, Fraction(125_600), Fraction(126_300), "≈ bijna gelijk"),
        (Measure.FACES, Fraction(13, 2), Fraction(4), "▼ 2,5 minder"),
    ],
)
def test_what_changed_never_contradicts_the_two_figures_beside_it(
    measure: Measure, before: Fraction, after: Fraction, told: str
) -> None:
    """It is the difference between them as they are shown."""
    assert change_text(Changed(ALL, "", "", measure, before, after)) == told
