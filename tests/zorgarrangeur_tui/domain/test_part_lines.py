"""One line per thing in a case: every kind has one, and a day that passed stands out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from storage.models import CASE_PARTS, RECORD_TYPES, Record
from zorgarrangeur_tui.domain.part_lines import part_line, period

TODAY = date(2026, 11, 23)
BEFORE, AFTER = date(2026, 11, 22), date(2026, 11, 24)
KINDS = tuple(kind for kind in CASE_PARTS if kind not in {"pupil", "care_need"})


def record(kind: str, **values: Any) -> Record:
    """Return a record of a kind."""
    return RECORD_TYPES[kind](**values)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_line_also_when_nothing_is_filled_in(kind: str) -> None:
    """It says what it is, holds nothing that reads as code, and is not late."""
    line = part_line(record(kind), TODAY, {})
    texts = (line.what, line.state, line.amount, line.when)
    assert all(isinstance(text, str) and "None" not in text for text in texts)
    if kind not in {"agreement", "action", "note_item", "quality_check", "barrier"}:
        assert line.what.strip(), "these are called by what a user must fill in"


@pytest.mark.parametrize(
    ("kind", "field", "values"),
    [
        ("case_party", "answer_by", {}),
        ("agreement", "ends_on", {}),
        ("review", "due_on", {}),
        ("action", "due_on", {}),
        ("entitlement", "ends_on", {"state": "present"}),
        ("consent", "ends_on", {"given_on": date(2026, 1, 1)}),
        ("out_of_school", "target_on", {}),
        ("quality_check", "review_on", {"state": "met"}),
    ],
)
def test_a_day_that_passed_is_late_and_today_is_not(kind: str, field: str, values: dict[str, Any]) -> None:
    """Late from the day after."""
    found = [part_line(record(kind, **values, **{field: day}), TODAY, {}).late for day in (BEFORE, TODAY, AFTER)]
    assert found == [True, False, False]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("case_party", {"answer_by": BEFORE, "decision": "yes"}),
        ("review", {"due_on": BEFORE, "held_on": BEFORE}),
        ("action", {"due_on": BEFORE, "done_on": BEFORE}),
        ("out_of_school", {"target_on": BEFORE, "ended_on": BEFORE}),
        ("consent", {"ends_on": BEFORE, "withdrawn_on": BEFORE}),
    ],
)
def test_what_is_done_is_never_late(kind: str, values: dict[str, Any]) -> None:
    """However long ago its day was."""
    assert not part_line(record(kind, **values), TODAY, {}).late


def test_a_period_shows_the_day_that_matters_now() -> None:
    """The first day before it begins, the last day once it runs."""
    assert period(AFTER, date(2027, 7, 31), TODAY) == "vanaf 24-11-2026"
    assert period(TODAY, date(2027, 7, 31), TODAY) == "t/m 31-7-2027"
    assert period(None, BEFORE, TODAY) == "t/m 22-11-2026"
    assert period(BEFORE, None, TODAY) == "vanaf 22-11-2026"
    assert period(None, None, TODAY) == ""


def test_what_it_points_at_is_named() -> None:
    """A title by its need, a place by its provision; something unknown leaves no id on screen."""
    names = {"1" * 32: "Verpleging", "2" * 32: "De Brug"}
    assert part_line(record("entitlement", law="youth_act", need_id="1" * 32), TODAY, names).what.endswith(
        "voor verpleging"
    )
    assert part_line(record("placement", provision_id="2" * 32), TODAY, names).what == "Plek in De Brug"
    for kind, field in (("entitlement", "need_id"), ("placement", "provision_id"), ("scale_event", "need_id")):
        assert "3" * 32 not in part_line(record(kind, **{field: "3" * 32}), TODAY, names).what


def test_what_a_family_told_is_no_part_of_its_line() -> None:
    """A list is read over a shoulder."""
    view = record("family_view", own_words="Wij willen rust", wish="Thuis zijn", worry="Geld", do_not_share="Ziekte")
    line = part_line(view, TODAY, {})
    assert not {"rust", "Thuis", "Geld", "Ziekte"} & set(f"{line.what} {line.state} {line.amount}".split())
    assert line.state == "wil iets niet delen"
