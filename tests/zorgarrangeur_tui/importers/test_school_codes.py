"""Codes of a school list in their normal form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.importers import school_codes


@pytest.mark.parametrize(
    ("site", "institution", "code"),
    [
        ("99ZZ00", "", "99ZZ00"),
        ("99zz 00", "", "99ZZ00"),
        ("99ZZ-07", "88YY", "99ZZ07"),
        ("00", "99ZZ", "99ZZ00"),
        ("7", "99zz", "99ZZ07"),
        ("00", "", None),
        ("99ZZ", "", None),
        ("9ZZ00", "", None),
        ("99ZZ000", "", None),
        ("99ß00", "", None),
        ("٩٩ZZ00", "", None),
        ("", "99ZZ", None),
    ],
)
def test_site_code(site: str, institution: str, code: str | None) -> None:
    """A site is BRIN plus two digits, together or apart; nothing else is guessed into one."""
    assert school_codes.site_code(site, institution) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1234 AB", "1234AB"),
        ("1234ab", "1234AB"),
        ("0234AB", None),
        ("1234  AB", None),
        ("1234A", None),
        ("B-1000", None),
    ],
)
def test_postcode(text: str, code: str | None) -> None:
    """A postcode loses its space; what is no Dutch postcode is none."""
    assert school_codes.postcode(text) == code
    if code:
        assert school_codes.postcode(school_codes.postcode_shown(code)) == code


@pytest.mark.parametrize(
    ("parts", "number"),
    [
        (("1-G",), "1-G"),
        (("1", "g", ""), "1-G"),
        (("1 g",), "1-G"),
        (("7", "", "9"), "7-9"),
        (("21-23",), "21-23"),
        (("5", "A", "2"), "5-A-2"),
        (("t.o. 4",), "t.o. 4"),
        (("",), ""),
    ],
)
def test_house_number(parts: tuple[str, ...], number: str) -> None:
    """A number with its additions is written one way, so that the two layouts agree."""
    assert school_codes.house_number(*parts) == number


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=8))
def test_a_normal_house_number_stays_as_it_is(text: str) -> None:
    """Reading what was read before changes nothing."""
    once = school_codes.house_number(" ".join(text.split()))
    assert school_codes.house_number(once) == once


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("(V)SO", "so_vso"),
        ("SO", "so"),
        ("vso", "vso"),
        ("SBAO", "sbo"),
        ("Sbo", "sbo"),
        ("basisschool", "bao"),
        ("PRO", "pro"),
        ("VBO/MAVO/PRO", "vo"),
        ("BRUGJAAR", "vo"),
        ("HAVO / VWO", "vo"),
        ("zwemschool", None),
        ("HAVO/", None),
    ],
)
def test_school_kind(text: str, kind: str | None) -> None:
    """Every kind that DUO writes has one code; an unknown word has none."""
    assert school_codes.school_kind(text) == kind


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("so", "vso", "so_vso"),
        ("so_vso", "so", "so_vso"),
        ("so", "so", "so"),
        ("vo", "pro", "vo"),
        ("vo", "vo", "vo"),
        ("bao", "vo", None),
        ("so", "sbo", None),
    ],
)
def test_two_kinds_of_one_site(one: str, other: str, joined: str | None) -> None:
    """Kinds that occur at one site go together, in either order; other pairs do not."""
    assert school_codes.joined_kind(one, other) == joined
    assert school_codes.joined_kind(other, one) == joined


@pytest.mark.parametrize(
    ("text", "value"),
    [("3/4", "3/4"), ("4 / 3", "3/4"), ("3-4", "3/4"), ("1", "1"), ("5", None), ("3-apr", None), ("3/3", None)],
)
def test_cluster(text: str, value: str | None) -> None:
    """One or more clusters of 1 to 4; a date that a spreadsheet made of 3/4 is none."""
    assert school_codes.cluster(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("41414", "41414"), ("123", "00123"), ("123456", None), ("12a", None), ("１２３４５", None)]
)
def test_board_number(text: str, value: str | None) -> None:
    """Five digits, with the zeros that a spreadsheet dropped."""
    assert school_codes.board_number(text) == value


@pytest.mark.parametrize(("text", "value"), [("0050", "0050"), ("50", "0050"), ("GM0050", "0050"), ("ASSEN", None)])
def test_municipality_code(text: str, value: str | None) -> None:
    """Four digits of CBS, with the zeros that a spreadsheet dropped."""
    assert school_codes.municipality_code(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("Noord", "north"), ("MIDDEN", "middle"), ("regio zuid", "south"), ("ZU", "south"), ("Oost", None)],
)
def test_holiday_region(text: str, value: str | None) -> None:
    """Three regions and no fourth."""
    assert school_codes.holiday_region(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0510000000", "0510000000"),
        ("510000000", "0510000000"),
        ("+31 51 000 00 00", "+31 51 000 00 00"),
        ("bel ons", None),
    ],
)
def test_phone(text: str, value: str | None) -> None:
    """A number, with the zero that a spreadsheet dropped."""
    assert school_codes.phone(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("104", 104), ("0", 0), ("<5", None), ("1.200", None), ("-3", None), ("²", None), ("1234567", None)],
)
def test_pupil_count(text: str, value: int | None) -> None:
    """Only whole numbers count; a shielded number stays unknown."""
    assert school_codes.pupil_count(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("52.5", 52.5), ("52,5", 52.5), ("5", 5.0), ("nan", None), ("1_0", None), ("1e3", None)]
)
def test_degrees(text: str, value: float | None) -> None:
    """Decimal point or comma; nothing that only a programming language calls a number."""
    assert school_codes.degrees(text) == value
