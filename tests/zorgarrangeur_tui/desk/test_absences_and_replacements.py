"""Absences in the store: which visits they hit, what is decided for them, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from storage.models import (
    Absence,
    CareNeed,
    Case,
    FixedBond,
    Professional,
    Provider,
    Pupil,
    School,
    VisitException,
    VisitPattern,
    site_id,
)
from storage.models.codes import CareKind, HolidayRegion
from storage.models.planning_codes import AbsenceKind, CancellationCause
from storage.store import Store
from zorgarrangeur_tui.desk.absence_decisions import Decision, Scope, best_for_all, decide, given_to, in_scope, reopen
from zorgarrangeur_tui.desk.absence_page import absence_page
from zorgarrangeur_tui.desk.absence_visits import Stand, away_soon, away_today, hit_visits
from zorgarrangeur_tui.desk.absences import add_absence, change_absence, decided_outside, remove_absence
from zorgarrangeur_tui.desk.conflicts import LiveConflicts
from zorgarrangeur_tui.desk.exceptions import set_exception
from zorgarrangeur_tui.desk.records import change_record, living, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.visit_edits import Chosen, move_visits
from zorgarrangeur_tui.domain.visit_findings import FindingKind
from zorgarrangeur_tui.screens.today_sections import today_page

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
FRIDAY = MONDAY + timedelta(days=4)
HERE = site_id("99AA00")
HOURS = [[510, 870]] * 5
ALL_WEEK = [[day, 480, 960] for day in range(5)]


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a store with one school: Anna comes on Monday and Wednesday for one child; Bram and Cleo could too."""
    opened = make_store()

    def nurse(key: str, name: str, provider_id: str = "zorg") -> Professional:
        return Professional(
            id=key, name=name, provider_id=provider_id, skills=[CareKind.NURSING], availability=ALL_WEEK
        )

    def visit(key: str, weekday: int, professional_id: str = "anna", start: int = 540) -> VisitPattern:
        return VisitPattern(
            id=key,
            school_id=HERE,
            professional_id=professional_id,
            weekday=weekday,
            start_minute=start,
            serves=["zorgvraag"] if professional_id == "anna" else [],
        )

    with opened.unit_of_work("School klaargezet") as work:
        work.add(
            School(
                id=HERE,
                site_code="99AA00",
                name="De Appelbrug",
                bell_times=HOURS,
                holiday_region=HolidayRegion.MIDDLE,
            ),
            Provider(id="zorg", name="Zorg Zonnig"),
            Provider(id="ander", name="Zorg Anders"),
            FixedBond(school_id=HERE, provider_id="zorg"),
            nurse("anna", "Anna Bos"),
            nurse("bram", "Bram Vos"),
            nurse("cleo", "Cleo Dam", "ander"),
            Case(id="casus", title="Zorg in de klas", school_id=HERE),
            Pupil(id="otter", case_id="casus", pseudonym="Blauwe Otter"),
            CareNeed(id="zorgvraag", case_id="casus", pupil_id="otter", kind=CareKind.NURSING, minutes_needed=120),
            visit("maandag", 0),
            visit("woensdag", 2),
            visit("druk", 2, "bram"),
        )
    return opened


def away(store: Store, **values: Any) -> Absence:
    """Write down that Anna is away this week."""
    return add_absence(store, {"professional_id": "anna", "first_day": MONDAY, "last_day": FRIDAY, **values})


def absent(store: Store, monday: date = MONDAY) -> list[str]:
    """Return the visits that nobody makes, by the full check."""
    found = LiveConflicts(store, monday).findings
    return sorted(one.visit_ids[0] for one in found if one.kind is FindingKind.PROFESSIONAL_ABSENT)


def test_an_absence_hits_the_visits_that_fall_in_it(store: Store) -> None:
    """Of whole days both; of the afternoon none; without an end those of four weeks, but not in the holiday."""
    assert [hit.pattern.id for hit in hit_visits(store, away(store))] == ["maandag", "woensdag"]
    assert not hit_visits(store, away(store, start_minute=720))
    found = hit_visits(store, away(store, last_day=None))
    assert [hit.visit.day for hit in found if hit.pattern.id == "maandag"] == [
        MONDAY + ahead * WEEK for ahead in range(4)
    ]
    assert absent(store) == ["maandag", "woensdag"]


