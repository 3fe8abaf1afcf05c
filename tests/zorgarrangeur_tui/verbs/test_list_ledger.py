"""The pots ledger on the command line."""

from __future__ import annotations

from pathlib import Path

from cli_kit import CommandLine

from storage.models import Budget, CareNeed, Case, Entitlement, School, Tariff, VisitPattern, site_id
from zorgarrangeur_tui.reports.csv_text import rows_of

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
    assert isinstance(school["total"]["planned"]["minutes"], int)
    assert school["total"]["amounts_not_divided"] == 1
    assert school["schools_with_unknown_holidays"] == 1
    assert (calendar["first_day"], calendar["last_day"]) == ("2026-01-01", "2026-12-31")
    assert {one["pot_name"] for one in calendar["lines"]} == {"alle zorg samen", "niemand of niet bekend"}


def test_the_file_has_a_number_in_every_cell_of_money_and_time(line: CommandLine, tmp_path: Path) -> None:
    """With two tariffs the least and the most stand apart, in whole euros; what is not known is empty; no cell is a range."""
    with line.open() as store, store.unit_of_work("proef") as work:
        case = Case(title="Zorg", school_id=HERE)
        need = CareNeed(case_id=case.id, kind="nursing", minutes_needed=60)
        dear, cheap = (
            Tariff(name=name, law="youth_act", care_kind="nursing", cents=cents)
            for name, cents in (("Duur", 9_000), ("Goedkoop", 6_000))
        )
        work.add(
            School(id=HERE, site_code="99ZZ00", name="De Wilg"),
            case,
            need,
            Entitlement(case_id=case.id, need_id=need.id, law="youth_act"),
            VisitPattern(school_id=HERE, professional_id="anna", weekday=0, duration_minutes=60, serves=[need.id]),
            dear,
            cheap,
        )
    told = line.answer("list", "ledger", "--by", "both")["lines"][0]["planned"]
    path = tmp_path / "potjes.csv"
    line.did("list", "ledger", "--by", "both", "--csv", str(path), "--reason", "Rekenen")
    headers, row = next(
        (rows[at], rows[at + 1])
        for rows in [rows_of(path.read_bytes())]
        for at in range(len(rows))
        if "Potje" in rows[at]
    )
    found = dict(zip(headers, row, strict=True))
    assert (found["School of zorglocatie"], found["Potje"]) == ("De Wilg", "Jeugdwet")
    assert found["Gepland (minuten)"] == str(told["minutes"])
    assert [found["Gepland, laagste (euro)"], found["Gepland, hoogste (euro)"]] == [
        str(told["minutes"]),
        str(told["minutes"] * 3 // 2),
    ]
    assert (found["Budget (euro)"], found["Over, laagste (euro)"], found["Gegeven (minuten)"]) == ("", "", "0")
    assert all(cell == "" or cell.isdecimal() for cell in row[2:])
