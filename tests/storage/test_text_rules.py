"""What text may enter a record."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import ValueRefused
from storage.text_rules import (
    BIDI_CONTROLS,
    MAX_TEXT,
    checked_text,
    cleaned_text,
    has_forbidden_character,
    holds_citizen_number,
    is_bare_citizen_number,
)

BSN_LIKE = "111222333"
"""Nine digits that pass the 11-proef: 9+8+7 + 2(6+5+4) + 3(3+2) - 3 = 66."""


def is_citizen_number(digits: str) -> bool:
    """Apply the 11-proef as the Logisch ontwerp BSN writes it, apart from the code under test."""
    weighted = sum((9 - place) * int(digit) for place, digit in enumerate(digits[:8])) - int(digits[8])
    return weighted % 11 == 0 and digits != "000000000"


@given(st.integers(0, 999_999_999))
def test_nine_digits_are_refused_exactly_when_they_pass_the_eleven_test(number: int) -> None:
    """No more and no fewer: most numbers of nine digits are not a BSN."""
    digits = f"{number:09}"
    assert holds_citizen_number(f"nummer {digits}.") == is_citizen_number(digits)


@pytest.mark.parametrize(
    "text",
    [
        BSN_LIKE,
        "111 222 333",
        "111.222.333",
        "111-222-333",
        "11 12 22 333",
        "1 1 1 2 2 2 3 3 3",
        f"leerling {BSN_LIKE}, groep 5",
        f"bsn:{BSN_LIKE}",
        f"x{BSN_LIKE}y",
        "１１１２２２３３３",
        "١١١٢٢٢٣٣٣",
        f"eerst 123456789 en dan {BSN_LIKE}",
        f"\n{BSN_LIKE}\n",
    ],
)
def test_a_citizen_number_does_not_hide(text: str) -> None:
    """Spaces, dots, hyphens, other digits of the same value or text around it do not hide it."""
    with pytest.raises(ValueRefused, match=r"burgerservicenummer \(BSN\)"):
        checked_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456789",
        "000000000",
        "1112223334",
        f"0{BSN_LIKE}",
        "06-12345678",
        "12 november 2026, 13:30",
        "Jansen\tgroep 7\nGroep 8",
        "Çağla Öztürk-van 't Hoff",
        "👩‍👧 moeder belt",
        "ا",
    ],
)
def test_ordinary_text_is_kept_as_it_is(text: str) -> None:
    """Tabs, line feeds, accents, emoji and numbers that are no BSN are welcome."""
    assert checked_text(text) == text


def test_every_control_character_of_unicode_is_forbidden_but_tab_and_line_feed() -> None:
    """Exactly those: half characters and bidi controls besides, and no other character."""
    forbidden = {character for character in map(chr, range(0x110000)) if has_forbidden_character(character)}
    controls = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cs"}}
    assert forbidden == controls - {"\n", "\t"} | BIDI_CONTROLS


def test_a_register_number_may_look_like_a_citizen_number() -> None:
    """A KvK or AGB number or a phone number passes the 11-proef now and then."""
    assert checked_text(BSN_LIKE, number_register=True) == BSN_LIKE


def test_a_citizen_number_and_nothing_else_is_in_no_register() -> None:
    """Part of a phone number may look like one; a number of nine digits is none."""
    assert not any(map(is_bare_citizen_number, (f"+31 {BSN_LIKE}", f"0{BSN_LIKE}", "+31 (0)30 1234567", "")))
    assert all(map(is_bare_citizen_number, (BSN_LIKE, "111 222 333", f"tel. {BSN_LIKE}")))


@pytest.mark.parametrize(
    "character",
    [*map(chr, range(9)), *map(chr, range(11, 32)), *map(chr, range(0x7F, 0xA0)), *sorted(BIDI_CONTROLS), "\ud800"],
)
def test_characters_that_steer_a_screen_are_refused(character: str) -> None:
    """Control characters but tab and line feed, bidi controls and half characters never enter."""
    with pytest.raises(ValueRefused, match="stuurtekens"):
        checked_text(f"a{character}b")
    assert character not in cleaned_text(f"a{character}b")


@given(st.text(max_size=60))
def test_what_is_accepted_is_in_one_form_and_accepted_again(text: str) -> None:
    """Text is stored in NFC, and storing it once more changes nothing."""
    try:
        kept = checked_text(text)
    except ValueRefused:
        assert has_forbidden_character(text) or holds_citizen_number(text)
        return
    assert kept == unicodedata.normalize("NFC", text)
    assert checked_text(kept) == kept


@given(st.text(max_size=60))
def test_cleaned_text_of_a_file_is_accepted(text: str) -> None:
    """What an importer cleans, the store takes, unless it holds a citizen number."""
    cleaned = cleaned_text(text)
    assert not has_forbidden_character(cleaned)
    assert cleaned == cleaned_text(cleaned)
    if not holds_citizen_number(cleaned):
        assert checked_text(cleaned) == cleaned


def test_the_longest_text_is_20_000_characters() -> None:
    """One more is refused with a sentence that names the limit."""
    assert len(checked_text("a" * MAX_TEXT)) == MAX_TEXT
    with pytest.raises(ValueRefused, match=r"20\.000 tekens"):
        checked_text("a" * (MAX_TEXT + 1))


def test_the_limit_holds_for_the_text_as_it_is_stored() -> None:
    """Some characters become two in NFC: what is stored must fit in a bundle as well."""
    assert len(checked_text("e\u0301" * 15_000)) == 15_000
    with pytest.raises(ValueRefused, match="langer"):
        checked_text("\u0958" * 15_000)


def test_a_refusal_names_the_field_and_never_the_text() -> None:
    """The error may be shown and logged."""
    with pytest.raises(ValueRefused) as refusal:
        checked_text(f"Kanarie {BSN_LIKE}", record_type="pupil", field="note")
    assert (refusal.value.record_type, refusal.value.field) == ("pupil", "note")
    assert "Kanarie" not in str(refusal.value)
    assert BSN_LIKE not in str(refusal.value)
