"""Publishing the plan of a school: what blocks, what asks a reason, what a version holds, and what the roster says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from store_kit import FrozenClock, StoreShelf, quick_unlock

from storage.models import (
    CareNeed,
    Case,
    PlanVersion,
    Professional,
    School,
    VisitException,
    VisitPattern,
    visit_day_id,
)
from storage.models.codes import CareKind, Rhythm
from storage.models.planning_codes import ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.plan_calendars import PlanChoice
from zorgarrangeur_tui.desk.plan_rosters import changes_csv, roster_of_school
from zorgarrangeur_tui.desk.plan_versions import published_words, since_published, state_of, versions_of
from zorgarrangeur_tui.desk.publishing import PublishRefused, has_news, plan_publication, publish
from zorgarrangeur_tui.desk.records import change_record, living, remove_record, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.plan_change_words import count_words
from zorgarrangeur_tui.reports.csv_text import rows_of

TODAY, MONDAY = date(2026, 11, 23), date(2026, 11, 30)
SCHOOL, ANNA, VISIT, NEED = "s" * 32, "a" * 32, "v" * 32, "n" * 32


@pytest.fixture
def store(shelf: StoreShelf, tmp_path: Path, clock: FrozenClock) -> Iterator[Store]:
    """Return a store with a school that is open from 8:30 to 14:15, and a visit on Tuesday at 9:00."""
    shelf.copy("arranger", 0, tmp_path / "store")
    with quick_unlock(tmp_path / "store", clock) as opened:
        with opened.unit_of_work("Klaargezet") as work:
            work.add(
                School(id=SCHOOL, name="De Appelbrug", bell_times=[[510, 855]] * 5, holiday_region="middle"),
                Professional(id=ANNA, name="Anna Bos"),
                visit(VISIT),
            )
        yield opened


def visit(record_id: str, **changed: object) -> VisitPattern:
    """Return a visit of Anna, changed as asked."""
    values = {"id": record_id, "school_id": SCHOOL, "professional_id": ANNA, "weekday": 1, "start_minute": 540}
    return VisitPattern(**{**values, **changed})


def add_need(store: Store) -> None:
    """Let the school have care that nobody covers: something to look at."""
    case = Case(id="c" * 32, title="Zorg", school_id=SCHOOL)
    with store.unit_of_work("Zorg gevraagd") as work:
        work.add(case, CareNeed(id=NEED, case_id=case.id, kind=CareKind.NURSING, minutes_needed=60))


def test_a_version_holds_the_plan_with_who_published_it_and_when(store: Store) -> None:
    """Number 1 from next Monday on; what is over before then is not in it."""
    with store.unit_of_work("Oud") as work:
        work.add(visit("o" * 32, ends_on=date(2026, 11, 27)))
    version = publish(store, SCHOOL, MONDAY)
    assert published_words(version) == ("Rooster 1, gepubliceerd op 23-11-2026 door arranger 0, geldt vanaf 30-11-2026")
    assert [one.id for one in state_of(version).visits] == [VISIT]


def test_undo_takes_a_version_back_and_its_number_does_not_return(store: Store) -> None:
    """Calendars may have seen it."""
    publish(store, SCHOOL, MONDAY)
    undo_last(store)
    assert versions_of(store, SCHOOL) == []
    assert publish(store, SCHOOL, MONDAY).number == 2


def test_what_cannot_be_blocks_and_nothing_is_written(store: Store) -> None:
    """Each thing once, with the days on which it happens in the weeks with school that are checked."""
    change_record(store, VisitPattern, VISIT, {"start_minute": 840}, "Te laat")
    found = plan_publication(store, SCHOOL, MONDAY)
    (one,) = found.hard
    assert one.found.finding.kind == "outside_school_hours"
    assert one.place.visit is not None
    assert one.found.days[:2] == (date(2026, 12, 1), date(2026, 12, 8))
    assert len(one.found.days) == len(found.weeks) == 6
    assert date(2026, 12, 28) not in found.weeks
    with pytest.raises(PublishRefused, match="1 ding dat niet kan"):
        publish(store, SCHOOL, MONDAY, "Toch")
    assert living(store, PlanVersion) == []


def test_what_is_to_be_looked_at_asks_a_reason_and_keeps_it(store: Store) -> None:
    """Care that nobody covers yet, for one."""
    add_need(store)
    assert [one.found.finding.kind for one in plan_publication(store, SCHOOL, MONDAY).soft] == ["need_not_covered"]
    with pytest.raises(PublishRefused, match="1 punt om op te letten"):
        publish(store, SCHOOL, MONDAY, " ")
    assert publish(store, SCHOOL, MONDAY, "Aanvraag loopt").reason == "Aanvraag loopt"


@pytest.mark.parametrize(("tuesday", "blocks"), [(date(2026, 12, 8), True), (date(2026, 12, 15), False)])
def test_what_only_goes_wrong_after_a_fortnight_asks_a_reason(store: Store, tuesday: date, blocks: bool) -> None:
    """There is time to mend it; in the first two weeks with school it blocks."""
    with store.unit_of_work("Ooit te laat") as work:
        late = {"kind": ExceptionKind.CHANGED.value, "start_minute": 840}
        work.add(VisitException(id=visit_day_id(VISIT, tuesday), visit_id=VISIT, day=tuesday, **late))
    found = plan_publication(store, SCHOOL, MONDAY)
    assert (len(found.hard), len(found.soft)) == ((1, 0) if blocks else (0, 1))


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), date(2026, 9, 1)])
def test_a_plan_for_days_that_are_over_is_refused(store: Store, day: date) -> None:
    """Nobody can hear of it any more."""
    with pytest.raises(ActRefused, match="vandaag of een latere dag"):
        publish(store, SCHOOL, day)


def test_a_plan_in_which_nothing_changed_is_not_published_again(store: Store) -> None:
    """Nor is that of a school without visits; a lock or note is no change for who reads a roster."""
    publish(store, SCHOOL, MONDAY)
    change_record(store, VisitPattern, VISIT, {"locked": True, "note": "Vast"}, "Vastgezet")
    assert not has_news(store, SCHOOL, MONDAY)
    with pytest.raises(ActRefused, match="niets veranderd sinds rooster 1"):
        publish(store, SCHOOL, MONDAY)
    with store.unit_of_work("Nieuwe school") as work:
        work.add(School(id="t" * 32, name="Leeg"))
    with pytest.raises(ActRefused, match="nog geen bezoeken"):
        publish(store, "t" * 32, MONDAY)


def test_what_differs_from_the_last_version_is_counted(store: Store) -> None:
    """For the board: nothing published yet, as published, and two changes."""
    assert since_published(store, SCHOOL, TODAY) is None
    publish(store, SCHOOL, MONDAY)
    found = since_published(store, SCHOOL, TODAY)
    assert found is not None
    assert (found.number, found.published_on, found.changed) == (1, TODAY, 0)
    with store.unit_of_work("Anders") as work:
        work.add(visit("w" * 32, weekday=3, rhythm=Rhythm.EVEN))
        work.change(work.get(VisitPattern, VISIT), {"duration_minutes": 45})
    found = since_published(store, SCHOOL, TODAY)
    assert found is not None
    assert found.changed == 2
    assert count_words(plan_publication(store, SCHOOL, MONDAY).changes) == "1 nieuw, 1 anders"
    data, count = changes_csv(store, SCHOOL)
    assert count == 2
    assert rows_of(data)[1:] == [
        ["Andere duur", "", "di 9:00-10:00 Anna Bos duurt 45 min, was 1 u"],
        ["Nieuw", "", "do 9:00-10:00 Anna Bos, even weken"],
    ]


def test_the_roster_for_the_door_is_of_the_published_plan(store: Store) -> None:
    """It says which, and names the days of the coming two weeks that go otherwise; a later change is not on it."""
    day, later = date(2026, 12, 1), date(2026, 12, 15)
    with store.unit_of_work("Valt uit") as work:
        for one in (day, later):
            cancelled = ExceptionKind.CANCELLED.value
            work.add(VisitException(id=visit_day_id(VISIT, one), visit_id=VISIT, day=one, kind=cancelled))
    publish(store, SCHOOL, MONDAY)
    change_record(store, VisitPattern, VISIT, {"weekday": 3, "rhythm": Rhythm.ODD}, "Verzet")
    roster = roster_of_school(store, SCHOOL)
    assert roster.standing == "Rooster 1, gepubliceerd op 23-11-2026 door arranger 0, geldt vanaf 30-11-2026."
    assert [(one.weekday, one.professional) for one in roster.visits] == [(1, "Anna Bos")]
    assert roster.ahead == ("di 1-12-2026: Anna Bos komt niet (9:00)",)
    assert roster.weeks == ""
    draft = roster_of_school(store, SCHOOL, PlanChoice(draft=True))
    assert draft.standing.startswith("Concept")
    assert [one.weekday for one in draft.visits] == [3]
    assert draft.ahead == ()
    assert "48 even, 49 oneven" in draft.weeks


def test_a_visit_that_is_taken_away_can_be_published_as_gone(store: Store) -> None:
    """Also when it was the only one: whoever read the roster must hear of it."""
    publish(store, SCHOOL, MONDAY)
    remove_record(store, VisitPattern, VISIT, "Weggehaald")
    assert count_words(plan_publication(store, SCHOOL, MONDAY).changes) == "1 vervalt"
    assert publish(store, SCHOOL, MONDAY).number == 2
