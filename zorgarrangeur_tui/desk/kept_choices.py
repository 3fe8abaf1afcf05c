"""Choices in a bundle that is not read in yet, as the texts of a draft.

Of what others wrote only is kept on which device and when the chosen value was written: until the bundle is read in, none of its
values is in the store, and the same place among others may be another's by now. What a user typed is the user's own, and is
kept as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from storage.history import FieldKey
from storage.open_fields import Claim
from zorgarrangeur_tui.desk.import_choices import Answer, Choice, Question, answered


def choice_texts(choices: Mapping[FieldKey, Choice], questions: Iterable[Question]) -> dict[str, str]:
    """Return what was chosen, by field."""
    return {
        _name(question.key): _text(question, choices[question.key]) for question in questions if question.key in choices
    }


def kept_choices(texts: Mapping[str, str], questions: Iterable[Question]) -> dict[FieldKey, Choice]:
    """Return what was chosen, of the questions that are still asked and where the answer still fits."""
    found = {}
    for question in questions:
        text = texts.get(_name(question.key))
        choice = None if text is None else _choice(question, text)
        if choice is not None:
            found[question.key] = choice
    return found


def _name(key: FieldKey) -> str:
    return " ".join(key)


def _text(question: Question, choice: Choice) -> str:
    match choice.answer:
        case Answer.TYPED:
            return f"{choice.answer.value} {json.dumps(choice.value, ensure_ascii=False)}"
        case Answer.THEIRS:
            chosen = next(claim for claim in question.theirs if claim.value == choice.value)
            return f"{choice.answer.value} {_written(chosen)}"
        case _:
            return choice.answer.value


def _choice(question: Question, text: str) -> Choice | None:
    word, _, detail = text.partition(" ")
    answer = Answer(word)
    if answer is Answer.TYPED:
        return Choice(answer, json.loads(detail))
    if answer is Answer.THEIRS:
        return next((Choice(answer, claim.value) for claim in question.theirs if _written(claim) == detail), None)
    return answered(question, answer)


def _written(claim: Claim) -> str:
    return f"{claim.device} {claim.at.isoformat()}"
