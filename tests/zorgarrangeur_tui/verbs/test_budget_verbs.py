"""Budgets of a school on the command line."""

from __future__ import annotations

from cli_kit import CommandLine

SCHOOL = ("--school", "99ZA00")


def test_a_budget_is_added_and_held_against_the_plan(at_school: CommandLine) -> None:
    """Two hours a week are planned of one and a half; an amount cannot be compared while its last day is open."""
    line = at_school
    line.did("add", "provider", "--name", "Zorg Vlonder")
    line.did("add", "professional", "--provider", "Zorg Vlonder", "--name", "Noor", "--skill", "nursing")
    line.did("add", "visit", *SCHOOL, "--professional", "Noor", "--day", "ma", "--start", "9:00", "--minutes", "120")
    hours = line.answer("add", "budget", *SCHOOL, "--minutes", "90", "--start", "1-8-2026", "--end", "31-7-2027")
    line.did("add", "budget", *SCHOOL, "--pot", "emb-scheme", "--euro", "1.250,50", "--start", "1-8-2026")
    found = {one["pot"]: one for one in line.answer("list", "budgets", *SCHOOL)}
    assert found[None]["id"] == hours["id"]
    assert (found[None]["planned_minutes_per_fortnight"], found[None]["exceeded"]) == (240, True)
    assert (found["emb_scheme"]["cents"], found["emb_scheme"]["period_cost_cents"]) == (125050, None)
    told = line.did("list", "budgets")
    assert "! 133 %" in told
    assert "niet te vergelijken: vul de eerste en de laatste dag in" in told
    clashes = line.answer("list", "clashes", *SCHOOL)
    assert "budget_exceeded" not in [one["kind"] for one in clashes], "a budget in euro leaves the hours open"
    line.did("remove", "budget", found["emb_scheme"]["id"])
    assert "budget_exceeded" in [one["kind"] for one in line.answer("list", "clashes", *SCHOOL)]


def test_the_measures_of_each_school_and_of_all_together(at_school: CommandLine) -> None:
    """A school with a visit, one with only a case; what is not published is told."""
    line = at_school
    line.did("add", "provider", "--name", "Zorg Vlonder")
    line.did("add", "professional", "--provider", "Zorg Vlonder", "--name", "Noor", "--skill", "nursing")
    for code in ("99ZA00", "99ZB00"):
        line.did("add", "case", "--school", code, "--title", "Zorg in de klas")
    line.did("add", "visit", *SCHOOL, "--professional", "Noor", "--day", "ma", "--start", "9:00", "--minutes", "60")
    here, there = sorted(line.answer("list", "measures"), key=lambda one: one["school"]["site_code"])
    assert (here["presence_minutes_per_fortnight"], here["faces_at_school"], here["published_number"]) == (120, 1, None)
    assert there["presence_minutes_per_fortnight"] == 0
    told = line.did("list", "measures").splitlines()
    assert told[-1].startswith("Samen")
    assert "1 u per week" in told[-1]
    assert "niet gepubliceerd" in line.did("list", "measures", *SCHOOL)


def test_a_budget_that_says_nothing_is_refused(at_school: CommandLine) -> None:
    """Neither hours nor an amount; an end before the beginning; an amount that is none."""
    assert "tijd per week" in at_school.refused("add", "budget", *SCHOOL)
    period = ("--minutes", "60", "--start", "2-1-2027", "--end", "1-1-2027")
    assert "voor de begindatum" in at_school.refused("add", "budget", *SCHOOL, *period)
    wrong = at_school.on_store("add", "budget", *SCHOOL, "--euro", "veel")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
