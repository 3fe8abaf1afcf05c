"""Ticking off a week in the store: one act each, read back as written, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from store_kit import FrozenClock
from tick_kit import (
    ALONE,
    EGEL,
    GONE,
    GROUP,
    GROUP_EGEL,
    GROUP_OTTER,
    MONDAY,
    NURSE,
    NURSING,
    SCHOOL,
    THURSDAY,
    fill_week,
    line_of,
    week,
)

from storage.errors import RecordMissing
from storage.models import OwnDay, Tariff, VisitException, VisitPattern, VisitRecord, visit_day_id, visit_record_id
from storage.models.codes import CareKind, Law
from storage.models.planning_codes import CancellationCause, ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.attention import attention
from zorgarrangeur_tui.desk.records import change_record, living, remove_record, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.standing_costs import cost_page
from zorgarrangeur_tui.desk.tick_acts import (
    declare_as_given,
    take_back,
    tick_absent,
    tick_as_planned,
    tick_declared,
    tick_given,
)
from zorgarrangeur_tui.desk.ticking import last_whole_week, tick_line, unticked_schools
from zorgarrangeur_tui.domain.ticking import TickState


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a store with a week to tick off."""
    opened = make_store()
    fill_week(opened)
    return opened


def states(store: Store) -> list[TickState]:
    """Return what is known of the visits of the week, in order."""
    return [line.state for line in week(store).lines]


def test_what_was_corrected_meanwhile_is_not_put_back_by_what_is_ticked_next(store: Store) -> None:
    """Somebody who still sees sixty minutes fills in what was declared: the thirty of another stay."""
    tick_as_planned(store, week(store).open_lines)
    seen = line_of(store, ALONE)
    tick_given(store, seen, 30, CancellationCause.AGREED)
    tick_declared(store, seen, 30)
    now = line_of(store, ALONE)
    assert (now.given, now.declared, now.cause) == (30, 30, CancellationCause.AGREED)


def test_the_whole_week_is_one_act_and_undo_opens_it_again(store: Store) -> None:
    """What was cancelled beforehand stays so; after undo it can be ticked off once more."""
    assert last_whole_week(store) == MONDAY
    assert states(store) == [TickState.OPEN, TickState.OPEN, TickState.CANCELLED]
    assert tick_as_planned(store, week(store).open_lines) == 2
    sums = week(store).visits.all
    assert (sums.planned, sums.given, sums.open, sums.undeclared) == (180, 120, 0, 3)
    undo_last(store)
    assert states(store) == [TickState.OPEN, TickState.OPEN, TickState.CANCELLED]
    assert tick_as_planned(store, week(store).open_lines) == 2
    assert len(living(store, VisitRecord)) == 2


def test_less_than_planned_asks_why_and_more_than_a_day_is_refused(store: Store) -> None:
    """Nothing is written when it is refused; a cause of what was given whole is not kept."""
    alone = line_of(store, ALONE)
    with pytest.raises(ActRefused) as why:
        tick_given(store, alone, 45)
    assert why.value.fields == {"cause": "Er is minder gegeven dan gepland. Kies waarom."}
    with pytest.raises(ActRefused):
        tick_given(store, alone, 24 * 60 + 1)
    with pytest.raises(ActRefused):
        tick_given(store, alone, 0, "niet_bestaand")
    assert living(store, VisitRecord) == []
    tick_given(store, alone, 45, CancellationCause.SCHOOL_ACTIVITY)
    tick_given(store, line_of(store, ALONE), 60, CancellationCause.SCHOOL_ACTIVITY)
    assert (line_of(store, ALONE).given, line_of(store, ALONE).cause) == (60, "")


def test_a_pupil_who_was_not_there_is_absent_for_all_needs_or_for_those_named(store: Store) -> None:
    """In a group somebody may be absent while the visit goes on."""
    tick_given(store, line_of(store, ALONE), 0, CancellationCause.PUPIL_NO_SHOW)
    assert line_of(store, ALONE).absent_needs == (NURSING,)
    tick_given(store, line_of(store, GROUP), 60)
    tick_absent(store, line_of(store, GROUP), [GROUP_EGEL])
    care = {one.need_id: one.minutes.given for one in week(store).care}
    assert (care[GROUP_OTTER], care[GROUP_EGEL], care[NURSING]) == (60, 0, 0)
    with pytest.raises(ActRefused):
        tick_absent(store, line_of(store, ALONE), [GROUP_EGEL])


def test_declared_minutes_are_told_apart_for_one_or_for_the_whole_week(store: Store) -> None:
    """The cancelled visit gets a record that says what was known already; one that is open is refused."""
    with pytest.raises(ActRefused):
        tick_declared(store, line_of(store, ALONE), 60)
    tick_as_planned(store, week(store).open_lines)
    tick_declared(store, line_of(store, ALONE), 50)
    assert declare_as_given(store, week(store).lines) == 2
    gone = line_of(store, GONE)
    assert (gone.state, gone.given, gone.declared, gone.cause) == (TickState.TICKED, 0, 0, "professional_absent")
    assert week(store).visits.all.declared == 110
    assert declare_as_given(store, week(store).lines) == 0


def test_taking_back_opens_a_visit_and_is_refused_where_nothing_was_written(store: Store) -> None:
    """What is written afterwards stands alone: nothing of before comes back with it."""
    tick_given(store, line_of(store, ALONE), 30, CancellationCause.OTHER, declared=30)
    take_back(store, line_of(store, ALONE))
    assert line_of(store, ALONE).is_open
    with pytest.raises(RecordMissing):
        take_back(store, line_of(store, ALONE))
    tick_as_planned(store, [line_of(store, ALONE)])
    assert (line_of(store, ALONE).given, line_of(store, ALONE).declared, line_of(store, ALONE).cause) == (60, None, "")


