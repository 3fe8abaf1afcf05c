"""Reports that others may read: of a school and of a region, with no small number and no text of a case in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from postcode_kit import postcode_file, postcode_line

from storage import audit
from storage.models import Agreement, Barrier, CareNeed, Case, Entitlement, Pupil, School, site_id
from storage.publications import publications
from storage.store import Store
from zorgarrangeur_tui.desk.home_counts import import_counts
from zorgarrangeur_tui.desk.publications import PUBLISHED_MEANWHILE, Audience, TableChoice, plan_table, publish_table
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.reports_for_others import (
    TOO_FEW,
    plan_region_report,
    plan_school_report,
    publish_report,
)
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.remembered import from_text

APPLE, BIRCH = site_id("99AA01"), site_id("99AA02")
SECRETS = ("Otter", "Schiermonnikoog", "Geheime titel", "Wet van Jan", "Bouwtekening")


@pytest.fixture
def region(make_store: Callable[..., Store]) -> Store:
    """Return a store with a school of 43 children, 3 of them by the Wlz and 1 from far away, and a school of 2."""
    store = make_store("coordinator")
    with store.unit_of_work("proef") as work:
        for school, code, name in ((APPLE, "99AA01", "De Appelbrug"), (BIRCH, "99AA02", "De Berkenhof")):
            work.add(School(id=school, site_code=code, name=name, kind="so"))
        for school, count in ((APPLE, 43), (BIRCH, 2)):
            case = f"zaak{count}"
            work.add(
                Case(id=case, title="Geheime titel", school_id=school),
                Barrier(case_id=case, law="Wet van Jan", title="Bouwtekening", pupils_hit=1),
                Agreement(case_id=case, title="Geheime titel", municipalities_in=["Delft", "Schiermonnikoog"]),
            )
            for number in range(count):
                pupil, need = f"otter{count}-{number}", f"need{count}-{number}"
                town = "Schiermonnikoog" if number == 0 else "Delft"
                law = "long_term_care_act" if number >= 40 else "youth_act"
                work.add(
                    Pupil(id=pupil, case_id=case, pseudonym=f"Otter {number}", municipality=town),
                    CareNeed(id=need, case_id=case, pupil_id=pupil, kind="nursing", minutes_needed=90),
                    Entitlement(case_id=case, pupil_id=pupil, need_id=need, law=law, state="present"),
                )
    return store


@pytest.mark.parametrize("audience", list(Audience))
def test_no_child_no_small_number_and_no_text_of_a_case_is_in_a_report_for_others(
    region: Store, tmp_path: Path, audience: Audience
) -> None:
    """It says under which rules, for whom, and what is not in it; a gemeente of one own child is nowhere."""
    for name in ("regio", "school"):
        path = tmp_path / f"{name}.md"
        plan = plan_region_report(region, audience) if name == "regio" else plan_school_report(region, APPLE, audience)
        publish_report(region, plan, path, reason="OOGO")
        text = path.read_text(encoding="utf-8")
        least = {Audience.REGION: 5, Audience.OUTSIDE: 10}[audience]
        for words in (
            f"Aantallen van minder dan {least} staan er niet in",
            "## Wat er niet in staat",
            "Een punt betekent",
            "De gemeente is die volgens het woonplaatsbeginsel betaalt",
            "Jw: Jeugdwet; Wlz: Wet langdurige zorg",
            "## Kinderen met zorg, naar soort zorg en wet",
        ):
            assert words in text
        for secret in (*SECRETS, "Intern", "De Berkenhof"):
            assert secret not in text
        assert "€" not in text


def test_only_gemeenten_that_duo_counted_are_told_at_the_table(region: Store, tmp_path: Path) -> None:
    """With DUO's number; the gemeente of one child in a case is not one of them, and it is not in the region either."""
    lines = (postcode_line("3660", "Vlonderdam", "20", site="99AA01", school="De Appelbrug"),)
    import_counts(region, [("lijst.csv", postcode_file(*lines))])
    with region.unit_of_work("afspraak") as work:
        work.add(
            Agreement(
                case_id="zaak43",
                title="Geheime titel",
                municipalities_in=["Delft"],
                signed_on=date(2026, 1, 1),
                starts_on=date(2026, 1, 1),
            )
        )
    for name in ("regio", "school"):
        path = tmp_path / f"{name}.md"
        plan = (
            plan_region_report(region, Audience.REGION)
            if name == "regio"
            else plan_school_report(region, APPLE, Audience.REGION)
        )
        publish_report(region, plan, path, reason="OOGO")
        text = path.read_text(encoding="utf-8")
        table = text[text.index("## Wie er aan tafel zit") : text.index("## Hoe deze cijfers")]
        assert "| Vlonderdam |" in table
        assert "| 20 |" in table
        assert "Delft" not in table
        for secret in SECRETS:
            assert secret not in text


def test_what_is_hidden_stays_hidden_in_the_document(region: Store, tmp_path: Path) -> None:
    """Three children by the Wlz are a point, and so is enough else; forty by the Jeugdwet are shown, rounded."""
    plan = plan_school_report(region, APPLE, Audience.REGION)
    publish_report(region, plan, tmp_path / "school.md", reason="OOGO")
    rows = [line for line in (tmp_path / "school.md").read_text(encoding="utf-8").splitlines() if "Verpleging" in line]
    assert rows[-1] == "| Verpleging | . | . | 0 | 0 | 0 | 0 | 45 |"


def test_a_report_is_one_act_logged_with_its_school_and_remembered(region: Store, tmp_path: Path) -> None:
    """The next table for the same readers is held against it."""
    plan = plan_school_report(region, APPLE, Audience.REGION)
    made = publish_report(region, plan, tmp_path / "school.pdf", reason="OOGO")
    with region.read() as session:
        [row] = [row for row, _ in audit.rows(session.connection()) if row.object == "published_report"]
        [kept] = publications(session.connection(), list(Audience))
    assert (row.subject, row.reason, row.action) == (APPLE, "OOGO", audit.Action.PRINT)
    assert made.export_id in row.details
    assert len(from_text(kept.tables)) == len(plan.tables.tables)
    assert plan_region_report(region, Audience.REGION).tables.earlier == 1


def test_a_report_that_was_looked_at_too_long_ago_is_not_made(region: Store, tmp_path: Path) -> None:
    """Another table left meanwhile, with which it was not compared."""
    plan = plan_region_report(region, Audience.REGION)
    publish_table(region, plan_table(region, TableChoice(Cut.PLACE, Cut.KIND)), tmp_path / "t.csv", reason="Overleg")
    with pytest.raises(ActRefused) as refused:
        publish_report(region, plan, tmp_path / "regio.pdf", reason="OOGO")
    assert str(refused.value) == PUBLISHED_MEANWHILE
    assert not (tmp_path / "regio.pdf").exists()


def test_of_a_school_with_too_few_children_there_is_no_report_for_others(region: Store) -> None:
    """A report with only points would still tell that there are some."""
    with pytest.raises(ActRefused) as refused:
        plan_school_report(region, BIRCH, Audience.REGION)
    assert str(refused.value) == TOO_FEW
