"""What is decided about one day of a visit, and who finds it: the lists of a day, and the check of its week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from storage.models import Professional, School, VisitException, VisitPattern, site_id, visit_day_id
from storage.models.planning_codes import CancellationCause, ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.conflicts import LiveConflicts
from zorgarrangeur_tui.desk.exceptions import change_exception, clear_exception, exception_on, set_exception
from zorgarrangeur_tui.desk.overview import visit_day
from zorgarrangeur_tui.desk.records import living, redo_last, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.visit_findings import FindingKind

MONDAY = date(2026, 11, 23)
HERE = site_id("99AA00")
AWAY = {"kind": ExceptionKind.CANCELLED.value, "cause": CancellationCause.PUPIL_ABSENT.value}


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a store with a school, two professionals and a visit of Anna every Monday from 9:00 to 10:00."""
    opened = make_store()
    hours = [[510, 870]] * 5
    with opened.unit_of_work("Klaargezet") as work:
        work.add(
            School(id=HERE, site_code="99AA00", name="De Appelbrug", bell_times=hours),
            Professional(id="anna", name="Anna Bos", availability=[[0, 510, 720]]),
            Professional(id="bram", name="Bram Vos", availability=[[1, 510, 720]]),
            VisitPattern(id="kring", school_id=HERE, professional_id="anna", weekday=0, start_minute=540),
        )
    return opened


def decide(store: Store, values: Mapping[str, Any], day: date = MONDAY) -> None:
    """Decide about the visit on a day, as one act."""
    with store.unit_of_work("Deze dag anders") as work:
        set_exception(work, work.get(VisitPattern, "kring"), day, values)


def seen(store: Store, day: date) -> list[tuple[str, int]]:
    """Return who comes on a day and at which minute."""
    return [(one.professional, one.visit.start_minute) for one in visit_day(store, day).visits]


def test_a_day_is_as_it_was_decided_and_the_other_weeks_stay(store: Store) -> None:
    """Another day, time and person on that date only; the day on which it was due has nobody."""
    decide(store, {"moved_to": MONDAY + timedelta(1), "start_minute": 600, "professional_id": "bram"})
    assert (seen(store, MONDAY), seen(store, MONDAY + timedelta(1))) == ([], [("Bram Vos", 600)])
    assert seen(store, MONDAY + timedelta(7)) == [("Anna Bos", 540)]


def test_a_visit_that_falls_away_says_why(store: Store) -> None:
    """It stays in the list of what does not take place, with its cause."""
    decide(store, AWAY)
    (missed,) = visit_day(store, MONDAY).cancelled
    assert (missed.cancelled, missed.cause_words) == (True, "Leerling afgemeld")
    assert seen(store, MONDAY) == []


def test_one_record_for_a_day_however_often_it_is_decided(store: Store) -> None:
    """Taken back, undone and decided again, it is the same record, whole, without what was there before."""
    decide(store, {"start_minute": 600, "note": "schoolfoto"})
    with store.unit_of_work("Weer gewoon") as work:
        assert clear_exception(work, "kring", MONDAY)
    assert (living(store, VisitException), seen(store, MONDAY)) == ([], [("Anna Bos", 540)])
    decide(store, {"professional_id": "bram"})
    (record,) = living(store, VisitException)
    assert (record.id, record.start_minute, record.note) == (visit_day_id("kring", MONDAY), None, "")
    undo_last(store)
    assert exception_on(store, "kring", MONDAY) is None
    redo_last(store)
    assert seen(store, MONDAY) == [("Bram Vos", 540)]


def test_more_can_be_decided_and_what_is_as_usual_is_no_exception(store: Store) -> None:
    """Longer after moved keeps the move; back to the usual time and length, nothing is left."""
    decide(store, {"start_minute": 600})
    with store.unit_of_work("Langer") as work:
        change_exception(work, work.get(VisitPattern, "kring"), MONDAY, {"duration_minutes": 75})
    (record,) = living(store, VisitException)
    assert (record.start_minute, record.duration_minutes) == (600, 75)
    with store.unit_of_work("Terug") as work:
        whole = {"start_minute": 540, "duration_minutes": 60, "moved_to": MONDAY}
        assert change_exception(work, work.get(VisitPattern, "kring"), MONDAY, whole) is None
    assert living(store, VisitException) == []


@pytest.mark.parametrize(
    ("day", "values", "field"),
    [
        (MONDAY + timedelta(1), AWAY, "day"),
        (MONDAY, {"kind": ExceptionKind.CANCELLED.value}, "cause"),
        (MONDAY, {"start_minute": 1430}, "duration_minutes"),
        (MONDAY, {"duration_minutes": 0}, "duration_minutes"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(store: Store, day: date, values: dict[str, Any], field: str) -> None:
    """A day on which it is not due, no cause, past midnight, or no length; nothing is written."""
    with pytest.raises(ActRefused) as refused:
        decide(store, values, day)
    assert list(refused.value.fields) == [field]
    assert living(store, VisitException) == []


def test_the_check_of_a_week_follows_what_is_decided(store: Store) -> None:
    """Someone who cannot come then is found at once, and also when it changes when that someone can come."""
    live = LiveConflicts(store, MONDAY)
    store.changed.subscribe(live.follow)
    region = live.region
    decide(store, {"professional_id": "bram"})
    assert FindingKind.OUTSIDE_AVAILABILITY in {one.kind for one in live.findings}
    with store.unit_of_work("Andere beschikbaarheid") as work:
        work.change(work.get(Professional, "bram"), {"availability": [[0, 510, 720]]})
    assert live.findings == LiveConflicts(store, MONDAY).findings
    assert FindingKind.OUTSIDE_AVAILABILITY not in {one.kind for one in live.findings}
    assert live.region is region
