"""The importers of reference data on files that nobody here made up, kept beside the repository."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from storage.models import RegionBody
from storage.models.casework_codes import CodeList, RegionKind
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.reference import code_entries_on, regions_on, tariffs_on
from zorgarrangeur_tui.desk.reference_import import import_reference, plan_reference_import
from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions
from zorgarrangeur_tui.testing import make_store

DATA = Path(__file__).parents[3].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the folder ../shared/data with real lists is not there")

FILES = (
    ("municipalities", "geo/municipalities_2024.csv", ReferenceOptions(), 342, 0),
    ("tariffs", "care/pgb_tariffs_bollenstreek_2024.csv", ReferenceOptions(region="Bollenstreek"), 16, 0),
    ("codes", "care/ijw32_codes.csv", ReferenceOptions(), 62, 38),
    ("codes", "care/wmo_product_categories.csv", ReferenceOptions(code_list=CodeList.IWMO_CATEGORY), 18, 0),
)
DAY = date(2026, 11, 23)


def regions_named(store: Store) -> Counter[str]:
    """Return how many regions of each kind are in the store."""
    return Counter(row.kind for row in living(store, RegionBody))


def test_every_line_of_the_real_files_is_used_or_refused_with_a_reason_and_only_once(tmp_path: Path) -> None:
    """Each is read in, gives answers, and read again, with and without a day, changes nothing."""
    with make_store(tmp_path / "opslag") as store:
        for kind, name, options, lines, refused in FILES:
            done = import_reference(store, kind, name, (DATA / name).read_bytes(), options)
            assert (done.lines_read, done.refused_count, done.changed_count) == (lines, refused, 0)
            for since in (None, DAY):
                again = ReferenceOptions(since, "", options.region, options.delivery_form, options.code_list)
                plan = plan_reference_import(store, kind, name, (DATA / name).read_bytes(), again)
                assert plan.changes == ()
        assert regions_named(store) == {
            RegionKind.YOUTH_REGION: 42,
            RegionKind.CARE_OFFICE: 32,
            RegionKind.SCHOOL_ALLIANCE: 150,
        }
        assert regions_on(store, "S GRAVENHAGE", DAY).youth_region == "Haaglanden"
        assert regions_on(store, "Nuenen c.a.", DAY).care_office == "Zorgkantoor Zuid-Oost Brabant"
        assert regions_on(store, "Amsterdam", DAY).youth_region == ""
        [hbo] = [row for row in tariffs_on(store, DAY, level="hbo", region="Bollenstreek") if row.code == "45A48"]
        assert (hbo.cents, hbo.unit) == (7800, "hour")
        assert len(code_entries_on(store, CodeList.IJW_CATEGORY, DAY)) == 24
