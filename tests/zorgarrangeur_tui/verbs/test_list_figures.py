"""All care along one cut, on the command line."""

from __future__ import annotations

from pathlib import Path

from cli_kit import CommandLine

from storage.models import School, site_id
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case


def test_figures_are_told_along_a_cut_with_a_warning(line: CommandLine) -> None:
    """The same figures as text and as values; the text says that small numbers are not shielded."""
    with line.open() as store:
        case = open_case(store, {"title": "Verpleging", "school_id": "5" * 32})
        pupil = add_pupil(store, case.id, {"municipality": "Waterhoven"})
        add_need(store, case.id, pupil.id, {"kind": "nursing", "minutes_needed": 90})
    text = line.did("list", "figures", "--by", "municipality")
    assert "Waterhoven" in text
    assert "1:30" in text
    assert "Publiceer ze niet" in text
    answer = line.answer("list", "figures", "--by", "pot")
    assert [(part["name"], part["unfunded"]) for part in answer["parts"]] == [("Niemand betaalt", 90.0)]
    assert answer["total"]["pupils"] == 1


def test_the_two_ways_are_compared_under_own_assumptions(line: CommandLine) -> None:
    """Each assumption is told with its source; a number that cannot be, or a name that is none, is refused."""
    with line.open() as store:
        with store.unit_of_work("proef") as work:
            work.add(School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg"))
        case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
        pupil = add_pupil(store, case.id, {})
        add_need(store, case.id, pupil.id, {"kind": "individual_guidance", "minutes_needed": 600})
    answer = line.answer("compare", "--school", "99ZZ00", "--assume", "group_size=5")
    assert answer["individual"]["hours_per_week"] == 10
    own = {one["name"]: one["value"] for one in answer["assumptions"] if one["own"]}
    assert own == {"group_size": 5}
    assert all(one["source"] for one in answer["assumptions"])
    assert "per kind of samen" in line.did("compare", "--school", "99ZZ00")
    assert "group_size" in line.refused("compare", "--school", "99ZZ00", "--assume", "group_size=0")
    assert "group_size" in line.refused("compare", "--school", "99ZZ00", "--assume", "mooi=1")


def test_figures_are_kept_and_scenarios_used_again(line: CommandLine) -> None:
    """A name that is not there is refused with those that are; what was kept begins a comparison."""
    with line.open() as store:
        with store.unit_of_work("proef") as work:
            work.add(School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg"))
        assert "nog geen zorg" in line.refused("freeze", "Te vroeg")
        case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
        add_need(store, case.id, add_pupil(store, case.id, {}).id, {"kind": "nursing", "minutes_needed": 600})
    line.did("freeze", "Begin", "--school", "99ZZ00")
    assert [one["name"] for one in line.answer("list", "freezes")] == ["Begin"]
    changes = line.answer("list", "freezes", "--compare", "Begin")
    assert {one["before"] == one["after"] for one in changes} == {True}
    assert "Begin" in line.refused("list", "freezes", "--compare", "Einde")
    line.did("compare", "--school", "99ZZ00", "--assume", "group_size=6", "--keep", "Zes tegelijk")
    assert line.answer("list", "scenarios", "--school", "99ZZ00")[0]["assumptions"] == ["group_size=6"]
    again = line.answer("compare", "--school", "99ZZ00", "--scenario", "zes tegelijk")
    assert [one["value"] for one in again["assumptions"] if one["own"]] == [6]
    assert "Zes tegelijk" in line.refused("compare", "--school", "99ZZ00", "--scenario", "Zeven")


def test_a_table_for_others_is_tried_first_and_then_made(line: CommandLine, tmp_path: Path) -> None:
    """A try tells what would be hidden and writes nothing; cuts that do not go together are wrong usage."""
    with line.open() as store:
        case = open_case(store, {"title": "Verpleging", "school_id": "5" * 32})
        for _ in range(2):
            pupil = add_pupil(store, case.id, {"municipality": "Waterhoven"})
            add_need(store, case.id, pupil.id, {"kind": "nursing", "minutes_needed": 90})
    out = tmp_path / "cijfers.csv"
    words = ("report", "figures", "--by", "municipality", "--for", "region", "--out", str(out), "--reason", "Overleg")
    tried = line.answer(*words, "--dry-run")
    hidden = {"row": "Andere gemeenten, of niet bekend", "column": "Verpleging", "reason": "small"}
    assert hidden in tried["hidden"]
    assert "Waterhoven" not in str(tried)
    assert "omdat het om te weinig kinderen" in line.did(*words, "--dry-run")
    assert not out.exists()
    assert "minder dan 5" in line.did(*words)
    assert '"Andere gemeenten, of niet bekend";"."' in out.read_text()
    assert (
        line.answer(*words[:-4], "--out", str(tmp_path / "x.csv"), "--reason", "Weer", "--dry-run")["compared_with"]
        == 1
    )
    assert "--across kind" in line.refused("report", "figures", "--by", "pot", "--across", "law", *words[4:], code=2)
