"""Choices in a bundle that survive a lock and a kill, without a value of the bundle in the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.open_fields import Claim, OpenKind
from zorgarrangeur_tui.desk.import_choices import Answer, Choice, Question, answered, typed_choice
from zorgarrangeur_tui.desk.kept_choices import choice_texts, kept_choices

KEY = ("case", "0" * 32, "title")
AT = datetime(2026, 11, 23, tzinfo=UTC)


def question(mine: str, *theirs: str) -> Question:
    """Return a question with these values."""
    claims = (Claim(text, "a" * 64, "b" * 16, AT + timedelta(minutes=len(text)), vouched=True) for text in theirs)
    return Question(KEY, OpenKind.CONFLICT, mine, None, tuple(claims))


texts = st.text(max_size=20)


@given(texts, st.lists(texts, min_size=1, max_size=4, unique_by=len), st.sampled_from(Answer), st.data())
def test_what_was_chosen_is_chosen_again(mine: str, theirs: list[str], answer: Answer, data: st.DataObject) -> None:
    """Whatever the answer, and the other's second value too; and what others wrote is not in the texts."""
    asked = question(mine, *theirs)
    if answer is Answer.TYPED:
        choice: Choice | None = typed_choice(data.draw(texts))
    else:
        choice = answered(asked, answer)
        if answer is Answer.THEIRS and data.draw(st.booleans()):
            choice = answered(asked, answer, choice)
    if choice is None:
        return
    kept = choice_texts({KEY: choice}, [asked])
    assert kept_choices(kept, [asked]) == {KEY: choice}
    moments = {f"theirs {'b' * 16} {claim.at.isoformat()}" for claim in asked.theirs}
    assert answer is Answer.TYPED or set(kept.values()) <= {"mine", "both", *moments}


def test_a_question_that_is_no_longer_asked_is_passed_over() -> None:
    """The bundle, or the store, may be another one by now; so may be how many others there are."""
    asked = question("Rust", "Verpleging", "Begeleiding")
    second = Choice(Answer.THEIRS, "Begeleiding")
    kept = choice_texts({KEY: second}, [asked])
    assert kept_choices(kept, []) == {}
    assert kept_choices(kept, [question("Rust", "Verpleging")]) == {}


def test_another_value_that_came_in_meanwhile_is_not_taken_for_the_chosen_one() -> None:
    """It is newer, so it stands where the chosen one stood; that one is found all the same."""
    chosen = Choice(Answer.THEIRS, "Verpleging")
    kept = choice_texts({KEY: chosen}, [question("Rust", "Verpleging")])
    assert kept_choices(kept, [question("Rust", "Begeleiding in de klas", "Verpleging")]) == {KEY: chosen}
    assert kept_choices(kept, [question("Rust", "Begeleiding in de klas")]) == {}
