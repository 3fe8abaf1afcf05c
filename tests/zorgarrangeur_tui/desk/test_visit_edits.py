"""Editing visits of the board: several as one act, from a date on, in two, and copies; undo takes each back whole."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from store_kit import START

from storage.models import Professional, School, VisitException, VisitPattern, VisitRecord, site_id, visit_day_id
from storage.models.codes import Rhythm
from storage.models.planning_codes import CancellationCause
from storage.store import Store
from zorgarrangeur_tui.demo.region import invented_region
from zorgarrangeur_tui.desk.board import place_visit, remove_visit, school_board, week_board
from zorgarrangeur_tui.desk.conflicts import LiveConflicts
from zorgarrangeur_tui.desk.exceptions import change_exception
from zorgarrangeur_tui.desk.open_questions import choose
from zorgarrangeur_tui.desk.overview import visits_on
from zorgarrangeur_tui.desk.plan_versions import current_state
from zorgarrangeur_tui.desk.records import change_record, living, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.ticking import unticked_schools
from zorgarrangeur_tui.desk.visit_changes import change_from, change_visit, copy_visits, end_from, split_visit
from zorgarrangeur_tui.desk.visit_edits import (
    Chosen,
    cancel_days,
    decide_day,
    give_visits,
    move_visits,
    remove_visits,
    shown_now,
    stretch_visits,
)

MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)
HERE = site_id("99AA00")


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a store with two professionals and two visits on Monday: Anna from 9:00 to 10:00, Bram from 10:00 to 11:00."""
    opened = make_store()
    with opened.unit_of_work("Klaargezet") as work:
        work.add(
            School(id=HERE, site_code="99AA00", name="De Appelbrug", bell_times=[[510, 870]] * 5),
            Professional(id="anna", name="Anna Bos"),
            Professional(id="bram", name="Bram Vos"),
            VisitPattern(
                id="a", school_id=HERE, professional_id="anna", start_minute=540, serves=["x", "y"], note="kring"
            ),
            VisitPattern(id="b", school_id=HERE, professional_id="bram", start_minute=600),
        )
    return opened


def plan(store: Store) -> list[tuple[str, int, int, int]]:
    """Return who comes, on which weekday, when and how long, in the fixed plan."""
    found = [(v.weekday, v.start_minute, v.professional_id, v.duration_minutes) for v in living(store, VisitPattern)]
    return [(who, day, start, length) for day, start, who, length in sorted(found)]


def on(store: Store, day: date) -> list[tuple[str, int, int]]:
    """Return who comes on a day, when and how long."""
    return [(v.professional_id, v.start_minute, v.duration_minutes) for v in visits_on(store, day)]


def test_several_visits_move_as_one_act(store: Store) -> None:
    """By the same days and minutes; whoever is handed over goes to the other, and undo brings all back."""
    before = plan(store)
    move_visits(store, [Chosen("a"), Chosen("b")], days=1, minutes=-15, hand_over=("anna", "bram"))
    assert plan(store) == [("bram", 1, 525, 60), ("bram", 1, 585, 60)]
    undo_last(store)
    assert plan(store) == before


def test_a_locked_visit_among_them_refuses_all_and_is_named(store: Store) -> None:
    """Nothing of the others changes either."""
    with store.unit_of_work("Vast") as work:
        work.change(work.get(VisitPattern, "b"), {"locked": True})
    before = plan(store)
    both = [Chosen("a"), Chosen("b")]
    for act in (
        lambda: move_visits(store, both, days=1),
        lambda: stretch_visits(store, both, 15),
        lambda: give_visits(store, both, "bram"),
        lambda: remove_visits(store, both),
    ):
        with pytest.raises(ActRefused, match=r"Het bezoek van ma 10:00 staat vast\."):
            act()
    assert plan(store) == before


