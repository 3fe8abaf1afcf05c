"""What is wrong with a week, read from the store and kept up with it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from store_kit import START

from storage.models import (
    RECORD_TYPES,
    Absence,
    Budget,
    CareLocation,
    CareNeed,
    Case,
    Entitlement,
    FixedBond,
    OwnDay,
    PlanVersion,
    Professional,
    Provider,
    Pupil,
    Record,
    Residence,
    School,
    VisitPattern,
    site_id,
)
from storage.models.casework_codes import TitleState
from storage.models.codes import CareKind, Law, MomentRule, OwnDayKind, Rhythm
from storage.store import Store
from zorgarrangeur_tui.demo.region import invented_region
from zorgarrangeur_tui.desk.conflicts import CHECKED, LiveConflicts
from zorgarrangeur_tui.desk.exceptions import set_exception
from zorgarrangeur_tui.desk.overview import gaps
from zorgarrangeur_tui.desk.records import change_record, living, remove_record, undo_last
from zorgarrangeur_tui.domain.visit_findings import FindingKind, Severity

MONDAY = date(2026, 11, 23)
HERE, THERE = site_id("99AA00"), site_id("99AB00")
HOURS = [[510, 870]] * 5


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a store with two schools eleven kilometres apart, one provider with one nurse, and one child who needs her."""
    opened = make_store()
    provider = Provider(id="zorg", name="Zorg Zonnig", kinds=[CareKind.NURSING], municipalities=["Zandhoek"])
    case = Case(id="casus", title="Zorg in de klas", school_id=HERE)
    with opened.unit_of_work("School klaargezet") as work:
        work.add(
            School(id=HERE, site_code="99AA00", name="De Appelbrug", bell_times=HOURS, latitude=52.1, longitude=5.1),
            School(id=THERE, site_code="99AB00", name="De Peerhof", bell_times=HOURS, latitude=52.2, longitude=5.1),
            provider,
            Professional(id="anna", name="Anna Bos", provider_id="zorg", skills=[CareKind.NURSING]),
            FixedBond(school_id=HERE, provider_id="zorg"),
            case,
            Pupil(id="otter", case_id="casus", pseudonym="Blauwe Otter", municipality="Waterstad"),
            CareNeed(id="zorgvraag", case_id="casus", pupil_id="otter", kind=CareKind.NURSING, minutes_needed=60),
        )
    return opened


def visit(key: str, start: int = 540, **values: Any) -> VisitPattern:
    """Return a visit of Anna on Monday at the first school."""
    usual: dict[str, Any] = {"school_id": HERE, "professional_id": "anna", "weekday": 0, "duration_minutes": 60}
    return VisitPattern(id=key, start_minute=start, **{**usual, **values})


def added(store: Store, *records: Record) -> None:
    """Store records as one act."""
    with store.unit_of_work("Klaargezet") as work:
        work.add(*records)


def kinds(live: LiveConflicts) -> list[FindingKind]:
    """Return what was found."""
    return [one.kind for one in live.findings]


def test_a_school_tells_what_is_wrong_with_its_week_and_follows_the_store(store: Store) -> None:
    """A gap, then a visit that fills it, then one elsewhere that cannot be reached in time; undo brings all back."""
    live = LiveConflicts(store, MONDAY, HERE)
    store.changed.subscribe(live.follow)
    assert kinds(live) == [FindingKind.NEED_NOT_COVERED]
    (gap,) = live.places
    assert (gap.place_id, gap.visit, live.school_name(gap.place_id)) == (HERE, None, "De Appelbrug")
    added(store, visit("eerst", serves=["zorgvraag"]))
    assert kinds(live) == []
    added(store, visit("elders", 600, school_id=THERE))
    (trip,) = live.places
    assert (trip.finding.kind, trip.finding.severity) == (FindingKind.TRAVEL_TOO_SHORT, Severity.HARD)
    assert (trip.place_id, live.professional_name(trip.visit)) == (HERE, "Anna Bos")
    for _ in range(2):
        undo_last(store)
    assert kinds(live) == [FindingKind.NEED_NOT_COVERED]


def test_titles_contracts_and_quiet_come_from_the_store(store: Store) -> None:
    """A title of the child counts for its need; the gemeente is where it lives then; what is not given yet is no title."""
    youth: dict[str, Any] = {"case_id": "casus", "pupil_id": "otter", "law": Law.YOUTH_ACT}
    added(
        store,
        visit("eerst", serves=["zorgvraag"]),
        Entitlement(**youth, starts_on=date(2026, 1, 1)),
        Entitlement(**youth, state=TitleState.REQUESTED, ends_on=date(2026, 1, 31)),
    )
    (contract,) = LiveConflicts(store, MONDAY, HERE).findings
    assert contract.kind is FindingKind.MUNICIPALITY_NOT_CONTRACTED
    assert "gemeente Waterstad" in contract.sentence
    added(store, Residence(case_id="casus", pupil_id="otter", municipality="Zandhoek", starts_on=date(2026, 1, 1)))
    assert kinds(LiveConflicts(store, MONDAY, HERE)) == []
    change_record(store, School, HERE, {"quiet_windows": [[0, 510, 570]]}, "School gewijzigd")
    (quiet,) = LiveConflicts(store, MONDAY, HERE).findings
    assert quiet.kind is FindingKind.QUIET_WINDOW


