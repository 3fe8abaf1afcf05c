"""What is due, asked from a store: of every kind, for as long as it asks for something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from storage.models import (
    Action,
    Agreement,
    CareLocation,
    Case,
    CaseParty,
    Consent,
    Entitlement,
    Exemption,
    FixedBond,
    Provider,
    Pupil,
    Record,
    Review,
    School,
    VisitNote,
)
from storage.models.codes import Phase
from storage.store import Store
from zorgarrangeur_tui.desk.records import change_record, remove_record
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.watch import due
from zorgarrangeur_tui.desk.watch_acts import finish
from zorgarrangeur_tui.domain.watch import Watched

TODAY = date(2026, 11, 23)
SCHOOL, OTHER_SCHOOL, CASE, CHILD = "5" * 32, "6" * 32, "c" * 32, "a" * 32


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with a running case of one child, named Fatima, at a school."""
    opened: Store = make_store()
    add(
        opened,
        School(id=SCHOOL, site_code="99ZZ00", name="De Wilg"),
        School(id=OTHER_SCHOOL, site_code="99ZZ01", name="Het Anker"),
        Case(id=CASE, title="Verpleging", school_id=SCHOOL, phase=Phase.RUNNING),
        Pupil(id=CHILD, case_id=CASE, pseudonym="Blauwe Otter", name="Fatima"),
    )
    return opened


def add(store: Store, *records: Record) -> None:
    """Write records as one act."""
    with store.unit_of_work("Iets") as work:
        work.add(*records)


def in_days(days: int) -> date:
    """Return the day so many days from today."""
    return TODAY + timedelta(days=days)


def put_in(store: Store, phase: Phase) -> None:
    """Put the case in a phase, without the steps that lead there."""
    with store.unit_of_work("Fase") as work:
        work.change(work.get(Case, CASE), {"phase": phase.value})


def told(store: Store, **asked: Any) -> list[str]:
    """Return the lines of what is due."""
    return [one.text for one in due(store, **asked)]


def only(store: Store, **asked: Any) -> Watched:
    """Return the one thing that is due."""
    [one] = due(store, **asked)
    return one


def test_lines_name_school_and_pseudonym_and_never_a_name(store: Store) -> None:
    """In order of the day, the longest overdue first."""
    add(
        store,
        Entitlement(case_id=CASE, pupil_id=CHILD, law="youth_act", ends_on=in_days(30)),
        Action(case_id=CASE, what="Zorgkantoor bellen", due_on=in_days(-2)),
        Review(case_id=CASE, due_on=in_days(3)),
        CaseParty(case_id=CASE, kind="municipality", answer_by=in_days(4)),
    )
    change_record(store, Case, CASE, {"deadline": in_days(1)}, "Termijn gezet")
    assert told(store) == [
        "De Wilg: Actie: Zorgkantoor bellen",
        "De Wilg: Casus: Verpleging",
        "De Wilg: Evaluatie",
        "De Wilg: Antwoord van een partij: Gemeente",
        "De Wilg: Blauwe Otter: Titel loopt af: Jeugdwet",
    ]
    assert "Fatima" not in repr(due(store))
    assert all(one.why for one in due(store))


def test_an_ended_case_and_what_was_taken_away_are_not_watched(store: Store) -> None:
    """A case that waits is, with a mark, and then nothing in it presses."""
    add(store, Action(id="1" * 32, case_id=CASE, pupil_id=CHILD, what="Bellen", due_on=in_days(-2)))
    put_in(store, Phase.ON_HOLD)
    assert (only(store).told, only(store).pressing) == ("Actie: Bellen (in de wacht)", False)
    put_in(store, Phase.CLOSED)
    assert not due(store)
    put_in(store, Phase.RUNNING)
    assert only(store).pressing
    remove_record(store, Pupil, CHILD, "Leerling weggehaald")
    assert not due(store)


def test_a_renewed_title_is_silent_and_a_requested_one_renews_nothing(store: Store) -> None:
    """Thirteen weeks before it ends is early enough to ask for a new one."""
    old = Entitlement(case_id=CASE, pupil_id=CHILD, law="youth_act", ends_on=in_days(7 * 21))
    add(store, old)
    assert only(store).rule.id == "title_ends"
    assert not due(store, 7)
    requested = Entitlement(
        id="2" * 32, case_id=CASE, pupil_id=CHILD, law="youth_act", state="requested", requested_on=in_days(-1)
    )
    add(store, requested)
    assert [one.rule.id for one in due(store)] == ["title_requested", "title_ends"]
    change_record(
        store, Entitlement, "2" * 32, {"state": "present", "ends_on": in_days(700), "decided_on": TODAY}, "Toegekend"
    )
    assert not due(store)


def test_an_agreement_is_told_before_its_last_day_of_notice(store: Store) -> None:
    """The day of notice presses; the end comes later on the list."""
    add(store, Agreement(case_id=CASE, title="Vaste inzet", ends_on=date(2027, 1, 31), notice_months=2))
    first = due(store, 10)[0]
    assert (first.due_on, first.rule.id) == (date(2026, 11, 30), "agreement_notice")
    assert [one.rule.id for one in due(store, 10)] == ["agreement_notice", "agreement_ends"]


