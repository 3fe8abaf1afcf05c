"""What a plan is held against, read from the store and kept up with it: budgets, and what was made known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from storage.models import Budget, PlanVersion, Professional, Provider, School, Threshold, VisitPattern, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.conflicts import LiveConflicts
from zorgarrangeur_tui.desk.records import change_record, remove_record, undo_last
from zorgarrangeur_tui.domain.published_plan import published_visit, to_row
from zorgarrangeur_tui.domain.visit_findings import FindingKind

MONDAY = date(2026, 11, 23)
HERE = site_id("99AA00")


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a store with one school that was told a plan of one visit on Thursday; today is Monday."""
    opened = make_store()
    visit = VisitPattern(id="v", school_id=HERE, professional_id="anna", weekday=3, duration_minutes=120)
    with opened.unit_of_work("School klaargezet") as work:
        work.add(
            School(id=HERE, site_code="99AA00", name="De Appelbrug", bell_times=[[510, 870]] * 5),
            Provider(id="zorg", name="Zorg Zonnig"),
            Professional(id="anna", name="Anna Bos", provider_id="zorg"),
            visit,
            PlanVersion(id="p1", school_id=HERE, visits=[to_row(published_visit(visit))]),
        )
    return opened


def kinds(live: LiveConflicts) -> list[FindingKind]:
    """Return what was found; of a school and of the region the same."""
    return [one.kind for one in live.findings]


def test_budget_and_published_plan_are_followed_without_reading_all_again(store: Store) -> None:
    """A budget that is too small, a visit that moves, publishing anew, and undo of each: always as a new look says."""
    live, of_school = LiveConflicts(store, MONDAY), LiveConflicts(store, MONDAY, HERE)
    store.changed.subscribe(live.follow)
    store.changed.subscribe(of_school.follow)
    region = live.region
    assert kinds(live) == []
    with store.unit_of_work("Budget toegevoegd") as work:
        work.add(Budget(id="b", school_id=HERE, minutes_per_week=60))
    assert kinds(live) == kinds(of_school) == [FindingKind.BUDGET_EXCEEDED]
    assert [one.place_id for one in live.places] == [HERE]
    change_record(store, Budget, "b", {"minutes_per_week": 120}, "Budget gewijzigd")
    moved = change_record(store, VisitPattern, "v", {"weekday": 2}, "Bezoek verplaatst")
    assert kinds(live) == kinds(of_school) == [FindingKind.SHORT_NOTICE]
    assert "het was op donderdag 26 november 2026 om 9:00" in live.findings[0].sentence
    with store.unit_of_work("Rooster gepubliceerd") as work:
        work.add(PlanVersion(id="p2", number=2, school_id=HERE, visits=[to_row(published_visit(moved))]))
    assert kinds(live) == kinds(of_school) == []
    undo_last(store)
    assert kinds(live) == [FindingKind.SHORT_NOTICE]
    remove_record(store, VisitPattern, "v", "Bezoek weggehaald")
    (gone,) = live.places
    assert (gone.finding.kind, gone.place_id, gone.visit) == (FindingKind.SHORT_NOTICE, HERE, None)
    assert live.region is region
    for _ in range(2):
        undo_last(store)
    assert live.findings == LiveConflicts(store, MONDAY).findings == []


def test_only_the_coming_days_are_short_notice_and_each_day_knows_its_own_version(store: Store) -> None:
    """Fourteen days ahead is far enough; a version that holds from Thursday says nothing about Wednesday."""
    change_record(store, VisitPattern, "v", {"weekday": 2}, "Bezoek verplaatst")
    assert kinds(LiveConflicts(store, MONDAY)) == [FindingKind.SHORT_NOTICE]
    assert kinds(LiveConflicts(store, MONDAY + timedelta(weeks=2))) == []
    assert kinds(LiveConflicts(store, MONDAY - timedelta(weeks=1))) == []
    later = PlanVersion(id="p2", number=2, school_id=HERE, holds_from=MONDAY + timedelta(days=3))
    with store.unit_of_work("Rooster gepubliceerd") as work:
        work.add(later)
    (finding,) = LiveConflicts(store, MONDAY).findings
    assert "op woensdag 25 november 2026 om 9:00 staat niet in het gepubliceerde rooster" in finding.sentence
    with store.unit_of_work("Grenswaarde") as work:
        work.add(Threshold(name="short_notice_days", value=1))
    assert kinds(LiveConflicts(store, MONDAY)) == []
