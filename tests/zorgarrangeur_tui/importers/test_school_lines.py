"""One line of a school list: taken, taken with a doubt, or refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from school_list_files import MAP_HEADER, MAP_SCHOOL, duo_file, map_file

from storage.text_rules import cleaned_text, has_forbidden_character, holds_citizen_number
from zorgarrangeur_tui.importers.cell_text import cleaned_cell, why_refused
from zorgarrangeur_tui.importers.problems import FileRefused, Severity
from zorgarrangeur_tui.importers.schools import SchoolPlan, plan_schools

GOOD = {"vestigingscode": "99ZZ99"}


def plan_of(row: dict[str, str]) -> SchoolPlan:
    """Return the plan of a list with one strange line and an ordinary one."""
    return plan_schools("kaart.csv", map_file(row, GOOD), {})


def plan_or_refusal(data: bytes) -> SchoolPlan | str:
    """Return the plan of a file, or the sentence with which it is refused."""
    try:
        return plan_schools("lijst.csv", data, {})
    except FileRefused as refused:
        return refused.sentence


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"vestigingscode": " "}, "De vestigingscode ontbreekt."),
        ({"vestigingscode": "9ZZ00"}, "De vestigingscode „9ZZ00” is niet goed"),
        ({"vestigingscode": "111222333"}, "De vestigingscode (verborgen nummer) is niet goed"),
        ({"naam": ""}, "De naam van vestiging 99ZZ00 ontbreekt."),
        ({"naam": "\u200b\x07"}, "De naam van vestiging 99ZZ00 ontbreekt."),
        ({"naam": "Leerling 111222333"}, "Vestiging 99ZZ00, veld naam: Dit lijkt een burgerservicenummer (BSN)."),
        ({"straat": "Laan 111.222.333"}, "Vestiging 99ZZ00, veld straat: Dit lijkt een burgerservicenummer (BSN)."),
        ({"denominatie": "x" * 20_001}, "Vestiging 99ZZ00, veld denominatie: Deze tekst is langer dan 20.000 tekens."),
    ],
)
def test_a_line_that_cannot_be_used_is_refused(row: dict[str, str], reason: str) -> None:
    """A refused line has one reason and no school, and the line after it is used."""
    plan = plan_of(row)
    (problem,) = plan.problems
    assert (problem.line, problem.severity) == (2, Severity.REFUSED)
    assert problem.sentence.startswith(reason)
    assert "111222333" not in problem.sentence
    assert (plan.lines_read, plan.new_count, plan.refused_count, plan.doubtful_count) == (2, 1, 1, 0)


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        ({"postcode": "B-1000"}, "postcode", "postcode „B-1000” is niet te gebruiken en is weggelaten."),
        ({"type": "zwemschool"}, "kind", "soort „zwemschool” is niet te gebruiken en is weggelaten."),
        ({"leerlingen": "<5"}, "pupil_count", "aantal leerlingen „<5” is niet te gebruiken en is weggelaten."),
        ({"lat": "5.66", "lon": "53.03"}, "latitude", "de ligging op de kaart is niet in Nederland en is weggelaten."),
        ({"lat": "nan"}, "latitude", "de ligging op de kaart is niet te lezen en is weggelaten."),
        ({"lon": ""}, "longitude", "de ligging op de kaart is niet te lezen en is weggelaten."),
    ],
)
def test_a_cell_that_cannot_be_used_is_left_out(row: dict[str, str], field: str, sentence: str) -> None:
    """The rest of the line is used, and the report names the cell."""
    plan = plan_of(row)
    assert [(problem.line, problem.severity, problem.sentence) for problem in plan.problems] == [
        (2, Severity.DOUBTFUL, f"Vestiging 99ZZ00: {sentence}")
    ]
    assert field not in plan.changes[0].fields
    assert (plan.new_count, plan.refused_count, plan.doubtful_count) == (2, 0, 1)


def test_invisible_characters_are_taken_out_and_reported() -> None:
    """Control and direction characters go, and somebody who knows the school is asked to look."""
    plan = plan_of({"naam": "De \x1b[31mPoort\u202e", "plaats": "Sn\x07eek"})
    assert plan.changes[0].name == "De [31mPoort"
    assert [problem.sentence for problem in plan.problems] == [
        "Vestiging 99ZZ00: er zijn onzichtbare tekens weggehaald uit naam, plaats."
    ]


def test_a_line_break_in_a_cell_becomes_a_space() -> None:
    """A cell that was typed over two lines in a spreadsheet is ordinary text."""
    plan = plan_of({"naam": "De\r\nPoort"})
    assert (plan.changes[0].name, plan.problems) == ("De Poort", ())


def test_another_brin_beside_the_site_is_doubtful() -> None:
    """The site code decides; a line that contradicts itself is reported."""
    plan = plan_of({"brin_nummer": "88YY"})
    assert [problem.sentence for problem in plan.problems] == [
        "Vestiging 99ZZ00 heeft een andere BRIN in de kolom ernaast; de vestigingscode geldt."
    ]


def test_a_phone_number_may_look_like_a_citizen_number() -> None:
    """A register of phone numbers is full of nine digits in a row; the store allows them there."""
    plan = plan_schools("duo.csv", duo_file({"TELEFOONNUMMER": "111 222 333"}), {})
    assert plan.changes[0].fields["phone"] == ("", "111 222 333")
    assert not plan.problems


def test_one_line_may_have_several_doubts() -> None:
    """Every doubt is told, and the line counts once."""
    plan = plan_of({"postcode": "?", "leerlingen": "veel", "lat": "0"})
    assert len(plan.problems) == 3
    assert plan.doubtful_count == 1


@given(st.text())
def test_the_quick_way_through_a_cell_says_what_the_store_says(raw: str) -> None:
    """Cleaning plain text quickly gives exactly what the rules of the store give."""
    text, was_cleaned = cleaned_cell(raw)
    assert text == cleaned_text(raw)
    assert was_cleaned or not has_forbidden_character(raw.replace("\r", ""))
    assert not has_forbidden_character(text)


@given(
    st.one_of(st.text(st.sampled_from("0123456789 .-a①½"), max_size=24), st.just("①11222333"), st.just("111 222-333"))
)
def test_a_number_of_a_citizen_never_slips_through_the_quick_way(raw: str) -> None:
    """The quick way refuses exactly the texts that the store would refuse."""
    text, _ = cleaned_cell(raw)
    assert bool(why_refused(text)) == holds_citizen_number(text)


CELLS = st.one_of(st.sampled_from([*MAP_SCHOOL.values(), "", " ", "99ZZ01", "99ZZ02"]), st.text(max_size=12))


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(MAP_HEADER), CELLS, max_size=6), min_size=1, max_size=12))
def test_every_line_is_taken_or_refused(rows: list[dict[str, str]]) -> None:
    """The lines that were read are those that were refused and those whose school is in the plan, no more and no less."""
    plan = plan_or_refusal(map_file(*rows, GOOD))
    if isinstance(plan, str):
        assert "geen CSV-bestand" in plan
        return
    assert plan.lines_read == len(rows) + 1
    refused_lines = [problem.line for problem in plan.problems if problem.severity is Severity.REFUSED]
    doubtful_lines = {problem.line for problem in plan.problems if problem.severity is Severity.DOUBTFUL}
    assert len(set(refused_lines)) == len(refused_lines) == plan.refused_count
    assert not set(refused_lines) & doubtful_lines
    repeated = sum("staat er" in problem.sentence for problem in plan.problems)
    assert plan.lines_read == len(plan.changes) + plan.unchanged + repeated + plan.refused_count


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=400).map(lambda tail: map_file({}) + tail)))
def test_arbitrary_bytes_never_crash_the_reader(data: bytes) -> None:
    """Whatever somebody offers as a school list: a plan or a refusal, and nothing else."""
    plan = plan_or_refusal(data)
    assert plan if isinstance(plan, str) else plan.lines_read >= 1


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_list_with_some_bytes_changed_never_crashes_the_reader(data: st.DataObject) -> None:
    """Damage anywhere in a good list ends in a plan or a refusal as well."""
    content = bytearray(map_file({}, {"vestigingscode": "99ZZ01"}, {"naam": 'De "Brug"; noord'}))
    for _ in range(data.draw(st.integers(1, 5))):
        position = data.draw(st.integers(0, len(content) - 1))
        content[position : position + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    plan = plan_or_refusal(bytes(content))
    assert plan if isinstance(plan, str) else plan.lines_read >= 1


def test_a_list_cut_anywhere_is_refused_or_doubtful() -> None:
    """However much of a list is missing: it is refused, or doubted, or was cut exactly between two lines."""
    whole = map_file({}, {"vestigingscode": "99ZZ01", "naam": 'De "Brug"'}, {"vestigingscode": "99ZZ02"})
    for length in range(len(whole)):
        plan = plan_or_refusal(whole[:length])
        cut_between_lines = whole[:length].endswith((b"\r", b"\n"))
        assert isinstance(plan, str) or cut_between_lines or plan.problems[0].line == 0
