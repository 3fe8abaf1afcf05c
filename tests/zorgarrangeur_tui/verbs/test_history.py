"""The history of a record from the command line."""

from __future__ import annotations

from cli_kit import CommandLine
from store_samples import log

from storage.models import Case, Pupil
from storage.store import Store
from zorgarrangeur_tui.desk.records import living


def with_case(line: CommandLine) -> tuple[Case, Pupil]:
    """Return a case with a child, of which each was changed once."""
    line.did("add", "case", "--school", "99ZA00", "--title", "Verpleging")
    with line.open() as store:
        [case] = living(store, Case)
    line.did("add", "pupil", "--case", case.id, "--name", "Geheim Kind")
    with line.open() as store:
        [pupil] = living(store, Pupil)
    line.did("change", "case", case.id, "title=Verpleging in de klas")
    return case, pupil


def reads(store: Store) -> list[str]:
    """Return what the log says was read, oldest first."""
    return [subject for action, _, subject in log(store) if action == "read"]


def test_the_history_of_a_case_is_told_in_lines_and_as_json(at_school: CommandLine) -> None:
    """Each value with who, when and what became of it; the reading is logged."""
    case, _ = with_case(at_school)
    text = at_school.did("history", "case", case.id)
    assert text.index("Verpleging in de klas") < text.index("vervangen")
    answer = at_school.answer("history", "case", case.id[:8])
    [titles] = [field["values"] for field in answer["fields"] if field["field"] == "title"]
    assert [(value["value"], value["standing"]) for value in titles] == [
        ("Verpleging in de klas", "now"),
        ("Verpleging", "before"),
    ]
    with at_school.open() as store:
        assert reads(store) == [case.id, case.id]


def test_a_childs_name_stays_out_until_it_is_asked_for(at_school: CommandLine) -> None:
    """As everywhere."""
    _, pupil = with_case(at_school)
    assert "Geheim Kind" not in at_school.did("history", "pupil", pupil.id)
    assert "Geheim Kind" in at_school.did("history", "pupil", pupil.id, "--names")
    with at_school.open() as store:
        assert reads(store) == [pupil.id, pupil.id]


def test_a_record_that_was_taken_away_is_found_by_its_whole_id(at_school: CommandLine) -> None:
    """Its reference finds it no more."""
    case, _ = with_case(at_school)
    at_school.did("remove", "case", case.id)
    assert "Verwijderd" in at_school.did("history", "case", case.id)
    assert "geen casus" in at_school.refused("history", "case", f"Z-{case.id[:6]}")


def test_an_unknown_type_or_record_is_told(at_school: CommandLine) -> None:
    """With the types that there are, and without a guess."""
    assert "provider" in at_school.refused("history", "paard", "x", code=2)
    assert "geen geschiedenis" in at_school.refused("history", "provider", "0" * 32)
