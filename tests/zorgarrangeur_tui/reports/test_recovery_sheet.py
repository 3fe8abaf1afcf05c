"""The recovery sheet: with it in hand, a forgotten passphrase is not the end."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pdf_kit import HOSTILE, has_form_or_script, pages_of, properties_of, squeezed, text_of

from storage.recovery_code import groups, new_recovery_code, normalised
from zorgarrangeur_tui.reports.recovery_sheet import recovery_sheet

VAULT = "0123456789abcdef0123456789abcdef"
CONTROL = " ".join(f"{number * 7919 % 100_000:05}" for number in range(1, 13))
DAY = date(2026, 11, 23)


def test_the_code_can_be_read_back_from_the_sheet() -> None:
    """Who types the groups over in their order gets the code, check characters and all."""
    code = new_recovery_code()
    text = text_of(recovery_sheet(code, VAULT, CONTROL, "Anna de Wit", DAY))
    box = text.split("Uw herstelcode", 1)[1].split("Typ de groepen", 1)[0]
    numbered = dict(re.findall(r"\b([1-7]) ([0-9A-Z]{4})\b", box))
    assert [numbered[str(place)] for place in range(1, 8)] == groups(code)
    assert normalised("".join(numbered[str(place)] for place in range(1, 8))) == normalised(code)


def test_vault_and_control_number_stand_in_groups() -> None:
    """The vault in fours, the sixty digits in fives, so that two people can read them to each other."""
    text = text_of(recovery_sheet(new_recovery_code(), VAULT, CONTROL.replace(" ", ""), "Anna de Wit", DAY))
    assert "0123 4567 89ab cdef 0123 4567 89ab cdef" in text
    assert CONTROL in text


def test_the_sheet_says_what_to_do_and_what_not() -> None:
    """Steps for this laptop and another one, whom to call, and where to keep it."""
    text = text_of(recovery_sheet(new_recovery_code(), VAULT, CONTROL, "Anna de Wit", DAY, "Bas de Boer"))
    for words in (
        "van Anna de Wit, gemaakt op 23 november 2026",
        "Wat te doen als u de wachtwoordzin vergeten bent",
        "F2",
        "F3",
        "Bas de Boer",
        "Telefoon",
        "Bewaar dit blad thuis, niet bij de laptop. De wachtwoordzin hoort er niet op.",
    ):
        assert words in text


@pytest.mark.parametrize("label", [*HOSTILE, "W" * 400, "\N{CJK UNIFIED IDEOGRAPH-4E2D}\N{GRINNING FACE}"])
def test_a_sheet_is_one_page_whatever_the_name(label: str) -> None:
    """A name is text: it does nothing, and a very long one pushes nothing off the page."""
    sheet = recovery_sheet(new_recovery_code(), VAULT, CONTROL, label, DAY, label, "E-1111-2222-3333")
    (page,) = pages_of(sheet)
    assert "wachtwoordzin hoort er niet op" in page
    assert "E-1111-2222-3333" in page


@pytest.mark.parametrize("label", HOSTILE)
def test_a_name_is_printed_as_it_is(label: str) -> None:
    """Signs that mean something to the typesetter stand on paper as they were typed."""
    sheet = recovery_sheet(new_recovery_code(), VAULT, CONTROL, label, DAY)
    assert squeezed(label) in squeezed(text_of(sheet))


def test_the_properties_of_the_file_tell_nothing() -> None:
    """The title is what it is, not whose; the date is the clock's; and the document can do nothing."""
    code = new_recovery_code()
    sheet = recovery_sheet(code, VAULT, CONTROL, "Anna de Wit", DAY)
    properties = properties_of(sheet)
    assert "Herstelblad" in properties
    assert "Wit" not in properties
    assert code[:4] not in properties
    assert "D:20261122230000Z" in properties
    assert not has_form_or_script(sheet)
