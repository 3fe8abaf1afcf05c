"""No citizen service number enters by any text field of any kind of record, whoever asks and however it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from every_record import IDS, add_every_record, text_fields
from hypothesis import example, given, settings
from hypothesis import strategies as st
from merge_world import in_memory_folder
from store_kit import quick_create
from store_samples import everything_as_text

from storage import tables
from storage.errors import StorageError
from storage.field_values import is_number_register
from storage.models import RECORD_TYPES, CodeEntry
from storage.store import Store
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.day_reading import read_day
from zorgarrangeur_tui.desk.case_parts import ADDABLE, add_part
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.moves import add_residence
from zorgarrangeur_tui.desk.note_places import NotePlace
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.desk.reference_import import plan_reference_import
from zorgarrangeur_tui.desk.reference_rows import add_row
from zorgarrangeur_tui.desk.retention import hold
from zorgarrangeur_tui.desk.visit_notes import save_note
from zorgarrangeur_tui.domain.note_text import parse_note
from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions

BARE = "111222333"
TEXTS = [(record_type, field) for record_type in RECORD_TYPES for field in text_fields(record_type)]


@cache
def store() -> Store:
    """Return a store with a record of every kind. It stays open; nothing in it ever changes."""
    made = quick_create(in_memory_folder() / "opslag")
    add_every_record(made, lambda *_: "")
    return made


def completed(number: int) -> str:
    """Return eight digits with the ninth that the 11-proef asks for, as the Logisch ontwerp BSN writes it; "" for none."""
    digits = f"{number:08}"
    last = sum((9 - place) * int(digit) for place, digit in enumerate(digits)) % 11
    return f"{digits}{last}" if last < 10 else ""


NUMBERS = st.integers(1, 99_999_999).map(completed).filter(bool)
SHAPES = st.sampled_from(["{0}{1}{2}", "{0} {1} {2}", "{0}.{1}.{2}", "{0}-{1}-{2}"])
AROUND = st.sampled_from(["{}", "bsn {}", "{}, groep 5", "Eerder gevraagd\nnummer {} erbij"])


@st.composite
def written_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """Return a number as it is stored by others, and a text that holds it."""
    digits = draw(NUMBERS)
    return digits, draw(AROUND).format(draw(SHAPES).format(digits[:3], digits[3:6], digits[6:]))


def refuses(act: Callable[[], object], digits: str) -> None:
    """Hold that an act is refused with a sentence, that the sentence does not tell the number, and that nothing is kept."""
    with pytest.raises(StorageError) as refused:
        act()
    told = f"{refused.value} {getattr(refused.value, 'fields', '')}"
    assert str(refused.value)
    assert digits not in re.sub(r"\D", "", told)
    assert digits not in everything_as_text(store(), [tables.operation, tables.audit])


def value_of(record_type: str, field: str, text: str) -> str | list[str]:
    """Return what to write in a field: a text, or a list with that text."""
    return [text] if text_fields(record_type)[field] else text


def every_field(test: Callable[..., None]) -> Callable[..., None]:
    """Run a law on each text field once with the bare number, and on fields and numbers as they are drawn."""
    for record_type, field in TEXTS:
        test = example(place=(record_type, field), written=(BARE, BARE))(test)
    return settings(max_examples=25, deadline=None)(
        given(place=st.sampled_from(TEXTS), written=written_numbers())(test)
    )


def text_for(place: tuple[str, str], written: tuple[str, str]) -> str:
    """Return the number as it is written; in a register bare, where a longer number may hold nine such digits."""
    return written[0] if is_number_register(RECORD_TYPES[place[0]], place[1]) else written[1]


@every_field
def test_no_record_is_changed_to_hold_one(place: tuple[str, str], written: tuple[str, str]) -> None:
    """By the act that every form and verb ends in."""
    record_type, field = place
    values = {field: value_of(record_type, field, text_for(place, written))}
    refuses(
        lambda: change_record(store(), RECORD_TYPES[record_type], IDS[record_type], values, "Gewijzigd"), written[0]
    )


@every_field
def test_no_form_takes_one(place: tuple[str, str], written: tuple[str, str]) -> None:
    """What is typed in a form is read in the notation of its field first: that neither hides the number nor lets it through."""
    record_type, field = place
    model, text = RECORD_TYPES[record_type], text_for(place, written)

    def save() -> None:
        values = forms.record_values(model, {field: text})
        change_record(store(), model, IDS[record_type], values, "Gewijzigd")

    refuses(save, written[0])


@pytest.mark.parametrize("record_type", [*ADDABLE, "pupil", "care_need", "case"])
def test_nothing_is_added_to_a_case_with_one(record_type: str) -> None:
    """Not by any of its texts."""
    for field in text_fields(record_type):
        values: dict[str, Any] = {"title": "Zorg", "school_id": IDS["school"]} if record_type == "case" else {}
        values[field] = value_of(record_type, field, f"nummer {BARE}")
        refuses(lambda values=values: _ADDS.get(record_type, _add_part)(record_type, values), BARE)


def _add_part(record_type: str, values: dict[str, Any]) -> object:
    return add_part(store(), record_type, IDS["case"], IDS["pupil"], values)


_ADDS: dict[str, Callable[[str, dict[str, Any]], object]] = {
    "case": lambda _, values: open_case(store(), values),
    "pupil": lambda _, values: add_pupil(store(), IDS["case"], values),
    "care_need": lambda _, values: add_need(store(), IDS["case"], IDS["pupil"], values),
    "residence": lambda _, values: add_residence(store(), IDS["case"], IDS["pupil"], values),
}
"""How what is no ordinary part of a case is added."""


@settings(max_examples=20, deadline=None)
@given(
    written_numbers(),
    st.sampled_from(["{}", "groep 3: {}", "! {} @ib-er morgen", "= {}", "? {}", "+ {}", "doel: {}", "met: {}"]),
)
def test_no_visit_note_takes_one(written: tuple[str, str], line: str) -> None:
    """In any kind of line; the refusal names the number of the line."""
    text = line.format(" ".join(written[1].split()))
    place = NotePlace(date(2026, 11, 23), 540, school_id=IDS["school"], case_id=IDS["case"])
    note = parse_note(f"Alles gaat goed\n{text}", lambda text: read_day(text, date(2026, 11, 23)))
    refuses(lambda: save_note(store(), place, note), written[0])


@settings(max_examples=20, deadline=None)
@given(written_numbers())
def test_no_reason_and_no_row_of_reference_data_takes_one(written: tuple[str, str]) -> None:
    """A hold, a source of a list that is read in, a row by hand."""
    digits, text = written
    refuses(lambda: hold(store(), "pupil", IDS["pupil"], text), digits)
    refuses(
        lambda: plan_reference_import(store(), "codes", "c.csv", b"code;omschrijving", ReferenceOptions(source=text)),
        digits,
    )
    refuses(lambda: add_row(store(), CodeEntry, {"code_list": "boundary", "code": "x", "words": text}), digits)