def test_a_lock_binds_the_fixed_plan_for_everybody_but_no_single_day(store: Store) -> None:
    """From a date, for good, in two or by a field it is refused; a note is free; a day may fall away, move or go to another."""
    change_record(store, VisitPattern, "a", {"locked": True}, "Vast")
    before = plan(store)
    for act in (
        lambda: change_from(store, "a", MONDAY, {"start_minute": 600}),
        lambda: end_from(store, "a", MONDAY),
        lambda: change_visit(store, "a", {"weekday": 2}),
        lambda: change_record(store, VisitPattern, "a", {"professional_id": "bram"}, "Bezoek gewijzigd"),
        lambda: split_visit(store, "a", 560, [], []),
        lambda: remove_visit(store, "a"),
        lambda: choose(store, {("visit_pattern", "a", "start_minute"): 600}),
    ):
        with pytest.raises(ActRefused, match=r"Dit bezoek staat vast\. Maak het eerst los"):
            act()
    choose(store, {("visit_pattern", "a", "note"): "bij de deur"})
    change_visit(store, "a", {"note": "bij het raam"})
    move_visits(store, [Chosen("a", MONDAY)], minutes=30)
    decide_day(store, "a", MONDAY + WEEK, {"professional_id": "bram"})
    cancel_days(store, [Chosen("a", MONDAY + 2 * WEEK)], CancellationCause.AGREED)
    assert [len(on(store, MONDAY + number * WEEK)) for number in range(3)] == [2, 2, 1]
    assert plan(store) == before
    changed = change_from(store, "a", MONDAY + 3 * WEEK, {"locked": False, "start_minute": 600}).visit
    assert (changed.locked, changed.note, store.get(VisitPattern, "a").locked) == (False, "bij het raam", True)


def test_a_move_out_of_the_week_or_the_day_is_refused(store: Store) -> None:
    """Also when only one of them would fall outside."""
    for days, minutes in ((7, 0), (-1, 0), (0, -545), (0, 800)):
        with pytest.raises(ActRefused, match="Er is niets gewijzigd"):
            move_visits(store, [Chosen("a"), Chosen("b")], days=days, minutes=minutes)


def test_one_day_moves_stretches_and_falls_away_without_the_fixed_plan(store: Store) -> None:
    """What is decided about a day adds up; another week is as usual."""
    before, day = plan(store), [Chosen("a", MONDAY)]
    move_visits(store, day, days=2, minutes=30)
    stretch_visits(store, day, -15)
    assert on(store, MONDAY + timedelta(2)) == [("anna", 570, 45)]
    move_visits(store, day, days=-2)
    assert on(store, MONDAY) == [("anna", 570, 45), ("bram", 600, 60)]
    cancel_days(store, [Chosen("a", MONDAY), Chosen("b", MONDAY)], CancellationCause.AGREED)
    assert on(store, MONDAY) == []
    with pytest.raises(ActRefused, match="vervalt die dag"):
        stretch_visits(store, day, 15)
    assert on(store, MONDAY + WEEK) == [("anna", 540, 60), ("bram", 600, 60)]
    assert plan(store) == before


def test_a_board_that_is_behind_asks_how_a_visit_is_now(store: Store) -> None:
    """Always, and on a day of which something was decided."""
    move_visits(store, [Chosen("a")], days=1, minutes=15)
    always = store.get(VisitPattern, "a")
    assert shown_now(store, Chosen("a")).start_minute == always.start_minute
    due = MONDAY + timedelta(days=always.weekday)
    move_visits(store, [Chosen("a", due)], days=1, minutes=30)
    then = shown_now(store, Chosen("a", due))
    assert (then.weekday, then.start_minute) == (always.weekday + 1, always.start_minute + 30)
    assert store.get(VisitPattern, "a").start_minute == always.start_minute


def test_a_day_on_which_the_rhythm_has_no_visit_cannot_be_changed(store: Store) -> None:
    """An odd week of a visit in the even weeks."""
    with store.unit_of_work("Ritme") as work:
        work.change(work.get(VisitPattern, "a"), {"rhythm": Rhythm.EVEN.value})
    with pytest.raises(ActRefused, match="In die week is dit bezoek er niet"):
        decide_day(store, "a", MONDAY + WEEK, {"start_minute": 600})


def test_a_day_that_was_decided_for_an_absence_stays_so_when_more_is_decided(store: Store) -> None:
    """A note or another time changes nothing about why; when who was absent comes after all, it is no longer for the absence."""
    absence = {"professional_id": "bram", "absence_id": "f" * 32}
    with store.unit_of_work("Vervangen") as work:
        change_exception(work, work.get(VisitPattern, "a"), MONDAY, absence)
    decide_day(store, "a", MONDAY, {"kind": "changed", "professional_id": "bram", "start_minute": 600, "note": "later"})
    assert [one.absence_id for one in living(store, VisitException)] == ["f" * 32]
    decide_day(store, "a", MONDAY, {"kind": "cancelled", "cause": "agreed", "professional_id": ""})
    assert [one.absence_id for one in living(store, VisitException)] == ["f" * 32]
    decide_day(store, "a", MONDAY, {"kind": "changed", "professional_id": "anna", "start_minute": 600})
    assert [one.absence_id for one in living(store, VisitException)] == [""]


