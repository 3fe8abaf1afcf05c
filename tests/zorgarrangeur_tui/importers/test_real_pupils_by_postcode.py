"""The gemeenten behind so and vso on the files that nobody here made up, kept beside the repository."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from storage.store import Store
from zorgarrangeur_tui.desk.home_counts import import_counts
from zorgarrangeur_tui.desk.home_municipalities import SPECIAL_KINDS, homes_per_site, kept_homes
from zorgarrangeur_tui.desk.reference_import import import_reference
from zorgarrangeur_tui.importers.pupils_by_postcode import read_pupils_by_postcode
from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions
from zorgarrangeur_tui.insight.home_municipalities_regions import school_alliances, youth_regions
from zorgarrangeur_tui.testing import make_store

DATA = Path(__file__).parents[3].parent / "shared" / "data"
FOLDER = DATA / "pupils_by_postcode"
REGIONS = DATA / "geo" / "municipalities_2024.csv"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder ../shared/data with real lists is not there")


def counted_slowly() -> dict[str, tuple[set[tuple[str, str]], int, int]]:
    """Return per so or vso site its kinds and gemeenten, and its least and most pupils, from the bare cells."""
    found: dict[str, tuple[set[tuple[str, str]], int, int]] = {}
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                if row["SOORT_PO"] not in ("So", "Vso"):
                    continue
                site = row["INSTELLINGSCODE"] + row["VESTIGINGSCODE"]
                homes, least, most = found.get(site, (set(), 0, 0))
                if row["POSTCODE_LEERLING"] not in ("10", "20", "30", "40"):
                    homes = homes | {(row["SOORT_PO"], row["GEMEENTENAAM_LEERLING"])}
                ages = [number for name, number in row.items() if name.startswith("LEEFTIJD_")]
                least += sum(1 if number == "<5" else int(number) for number in ages)
                most += sum(4 if number == "<5" else int(number) for number in ages)
                found[site] = (homes, least, most)
    return found


def regions_slowly() -> dict[str, dict[str, str]]:
    """Return the row of every gemeente in the bare list."""
    with REGIONS.open(encoding="utf-8-sig", newline="") as file:
        return {row["gemeente"]: row for row in csv.DictReader(file, delimiter=";")}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store with the real gemeenten and their regions."""
    made = make_store(tmp_path / "opslag")
    import_reference(made, "municipalities", REGIONS.name, REGIONS.read_bytes(), ReferenceOptions())
    return made


def test_the_home_gemeenten_of_every_so_and_vso_site_come_out_exactly(store: Store) -> None:
    """So does each site's least and most number of pupils, and its jeugdregio's, also once they are kept.

    Only the empty file is not used.
    """
    found = read_pupils_by_postcode([(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.csv"))])
    assert [one.name for one in found.files if one.refused] == ["Ridderkerk afgeschermd.csv"]
    assert [one.problems for one in found.files if one.problems] == []
    with store:
        day = store.clock().date()
        sites = [one for one in homes_per_site(store, found.lines, day) if one.kind in SPECIAL_KINDS]
        import_counts(store, [(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.csv"))])
        kept = kept_homes(store, day)
    assert found.count_day is not None
    assert [replace(one, counted_on=None) for one in sorted(kept, key=lambda one: one.site_code)] == sites
    assert {one.counted_on for one in kept} == {found.count_day}
    slow, regions = counted_slowly(), regions_slowly()
    assert len(slow) == 112
    numbers = {site: len({home for _, home in homes}) for site, (homes, _, _) in slow.items()}
    assert {one.site_code: one.home_count for one in sites} == numbers
    assert max(one.home_count for one in sites) == 50
    for site in sites:
        by_kind, least, most = slow[site.site_code]
        homes = {home for _, home in by_kind}
        assert {one.name for one in site.municipalities} == homes
        assert (site.pupils.least, site.pupils.most) == (least, most)
        youth = [regions[home]["jeugdregio_2016"] for home in homes]
        known = {name for name in youth if name and "|" not in name}
        assert {row.name for row in youth_regions(site).rows} - {""} == known
        open_ones = sum(not name or "|" in name for name in youth)
        assert youth_regions(site).count.most == len(known) + open_ones
        codes = [regions[home]["swv_po_2015" if kind == "So" else "swv_vo_2015"] for kind, home in by_kind]
        certain = {code for code in codes if code and "|" not in code}
        assert {row.name for row in school_alliances(site).rows} - {""} == certain
        open_ones = sum(not code or "|" in code for code in codes)
        assert school_alliances(site).count.most == len(certain) + open_ones


def test_a_postcode_lies_in_one_gemeente_throughout_the_files() -> None:
    """On that the counting by gemeente rests."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                places[row["POSTCODE_LEERLING"]].add(row["GEMEENTENAAM_LEERLING"])
    assert len(places) > 700
    assert {code for code, names in places.items() if len(names) > 1} == set()
