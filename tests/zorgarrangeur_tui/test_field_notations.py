"""Fields that can be filled in without looking anything up, and that show again what was read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.field_values import checked, default_value
from storage.models import RECORD_TYPES
from zorgarrangeur_tui.field_notations import NOTATIONS


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("school.alliance", "PO 20.01", "PO2001"),
        ("school.alliance", "po2001", "PO2001"),
        ("municipality.alliance_secondary", "VO-25-07", "VO2507"),
        ("school.site_code", "99 zz 00", "99ZZ00"),
        ("care_location.postcode", "1234 ab", "1234AB"),
        ("residence.municipality", "UTRECHT", "Utrecht"),
        ("residence.municipality", "den haag", "'s-Gravenhage"),
        ("residence.need_arose_in", "sudwest fryslan", "Súdwest-Fryslân"),
        ("pupil.municipality", "capelle aan den ijssel", "Capelle aan den IJssel"),
        ("pupil.birth_month", "maart", 3),
        ("pupil.birth_month", "mrt.", 3),
        ("pupil.birth_month", "03", 3),
        ("pupil.birth_month", "", None),
        ("pupil.attendance", "ma-di 9-14", [[0, 540, 840], [1, 540, 840]]),
        ("childcare.windows", "vr 14:30-18:00", [[4, 870, 1080]]),
        ("agreement.budget_cents", "1.234,50", 123450),
        ("agreement.budget_cents", "", None),
        ("emb_check.granted_cents", "8000", 800000),
        ("tariff.cents", "€ 78,-", 7800),
        ("agreement.parties", "De Brug; Zorg Nabij, de brug", ["De Brug", "Zorg Nabij"]),
        ("agreement.municipalities_out", "utrecht, DEN HAAG", ["Utrecht", "'s-Gravenhage"]),
        ("visit_note.present", "ib-er, ouder\ngroepsleraar", ["ib-er", "ouder", "groepsleraar"]),
        ("entitlement.shares", "Jeugdwet 60, EMB 40", ["youth_act:60", "emb_scheme:40"]),
        ("municipality.code", "GM603", "0603"),
    ],
)
def test_a_field_is_read_as_people_write_it(field: str, text: str, value: Any) -> None:
    """Capitals, spaces, points and short words do not matter; nothing is nothing."""
    record_type, name = field.split(".")
    assert NOTATIONS[record_type, name].read(text) == value


@pytest.mark.parametrize(
    ("field", "text", "example"),
    [
        ("school.alliance", "PO 20", "PO 20.01"),
        ("school.site_code", "99ZZ", "99ZZ00"),
        ("pupil.birth_month", "13", "maart"),
        ("pupil.birth_month", "ju", "maart"),
        ("pupil.attendance", "soms", "8:30"),
        ("tariff.cents", "veel", "78,50"),
        ("agreement.shares", "Jeugdwet 60", "100"),
        ("municipality.code", "12345", "0603"),
    ],
)
def test_what_cannot_be_read_is_answered_with_an_example(field: str, text: str, example: str) -> None:
    """The sentence shows how to write it."""
    record_type, name = field.split(".")
    with pytest.raises(ValueError, match=r".") as refused:
        NOTATIONS[record_type, name].read(text)
    assert example in str(refused.value)


def test_every_notation_is_of_a_field_that_exists_and_takes_nothing_as_nothing() -> None:
    """The value of an empty text is what the field holds when nobody wrote it, and may be stored."""
    for (record_type, name), notation in NOTATIONS.items():
        model = RECORD_TYPES[record_type]
        assert notation.read(notation.written(default_value(model, name))) == default_value(model, name)
        assert checked(model, name, notation.read("")) == default_value(model, name)


@given(st.sampled_from(sorted(NOTATIONS)), st.text(max_size=30) | st.text("0123456789.,-: €maPOVOdi\n", max_size=14))
def test_what_was_read_is_written_so_that_it_reads_back(field: tuple[str, str], text: str) -> None:
    """Whatever was typed: a sentence, or a value that survives its own notation."""
    notation = NOTATIONS[field]
    try:
        value = notation.read(text)
    except ValueError as refused:
        assert str(refused)
        return
    assert notation.read(notation.written(value)) == value
    assert notation.usual(text) == notation.written(value)
