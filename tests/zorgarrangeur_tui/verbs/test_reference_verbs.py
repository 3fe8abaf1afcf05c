"""Reference data from the command line: reading in, and lists as they hold on a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine
from reference_kit import (
    AMBULANT,
    CODES,
    DRIEVELD,
    VLONDERDAM,
    code_file,
    lines_of,
    municipality_file,
    tariff_file,
)

from storage.models.casework_codes import CodeList, DeliveryForm
from zorgarrangeur_tui.verbs import import_reference

LISTS = ("municipalities", "regions", "tariffs", "codes")


@pytest.fixture
def gemeenten(tmp_path: Path) -> Path:
    """Return a list with two gemeenten."""
    path = tmp_path / "gemeenten.csv"
    path.write_bytes(municipality_file(VLONDERDAM, DRIEVELD))
    return path


def test_a_list_is_read_in_and_reading_it_again_changes_nothing(line: CommandLine, gemeenten: Path) -> None:
    """The report counts gemeenten and regions, and tells that the division is an old one."""
    told = line.did("import", "municipalities", str(gemeenten))
    assert "Nieuw: 2 gemeenten, 6 regio's." in told
    assert "jeugdregio van 2016" in told
    before = line.rows()
    assert "8 ongewijzigd" in line.did("import", "municipalities", str(gemeenten))
    assert line.rows() == before


def test_a_dry_run_tells_and_changes_nothing(line: CommandLine, gemeenten: Path) -> None:
    """The same report."""
    before = line.rows()
    assert "Proef: er is niets gewijzigd." in line.did("import", "municipalities", str(gemeenten), "--dry-run")
    assert line.rows() == before


def test_a_change_asks_since_when_and_then_both_rows_are_listed_on_their_days(
    line: CommandLine, gemeenten: Path
) -> None:
    """Without --valid-from the line is refused on standard error; with it the old row gets its last day."""
    line.did("import", "municipalities", str(gemeenten))
    gemeenten.write_bytes(municipality_file(VLONDERDAM.replace("Vlonderstreek", "Veenstreek")))
    result = line.on_store("import", "municipalities", str(gemeenten))
    assert result.exit_code == 0
    assert "Geef de dag vanaf wanneer dit geldt" in result.stderr
    answer = line.answer("import", "municipalities", str(gemeenten), "--valid-from", "1-1-2027")
    assert (answer["changed"], answer["valid_from"]) == (1, "2027-01-01")
    assert [change["ended_on"] for change in answer["changes"] if change["ended_id"]] == ["2026-12-31"]
    for day, region in (("2026-12-31", "Vlonderstreek"), ("2027-01-01", "Veenstreek")):
        [found] = [one for one in line.answer("list", "municipalities", "--on", day) if one["code"] == "9001"]
        assert found["youth_region"] == region
    assert "t/m 31-12-2026" in line.did("list", "municipalities")


def test_tariffs_and_codes_are_read_in_and_listed(line: CommandLine, tmp_path: Path) -> None:
    """Amounts in euro for people, in cents for scripts."""
    path = tmp_path / "tarieven.csv"
    path.write_bytes(tariff_file(*AMBULANT))
    line.did("import", "tariffs", str(path), "--region", "Veenstreek", "--delivery-form", "personal-budget")
    assert "€ 78,00" in line.did("list", "tariffs")
    assert {(one["cents"], one["region"], one["delivery_form"]) for one in line.answer("list", "tariffs")} == {
        (7800, "Veenstreek", "personal_budget"),
        (5100, "Veenstreek", "personal_budget"),
    }
    path.write_bytes(code_file(*CODES))
    line.did("import", "codes", str(path))
    path.write_bytes(lines_of("code;waarde", "H126;Persoonlijke verzorging"))
    line.did("import", "codes", str(path), "--code-list", "iwlz_code", "--source", "Zorginstituut")
    found = line.answer("list", "codes")
    assert [(one["code_list"], one["code"]) for one in found] == [
        ("ijw_category", "40"),
        ("ijw_category", "45"),
        ("iwlz_code", "H126"),
    ]
    assert found[-1]["source"] == "Zorginstituut"


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_so(line: CommandLine, name: str) -> None:
    """A person reads one sentence, a script gets an empty list."""
    assert line.did("list", name).count("\n") == 1
    assert line.answer("list", name) == []


def test_thresholds_are_those_of_the_app_with_their_source(line: CommandLine) -> None:
    """There is always something to list."""
    found = {one["name"]: one for one in line.answer("list", "thresholds")}
    assert (found["suppression_region"]["value"], found["suppression_region"]["own"]) == (5, False)
    assert found["rounding"]["source"].startswith("CBS")
    assert "Weken vooruit" in line.did("list", "thresholds")


def test_a_file_of_another_kind_is_refused_and_changes_nothing(line: CommandLine, gemeenten: Path) -> None:
    """Exit code 3, with the columns that are missing."""
    assert "Er ontbreekt: productcodes" in line.refused("import", "tariffs", str(gemeenten))


def test_the_codes_that_options_take_are_those_of_the_models() -> None:
    """A new code is an option too."""
    assert tuple(DeliveryForm) == import_reference.DELIVERY_FORMS
    assert tuple(CodeList) == import_reference.CODE_LISTS
