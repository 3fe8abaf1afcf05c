"""Adding records from the command line."""

from __future__ import annotations

from datetime import date

import pytest
from cli_kit import CommandLine

from storage.clock import local_date
from storage.models import VisitPattern
from zorgarrangeur_tui.domain.school_years import monday_of


@pytest.fixture
def case(at_school: CommandLine) -> str:
    """Return the reference of a case at a school."""
    answer = at_school.answer("add", "case", "--school", "99za00", "--title", "Verpleging in de klas")
    return str(answer["reference"])


def added(line: CommandLine, *words: str) -> str:
    """Add something and return its id."""
    return str(line.answer("add", *words)["id"])


def test_a_case_begins_at_a_school(at_school: CommandLine, case: str) -> None:
    """The reference is what other verbs take; the phase is the first one."""
    shown = at_school.answer("show", "case", case)
    assert (shown["reference"], shown["phase"]) == (case, "intake")
    assert shown["school"]["site_code"] == "99ZA00"


def test_a_school_is_added_by_its_code(line: CommandLine) -> None:
    """For who has no list; the same code a second time is refused."""
    line.did("add", "school", "--code", "99zz00", "--name", "De Wilg", "--kind", "so")
    assert line.answer("add", "case", "--school", "99ZZ00", "--title", "Zorg")["reference"]
    assert "staat al in uw lijst" in line.refused("add", "school", "--code", "99ZZ00", "--name", "Nog eens")


def test_a_person_reads_the_reference_and_the_id(at_school: CommandLine) -> None:
    """Without --json the same is one Dutch sentence."""
    told = at_school.did("add", "case", "--school", "De Wilgenroos", "--title", "Toezicht in de pauze")
    assert told.startswith("Toegevoegd: casus Z-")
    assert "kenmerk" in told


def test_a_pupil_without_a_pseudonym_gets_one(at_school: CommandLine, case: str) -> None:
    """The name that was given is not printed, and does not show without asking for it."""
    answer = at_school.answer("add", "pupil", "--case", case, "--name", "Zilver Maan", "--birth-year", "2018", "--emb")
    assert answer["pseudonym"]
    assert "Zilver Maan" not in at_school.did("show", "case", case)
    assert "Zilver Maan" in at_school.did("show", "case", case, "--names")


def test_a_need_is_found_by_the_pseudonym_of_its_pupil(at_school: CommandLine, case: str) -> None:
    """Codes may be written with a hyphen and in capitals, times with a point or a colon."""
    at_school.did("add", "pupil", "--case", case, "--pseudonym", "Blauwe Otter")
    at_school.did(
        *("add", "need", "--case", case, "--pupil", "blauwe otter", "--kind", "Personal-Care", "--minutes", "150"),
        *("--moment", "window", "--start", "12.00", "--end", "13:30", "--day", "ma", "--day", "donderdag"),
    )
    (need,) = at_school.answer("show", "case", case)["needs"]
    assert (need["kind"], need["minutes_needed"], need["moment_rule"]) == ("personal_care", 150, "window")
    assert (need["moment_start"], need["moment_end"], need["moment_weekdays"]) == (720, 810, [0, 3])


def test_a_need_of_the_whole_group_has_no_pupil(at_school: CommandLine, case: str) -> None:
    """It shows under a heading of its own."""
    at_school.did("add", "need", "--case", case, "--kind", "coordination", "--minutes", "60", "--group")
    assert "hele groep of school" in at_school.did("show", "case", case)


@pytest.mark.parametrize(
    "moment",
    [
        ("--moment", "fixed"),
        ("--moment", "window", "--start", "9:00"),
        ("--moment", "window", "--start", "9:00", "--end", "8:00"),
        ("--start", "9:00"),
    ],
)
def test_a_moment_that_lacks_its_time_is_wrong_usage(
    at_school: CommandLine, case: str, moment: tuple[str, ...]
) -> None:
    """Before the store is opened the sentence says which option is missing."""
    words = ("add", "need", "--case", case, "--kind", "nursing", "--minutes", "30", *moment)
    assert "--start" in at_school.refused(*words, code=2)