def test_notice_counts_from_the_end_of_a_shorter_month(store: Store) -> None:
    """One month before 31 December is 30 November: exactly a week from now, and on the list of one week."""
    add(store, Agreement(case_id=CASE, title="Vaste inzet", ends_on=date(2026, 12, 31), notice_months=1))
    assert only(store, weeks=1).due_on == in_days(7)
    assert not due(store, 0)


def test_an_exemption_is_notified_every_year(store: Store) -> None:
    """Before 1 July; once notified for that day it is the next year's."""
    add(store, Exemption(id="3" * 32, case_id=CASE, pupil_id=CHILD, ground="5a", starts_on=date(2025, 8, 1)))
    assert [one.due_on for one in due(store, 32)] == [date(2027, 7, 1)]
    assert not due(store, 30)
    change_record(store, Exemption, "3" * 32, {"notified_on": date(2026, 6, 20)}, "Gemeld")
    assert [one.due_on for one in due(store, 32)] == [date(2027, 7, 1)]
    change_record(store, Exemption, "3" * 32, {"notified_on": date(2027, 2, 1)}, "Gemeld")
    assert not due(store, 32)


def test_birthdays_that_change_something_are_told(store: Store) -> None:
    """With a month from the first of it, without one from the start of the year; other birthdays are not."""
    change_record(store, Pupil, CHILD, {"birth_year": 2010, "birth_month": 12}, "Geboortemaand")
    one = only(store)
    assert (one.due_on, one.kind, one.who) == (date(2026, 12, 1), "pupil", "Blauwe Otter")
    assert "16" in one.what
    assert "toestemming" in one.why
    change_record(store, Pupil, CHILD, {"birth_year": 2011}, "Geboortejaar")
    assert not due(store)
    change_record(store, Pupil, CHILD, {"birth_month": None, "birth_year": 2015}, "Geboortejaar")
    assert only(store).due_on == date(2027, 1, 1)


def test_a_consent_of_parents_is_asked_anew_when_the_child_turns_twelve(store: Store) -> None:
    """The birthday and the consent are two lines; a newer consent with the child silences the second."""
    change_record(store, Pupil, CHILD, {"birth_year": 2014, "birth_month": 11}, "Geboortemaand")
    given = {"case_id": CASE, "pupil_id": CHILD, "purpose": "overleg"}
    add(store, Consent(**given, capacity="both_guardians", given_on=date(2025, 9, 1)))
    assert {one.rule.id for one in due(store)} == {"birthday", "consent_again"}
    add(store, Consent(**given, capacity="both_guardians_and_pupil", given_on=date(2026, 11, 20)))
    assert {one.rule.id for one in due(store)} == {"birthday"}


def test_what_is_at_a_school_without_a_case_is_watched_too(store: Store) -> None:
    """A fixed provider with its name, and a next visit until there was one."""
    add(
        store,
        Provider(id="9" * 32, name="Zorggroep De Boom"),
        FixedBond(school_id=SCHOOL, provider_id="9" * 32, ends_on=in_days(10)),
        VisitNote(school_id=OTHER_SCHOOL, day=in_days(-7), next_visit_on=in_days(2)),
    )
    assert told(store) == ["Het Anker: Volgend bezoek", "De Wilg: Vaste zorgaanbieder eindigt: Zorggroep De Boom"]
    assert told(store, school_id=OTHER_SCHOOL) == ["Het Anker: Volgend bezoek"]
    add(store, VisitNote(school_id=OTHER_SCHOOL, day=in_days(-1)))
    assert not told(store, school_id=OTHER_SCHOOL)


def test_a_case_at_a_care_location_names_that(store: Store) -> None:
    """There is no school to name."""
    add(
        store,
        CareLocation(id="8" * 32, name="Zorgboerderij De Kluut"),
        Case(title="Onderwijs daar", care_location_id="8" * 32, deadline=in_days(1)),
    )
    assert told(store) == ["Zorgboerderij De Kluut: Casus: Onderwijs daar"]


def test_the_list_can_be_of_one_case_or_some_kinds(store: Store) -> None:
    """Together the kinds make the whole list."""
    add(
        store,
        Case(id="d" * 32, title="Vervoer", school_id=SCHOOL, deadline=in_days(1)),
        Action(case_id=CASE, what="Bellen", due_on=in_days(2)),
        FixedBond(school_id=SCHOOL, ends_on=in_days(3)),
    )
    assert told(store, case_id="d" * 32) == ["De Wilg: Casus: Vervoer"]
    assert told(store, case_id=CASE) == ["De Wilg: Actie: Bellen"]
    assert told(store, kinds=("action", "case")) == ["De Wilg: Casus: Vervoer", "De Wilg: Actie: Bellen"]
    assert len(due(store)) == 3


def test_an_action_and_a_review_are_finished_in_one_go(store: Store) -> None:
    """On the day of today; what else is due tells what to do instead."""
    add(
        store,
        Action(id="1" * 32, case_id=CASE, what="Bellen", due_on=in_days(-2)),
        Review(id="2" * 32, case_id=CASE, due_on=in_days(3)),
        CaseParty(case_id=CASE, answer_by=in_days(4)),
    )
    action, review, party = due(store)
    finish(store, action)
    finish(store, review)
    assert store.get(Action, "1" * 32).done_on == TODAY
    assert store.get(Review, "2" * 32).held_on == TODAY
    with pytest.raises(ActRefused, match="tot zij heeft besloten"):
        finish(store, party)
    assert due(store) == [party]
