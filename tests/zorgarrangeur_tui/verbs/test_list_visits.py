"""The list of visits narrowed to a professional, a provider, a child or a day of the week."""

from __future__ import annotations

import pytest
from cli_kit import CommandLine

from storage import audit
from storage.models import CareNeed, Case, Professional, Provider, Pupil, VisitPattern, site_id

AT = site_id("99ZA00")
CASE = "ca" * 16


@pytest.fixture
def visited(at_school: CommandLine) -> CommandLine:
    """Return the command line of an arranger with two providers, two children and three visits."""
    sun, moon = Provider(name="Zorg Zonnig"), Provider(name="Zorg Maan")
    anna = Professional(name="Anna Bos", provider_id=sun.id)
    bram = Professional(name="Bram Vos", provider_id=moon.id)
    otter, egel = Pupil(case_id=CASE, pseudonym="Blauwe Otter"), Pupil(case_id=CASE, pseudonym="Zilveren Egel")
    need, other = CareNeed(case_id=CASE, pupil_id=otter.id), CareNeed(case_id=CASE, pupil_id=egel.id)
    with at_school.open() as store, store.unit_of_work("Klaargezet") as work:
        work.add(sun, moon, anna, bram, Case(id=CASE, title="Zorg", school_id=AT), otter, egel, need, other)
        work.add(
            VisitPattern(school_id=AT, professional_id=anna.id, weekday=0, start_minute=540, serves=[need.id]),
            VisitPattern(school_id=site_id("99ZB00"), professional_id=anna.id, weekday=1, serves=[other.id, need.id]),
            VisitPattern(school_id=AT, professional_id=bram.id, weekday=0, start_minute=600, serves=[other.id]),
        )
    return at_school


def listed(line: CommandLine, *options: str) -> list[tuple[str, int]]:
    """Return who comes on which weekday."""
    return [(one["professional"]["name"], one["weekday"]) for one in line.answer("list", "visits", *options)]


def test_visits_of_a_professional_are_those_at_all_schools(visited: CommandLine) -> None:
    """And with a school or a day only the ones there, or then."""
    assert listed(visited, "--professional", "anna bos") == [("Anna Bos", 0), ("Anna Bos", 1)]
    assert listed(visited, "--professional", "anna bos", "--school", "99ZA00") == [("Anna Bos", 0)]
    assert listed(visited, "--professional", "anna bos", "--day", "di") == [("Anna Bos", 1)]
    assert listed(visited, "--day", "maandag", "--week", "2026-W48") == [("Anna Bos", 0), ("Bram Vos", 0)]


def test_values_of_a_visit_tell_from_when_and_until_when(visited: CommandLine) -> None:
    """A script can tell which visits end."""
    assert {(one["first_day"], one["last_day"]) for one in visited.answer("list", "visits")} == {(None, None)}


def test_visits_of_a_provider_are_those_of_its_professionals(visited: CommandLine) -> None:
    """The two providers together have all visits."""
    assert listed(visited, "--provider", "Zorg Maan") == [("Bram Vos", 0)]
    assert len(listed(visited, "--provider", "Zorg Zonnig")) == 2


def test_visits_for_a_child_are_logged_as_looking_at_that_child(visited: CommandLine) -> None:
    """A visit for two children is in the list of both; a list without a child reads no child."""

    def read() -> list[str]:
        with visited.open() as store, store.read() as session:
            rows = audit.rows(session.connection())
            return [row.subject for row, _ in rows if row.action == audit.Action.READ and row.object == "pupil"]

    assert listed(visited) != []
    assert read() == []
    assert listed(visited, "--pupil", "blauwe otter") == [("Anna Bos", 0), ("Anna Bos", 1)]
    assert listed(visited, "--pupil", "Zilveren Egel") == [("Bram Vos", 0), ("Anna Bos", 1)]
    assert len(set(read())) == 2


@pytest.mark.parametrize("option", ["--professional", "--provider", "--pupil"])
def test_who_is_not_there_is_told(visited: CommandLine, option: str) -> None:
    """What was typed is not repeated."""
    sentence = visited.refused("list", "visits", option, "Piet Onbekend", code=3)
    assert "niet gevonden" in sentence
    assert "Piet" not in sentence
