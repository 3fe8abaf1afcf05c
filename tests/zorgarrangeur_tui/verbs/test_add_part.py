"""Adding anything to a case from the command line, and reading it back without the family's own words."""

from __future__ import annotations

import pytest
from cli_kit import CommandLine

from storage.audit import rows
from zorgarrangeur_tui.verbs.code_names import CASE_PARTS


@pytest.fixture
def case(at_school: CommandLine) -> str:
    """Return the reference of a case with one child."""
    reference = str(at_school.answer("add", "case", "--school", "99za00", "--title", "Verpleging")["reference"])
    at_school.did("add", "pupil", "--case", reference, "--pseudonym", "Blauwe Otter")
    return reference


def test_a_party_a_plan_step_and_an_agreement_come_in_the_case(at_school: CommandLine, case: str) -> None:
    """Written as for change: days in Dutch, lists with commas, yes or no."""
    at_school.did("add", "part", "party", "--case", case, "name=Gemeente Urk", "answer-by=1-12-2026")
    at_school.did("add", "part", "action", "--case", case, "what=Rooster maken", "in-plan=ja", "due-on=1-12-2026")
    at_school.did("add", "part", "agreement", "--case", case, "title=Vaste zorg", "parties=school, gemeente Urk")
    parts = at_school.answer("show", "case", case)["parts"]
    assert set(parts) == {"case_party", "action", "agreement"}
    assert parts["case_party"][0]["answer_by"] == "2026-12-01"
    assert parts["action"][0]["in_plan"] is True
    assert parts["agreement"][0]["parties"] == ["school", "gemeente Urk"]
    told = at_school.did("show", "case", case)
    assert all(words in told for words in ("Gemeente Urk; ", "Rooster maken; Open; ", "Vaste zorg; "))


def test_what_is_about_a_child_names_it(at_school: CommandLine, case: str) -> None:
    """Without one it is refused with what to do; with one it is shown by the pseudonym."""
    refusal = at_school.refused("add", "part", "exemption", "--case", case, "ground=5a")
    assert "gaat altijd over één leerling" in refusal
    at_school.did("add", "part", "exemption", "--case", case, "--pupil", "blauwe otter", "ground=5a")
    assert "Blauwe Otter: Vrijstelling" in at_school.did("show", "case", case)


def test_a_move_tells_that_the_former_home_ends(at_school: CommandLine, case: str) -> None:
    """In words for a person, and not among the JSON."""
    add = ("add", "part", "residence", "--case", case, "--pupil", "Blauwe Otter")
    at_school.did(*add, "municipality=Urk", "starts-on=2020-01-01")
    told = at_school.did(*add, "municipality=zeist", "starts-on=2026-11-02")
    assert "De woonplaats Urk eindigt op 1 november 2026." in told
    assert at_school.answer(*add, "municipality=Almere", "starts-on=2026-11-20")["type"] == "residence"
    found = at_school.answer("show", "case", case)["parts"]["residence"]
    assert [(one["municipality"], one["ends_on"]) for one in found] == [
        ("Urk", "2026-11-01"),
        ("Zeist", "2026-11-19"),
        ("Almere", None),
    ]


def test_own_words_and_notes_on_a_child_show_only_when_asked_for_and_that_is_logged(
    at_school: CommandLine, case: str
) -> None:
    """Neither in the lines nor in the JSON."""
    add = ("add", "part", "family-view", "--case", case, "--pupil", "Blauwe Otter")
    at_school.did(*add, "own-words=Wij willen rust", "note=Gebeld", "burden=7")
    for words in ((), ("--json",)):
        told = at_school.did("show", "case", case, *words)
        assert "rust" not in told
        assert "Gebeld" not in told
    [hidden] = at_school.answer("show", "case", case)["parts"]["family_view"]
    assert hidden["burden"] == 7
    assert not {"own_words", "note", "wish", "worry", "do_not_share"} & set(hidden)
    [shown] = at_school.answer("show", "case", case, "--names")["parts"]["family_view"]
    assert (shown["own_words"], shown["note"]) == ("Wij willen rust", "Gebeld")
    with at_school.open() as store, store.read() as session:
        reads = [row.details for row, _ in rows(session.connection()) if row.action == "read"]
    assert sum(details.endswith(" name") for details in reads) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bestaat=ja",), "Het veld bestaat bestaat niet. Kies uit:"),
        (("name",), "schrijf het als VELD=WAARDE"),
        (("answer-by=ooit",), "Antwoord"),
        (("decision=misschien",), "kies een van"),
        (("offer=Bel over 111222333",), "burgerservicenummer"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_can(
    at_school: CommandLine, case: str, words: tuple[str, ...], told: str
) -> None:
    """Nothing is added, and the sentence never repeats what was typed as a number."""
    refusal = at_school.refused("add", "part", "party", "--case", case, *words)
    assert told in refusal
    assert "111222333" not in refusal


def test_every_kind_that_help_names_is_taken(at_school: CommandLine) -> None:
    """The list in the help and the kinds themselves are one."""
    told = " ".join(at_school.run("add", "part", "--help").output.split()).replace("- ", "-")
    assert all(kind in told for kind in CASE_PARTS)
    assert at_school.run("add", "part", "school", "--case", "Z-1").exit_code == 2
