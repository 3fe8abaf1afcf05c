"""Choosing between values that several people wrote: what there is to choose, and which value an answer comes down to.

The same for a bundle before it is read in and for what waits afterwards. Nothing here reads or writes the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from storage.errors import ValueRefused
from storage.field_values import default_value, to_json, to_op_value, to_record_value
from storage.history import FieldKey
from storage.merge import MergePlan, RecordChange
from storage.models import RECORD_TYPES
from storage.models.field_codes import FIELD_CODES
from storage.open_fields import Claim, OpenField, OpenKind
from storage.ops import OpValue
from zorgarrangeur_tui.casework_forms import LONG_TEXTS
from zorgarrangeur_tui.desk.records import checked_values
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.pointing_fields import POINTS_AT


class Answer(StrEnum):
    """What a user can say to a question."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer, and the value that the field gets."""

    answer: Answer
    value: OpValue


@dataclass(frozen=True, slots=True)
class Question:
    """A field with more than one value.

    Attributes:
        key: record type, record id and field.
        kind: whether values conflict, or somebody proposes one, or others must decide.
        mine: the value that stands here when nothing is chosen.
        mine_claim: who wrote that, when the history tells.
        theirs: the other values, newest first, each once.
    """

    key: FieldKey
    kind: OpenKind
    mine: OpValue
    mine_claim: Claim | None
    theirs: tuple[Claim, ...]

    @property
    def record_type(self) -> str:
        """The kind of record."""
        return self.key[0]

    @property
    def field(self) -> str:
        """The field's name."""
        return self.key[2]

    @property
    def can_choose(self) -> bool:
        """Whether it is for this user to choose."""
        return self.kind is not OpenKind.AWAITING


def questions_of(change: RecordChange, own: Collection[str]) -> tuple[Question, ...]:
    """Return what this user must choose in one record of a bundle.

    Args:
        change: what the bundle would do to the record.
        own: fingerprints of this user. What is between others is for them to choose.
    """
    if change.owner and change.owner not in own:
        return ()
    found = []
    for field in change.fields:
        key = (change.record_type, change.record_id, field.field)
        if field.in_conflict:
            mine = field.before if _among(field.before, field.claims) else field.after
            found.append(_question(key, OpenKind.CONFLICT, mine, (*field.claims, *field.proposed)))
        elif field.proposed:
            found.append(_question(key, OpenKind.PROPOSAL, field.after, (*field.claims, *field.proposed)))
    return tuple(question for question in found if question is not None)


def questions_in(plan: MergePlan, own: Collection[str]) -> list[Question]:
    """Return what this user (`own` fingerprints) must choose in a bundle."""
    return [question for change in plan.changes for question in questions_of(change, own)]


def open_questions(fields: Iterable[OpenField]) -> tuple[Question, ...]:
    """Return what waits in the store as questions."""
    questions = []
    for one in fields:
        key = (one.record_type, one.record_id, one.field)
        mine = _unwritten(key) if one.shown is None else one.shown.value
        shown = () if one.shown is None else (one.shown,)
        question = _question(key, one.kind, mine, (*shown, *one.claims))
        if question is None and one.kind is OpenKind.AWAITING:
            question = Question(key, one.kind, mine, one.shown, ())
        if question is not None:
            questions.append(question)
    return tuple(questions)


def other_values(question: Question) -> list[OpValue]:
    """Return the values that others have, newest first; what nobody wrote where this user was the first to write."""
    return [claim.value for claim in question.theirs] or [_unwritten(question.key)]


def answered(question: Question, answer: Answer, before: Choice | None = None) -> Choice | None:
    """Return what an answer comes down to; None when it does not fit, such as both of two dates.

    Args:
        question: what is asked.
        answer: what the user says; a value that was typed is a `typed_choice`.
        before: what was chosen until now: who takes the other's value again gets the next of several others.
    """
    match answer:
        case Answer.MINE:
            return Choice(answer, question.mine)
        case Answer.THEIRS:
            values = [claim.value for claim in question.theirs]
            at = values.index(before.value) + 1 if before and before.answer is answer and before.value in values else 0
            return Choice(answer, values[at % len(values)])
        case Answer.BOTH:
            both = joined(*question.key[::2], [question.mine, *(claim.value for claim in question.theirs)])
            return None if both is None else Choice(answer, both)
        case _:
            return None


