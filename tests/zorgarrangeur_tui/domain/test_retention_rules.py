"""How long what is kept: dated rules, whole months, and a hold that wins from everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import drafts
from zorgarrangeur_tui.domain.dated_rules import read_rules
from zorgarrangeur_tui.domain.retention import ErasedBy, Rule, Standing, Term, all_rules, due_on, rules_on

TODAY = date(2026, 11, 23)
ENDED = rules_on(TODAY)["case_ended"]
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def test_a_closed_case_is_kept_for_two_years() -> None:
    """On the same day two years later it is to be erased, not before."""
    assert due_on(ENDED, date(2024, 11, 23)) == TODAY
    assert Term(ENDED, date(2024, 11, 23)).standing(TODAY, 8) is Standing.DUE
    assert Term(ENDED, date(2024, 11, 24)).standing(TODAY, 8) is Standing.SOON


def test_a_day_that_the_month_does_not_have_becomes_its_last() -> None:
    """29 February in a common year, and the 31st of a month of thirty days."""
    assert due_on(ENDED, date(2024, 2, 29)) == date(2026, 2, 28)
    assert due_on(rules_on(TODAY)["removed"], date(2026, 8, 31)) == date(2027, 2, 28)


@given(days, days)
def test_what_closed_later_is_never_due_earlier(first: date, second: date) -> None:
    """For every rule with a term, and always after the day itself."""
    for rule in all_rules():
        if rule.term:
            assert (first <= second) <= (due_on(rule, first) <= due_on(rule, second))
            assert due_on(rule, first) >= first + rule.least > first


def test_what_comes_up_is_told_eight_weeks_ahead() -> None:
    """The last day counts; after that it is later."""
    last = Term(ENDED, date(2025, 1, 18))
    assert (last.due_on, last.standing(TODAY, 8)) == (TODAY + timedelta(weeks=8), Standing.SOON)
    assert Term(ENDED, date(2025, 1, 19)).standing(TODAY, 8) is Standing.LATER


def test_a_hold_wins_from_every_term() -> None:
    """Also when there is no date, or the term passed long ago."""
    for started in (None, date(2001, 1, 1), TODAY):
        held = Term(ENDED, started, "Er loopt een klacht.")
        assert held.standing(TODAY, 8) is Standing.HELD
        assert held.explanation(TODAY).startswith("Blijft bewaard omdat: Er loopt een klacht. Zolang")


def test_the_explanation_has_both_days_and_the_term() -> None:
    """One sentence that a user can check, in the past and to come."""
    assert Term(ENDED, date(2024, 6, 28)).explanation(TODAY) == (
        "Gesloten op 28 juni 2024, 2 jaar bewaren, sinds 28 juni 2026 te wissen."
    )
    assert Term(ENDED, date(2024, 12, 1)).explanation(TODAY).endswith("vanaf 1 december 2026 te wissen.")


def test_a_case_without_a_closing_day_is_never_passed_over() -> None:
    """It is shown as such, with what to do; a case that goes on has no term yet."""
    assert Term(ENDED, None).standing(TODAY, 8) is Standing.UNDATED
    assert "Vul die in" in Term(ENDED, None).explanation(TODAY)
    assert Term(ENDED, None, running=True).standing(TODAY, 8) is Standing.LATER


def test_a_newer_rule_takes_over_on_its_own_day() -> None:
    """From then on it decides, also for what closed before."""
    newer = replace(ENDED, years=1, valid_from=date(2027, 1, 1))
    rules = (newer, ENDED)
    assert rules_on(date(2026, 12, 31), rules)["case_ended"] is ENDED
    assert rules_on(date(2027, 1, 1), rules)["case_ended"] is newer
    assert rules_on(date(2025, 1, 1), rules)["case_ended"] is ENDED, "before the first rule that one stands in"


def test_every_rule_says_where_it_comes_from() -> None:
    """Title, words and source in Dutch; and a draft stays as long as the store keeps it."""
    assert all(rule.title and rule.words and rule.source for rule in all_rules())
    assert len({(rule.id, rule.valid_from) for rule in all_rules()}) == len(all_rules())
    draft = rules_on(TODAY)["draft"]
    assert (timedelta(days=draft.days), draft.erased_by) == (drafts.KEPT_FOR, ErasedBy.APP)


@pytest.mark.parametrize("text", ['[[rule]]\nid = "x"', "rule = 1", '[[rule]]\nid = "x"\nerased_by = "somebody"'])
def test_rules_that_miss_something_are_refused(text: str) -> None:
    """A slip in the data is found when it is read, not when a child should have been erased."""
    with pytest.raises((TypeError, ValueError, KeyError)):
        read_rules(text, "rule", Rule)