def test_a_holiday_closes_no_gap_and_opens_none(store: Store) -> None:
    """A visit that falls away on a study day is wrong only where it is every week; the need stays covered."""
    added(
        store,
        visit("eerst", serves=["zorgvraag"]),
        OwnDay(school_id=HERE, kind=OwnDayKind.STUDY_DAY, first_day=MONDAY),
    )
    assert kinds(LiveConflicts(store, MONDAY, HERE)) == []
    even = living(store, VisitPattern)[0]
    change_record(store, VisitPattern, even.id, {"rhythm": Rhythm.EVEN}, "Ritme gewijzigd")
    assert kinds(LiveConflicts(store, MONDAY)) == [FindingKind.NEED_NOT_COVERED]


def test_a_day_moved_beyond_the_end_of_its_visit_clashes_but_covers_no_week(store: Store) -> None:
    """At the school and in the region, read anew and kept up with: the visit itself is over, so the need is open."""
    added(store, visit("voorbij", ends_on=MONDAY - timedelta(1), serves=["zorgvraag"]), visit("nu", weekday=1))
    followed = [LiveConflicts(store, MONDAY, school) for school in (HERE, "")]
    for live in followed:
        store.changed.subscribe(live.follow)
    open_need = kinds(followed[0])
    assert open_need == [FindingKind.NEED_NOT_COVERED]
    with store.unit_of_work("Verzet") as work:
        moved = {"moved_to": MONDAY + timedelta(1)}
        set_exception(work, work.get(VisitPattern, "voorbij"), MONDAY - timedelta(7), moved)
    read = [LiveConflicts(store, MONDAY, school) for school in (HERE, "")]
    for live in (*followed, *read):
        (booking,) = (one for one in live.findings if one.kind is FindingKind.DOUBLE_BOOKED)
        assert set(booking.visit_ids) == {"voorbij", "nu"}
        assert [kind for kind in kinds(live) if kind is not FindingKind.DOUBLE_BOOKED] == open_need
    undo_last(store)
    assert [kinds(live) for live in followed] == [open_need, open_need]


def test_care_on_call_and_providers_that_do_not_count_are_passed_over(store: Store) -> None:
    """Nobody is taken up by care on call; the cap counts only who counts."""
    change_record(store, School, HERE, {"provider_cap": 0}, "School gewijzigd")
    assert FindingKind.PROVIDER_CAP in kinds(LiveConflicts(store, MONDAY, HERE))
    change_record(store, Provider, "zorg", {"counts_for_cap": False}, "Aanbieder gewijzigd")
    change_record(store, CareNeed, "zorgvraag", {"moment_rule": MomentRule.ON_CALL}, "Zorgvraag gewijzigd")
    added(
        store,
        Professional(id="bram", name="Bram Vos", provider_id="zorg", skills=[CareKind.NURSING]),
        visit("eerst", serves=["zorgvraag"]),
        visit("ook", serves=["zorgvraag"], professional_id="bram"),
    )
    assert kinds(LiveConflicts(store, MONDAY, HERE)) == []


def test_a_whole_region_kept_up_with_the_store_is_that_of_a_new_look(store: Store) -> None:
    """Any changes and undos, also of budgets, absences, days and published plans; and the gaps are those of the list of gaps."""
    with store.unit_of_work("Oefenregio gemaakt") as work:
        work.add(*invented_region(1, 3, today=START.date()))
    chance = random.Random(3)  # noqa: S311 - a repeatable row of acts, not a secret
    live = LiveConflicts(store, MONDAY)
    store.changed.subscribe(live.follow)
    for _ in range(25):
        one = chance.choice(living(store, VisitPattern))
        act = chance.randrange(9)
        if act == 0:
            remove_record(store, VisitPattern, one.id, "Bezoek weggehaald")
        elif act == 1:
            need = chance.choice(living(store, CareNeed))
            change_record(store, CareNeed, need.id, {"minutes_needed": chance.randrange(300)}, "Zorgvraag gewijzigd")
        elif act == 2:
            person = chance.choice(living(store, Professional))
            change_record(store, Professional, person.id, {"max_minutes": 120}, "Zorgprofessional gewijzigd")
        elif act == 3:
            undo_last(store)
        elif act == 4:
            budget = chance.choice(living(store, Budget))
            change_record(store, Budget, budget.id, {"minutes_per_week": chance.randrange(900)}, "Budget gewijzigd")
        elif act == 5:
            day = MONDAY + timedelta(days=chance.randrange(5))
            added(store, Absence(professional_id=one.professional_id, first_day=day, last_day=day))
        elif act == 6:
            added(store, PlanVersion(number=chance.randrange(9), school_id=one.school_id))
        elif act == 7 and one.ends_on is None and one.rhythm == Rhythm.WEEKLY:
            due = MONDAY + timedelta(days=one.weekday)
            values = {"start_minute": 480 + 15 * chance.randrange(24)}
            with store.unit_of_work("Deze dag") as work:
                set_exception(work, one, due, values)
        else:
            place = {"weekday": chance.randrange(5), "start_minute": 480 + 15 * chance.randrange(24)}
            values = {**place, "locked": False}
            change_record(store, VisitPattern, one.id, values, "Bezoek verplaatst")
        assert live.findings == LiveConflicts(store, MONDAY).findings
    told = Counter(one.about[0] for one in live.findings if one.kind is FindingKind.NEED_NOT_COVERED)
    assert told == Counter(gap.need.id for gap in gaps(store))


def test_what_is_not_checked_is_not_read_again(store: Store) -> None:
    """A care location by itself changes no plan; a child may live elsewhere from now on."""
    live = LiveConflicts(store, MONDAY)
    store.changed.subscribe(live.follow)
    region = live.region
    with store.unit_of_work("Zorglocatie") as work:
        work.add(CareLocation(name="De Kade"))
    assert live.region is region
    change_record(store, Pupil, "otter", {"municipality": "Zandhoek"}, "Leerling gewijzigd")
    assert live.region is not region
    assert set(CHECKED) < set(RECORD_TYPES)
