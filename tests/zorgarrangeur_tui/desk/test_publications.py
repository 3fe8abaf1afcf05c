"""Figures that leave the store: made safe, held against what left before, and remembered without any child."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storage import audit, erasing
from storage.models import CareNeed, Case, Pupil, School, Threshold, site_id
from storage.publications import publications
from storage.store import Store
from zorgarrangeur_tui.desk.publications import Audience, TableChoice, plan_table, publish_table
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.thresholds import ROUNDING
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.disclosure_rules import Reason
from zorgarrangeur_tui.insight.publishable import Counted
from zorgarrangeur_tui.insight.remembered import ExactBefore, from_text
from zorgarrangeur_tui.reports.csv_text import rows_of

BY_KIND = TableChoice(Cut.PLACE, Cut.KIND)


def add_children(store: Store, code: str, kind: str, how_many: int) -> list[str]:
    """Add a case at a school with children who need an hour of a kind of care, and return their ids."""
    case = f"{code}-{kind}"
    children = [f"{case}-{number}" for number in range(how_many)]
    with store.unit_of_work("proef") as work:
        work.add(Case(id=case, title="Zorg", school_id=site_id(code)))
        for child in children:
            work.add(
                Pupil(id=child, case_id=case, pseudonym=f"Otter {child}"),
                CareNeed(id=f"need-{child}", case_id=case, pupil_id=child, kind=kind, minutes_needed=60),
            )
    return children


@pytest.fixture
def region(make_store: Callable[..., Store]) -> Store:
    """Return a store with two schools: 12 and 3 children with nursing, 20 and 9 with guidance."""
    store = make_store()
    with store.unit_of_work("proef") as work:
        for code, name in (("99AA01", "De Appelbrug"), ("99AA02", "De Berkenhof")):
            work.add(School(id=site_id(code), site_code=code, name=name))
    for code, nursing, guidance in (("99AA01", 12, 20), ("99AA02", 3, 9)):
        add_children(store, code, "nursing", nursing)
        add_children(store, code, "individual_guidance", guidance)
    return store


def test_the_small_number_is_not_in_the_file_and_the_log_tells_why_it_was_made(region: Store, tmp_path: Path) -> None:
    """The rows and columns of the file are those of the plan; what is hidden is told with its reason before."""
    plan = plan_table(region, BY_KIND)
    assert plan.table.hidden["De Berkenhof", "Verpleging"] is Reason.SMALL
    assert any("De Berkenhof / Verpleging" in places for _, places in plan.hidden_in_words)
    made = publish_table(region, plan, tmp_path / "zorg.csv", reason="Overleg met de regio")
    [headers, first, second, *_] = rows_of((tmp_path / "zorg.csv").read_bytes())
    assert headers == ["School of zorglocatie", "Begeleiding individueel", "Verpleging", "Totaal"]
    assert (first[0], second[0], second[2]) == ("De Appelbrug", "De Berkenhof", ".")
    with region.read() as session:
        row, _ = list(audit.rows(session.connection()))[-1]
    assert (row.reason, row.object) == ("Overleg met de regio", "published_figures")
    assert made.export_id in row.details


def test_a_reader_in_the_region_also_has_what_went_outside_and_not_the_other_way_round(
    region: Store, tmp_path: Path
) -> None:
    """So a table is held against every earlier one that its readers may have."""
    for audience in Audience:
        plan = plan_table(region, TableChoice(Cut.PLACE, Cut.KIND, audience=audience))
        publish_table(region, plan, tmp_path / f"{audience}.csv", reason="Overleg")
    assert plan_table(region, TableChoice(Cut.PLACE, Cut.KIND, audience=Audience.REGION)).earlier == 2
    assert plan_table(region, TableChoice(Cut.PLACE, Cut.KIND, audience=Audience.OUTSIDE)).earlier == 1


def test_nothing_that_is_remembered_points_at_a_child(region: Store, tmp_path: Path) -> None:
    """No id, no pseudonym, and not even a number that was hidden; so erasing a child leaves nothing of it here."""
    for counted in Counted:
        choice = TableChoice(Cut.PLACE, Cut.KIND, counted)
        publish_table(region, plan_table(region, choice), tmp_path / f"{counted}.csv", reason="Overleg")
    with region.unit_of_work("gewist") as work:
        erasing.purge(work, ["99AA02-nursing-0", "need-99AA02-nursing-0"])
    assert erasing.finish(region)
    with region.read() as session:
        rows = publications(session.connection(), list(Audience))
    assert len(rows) == 2
    for row in rows:
        assert "99AA0" not in row.tables
        assert "Otter" not in row.tables
        [kept] = from_text(row.tables)
        assert len(kept.shown) < len(plan_table(region, BY_KIND).table.table.places)


def test_minutes_leave_once_for_the_same_readers_and_children_as_often_as_one_wants(
    region: Store, tmp_path: Path
) -> None:
    """Minutes are exact, so the difference between two tables would tell; the same table of children may leave again."""
    minutes = TableChoice(Cut.PLACE, Cut.KIND, Counted.MINUTES)
    publish_table(region, plan_table(region, minutes), tmp_path / "minuten.csv", reason="Overleg")
    for choice in (
        TableChoice(Cut.PLACE, Cut.LAW, Counted.MINUTES),
        TableChoice(Cut.PLACE, Cut.KIND, Counted.MINUTES, Audience.OUTSIDE),
    ):
        with pytest.raises(ExactBefore, match="maar één keer"):
            plan_table(region, choice)
    first = plan_table(region, BY_KIND)
    publish_table(region, first, tmp_path / "eerst.csv", reason="Overleg")
    assert plan_table(region, BY_KIND).table.rows == first.table.rows


def test_children_leave_once_as_well_when_counts_are_not_rounded(region: Store, tmp_path: Path) -> None:
    """A region that sets rounding off has exact tables, of which there can be one: by other cuts they share totals.

    What one table hides in two gemeenten, another by jeugdregio gives together.
    """
    with region.unit_of_work("proef") as work:
        work.add(Threshold(name=ROUNDING, value=1))
    publish_table(region, plan_table(region, BY_KIND), tmp_path / "eerst.csv", reason="Overleg")
    for choice in (BY_KIND, TableChoice(Cut.MUNICIPALITY, Cut.KIND), TableChoice(Cut.PLACE, Cut.LAW)):
        with pytest.raises(ExactBefore):
            plan_table(region, choice)


def test_a_table_that_was_not_held_against_the_last_one_is_not_written(region: Store, tmp_path: Path) -> None:
    """Two plans, one file: the second is refused, and there is no trace of it."""
    first, second = plan_table(region, BY_KIND), plan_table(region, BY_KIND)
    publish_table(region, first, tmp_path / "eerst.csv", reason="Overleg")
    with pytest.raises(ActRefused, match="Intussen"):
        publish_table(region, second, tmp_path / "tweede.csv", reason="Overleg")
    assert [one.name for one in tmp_path.glob("*.csv")] == ["eerst.csv"]
    with region.read() as session:
        assert len(publications(session.connection(), list(Audience))) == 1