def test_who_could_come_is_ranked_with_what_it_means_to_the_child(store: Store) -> None:
    """On Monday the colleague is first; on Wednesday the colleague is busy, and could come an hour later."""
    page = absence_page(store, away(store).id)
    monday, wednesday = page.hits
    assert [(one.person.id, one.fits) for one in page.ranked[monday.key]] == [("bram", True), ("cleo", True)]
    found = page.ranked[wednesday.key]
    assert [(one.person.id, one.fits, one.start_minute) for one in found] == [("cleo", True, 540), ("bram", False, 600)]
    assert page.whom(monday) == "Blauwe Otter"
    (effect,) = page.effects[monday.key]
    assert (effect.minutes, effect.week_planned, effect.week_lost) == (60, 120, 120)


def test_one_act_gives_visits_to_others_and_undo_takes_all_back(store: Store) -> None:
    """Each to who is best; then nothing is open, nobody is booked double, and the finding is gone."""
    absence = away(store)
    page = absence_page(store, absence.id)
    decide(store, absence.id, best_for_all(page.finder, page.hits))
    hits = hit_visits(store, absence)
    assert [(hit.stand, hit.replaced_by) for hit in hits] == [(Stand.REPLACED, "bram"), (Stand.REPLACED, "cleo")]
    found = {one.kind for one in LiveConflicts(store, MONDAY).findings}
    assert not found & {FindingKind.PROFESSIONAL_ABSENT, FindingKind.DOUBLE_BOOKED}
    undo_last(store)
    assert absent(store) == ["maandag", "woensdag"]
    decide(store, absence.id, best_for_all(page.finder, page.hits))
    assert not absent(store)


def test_a_visit_that_was_decided_or_moved_since_it_was_shown_is_not_decided_again(store: Store) -> None:
    """What another window did stays; nothing of the act is written."""
    absence = away(store)
    page = absence_page(store, absence.id)
    monday, wednesday = page.hits
    decide(store, absence.id, [Decision(monday, "cleo")])
    with pytest.raises(ActRefused, match="intussen iets anders besloten"):
        decide(store, absence.id, best_for_all(page.finder, page.hits))
    assert [hit.replaced_by for hit in hit_visits(store, absence)] == ["cleo", ""]
    move_visits(store, [Chosen(wednesday.pattern.id, wednesday.due_day)], minutes=15)
    with pytest.raises(ActRefused, match="intussen iets anders besloten"):
        decide(store, absence.id, [Decision(wednesday, "cleo")])


def test_the_same_person_takes_every_visit_for_which_it_is_free(store: Store) -> None:
    """Cleo is free on both days; Bram only on Monday, and on Wednesday only when he was chosen for it himself."""
    page = absence_page(store, away(store).id)
    monday, wednesday = page.hits
    every = in_scope(monday, page.hits, Scope.ALL)
    assert len(in_scope(monday, page.hits, Scope.WEEKDAY)) == 1
    assert [one.hit for one in given_to(page.finder, "cleo", every, monday, 540)] == [monday, wednesday]
    assert [one.hit for one in given_to(page.finder, "bram", every, monday, 540)] == [monday]
    later = given_to(page.finder, "bram", every, wednesday, 600)
    assert [(one.hit, one.taken.start_minute) for one in later] == [(wednesday, 600), (monday, 540)]


def test_a_visit_that_falls_away_is_no_finding_and_can_be_opened_again(store: Store) -> None:
    """With its cause; opened again it asks for somebody."""
    absence = away(store)
    monday = hit_visits(store, absence)[0]
    decide(store, absence.id, [Decision(monday, cause=CancellationCause.PROFESSIONAL_ABSENT)])
    now = hit_visits(store, absence)[0]
    assert (now.stand, now.cause) == (Stand.CANCELLED, CancellationCause.PROFESSIONAL_ABSENT)
    assert absent(store) == ["woensdag"]
    reopen(store, [now])
    assert absent(store) == ["maandag", "woensdag"]


def test_coming_back_earlier_takes_back_what_was_decided_for_later(store: Store) -> None:
    """In one act with the new last day, and only when that is asked; removing the absence does so for all."""
    absence = away(store)
    page = absence_page(store, absence.id)
    decide(store, absence.id, best_for_all(page.finder, page.hits))
    tuesday = MONDAY + timedelta(days=1)
    assert [one.visit_id for one in decided_outside(store, absence.id, {"last_day": tuesday})] == ["woensdag"]
    change_absence(store, absence.id, {"last_day": tuesday}, take_back=True)
    assert [one.visit_id for one in living(store, VisitException)] == ["maandag"]
    undo_last(store)
    assert store.get(Absence, absence.id).last_day == FRIDAY
    assert len(living(store, VisitException)) == 2
    remove_absence(store, absence.id, take_back=True)
    assert not living(store, VisitException)
    assert not absent(store)


