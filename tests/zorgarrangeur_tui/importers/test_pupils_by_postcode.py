"""DUO's lists of pupils by postcode: what counts, and what is said of the rest."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from postcode_kit import HEADING, postcode_file, postcode_line

from zorgarrangeur_tui.domain.home_places import HomePlace
from zorgarrangeur_tui.importers.problems import Severity
from zorgarrangeur_tui.importers.pupils_by_postcode import PupilsByPostcode, read_pupils_by_postcode


def read(*lines: tuple[str, ...]) -> PupilsByPostcode:
    """Return one file with these lines, read."""
    return read_pupils_by_postcode([("a.csv", postcode_file(*lines))])


def refusals(found: PupilsByPostcode, file: int = 0) -> dict[int, str]:
    """Return why lines of a file are not used."""
    problems = found.files[file].problems
    return {one.line: one.sentence for one in problems if one.severity is Severity.REFUSED}


def test_a_shielded_number_is_one_to_four_pupils_and_a_plain_one_itself() -> None:
    """All ages of a line are added up; abroad and unknown have no gemeente, whatever the file calls them."""
    found = read(
        postcode_line("3661", "VLONDERDAM", "<5", "7", "<5"),
        postcode_line("10", "Belgie", "<5"),
        postcode_line("40", "Onbekend", "6"),
    )
    assert found.count_day == date(2024, 10, 1)
    assert [(one.home, one.municipality, one.least, one.most) for one in found.lines] == [
        (HomePlace.MUNICIPALITY, "Vlonderdam", 9, 15),
        (HomePlace.ABROAD, "", 1, 4),
        (HomePlace.UNKNOWN, "", 6, 6),
    ]
    assert found.files[0].problems == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (postcode_line("366", "Vlonderdam", "5"), "postcode"),
        (postcode_line("3661", " ", "5"), "gemeente van de leerlingen ontbreekt"),
        (postcode_line("3661", "Vlonderdam", "vijf"), "geen getal"),
        (postcode_line("3661", "Vlonderdam", "<1"), "geen getal"),
        (postcode_line("3661", "Vlonderdam"), "geen enkele leerling"),
        (postcode_line("3661", "Vlonderdam", "5", kind="Hbo"), "soort onderwijs"),
        (postcode_line("3661", "Vlonderdam", "5", site="99Z"), "geen vestiging"),
        (postcode_line("3661", "Vlonderdam", "5", day="20241301"), "peildatum"),
        (postcode_line("3661", "Vlonderdam", "5", day="20231001"), "1 oktober 2023"),
        (postcode_line("3661", "Vlonderdam", "5", kind="Bo"), "andere soort onderwijs"),
        (postcode_line("3662", "Vlonderdam", "5", school="School 111222333"), "naam van de school"),
        (postcode_line("3660", "Vlonderdam", "9"), "ook op regel 2"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_reason_and_the_others_count(
    line: tuple[str, ...], reason: str
) -> None:
    """Nothing of it is counted, and a number like a BSN is not repeated."""
    found = read(postcode_line("3660", "Vlonderdam", "5"), line)
    [(number, sentence)] = refusals(found).items()
    assert number == 3
    assert reason in sentence
    assert "111222333" not in sentence
    assert [one.line for one in found.lines] == [2]


def test_files_that_cannot_be_used_are_told_and_the_others_count_once() -> None:
    """An empty file, a list of something else, ages that would be missed, and a file given twice."""
    good = postcode_file(postcode_line("3660", "Vlonderdam", "5"))
    other = postcode_file(("a",), heading=("naam",))
    older = postcode_file((*postcode_line("3661", "Vlonderdam", "5"), "8"), heading=(*HEADING, "LEEFTIJD_25"))
    found = read_pupils_by_postcode([("leeg.csv", b"\n"), ("x.csv", other), ("o.csv", older), ("a", good), ("b", good)])
    assert len(found.lines) == 1
    assert [bool(one.refused) for one in found.files] == [True, True, True, False, False]
    assert "LEEFTIJD_25" in found.files[2].refused
    assert "van „a”" in refusals(found, 4)[2]


def test_so_and_vso_of_a_site_both_count_and_one_postcode_in_two_gemeenten_is_doubted() -> None:
    """DUO places each postcode in one gemeente, so that two are worth a look; both are taken."""
    found = read(
        postcode_line("3660", "Vlonderdam", "5"), postcode_line("3660", "Drieveld", "5", kind="Vso", site="99ZA00")
    )
    assert [one.kind for one in found.lines] == ["so", "vso"]
    [doubt] = found.files[0].problems
    assert (doubt.line, doubt.severity) == (3, Severity.DOUBTFUL)
    assert "Drieveld" in doubt.sentence


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12)), max_size=4))
def test_whatever_stands_in_the_cells_every_line_is_used_or_refused(cells: list[tuple[str, str, str]]) -> None:
    """No text breaks the reading, and none gets lost."""
    lines = [postcode_line(postcode, home, count) for postcode, home, count in cells]
    data = postcode_file(postcode_line("3660", "Vlonderdam", "5"), *lines)
    [file] = (found := read_pupils_by_postcode([("a.csv", data)])).files
    assert file.refused or file.lines_read == len(found.lines) + file.refused_count
