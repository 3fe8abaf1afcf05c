"""AGB codes as one line of text."""

from __future__ import annotations

import pytest

from zorgarrangeur_tui.domain.agb_codes import AGB_HINT, agb_codes_text, parse_agb_codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", []),
        ("00992999", ["00992999"]),
        ("00992999, 0099-2998;00992999", ["00992999", "00992998"]),
        (" 00 992 999 ,", ["00992999"]),
    ],
)
def test_codes_are_read_with_or_without_points_and_spaces(text: str, codes: list[str]) -> None:
    """Each code once, in the order of the text."""
    assert parse_agb_codes(text) == codes
    assert parse_agb_codes(agb_codes_text(codes)) == codes


@pytest.mark.parametrize("text", ["1234567", "123456789", "geen", "00992999 00992998"])
def test_what_is_no_code_of_eight_digits_is_refused(text: str) -> None:
    """The sentence tells how many digits a code has."""
    with pytest.raises(ValueError, match="acht cijfers") as refused:
        parse_agb_codes(text)
    assert str(refused.value) == AGB_HINT
