"""A value on its way between a record, the history and a bundle."""

from __future__ import annotations

import math
import traceback
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import ValueRefused
from storage.field_values import (
    checked,
    default_value,
    field_names,
    from_json,
    to_json,
    to_op_value,
    to_record_value,
)
from storage.models import RECORD_TYPES, CareNeed, Case, Professional, Provider, Pupil, Record, School
from storage.models.codes import Phase

ALL_FIELDS = [(model, field) for model in RECORD_TYPES.values() for field in field_names(model)]


@pytest.mark.parametrize(("model", "field"), ALL_FIELDS)
def test_the_default_of_every_field_is_one_that_it_accepts(model: type[Record], field: str) -> None:
    """A record that nobody filled in can be written, sent and read back."""
    default = default_value(model, field)
    assert checked(model, field, default) == default
    assert to_record_value(model, field, to_json(to_op_value(default))) == default


@pytest.mark.parametrize(("model", "field"), ALL_FIELDS)
def test_a_default_is_never_shared(model: type[Record], field: str) -> None:
    """Changing a list of one record does not change another's."""
    default = default_value(model, field)
    if isinstance(default, list):
        default.append("x")
        assert default_value(model, field) == []


@pytest.mark.parametrize(
    ("model", "field", "value", "stored"),
    [
        (Case, "title", "cafe\u0301", "café"),
        (Case, "phase", Phase.PLAN, "plan"),
        (Case, "deadline", date(2026, 12, 1), date(2026, 12, 1)),
        (Case, "deadline", "2026-12-01", date(2026, 12, 1)),
        (Case, "deadline", None, None),
        (Case, "themes", ["e\u0301"], ["é"]),
        (CareNeed, "minutes_needed", 2**63 - 1, 2**63 - 1),
        (School, "latitude", 52, 52.0),
        (School, "latitude", 1e300, None),
        (Professional, "availability", [[0, 540, 600]], [[0, 540, 600]]),
        (Provider, "chamber_number", "111222333", "111222333"),
        (Provider, "agb_codes", ["111222333"], ["111222333"]),
        (Case, "school_id", "111222333" + "a" * 23, "111222333" + "a" * 23),
    ],
)
def test_a_value_is_stored_in_one_form(model: type[Record], field: str, value: Any, stored: Any) -> None:
    """Text in NFC, codes as text, dates as dates; register numbers and record ids may look like a BSN."""
    if stored is None and value is not None:
        with pytest.raises(ValueRefused):
            checked(model, field, value)
    else:
        assert checked(model, field, value) == stored


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (Case, "title", None),
        (Case, "title", 5),
        (Case, "title", ["x"]),
        (Case, "title", "half \ud800"),
        (Case, "title", "stuur\x1b[2J"),
        (Case, "themes", "los"),
        (Case, "themes", ["goed", 1]),
        (Case, "themes", ["111222333"]),
        (Case, "deadline", "2026-02-30"),
        (Case, "deadline", "morgen"),
        (Case, "deadline", 20261201),
        (Case, "deadline", datetime(2026, 12, 1, 10, 30)),  # noqa: DTZ001 - a naive moment is what is refused
        (Case, "deleted", 1),
        (Case, "deleted", None),
        (CareNeed, "minutes_needed", 2**63),
        (CareNeed, "minutes_needed", -(2**63) - 1),
        (CareNeed, "minutes_needed", 10**400),
        (CareNeed, "minutes_needed", 1.0),
        (CareNeed, "minutes_needed", True),
        (CareNeed, "minutes_needed", "60"),
        (School, "latitude", math.nan),
        (School, "latitude", -math.inf),
        (School, "latitude", 10**400),
        (Professional, "availability", [[0, 540, 2**70]]),
        (Professional, "availability", [0, 540, 600]),
        (Pupil, "birth_year", "2014"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_words(model: type[Record], field: str, value: Any) -> None:
    """Whatever it is, the refusal names the field and ends up as one sentence."""
    with pytest.raises(ValueRefused) as refusal:
        checked(model, field, value)
    assert refusal.value.field == field
    assert str(refusal.value).endswith(".")


def test_a_refusal_shows_the_value_nowhere() -> None:
    """Not in its text, nor in the traceback of the errors behind it."""
    for value in (["Kanarie"], "Kanarie\x00", "Kanarie 111222333"):
        with pytest.raises(ValueRefused) as refusal:
            checked(Pupil, "name", value)
        assert "Kanarie" not in "".join(traceback.format_exception(refusal.value))


@given(st.from_type(str | int | float | bool | None | list[str] | list[list[int]]))
def test_any_value_is_accepted_or_refused_by_any_field(value: Any) -> None:
    """No value makes the checks themselves fall over, and what is accepted is accepted again."""
    for model, field in (
        (Case, "title"),
        (Case, "deadline"),
        (Case, "themes"),
        (School, "latitude"),
        (Case, "deleted"),
    ):
        try:
            kept = checked(model, field, value)
        except ValueRefused:
            continue
        assert checked(model, field, kept) == kept
        assert from_json(to_json(to_op_value(kept))) == to_op_value(kept)


def test_equal_values_have_equal_text() -> None:
    """Comparing values of two stores is comparing their text."""
    assert to_json(["é", 1, None, True, 0.5]) == '["é",1,null,true,0.5]'
