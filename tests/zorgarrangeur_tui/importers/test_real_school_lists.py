"""The importer on lists that nobody here made up: open data of DUO and BAG of 2024, kept beside the repository."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from school_list_files import applied, map_file

from storage.models import School
from zorgarrangeur_tui.importers.place_names import municipality_name
from zorgarrangeur_tui.importers.problems import FileRefused, Severity
from zorgarrangeur_tui.importers.schools import SchoolPlan, plan_schools

DATA = Path(__file__).parents[3].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the folder ../shared/data with real lists is not there")


def plan_of(name: str, existing: dict[str, dict[str, object]] | None = None) -> SchoolPlan:
    """Return the plan of one of the real lists."""
    return plan_schools(name, (DATA / "schools" / name).read_bytes(), existing or {})


@pytest.mark.parametrize(
    ("name", "lines", "schools"),
    [
        ("special_schools_2024.csv", 895, 888),
        ("all_schools_2024.csv", 8_717, 8_622),
        ("duo_09_sbo_so_vso_sample.csv", 9, 9),
    ],
)
def test_every_line_of_a_real_list_is_used(name: str, lines: int, schools: int) -> None:
    """Every site is there, a site that comes again is doubtful, and nothing is refused."""
    plan = plan_of(name)
    assert (plan.lines_read, plan.new_count, plan.refused_count) == (lines, schools, 0)
    assert plan.doubtful_count == len(plan.problems) == lines - schools
    assert all("staat er" in problem.sentence for problem in plan.problems)


def test_the_buildings_of_a_site_are_kept() -> None:
    """A site with four house letters is one school with three further addresses."""
    plan = plan_of("special_schools_2024.csv")
    (change,) = (change for change in plan.changes if change.site_code == "00NT02")
    assert len(change.fields["other_addresses"][1]) == 3
    assert [problem.line for problem in plan.problems if "20WR11 staat er dubbel" in problem.sentence] == [780]


def test_reading_real_lists_again_changes_nothing() -> None:
    """The special schools are in the list of all schools just so, and DUO's own list adds without wiping."""
    known = applied({}, plan_of("all_schools_2024.csv"))
    assert plan_of("special_schools_2024.csv", known).changes == ()
    duo = plan_of("duo_09_sbo_so_vso_sample.csv", known)
    assert (duo.changed_count, duo.problems) == (9, ())
    added = {"cluster", "education_offer", "board_number", "municipality_code", "holiday_region", "phone", "website"}
    assert {field for change in duo.changes for field in change.fields} <= added | {"name"}
    assert [change.site_code for change in duo.changes if "name" in change.fields] == ["19VO03"]
    again = plan_of("all_schools_2024.csv", applied(known, duo))
    assert [set(change.fields) for change in again.changes] == [{"name"}]


def test_every_municipality_gets_its_official_name() -> None:
    """All 342 municipalities that DUO writes in capitals become a name of CBS."""
    with (DATA / "geo" / "municipalities_2024.csv").open(encoding="utf-8-sig", newline="") as file:
        official = {row["gemeente"] for row in csv.DictReader(file, delimiter=";")}
    with (DATA / "schools" / "all_schools_2024.csv").open(encoding="utf-8", newline="") as file:
        written = {row["gemeente"] for row in csv.DictReader(file, delimiter=";")}
    assert {municipality_name(name) for name in written} == official


def test_a_list_with_another_subject_is_refused() -> None:
    """Pupils by postcode are no schools, and the file of one byte is empty."""
    with pytest.raises(FileRefused, match="niet de kolommen van een schoollijst"):
        plan_schools("Baarn.csv", (DATA / "pupils_by_postcode" / "Baarn afgeschermd.csv").read_bytes(), {})
    with pytest.raises(FileRefused, match="is leeg"):
        plan_schools("Ridderkerk.csv", (DATA / "pupils_by_postcode" / "Ridderkerk afgeschermd.csv").read_bytes(), {})


def test_every_naughty_string_as_a_name_ends_in_the_plan() -> None:
    """Each of the 515 strings is taken, doubted or refused, alone and all together, and none of them crashes."""
    strings = json.loads((DATA / "hostile_text" / "blns.json").read_text(encoding="utf-8"))
    rows = [
        {"naam": text, "brin_nummer": "", "vestigingscode": f"{99 - n // 100}ZZ{n % 100:02}"}
        for n, text in enumerate(strings)
    ]
    plan = plan_schools("blns.csv", map_file(*rows), {})
    assert len(strings) == plan.lines_read == plan.new_count + plan.refused_count == 515
    assert plan.refused_count < 10
    for change in plan.changes:
        assert School(**{name: new for name, (_, new) in change.fields.items()}).name == change.name
    for row in rows:
        alone = plan_schools("blns.csv", map_file(row, {"vestigingscode": "10ZZ00"}), {})
        refused = [problem for problem in alone.problems if problem.severity is Severity.REFUSED]
        assert alone.new_count + len(refused) == 2