def test_from_a_date_the_old_visit_ends_and_a_new_one_takes_over(store: Store) -> None:
    """With what it serves and its note; a decided day that is still due goes along, another is told and dropped."""
    decide_day(store, "a", MONDAY, {"start_minute": 555})
    decide_day(store, "a", MONDAY + 2 * WEEK, {"start_minute": 555})
    decide_day(store, "a", MONDAY + 3 * WEEK, {"professional_id": "bram"})
    done = change_from(store, "a", MONDAY + WEEK, {"duration_minutes": 90, "rhythm": Rhythm.ODD.value}, [3])
    assert done.dropped == (MONDAY + 2 * WEEK,)
    assert (done.visit.serves, done.visit.note) == (["x", "y"], "kring")
    assert on(store, MONDAY)[0] == ("anna", 555, 60)
    assert on(store, MONDAY + WEEK)[0] == ("anna", 540, 90)
    assert on(store, MONDAY + 3 * WEEK)[0] == ("bram", 540, 90)
    assert on(store, MONDAY + WEEK + timedelta(3)) == [("anna", 540, 90)]
    undo_last(store)
    assert len(living(store, VisitPattern)) == 2
    assert len(living(store, VisitException)) == 3


def test_a_visit_that_begins_later_is_changed_itself_and_ends_with_a_date(store: Store) -> None:
    """No empty visit is left behind, and one that stops takes the days after it along."""
    later = change_from(store, "a", MONDAY, {"note": "lokaal 3"}).visit
    change_from(store, later.id, MONDAY, {"duration_minutes": 30})
    assert plan(store) == [("anna", 0, 540, 30), ("anna", 0, 540, 60), ("bram", 0, 600, 60)]
    decide_day(store, later.id, MONDAY + WEEK, {"start_minute": 600})
    assert end_from(store, later.id, MONDAY + WEEK).dropped == (MONDAY + WEEK,)
    assert (len(on(store, MONDAY)), on(store, MONDAY + WEEK)) == (2, [("bram", 600, 60)])


def test_a_week_that_was_ticked_off_stays(store: Store) -> None:
    """A change from a day before is refused, and told from when it can be."""
    day = MONDAY + WEEK
    with store.unit_of_work("Afgetekend") as work:
        work.add(VisitRecord(id=visit_day_id("a", day), visit_id="a", day=day))
    with pytest.raises(ActRefused, match="afgetekend tot en met 30-11-2026"):
        change_from(store, "a", day, {"duration_minutes": 30})
    change_from(store, "a", day + timedelta(1), {"duration_minutes": 30})


def test_a_split_visit_covers_the_same_time_and_keeps_its_days(store: Store) -> None:
    """Each part serves whom was chosen; a day that was moved later is so for both parts."""
    decide_day(store, "a", MONDAY, {"start_minute": 660})
    split_visit(store, "a", 560, ["x"], ["y"])
    assert plan(store) == [("anna", 0, 540, 20), ("anna", 0, 560, 40), ("bram", 0, 600, 60)]
    assert on(store, MONDAY) == [("bram", 600, 60), ("anna", 660, 20), ("anna", 680, 40)]
    with pytest.raises(ActRefused, match="tussen het begin en het einde"):
        split_visit(store, "b", 600, [], [])


def test_a_copy_of_one_day_is_a_visit_on_one_day(store: Store) -> None:
    """A copy of the fixed plan comes back every week, unlocked."""
    copy_visits(store, [Chosen("a", MONDAY)], days=1)
    assert on(store, MONDAY + timedelta(1)) == [("anna", 540, 60)]
    assert on(store, MONDAY + WEEK + timedelta(1)) == []
    copy_visits(store, [Chosen("b")], days=2, hand_over=("bram", "anna"))
    assert on(store, MONDAY + WEEK + timedelta(2)) == [("anna", 600, 60)]


def test_a_visit_that_is_placed_begins_this_week(store: Store) -> None:
    """The boards and the plan of this week have it; no week before misses its tick. Only who empties the first day had it always."""
    remove_visits(store, [Chosen("a"), Chosen("b")])
    place = {"school_id": HERE, "professional_id": "anna", "weekday": 2}
    placed = place_visit(store, place, also_on=[3])
    assert {one.starts_on for one in living(store, VisitPattern)} == {MONDAY}
    assert placed.id in {one.id for one in current_state(store, HERE, MONDAY).visits}
    boards = (school_board(store, HERE), week_board(store, HERE, MONDAY), week_board(store, HERE, MONDAY - WEEK))
    assert [len(board.visits) for board in boards] == [2, 2, 0]
    assert unticked_schools(store, MONDAY - WEEK) == ()
    assert place_visit(store, {**place, "starts_on": None}).starts_on is None
    assert unticked_schools(store, MONDAY - WEEK) == (HERE,)


