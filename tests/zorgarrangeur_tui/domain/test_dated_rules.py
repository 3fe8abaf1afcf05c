"""Rules that change: the newest that is valid decides, and a slip in the data is found when it is read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.calendar_months import last_yearly_day, months_later, next_yearly_day
from zorgarrangeur_tui.domain.dated_rules import CHECK_FIRST, DatedRule, needed_rule_on, read_rules, rule_on, rules_on

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
rules = st.lists(
    st.builds(DatedRule, id=st.sampled_from("ab"), valid_from=days, words=st.just("Zo."), source=st.just("Wet.")),
    unique_by=lambda rule: (rule.id, rule.valid_from),
)


@given(rules, days)
def test_of_each_rule_the_newest_that_is_valid_decides(found: list[DatedRule], day: date) -> None:
    """Whatever the order of the data; before the first version `rule_on` gives that first one."""
    standing = rules_on(found, day)
    assert rules_on(found[::-1], day) == standing
    first = min((rule.valid_from for rule in found), default=day)
    assert day >= first or standing == rules_on(found, first)
    for name in "ab":
        versions = sorted(rule.valid_from for rule in found if rule.id == name)
        valid = [since for since in versions if since <= day]
        assert day < first or (name in standing) == bool(valid)
        assert not valid or standing[name].valid_from == valid[-1]
        rule = rule_on(found, name, day)
        assert (rule and rule.valid_from) == (valid[-1] if valid else versions[0] if versions else None)


def test_a_rule_applies_from_its_own_day_on() -> None:
    """The day before it, the older one still does."""
    old, new = (
        DatedRule(id="x", valid_from=since, words="Zo.", source="Wet.")
        for since in (date(2026, 1, 1), date(2027, 1, 1))
    )
    for day, standing in ((date(2026, 12, 31), old), (date(2027, 1, 1), new)):
        assert rule_on((new, old), "x", day) is standing
        assert rules_on((new, old), day) == {"x": standing}


def test_a_rule_that_the_app_names_must_be_in_the_data() -> None:
    """A code of a newer version may be unknown; a name in the app's own code may not."""
    assert rule_on((), "x", date(2026, 1, 1)) is None
    with pytest.raises(KeyError):
        needed_rule_on((), "x", date(2026, 1, 1))


def test_what_nobody_checked_says_so() -> None:
    """In the rule itself, and in every sentence that follows from it."""
    rule = DatedRule(id="x", valid_from=date(2026, 1, 1), words="Zo is het.", source="Wet.", checked=False)
    assert rule.sentence == f"Zo is het. {CHECK_FIRST}"
    assert rule.told("Dus dit mag.") == f"Dus dit mag. {CHECK_FIRST}"


def test_a_slip_in_the_data_is_found_when_it_is_read() -> None:
    """A rule without a source, with a day as text, with an unknown name, or twice."""
    row = '[[rule]]\nid = "x"\nvalid_from = 2026-01-01\nwords = "Zo."\nsource = "Wet."\n'
    assert len(read_rules(row, "rule", DatedRule)) == 1
    for slip in (
        row.replace('"Wet."', '" "'),
        row.replace("2026-01-01", '"2026-01-01"'),
        row + "unknown = 1",
        row + row,
        row.replace("words", "word"),
    ):
        with pytest.raises((TypeError, ValueError)):
            read_rules(slip, "rule", DatedRule)


@given(days, st.integers(-60, 60))
def test_months_later_keeps_the_day_or_takes_the_last_of_the_month(day: date, months: int) -> None:
    """The months count exactly, and a day is only ever made smaller, to the last one that the month has."""
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(days)
def test_a_yearly_day_is_never_more_than_a_year_away(day: date) -> None:
    """The next one on or after, the last one on or before; on the day itself both are that day."""
    following, last = next_yearly_day(day, 7, 1), last_yearly_day(day, 7, 1)
    assert day <= following < months_later(day, 13)
    assert following.year - last.year == (0 if following == day else 1)
    assert (following == last) == ((day.month, day.day) == (7, 1))
