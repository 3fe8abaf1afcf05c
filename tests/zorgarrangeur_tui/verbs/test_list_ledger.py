"""The pots ledger on the command line."""

from __future__ import annotations

from cli_kit import CommandLine

from storage.models import Budget, School, VisitPattern, site_id

HERE = site_id("99ZZ00")


def test_the_ledger_is_told_per_pot_or_school_and_over_either_year(line: CommandLine) -> None:
    """The same figures as text and as values; the text gives the rules and warns; an empty store says so."""
    assert "nog geen bezoek" in line.did("list", "ledger")
    with line.open() as store, store.unit_of_work("proef") as work:
        work.add(
            School(id=HERE, site_code="99ZZ00", name="De Wilg"),
            VisitPattern(school_id=HERE, professional_id="anna", weekday=0, duration_minutes=60),
            Budget(school_id=HERE, pot="", minutes_per_week=60, cents=100_000),
        )
    text = line.did("list", "ledger", "--by", "both")
    assert "De Wilg" in text
    assert "alle zorg samen" in text
    assert "1-8-2026 t/m 31-7-2027" in text
    assert "Publiceer dit niet" in text
    school = line.answer("list", "ledger", "--by", "school", "--school", "99ZZ00")
    calendar = line.answer("list", "ledger", "--year", "calendar")
    assert [one["school"]["name"] for one in school["lines"]] == ["De Wilg"]
    assert school["total"]["planned"]["minutes"] == school["total"]["forecast"]["minutes"] > 0
    assert school["total"]["amounts_not_divided"] == 1
    assert school["schools_with_unknown_holidays"] == 1
    assert (calendar["first_day"], calendar["last_day"]) == ("2026-01-01", "2026-12-31")
    assert {one["pot_name"] for one in calendar["lines"]} == {"alle zorg samen", "niemand of niet bekend"}