def test_a_copy_and_a_further_weekday_begin_this_week_or_with_the_visit(store: Store) -> None:
    """Also when the visit itself was always there."""
    [copy] = copy_visits(store, [Chosen("b")], days=2)
    change_visit(store, "a", {"note": "kring en yoga"}, also_on=[1])
    [further] = [one for one in living(store, VisitPattern) if one.weekday == 1]
    assert (copy.starts_on, further.starts_on, store.get(VisitPattern, "a").starts_on) == (MONDAY, MONDAY, None)
    change_visit(store, "a", {"starts_on": MONDAY + WEEK}, also_on=[4])
    assert [one.starts_on for one in living(store, VisitPattern) if one.weekday == 4] == [MONDAY + WEEK]


def test_a_visit_is_split_from_a_day_on_and_stays_one_before_it(store: Store) -> None:
    """What was ticked off stays as it was; a day that was decided counts for both parts; undo makes it one again."""
    before = plan(store)
    decide_day(store, "a", MONDAY + WEEK, {"start_minute": 660})
    with store.unit_of_work("Afgetekend") as work:
        work.add(VisitRecord(id=visit_day_id("a", MONDAY - WEEK), visit_id="a", day=MONDAY - WEEK))
    split_visit(store, "a", 560, ["x"], ["y"], MONDAY)
    assert on(store, MONDAY - WEEK) == [("anna", 540, 60), ("bram", 600, 60)]
    assert on(store, MONDAY) == [("anna", 540, 20), ("anna", 560, 40), ("bram", 600, 60)]
    assert on(store, MONDAY + WEEK) == [("bram", 600, 60), ("anna", 660, 20), ("anna", 680, 40)]
    undo_last(store)
    assert plan(store) == before
    for begun in (None, MONDAY - WEEK):
        change_record(store, VisitPattern, "a", {"starts_on": begun}, "Bezoek gewijzigd")
        with pytest.raises(ActRefused, match="afgetekend tot en met 16-11-2026"):
            split_visit(store, "a", 560, ["x"], ["y"], MONDAY - WEEK)
    with pytest.raises(ActRefused, match="Kies een dag daarna"):
        split_visit(store, "a", 560, ["x"], ["y"])


def test_the_board_of_a_week_has_its_days_as_they_are(store: Store) -> None:
    """Moved, fallen away and as usual; a visit that is not due in that week is not on it."""
    with store.unit_of_work("Ritme") as work:
        work.change(work.get(VisitPattern, "b"), {"rhythm": Rhythm.EVEN.value})
    move_visits(store, [Chosen("a", MONDAY)], days=1)
    board = week_board(store, HERE, MONDAY)
    assert [(v.weekday, v.professional_id) for v in board.visits] == [(0, "bram"), (1, "anna")]
    cancel_days(store, [Chosen("a", MONDAY + WEEK)], CancellationCause.PUPIL_ABSENT)
    (only,) = week_board(store, HERE, MONDAY + WEEK).days.values()
    assert (only.usual.id, only.one.takes_place) == ("a", False)


def test_no_row_of_edits_and_undos_leaves_another_list_than_a_new_count(make_store: Callable[[], Store]) -> None:
    """Days that move, fall away or go to somebody else, changes from a date, splits and undos, in a whole region."""
    store = make_store()
    with store.unit_of_work("Oefenregio gemaakt") as work:
        work.add(*invented_region(2, 3, today=START.date()))
    chance = random.Random(5)  # noqa: S311 - a repeatable row of acts, not a secret
    live = LiveConflicts(store, MONDAY)
    store.changed.subscribe(live.follow)
    people = sorted(person.id for person in living(store, Professional))
    for _ in range(30):
        one = chance.choice([visit for visit in living(store, VisitPattern) if not visit.locked])
        day = Chosen(one.id, MONDAY + timedelta(one.weekday))
        act = chance.randrange(6)
        try:
            if act == 0:
                move_visits(store, [day], days=chance.randrange(-2, 3), minutes=15 * chance.randrange(-4, 5))
            elif act == 1:
                cancel_days(store, [day], CancellationCause.OTHER)
            elif act == 2:
                give_visits(store, [day], chance.choice(people))
            elif act == 3:
                change_from(store, one.id, MONDAY + timedelta(chance.randrange(-7, 7)), {"start_minute": 600})
            elif act == 4:
                split_visit(store, one.id, one.start_minute + one.duration_minutes // 2, one.serves, [])
            else:
                undo_last(store)
        except ActRefused:
            continue
        assert live.findings == LiveConflicts(store, MONDAY).findings
