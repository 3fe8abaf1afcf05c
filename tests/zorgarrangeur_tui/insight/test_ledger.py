"""The pots ledger: by hand, and against a slow second computation that adds everything up one by one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.budgets import NO_POT
from zorgarrangeur_tui.insight.ledger import (
    WHOLE_PLACE,
    Barrier,
    BudgetPart,
    LedgerYear,
    ledger,
    share_of_year,
)
from zorgarrangeur_tui.insight.ledger_amounts import Amount, PaidPart, VisitTime
from zorgarrangeur_tui.insight.ledger_words import (
    amount_in_full,
    amount_text,
    budget_text,
    left_text,
    time_text,
    used_percent,
)

YEAR = LedgerYear.SCHOOL.days(date(2026, 11, 27))
HALF = Fraction(1, 2)


def test_a_year_begins_on_its_own_first_day() -> None:
    """The school year on 1 August, also for a day in spring; the calendar year on 1 January."""
    assert LedgerYear.SCHOOL.days(date(2027, 4, 1)) == (date(2026, 8, 1), date(2027, 7, 31))
    assert LedgerYear.SCHOOL.days(date(2026, 8, 1)) == YEAR
    assert LedgerYear.CALENDAR.days(date(2027, 4, 1)) == (date(2027, 1, 1), date(2027, 12, 31))


def test_an_amount_is_divided_over_years_by_the_day() -> None:
    """Of a calendar year 153 of 365 days are in the school year; an open period cannot be divided."""
    assert share_of_year(36_500, date(2026, 1, 1), date(2026, 12, 31), YEAR) == 15_300
    assert share_of_year(100, date(2026, 9, 1), date(2026, 9, 30), YEAR) == 100
    assert share_of_year(100, date(2025, 1, 1), date(2025, 12, 31), YEAR) == 0
    assert share_of_year(100, None, date(2026, 12, 31), YEAR) is None
    assert share_of_year(100, date(2026, 12, 31), date(2026, 1, 1), YEAR) is None


def test_the_forecast_is_what_was_given_and_the_rest_at_the_rate_of_the_school() -> None:
    """By hand: 100 hours planned at 60 to 80 euro, half from each of two pots; 8 of 10 hours were given, 90 are open."""
    parts = (PaidPart("youth_act", HALF, HALF, (6_000, 8_000)), PaidPart("emb_scheme", HALF, HALF))
    visit = VisitTime("wilg", parts, planned=6_000, given=480, declared=420, open=5_400)
    budgets = [
        BudgetPart("wilg", "youth_act", cents=Fraction(250_000), minutes=3_000),
        BudgetPart("wilg", "emb_scheme", minutes=2_000, agreed_cents=Fraction(99), undated=1),
    ]
    found = ledger([visit], budgets, [], {"wilg": Fraction(4, 5)}, YEAR)
    youth, emb = found.lines["wilg", "youth_act"], found.lines["wilg", "emb_scheme"]
    assert youth.planned == Amount(Fraction(3_000), (Fraction(300_000), Fraction(400_000)))
    assert (youth.given.minutes, youth.declared.minutes, youth.forecast.minutes) == (240, 210, 2_400)
    assert youth.forecast.cents == (240_000, 320_000)
    assert (youth.over, youth.short) == ((0, 10_000), (0, 70_000))
    assert (youth.minutes_over, youth.minutes_short) == (600, 0)
    assert emb.forecast == Amount(Fraction(2_400), (Fraction(), Fraction()), Fraction(2_400))
    assert (emb.over, emb.minutes_over, emb.minutes_short) == (None, 0, 400)
    assert not youth.is_short
    assert emb.is_short
    assert left_text(youth) == "mogelijk tekort € 700"
    assert (budget_text(youth), used_percent(youth)) == ("€ 2.500", "96-128 %")
    assert (left_text(emb), budget_text(emb), amount_text(emb.forecast)) == ("tekort 6:40 u", "33:20 u", "40:00 u")
    assert time_text(Fraction(100 * 60)) == "100"
    assert amount_in_full(emb.forecast) == "40:00 uur, zonder tarief"
    together = found.total()
    assert (together.minutes_over, together.minutes_short) == (600, 400), "one pot does not make up for another"
    assert (together.cents, together.agreed_cents, together.undated) == (250_000, 99, 1)
    without_ticks = ledger([visit], budgets, [], {}, YEAR)
    assert without_ticks.lines["wilg", "youth_act"].forecast.minutes == Fraction(480 + 5_400, 2)


def test_a_group_counts_every_pupil_for_the_tariff_and_its_time_once() -> None:
    """Two children in an hour at 20 euro: an hour, and 40 euro."""
    parts = (PaidPart("a", HALF, Fraction(1), (2_000, 2_000)), PaidPart("b", HALF, Fraction(1), (2_000, 2_000)))
    total = ledger([VisitTime("wilg", parts, planned=60)], [], [], {}, YEAR).total()
    assert (total.planned.minutes, total.planned.cents) == (60, (4_000, 4_000))


def test_a_budget_for_a_whole_school_is_held_against_all_its_care_and_counts_no_care_twice() -> None:
    """The other school has none: its care is outside every budget."""
    parts = (PaidPart("a", HALF, HALF, (6_000, 6_000)), PaidPart(NO_POT, HALF, HALF, (6_000, 6_000)))
    visits = [VisitTime("wilg", parts, planned=120, open=120), VisitTime("es", parts, planned=60, open=60)]
    found = ledger(visits, [BudgetPart("wilg", WHOLE_PLACE, cents=Fraction(10_000))], [], {}, YEAR)
    assert found.lines["wilg", WHOLE_PLACE].short == (2_000, 2_000)
    assert found.per_pot()[WHOLE_PLACE].forecast.minutes == 120
    total = found.total()
    assert (total.forecast.minutes, total.short, total.outside.minutes) == (180, (2_000, 2_000), 60)
    assert found.per_place()["wilg"].cents == 10_000


def test_needs_that_run_into_a_partition_count_once_whatever_pots_they_are_counted_by() -> None:
    """A partition between two pots is told with either, and once in all."""
    barriers = [Barrier("wilg", "rule", ("a", "b"), 3), Barrier("es", "rule", ("a", "c"), 1)]
    found = ledger([], [], barriers, {}, YEAR)
    assert found.barriers_at() == {"rule": 4}
    assert found.barriers_at("wilg", "b") == {"rule": 3}
    assert found.barriers_at(pot="c") == {"rule": 1}
    assert found.barriers_at("es", "b") == {}


weights = st.lists(st.integers(1, 12), min_size=1, max_size=3).map(
    lambda found: [Fraction(one, sum(found)) for one in found]
)
parts = weights.flatmap(
    lambda shares: st.tuples(
        *(
            st.builds(
                PaidPart,
                st.sampled_from(("a", "b", NO_POT)),
                st.just(share),
                st.sampled_from((share, Fraction(1))),
                st.none() | st.tuples(st.integers(0, 50), st.integers(50, 90)),
            )
            for share in shares
        )
    )
)
places = st.sampled_from(("wilg", "es"))
visits = st.builds(
    VisitTime, places, parts, st.integers(0, 90), st.integers(0, 90), st.integers(0, 90), st.integers(0, 90)
)
amounts = st.none() | st.integers(0, 9_000).map(Fraction)
budgets = st.builds(
    BudgetPart, places, st.sampled_from(("a", "b", WHOLE_PLACE)), amounts, st.none() | st.integers(0, 200), amounts
)


@settings(max_examples=40, deadline=None)
@given(
    visits=st.lists(visits, max_size=5),
    allowed=st.lists(budgets, max_size=4),
    rates=st.dictionaries(places, st.fractions(0, 2, max_denominator=30)),
)
def test_the_ledger_is_what_adding_up_one_by_one_gives(
    visits: list[VisitTime], allowed: list[BudgetPart], rates: dict[str, Fraction]
) -> None:
    """Every total of care and money, along every way of looking; and what is over minus short is budget minus forecast."""
    found = ledger(visits, allowed, [], rates, YEAR)
    for place in (None, "wilg", "es"):
        for pot in (None, "a", "b", NO_POT):
            minutes = low = unpriced = Fraction()
            for visit in visits:
                rate = rates.get(visit.place_id, 1)
                time = visit.given + rate * visit.open
                for part in visit.parts:
                    if place in (None, visit.place_id) and pot in (None, part.pot):
                        minutes += time * part.weight
                        low += time * part.tariff_weight * part.price[0] / 60 if part.price else 0
                        unpriced += 0 if part.price else time * part.tariff_weight
            line = found.total(place, pot)
            assert (line.forecast.minutes, line.forecast.cents[0], line.forecast.unpriced) == (minutes, low, unpriced)
    for (place, pot), line in found.lines.items():
        given_here = [one for one in allowed if (one.place_id, one.pot) == (place, pot)]
        known = [one.cents for one in given_here if one.cents is not None]
        assert line.cents == (sum(known) if known else None)
        if line.over is not None and line.short is not None and line.cents is not None:
            assert line.over[1] - line.short[0] == line.cents - line.forecast.cents[0]
            assert line.over[0] - line.short[1] == line.cents - line.forecast.cents[1]
    assert found.total().forecast == sum((line.forecast for line in found.per_place().values()), Amount())
