"""The anonymous figures of a school year: made and remembered as one act, and read by others without anything taken in."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from store_kit import FrozenClock, meet

from storage import audit
from storage.bundle_errors import BundleReplayed, NotFigures, SeriesForked
from storage.bundle_format import FIRST_PREVIOUS, read_header, seal_open
from storage.bundle_log import bundle_rows
from storage.figures_text import write_figures
from storage.models import CareNeed, Case, Entitlement, Pupil, School, Threshold, site_id
from storage.publications import publications
from storage.reference_bundles import export_reference
from storage.statistics_bundles import look_at_figures
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.arrival_folder import WatchedFolder
from zorgarrangeur_tui.desk.arrival_import import take_in_all
from zorgarrangeur_tui.desk.arrival_states import FIGURES_SEEN, ArrivalState, judged, known_here
from zorgarrangeur_tui.desk.arrivals import take_in
from zorgarrangeur_tui.desk.monitor_figures import plan_monitor, publish_monitor
from zorgarrangeur_tui.desk.publications import Audience, TableChoice, plan_table, publish_table
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.domain.thresholds import ROUNDING
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.disclosure_rules import Reason
from zorgarrangeur_tui.insight.remembered import ExactBefore, from_text

YEAR = SchoolYear(2026)


def fill(store: Store) -> None:
    """Add a school with 40 children whose care the Jeugdwet pays, 3 of whom by the Wlz, and one child from far away."""
    with store.unit_of_work("proef") as work:
        work.add(School(id=site_id("99AA01"), site_code="99AA01", name="De Appelbrug", kind="so"))
        work.add(Case(id="c" * 32, title="Zorg", school_id=site_id("99AA01")))
        for number in range(43):
            pupil, need = f"otter{number}", f"need{number}"
            town = "Schiermonnikoog" if number == 0 else "Delft"
            law = "long_term_care_act" if number >= 40 else "youth_act"
            work.add(
                Pupil(id=pupil, case_id="c" * 32, pseudonym=f"Otter {number}", municipality=town),
                CareNeed(id=need, case_id="c" * 32, pupil_id=pupil, kind="nursing", minutes_needed=90),
                Entitlement(case_id="c" * 32, pupil_id=pupil, need_id=need, law=law, state="present"),
            )


@pytest.fixture
def maker(make_store: Callable[..., Store]) -> Store:
    """Return the store of a coordinator with care in it."""
    store = make_store("coordinator")
    fill(store)
    return store


@pytest.fixture
def reader(maker: Store, make_store: Callable[..., Store]) -> Store:
    """Return the store of somebody who compared numbers with the coordinator."""
    store = make_store()
    meet(store, maker)
    return store


def made(store: Store, path: Path, audience: Audience = Audience.OUTSIDE) -> bytes:
    """Return a new file of figures."""
    publish_monitor(store, plan_monitor(store, YEAR, audience), path, reason="Landelijke monitor")
    return path.read_bytes()


def last_log_row(store: Store) -> audit.LogRow:
    """Return the newest row of the log."""
    with store.read() as session:
        entry, _ = list(audit.rows(session.connection()))[-1]
    return entry


def test_what_was_looked_at_is_what_stands_in_the_file(maker: Store, tmp_path: Path) -> None:
    """Byte for byte; no child, no school and no gemeente with too few children is named in it."""
    plan = plan_monitor(maker, YEAR, Audience.OUTSIDE)
    publish_monitor(maker, plan, tmp_path / "jaar.zorgbundel", reason="Landelijke monitor")
    data = (tmp_path / "jaar.zorgbundel").read_bytes()
    assert data.endswith(b"[content]\n" + write_figures(plan.figures))
    content = tomllib.loads(data.decode().partition("[content]\n")[2])
    assert [table["id"] for table in content["table"]][:3] == ["kind", "school_kind", "municipality"]
    assert (content["school_year"], content["day"], content["least"]) == ("2026-2027", date(2026, 11, 23), 10)
    nursing = next(row for row in content["table"][0]["row"] if row["name"] == "Verpleging")
    assert nursing["cells"] == [".", ".", 0, 0, 0, 0, 40]
    for word in (b"otter", b"Otter", b"Schiermonnikoog", b"Appelbrug", b"99AA"):
        assert word not in data
    assert any(reason is Reason.SMALL for one in plan.tables.tables for reason in one.hidden.values())


def test_making_is_one_act_with_one_line_in_the_log_and_everything_remembered(maker: Store, tmp_path: Path) -> None:
    """All tables under one publication; the next table for the same readers is held against them."""
    with maker.read() as session:
        before = len(list(audit.rows(session.connection())))
    data = made(maker, tmp_path / "jaar.zorgbundel")
    with maker.read() as session:
        log = [row for row, _ in audit.rows(session.connection())][before:]
        [kept] = publications(session.connection(), list(Audience))
    assert [(row.object, row.reason, row.action) for row in log] == [
        ("statistics", "Landelijke monitor", audit.Action.EXPORT)
    ]
    assert (kept.title, len(from_text(kept.tables))) == ("Cijfers 2026-2027", 7)
    [row] = bundle_rows(maker)
    assert (row.direction, row.kind, row.head) == ("open_out", "statistics", read_header(data).head)
    assert plan_monitor(maker, YEAR, Audience.REGION).tables.earlier == 1


def test_a_plan_that_is_overtaken_makes_nothing(maker: Store, tmp_path: Path) -> None:
    """By another table, or by another open file under the same number: no file, no line, no memory."""
    plan = plan_monitor(maker, YEAR, Audience.OUTSIDE)
    publish_table(maker, plan_table(maker, TableChoice(Cut.PLACE, Cut.LAW)), tmp_path / "t.csv", reason="Overleg")
    with pytest.raises(ActRefused, match="Intussen"):
        publish_monitor(maker, plan, tmp_path / "jaar.zorgbundel", reason="Monitor")
    assert not (tmp_path / "jaar.zorgbundel").exists()
    assert bundle_rows(maker) == []
    assert last_log_row(maker).object == "published_figures"


def test_a_year_to_come_and_one_too_long_ago_have_no_figures(maker: Store, clock: FrozenClock) -> None:
    """Of one that is over they are of its first of February; of the running one too, once that day has come."""
    for year in (2027, 2019):
        with pytest.raises(ActRefused, match="schoolja"):
            plan_monitor(maker, SchoolYear(year), Audience.OUTSIDE)
    assert plan_monitor(maker, SchoolYear(2025), Audience.OUTSIDE).figures.day == date(2026, 2, 1)
    clock.advance(days=100)
    assert plan_monitor(maker, YEAR, Audience.OUTSIDE).figures.day == date(2027, 2, 1)


def test_exact_figures_leave_once(maker: Store, tmp_path: Path) -> None:
    """A region that sets rounding off may make them one time."""
    with maker.unit_of_work("proef") as work:
        work.add(Threshold(name=ROUNDING, value=1, source="Afspraak met Otter 7"))
    assert b"Otter" not in made(maker, tmp_path / "jaar.zorgbundel")
    with pytest.raises(ExactBefore):
        plan_monitor(maker, YEAR, Audience.OUTSIDE)


def test_who_compared_numbers_reads_the_figures_and_nothing_enters_a_record(
    maker: Store, reader: Store, tmp_path: Path
) -> None:
    """As often as one likes; each look is in the log, and that it came is kept once."""
    data = made(maker, tmp_path / "jaar.zorgbundel")
    before = reader.counts()
    first, again = look_at_figures(reader, data), look_at_figures(reader, data)
    assert first.figures == again.figures == plan_monitor(maker, YEAR, Audience.OUTSIDE).figures
    assert "bekeken" in take_in(reader, data).words
    assert reader.counts() == before
    assert [(row.direction, row.kind) for row in bundle_rows(reader)] == [("open_in", "statistics")]
    assert (last_log_row(reader).action, last_log_row(reader).object) == (audit.Action.READ, "bundle")
    with pytest.raises(NotFigures):
        look_at_figures(reader, export_reference(maker))


def test_figures_shut_out_no_reference_data_and_another_under_their_number_is_refused(
    maker: Store, reader: Store, tmp_path: Path
) -> None:
    """They share the series of open files: read after a later one, the reference data is still taken in."""
    reference, figures = export_reference(maker), made(maker, tmp_path / "jaar.zorgbundel")
    look_at_figures(reader, figures)
    import_bundle(reader, reference)
    look_at_figures(reader, figures)
    assert not import_bundle(reader, export_reference(maker)).gap
    with pytest.raises(BundleReplayed):
        import_bundle(reader, reference)
    other = seal_open(
        maker.identity.signing_key,
        write_figures(plan_monitor(maker, YEAR, Audience.REGION).figures),
        kind="statistics",
        sequence=2,
        previous=FIRST_PREVIOUS,
        created=maker.clock(),
        schema=7,
    )
    with pytest.raises(SeriesForked):
        look_at_figures(reader, other)


def test_a_folder_tells_of_figures_before_and_after_they_were_looked_at(
    maker: Store, reader: Store, tmp_path: Path
) -> None:
    """New, looked at with the rest, and known from then on; what was read in before them stays known."""
    folder = tmp_path / "binnen"
    folder.mkdir()
    (folder / "a.zorgbundel").write_bytes(export_reference(maker))
    made(maker, folder / "b.zorgbundel")
    (folder / "c.zorgbundel").write_bytes(export_reference(maker))

    def states() -> list[ArrivalState]:
        return [one.state for one in judged(WatchedFolder(folder).look(), known_here(reader))]

    assert states() == [ArrivalState.NEW] * 3
    look_at_figures(reader, (folder / "b.zorgbundel").read_bytes())
    arrivals = judged(WatchedFolder(folder).look(), known_here(reader))
    assert [one.state for one in arrivals] == [ArrivalState.NEW, ArrivalState.KNOWN, ArrivalState.NEW]
    assert arrivals[1].sentence == FIGURES_SEEN
    take_in_all(reader, arrivals)
    assert states() == [ArrivalState.KNOWN] * 3
