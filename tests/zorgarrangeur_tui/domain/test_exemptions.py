"""Release from compulsory education: renewed before 1 July, and told what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.models.casework_codes import ExemptionGround
from zorgarrangeur_tui.domain.calendar_months import months_later
from zorgarrangeur_tui.domain.dated_rules import CHECK_FIRST
from zorgarrangeur_tui.domain.exemptions import ExemptionFacts, Renewal, all_grounds, ground_on, problems, renewal_due

TODAY = date(2026, 11, 23)
WHOLE = ExemptionFacts(
    ground=ExemptionGround.UNFIT,
    starts_on=date(2026, 8, 1),
    ends_on=date(2027, 7, 31),
    doctor_on=date(2026, 6, 1),
    notified_on=date(2026, 6, 15),
    education_contact="Een ochtend per week op de zorgboerderij.",
    way_back="Na de zomer twee ochtenden in de klas.",
)
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def test_an_exemption_with_everything_has_no_problems() -> None:
    """And it is to be renewed before the next 1 July."""
    assert problems(WHOLE, TODAY) == ()
    assert renewal_due(WHOLE.ground, WHOLE.starts_on, WHOLE.ends_on, TODAY) == date(2027, 7, 1)


@given(st.none() | days, st.none() | days, days)
def test_a_yearly_renewal_is_the_first_1_july_that_still_matters(
    starts_on: date | None, ends_on: date | None, day: date
) -> None:
    """Never past, never before the start, never after the end, and never more than a year away from both."""
    due = renewal_due(ExemptionGround.UNFIT, starts_on, ends_on, day)
    begin = max(day, starts_on or day)
    if due is None:
        assert ends_on is not None
        assert ends_on < months_later(begin, 12)
    else:
        assert (due.month, due.day) == (7, 1)
        assert begin <= due < months_later(begin, 13)
        assert ends_on is None or due <= ends_on


def test_an_exemption_that_ends_on_1_july_is_renewed_by_then() -> None:
    """One that ends the day before is not: it stops by itself."""
    assert renewal_due("5a", date(2026, 8, 1), date(2027, 7, 1), TODAY) == date(2027, 7, 1)
    assert renewal_due("5a", date(2026, 8, 1), date(2027, 6, 30), TODAY) is None


def test_leave_for_a_short_time_is_not_renewed() -> None:
    """Nor is a ground that this version does not know; that one is said."""
    assert renewal_due(ExemptionGround.OTHER_CIRCUMSTANCES, date(2026, 11, 1), None, TODAY) is None
    assert renewal_due("5d", None, None, TODAY) is None
    assert "nieuwere versie" in problems(replace(WHOLE, ground="5d"), TODAY)[0]


def test_a_doctors_statement_may_be_three_months_old_at_the_start() -> None:
    """On the day it is still fine, a day later it is not; without one it is asked for."""
    assert problems(replace(WHOLE, doctor_on=date(2026, 5, 1)), TODAY) == ()
    (old,) = problems(replace(WHOLE, doctor_on=date(2026, 4, 30)), TODAY)
    assert "ouder dan 3 maanden" in old
    assert old.endswith(CHECK_FIRST)
    (missing,) = problems(replace(WHOLE, doctor_on=None), TODAY)
    assert "onafhankelijke arts" in missing
    assert problems(replace(WHOLE, doctor_on=WHOLE.starts_on), TODAY) == ()
    (late,) = problems(replace(WHOLE, doctor_on=date(2026, 9, 1)), TODAY)
    assert "na het begin" in late


def test_a_ground_without_a_doctor_asks_for_none() -> None:
    """Nor for a way back: the parents chose it."""
    abroad = ExemptionFacts(ExemptionGround.ABROAD, starts_on=date(2026, 8, 1), notified_on=date(2026, 6, 15))
    assert problems(abroad, TODAY) == ()


def test_a_missing_way_back_and_education_contact_are_told() -> None:
    """Spaces are no way back."""
    back, contact = problems(replace(WHOLE, way_back=" ", education_contact=""), TODAY)
    assert "weg terug" in back
    assert "contact met onderwijs" in contact


def test_a_notice_that_was_not_repeated_is_told_after_1_july() -> None:
    """Of the year before, while the exemption went on; before that day there is nothing to say."""
    long = replace(
        WHOLE, starts_on=date(2025, 8, 1), doctor_on=date(2025, 6, 1), notified_on=date(2025, 6, 15), ends_on=None
    )
    assert problems(long, date(2026, 6, 30)) == ()
    (late,) = problems(long, date(2026, 7, 1))
    assert "Voor 1 juli 2026 had er een nieuwe moeten zijn" in late
    for notified_on in (date(2025, 7, 1), date(2026, 6, 20)):
        assert problems(replace(long, notified_on=notified_on), TODAY) == ()
    begins_then = replace(long, starts_on=date(2026, 7, 1), doctor_on=date(2026, 6, 1))
    assert problems(begins_then, TODAY) == ()
    (never,) = problems(replace(WHOLE, notified_on=None), TODAY)
    assert "kennis gaven" in never


def test_of_an_exemption_that_is_over_only_that_is_told() -> None:
    """On its last day it is not over."""
    bare = ExemptionFacts(ExemptionGround.UNFIT, ends_on=date(2026, 11, 22))
    (over,) = problems(bare, TODAY)
    assert "liep tot en met 22 november 2026" in over
    assert len(problems(replace(bare, ends_on=TODAY), TODAY)) > 1


def test_a_flexible_duration_is_a_new_row_of_data() -> None:
    """From its day the renewal follows the exemption's own end; before it 1 July decides."""
    now = ground_on(ExemptionGround.UNFIT, TODAY)
    assert now is not None
    flexible = replace(now, renewal=Renewal.AT_END, valid_from=date(2027, 1, 1))
    rules = (now, flexible)
    ends = date(2028, 3, 31)
    assert renewal_due("5a", date(2026, 8, 1), ends, date(2026, 12, 31), rules) == date(2027, 7, 1)
    assert renewal_due("5a", date(2026, 8, 1), ends, date(2027, 1, 1), rules) == ends
    assert renewal_due("5a", date(2026, 8, 1), ends, ends, rules) == ends
    assert any("laatste dag" in one for one in problems(replace(WHOLE, ends_on=None), date(2027, 1, 1), rules))


def test_every_ground_is_there_with_its_article() -> None:
    """And nothing of it was checked in the law itself yet, so each says so."""
    assert {rule.id for rule in all_grounds()} == {ground.value for ground in ExemptionGround}
    for rule in all_grounds():
        assert Renewal(rule.renewal) is not Renewal.YEARLY or (rule.renewal_month, rule.renewal_day) == (7, 1)
        assert "artikel" in rule.source
        assert rule.sentence.endswith(CHECK_FIRST)
