"""The main job through the command line, on the real list of special schools: from an empty folder to the coordinator.

Each verb runs as a user types it; what a later verb needs is read from the answer of an earlier one.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine

SCHOOLS = Path(__file__).parents[2].parent / "shared" / "data" / "schools" / "special_schools_2024.csv"
pytestmark = pytest.mark.skipif(not SCHOOLS.is_file(), reason="the real school list in ../shared/data is not there")

SCHOOL = "20WR11"


def new_store(folder: Path, name: str, role: str) -> CommandLine:
    """Make a store as its owner does."""
    line = CommandLine(folder)
    assert "-" in line.answer("init", "--name", name, "--role", role)["recovery_code"]
    return line


def trust(line: CommandLine, card: Path, number_read_out: str) -> str:
    """Read in a card, type the number that the other person reads out, and return the fingerprint."""
    fingerprint = str(line.answer("card", "import", str(card))["fingerprint"])
    line.did("card", "verify", fingerprint[:8], "--number", number_read_out)
    return fingerprint


def test_the_main_job_from_an_empty_folder_to_the_coordinator(tmp_path: Path) -> None:
    """Import 895 lines, open a case with two pupils, plan visits, see what is open, hand it over, see the same case."""
    arranger = new_store(tmp_path / "anna", "Anna de Wit", "arrangeur")

    (report,) = arranger.answer("import", "schools", str(SCHOOLS))["files"]
    assert (report["lines_read"], report["new"], report["doubtful"], report["refused"]) == (895, 888, 7, 0)
    assert len(arranger.answer("list", "schools")) == 888

    case = arranger.answer("add", "case", "--school", SCHOOL, "--title", "Zorg in de klas", "--deadline", "2026-12-01")
    reference = case["reference"]
    pupils = [
        arranger.answer("add", "pupil", "--case", reference, "--birth-year", year)["pseudonym"]
        for year in ("2011", "2012")
    ]
    need = ("add", "need", "--case", reference)
    care = arranger.answer(*need, "--pupil", pupils[0], "--kind", "personal_care", "--minutes", "150")["id"]
    noon = ("--moment", "fixed", "--start", "12:00", "--reserved-act")
    nursing = arranger.answer(*need, "--pupil", pupils[0], "--kind", "nursing", "--minutes", "60", *noon)["id"]
    group = [
        arranger.answer(*need, "--pupil", pupil, "--kind", "group_guidance", "--minutes", "120", "--group")["id"]
        for pupil in pupils
    ]
    assert {gap["need"] for gap in arranger.answer("list", "gaps", "--school", SCHOOL)} == {care, nursing, *group}

    arranger.did("add", "provider", "--name", "Zorg Nabij", "--kind", "personal_care", "--kind", "group_guidance")
    for name, level, skill in (("Femke", "mbo", "personal_care"), ("Ali", "hbo", "group_guidance")):
        words = ("add", "professional", "--provider", "Zorg Nabij", "--name", name, "--level", level, "--skill", skill)
        arranger.did(*words)
    arranger.did("add", "bond", "--school", SCHOOL, "--provider", "Zorg Nabij")
    visit = ("add", "visit", "--school", SCHOOL, "--start", "9:30")
    for day in ("ma", "wo", "vr"):
        words = (*visit, "--professional", "Femke", "--day", day, "--minutes", "50", "--serves", care)
        assert arranger.answer(*words)["clashes"] == []
    for day in ("di", "do"):
        words = (
            *visit,
            "--professional",
            "Ali",
            "--day",
            day,
            "--minutes",
            "60",
            "--serves",
            group[0],
            "--serves",
            group[1],
        )
        arranger.did(*words)
    assert len(arranger.answer("list", "visits", "--school", SCHOOL, "--week", "2026-W48")) == 5
    (open_need,) = arranger.answer("list", "gaps", "--school", SCHOOL)
    assert (open_need["need"], open_need["minutes_uncovered"]) == (nursing, 60)

    coordinator = new_store(tmp_path / "bas", "Bas Coördinator", "coordinator")
    cards = {line: tmp_path / f"{line.folder.name}.kaart" for line in (arranger, coordinator)}
    for line, path in cards.items():
        line.did("card", "export", "--out", str(path))
    seen_there = coordinator.answer("card", "import", str(cards[arranger]))
    to = trust(arranger, cards[coordinator], seen_there["number"])
    trust(coordinator, cards[arranger], arranger.answer("card", "show", to[:8])["number"])

    bundle = tmp_path / "casus.zorgbundel"
    words = (
        "bundle",
        "export",
        "--to",
        to[:8],
        "--purpose",
        "Overleg in de regio",
        "--profile",
        "full",
        "--case",
        reference,
    )
    assert arranger.answer(*words, "--out", str(bundle))["records"]["pupil"] == 2
    looked = coordinator.answer("bundle", "inspect", str(bundle))
    assert (looked["sender"]["label"], looked["new"]["case"], looked["conflicts"]) == ("Anna de Wit", 1, [])
    coordinator.did("bundle", "import", str(bundle))

    assert coordinator.answer("show", "case", reference) == arranger.answer("show", "case", reference)
    for name in ("visits", "gaps"):
        words = ("list", name, "--school", SCHOOL)
        assert coordinator.answer(*words) == arranger.answer(*words)
    for line in (arranger, coordinator):
        assert line.answer("audit", "verify")["whole"]
