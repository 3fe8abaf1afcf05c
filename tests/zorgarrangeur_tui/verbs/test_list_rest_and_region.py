"""Rust and the region desk on the command line."""

from __future__ import annotations

from cli_kit import CommandLine

from storage import audit
from storage.models import FixedBond, Provider, site_id
from zorgarrangeur_tui.desk.board import place_visit
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.providers import add_professional

SCHOOL = site_id("99ZA00")


def fill(line: CommandLine) -> str:
    """Add a child with a visit and without anybody who pays, and two fixed providers; return its pseudonym."""
    with line.open() as store:
        case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
        pupil = add_pupil(store, case.id, {})
        need = add_need(store, case.id, pupil.id, {"kind": "nursing", "minutes_needed": 120})
        one, other = Provider(name="Windroos"), Provider(name="Meerkoet")
        with store.unit_of_work("proef") as work:
            work.add(one, other, *(FixedBond(school_id=SCHOOL, provider_id=each.id) for each in (one, other)))
        person = add_professional(store, one.id, {"name": "Anja"})
        place_visit(store, {"school_id": SCHOOL, "professional_id": person.id, "serves": [need.id], "starts_on": None})
        return pupil.pseudonym


def looks(line: CommandLine) -> list[tuple[str, str]]:
    """Return which lists with children were shown, and how long they were."""
    with line.open() as store, store.read() as session:
        rows = [row for row, _ in audit.rows(session.connection()) if row.action == audit.Action.SEARCH]
    return [(row.object, row.details) for row in rows if row.object in {"rest", "region"}]


def test_rust_per_place_and_per_child(at_school: CommandLine) -> None:
    """Places hold no child; the children of a school are told by pseudonym, and that is logged."""
    pseudonym = fill(at_school)
    [place] = at_school.answer("list", "rest")
    assert (place["name"], place["providers"], place["faces"], place["familiar"]) == (
        "De Wilgenroos",
        1,
        1,
        {"same": 1, "all": 1},
    )
    at_school.did("freeze", "Begin", "--school", "99ZA00")
    [frozen] = at_school.answer("list", "rest")[0]["freezes"]
    assert frozen["changes"]["faces"] == {"before": 1, "after": 1}
    text = at_school.did("list", "rest")
    assert "De Wilgenroos" in text
    assert pseudonym not in text
    assert looks(at_school) == []
    assert [one["pupil"] for one in at_school.answer("list", "rest", "--school", "99ZA00")] == [pseudonym]
    assert pseudonym in at_school.did("list", "rest", "--school", "99ZA00")
    assert at_school.answer("list", "rest", "--school", "99ZB00") == []
    assert looks(at_school) == [("rest", "found=1"), ("rest", "found=1"), ("rest", "found=0")]


def test_the_region_part_by_part(at_school: CommandLine) -> None:
    """Who is where as a line per provider, in full; a part with children is logged, others are not."""
    pseudonym = fill(at_school)
    text = at_school.did("list", "region")
    assert {tuple(line.split()[-2:]) for line in text.splitlines()[1:3]} == {("V", "1:00"), ("Meerkoet", "V")}
    [place] = at_school.answer("list", "region")
    assert [(one["name"], one["fixed"], one["minutes"]) for one in place["providers"]] == [
        ("Windroos", True, 60),
        ("Meerkoet", True, 0),
    ]
    assert "Geen evaluatie of OPP is te laat" in at_school.did("list", "region", "--part", "late")
    [unpaid] = at_school.answer("list", "region", "--part", "unfunded")
    assert (unpaid["pupil"], unpaid["unpaid"], unpaid["attention"]) == (pseudonym, 120, True)
    assert looks(at_school) == [("region", "found=0"), ("region", "found=1")]
