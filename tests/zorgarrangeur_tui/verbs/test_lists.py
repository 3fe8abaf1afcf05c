"""Lists and one case in full, for people and for scripts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import FrozenClock, StoreShelf

from storage import audit
from zorgarrangeur_tui.demo.region import invented_region

LISTS = ("cases", "schools", "providers", "visits", "gaps", "clashes", "conflicts", "deadlines")


@pytest.fixture(scope="session")
def region_template(shelf: StoreShelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store with an invented region of two schools, to copy."""
    folder = tmp_path_factory.mktemp("region") / "store"
    shelf.copy("arranger", 0, folder)
    line = CommandLine(folder)
    with line.open() as store, store.unit_of_work("Oefenregio gemaakt") as work:
        work.add(*invented_region(1, 2, today=line.clock().date()))
    return folder


@pytest.fixture
def region(region_template: Path, tmp_path: Path, clock: FrozenClock) -> CommandLine:
    """Return the command line on a store with an invented region of two schools."""
    shutil.copytree(region_template, tmp_path / "region")
    return CommandLine(tmp_path / "region", clock)


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_so(line: CommandLine, name: str) -> None:
    """A person reads one sentence, a script gets an empty list."""
    assert line.did("list", name).count("\n") == 1
    assert line.answer("list", name) == []


@pytest.mark.parametrize("name", [name for name in LISTS if name != "conflicts"])
def test_a_list_has_a_row_per_value(region: CommandLine, name: str) -> None:
    """Under one line of headers there are as many rows as JSON has values."""
    values = region.answer("list", name)
    assert len(region.did("list", name).splitlines()) == len(values) + 1
    assert values


def test_what_blocks_publishing_comes_first_and_a_holiday_has_no_visits_to_judge(region: CommandLine) -> None:
    """Of one school only its own; in the Christmas holiday the gaps stay, and no visit is wrong."""
    found = region.answer("list", "clashes")
    weights = [one["severity"] for one in found]
    assert weights == sorted(weights)
    assert set(weights) == {"hard", "soft"}
    assert all(one["sentence"].endswith(".") for one in found)
    here = region.answer("list", "clashes", "--school", "99ZA00")
    assert 0 < len(here) < len(found)
    (school,) = region.answer("list", "schools", "--school", "99ZA00")
    assert {one["place"] for one in here} == {school["id"]}
    (first, *_) = region.did("list", "clashes").splitlines()[1:]
    assert first.startswith("kan niet")
    holiday = region.answer("list", "clashes", "--week", "2026-W52")
    gaps = {one["about"][0] for one in found if one["kind"] == "need_not_covered"}
    assert {one["about"][0] for one in holiday if one["kind"] == "need_not_covered"} >= gaps
    assert not [one for one in holiday if one["kind"] == "double_booked"]


@pytest.mark.parametrize("name", ["cases", "schools", "visits", "gaps"])
def test_a_list_of_one_school_holds_that_school_only(region: CommandLine, name: str) -> None:
    """The two schools together, with what is at no school, make the whole list."""
    code = "99ZA00"
    found = region.answer("list", name, "--school", code)
    assert found
    assert all((one if name == "schools" else one["school"])["site_code"] == code for one in found)
    assert len(found) < len(region.answer("list", name))


def test_a_week_holds_the_visits_of_its_rhythm(region: CommandLine) -> None:
    """2026-W48 is even: what comes in odd weeks is in the next one. Each visit has its date."""
    even = region.answer("list", "visits", "--week", "2026-W48")
    odd = region.answer("list", "visits", "--week", "2026-w49")
    assert {one["rhythm"] for one in even} <= {"weekly", "even"}
    assert {one["rhythm"] for one in odd} <= {"weekly", "odd"}
    assert min(one["date"] for one in even) == "2026-11-23"


def test_a_week_that_does_not_exist_is_wrong_usage(region: CommandLine) -> None:
    """2027 has 52 weeks."""
    assert "Deze week bestaat niet" in region.refused("list", "visits", "--week", "2027-W53", code=2)
    assert "2026-W48" in region.refused("list", "visits", "--week", "volgende", code=2)


def test_a_case_shows_names_only_when_asked_and_logs_that(region: CommandLine) -> None:
    """Without --names neither the name nor the note of a child is anywhere; the access log tells it apart, per child."""
    case_id = region.answer("list", "cases")[0]["id"]
    added = region.answer("add", "pupil", "--case", case_id, "--name", "Zilver Maan", "--note", "Houdt van water")
    plain = region.did("show", "case", case_id) + region.on_store("show", "case", case_id, "--json").stdout
    assert "Zilver Maan" not in plain
    assert "Houdt van water" not in plain
    assert added["pseudonym"] in plain
    rows_before = log_of(region)
    named = region.did("show", "case", case_id, "--names")
    assert "Zilver Maan" in named
    assert "Houdt van water" in named
    logged = [row for row in log_of(region)[len(rows_before) :] if row.action == audit.Action.READ]
    assert (added["id"], f"case={case_id} name") in [(row.subject, row.details) for row in logged]
    assert all(row.object == "pupil" for row in logged)
    assert "Zilver" not in repr(logged)


def log_of(line: CommandLine) -> list[audit.LogRow]:
    """Return the access log."""
    with line.open() as store, store.read() as session:
        return [row for row, _ in audit.rows(session.connection())]


def test_a_list_never_shows_the_name_of_a_child(region: CommandLine) -> None:
    """Gaps, the one list with children in it, speak of pseudonyms."""
    names = {
        str(getattr(one, "name", ""))
        for one in invented_region(1, 2, today=region.clock().date())
        if hasattr(one, "pseudonym")
    }
    told = region.did("list", "gaps") + region.on_store("list", "gaps", "--json").stdout
    assert not [name for name in names if name and name in told]


def test_the_log_is_whole_until_somebody_changes_it(region: CommandLine) -> None:
    """A changed row is named, with exit code 3."""
    assert "heel" in region.did("audit", "verify")
    assert region.answer("audit", "verify") == {"whole": True, "fault": None}
    with region.open() as store, store.unit_of_work("Geknoei") as work:
        work.connection.exec_driver_sql("UPDATE audit SET actor = 'iemand anders' WHERE number = 2")
    result = region.on_store("audit", "verify")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "regel 2 gewijzigd" in result.stderr
