"""Figures that stay, and later ones beside them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.insight.breakdown import Breakdown, CareFigures, Cut
from zorgarrangeur_tui.insight.frozen_figures import ALL, Measure, before_and_after, frozen, measures_of, thawed

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
