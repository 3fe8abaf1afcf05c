"""A title for all care of a child over the needs of that child: counted once, and to what each needs."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from storage.models.casework_codes import TitleState
from storage.models.codes import Law
from zorgarrangeur_tui.domain.funding import Title
from zorgarrangeur_tui.domain.title_division import OwnedNeed, TitleDivision, divided

TODAY = date(2026, 11, 23)


def test_a_title_is_divided_by_what_is_needed_and_the_largest_remainder_gets_the_odd_minute() -> None:
    """Of 100 minutes over 60, 60 and 30: 40, 40 and 20; of 101 the first gets one more; of 103 the last is short by most."""
    needs = {"a": 60, "b": 60, "c": 30}
    assert divided(100, needs) == {"a": 40, "b": 40, "c": 20}
    assert divided(101, needs) == {"a": 41, "b": 40, "c": 20}
    assert divided(103, needs) == {"a": 41, "b": 41, "c": 21}


def test_no_need_gets_more_than_it_needs_and_the_rest_stays_with_the_title() -> None:
    """Of 500 minutes only the 90 that are needed go anywhere; a need without a length gets none."""
    assert divided(500, {"a": 60, "b": 30, "c": 0}) == {"a": 60, "b": 30, "c": 0}
    assert divided(500, {}) == {}


@given(st.integers(0, 300), st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 120)))
def test_minute_by_minute_to_who_is_furthest_behind_gives_the_same(granted: int, needs: dict[str, int]) -> None:
    """The slow way: hand out each minute to the need that is furthest below its exact share; together never more than granted."""
    found = divided(granted, needs)
    whole = sum(needs.values())
    slow = dict.fromkeys(needs, 0)
    for _ in range(min(granted, whole)):
        behind = {
            need: Fraction(min(granted, whole) * needed, whole) - slow[need] for need, needed in sorted(needs.items())
        }
        slow[max(behind, key=lambda need: behind[need])] += 1
    assert found == slow
    assert all(found[need] <= needed for need, needed in needs.items())


def test_only_needs_of_the_same_owner_that_hold_that_day_share_a_title() -> None:
    """Not that of another child, and not one that is over; on a later day there is less to share."""
    need = OwnedNeed("a", "kind", 60)
    ending = OwnedNeed("b", "kind", 60, ends_on=TODAY)
    division = TitleDivision([need, ending, OwnedNeed("c", "ander", 60)])
    title = Title(Law.YOUTH_ACT, TitleState.PRESENT, 60)
    assert division.title_for(need, title, TODAY).minutes_granted == 30
    assert division.title_for(ending, title, TODAY).minutes_granted == 30
    assert division.title_for(need, title, TODAY + timedelta(days=1)).minutes_granted == 60


def test_a_title_without_minutes_and_a_need_without_a_length_lose_nothing() -> None:
    """Such a title limits nothing; such a need is paid as before, as it costs no minute."""
    need, blank = OwnedNeed("a", "kind", 60), OwnedNeed("b", "kind", 0)
    division = TitleDivision([need, blank])
    endless, short = Title(Law.YOUTH_ACT, TitleState.PRESENT), Title(Law.YOUTH_ACT, TitleState.PRESENT, 30)
    assert division.title_for(need, endless, TODAY) == endless
    assert division.title_for(blank, short, TODAY) == short
