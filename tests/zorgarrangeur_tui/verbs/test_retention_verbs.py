"""Keeping and erasing at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine


@pytest.fixture
def closed(at_school: CommandLine) -> str:
    """Return the id of a case with one child that closed more than two years ago."""
    case = at_school.answer("add", "case", "--school", "99ZA00", "--title", "Zorg op de groep")["id"]
    at_school.did("add", "pupil", "--case", case, "--pseudonym", "Blauwe Otter", "--name", "Fatima van der Berg")
    at_school.did("add", "need", "--case", case, "--pupil", "Blauwe Otter", "--kind", "nursing", "--minutes", "90")
    at_school.did("change", "case", case, "phase=closed", "closed_on=2024-09-01")
    return str(case)


def test_the_list_explains_what_is_due(at_school: CommandLine, closed: str) -> None:
    """With the rule, both days, and no name."""
    assert "sinds 1 september 2026 te wissen" in at_school.did("retention", "list")
    [item] = at_school.answer("retention", "list")["items"]
    assert (item["id"], item["standing"], item["due_on"], item["rule"]) == (closed, "due", "2026-09-01", "case_ended")


def test_nothing_to_erase_is_said(at_school: CommandLine) -> None:
    """In a sentence, not as an empty table."""
    assert "niets te wissen" in at_school.did("retention", "list")


def test_a_case_is_erased_with_the_word_and_the_proof_is_shown(at_school: CommandLine, closed: str) -> None:
    """Looked at first without anything being done; afterwards it is gone, also from the backups here."""
    at_school.did("backup")
    plan = at_school.did("retention", "erase", "case", closed, "--dry-run")
    assert "1 casus, 1 leerling, 1 zorgbehoefte" in plan
    assert "Fatima" not in plan
    at_school.refused("retention", "erase", "case", closed, "--confirm", "ja")
    answer = at_school.answer("retention", "erase", "case", closed, "--confirm", "WISSEN")
    assert (answer["counts"], answer["file_clean"]) == ({"case": 1, "pupil": 1, "care_need": 1}, True)
    assert (answer["backups_removed"], answer["backups_until"]) == (1, None)
    assert answer["id"] in at_school.did("retention", "proof")
    assert at_school.answer("retention", "proof", answer["id"][:6])[0]["reason"].startswith("De bewaartermijn")
    assert at_school.answer("list", "cases") == []
    at_school.did("audit", "verify")


def test_without_somebody_to_ask_the_word_is_an_option(at_school: CommandLine, closed: str) -> None:
    """Wrong usage, told before the store is opened."""
    assert "--confirm WISSEN" in at_school.refused("retention", "erase", "case", closed, code=2)


def test_a_pupil_is_erased_on_request(at_school: CommandLine, closed: str) -> None:
    """The case stays; what the parents wrote is not asked, only why."""
    wipe = ("retention", "erase", "pupil", "Blauwe Otter", "--confirm", "WISSEN", "--asked-by", "parents")
    at_school.refused(*wipe)
    at_school.refused(*wipe, "--reason", "Fatima verhuist")
    assert "Op verzoek van de ouders: verhuizing" in at_school.did(*wipe, "--reason", "verhuizing")
    assert [case["id"] for case in at_school.answer("list", "cases")] == [closed]


def test_a_hold_refuses_erasing_until_released(at_school: CommandLine, closed: str) -> None:
    """With a sentence that says how."""
    at_school.did("retention", "hold", "case", closed, "--reason", "Er loopt een klacht")
    assert "wordt bewaard" in at_school.refused("retention", "erase", "case", closed, "--confirm", "WISSEN")
    assert "Er loopt een klacht" in at_school.did("retention", "list")
    at_school.did("retention", "hold", "case", closed, "--release")
    assert at_school.answer("retention", "list")["items"][0]["standing"] == "due"
    assert at_school.refused("retention", "hold", "case", closed, code=2)


def test_the_proof_becomes_a_document(at_school: CommandLine, closed: str, tmp_path: Path) -> None:
    """A PDF that is logged with its reason; one proof at a time."""
    number = at_school.answer("retention", "erase", "case", closed, "--confirm", "WISSEN")["id"]
    out = tmp_path / "bewijs.pdf"
    at_school.did("retention", "proof", number, "--out", str(out), "--reason", "Voor de ouders")
    assert out.read_bytes().startswith(b"%PDF")
    at_school.refused("retention", "proof", "--out", str(tmp_path / "alle.pdf"), code=2)


def test_the_rules_have_a_source(at_school: CommandLine) -> None:
    """In words and as values."""
    assert "AVG, artikel 17" in at_school.did("retention", "rules")
    assert {"case_ended", "access_log"} <= {rule["id"] for rule in at_school.answer("retention", "rules")}
