"""Choices in a bundle that survive a lock and a kill, without a value of the bundle in the store."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from storage.open_fields import Claim, OpenKind
from zorgarrangeur_tui.desk.import_choices import Answer, Choice, Question, answered, typed_choice
from zorgarrangeur_tui.desk.kept_choices import choice_texts, kept_choices

KEY = ("case", "0" * 32, "title")


def question(mine: str, *theirs: str) -> Question:
    """Return a question with these values."""
    at = datetime(2026, 11, 23, tzinfo=UTC)
    claims = tuple(Claim(text, "a" * 64, "b" * 16, at, vouched=True) for text in theirs)
    return Question(KEY, OpenKind.CONFLICT, mine, None, claims)


texts = st.text(max_size=20)


@given(texts, st.lists(texts, min_size=1, max_size=4, unique=True), st.sampled_from(Answer), st.data())
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
    assert answer is Answer.TYPED or set(kept.values()) <= {"mine", "both", *(f"theirs {at}" for at in range(4))}


def test_a_question_that_is_no_longer_asked_is_passed_over() -> None:
    """The bundle, or the store, may be another one by now; so may be how many others there are."""
    asked = question("Rust", "Verpleging", "Begeleiding")
    second = Choice(Answer.THEIRS, "Begeleiding")
    kept = choice_texts({KEY: second}, [asked])
    assert kept_choices(kept, []) == {}
    assert kept_choices(kept, [question("Rust", "Verpleging")]) == {}
