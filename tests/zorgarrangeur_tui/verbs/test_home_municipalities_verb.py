"""Who must be at the table, from the command line: DUO's counts joined with what the store knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cli_kit import CommandLine
from postcode_kit import postcode_file, postcode_line

from storage.models import Agreement, CareNeed, Case, Municipality, Pupil, Residence, School
from storage.models.casework_codes import AgreementLevel
from storage.models.codes import Phase
from zorgarrangeur_tui.desk.records import living


@pytest.fixture
def counts(tmp_path: Path) -> str:
    """Return a file of DUO about De Wilgenroos, a school that the store does not have, and a primary school."""
    path = tmp_path / "Vlonderdam.csv"
    path.write_bytes(
        postcode_file(
            postcode_line("3660", "Vlonderdam", "20"),
            postcode_line("3661", "VLONDERDAM", "<5"),
            postcode_line("3700", "Oudveen", "<5"),
            postcode_line("3800", "Drieveld", "<5", "<5"),
            postcode_line("99", "Nergens", "<5"),
            postcode_line("3660", "Vlonderdam", "9", site="99ZX00", kind="Vso", school="De Eland"),
            postcode_line("3660", "Vlonderdam", "90", site="99ZY00", kind="Bo", school="De Bever"),
        )
    )
    return str(path)


@pytest.fixture
def arranged(at_school: CommandLine) -> CommandLine:
    """Return the command line of an arranger with pupils, their homes, and agreements of two schools."""
    with at_school.open() as store:
        first, second = living(store, School)
        if first.site_code != "99ZA00":
            first, second = second, first
        with store.unit_of_work("Casussen") as work:
            case, other = Case(school_id=first.id), Case(school_id=second.id)
            closed = Case(school_id=first.id, phase=Phase.CLOSED)
            moved = Pupil(case_id=case.id, pseudonym="Otter", municipality="Vlonderdam")
            here = Pupil(case_id=other.id, enrolled_school_id=first.id, pseudonym="Egel", municipality="Drieveld")
            signed, since = date(2026, 9, 1), date(2026, 8, 1)
            for record in (
                case,
                other,
                closed,
                moved,
                here,
                Pupil(case_id=closed.id, pseudonym="Das", municipality="Drieveld"),
                Residence(case_id=case.id, pupil_id=moved.id, municipality="Veenoord", starts_on=since),
                CareNeed(case_id=case.id, pupil_id=moved.id, minutes_needed=90),
                CareNeed(case_id=case.id, pupil_id=moved.id, minutes_needed=45, ends_on=since),
                Municipality(code="9001", name="Vlonderdam", youth_region="Vlonderstreek", alliance_primary="PO9901"),
                Municipality(code="9004", name="Oudveen", successor="Samenveen", ends_on=date(2025, 12, 31)),
                Municipality(code="9005", name="Samenveen", youth_region="Veenstreek", starts_on=date(2026, 1, 1)),
                Agreement(
                    case_id=case.id,
                    municipalities_in=["VLONDERDAM"],
                    municipalities_out=["Drieveld"],
                    signed_on=signed,
                    starts_on=signed,
                ),
                Agreement(case_id=other.id, level=AgreementLevel.OOGO, municipalities_in=["Oudveen"], signed_on=signed),
                Agreement(case_id=other.id, municipalities_in=["Veenoord"], signed_on=signed),
                Agreement(case_id=case.id, municipalities_in=["Drieveld"], signed_on=since, ends_on=since),
            ):
                work.add(record)
    return at_school


def test_the_counts_are_joined_with_pupils_regions_and_agreements_of_today(arranged: CommandLine, counts: str) -> None:
    """A gemeente that went into another is told by its name of today; who moved counts where the payer is.

    An agreement of another school on the level of that school says nothing here.
    """
    answer = arranged.answer("list", "home-municipalities", counts)
    assert answer["count_day"] == "2024-10-01"
    assert [problem["line"] for problem in answer["files"][0]["problems"]] == [6]
    wilgenroos, eland = answer["sites"]
    assert [
        (one["name"], one["youth_region"], one["pupils"], one["own_pupils"], one["own_minutes"], one["agreement"])
        for one in wilgenroos["municipalities"]
    ] == [
        ("Vlonderdam", "Vlonderstreek", {"least": 21, "most": 24}, 0, 0, "party"),
        ("Drieveld", None, {"least": 2, "most": 8}, 1, 0, "stays_out"),
        ("Samenveen", "Veenstreek", {"least": 1, "most": 4}, 0, 0, "elsewhere"),
        ("Veenoord", None, {"least": 0, "most": 0}, 1, 90, "none"),
    ]
    assert (wilgenroos["home_municipalities"], wilgenroos["youth_regions"]["count"]) == (3, {"least": 2, "most": 3})
    assert (eland["site_code"], eland["school"], eland["has_agreement"]) == ("99ZX00", None, None)
    then = arranged.answer("list", "home-municipalities", counts, "--on", "2025-06-01")["sites"][0]
    assert "Oudveen" in [one["name"] for one in then["municipalities"]]
    assert not then["has_agreement"]


def test_freeriding_is_a_list_of_its_own_and_no_child_is_in_any(arranged: CommandLine, counts: str) -> None:
    """The rules stand under each list; what could not be read stands on standard error."""
    listed = arranged.on_store("list", "home-municipalities", counts, "--without-agreement")
    assert "regel 6" in listed.stderr.casefold()
    rows = [line.split("  ")[2:] for line in listed.stdout.splitlines() if line.startswith("99ZA00")]
    assert [row[0] for row in rows] == ["Drieveld", "Samenveen", "Veenoord"]
    assert "Bij 1 school is geen getekende afspraak" in listed.stdout
    assert "telling van DUO op 1 oktober 2024" in listed.stdout
    whole = arranged.did("list", "home-municipalities", counts, "--school", "99ZA00")
    assert "Leerlingen volgens DUO: 24–36, uit 3 gemeenten; buitenland 0, onbekend 0." in whole
    assert "Jeugdregio's: 2–3 (Vlonderstreek 21–24, Veenstreek 1–4, niet bekend 2–8)." in whole
    assert "Otter" not in whole
    assert "De Bever" in arranged.did("list", "home-municipalities", counts, "--every-kind")
    assert "De Eland" in arranged.did("list", "home-municipalities", counts, "--school", "99ZX00")


def test_without_files_only_own_pupils_count_and_a_wrong_file_is_refused(arranged: CommandLine, tmp_path: Path) -> None:
    """Nothing is counted from a list of something else."""
    [site] = arranged.answer("list", "home-municipalities")["sites"]
    assert [one["name"] for one in site["municipalities"]] == ["Drieveld", "Veenoord"]
    wrong = tmp_path / "two_schools.csv"
    assert "niets te gebruiken" in arranged.refused("list", "home-municipalities", str(wrong))
    assert "niet gevonden" in arranged.refused("list", "home-municipalities", "--school", "99QQ00")


def test_what_is_read_in_stays_and_counts_without_files(arranged: CommandLine, counts: str) -> None:
    """A try changes nothing; afterwards the list is the same as with the file, and the same file again changes nothing."""
    given = arranged.answer("list", "home-municipalities", counts, "--every-kind")
    tried = arranged.answer("import", "pupils-by-postcode", counts, "--dry-run")
    assert (tried["count_day"], tried["lines_read"], tried["refused_lines"]) == ("2024-10-01", 7, 1)
    assert tried["sites"] == {"new": 3, "changed": 0, "unchanged": 0, "changed_here": 1}
    assert len(arranged.answer("list", "home-municipalities")["sites"]) == 1
    done = arranged.on_store("import", "pupils-by-postcode", counts)
    assert (
        "Telling van DUO op 1 oktober 2024. 1 bestand, 7 regels gelezen; geweigerd: 1 regel, 0 bestanden" in done.stdout
    )
    assert "Regel 6 (geweigerd)" in done.stderr
    kept = arranged.answer("list", "home-municipalities", "--every-kind")
    assert {one["counted_on"] for one in kept["sites"]} == {"2024-10-01"}
    for site in (*kept["sites"], *given["sites"]):
        del site["counted_on"]
    assert sorted(kept["sites"], key=lambda site: site["site_code"]) == given["sites"]
    assert (kept["count_day"], kept["rules"]) == (given["count_day"], given["rules"])
    again = arranged.answer("import", "pupils-by-postcode", counts)
    assert again["sites"] == {"new": 0, "changed": 0, "unchanged": 3, "changed_here": 0}


def test_a_newer_list_counts_for_its_schools_and_an_older_one_stays_out_of_totals(
    arranged: CommandLine, counts: str, tmp_path: Path
) -> None:
    """The rules say of how many schools only an older count is there; on an earlier day the older one counts."""
    arranged.did("import", "pupils-by-postcode", counts)
    newer = tmp_path / "nieuw.csv"
    newer.write_bytes(postcode_file(postcode_line("3660", "Vlonderdam", "7", day="20251001")))
    arranged.did("import", "pupils-by-postcode", str(newer))
    answer = arranged.answer("list", "home-municipalities")
    assert [(one["site_code"], one["counted_on"]) for one in answer["sites"]] == [
        ("99ZX00", "2024-10-01"),
        ("99ZA00", "2025-10-01"),
    ]
    assert "telling van DUO op 1 oktober 2025" in answer["rules"][0]
    assert "Van 1 school is er alleen een oudere telling" in answer["rules"][0]
    then = arranged.answer("list", "home-municipalities", "--on", "2025-06-01")
    assert {one["counted_on"] for one in then["sites"]} == {"2024-10-01"}
    wrong = tmp_path / "two_schools.csv"
    assert "niets ingelezen" in arranged.refused("import", "pupils-by-postcode", str(wrong))