def test_a_provider_with_professionals_is_tied_to_a_school(at_school: CommandLine) -> None:
    """Names are enough to point at them, in any capitals."""
    added(
        at_school,
        "provider",
        "--name",
        "Zorg Nabij",
        "--kind",
        "nursing",
        "--kind",
        "paramedical",
        "--law",
        "youth_act",
    )
    added(
        at_school,
        *("professional", "--provider", "zorg nabij", "--name", "Femke", "--level", "hbo", "--skill", "nursing"),
        *("--available", "ma t/m wo 8:30-15:00", "--max-minutes", "900", "--reserved-acts"),
    )
    added(at_school, "bond", "--school", "99ZA00", "--provider", "Zorg Nabij", "--ends-on", "31-7-2027")
    (provider,) = at_school.answer("list", "providers", "--school", "99ZA00")
    assert (provider["kinds"], provider["professionals"][0]["name"]) == (["nursing", "paramedical"], "Femke")
    assert at_school.answer("list", "providers", "--school", "99ZB00") == []


def test_a_second_bond_in_the_same_period_is_refused(at_school: CommandLine) -> None:
    """What the desk refuses, the command line refuses with the same sentence."""
    added(at_school, "provider", "--name", "Zorg Nabij")
    added(at_school, "bond", "--school", "99ZA00", "--provider", "Zorg Nabij")
    assert "al vast verbonden" in at_school.refused("add", "bond", "--school", "99ZA00", "--provider", "Zorg Nabij")


def test_a_name_that_two_have_is_refused_with_their_ids(at_school: CommandLine) -> None:
    """The candidates are told apart by their provider, and the id settles it."""
    ids = []
    for name in ("Zorg Nabij", "Zorg Verder"):
        provider = added(at_school, "provider", "--name", name)
        ids.append(added(at_school, "professional", "--provider", provider, "--name", "Ali"))
    visit = ("add", "visit", "--school", "99ZA00", "--day", "monday", "--start", "9:00", "--minutes", "60")
    sentence = at_school.refused(*visit, "--professional", "ali")
    assert all(one in sentence for one in (*ids, "Zorg Nabij", "Zorg Verder"))
    assert at_school.did(*visit, "--professional", ids[0])


def test_a_visit_that_clashes_is_placed_and_told(at_school: CommandLine) -> None:
    """A double booking does not stop a planner; it stands on standard error and in the answer."""
    provider = added(at_school, "provider", "--name", "Zorg Nabij")
    added(at_school, "professional", "--provider", provider, "--name", "Femke")
    visit = ("visit", "--professional", "Femke", "--day", "di", "--start", "9:00", "--minutes", "60")
    added(at_school, *visit, "--school", "99ZA00")
    second = at_school.on_store("add", *visit, "--school", "99ZB00", "--json")
    assert second.exit_code == 0
    assert "al een ander bezoek" in second.stderr
    assert len(at_school.answer("list", "visits")) == 2


def test_a_visit_begins_this_week_unless_it_is_told_otherwise(at_school: CommandLine) -> None:
    """A day of its own, or none at all; both is refused."""
    provider = added(at_school, "provider", "--name", "Zorg Nabij")
    added(at_school, "professional", "--provider", provider, "--name", "Femke")
    visit = (
        "visit",
        "--school",
        "99ZA00",
        "--professional",
        "Femke",
        "--day",
        "di",
        "--start",
        "9:00",
        "--minutes",
        "60",
    )
    ids = [added(at_school, *visit, *more) for more in ((), ("--starts-on", "1-12-2026"), ("--always",))]
    with at_school.open() as store:
        begin = [store.get(VisitPattern, key).starts_on for key in ids]
    assert begin == [monday_of(local_date(store.clock)), date(2026, 12, 1), None]
    assert "niet allebei" in at_school.refused("add", *visit, "--starts-on", "1-12-2026", "--always", code=2)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "case", "--title", "Waar?"), "Kies de school"),
        (("add", "case", "--school", "99ZZ99", "--title", "Waar?"), "niet gevonden"),
        (("add", "case", "--school", "99ZA00", "--title", "Kind met 123456782"), "burgerservicenummer"),
        (("add", "pupil", "--case", "Z-000000"), "geen casus"),
        (("add", "provider", "--name", " "), "naam"),
        (("add", "professional", "--provider", "Niemand", "--name", "Ali"), "niet gevonden"),
        (("add", "visit", "--school", "99ZA00", "--professional", "Ali", "--day", "ma", "--start", "9:00", "--minutes", "60"), "niet gevonden"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused_with_a_reason(
    at_school: CommandLine, words: tuple[str, ...], told: str
) -> None:
    """Exit code 3, a Dutch sentence, and nothing changed."""
    assert told in at_school.refused(*words)