def typed_choice(value: Any) -> Choice:
    """Return the choice for a value as a record holds it, when a user typed it."""
    return Choice(Answer.TYPED, to_op_value(value))


def stored_value(question: Question) -> Any:
    """Return the value that stands here, as a record holds it."""
    return to_record_value(RECORD_TYPES[question.record_type], question.field, to_json(question.mine))


def joined(record_type: str, field: str, values: Sequence[OpValue]) -> OpValue:
    """Return all values of a field in one: texts under each other, lists as one list; None where that cannot be.

    Values that hold each other already are not doubled.
    """
    if all(isinstance(value, str) for value in values):
        if field in POINTS_AT or field == "owner" or (record_type, field) in FIELD_CODES:
            return None
        return _checked(record_type, field, _texts(record_type, field, [str(value) for value in values]))
    if all(isinstance(value, list) for value in values):
        union: list[Any] = []
        for value in values:
            assert isinstance(value, list)
            union += [part for part in value if part not in union]
        return _checked(record_type, field, union)
    return None


def decisions(choices: Mapping[FieldKey, Choice]) -> dict[FieldKey, OpValue]:
    """Return the values to write."""
    return {key: choice.value for key, choice in choices.items()}


def all_alike(
    questions: Iterable[Question], answer: Answer, *, kind: OpenKind | None = None, record_type: str = ""
) -> dict[FieldKey, Choice]:
    """Return one answer for all questions of a kind, where it fits.

    Args:
        questions: what is asked.
        answer: what the user says to all of them.
        kind: only conflicts, or only proposals; both when None.
        record_type: only of this kind of record; of all when "".
    """
    found = {}
    for question in questions:
        wanted = question.can_choose and kind in (None, question.kind) and record_type in ("", question.record_type)
        choice = answered(question, answer) if wanted else None
        if choice is not None:
            found[question.key] = choice
    return found


def proposals_answered(plan: MergePlan, answer: Answer, own: Collection[str]) -> dict[FieldKey, OpValue]:
    """Return the values to write when every proposal of a bundle to this user (`own` fingerprints) gets one answer."""
    return decisions(all_alike(questions_in(plan, own), answer, kind=OpenKind.PROPOSAL))


def _question(key: FieldKey, kind: OpenKind, mine: OpValue, claims: Iterable[Claim]) -> Question | None:
    """Return a question; None when all values are equal."""
    mine_text = to_json(mine)
    newest: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda one: one.at, reverse=True):
        newest.setdefault(to_json(claim.value), claim)
    mine_claim = newest.pop(mine_text, None)
    return Question(key, kind, mine, mine_claim, tuple(newest.values())) if newest else None


def _unwritten(key: FieldKey) -> OpValue:
    return to_op_value(default_value(RECORD_TYPES[key[0]], key[2]))


def _among(value: OpValue, claims: Iterable[Claim]) -> bool:
    return any(claim.value == value for claim in claims)


def _texts(record_type: str, field: str, texts: Sequence[str]) -> str:
    """Join texts, leaving out what another one holds already."""
    several_lines = not LONG_TEXTS.isdisjoint((field, f"{record_type}.{field}"))
    parts: list[str] = []
    for text in texts:
        if text and not any(text in part for part in parts):
            parts = [part for part in parts if part not in text] + [text]
    return ("\n" if several_lines else " / ").join(parts)


def _checked(record_type: str, field: str, value: OpValue) -> OpValue:
    """Return a value when it may stand in the field, else None."""
    model = RECORD_TYPES[record_type]
    try:
        checked_values(model, {field: to_record_value(model, field, to_json(value))})
    except (ValueRefused, ActRefused):
        return None
    return value
