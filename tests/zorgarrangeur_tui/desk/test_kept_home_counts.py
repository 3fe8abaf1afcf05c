"""DUO's counts as the store keeps them: which schools are told, and what may be added up."""

from __future__ import annotations

from pathlib import Path

import pytest
from postcode_kit import postcode_file, postcode_line

from storage.models import School, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.home_counts import import_counts
from zorgarrangeur_tui.desk.home_municipalities import kept_homes, kept_homes_of
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.screens.home_municipalities_lines import HomePart, home_page, total_sections
from zorgarrangeur_tui.testing import make_store

OLDER = postcode_file(
    postcode_line("3660", "Vlonderdam", "20", site="99ZX00", school="De Eland"),
    postcode_line("3660", "Vlonderdam", "90", site="99ZY00", kind="Bo", school="De Bever"),
    postcode_line("3660", "Vlonderdam", "30", site="99ZB00", kind="Bo", school="De Ruiterbrug"),
)
NEWER = postcode_file(postcode_line("3660", "Vlonderdam", "7", site="99ZA00", day="20251001"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store in which a primary school has a case with a child, and in which both lists were read in."""
    made = make_store(tmp_path / "opslag")
    with made.unit_of_work("School") as work:
        work.add(School(id=site_id("99ZB00"), site_code="99ZB00", name="De Ruiterbrug", kind="bao"))
    add_pupil(made, open_case(made, {"title": "Zorg", "school_id": site_id("99ZB00")}).id, {"municipality": "Drieveld"})
    for data in (OLDER, NEWER):
        import_counts(made, [("lijst.csv", data)])
    return made


def test_so_and_vso_are_told_and_of_other_schools_those_with_a_case(store: Store) -> None:
    """The primary school where a child gets care has its count too; another is only there when all are asked."""
    day = store.clock().date()
    sites = kept_homes(store, day)
    assert [(one.name, one.pupils.most, one.own_pupils) for one in sites] == [
        ("De Ruiterbrug", 30, 1),
        ("De Eland", 20, 0),
        ("De Wilgenroos", 7, 0),
    ]
    assert "De Bever" in [one.name for one in kept_homes(store, day, every_kind=True)]
    assert kept_homes_of(store, "99ZB00", day) == sites[0]
    assert kept_homes_of(store, "99ZQ00", day) is None


def test_counts_of_two_days_are_never_added_up(store: Store) -> None:
    """In totals only the newest day counts, with all own pupils, and the rules say so."""
    page = home_page(kept_homes(store, store.clock().date()), store.clock().date())
    [unknown] = page.totals[HomePart.YOUTH_REGIONS]
    assert (unknown.pupils.most, unknown.own_pupils, unknown.sites) == (7, 1, {"99ZA00", "99ZB00"})
    [section, _] = total_sections(page, HomePart.YOUTH_REGIONS, "")
    assert section.lines == [
        ("De Ruiterbrug", "alleen eigen leerlingen"),
        ("De Wilgenroos", "7 leerlingen uit 1 gemeente"),
    ]
    assert "Van 2 scholen is er alleen een oudere telling" in page.rules[0]


def test_a_list_of_something_else_changes_nothing(store: Store) -> None:
    """What was kept stays."""
    before = kept_homes(store, store.clock().date(), every_kind=True)
    with pytest.raises(FileRefused, match="niets ingelezen"):
        import_counts(store, [("x.csv", b"naam\nx\n")])
    assert kept_homes(store, store.clock().date(), every_kind=True) == before
