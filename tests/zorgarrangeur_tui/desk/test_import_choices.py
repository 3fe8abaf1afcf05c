"""Choosing between values: what is asked, which value an answer comes down to, and where an answer does not fit."""

from __future__ import annotations

from datetime import UTC, datetime

from storage.merge import FieldChange, RecordChange
from storage.open_fields import Claim, OpenField, OpenKind
from storage.ops import OpValue
from zorgarrangeur_tui.desk.import_choices import (
    Answer,
    Choice,
    Question,
    all_alike,
    answered,
    decisions,
    joined,
    open_questions,
    other_values,
    questions_of,
)

ANNA, CORRIE = "a" * 64, "c" * 64
RECORD = "1" * 32


def claim(value: OpValue, minute: int = 0, author: str = CORRIE) -> Claim:
    """Return what somebody says, at a minute past nine."""
    return Claim(value, author, "d" * 16, datetime(2026, 11, 23, 9, minute, tzinfo=UTC), vouched=True)


def asked(record_type: str, *fields: FieldChange, owner: str = ANNA) -> tuple[Question, ...]:
    """Return what Anna must choose in a changed record."""
    return questions_of(RecordChange(record_type, RECORD, new=False, fields=fields, owner=owner), {ANNA})


def test_a_plain_change_asks_nothing_and_what_is_between_others_neither() -> None:
    """Only conflicts and proposals are asked, and only in what is one's own or nobody's."""
    plain = FieldChange("title", "Oud", "Nieuw", claims=(claim("Nieuw"),))
    proposed = FieldChange("title", "Oud", "Oud", proposed=(claim("Nieuw"),))
    assert asked("case", plain) == ()
    assert asked("case", proposed, owner=CORRIE) == ()
    assert [one.kind for one in asked("case", proposed)] == [OpenKind.PROPOSAL]
    assert [one.kind for one in asked("school", proposed, owner="")] == [OpenKind.PROPOSAL]


def test_mine_is_what_stood_here_and_theirs_goes_through_the_others_newest_first() -> None:
    """Also where the other value would be displayed; equal values are one."""
    field = FieldChange(
        "phone",
        "030 1",
        "030 3",
        others=("030 1", "030 2"),
        claims=(claim("030 3", 9), claim("030 2", 5), claim("030 1", 1, ANNA), claim("030 3", 2, ANNA)),
    )
    [question] = asked("school", field, owner="")
    assert (question.kind, question.mine) == (OpenKind.CONFLICT, "030 1")
    assert question.mine_claim is not None
    assert question.mine_claim.author == ANNA
    assert other_values(question) == ["030 3", "030 2"]
    assert answered(question, Answer.MINE) == Choice(Answer.MINE, "030 1")
    taken: Choice | None = None
    for value in ("030 3", "030 2", "030 3"):
        taken = answered(question, Answer.THEIRS, taken)
        assert taken == Choice(Answer.THEIRS, value)


def test_both_joins_texts_and_lists_and_nothing_else() -> None:
    """Notes under each other, short texts on one line, lists without doubles; a code, date or pointer holds one value."""
    assert joined("case", "note", ["een", "twee", "een"]) == "een\ntwee"
    assert joined("case", "title", ["Rust", "Verpleging"]) == "Rust / Verpleging"
    assert joined("case", "title", ["Rust", "Rust en verpleging"]) == "Rust en verpleging"
    assert joined("provider", "kinds", [["nursing"], ["nursing", "personal_care"]]) == ["nursing", "personal_care"]
    assert joined("case", "phase", ["plan", "analysis"]) is None
    assert joined("case", "deadline", ["2026-12-01", "2026-12-02"]) is None
    assert joined("care_need", "minutes_needed", [60, 90]) is None
    assert joined("care_need", "provider_id", ["2" * 32, "3" * 32]) is None
    assert joined("provider", "kinds", [["nursing"], ["geen soort zorg"]]) is None


def test_one_answer_for_a_whole_kind_skips_what_it_does_not_fit() -> None:
    """Of two proposals one can be joined; a conflict is of another kind; the values to write come out."""
    questions = asked(
        "case",
        FieldChange("title", "Rust", "Rust", proposed=(claim("Verpleging"),)),
        FieldChange("phase", "plan", "plan", proposed=(claim("analysis"),)),
        FieldChange("note", "a", "a", others=("b",), claims=(claim("a", 0, ANNA), claim("b"))),
    )
    chosen = all_alike(questions, Answer.BOTH, kind=OpenKind.PROPOSAL)
    assert decisions(chosen) == {("case", RECORD, "title"): "Rust / Verpleging"}
    assert decisions(all_alike(questions, Answer.THEIRS, kind=OpenKind.PROPOSAL)) == {
        ("case", RECORD, "title"): "Verpleging",
        ("case", RECORD, "phase"): "analysis",
    }
    assert not all_alike(questions, Answer.MINE, record_type="school")


def test_an_own_proposal_waits_for_the_owner() -> None:
    """There is nothing to choose; others still see what nobody wrote."""
    field = OpenField("case", RECORD, "title", CORRIE, claim("Rust", 0, ANNA), (), OpenKind.AWAITING)
    [question] = open_questions([field])
    assert not question.can_choose
    assert (question.mine, other_values(question)) == ("Rust", [""])