def test_what_is_still_to_come_or_was_closed_cannot_be_ticked_off(store: Store) -> None:
    """Next week does not count yet; a study day was never due."""
    ahead = week(store, MONDAY + timedelta(days=14)).lines[0]
    with pytest.raises(ActRefused, match="moet nog komen"):
        tick_as_planned(store, [ahead])
    with store.unit_of_work("Studiedag") as work:
        work.add(OwnDay(school_id=SCHOOL, kind="study_day", first_day=MONDAY))
    assert line_of(store, ALONE).state is TickState.CLOSED
    with pytest.raises(ActRefused, match="was dicht"):
        tick_as_planned(store, [line_of(store, ALONE)])
    with pytest.raises(ActRefused, match="niet gepland"):
        tick_line(store, ALONE, THURSDAY)


def test_what_was_ticked_off_outlives_the_visit_and_a_change_of_its_length(store: Store) -> None:
    """The minutes are those of then; a visit that was taken away keeps what came of it and asks nothing more."""
    tick_as_planned(store, [line_of(store, ALONE)])
    change_record(store, VisitPattern, ALONE, {"duration_minutes": 90}, "Langer")
    assert line_of(store, ALONE).planned == 60
    remove_record(store, VisitPattern, ALONE, "Weg")
    assert line_of(store, ALONE).given == 60
    assert [line.visit_id for line in week(store, MONDAY + timedelta(days=7)).lines] == [GROUP, GONE]


def test_a_visit_moved_to_another_week_is_ticked_off_there(store: Store) -> None:
    """Its record speaks of the day on which it was due; the first week does not ask any more."""
    with store.unit_of_work("Verplaatst") as work:
        work.add(
            VisitException(
                id=visit_day_id(ALONE, MONDAY),
                visit_id=ALONE,
                day=MONDAY,
                kind=ExceptionKind.CHANGED,
                moved_to=MONDAY + timedelta(days=7),
                professional_id=NURSE,
            )
        )
    assert [line.visit_id for line in week(store).lines] == [GROUP, GONE]
    tick_as_planned(store, [tick_line(store, ALONE, MONDAY)])
    after = week(store, MONDAY + timedelta(days=7))
    assert [(line.due_day, line.state) for line in after.lines if line.visit_id == ALONE] == [
        (MONDAY, TickState.TICKED),
        (MONDAY + timedelta(days=7), TickState.OPEN),
    ]
    assert [line.visit_id for line in week(store).lines] == [GROUP, GONE]


def test_today_tells_at_how_many_schools_last_week_is_open(store: Store) -> None:
    """Once all is ticked off it says nothing any more."""
    told = "school heeft week 47 nog niet helemaal afgetekend (Planning)"
    assert told in [one.words for one in attention(store)]
    tick_as_planned(store, week(store).open_lines)
    assert unticked_schools(store, MONDAY) == ()
    assert told not in [one.words for one in attention(store)]


def test_standing_costs_follow_from_title_tariff_and_what_was_declared(store: Store, clock: FrozenClock) -> None:
    """Two hours of nursing agreed, none declared: two hours at 85 euro. The scheme has ended, and that is said."""
    tick_given(store, line_of(store, ALONE), 0, CancellationCause.PUPIL_ABSENT)
    [waiting] = cost_page(store, week(store)).costs
    assert (waiting.weeks, waiting.open_weeks) == ((), 1)
    declare_as_given(store, week(store).lines)
    page = cost_page(store, week(store))
    assert (page.minutes, page.euros) == (120, 170)
    assert page.title_words(page.costs[0]) == "Blauwe Otter, Verpleging (Wlz)"
    assert page.amount_words(page.costs[0]) == "2 u in 1 week; ongeveer € 170"
    assert "Deze regeling liep tot 1-9-2025; ga na wat nu geldt." in page.rule_words[0]


def test_two_tariffs_that_fit_as_well_give_no_amount(store: Store) -> None:
    """Rather minutes only than a guess."""
    tick_given(store, line_of(store, ALONE), 0, CancellationCause.PUPIL_ABSENT)
    declare_as_given(store, week(store).lines)
    with store.unit_of_work("Tarief") as work:
        work.add(Tariff(name="Duurder", law=Law.LONG_TERM_CARE_ACT, care_kind=CareKind.NURSING, cents=9100))
    page = cost_page(store, week(store))
    assert page.euros is None
    assert page.amount_words(page.costs[0]) == "2 u in 1 week; geen tarief bekend, alleen minuten"


def test_a_page_adds_up_by_pupil(store: Store) -> None:
    """A pupil who has two needs has both."""
    assert {week(store).pupil_of(one.need_id) for one in week(store).care} >= {EGEL}
    agreed = [one.agreed for one in week(store).care]
    assert sum(one or 0 for one in agreed) == 240


def test_what_came_of_a_visit_and_what_was_decided_about_it_are_two_records(store: Store) -> None:
    """Undoing the one leaves the other as it was: they have fields of the same name, and ids of their own."""
    assert visit_record_id(GONE, THURSDAY) != visit_day_id(GONE, THURSDAY)
    [decided] = living(store, VisitException)
    declare_as_given(store, week(store).lines)
    undo_last(store)
    assert living(store, VisitRecord) == []
    assert living(store, VisitException) == [decided]
