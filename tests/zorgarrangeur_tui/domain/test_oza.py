"""Deviations of the experiment: inside its window, with an end and with evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.models.casework_codes import DeviationKind
from zorgarrangeur_tui.domain.oza import all_deviations, monitor_row, problems, window_on

TODAY = date(2026, 11, 23)
FIRST, LAST = date(2023, 1, 1), date(2027, 12, 31)
around = st.dates(date(2021, 1, 1), date(2029, 12, 31))


def test_the_window_itself_is_the_longest_that_is_right() -> None:
    """Its first and last day count; a day earlier or later is told with both days."""
    assert problems(DeviationKind.TIME, FIRST, LAST, "OPP, paragraaf 3.", TODAY) == ()
    assert problems(DeviationKind.TIME, LAST, LAST, "OPP.", LAST) == problems(
        DeviationKind.TIME, FIRST, FIRST, "OPP.", FIRST
    )
    assert monitor_row(DeviationKind.TIME, FIRST, LAST, "OPP.", TODAY).inside_window
    (early,) = problems(DeviationKind.TIME, FIRST - timedelta(days=1), LAST, "OPP.", TODAY)
    assert "begint op 31 december 2022" in early
    assert "van 1 januari 2023 tot en met 31 december 2027" in early
    (late,) = problems(DeviationKind.TIME, FIRST, LAST + timedelta(days=1), "OPP.", TODAY)
    assert "duurt tot en met 1 januari 2028" in late


def test_an_open_end_is_told_with_the_end_of_the_experiment() -> None:
    """Nobody deviates for ever."""
    (open_end,) = problems(DeviationKind.LOCATION, FIRST, None, "Zorgboerderij, leraar Kim.", TODAY)
    assert "stopt op 31 december 2027" in open_end


def test_evidence_is_asked_for_in_the_words_of_the_deviation() -> None:
    """Money, hours, goals and a place are not proved by the same thing."""
    asked = {problems(kind, FIRST, LAST, " ", TODAY)[0] for kind in DeviationKind}
    assert len(asked) == len(DeviationKind)
    assert all("geen bewijs" in one for one in asked)


def test_a_deviation_without_days_and_one_that_is_over_are_told() -> None:
    """And a kind of a newer version is left as it is."""
    assert len(problems(DeviationKind.FUNDING, None, None, "", TODAY)) == 3
    (over,) = problems(DeviationKind.TIME, FIRST, date(2026, 7, 9), "OPP.", TODAY)
    assert "liep tot en met 9 juli 2026" in over
    assert "niets gewijzigd" in problems("later_kind", FIRST, LAST, "OPP.", TODAY)[0]


def test_a_longer_experiment_is_a_new_row_of_data() -> None:
    """It counts from its own day."""
    longer = replace(window_on(TODAY), valid_from=date(2027, 6, 1), ends_on=date(2029, 12, 31))
    rules = (longer, window_on(TODAY))
    ends = date(2028, 7, 1)
    assert problems(DeviationKind.TIME, FIRST, ends, "OPP.", date(2027, 5, 31), rules)
    assert problems(DeviationKind.TIME, FIRST, ends, "OPP.", date(2027, 6, 1), rules) == ()


@given(st.sampled_from(DeviationKind), around, around)
def test_what_the_monitor_counts_agrees_with_what_is_told(kind: DeviationKind, one: date, other: date) -> None:
    """Inside the window all days count and nothing is told of the window; outside it some do not, and it is told."""
    starts, ends = sorted((one, other))
    row = monitor_row(kind, starts, ends, "OPP.", FIRST)
    told = problems(kind, starts, ends, "OPP.", FIRST)
    assert row.inside_window == (row.days_in_window == (ends - starts).days + 1) == (not told)
    assert 0 <= row.days_in_window <= (LAST - FIRST).days + 1


def test_the_monitor_gets_no_words_that_somebody_typed() -> None:
    """Only whether there is evidence; an open end runs to the end of the experiment."""
    row = monitor_row(DeviationKind.TIME, date(2027, 12, 30), None, "Verklaring over een kind.", TODAY)
    assert (row.has_evidence, row.inside_window, row.days_in_window) == (True, False, 2)
    assert "Verklaring" not in repr(row)


def test_every_kind_of_deviation_has_its_words() -> None:
    """What it is, and what to write down for it."""
    assert {rule.id for rule in all_deviations()} == {kind.value for kind in DeviationKind}