def test_a_replacement_who_is_away_too_is_hit_as_well(store: Store) -> None:
    """The visit that Bram would make for Anna falls in his own absence, and asks for a third."""
    absence = away(store)
    visit = store.get(VisitPattern, "maandag")
    with store.unit_of_work("Vervanger gekozen") as work:
        set_exception(work, visit, MONDAY, {"professional_id": "bram", "absence_id": absence.id})
    second = away(store, professional_id="bram")
    assert [hit.pattern.id for hit in hit_visits(store, second)] == ["maandag", "druk"]
    assert absent(store) == ["druk", "maandag", "woensdag"]
    page = absence_page(store, second.id)
    decide(store, second.id, [Decision(page.hits[0], "cleo")])
    assert absent(store) == ["druk", "woensdag"]


def test_the_list_of_conflicts_follows_absences_as_a_full_count_does(store: Store) -> None:
    """Written down, shortened, taken away, brought back, and given out: after each act the lists are the same."""
    live = LiveConflicts(store, MONDAY)
    store.changed.subscribe(live.follow)
    absence = away(store)
    steps: list[Callable[[], object]] = [
        lambda: change_absence(store, absence.id, {"last_day": MONDAY}),
        lambda: change_record(store, Professional, "anna", {"name": "Anna de Bos"}, "Professional gewijzigd"),
        lambda: decide(store, absence.id, [Decision(hit_visits(store, absence)[0], "bram")]),
        lambda: remove_absence(store, absence.id, take_back=False),
        lambda: undo_last(store),
        lambda: undo_last(store),
    ]
    assert live.findings == LiveConflicts(store, MONDAY).findings
    for step in steps:
        step()
        assert live.findings == LiveConflicts(store, MONDAY).findings


def test_today_tells_who_is_away_and_what_is_open(store: Store) -> None:
    """Two visits, one of them today; who comes back tomorrow week is not away today."""
    away(store)
    away(store, professional_id="bram", first_day=MONDAY + WEEK, last_day=MONDAY + WEEK)
    (one,) = away_today(store)
    assert (one.name, one.open_today, one.open_ahead) == ("Anna Bos", 1, 2)


def test_who_stays_away_asks_for_another_plan(store: Store) -> None:
    """After three weeks without an end, and at once for who does not come back; not while the end is known."""
    long_ago = MONDAY - 3 * WEEK
    assert "Dit duurt al 3 weken" in absence_page(store, away(store, first_day=long_ago, last_day=None).id).advice
    assert not absence_page(store, away(store, first_day=long_ago).id).advice
    assert not absence_page(store, away(store, last_day=None).id).advice
    gone = away(store, last_day=None, kind=AbsenceKind.LEFT)
    assert absence_page(store, gone.id).advice.startswith("Deze professional werkt hier niet meer.")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"professional_id": ""}, "professional_id"),
        ({"first_day": None}, "first_day"),
        ({"last_day": MONDAY - WEEK}, "last_day"),
        ({"start_minute": 600, "end_minute": 600}, "end_minute"),
        ({"kind": "ziek"}, "kind"),
    ],
)
def test_an_absence_that_cannot_be_is_refused_at_its_field(store: Store, values: dict[str, Any], field: str) -> None:
    """Nothing is written down; an illness is no kind of absence."""
    with pytest.raises(ActRefused) as refused:
        away(store, **values)
    assert field in refused.value.fields
    assert not living(store, Absence)


def test_an_absence_that_begins_soon_is_told_until_its_visits_are_arranged(store: Store) -> None:
    """Not when all was decided, not when it begins later than one looks ahead, and not twice once it has begun."""
    absence = away(store, first_day=MONDAY + WEEK, last_day=FRIDAY + WEEK)
    assert [(one.name, one.away.first_day, one.open_ahead) for one in away_soon(store)] == [
        ("Anna Bos", MONDAY + WEEK, 2)
    ]
    (told,) = [one for one in today_page(store).sections if "Afwezig" in one.title]
    assert told.lines == (("Anna Bos", "vanaf 30-11: 2 bezoeken nog niet geregeld"),)
    page = absence_page(store, absence.id)
    decide(store, absence.id, best_for_all(page.finder, page.hits))
    assert away_soon(store) == []
    away(store, first_day=MONDAY + 5 * WEEK, last_day=None)
    away(store)
    assert (away_soon(store), len(away_today(store))) == ([], 1)
