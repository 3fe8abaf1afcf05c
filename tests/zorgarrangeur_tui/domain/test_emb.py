"""The EMB check: every criterion on its own, and an outcome that never claims more than is known."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.models import RECORD_TYPES
from storage.models.casework_codes import AdmissionCategory
from zorgarrangeur_tui.domain.dated_rules import CHECK_FIRST
from zorgarrangeur_tui.domain.emb import Answer, EmbFacts, amount_for, answered, check, reference_date

WHOLE = EmbFacts(True, True, True, True, AdmissionCategory.HIGH, True)
known = st.none() | st.booleans()
facts = st.builds(EmbFacts, known, known, known, known, st.sampled_from(AdmissionCategory), known)


def test_a_pupil_that_meets_everything_may_be_applied_for() -> None:
    """Six criteria, each with a yes."""
    outcome = check(WHOLE, 2027)
    assert [one.meets for one in outcome.criteria] == [Answer.YES] * 6
    assert outcome.meets is Answer.YES
    assert "kan EMB-bekostiging aanvragen" in outcome.sentence


@given(facts)
def test_one_no_decides_and_what_is_not_known_stays_open(found: EmbFacts) -> None:
    """The outcome follows from the criteria, and each criterion starts with its answer."""
    outcome = check(found, 2027)
    answers = {one.meets for one in outcome.criteria}
    expected = Answer.NO if Answer.NO in answers else Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES
    assert outcome.meets is expected
    words = {Answer.YES: "Ja: ", Answer.NO: "Nee: ", Answer.UNKNOWN: "Nog niet bekend: "}
    assert all(one.sentence.startswith(words[one.meets]) for one in outcome.criteria)


@given(facts, st.booleans())
def test_finding_out_more_never_turns_an_answer_round(found: EmbFacts, answer: bool) -> None:
    """A yes or no that was given with something unknown stands once that is known."""
    before = check(found, 2027).meets
    for field in ("intellectual", "physical", "additional", "beyond_school", "enrolled_on_date"):
        if getattr(found, field) is None:
            assert before in (check(replace(found, **{field: answer}), 2027).meets, Answer.UNKNOWN)


def test_a_statement_of_another_category_is_a_no_and_none_is_not_known() -> None:
    """An empty field may be a statement that nobody entered."""
    assert check(replace(WHOLE, admission_category=AdmissionCategory.MIDDLE), 2027).meets is Answer.NO
    assert check(replace(WHOLE, admission_category=AdmissionCategory.NONE), 2027).meets is Answer.UNKNOWN


def test_the_reference_date_is_1_february_of_the_year_before() -> None:
    """It stands in its criterion, with the request to check it."""
    assert reference_date(2024) == date(2023, 2, 1)
    assert reference_date(2027) == date(2026, 2, 1)
    last = check(WHOLE, 2027).criteria[-1]
    assert last.sentence == f"Ja: Ingeschreven op de peildatum 1 februari 2026. {CHECK_FIRST}"


def test_the_amount_is_that_of_2020_and_says_so() -> None:
    """Nobody takes it for the amount of today."""
    amount = amount_for(2027)
    assert amount.euro_cents == 800_000
    assert "bedrag van 2020" in amount.sentence
    assert amount.sentence.endswith(CHECK_FIRST)


def test_an_empty_box_means_something_only_once_the_check_was_done() -> None:
    """Before that it is a question, not a no."""
    assert answered(ticked=False, checked_on=None) is None
    assert answered(ticked=False, checked_on=date(2026, 11, 23)) is False
    assert answered(ticked=True, checked_on=None) is True


def test_the_facts_are_named_as_the_record_and_the_pupil_name_them() -> None:
    """So that a caller can hand them over by name."""
    names = {field.name for field in fields(EmbFacts)}
    assert names <= set(RECORD_TYPES["emb_check"].model_fields) | set(RECORD_TYPES["pupil"].model_fields)
